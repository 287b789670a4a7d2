"""Claims about one finding with numbers that differ, and which of them cannot both be right.

Precision comes first: two rival claims must share a study or a chain, ask the same question of the same base for the
same time in the same unit, and neither may have its own number somewhere in the other's article. Where the wordings
differ at all, the numbers must be near each other or made of the same digits, as a slip's are. Rivals disagree unless
their hedges, taken at their word, let both be true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from whence.knowledge import Derivation, Disagreement, DisagreementKind, Study
from whence.model import StatisticalClaim
from whence.resolve.corpus import Telling, ToldClaim, years
from whence.resolve.derivations import by_article
from whence.resolve.grouping import Constraints, candidate_pairs
from whence.resolve.likeness import UNKNOWN_POPULATION, Likeness, Subject, likeness
from whence.resolve.rounding import compatible, interval

ALIKE = 0.6
"""Claims ask one question from this likeness on, if their numbers are as a slip's are."""
SAME_WORDING = 0.9
"""Claims ask one question from this likeness on, whatever their numbers."""
_NEAR = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Rival:
    """Two claims of different articles on one question, whose numbers no rounding makes one; `one` sorts first."""

    one: ToldClaim
    other: ToldClaim
    alike: Likeness


def rivals(
    tellings: Sequence[Telling],
    studies: Sequence[Study],
    cited: Mapping[str, str],
    statistic_of: Mapping[str, str],
    derivations: Sequence[Derivation],
    subjects: Mapping[str, Subject],
    decided: Constraints,
) -> tuple[Rival, ...]:
    """The pairs of claims in different articles that answer one question with different numbers."""
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
            found.append(Rival(one, other, alike))
    return tuple(_clearest(found))


def disagreements(
    rivals: Sequence[Rival], derivations: Sequence[Derivation], tellings: Sequence[Telling], decided: Constraints
) -> tuple[Disagreement, ...]:
    """The rivals that cannot both be right: mistold where one article draws on the other, else contradicted.

    So are claims of two articles that are decided to tell one finding, with numbers that cannot both be right.
    """
    drawn = {frozenset((derivation.article, derivation.source)) for derivation in derivations}
    found = {
        (rival.one.iri, rival.other.iri): _told(rival, frozenset((rival.one.article, rival.other.article)) in drawn)
        for rival in rivals
        if not compatible(rival.one.claim.quantity, rival.other.claim.quantity)
    }
    claims = {told.iri: told for telling in tellings for told in telling.claims}
    return tuple((found | _on_one_finding(claims, drawn, decided)).values())


def _on_one_finding(
    claims: Mapping[str, ToldClaim], drawn: Container[frozenset[str]], decided: Constraints
) -> dict[tuple[str, str], Disagreement]:
    """The disagreements of claims that are decided to tell one finding."""
    found = {}
    for link in decided.among(claims):
        mine, yours = sorted((claims[link.one], claims[link.other]), key=lambda told: told.iri)
        one, other = mine.claim.quantity, yours.claim.quantity
        if mine.article == yours.article or one.unit != other.unit or interval(one).meets(interval(other)):
            continue
        if not compatible(one, other):
            mistold = frozenset((mine.article, yours.article)) in drawn
            kind = DisagreementKind.MISTOLD if mistold else DisagreementKind.CONTRADICTED
            reason = f"{one.printed} against {other.printed} for one finding, {link.reason}"
            found[mine.iri, yours.iri] = Disagreement(mine.iri, yours.iri, kind, reason, 1.0)
    return found


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
    return abs(one - other) <= _NEAR * max(abs(one), abs(other)) or _same_digits(one, other)


def _same_digits(one: Decimal, other: Decimal) -> bool:
    return sorted(str(one)) == sorted(str(other))


def _clearest(found: Sequence[Rival]) -> Iterator[Rival]:
    """The rivals than which neither claim has a clearer one in the other's article; of equals none."""
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    for rival in found:
        for told, other in ((rival.one, rival.other), (rival.other, rival.one)):
            best[told.iri, other.article].append(rival.alike.score)
    for rival in found:
        scores = best[rival.one.iri, rival.other.article], best[rival.other.iri, rival.one.article]
        if all(max(score) == rival.alike.score and score.count(max(score)) == 1 for score in scores):
            yield rival


def _told(rival: Rival, drawn: bool) -> Disagreement:
    one, other = (told.claim.quantity for told in (rival.one, rival.other))
    swapped = ", the same digits in another order," if _same_digits(one.value, other.value) else ""
    reason = f"{one.printed} against {other.printed}{swapped} for one question ({rival.alike})"
    kind = DisagreementKind.MISTOLD if drawn else DisagreementKind.CONTRADICTED
    confidence = round(min(0.95, 0.3 + 0.6 * rival.alike.score), 2)
    return Disagreement(rival.one.iri, rival.other.iri, kind, f"{reason}; no rounding makes them one", confidence)
