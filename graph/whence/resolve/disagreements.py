"""Claims about one finding whose numbers cannot both be right.

Precision comes first: the two must share a study or a chain, ask the same question of the same base for the same
time in the same unit, and neither may have its own number somewhere in the other's article. Where the wordings
differ at all, the numbers must be near each other or made of the same digits, as a slip's are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from whence.knowledge import Derivation, Disagreement, Study
from whence.model import StatisticalClaim
from whence.resolve.corpus import Telling, ToldClaim, years
from whence.resolve.derivations import by_article
from whence.resolve.grouping import Constraints, candidate_pairs
from whence.resolve.likeness import UNKNOWN_POPULATION, Likeness, Subject, likeness
from whence.resolve.rounding import interval

ALIKE = 0.6
"""Claims ask one question from this likeness on, if their numbers are as a slip's are."""
SAME_WORDING = 0.9
"""Claims ask one question from this likeness on, whatever their numbers."""
_NEAR = Decimal("0.1")


def disagreements(
    tellings: Sequence[Telling],
    studies: Sequence[Study],
    cited: Mapping[str, str],
    statistic_of: Mapping[str, str],
    derivations: Sequence[Derivation],
    subjects: Mapping[str, Subject],
    decided: Constraints,
) -> tuple[Disagreement, ...]:
    """The pairs of claims in different articles that contradict each other.

    Claims that are decided to be of one finding contradict each other where no rounding makes their numbers one.
    """
    year_of = {study.iri: study.year for study in studies if study.year}
    claims = {told.iri: told for telling in tellings for told in telling.claims}
    settled = {(statistic_of[iri], told.article) for iri, told in claims.items()}
    keys = _keys(claims, cited, derivations, subjects)
    order = {iri: " ".join(sorted(subjects[iri].measure)) for iri in claims}
    found = []
    for first, second in candidate_pairs(keys, order):
        one, other = claims[first], claims[second]
        if one.article == other.article or decided.apart(first, second) or not _comparable(one, other, cited, year_of):
            continue
        if (statistic_of[first], other.article) in settled or (statistic_of[second], one.article) in settled:
            continue
        alike = likeness(subjects[first], subjects[second])
        if _one_question(one.claim, other.claim, alike, subjects[first], subjects[second]):
            found.append(_Clash(one, other, alike))
    told = {(clash.one, clash.other): clash for clash in map(_told, _clearest(found))}
    return tuple((told | _on_one_finding(claims, decided)).values())


def _on_one_finding(claims: Mapping[str, ToldClaim], decided: Constraints) -> dict[tuple[str, str], Disagreement]:
    """The pairs that are decided to be of one finding, and have numbers of one unit that cannot both be right."""
    found = {}
    for link in decided.among(claims):
        mine, yours = claims[link.one].claim.quantity, claims[link.other].claim.quantity
        if mine.unit == yours.unit and not interval(mine).meets(interval(yours)):
            numbers = f"{mine.printed} against {yours.printed} for one finding"
            one, other = sorted((link.one, link.other))
            found[one, other] = Disagreement(one, other, f"{numbers}, {link.reason}", 1.0)
    return found


@dataclass(frozen=True, slots=True)
class _Clash:
    one: ToldClaim
    other: ToldClaim
    alike: Likeness


def _keys(
    claims: Mapping[str, ToldClaim],
    cited: Mapping[str, str],
    derivations: Sequence[Derivation],
    subjects: Mapping[str, Subject],
) -> dict[str, list[Hashable]]:
    linked = by_article(derivations)
    keys: dict[str, list[Hashable]] = {}
    for iri, told in claims.items():
        contexts: list[Hashable] = list(linked[told.article])
        if iri in cited:
            contexts.append(cited[iri])
        unit = told.claim.quantity.unit
        keys[iri] = [(context, unit, stem) for context in contexts for stem in subjects[iri].measure]
    return keys


def _comparable(one: ToldClaim, other: ToldClaim, cited: Mapping[str, str], year_of: Mapping[str, int]) -> bool:
    """Whether the numbers are of one kind, time and study, and differ beyond rounding and hedges."""
    studies = {cited[told.iri] for told in (one, other) if told.iri in cited}
    if one.claim.change != other.claim.change or len(studies) > 1:
        return False
    own = {year_of[study] for study in studies if study in year_of}
    if years(one.claim.period) - own != years(other.claim.period) - own:
        return False
    return not interval(one.claim.quantity).meets(interval(other.claim.quantity))


def _one_question(
    one: StatisticalClaim, other: StatisticalClaim, alike: Likeness, mine: Subject, yours: Subject
) -> bool:
    if alike.contrary or alike.population < UNKNOWN_POPULATION or alike.measure < ALIKE:
        return False
    if alike.measure >= SAME_WORDING and (mine.measure <= yours.measure or yours.measure <= mine.measure):
        return alike.population == 1.0 or _slip(one.quantity.value, other.quantity.value)
    return _slip(one.quantity.value, other.quantity.value)


def _slip(one: Decimal, other: Decimal) -> bool:
    """Whether a number may be another one mistold: near it, or with its digits in another order."""
    near = abs(one - other) <= _NEAR * max(abs(one), abs(other))
    return near or sorted(str(one)) == sorted(str(other))


def _clearest(found: Sequence[_Clash]) -> Iterator[_Clash]:
    """The clashes than which neither claim has a clearer one in the other's article; of equals none."""
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    for clash in found:
        for told, other in ((clash.one, clash.other), (clash.other, clash.one)):
            best[told.iri, other.article].append(clash.alike.score)
    for clash in found:
        scores = best[clash.one.iri, clash.other.article], best[clash.other.iri, clash.one.article]
        if all(max(score) == clash.alike.score and score.count(max(score)) == 1 for score in scores):
            yield clash


def _told(clash: _Clash) -> Disagreement:
    one, other = sorted((clash.one, clash.other), key=lambda told: told.iri)
    numbers = f"{one.claim.quantity.printed} against {other.claim.quantity.printed}"
    reason = f"{numbers} for one question ({clash.alike}); no rounding makes them one"
    return Disagreement(one.iri, other.iri, reason, round(min(0.95, 0.3 + 0.6 * clash.alike.score), 2))
