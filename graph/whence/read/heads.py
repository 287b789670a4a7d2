"""Running heads and feet: what stands at the top or at the bottom of several pages, and the numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from whence.text import squeeze

_EDGE_LINES = 2
"""So many lines at the top and at the bottom of a page can be heads and feet."""
_LONGEST = 120
_FEW_PAGES, _ENOUGH_OF_FEW, _ENOUGH = 6, 2, 3
"""A line is a head from so many pages on: those of odd and even pages differ, and so do those of chapters."""
_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s?[-–—|]?\s?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:/|of|von|\|)\s?\d{1,4})?\s?[-–—|]?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_SHARE = re.compile(r"\d\s?%|per\s?cent", re.IGNORECASE)


def without_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each page without its heads, its feet and its number.

    >>> pages = [["Lunch Report     1", "", "Half agreed."], ["Lunch Report     2", "", "A third did not."]]
    >>> without_heads(pages)
    [['', 'Half agreed.'], ['', 'A third did not.']]
    """
    edges = [_edges(page) for page in pages]
    seen = Counter(key for page in edges for key in {(edge, _key(line)) for edge, line, _ in page})
    enough = _ENOUGH_OF_FEW if len(pages) <= _FEW_PAGES else _ENOUGH
    kept = []
    for page, found in zip(pages, edges, strict=True):
        heads = {at for edge, line, at in found if seen[edge, _key(line)] >= enough or _NUMBER.fullmatch(line)}
        kept.append([line for at, line in enumerate(page) if at not in heads])
    return kept


def _edges(page: Sequence[str]) -> list[tuple[str, str, int]]:
    """The first and the last lines of a page that hold something: which edge, the line, and its place."""
    printed = [(squeeze(line), at) for at, line in enumerate(page) if line.strip()]
    ends = (("top", printed[:_EDGE_LINES]), ("bottom", printed[-_EDGE_LINES:]))
    return [(edge, line, at) for edge, lines in ends for line, at in lines if len(line) <= _LONGEST]


def _key(line: str) -> str:
    """What heads of two pages have in common: all but numbers, unless these are what the line is about."""
    return line.casefold() if _SHARE.search(line) else _DIGITS.sub("#", line).casefold()
