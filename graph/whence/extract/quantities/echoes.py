"""Changes that take their verb from another number: lists, "and rents by 6%", "down from 12%"."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.model import Change

_WINDOW = 6
_LISTED = ([","], ["and"], [",", "and"], ["or"])
_BREAKS = words("change-breaks.txt")
_ON_THE_YEAR = (["year", "over"], ["year", "on"], ["year", "-"], ["on", "the"], ["quarter", "on"], ["month", "on"])


def echoed(line: Line, readings: Sequence[Reading], index: int) -> Change | None:
    """The direction that a number shares with an earlier one of its sentence."""
    if not index:
        return None
    left, reading = readings[index - 1], readings[index]
    gap = line.words[left.last : reading.first]
    if gap == ["or"] or (left.unit != reading.unit and gap[-1:] == ["or"] and len(gap) <= _WINDOW):
        return left.change
    again = gap in _LISTED or _is_gapped(line, left, reading) or _is_again(line, left, reading)
    if left.unit == reading.unit and left.change is not None and again:
        return left.change
    return _again_by(line, readings, index)


def trended(readings: list[Reading]) -> None:
    """Numbers that a change is compared with are changes too: "growing by 1% in May, down from 2%"."""
    for index, reading in enumerate(readings):
        if reading.compared is None or reading.change is not None or reading.compared > index:
            continue
        if (change := readings[reading.compared].change) is not None:
            readings[index] = reading._replace(change=change)


def bracketed(line: Line, readings: list[Reading]) -> None:
    """Changes in brackets whose verb stands after them: "theft (3%) and fraud (2%) fell the least"."""
    for end in range(len(readings) - 1, 0, -1):
        direction = _falls(line, readings, end)
        at = end
        while direction and at >= 0 and _is_in_brackets(line, readings[at]) and readings[at].change is None:
            readings[at] = readings[at]._replace(change=direction)
            at -= 1


def _falls(line: Line, readings: Sequence[Reading], end: int) -> Change | None:
    """The direction of the verb after the last of two or more brackets, when it has no number of its own."""
    last, left = readings[end], readings[end - 1]
    if not (_is_in_brackets(line, last) and _is_in_brackets(line, left)) or line.word(last.last + 1) not in CHANGES:
        return None
    direction, use = CHANGES[line.words[last.last + 1]]
    follows = end + 1 < len(readings) and readings[end + 1].first - last.last <= _WINDOW
    return direction if use in ("verb", "both") and not follows else None


def _is_in_brackets(line: Line, reading: Reading) -> bool:
    is_told = reading.finding and reading.kind in (Kind.SHARE, Kind.POINTS, Kind.MONEY)
    return is_told and line.word(reading.first - 1) == "(" and line.word(reading.last) == ")"


def _is_gapped(line: Line, left: Reading, reading: Reading) -> bool:
    """ "Pay rose 2% and rents 3%": the second without its verb."""
    gap = line.words[left.last : reading.first]
    if gap[-1:] == ["by"]:
        gap.pop()
    is_gapped = gap[:1] in (["and"], [","]) and 1 < len(gap) <= _WINDOW and _BREAKS.isdisjoint(gap[2:])
    return is_gapped and not _has_verb(line, left.last, reading.first) and line.is_noun(left.last + len(gap) - 1)


def _is_again(line: Line, left: Reading, reading: Reading) -> bool:
    """ "Up 22% from June and 30% year over year", "a fall of 5% on the year and of 11% on 2019"."""
    gap = line.words[left.last : reading.first]
    is_joined = "and" in gap[-2:] and gap[-1] in ("and", "of", "by") and len(gap) <= 2 * _WINDOW
    is_timed = gap[-1:] != ["and"] or line.words[reading.last : reading.last + 2] in _ON_THE_YEAR
    return is_joined and is_timed and not _has_verb(line, left.last, reading.first)


def _again_by(line: Line, readings: Sequence[Reading], index: int) -> Change | None:
    """ "French fell by 5% to 168,000, and German by 8%"."""
    reading = readings[index]
    if line.word(reading.first - 1) != "by":
        return None
    for left in reversed(readings[:index]):
        if left.change is not None and left.unit == reading.unit:
            return None if _has_verb(line, left.last, reading.first) else left.change
    return None


def _has_verb(line: Line, first: int, last: int) -> bool:
    return any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in line.tags[first:last])
