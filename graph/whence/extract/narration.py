"""The narration of a document: its sentences with each quotation closed up to one token.

A passage holds all of "'I agree. It works,' said Kim", so that a saying verb and the words it governs meet in one
place, however many sentences the quoted words have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.analyse import Analysis, Sentence, Token
from whence.extract.quotations import Quotation, quotations
from whence.model import Block

QUOTE = "QUOTE"
"""The tag of the token that stands for a quotation."""
_DROPPED = frozenset({*"[]*_`|#>~", "**", "__", "***", "###", "####"})
_MARKUP = re.compile(r"[\[\]*_`|#>~]|https?:")
_LONGEST = 400
"""Tokens after which a passage ends at the next sentence, quotation or not: hostile input must not run on."""
_NONE = Quotation(1 << 62, 1 << 62, 0, 0)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the narration. `tokens` has one QUOTE token for each of `quotations`, in the same order."""

    block: Block
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]

    @property
    def end(self) -> int:
        """The offset after the last token."""
        return self.tokens[-1].end


class _Writer:
    """Collects the tokens of the passage that is being read."""

    def __init__(self, found: tuple[Quotation, ...]) -> None:
        self._rest = iter(found)
        self._quotation = next(self._rest, _NONE)
        self._tokens: list[Token] = []
        self._held: list[Quotation] = []

    def add(self, token: Token) -> None:
        while token.start >= self._quotation.end:
            self._quotation = next(self._rest, _NONE)
        quotation = self._quotation
        if token.start >= quotation.start:
            if not self._held or self._held[-1] is not quotation:
                self._held.append(quotation)
                self._tokens.append(Token('"', '"', quotation.start, quotation.end, QUOTE))
        elif token.text.startswith(("http:", "https:")):
            if self._tokens and self._tokens[-1].text == "(":
                self._tokens.pop()
        elif token.text not in _DROPPED:
            self._tokens.append(token)

    def is_plain(self, sentence: Sentence) -> bool:
        """Whether a sentence is a passage as it stands: no quotation in it or open before it, and no markup."""
        clear = not self._tokens and sentence.end <= self._quotation.start
        return clear and not _MARKUP.search(sentence.plain, sentence.start, sentence.end)

    def inside_quotation(self, end: int, plain: str) -> bool:
        """Whether a sentence that ends at an offset leaves the passage open."""
        if not self._held or self._tokens[-1].tag != QUOTE or len(self._tokens) > _LONGEST:
            return False
        last = self._held[-1]
        return end < last.last or not last.ends_sentence(plain)

    def passage(self, block: Block) -> Iterator[Passage]:
        """What has been collected, if anything; the writer starts afresh."""
        if self._tokens:
            yield Passage(block, tuple(self._tokens), tuple(self._held))
        self._tokens, self._held = [], []


def narration(analysis: Analysis) -> Iterator[Passage]:
    """The passages of a document in text order."""
    document = analysis.document
    writer = _Writer(tuple(quotations(document.text, analysis.plain, document.blocks)))
    sentences = analysis.sentences
    for index, sentence in enumerate(sentences):
        if writer.is_plain(sentence):
            yield Passage(sentence.block, sentence.tokens, ())
            continue
        for token in sentence.tokens:
            writer.add(token)
        last = index + 1 == len(sentences) or sentences[index + 1].block is not sentence.block
        if last or not writer.inside_quotation(sentence.end, analysis.plain):
            yield from writer.passage(sentence.block)
