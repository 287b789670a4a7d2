"""Which study a number comes from: the one its sentence credits, else the one the article speaks of at that point."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from whence.analyse import Analysis
from whence.model import StudyMention


@dataclass(frozen=True, slots=True)
class Studies:
    """The studies of an article. `marks` are the offsets at which it speaks of one, each with the mention's index."""

    mentions: tuple[StudyMention, ...]
    marks: tuple[tuple[int, int], ...]
    analysis: Analysis

    def of(self, start: int, end: int) -> int | None:
        """The index of the study that a reader concludes what stands at the span came from; None for no study."""
        if not self.marks:
            return None
        sentence = self.analysis.sentence_at(start)
        low, high = (sentence.start, sentence.end) if sentence is not None else (start, end)
        inside = [(at, index) for at, index in self.marks if low <= at < high]
        if inside:
            before = [index for at, index in inside if at < end]
            return before[-1] if before else inside[0][1]
        position = bisect_right(self.marks, (low, -1))
        return self.marks[position - 1][1] if position else self.marks[0][1]
