"""The lines of a text where newspapers print who wrote it, for whom, and when: its head, its foot and its margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whence.model import Block, BlockKind, Document
from whence.read.chrome import ends_article
from whence.text import squeeze

LONGEST_LINE = 120
"""Characters; a longer line at the head of a text is one of its paragraphs."""

_TOP_BLOCKS, _MOST_ABOVE, _MOST_BELOW = 6, 60, 20
_MOST_LEAD = 10
_LEAST_PROSE, _LONGEST_HEADLINE = 19, 30
_FOOT = 600


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, in its plain reading, that can hold its metadata."""

    above: tuple[str, ...]
    """In none of its blocks, above or among the first of them."""
    below: tuple[str, ...]
    """In none of its blocks, right below the last."""
    top: tuple[str, ...]
    """Its first blocks."""
    foot: tuple[str, ...]
    """Its last lines, in a block or not."""
    head: tuple[str, ...]
    """All lines down to the first paragraph."""
    paragraphs: tuple[str, ...]
    """Those of `top` that are no headings: an unknown name there is a by-line, a heading of such words is a title."""


def lines(document: Document, plain: str) -> Lines:
    """The lines around and at the ends of a document's text; `plain` is its plain reading."""
    blocks = document.blocks
    return Lines(
        tuple(_above(document, plain))[-_MOST_ABOVE:],
        tuple(_below(plain[blocks[-1].end if blocks else 0 :]))[:_MOST_BELOW],
        tuple(squeeze(plain[block.start : block.end]) for block in blocks[:_TOP_BLOCKS]),
        tuple(split(plain[-_FOOT:])),
        tuple(split(plain[: body_start(document)]))[:_MOST_ABOVE],
        tuple(
            squeeze(plain[block.start : block.end])
            for block in blocks[:_TOP_BLOCKS]
            if block.kind is not BlockKind.HEADING
        ),
    )


def split(stretch: str) -> Iterator[str]:
    """The lines of a stretch of text with something on them, without marks of emphasis and headings."""
    return (squeeze(line).strip(" *_#") for line in stretch.splitlines() if line.strip(" *_#"))


def first_prose(document: Document) -> Block | None:
    """The first block that is no heading."""
    return next((block for block in document.blocks if block.kind is not BlockKind.HEADING), None)


def body_start(document: Document) -> int:
    """The offset of the first paragraph below the headline; that of the end where there is none."""
    at = len(lead(document))
    return document.blocks[at].start if at < len(document.blocks) else len(document.text)


def lead(document: Document) -> tuple[Block, ...]:
    """The headings and short lines at the head of a text, above its first paragraph."""
    found = []
    for block in document.blocks[:_MOST_LEAD]:
        if block.kind is not BlockKind.HEADING and _is_prose(document, block):
            break
        found.append(block)
    return tuple(found)


def _is_prose(document: Document, block: Block) -> bool:
    text = document.text[block.start : block.end]
    size = len(text.split())
    ended = text.rstrip("\"')\u201d\u2019")[-1:] in (".", "!", "?", ":")
    return block.kind is not BlockKind.PARAGRAPH or size >= (_LEAST_PROSE if ended else _LONGEST_HEADLINE)


def _above(document: Document, plain: str) -> Iterator[str]:
    """The lines between the blocks, down to the prose: a by-line can stand below a standfirst."""
    blocks = document.blocks
    prose = first_prose(document)
    if prose is None:
        yield from split(plain)
        return
    last = max(prose.start, blocks[:_TOP_BLOCKS][-1].start)
    shown = [block for block in blocks if block.end <= last]
    ends = [0, *(block.end for block in shown)]
    starts = [*(block.start for block in shown), last]
    for end, start in zip(ends, starts, strict=True):
        yield from split(plain[end:start])


def _below(stretch: str) -> Iterator[str]:
    for line in split(stretch):
        if ends_article(line):
            return
        yield line
