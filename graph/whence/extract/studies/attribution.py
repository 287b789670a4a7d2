"""Which study a number comes from: the one its sentence credits, else the one the article speaks of at that point."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from whence.analyse import Analysis
from whence.model import StudyMention


@dataclass(frozen=True, slots=True)
class Studies:
    """The studies of an article.

    `marks` are the offsets at which it speaks of a study, each with the mention's index, or with None where it turns
    to figures that it does not place ("other polling shows").
    """

    mentions: tuple[StudyMention, ...]
    marks: tuple[tuple[int, int | None], ...]
    analysis: Analysis

    def of(self, start: int, end: int) -> int | None:
        """The index of the study that a reader concludes what stands at the span came from; None for no study."""
        sentence = self.analysis.sentence_at(start)
        low, high = (sentence.start, sentence.end) if sentence is not None else (start, end)
        first, last = self._before(low), self._before(high)
        inside = self.marks[first : self._before(end)] or [
            mark for mark in self.marks[first:last] if mark[1] is not None
        ]
        if inside:
            return inside[0 if inside[0][0] >= end else -1][1]
        block_start = sentence.block.start if sentence is not None else low
        for at, index in reversed(self.marks[:first]):
            if index is not None or at >= block_start:
                return index
        return next((index for _, index in self.marks if index is not None), None)

    def _before(self, offset: int) -> int:
        """The number of marks before an offset."""
        return bisect_left(self.marks, offset, key=lambda mark: mark[0])
