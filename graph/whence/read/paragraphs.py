"""The printed lines of pages → one running text: the lines of paragraphs and the parts of divided words put together.

The text knows where each page begins in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from statistics import median_low

from whence.resources import word_list
from whence.text import squeeze

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Paged:
    """A text, and the offset at which each of its pages begins: strictly rising, the first is 0."""

    text: str
    starts: tuple[int, ...]


_SENTENCE_END = re.compile(r"""[.!?:;…]["'”’)\]]{0,3}$""")
_BULLET = re.compile(r"(?:[•▪▫●○◦‣⁃∙■□✓✔➢➤►▶·]|[-*–—]\s|\(?\d{1,2}[.)]\s|\(?[a-h]\)\s)")
_LEADERS = re.compile(r"\.(?:\s?\.){4,}\s*\d{0,4}$")
_SOFT = "\u00ad"
_END = 80
"""Characters at the end of a line that tell how it ends: no word is longer."""
_DIVIDED = re.compile(r"([^\W\d_]+)[-‐]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " ", "\t": " "}
)
_INDENT = 2


def running_text(pages: Sequence[Sequence[Lines]]) -> Paged:
    """The text of pages, each a sequence of runs of lines in reading order; blank lines keep their place in a run.

    A paragraph is one line, with a blank line after it.

    >>> running_text([[["Half of the ten-", "ants agreed.", "", "Bees"]], [["fly."]]])
    Paged(text='Half of the tenants agreed.\\n\\nBees\\n\\nfly.', starts=(0, 35))
    """
    printed = [[[line.translate(_LIGATURES) for line in run] for run in page] for page in pages]
    spacing = _spacing(printed)
    words = (word for page in printed for run in page for line in run for word in _words(line))
    writer = _Writer(frozenset(map(str.lower, words)))
    for page in printed:
        writer.page()
        for run in page:
            writer.run(list(_paragraphs(run, spacing)))
    return writer.paged()


# ---------------------------------------------------------------- paragraphs


def _spacing(pages: Iterable[Sequence[Lines]]) -> int:
    """How many blank lines lie between two lines of one paragraph: lines that begin with a small letter tell."""
    found = []
    for page in pages:
        for run in page:
            blank = None
            for line in run:
                if not line.strip():
                    blank = None if blank is None else blank + 1
                    continue
                if blank is not None and line.strip()[0].islower():
                    found.append(blank)
                blank = 0
    return median_low(found) if found else 0


def _paragraphs(run: Lines, spacing: int) -> Iterator[Lines]:
    """The lines of each paragraph: one ends at a wider space, before a bullet, and before an indented line."""
    margin = min((_indent(line) for line in run if line.strip()), default=0)
    paragraph: Lines = []
    blank = 0
    for line in run:
        if not line.strip():
            blank += 1
            continue
        if paragraph and (blank > spacing or _begins(line, paragraph[-1], margin)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
        blank = 0
    if paragraph:
        yield paragraph


def _begins(line: str, previous: str, margin: int) -> bool:
    """Whether a line begins a paragraph though no space stands above it."""
    if _BULLET.match(line.strip()) or _LEADERS.search(previous[-_END:]):
        return True
    indented = _indent(line) - _indent(previous) >= _INDENT and _indent(previous) - margin < _INDENT
    return indented and bool(_SENTENCE_END.search(previous.rstrip()[-_END:]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


# ---------------------------------------------------------------- the text


@dataclass(slots=True)
class _Writer:
    """The text under construction; `words` are those of the whole document, in lower case."""

    words: frozenset[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    waiting: int = 0
    """Pages that have begun, and have no text yet."""

    def page(self) -> None:
        self.waiting += 1

    def run(self, paragraphs: Sequence[Lines]) -> None:
        """Add a run of paragraphs; its first can go on with the last of the run before."""
        for at, paragraph in enumerate(paragraphs):
            first = squeeze(paragraph[0])
            ahead = bool(self.parts) and at == 0 and _goes_on(self.parts[-1], first)
            self._line(first, "" if ahead else "\n\n")
            for line in paragraph[1:]:
                self._line(squeeze(line), "")

    def _line(self, line: str, mark: str) -> None:
        """Add a line after a mark; without one, as the next of a paragraph."""
        if not self.parts:
            mark = ""
        elif not mark:
            self.parts[-1], mark = self._joint(self.parts[-1], line)
        self._write(mark)
        self._begin_pages()
        self._write(line)

    def _joint(self, previous: str, line: str) -> tuple[str, str]:
        """The line before as it is when another goes on, and what stands between them."""
        if previous.endswith(_SOFT):
            self.length -= 1
            return previous[:-1], ""
        divided = _DIVIDED.search(previous[-_END:])
        if divided and line[0].islower():
            rest = _WORD.match(line)
            if _is_one_word(divided[1], rest[0] if rest else "", self.words):
                self.length -= 1
                return previous[:-1], ""
            return previous, ""
        return previous, "" if previous[-1:] in "-‐" and previous[-2:-1].isalnum() and line[0].isalnum() else " "

    def _write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _begin_pages(self) -> None:
        """Let the pages that wait begin here; one without text of its own is a line break."""
        while self.waiting:
            self.starts.append(self.length)
            self.waiting -= 1
            if self.waiting:
                self._write("\n")

    def paged(self) -> Paged:
        """All of it; pages without text at the end are line breaks, too."""
        while self.waiting:
            self._write("\n" if self.starts else "")
            self.starts.append(self.length)
            self.waiting -= 1
        return Paged("".join(self.parts), tuple(self.starts))


def _goes_on(text: str, line: str) -> bool:
    """Whether a line at the top of a column or page goes on with the sentence below the one before."""
    end = text[-_END:]
    return not _SENTENCE_END.search(end) and (line[0].islower() or bool(_DIVIDED.search(end)))


def _is_one_word(head: str, tail: str, words: frozenset[str]) -> bool:
    """Whether a word that a line end divides is written without the hyphen.

    As the document writes it elsewhere; else as English does: "long-" and "term" are two words, "ten-" and "ants" one.
    """
    one, two = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    if one in words or two in words:
        return one in words
    known = _known()
    return one in known or not (head.lower() in known and tail.lower() in known)


@cache
def _known() -> frozenset[str]:
    """Common English words, in lower case."""
    lines = (line.partition("|") for line in word_list("analyse", "lexicon.txt"))
    return frozenset(word.lower() for _, _, words in lines for word in words.split())


def _words(line: str) -> Iterator[str]:
    """The words of a line but its last where that is divided."""
    bare = line.rstrip()
    end = len(bare)
    if divided := _DIVIDED.search(bare[-_END:]):
        end -= len(divided[0])
    return (match[0] for match in _WORD.finditer(bare, 0, end))
