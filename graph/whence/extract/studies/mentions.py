"""From the drafts of an article's studies to its mentions: which of them are studies, and what each is known by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from whence.analyse import Analysis
from whence.extract.studies.drafts import Draft
from whence.extract.studies.houses import House
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.samples import FoundSample
from whence.extract.studies.words import FIRM_NOUNS
from whence.model import StudyMention
from whence.text import select


def settle(
    analysis: Analysis, drafts: Sequence[Draft], house: House
) -> tuple[tuple[StudyMention, ...], dict[int, int]]:
    """The drafts that are studies, as mentions, and the index of the mention of each such draft."""
    mentions: list[StudyMention] = []
    index_of: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        if not draft.organizations:
            draft.organizations.extend(house.makes(draft.references))
        if _is_study(draft):
            index_of[index] = len(mentions)
            mentions.append(_mention(analysis, draft))
    return tuple(mentions), index_of


def _is_study(draft: Draft) -> bool:
    if draft.named:
        return any(
            reference.weight is Weight.STANDS_ALONE or (reference.weight is Weight.NEEDS_NUMBER and reference.numbered)
            for reference in draft.references
        )
    return any(reference.weight > Weight.POINTS_BACK and reference.numbered for reference in draft.references)


def _mention(analysis: Analysis, draft: Draft) -> StudyMention:
    best = max(draft.references, key=_telling)
    samples = {sample.size: sample for sample in reversed(draft.samples)}
    return StudyMention(
        selector=select(analysis.document.text, best.start, best.end),
        title=draft.title,
        organizations=tuple(draft.organizations),
        year=draft.year,
        samples=tuple(sample for sample in draft.samples if samples[sample.size] is sample),
    )


def _telling(reference: Reference) -> tuple[bool, int, int]:
    return (bool(reference.title), 2 * len(reference.organizations) + (reference.noun in FIRM_NOUNS), -reference.start)


def assign_samples(found: Iterable[FoundSample], marks: Sequence[tuple[int, int]], drafts: Sequence[Draft]) -> None:
    """Give each sample to the study last spoken of before it, or, before any, to the first."""
    for sample in found if marks else ():
        before = bisect_right(marks, sample.start, key=lambda mark: mark[0])
        drafts[marks[max(0, before - 1)][1]].samples.append(sample.sample)
