"""Which claims report one statistic.

Claims meet when they cite one study, when one's article draws on the other's, or within an article. They report one
statistic when their numbers are honest tellings of one value and their subjects are alike; of several candidates
in another article only the best counts. The same number for another question, base, year or study stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from whence.knowledge import Derivation, Match, Proposal, Statistic
from whence.model import Change, Qualifier
from whence.rdf import iris
from whence.resolve.corpus import Telling, ToldClaim, years
from whence.resolve.derivations import by_article
from whence.resolve.grouping import Constraints, Link, Rules, candidate_pairs, components
from whence.resolve.likeness import Likeness, Subject, likeness, number_keys, same_number
from whence.resolve.rounding import Interval, interval

WITHIN_STUDY = 0.3
"""Claims that cite one study and have one number are the same from this likeness on."""
LIKE_WORDS = 0.2
"""And their measures must be alike at least this much."""
WITHIN_CHAIN = 0.45
"""The same, where only one article's drawing on the other brings the claims together."""
WITHIN_ARTICLE = 0.75
"""The same, for a number that an article repeats."""
CLEAR = 0.68
"""Claims of one article restate each other from this likeness on, so that another may match both."""
LOOSELY = 0.55
"""The same, where the numbers only round to each other, or are "most" or "about half"."""
_HALF = Decimal(50)
_EXACT_BONUS = 0.2
_TIE = 0.05


@dataclass(frozen=True, slots=True)
class Statistics:
    """The canonical statistics, the statistic of each claim, and why."""

    canonical: tuple[Statistic, ...]
    of: Mapping[str, str]
    matches: tuple[Match, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two claims that may report one statistic; `rank` orders the candidates of a claim."""

    one: ToldClaim
    other: ToldClaim
    alike: Likeness
    bar: float
    reason: str

    @property
    def exact(self) -> bool:
        return self.one.claim.quantity.value == self.other.claim.quantity.value

    @property
    def clear(self) -> bool:
        """Whether the claims are alike enough; a shared population alone never is, nor is the opposite."""
        return self.alike.score >= self.bar and self.alike.words >= LIKE_WORDS and not self.alike.contrary

    @property
    def sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Each claim with the article in which it has the other as a candidate."""
        return (self.one.iri, self.other.article), (self.other.iri, self.one.article)

    @property
    def rank(self) -> float:
        return self.alike.score + (_EXACT_BONUS if self.exact else 0.0)


@dataclass(frozen=True, slots=True)
class _Finding:
    """What all claims of one statistic must agree on."""

    unit: str
    values: Interval
    change: Change | None
    study: str | None
    years: frozenset[int]


def statistics(
    tellings: Sequence[Telling],
    cited: Mapping[str, str],
    derivations: Sequence[Derivation],
    subjects: Mapping[str, Subject],
    populations: Mapping[str, str],
    decided: Constraints,
) -> Statistics:
    """The canonical statistics of all claims; `cited` and `populations` give a claim's study and population."""
    claims = {told.iri: told for telling in tellings for told in telling.claims}
    met = _candidates(claims, cited, derivations, subjects)
    found = [one for one in met if one.clear and not decided.apart(one.one.iri, one.other.iri)]
    sure, unsure = _best(found, subjects)
    must = decided.among(claims)
    links = [*map(_link, sure), *must]
    facts = {iri: _finding(told, cited) for iri, told in claims.items()}
    grouped = components(claims, links, Rules(facts=facts, agree=_joint, sides=decided.sides), must)
    of = {member: iris.canonical("statistic", group) for group in grouped.groups for member in group}
    best: dict[str, Link] = {}
    for link in sorted(links, key=lambda link: (link.confidence, link.one, link.other)):
        if of[link.one] == of[link.other]:
            best[link.one] = best[link.other] = link
    matches = tuple(
        Match(iri, of[iri], best[iri].reason, best[iri].confidence)
        if iri in best
        else Match(iri, of[iri], "no other claim matches", 1.0)
        for iri in sorted(claims)
    )
    doubts = [(link, "what they match differs") for link in grouped.refused]
    doubts += [(_link(candidate), "another claim there matches as well") for candidate in unsure]
    proposals = tuple(
        Proposal("statistic", link.one, link.other, f"{link.reason}; but {doubt}", 0.5)
        for link, doubt in doubts
        if of[link.one] != of[link.other]
    )
    canonical = [_statistic(of[group[0]], [claims[m] for m in group], cited, populations) for group in grouped.groups]
    return Statistics(tuple(sorted(canonical, key=lambda one: one.iri)), of, matches, proposals)


# ---------------------------------------------------------------- candidates


def _candidates(
    claims: Mapping[str, ToldClaim],
    cited: Mapping[str, str],
    derivations: Sequence[Derivation],
    subjects: Mapping[str, Subject],
) -> Iterator[_Candidate]:
    """The pairs of claims with one number that a study, a derivation or an article brings together."""
    drawn = {frozenset((derivation.article, derivation.source)) for derivation in derivations}
    keys = _keys(claims, cited, derivations)
    order = {iri: " ".join(sorted(subjects[iri].measure)) for iri in claims}
    for first, second in candidate_pairs(keys, order):
        one, other = claims[first], claims[second]
        if not same_number(one.claim, other.claim):
            continue
        studies = {cited[told.iri] for told in (one, other) if told.iri in cited}
        if len(studies) > 1:
            continue
        alike = likeness(subjects[first], subjects[second])
        if one.article == other.article:
            yield from _restated(one, other, alike)
        elif first in cited and second in cited:
            bar = WITHIN_STUDY if _telling(one, other) else LOOSELY
            yield _Candidate(one, other, alike, bar, "the same study and number")
        elif frozenset((one.article, other.article)) in drawn:
            bar = WITHIN_CHAIN if _telling(one, other) else LOOSELY
            yield _Candidate(one, other, alike, bar, "the same number in an article it draws on")


def _telling(one: ToldClaim, other: ToldClaim) -> bool:
    """Whether the number itself says something: the very same, and no "most" or "about half"."""
    mine, yours = one.claim.quantity, other.claim.quantity
    vague = mine.value == _HALF and Qualifier.EXACTLY not in (mine.qualifier, yours.qualifier)
    return mine.value == yours.value and not vague


def _keys(
    claims: Mapping[str, ToldClaim], cited: Mapping[str, str], derivations: Sequence[Derivation]
) -> dict[str, list[Hashable]]:
    linked = by_article(derivations)
    keys: dict[str, list[Hashable]] = {}
    for iri, told in claims.items():
        contexts: list[Hashable] = [told.article, *linked[told.article]]
        if iri in cited:
            contexts.append(cited[iri])
        keys[iri] = [(context, key) for key in number_keys(told.claim) for context in contexts]
    return keys


def _restated(one: ToldClaim, other: ToldClaim, alike: Likeness) -> Iterator[_Candidate]:
    """A number that the article tells twice: in words beside the digits, or again further on."""
    mine, yours = one.claim, other.claim
    if alike.own_score < WITHIN_ARTICLE:
        return
    beside = mine.selector.start < yours.selector.end and yours.selector.start < mine.selector.end
    loose = Qualifier.EXACTLY not in (mine.quantity.qualifier, yours.quantity.qualifier)
    if beside and mine.quantity.value != yours.quantity.value and not loose:
        yield _Candidate(one, other, alike, WITHIN_ARTICLE, "the same number in words and digits")
    elif not beside and mine.quantity.value == yours.quantity.value and mine.study == yours.study:
        yield _Candidate(one, other, alike, WITHIN_ARTICLE, "the same number told again")


def _best(
    candidates: Sequence[_Candidate], subjects: Mapping[str, Subject]
) -> tuple[list[_Candidate], list[_Candidate]]:
    """The candidates that are the best for both their claims, and those that are only among several as good.

    A claim has several matches in another article only where they restate each other.
    """
    rivals: dict[tuple[str, str], list[tuple[float, _Candidate]]] = defaultdict(list)
    for candidate in candidates:
        for side in candidate.sides:
            rivals[side].append((candidate.rank, candidate))
    best = {side: max(rank for rank, _ in met) for side, met in rivals.items()}

    @cache  # claims that many others are like meet in many pairs of candidates
    def restate(first: str, second: str) -> bool:
        return likeness(subjects[first], subjects[second]).own_score >= CLEAR

    sure: list[_Candidate] = []
    unsure: list[_Candidate] = []
    for candidate in candidates:
        mine = candidate.rank
        if mine < max(best[side] for side in candidate.sides) - _TIE:
            continue
        met = (rival for side in candidate.sides for rival in rivals[side])
        ties = (rival for rank, rival in met if rank >= mine - _TIE and rival is not candidate)
        restated = all(restate(*_differing(candidate, rival)) for rival in ties)
        (sure if restated else unsure).append(candidate)
    return sure, unsure


def _differing(one: _Candidate, other: _Candidate) -> list[str]:
    """The two claims in which two candidates for one claim differ."""
    return sorted({one.one.iri, one.other.iri} ^ {other.one.iri, other.other.iri})


def _link(candidate: _Candidate) -> Link:
    numbers = [told.claim.quantity for told in (candidate.one, candidate.other)]
    rounded = "" if candidate.exact else f", {numbers[0].printed} and {numbers[1].printed} being tellings of one value"
    confidence = round(min(0.98, 0.5 + candidate.rank * 0.42), 2)
    return Link(candidate.one.iri, candidate.other.iri, f"{candidate.reason}{rounded} ({candidate.alike})", confidence)


# ---------------------------------------------------------------- the canonical statistics


def _finding(told: ToldClaim, cited: Mapping[str, str]) -> _Finding:
    claim = told.claim
    study = cited.get(told.iri)
    return _Finding(claim.quantity.unit, interval(claim.quantity), claim.change, study, years(claim.period))


def _joint(one: _Finding, other: _Finding) -> _Finding | None:
    """What two groups of claims agree on; None where they contradict each other."""
    if one.unit != other.unit or not one.values.meets(other.values):
        return None
    if None not in (one.change, other.change) and one.change != other.change:
        return None
    if None not in (one.study, other.study) and one.study != other.study:
        return None
    if one.years and other.years and one.years.isdisjoint(other.years):
        return None
    values = Interval(max(one.values.low, other.values.low), min(one.values.high, other.values.high))
    return _Finding(one.unit, values, one.change or other.change, one.study or other.study, one.years | other.years)


def _statistic(
    iri: str, members: Sequence[ToldClaim], cited: Mapping[str, str], populations: Mapping[str, str]
) -> Statistic:
    """The statistic as its most precise telling has it; of equals the one with the fullest measure."""
    chosen = min(members, key=lambda told: (_width(told), told.iri not in cited, -len(told.claim.measure), told.iri))
    named = [told for told in (chosen, *members) if told.iri in populations]
    studies = sorted({cited[told.iri] for told in members if told.iri in cited})
    claim = chosen.claim
    return Statistic(
        iri,
        claim.quantity,
        claim.measure,
        populations[named[0].iri] if named else None,
        claim.change,
        claim.period,
        studies[0] if studies else None,
        tuple(told.iri for told in members),
    )


def _width(told: ToldClaim) -> Decimal:
    span = interval(told.claim.quantity)
    return span.high - span.low
