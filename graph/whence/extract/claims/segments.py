"""A sentence with several numbers, parted so that each number stands with the words that speak of it.

Between two numbers the strongest boundary parts them (a semicolon before a "while", a "while" before a comma, a
comma before an "and"); where there is none ("fell from 15 to 13 percent") they share one segment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.analyse import Sentence, Token
from whence.extract.claims.boundaries import CLOSING, OPENING, REACH, boundary, link
from whence.extract.claims.edges import closing, opening
from whence.extract.claims.lexicon import words
from whence.extract.quantities import FoundQuantity


@dataclass(frozen=True, slots=True)
class Segment:
    """The tokens that speak of one number.

    `first` to `last` is the segment, `start` to `end` the number with its hedges and brackets, half-open ranges of
    token indices. `link` is the word that joins it to the segment before ("compared", "and", ";", "" for none),
    `others` are the other numbers in the segment.
    """

    tokens: tuple[Token, ...]
    found: FoundQuantity
    first: int
    last: int
    start: int
    end: int
    bracketed: bool = False
    link: str = ""
    others: tuple[tuple[int, int], ...] = ()

    @property
    def unit(self) -> str:
        """The unit of the number, a compact IRI."""
        return self.found.quantity.unit

    @property
    def start_offset(self) -> int:
        """Where the number with its hedges begins in the document."""
        return self.tokens[self.start].start

    @property
    def end_offset(self) -> int:
        """Where the number with its unit and brackets ends in the document."""
        return self.tokens[self.end - 1].end

    @property
    def before(self) -> str:
        """The word right before the number, lower case; empty at the start of the segment."""
        return self.tokens[self.start - 1].lower if self.start > self.first else ""


_ROUNDING = frozenset(
    {"nearly", "almost", "about", "around", "roughly", "over", "under", "more", "less", "fewer", "than"}
)


def segments(sentence: Sentence, findings: Sequence[FoundQuantity]) -> tuple[Segment, ...]:
    """One segment for each finding of a sentence, in order."""
    tokens = sentence.tokens
    extents = [_extent(tokens, found) for found in findings]
    starts, links = [0], [""]
    for (left, right), ((_, left_end, _), (right_start, _, _)) in zip(
        pairwise(findings), pairwise(extents), strict=True
    ):
        is_range = left.partner is not None and right.partner is not None
        at = None if is_range else boundary(tokens, left_end, right_start)
        starts.append(starts[-1] if at is None else at)
        links.append("" if at is None else link(tokens, at))
    lasts = []
    for index, start in enumerate(starts):
        following = next((s for s in starts[index + 1 :] if s > start), None)
        lasts.append(closing(tokens, extents[index][1], following))
    return tuple(
        Segment(
            tokens,
            found,
            opening(tokens, first, extent[0], extent[1], last),
            last,
            *extent,
            joined,
            tuple(other[:2] for other in extents if other != extent and first <= other[0] < last),
        )
        for found, extent, first, last, joined in zip(findings, extents, starts, lasts, links, strict=True)
    )


def _extent(tokens: tuple[Token, ...], found: FoundQuantity) -> tuple[int, int, bool]:
    """The number with its hedges, with the bracket around it, and whether there is one."""
    start, end = _hedged(tokens, found.first), found.last
    opened = start > 0 and tokens[start - 1].lower in OPENING
    closed = end < len(tokens) and tokens[end].lower in CLOSING
    if opened and closed:
        if start > 1 and (tokens[start - 2].lower in words("share_words") or _is_ratio(tokens, start - 2)):
            return _share_before(tokens, start - 1), end + 1, False
        return start - 1, end + 1, True
    if _between_dashes(tokens, start, end):
        return start - 1, end + 1, False
    return start, end, _inside(tokens, start)


def _between_dashes(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether a number makes a share in words exact between dashes: "almost all - 93 percent - of the managers"."""
    if start < 2 or end + 1 >= len(tokens) or tokens[end + 1].lower != "of":
        return False
    dashed = tokens[start - 1].lower in _DASHES and tokens[end].lower in _DASHES
    return dashed and tokens[start - 2].lower in words("share_words")


_DASHES = frozenset({"-", "--"})


def _hedged(tokens: tuple[Token, ...], start: int) -> int:
    """Before the words that weigh a number."""
    first = start
    while first > 0 and tokens[first - 1].lower in words("hedges"):
        first -= 1
    return first


def _is_ratio(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "one in five", "nine out of ten" and the like ends at a token."""
    if at < 2 or tokens[at].tag != "CD" or tokens[at - 1].lower not in ("in", "of"):
        return False
    return tokens[at - 2].tag == "CD" or (at > 2 and tokens[at - 2].lower == "out" and tokens[at - 3].tag == "CD")


def _share_before(tokens: tuple[Token, ...], end: int) -> int:
    """The start of "just over a third", which the number in the bracket after it makes exact."""
    first = end - 1
    while first > 0 and (
        tokens[first - 1].tag == "CD"
        or (tokens[first - 1].lower in ("-", "in", "of", "out") and tokens[first - 2].tag == "CD")
        or (tokens[first - 1].lower == "of" and tokens[first - 2].lower == "out")
    ):
        first -= 1
    while first > 0 and tokens[first - 1].lower in _ROUNDING:
        first -= 1
    return _hedged(tokens, first)


def _inside(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a bracket is open at a token."""
    for at in range(index - 1, max(-1, index - REACH - 1), -1):
        if tokens[at].lower in CLOSING:
            return False
        if tokens[at].lower in OPENING:
            return True
    return False
