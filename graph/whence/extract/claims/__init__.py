"""From a quantity that is a finding to a claim: of whom it speaks, what it says of them, when, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from whence.analyse import Analysis, Sentence
from whence.extract.claims.asked import asked, of_those_asked
from whence.extract.claims.choice import settled
from whence.extract.claims.confidence import confidence
from whence.extract.claims.drafts import Draft, Findings, drafts
from whence.extract.claims.quotes import quote
from whence.extract.claims.repeats import without_repeats
from whence.extract.quantities import FoundQuantity, quantities
from whence.extract.studies import Studies
from whence.extract.studies.samples import is_sample_size
from whence.model import Agent, Statement, StatisticalClaim

__all__ = ["Speakers", "claims"]

Settle = Callable[[Sequence[Draft], Iterable[str]], Sequence[Draft]]
"""A choice of populations: of the drafts of an article, given who was asked in its studies."""


def findings(sentence: Sentence) -> Sequence[FoundQuantity]:
    """The findings of a sentence; neither samples nor words that a number beside them makes exact are any."""
    return [
        found
        for found in quantities(sentence)
        if found.finding and found.restates is None and not is_sample_size(sentence, found)
    ]


def claims(
    analysis: Analysis,
    studies: Studies,
    statements: Sequence[Statement],
    findings: Findings = findings,
    settle: Settle = settled,
) -> tuple[StatisticalClaim, ...]:
    """The statistical claims of an article, in text order; a number that is told twice is one claim.

    `findings` gives the numbers of a sentence that are to be read, `settle` chooses their populations.
    """
    speakers = Speakers(statements)
    drafts = told(analysis, studies, findings, settle)
    return tuple(_claim(analysis, draft, studies, speakers) for draft in drafts)


def told(analysis: Analysis, studies: Studies, findings: Findings = findings, settle: Settle = settled) -> list[Draft]:
    """The drafts that become claims: their populations chosen, and of a number that is told twice one."""
    return without_repeats(settle(proposals(analysis, studies, findings), asked(studies)))


def proposals(analysis: Analysis, studies: Studies, findings: Findings = findings) -> list[Draft]:
    """The drafts of an article's claims in text order, each with the population that the rules found."""
    return of_those_asked(drafts(analysis, findings), studies)


class Speakers:
    """Who says what stands at a place of the text."""

    NESTED = 8
    """Statements before a place that are looked at; more do not stand in one another."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        """Of these statements."""
        self._statements = sorted(statements, key=lambda statement: statement.selector.start)

    def of(self, start: int, end: int) -> Agent | None:
        """The speaker of the innermost statement that holds a span; None where nobody's does."""
        last = bisect_right(self._statements, start, key=lambda statement: statement.selector.start)
        before = reversed(self._statements[max(0, last - self.NESTED) : last])
        return next((statement.speaker for statement in before if end <= statement.selector.end), None)


def _claim(analysis: Analysis, draft: Draft, studies: Studies, speakers: Speakers) -> StatisticalClaim:
    segment = draft.reading.segment
    start, end = segment.start_offset, segment.end_offset
    study = studies.of(start, end)
    return StatisticalClaim(
        selector=quote(analysis.document.text, draft.sentence, draft.reading),
        quantity=segment.found.quantity,
        population=draft.population,
        measure=draft.measure,
        change=segment.found.change,
        period=draft.period,
        study=study,
        speaker=speakers.of(start, end),
        confidence=confidence(draft, studies, study),
    )
