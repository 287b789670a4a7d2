"""The sentences of a document: never across blocks, with a full stop weighed against abbreviations and initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import ParamSpec, TypeVar, cast

from whence.analyse import tagger, tokens
from whence.analyse.repairs import repaired
from whence.analyse.tokens import Token
from whence.model import Block
from whence.resources import word_list

LONGEST = 400
"""Tokens of the longest sentence; a longer one (a table run together, hostile input) is cut at a mark or a space."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, heading, list item or table row of one block; its tokens are made when first asked for.

    `start` and `end` are offsets in the document; `source` is the text of the whole document and `plain` its plain
    reading.
    """

    index: int
    block: Block
    start: int
    end: int
    source: str = field(repr=False)
    plain: str = field(repr=False)

    @property
    def text(self) -> str:
        """The plain reading of the sentence."""
        return self.plain[self.start : self.end]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tagged tokens, in order."""
        spans = list(tokens.spans(self.plain, self.start, self.end))
        words = [self.plain[start:end] for start, end in spans]
        tags = repaired(words, tagger.tag(self._marked(words, spans)))
        rows = zip(words, spans, tags, strict=True)
        return tuple(Token(word, word.lower(), start, end, tag) for word, (start, end), tag in rows)

    def _marked(self, words: list[str], spans: list[tuple[int, int]]) -> list[str]:
        """The words as the tagger wants them: "--" for a dash, `` and '' for quotation marks."""
        if "-" not in words and '"' not in words:
            return words
        return [
            word if word != "-" and word != '"' else self._mark(word, *span)
            for word, span in zip(words, spans, strict=True)
        ]

    def _mark(self, word: str, start: int, end: int) -> str:
        tight_before = start > self.start and not self.plain[start - 1].isspace()
        tight_after = end < self.end and not self.plain[end].isspace()
        shown = self.source[start]
        if word == "-":
            return "-" if tight_before and tight_after and shown not in "—―" else "--"
        if shown in "“”":
            return "``" if shown == "“" else "''"
        return "``" if tight_after and (not tight_before or self.plain[start - 1] in "([-") else "''"


_P = ParamSpec("_P")
_T = TypeVar("_T")
_R = TypeVar("_R")


def once(reading: Callable[[_T], _R]) -> Callable[[_T], _R]:
    """Make a function of a sentence, or of an analysis, remember its answer on it, so that each extractor may ask."""
    name = f"{reading.__module__}.{reading.__qualname__}"

    def remembered(read: _T) -> _R:
        memory = read.__dict__
        if name not in memory:
            memory[name] = reading(read)
        return cast(_R, memory[name])

    remembered.__doc__, remembered.__name__ = reading.__doc__, reading.__name__
    return remembered


_STOP = re.compile(r"""[.!?…]++["')\]]*+(?=\s|\Z)|(?<=[a-z]{2})[.!?]["')\]]?(?=[A-Z][a-z]{2})""")
_NEXT = re.compile(r"""\s*+(["'(\[]*+)([^\W_]*+)""")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w'&]|\.(?=[^\W_])){0,23}\Z")
_FIGURE = re.compile(r"\d[\d.,]{0,12}[a-z]{0,3}")
"""A figure with its unit ("22.6bn", "41.3p"): no abbreviation, though it may hold a full stop."""
_ASKER = re.compile(r"\s++(?:[A-Z][\w.'-]{0,20}\s){1,4}(?:asked|asks|said|says|wrote|writes|wondered|added|adds)\b")
_WINDOW = 32


def boundaries(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of the sentences of plain[start:end], a block, without the white space around them."""
    first = start
    for match in _STOP.finditer(plain, start, end):
        if _ends(plain, first, match.start(), match.end(), end):
            yield from _trimmed(plain, first, match.end())
            first = match.end()
    yield from _trimmed(plain, first, end)


def _trimmed(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    text = plain[start:end]
    body = text.strip()
    if not body:
        return
    start += len(text) - len(text.lstrip())
    end = start + len(body)
    if len(body) > LONGEST:
        yield from _cut(plain, start, end)
    else:
        yield start, end


def _cut(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of at most LONGEST tokens, each cut after the last semicolon or comma in its second half, if any."""
    spans = list(tokens.spans(plain, start, end))
    first = 0
    while len(spans) - first > LONGEST:
        half = range(first + LONGEST - 1, first + LONGEST // 2, -1)
        last = next((at for mark in ";,." for at in half if plain[spans[at][0]] == mark), first + LONGEST - 1)
        yield spans[first][0], spans[last][1]
        first = last + 1
    yield spans[first][0], spans[-1][1]


def _ends(plain: str, first: int, stop: int, after: int, end: int) -> bool:
    """Whether the marks plain[stop:after] end the sentence that began at `first`, in a block that ends at `end`."""
    following = cast("re.Match[str]", _NEXT.match(plain, after, end))
    quote, word = following.groups()
    if following.end() == end and not word:
        return True
    if word and word[0].islower() and not any(letter.isupper() for letter in word[1:3]):
        return False
    if plain[stop] != "." or (after - stop > 1 and plain[stop + 1] == "."):
        return not (plain[after - 1] in "\"'" and _ASKER.match(plain, after, end))
    before = _WORD_BEFORE.search(plain[max(first, stop - _WINDOW) : stop])
    if not before or (after - stop > 1 and plain[stop + 1] in "\"'"):
        return True
    alone = stop - first < _WINDOW and plain[first:stop].lstrip("\"'([ ") == before[0]
    return _word_ends(before[0], word, bool(quote), alone)


def _word_ends(before: str, following: str, quoted: bool, alone: bool) -> bool:
    """Whether a sentence can end after the word `before` and a full stop, when `following` comes next."""
    if alone and (before[0].isdigit() or len(before) == 1):
        return False  # the number or letter of a list item
    if _FIGURE.fullmatch(before):
        return not following[:1].isdigit()
    kind = tokens.abbreviations().get(before.lower())
    if kind == "before":
        return False
    if kind == "number":
        return not following[:1].isdigit() and (before.islower() or before == "No" or _starts(following))
    if kind == "unit":
        return not following[:1].isdigit()
    if kind == "either" or (len(before) == 1 and before.isupper()) or "." in before:
        return quoted or _starts(following)
    return True


def _starts(word: str) -> bool:
    return word.lower() in _starters()


@cache
def _starters() -> frozenset[str]:
    return frozenset(word_list("analyse", "sentence-starters.txt"))
