"""The lines of a plain text or Markdown file → its blocks: headings, paragraphs, list items, quotes, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from whence.model import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its ends, and how far it is indented."""

    start: int
    end: int
    text: str
    indent: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return self.start == self.end


_ATX = re.compile(r"(#{1,6})\s{1,9}(.*?)[\s#]*", re.DOTALL)
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"(?:[-*_=~+] ?){3,}|#{1,6}|[—–―]{2,}|\* \* \*")
_MARKER = re.compile(r"(?:[•▪▫●○◦‣⁃∙■□✓✔➢➤►▶·]\s{0,9}|[-*+–—]\s{1,9}|\(?\d{1,3}[.)]\s{1,9}|\(?[a-hA-H]\)\s{1,9})(?=\S)")
_QUOTE = re.compile(r"(?:>\s?){1,9}")
_TARGET = r"(?:\([^()\s]{0,900}\)|\[[^\[\]]{0,40}\])"
_IMAGE = rf"!\[[^\[\]]{{0,300}}\]{_TARGET}?"
_NO_TEXT = re.compile(
    rf"{_IMAGE}|\[{_IMAGE}\]{_TARGET}?|\[\]{_TARGET}"
    r"|\[#\]:.*|\[[^\[\]]{1,40}\]:\s{0,9}<?https?://.*"
    r"|\{\{.{0,2000}\}\}|</?[A-Za-z][^<>]{0,500}>|<!--.{0,2000}-->"
    r"|\|?(?:\s?:?-{2,}:?\s?\|){1,50}(?:\s?:?-{2,}:?)?"
)
"""A line that is an image, a link definition, a template call, a tag or the rule below a table's head."""
_FENCE = re.compile(r"(?:```|~~~).*")
_EMPHASIS = "*_"
_SENTENCE_END = re.compile(r"""[.!?…:;]["'”’)\]*_]{0,4}$""")
_INNER_STOP = re.compile(r"""(?<![A-Z])\.["'”’)]?\s+["'“‘(]?[A-Z]""")
_LONGEST_HEADING = 120
_MOST_HEADING_WORDS = 18
_WIDEST_WRAP = 110


def layout(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of the text from `start` on; what is no prose (images, rules, code, link definitions) is in none.

    Whether a line break ends a paragraph is decided once for the whole file: it does not where the lines
    are of one width, as mail programs and text editors wrap them.
    """
    lines = list(_lines(text, start))
    wrapped = _wrapped(lines)
    found: list[Block] = []
    for group in _groups(lines):
        found.extend(_group(group, wrapped, not found))
    return tuple(_leveled(_trimmed(text, block) for block in found if _worded(text, block)))


def _lines(text: str, start: int) -> Iterator[Line]:
    position, fenced = start, False
    for raw in text[start:].splitlines(keepends=True):
        content = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if content else 0
        if content and _FENCE.fullmatch(content):
            fenced = not fenced
            content = ""
        if fenced or (content and _NO_TEXT.fullmatch(content)):
            content = ""
        yield Line(position + lead, position + lead + len(content), content, len(raw[:lead].expandtabs(4)))
        position += len(raw)


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if line.blank:
            if group:
                yield group
            group = []
        else:
            group.append(line)
    if group:
        yield group


def _wrapped(lines: list[Line]) -> bool:
    """Whether the file's lines are broken at a width, so that a paragraph runs over several of them."""
    inner = [line for line, following in pairwise(lines) if not (line.blank or following.blank or _special(following))]
    if len(inner) < 3 or max((len(line.text) for line in lines if " " in line.text), default=0) > _WIDEST_WRAP:
        return False
    ended = sum(1 for line in inner if _SENTENCE_END.search(line.text[-6:]))
    return ended < 0.5 * len(inner) and median(len(line.text) for line in inner) >= 40


def _special(line: Line) -> bool:
    return bool(
        _MARKER.match(line.text)
        or line.text.startswith((">", "|"))
        or _ATX.match(line.text)
        or _RULE.fullmatch(line.text)
    )


def _group(lines: list[Line], wrapped: bool, opening: bool) -> Iterator[Block]:
    """The blocks of a run of lines without a blank line between them."""
    at = 0
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following and _UNDERLINE.fullmatch(following.text) and not _special(line):
            yield Block(BlockKind.HEADING, line.start, line.end, 1 if following.text[0] == "=" else 2)
            at += 2
        elif _RULE.fullmatch(line.text):
            at += 1
        elif heading := _ATX.fullmatch(line.text):
            yield Block(BlockKind.HEADING, line.start + heading.start(2), line.start + heading.end(2), len(heading[1]))
            at += 1
        elif line.text.startswith("|") or line.text.count("\t") >= 2:
            yield Block(BlockKind.ROW, line.start, line.end)
            at += 1
        else:
            last = _last_of(lines, at, wrapped)
            yield _prose(lines[at], lines[last], _stands_alone(lines, at, last, wrapped), opening and at == 0)
            at = last + 1


def _last_of(lines: list[Line], at: int, wrapped: bool) -> int:
    """The index of the last line that goes on with what line `at` begins."""
    quoted = lines[at].text.startswith(">")
    last = at
    while last + 1 < len(lines):
        previous, line = lines[last], lines[last + 1]
        if last + 2 < len(lines) and _UNDERLINE.fullmatch(lines[last + 2].text):
            break
        if quoted and line.text.startswith(">"):
            pass
        elif _special(line) or not (wrapped or _runs_on(previous, line)):
            break
        last += 1
    return last


def _runs_on(previous: Line, line: Line) -> bool:
    """Whether a line completes the sentence of the line before, in a file whose lines are paragraphs."""
    return line.text[0].islower() and not _SENTENCE_END.search(previous.text[-6:])


def _stands_alone(lines: list[Line], at: int, last: int, wrapped: bool) -> bool:
    return last == at and (len(lines) == 1 or not wrapped)


def _prose(first: Line, last: Line, alone: bool, opening: bool) -> Block:
    marker = _MARKER.match(first.text)
    if marker:
        return Block(BlockKind.ITEM, first.start + marker.end(), last.end, first.indent + 1)
    if quote := _QUOTE.match(first.text):
        return Block(BlockKind.QUOTE, first.start + quote.end(), last.end)
    if alone and heading_form(first.text):
        return Block(BlockKind.HEADING, first.start, last.end, 1 if opening else 2)
    return Block(BlockKind.PARAGRAPH, first.start, last.end)


def heading_form(line: str) -> bool:
    """Whether a line that stands alone looks like a heading: short, no full stop, begun as headings are.

    >>> heading_form("Who Pays for It?"), heading_form("He paid."), heading_form("and then some")
    (True, False, False)
    """
    bare = line.strip(_EMPHASIS + " ")
    words = bare.split()
    if not 2 <= len(bare) <= _LONGEST_HEADING or len(words) > _MOST_HEADING_WORDS:
        return False
    if bare[-1] in ".,;:…" or bare[-2:] in {'."', ".”", ',"', ",”", ".)", ".'", ".’"} or _INNER_STOP.search(bare):
        return False
    return not bare[0].islower() and any(letter.isalpha() for letter in bare)


def _worded(text: str, block: Block) -> bool:
    return any(letter.isalnum() for letter in text[block.start : block.end])


def _trimmed(text: str, block: Block) -> Block:
    """The block without the emphasis marks around all of it and the white space inside them."""
    start, end = block.start, block.end
    if text[start] in _EMPHASIS:
        while start < end and (text[start] in _EMPHASIS or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _EMPHASIS or text[end - 1].isspace()):
            end -= 1
    return Block(block.kind, start, end, block.level)


def _leveled(blocks: Iterator[Block]) -> Iterator[Block]:
    """List items with their depth for a level: an item that is indented further lies one level deeper."""
    indents: list[int] = []
    for block in blocks:
        if block.kind is not BlockKind.ITEM:
            indents = []
            yield block
            continue
        while indents and indents[-1] > block.level:
            indents.pop()
        if not indents or indents[-1] < block.level:
            indents.append(block.level)
        yield Block(block.kind, block.start, block.end, len(indents))
