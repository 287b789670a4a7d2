"""A page set as a grid of characters → its lines in reading order: columns of prose one after the other.

A gutter is a strip that no line of a run crosses, with prose on both sides. Tables have such strips, too, but their
cells are short, and their rows are kept as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_GUTTER = 2
"""Characters that stay blank between two columns, at least."""
_FEWEST_LINES = 5
"""Lines of text on either side of a gutter, at least."""
_NARROWEST = 18
"""Characters in a line of a column of prose, in the middle of all its lines."""
_MOST_COLUMNS, _WIDEST, _LONGEST = 6, 500, 500
_EDGE = 0.12
"""The part of a page's width at either side where no gutter is looked for."""


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A strip that is blank from line `first` to before line `last`, with the right column beginning at `at`."""

    at: int
    first: int
    last: int

    @property
    def height(self) -> int:
        return self.last - self.first


def in_reading_order(grid: Sequence[str]) -> list[list[str]]:
    """The runs of lines of a page in the order in which they are read; a page of one column is one run.

    >>> left, right = "Half of the tenants grow", "Bees are kept by a tenth"
    >>> [len(run) for run in in_reading_order([f"{left}      {right}"] * 6)]
    [6, 6]
    """
    if len(grid) > _LONGEST or max(map(len, grid), default=0) > _WIDEST:
        return [list(grid)]
    return _runs(list(grid), _MOST_COLUMNS)


def _runs(lines: list[str], most: int) -> list[list[str]]:
    gutter = _widest(lines) if most > 1 else None
    if gutter is None:
        return [lines] if any(map(str.strip, lines)) else []
    within = lines[gutter.first : gutter.last]
    parts = (
        lines[: gutter.first],
        [line[: gutter.at].rstrip() for line in within],
        [line[gutter.at :] for line in within],
        lines[gutter.last :],
    )
    return [run for part in parts for run in _runs(part, most - 1)]


def _widest(lines: Sequence[str]) -> _Gutter | None:
    """The gutter that runs along most lines; of several, the one that is furthest to the right in the same strip."""
    width = max(map(len, lines), default=0)
    found = [
        gutter
        for at in range(max(_GUTTER, int(width * _EDGE)), int(width * (1 - _EDGE)))
        for gutter in _at(lines, at)
        if _between_prose(lines, gutter)
    ]
    return max(found, key=lambda gutter: (gutter.height, gutter.at), default=None)


def _at(lines: Sequence[str], at: int) -> list[_Gutter]:
    """The runs of lines that leave the strip before a place blank, cut to the lines that have text."""
    found, first = [], None
    for number, line in enumerate((*lines, "x" * (at + 1))):
        free = not line[at - _GUTTER : at].strip()
        if free and first is None and line.strip():
            first = number
        elif not free and first is not None:
            last = number
            while not lines[last - 1].strip():
                last -= 1
            found.append(_Gutter(at, first, last))
            first = None
    return [gutter for gutter in found if gutter.height >= _FEWEST_LINES]


def _between_prose(lines: Sequence[str], gutter: _Gutter) -> bool:
    within = lines[gutter.first : gutter.last]
    return _is_prose(line[: gutter.at] for line in within) and _is_prose(line[gutter.at :] for line in within)


def _is_prose(column: Iterable[str]) -> bool:
    printed = [len(bare) for line in column if (bare := line.strip())]
    return len(printed) >= _FEWEST_LINES and median(printed) >= _NARROWEST
