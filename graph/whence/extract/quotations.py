"""The quotations of a document: what stands between quotation marks, whichever marks the writer uses.

Found in one pass over the plain text of each block, so an unclosed mark costs nothing: it opens a quotation only
when the next block opens with a mark again, as a quotation of several paragraphs does (Chicago Manual of Style 13.32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.model import Block, BlockKind

_MARK = re.compile('"')
_BEFORE_OPENING = frozenset(" \t\n\r([{-/*_>'")
_AFTER_CLOSING = frozenset(" \t\n\r.,;:!?)]}-/*_'")
_SINGLE_OPENING = re.compile(r"(?<![^\W_])'(?=[^\W_\[])")
_SINGLE_CLOSING = re.compile(r"(?<=[.,!?])'(?![^\W_])|(?<=[^\W_)])'(?=,)")
_EDGES = ">*_ \t\n\r"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of one block. `start` and `end` enclose the marks, `first` and `last` the words themselves."""

    start: int
    end: int
    first: int
    last: int

    def ends_sentence(self, plain: str) -> bool:
        """Whether the quoted words end with a full stop, a question mark or an exclamation mark."""
        return plain[self.last - 1] in ".!?" or plain[self.end : self.end + 1] == "."


def quotations(text: str, plain: str, blocks: tuple[Block, ...]) -> Iterator[Quotation]:
    """All quotations in text order; `plain` is the plain reading of `text`."""
    for index, block in enumerate(blocks):
        opened = _open_mark(plain, blocks[index + 1]) if index + 1 < len(blocks) else False
        found = list(_double(text, plain, block, opened))
        if not found and plain.find("'", block.start, block.end) >= 0:
            found = list(_single(plain, block))
        if not found and block.kind is BlockKind.QUOTE:
            found = [_quotation(plain, block.start, block.end, 0)]
        yield from (quotation for quotation in found if quotation.first < quotation.last)


def _quotation(plain: str, start: int, end: int, opening: int = 1, closing: int = 0) -> Quotation:
    first, last = start + opening, end - closing
    while first < last and plain[first] in _EDGES:
        first += 1
    while first < last and plain[last - 1] in _EDGES:
        last -= 1
    return Quotation(start, end, first, last)


def _open_mark(plain: str, block: Block) -> bool:
    """Whether a block begins with a quotation mark."""
    return plain[block.start : block.start + 4].lstrip(_EDGES).startswith('"')


def _double(text: str, plain: str, block: Block, next_opens: bool) -> Iterator[Quotation]:
    opened = -1
    for match in _MARK.finditer(plain, block.start, block.end):
        at = match.start()
        if _opens(text, plain, block, at, opened >= 0):
            opened = at
        elif opened >= 0:
            yield _quotation(plain, opened, at + 1, 1, 1)
            opened = -1
    if opened >= 0 and next_opens:
        yield _quotation(plain, opened, block.end)


def _opens(text: str, plain: str, block: Block, at: int, inside: bool) -> bool:
    """Whether the mark at an offset opens a quotation: by the space around it, else its glyph, else what is open."""
    before = at == block.start or plain[at - 1] in _BEFORE_OPENING
    after = at + 1 >= block.end or plain[at + 1] in _AFTER_CLOSING
    if before != after:
        return before
    return not inside if text[at] in '"″' else text[at] in "“„«‟"


def _single(plain: str, block: Block) -> Iterator[Quotation]:
    """Quotations in single marks: closed beside a comma or full stop, which an apostrophe hardly ever is."""
    openings = [match.start() for match in _SINGLE_OPENING.finditer(plain, block.start, block.end)]
    closings = [match.start() for match in _SINGLE_CLOSING.finditer(plain, block.start, block.end)]
    at = 0
    for index, closing in enumerate(closings):
        floor = closings[index - 1] if index else block.start - 1
        opened = -1
        while at < len(openings) and openings[at] < closing:
            if openings[at] > floor and opened < 0:
                opened = openings[at]
            at += 1
        if opened >= 0:
            yield _quotation(plain, opened, closing + 1, 1, 1)
