"""Bare figures that are shares: rows of a table that lost its lines ("County council 61 34 5"), votes ("52-41")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind

_VOTES = frozenset({"margin", "vote", "split", "splits", "favor", "favour", "oppose", "voted", "divided"})
_ROUNDING = 2
"""Shares of one row add up to 100 but for their rounding."""


def shares_of_row(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with figures that follow each other bare as cells; as shares when they add up to a hundred.

    Two figures alone must close the line: in prose, two numbers meet by chance ("in 2014 60 firms").
    """
    found = list(readings)
    for first, last in _runs(found):
        if last - first == 2 and found[last - 1].last != len(line.words):
            continue
        total = sum((reading.value for reading in found[first:last]), Decimal(0))
        is_whole = abs(total - 100) <= _ROUNDING
        for index in range(first, last):
            cell = found[index]
            found[index] = (
                cell._replace(unit="unit:PERCENT", kind=Kind.SHARE, bare=False, plain=False)
                if is_whole
                else cell.no_finding(Kind.CELL, "a cell of a table")
            )
    return found


def shares_of_vote(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with both sides of a vote or a margin as shares ("by a 52-41 margin", "split 48 to 45")."""
    found = list(readings)
    for index in range(len(found) - 1):
        left, right = found[index], found[index + 1]
        near = line.words[max(0, left.first - 4) : left.first] + line.words[right.last : right.last + 2]
        if line.words[left.last : right.first] not in (["-"], ["to"]) or _VOTES.isdisjoint(near):
            continue
        if _is_cell(left) and _is_cell(right) and 60 <= left.value + right.value <= 100:
            for at in (index, index + 1):
                found[at] = found[at]._replace(
                    unit="unit:PERCENT", kind=Kind.SHARE, bare=False, plain=False, borrowed=False
                )
            found[index + 1] = found[index + 1]._replace(compared=index)
    return found


def _runs(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """The ranges of two or more bare figures with nothing between them."""
    first = 0
    for index in range(1, len(readings) + 1):
        goes_on = index < len(readings) and readings[index].first == readings[index - 1].last
        if not (goes_on and _is_cell(readings[index]) and _is_cell(readings[index - 1])):
            if index - first >= 2:
                yield first, index
            first = index


def _is_cell(reading: Reading) -> bool:
    return reading.bare and not reading.in_words and reading.first == reading.number_first
