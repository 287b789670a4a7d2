"""How far the mention of a study reaches: to the end of its paragraph if it is told in passing, else until another."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from whence.analyse import Analysis

_PARAGRAPH = 80
_QUESTIONS = 4
_TURNS = 5
_SELF = frozenset(("i", "i'd", "i'm", "i've", "i'll"))
_LEAD = 5
_OPENING = 30
Mark = tuple[int, int | None]
"""An offset at which an article speaks of a study, with its index; None where it turns away from all of them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the blocks of an article begin, which study it is mainly about, and which it tells in passing.

    Those `in_passing` are spoken of in one sentence only; the `fleeting` among them by one phrase.
    """

    blocks: tuple[int, ...]
    main: int | None
    in_passing: frozenset[int]
    fleeting: frozenset[int]

    def carries(self, index: int, mark: int, offset: int) -> bool:
        """Whether a study that was spoken of at a mark is still the source at a later offset."""
        return index not in self.in_passing or self._apart(mark, offset) <= 0

    def awaits(self, index: int) -> bool:
        """Whether what stands before the first mark can come from its study."""
        return index not in self.fleeting

    def _apart(self, mark: int, offset: int) -> int:
        """How many blocks after a mark an offset stands."""
        return bisect_right(self.blocks, offset) - bisect_right(self.blocks, mark)


EVERYWHERE = Reach((), None, frozenset(), frozenset())
"""The reach of studies of which none is told in passing."""


def reach(analysis: Analysis, marks: Sequence[Mark]) -> Reach:
    """How far the studies reach that are marked in an article."""
    told = Counter(index for _, index in marks if index is not None)
    blocks = tuple(dict.fromkeys(sentence.block.start for sentence in analysis.sentences))
    if len(told) < 2 and not _is_interview(analysis):
        return Reach(blocks, next(iter(told), None), frozenset(), frozenset())
    if _is_interview(analysis):
        return Reach(blocks, None, frozenset(told), frozenset(told))
    main = _main(analysis, marks, told)
    spoken = Counter(index for _, index in {(_place(analysis, at), index) for at, index in marks})
    in_passing = frozenset(index for index in told if spoken[index] == 1 and index != main)
    return Reach(blocks, main, in_passing, frozenset(index for index in in_passing if told[index] == 1))


def _place(analysis: Analysis, offset: int) -> int:
    """Where the sentence at an offset begins, so that two phrases of one sentence count as one mention."""
    sentence = analysis.sentence_at(offset)
    return offset if sentence is None else sentence.start


def _is_interview(analysis: Analysis) -> bool:
    """Whether an article goes from question to question, and one who says "I" answers them."""
    endings = {sentence.block.start: sentence.text for sentence in analysis.sentences}
    asked = sum(text.rstrip().endswith("?") for text in endings.values())
    if asked < _QUESTIONS or asked * _TURNS < len(endings):
        return False
    return sum(any(token.lower in _SELF for token in sentence.tokens) for sentence in analysis.sentences) > 1


def _main(analysis: Analysis, marks: Sequence[Mark], told: Counter[int]) -> int | None:
    """The study that an article comes back to most, or that it announces in its lead, if it has any."""
    lead = _lead(analysis)
    at, first = next((at, index) for at, index in marks if index is not None)
    most, times = told.most_common(1)[0]
    if times > 1 and (told[first] < times or most == first):
        begun = next(mark for mark, index in marks if index == most)
        if lead and begun < lead[-1][1]:
            return most
    if lead and (at < lead[0][1] or (at < lead[-1][1] and _announced(analysis, at))):
        return first
    return None


def _lead(analysis: Analysis) -> list[tuple[int, int]]:
    """The first paragraphs of an article that are no headings, bylines or datelines."""
    spans = dict.fromkeys((sentence.block.start, sentence.block.end) for sentence in analysis.sentences)
    return [(start, end) for start, end in spans if end - start >= _PARAGRAPH][:_LEAD]


def _announced(analysis: Analysis, at: int) -> bool:
    """Whether a study is what its sentence is about, not a source in passing: "A report by Acme shows"."""
    sentence = analysis.sentence_at(at)
    before = analysis.plain[sentence.start : at].lower() if sentence is not None else ""
    return len(before) <= _OPENING and "according to" not in before
