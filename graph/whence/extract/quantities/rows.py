"""Rows of a table that lost its lines: a label, then figures ("State government 82 17 1")."""

from __future__ import annotations

from collections.abc import Sequence

from .line import Line, Reading
from .model import Kind

_ROUNDING = 2
"""Shares of one row add up to 100 but for their rounding."""


def shares_of_row(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those of a row of bare figures as cells; as shares when they add up to a hundred."""
    found = list(readings)
    first = len(found)
    end = len(line.words)
    while first and found[first - 1].last == end and _is_cell(found[first - 1]):
        first, end = first - 1, found[first - 1].first
    if len(found) - first < 2 or end == 0:
        return found
    total = sum(reading.value for reading in found[first:])
    for index in range(first, len(found)):
        if abs(total - 100) <= _ROUNDING:
            found[index] = found[index]._replace(unit="unit:PERCENT", kind=Kind.SHARE, bare=False, plain=False)
        else:
            found[index] = found[index].no_finding(Kind.CELL, "a cell of a table")
    return found


def _is_cell(reading: Reading) -> bool:
    return reading.bare and not reading.in_words and reading.first == reading.number_first
