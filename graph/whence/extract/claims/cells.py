"""Rows of a table that lost its lines: a label and its figures, "State government 82 17 1", under "Approve Disapprove".

The names of the columns, where as many capitalized phrases stand before the first row as it has figures, and the
question or title before them belong to the measure of each cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from whence.analyse import Token
from whence.extract.claims.reading import Reading, Span, What
from whence.extract.claims.segments import Segment
from whence.extract.quantities import FoundQuantity

_ENDS = frozenset({"%", ":", ".", "?", "|", "!"})
_MARKS = frozenset({"%", "|", "†", "‡", "^", "*"})
LONGEST = 24
"""Tokens of a title or question that are kept."""


def runs(findings: Sequence[FoundQuantity]) -> list[tuple[int, int]]:
    """The ranges of two or more findings with nothing between them."""
    found, first = [], 0
    for index in range(1, len(findings) + 1):
        if index == len(findings) or findings[index].first != findings[index - 1].last:
            if index - first > 1:
                found.append((first, index))
            first = index
    return found


def cells(tokens: tuple[Token, ...], findings: Sequence[FoundQuantity]) -> dict[int, Reading]:
    """The readings of the findings that are cells of rows, by their index."""
    readings: dict[int, Reading] = {}
    columns: list[Span] = []
    title: Span = (0, 0)
    end = 0
    for first, last in runs(findings):
        start = findings[first].first
        label = _label(tokens, end, start)
        if not readings:
            title, columns = _header(tokens, label[0])
        for index in range(first, last):
            column = columns[index - first] if len(columns) == last - first else (0, 0)
            measure = tuple(span for span in (column, label, title) if span[0] < span[1])
            found = findings[index]
            segment = Segment(tokens, found, label[0], findings[last - 1].last, found.first, found.last)
            readings[index] = Reading(segment, measure=measure, what=What.CELL)
        end = findings[last - 1].last
    return readings


def _label(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """The label before a row's first figure."""
    while last > first and tokens[last - 1].lower in _MARKS:
        last -= 1
    start = next((at + 1 for at in range(last - 1, first - 1, -1) if tokens[at].lower in _ENDS), first)
    while start < last and not tokens[start].lower[0].isalnum():
        start += 1
    return start, last


def _header(tokens: tuple[Token, ...], end: int) -> tuple[Span, list[Span]]:
    """The title or question, and the names of the columns, before the first label."""
    while end and tokens[end - 1].lower in _MARKS:
        end -= 1
    start = next((at + 1 for at in range(end - 1, -1, -1) if tokens[at].lower in ("?", ":", ".")), 0)
    opens = [at for at in range(start, end) if tokens[at].text[0].isupper() and _stands_apart(tokens, at)]
    columns = list(zip(opens, [*opens[1:], end], strict=True)) if opens else []
    return (max(0, start - LONGEST), start), columns


def _stands_apart(tokens: tuple[Token, ...], at: int) -> bool:
    return at == 0 or tokens[at - 1].end < tokens[at].start
