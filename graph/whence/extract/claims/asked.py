"""Who was asked in the studies of an article, and the numbers that speak of them since nobody else is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from whence.extract.claims.drafts import Draft
from whence.extract.claims.reading import Whom
from whence.extract.studies import Studies


def asked(studies: Studies) -> list[str]:
    """The populations that were asked in the studies of an article, one for each sample."""
    samples = (sample for mention in studies.mentions for sample in mention.samples)
    return [sample.population for sample in samples if sample.population]


def of_those_asked(drafts: Iterable[Draft], studies: Studies) -> list[Draft]:
    """The drafts; where the rules found nobody but the sample, of the first group that the number's study asked."""
    return [
        replace(draft, population=_first_asked(draft, studies))
        if draft.population is None and draft.whom is Whom.SAMPLE
        else draft
        for draft in drafts
    ]


def _first_asked(draft: Draft, studies: Studies) -> str | None:
    segment = draft.reading.segment
    study = studies.of(segment.start_offset, segment.end_offset)
    samples = studies.mentions[study].samples if study is not None else ()
    return next((sample.population for sample in samples if sample.population), None)
