"""The main text of a page, as trafilatura's elements → one string with blocks and links by offset."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from whence.model import Block, BlockKind, Link
from whence.read.addresses import web_address
from whence.text import plain, squeeze

_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "code": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "item": BlockKind.ITEM,
    "quote": BlockKind.QUOTE,
    "row": BlockKind.ROW,
}
_SENTENCE_ENDS = (".", "!", "?", '."', ".”", "?”", "!”")
_CONTAINERS = frozenset({"body", "list", "table", "div"})


@dataclass(frozen=True, slots=True)
class Flat:
    """A text with its blocks and links."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class _Writer:
    """Text under construction: the parts written so far, and the block that is open."""

    base: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spaced: bool = True
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    start: int | None = None

    def write(self, text: str | None) -> None:
        """Add running text to the open block; white space is one space, and none at the block's start."""
        if not text:
            return
        inner = squeeze(text)
        if not inner:
            self._space()
            return
        if text[0].isspace():
            self._space()
        if self.start is None:
            self._part("\n\n" if self.length else "")
            self.start = self.length
        self._part(inner)
        self.spaced = False
        if text[-1].isspace():
            self._space()

    def close(self) -> None:
        """End the open block, if one is open; what is written next begins another of the same kind."""
        if self.start is not None:
            self._trim()
            self.blocks.append(Block(self.kind, self.start, self.length, self.level))
        self.start, self.spaced = None, True

    def open(self, kind: BlockKind, level: int = 0) -> None:
        """End the open block and let a block of this kind follow."""
        self.close()
        self.kind, self.level = kind, level

    def _space(self) -> None:
        """One space, unless one stands there already or the block has not begun."""
        if not self.spaced:
            self._part(" ")
            self.spaced = True

    def _trim(self) -> None:
        """Take the white space from the end of the open block."""
        while self.parts[-1] != (bare := self.parts[-1].rstrip(" ")):
            self.length -= len(self.parts[-1]) - len(bare)
            self.parts[-1] = bare
            if not bare and len(self.parts) > 1:
                self.parts.pop()

    def _part(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def flatten(body: etree._Element, base: str = "") -> Flat:
    """The text of a body, a blank line between its blocks; relative links are made absolute from `base`."""
    writer = _Writer(base)
    _element(body, writer, 0)
    writer.close()
    text = "".join(writer.parts)
    links = tuple(link for link in writer.links if link.end <= len(text) and link.start < link.end)
    return Flat(text, tuple(writer.blocks), links)


def headed(flat: Flat, headline: str) -> Flat:
    """The text with the page's headline before it, where it does not begin with it already."""
    opening = " ".join(_fold(flat.text[block.start : block.end]) for block in flat.blocks[:3])
    if not headline or _fold(headline) in opening:
        return flat
    shift = len(headline) + 2
    blocks = (Block(b.kind, b.start + shift, b.end + shift, b.level) for b in flat.blocks)
    links = tuple(Link(link.start + shift, link.end + shift, link.url) for link in flat.links)
    title = Block(BlockKind.HEADING, 0, len(headline), 1)
    return Flat(f"{headline}\n\n{flat.text}".rstrip(), (title, *blocks), links)


def _fold(text: str) -> str:
    return squeeze(plain(text)).casefold()


def _element(element: etree._Element, writer: _Writer, depth: int) -> None:
    """Write an element, its children and no tail."""
    tag = element.tag
    if tag == "ref":
        _link(element, writer, depth)
    elif tag == "lb":
        _line_break(writer)
    elif tag == "cell":
        writer.write(" | " if writer.start is not None else "")
        _content(element, writer, depth)
    elif kind := _block_kind(element):
        outer = (writer.kind, writer.level)
        writer.open(kind, _level(element, kind, depth))
        _content(element, writer, depth + (kind is BlockKind.ITEM))
        writer.close()
        writer.kind, writer.level = outer
    else:
        if tag in _CONTAINERS:
            writer.close()
        _content(element, writer, depth)


def _content(element: etree._Element, writer: _Writer, depth: int) -> None:
    writer.write(element.text)
    for child in element:
        if isinstance(child.tag, str):
            _element(child, writer, depth)
        writer.write(child.tail)


def _block_kind(element: etree._Element) -> BlockKind | None:
    """The kind of block that an element opens; what stands in a cell, a quote or inline opens none."""
    parent = element.getparent()
    around = parent.tag if parent is not None else ""
    if around == "cell" or (around in {"quote", "item"} and element.tag in {"p", "quote"}):
        return None
    if element.tag == "code" and around != "body":
        return None
    return _KINDS.get(str(element.tag))


def _level(element: etree._Element, kind: BlockKind, depth: int) -> int:
    if kind is BlockKind.HEADING:
        rend = element.get("rend") or "h2"
        return int(rend[1]) if re.fullmatch(r"h[1-6]", rend) else 2
    return depth + 1 if kind is BlockKind.ITEM else 0


def _link(element: etree._Element, writer: _Writer, depth: int) -> None:
    blocks, parts = len(writer.blocks), len(writer.parts)
    start = writer.length if writer.start is not None else None
    _content(element, writer, depth)
    if writer.start is None or len(writer.blocks) != blocks:
        return
    text = "".join(writer.parts[parts:]) if start is not None else "".join(writer.parts[parts:]).lstrip("\n")
    start = writer.start if start is None else start
    address = web_address(element.get("target") or "", writer.base)
    if address and text.strip():
        lead = len(text) - len(text.lstrip())
        writer.links.append(Link(start + lead, start + len(text.rstrip()), address))


def _line_break(writer: _Writer) -> None:
    """A line break after a sentence ends the paragraph, as pages with two in a row mean it; others are spaces."""
    written = writer.parts[-1].rstrip() or (writer.parts[-2] if len(writer.parts) > 1 else "") if writer.parts else ""
    if writer.start is not None and written.endswith(_SENTENCE_ENDS):
        writer.close()
    else:
        writer.write(" ")
