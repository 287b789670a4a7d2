"""The union of what the rules find and what of the model's proposals stands in the text.

Where both have a number, the claim stays the rules' with its quote, and so its IRI; of whom it speaks, what it says and
its study are the model's, where it gives them in the text's words. A number that only the model has is a claim more.
How sure such claims are has not been measured: they have a confidence of a half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from whence.extract.claims import Speakers
from whence.extract.claims.repeats import are_alike, words_of
from whence.extract.studies import Studies
from whence.model import Statement, StatisticalClaim, StudyMention
from whence.propose.judging import Refusal, Standing
from whence.text import select, squeeze

UNMEASURED = 0.5
"""The confidence of a claim that a model had a part in."""

AGREES, AMENDED, ADDED, HEDGE = (
    "agree with the rules",
    "amend the rules",
    "added",
    "hedged otherwise than the text",
)


def merged(
    ruled: Sequence[StatisticalClaim],
    standing: Iterable[Standing],
    studies: Studies,
    statements: Sequence[Statement],
    tally: Counter[str],
) -> tuple[StatisticalClaim, ...]:
    """The claims of an article; what became of each proposal is counted in `tally`."""
    claims, speakers, told = list(ruled), Speakers(statements), set[tuple[int, int]]()
    for one in standing:
        if one.number in told:
            tally[Refusal.REPEATED] += 1
            continue
        told.add(one.number)
        if one.proposal.qualifier and one.proposal.qualifier is not one.found.quantity.qualifier:
            tally[HEDGE] += 1
        twins = [index for index, claim in enumerate(ruled) if _is_same_number(claim, one)]
        if twins:
            amended = _amended(ruled[twins[0]], one, studies.mentions) if len(twins) == 1 else ruled[twins[0]]
            tally[AGREES if amended == ruled[twins[0]] else AMENDED] += 1
            claims[twins[0]] = amended
            continue
        claim = _claim(one, studies, speakers)
        if any(_says_the_same(claim, other) for other in claims):
            tally[Refusal.REPEATED] += 1
        else:
            tally[ADDED] += 1
            claims.append(claim)
    return tuple(claims)


def _is_same_number(claim: StatisticalClaim, one: Standing) -> bool:
    mine, theirs = claim.quantity, one.found.quantity
    inside = claim.selector.start <= one.number[0] and one.number[1] <= claim.selector.end
    return inside and (mine.value, mine.printed) == (theirs.value, theirs.printed)


def _amended(claim: StatisticalClaim, one: Standing, mentions: Sequence[StudyMention]) -> StatisticalClaim:
    """The rules' claim with the model's population, measure and study, where it gives them."""
    study = _study(one, mentions)
    better = replace(
        claim,
        population=one.population or claim.population,
        measure=one.measure,
        study=claim.study if study is None else study,
    )
    return better if better == claim else replace(better, confidence=UNMEASURED)


def _claim(one: Standing, studies: Studies, speakers: Speakers) -> StatisticalClaim:
    named = _study(one, studies.mentions)
    return StatisticalClaim(
        selector=select(one.sentence.source, *one.quote),
        quantity=one.found.quantity,
        population=one.population,
        measure=one.measure,
        change=one.found.change,
        study=studies.of(*one.number) if named is None else named,
        speaker=speakers.of(*one.number),
        confidence=UNMEASURED,
    )


def _study(one: Standing, mentions: Sequence[StudyMention]) -> int | None:
    """The mention that the model names by its title or by who conducted it; None where that is not one."""
    said = squeeze(one.proposal.study or "").casefold()
    names = ((mention.title, *mention.organizations) for mention in mentions)
    found = [index for index, known in enumerate(names) if any(name and name.casefold() == said for name in known)]
    return found[0] if len(found) == 1 else None


def _says_the_same(one: StatisticalClaim, other: StatisticalClaim) -> bool:
    """Whether a claim tells a finding again: one number, one population, most words of the shorter measure."""
    if (one.quantity.value, one.quantity.unit) != (other.quantity.value, other.quantity.unit):
        return False
    if one.selector.start < other.selector.end and other.selector.start < one.selector.end:
        return False
    whom, whose = (words_of(claim.population or "") for claim in (one, other))
    return whom == whose and are_alike(one.measure, other.measure)
