"""An article's text cut at the edges of its claims, so that each piece can be marked for the claim it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.dossier.values import Claim

_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which the same claims stand.

    `claim` is the number of the claim that it is marked for, from 1, or 0; `is_figure` is whether it's that claim's own
    number; `is_first` is whether it's the first piece that is marked for it; `ends` are the claims that end with it.
    """

    text: str
    claim: int = 0
    is_figure: bool = False
    is_first: bool = False
    ends: tuple[int, ...] = ()


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    claim: int
    is_figure: bool

    @property
    def order(self) -> tuple[bool, int, int]:
        """Whom a piece is marked for where several claims cover it: whose number it is, else the shortest."""
        return not self.is_figure, self.end - self.start, self.claim


def paragraphs(text: str, claims: Sequence[Claim]) -> list[Paragraph]:
    """The text, paragraph by paragraph, with the claims that stand in it; they are numbered in their order.

    Linear in the text and in what covers it: claims may overlap, and one that no piece is marked for still ends.
    """
    spans = list(_spans(text, claims))
    starts, ends = defaultdict[int, list[_Span]](list), defaultdict[int, list[_Span]](list)
    for span in spans:
        starts[span.start].append(span)
        ends[span.end].append(span)
    cuts = list(_paragraph_edges(text))
    edges = sorted({edge for cut in cuts for edge in cut} | starts.keys() | ends.keys())
    return list(_assembled(text, edges, cuts, starts, ends))


def _assembled(
    text: str,
    edges: Sequence[int],
    cuts: Sequence[tuple[int, int]],
    starts: dict[int, list[_Span]],
    ends: dict[int, list[_Span]],
) -> Iterator[Paragraph]:
    last, seen = {end for _, end in cuts}, set[int]()
    over, pieces = list[_Span](), list[Piece]()
    inside = {start for start, _ in cuts}
    is_inside = False
    for start, end in pairwise(edges):
        is_inside = is_inside or start in inside
        over = [span for span in over if span.end > start] + starts.get(start, [])
        if is_inside:
            owner = min(over, key=lambda span: span.order) if over else None
            ended = tuple(sorted(span.claim for span in ends.get(end, []) if not span.is_figure))
            number = owner.claim if owner else 0
            is_first = bool(owner) and number not in seen
            pieces.append(Piece(text[start:end], number, bool(owner and owner.is_figure), is_first, ended))
            seen.add(number)
        if end in last:
            yield tuple(pieces)
            pieces, is_inside = [], False


def _paragraph_edges(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for gap in _PARAGRAPH.finditer(text, start, end):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < end:
        yield start, end


def _spans(text: str, claims: Sequence[Claim]) -> Iterator[_Span]:
    taken = set[tuple[int, int]]()
    for number, claim in enumerate(claims, 1):
        if claim.place is None or not 0 <= claim.place.start < claim.place.end <= len(text):
            continue
        start, end = claim.place.start, claim.place.end
        yield _Span(start, end, number, is_figure=False)
        printed = claim.figure.printed if claim.figure else None
        if printed and (figure := _figure(text, start, end, printed, taken)):
            taken.add(figure)
            yield _Span(*figure, number, is_figure=True)


def _figure(text: str, start: int, end: int, printed: str, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
    """Where a claim's number stands in its quote: at the first place that is no other claim's number."""
    at = text.find(printed, start, end)
    while at >= 0 and (at, at + len(printed)) in taken:
        at = text.find(printed, at + 1, end)
    return (at, at + len(printed)) if at >= 0 else None
