"""Hedges: "more than", "nearly", "up to", "or more" and what else says how exact a number is."""

from __future__ import annotations

from whence.extract.quantities.lexicon import CHANGES, HEDGES_AFTER, HEDGES_BEFORE, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.model import Qualifier

FILLERS = frozenset({"a", "an", "the", "full", "whopping", "mere", "staggering", "whole", "total", "further"})
_INTENSIFIERS = frozenset(
    {"just", "well", "slightly", "far", "little", "considerably", "significantly", "somewhat", "only"}
)
_MATTERS = words("topic-words.txt")
"""Words whose "about" introduces a topic."""
_OVER = words("over-verbs.txt")
_MOTION = words("reaching-verbs.txt")
"""Words whose "up to" says where a number went."""


def hedged(line: Line, reading: Reading, floor: int) -> Reading:
    """A number with the hedge before or after it; words before `floor` belong to the number before."""
    if reading.qualifier is Qualifier.EXACTLY and (after := HEDGES_AFTER.starting(line.words, reading.last)):
        last, qualifier = after
        if line.words[last - 1] not in ("plus", "+") or line.is_glued(last - 1):
            reading = reading._replace(last=last, qualifier=qualifier)
    first = reading.first
    found = HEDGES_BEFORE.ending(line.words, first)
    if (
        found is None
        and line.word(first - 1) in FILLERS
        and (line.word(first - 1) != "the" or _is_landmark(line, reading))
    ):
        found = HEDGES_BEFORE.ending(line.words, first - 1)
    if found is None or found[0] < floor or not _is_hedge(line, reading, *found):
        return reading
    start, qualifier = found
    if line.word(start - 1) in _INTENSIFIERS and start - 1 >= floor:
        start -= 1
    if reading.qualifier is not Qualifier.EXACTLY and qualifier is Qualifier.ABOUT:
        return reading._replace(first=start)
    return reading._replace(first=start, qualifier=qualifier)


def _is_landmark(line: Line, reading: Reading) -> bool:
    """ "Surpassing the $4 trillion mark"."""
    return any(line.word(at) in _LANDMARKS for at in (reading.last, reading.last + 1))


_LANDMARKS = frozenset({"mark", "barrier", "threshold", "milestone", "level", "line"})


def _is_reached(line: Line, start: int) -> bool:
    """ "Fell (to) as low as $1.13": how far it went, which is no bound."""
    at = start - 1 if line.word(start - 1) == "to" else start
    return CHANGES.get(line.word(at - 1), (None, "adverb"))[1] != "adverb"


def _is_hedge(line: Line, reading: Reading, start: int, qualifier: Qualifier) -> bool:
    """Whether the words before a number hedge it, rather than being a preposition of time, topic or goal."""
    word, before = line.words[start], line.word(start - 1)
    if word == "as" and qualifier in (Qualifier.UP_TO, Qualifier.AT_LEAST) and start and _is_reached(line, start):
        return False
    if word == "over" and before in _OVER:
        return False
    if word == "over":
        return reading.kind is not Kind.DURATION or line.tag(start - 1) in ("IN", "VBZ", "VBD", "VBP", "VB", "TO", "")
    if word == "about":
        return before not in _MATTERS
    if word == "some":
        return reading.value >= 10 or (reading.value >= 3 and not reading.plain)
    if word == "up" and qualifier is Qualifier.UP_TO:
        if line.word(reading.last) == "from":
            return False
        return before not in _MOTION and CHANGES.get(before, (None, ""))[1] != "verb"
    return True
