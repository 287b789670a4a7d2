"""One linguistic analysis of a document, shared by all extractors: sentences, tokens with tags, phrases and clauses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from whence import text
from whence.analyse.sentences import Sentence, boundaries
from whence.analyse.tokens import Token
from whence.model import Document

__all__ = ["Analysis", "Sentence", "Token", "analyse"]


@dataclass(frozen=True)
class Analysis:
    """A document, the plain reading of its text (of the same length), and its sentences in text order.

    What has been read of it is remembered on it; see `sentences.once`.
    """

    document: Document
    plain: str
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a document offset; None for the space between sentences and what is no article."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None


def analyse(document: Document) -> Analysis:
    """Part a document into sentences; tokens, tags and phrases are made for a sentence when they are asked for."""
    plain = text.plain(document.text)
    spans = ((block, span) for block in document.blocks for span in boundaries(plain, block.start, block.end))
    sentences = tuple(Sentence(index, block, *span, document.text, plain) for index, (block, span) in enumerate(spans))
    return Analysis(document, plain, sentences)
