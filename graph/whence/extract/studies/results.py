"""The company whose results an article tells, whose own figures are those in a story full of revenue and profit."""

from __future__ import annotations

from collections.abc import Iterator

from whence.analyse import Analysis, Sentence
from whence.extract.names import Name, named
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.words import words_of
from whence.model import AgentKind
from whence.resources import word_list

_RESULT_WORDS = frozenset(word_list("studies", "result_words.txt"))
_TELLING = 3
"""How many different words of a company's accounts make an article one on its results."""
_HEAD = 6
"""The sentences, headings among them, in which such an article names the company."""


def trading_results(analysis: Analysis) -> Iterator[Reference]:
    """The reference to its own figures of the company that an article on results begins with."""
    told = [words_of(sentence) & _RESULT_WORDS for sentence in analysis.sentences]
    if len(frozenset().union(*told)) < _TELLING or 4 * sum(map(bool, told)) < len(told):
        return
    for sentence in analysis.sentences[:_HEAD]:
        company = _subject(analysis, sentence)
        if company is not None:
            yield Reference(
                sentence=sentence.index,
                start=sentence.tokens[company.first].start,
                end=sentence.tokens[company.last - 1].end,
                noun="",
                weight=Weight.STANDS_ALONE,
                organizations=(company.text,),
                numbered=True,
            )
            return


def _subject(analysis: Analysis, sentence: Sentence) -> Name | None:
    """The organization with which a sentence opens, after an article or a description of it."""
    found = next(iter(named(analysis, sentence)), None)
    opens = found is not None and found.kind is AgentKind.ORGANIZATION and found.first <= 1
    return found if opens and found is not None and found.last < len(sentence.tokens) else None
