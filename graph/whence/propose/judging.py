"""The text disposes: a proposal stands only where its quote, its number and its words stand in one sentence.

The number's value, unit and hedge are what our own grammar reads there; the model's word is taken for which number is
a finding, of whom it speaks and what it says of them, and only in words of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from whence.analyse import Analysis, Sentence
from whence.extract.claims.dollars import in_home_currency
from whence.extract.quantities import FoundQuantity, Kind, quantities
from whence.extract.studies.samples import is_sample_size
from whence.propose.proposals import Proposal
from whence.text import plain, squeeze

_FINDINGS = frozenset(
    {
        *(Kind.SHARE, Kind.POINTS, Kind.MONEY, Kind.MULTIPLE, Kind.DURATION),
        *(Kind.COUNT, Kind.RATE, Kind.SCORE, Kind.MEASURE),
    }
)
"""The kinds of numbers that can be findings about the world."""

Span = tuple[int, int]
"""Offsets in the document, end exclusive."""


class Refusal(StrEnum):
    """Why a proposal is refused, in words that are counted and told."""

    SHAPE = "not of the shape that was asked for"
    NO_QUOTE = "quote not in the text"
    QUOTE_TWICE = "quote in the text more than once"
    NO_NUMBER = "number not in the quote"
    NUMBER_TWICE = "number in the quote more than once"
    PART = "only a part of the number"
    UNREAD = "number that cannot be read"
    NO_FINDING = "number that is no finding"
    NO_MEASURE = "measure not in the sentence"
    REPEATED = "told before"


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal that stands in the text: where its quote and number are, and what our grammar reads there."""

    proposal: Proposal
    sentence: Sentence
    quote: Span
    number: Span
    found: FoundQuantity
    population: str | None
    measure: str


Read = Callable[[Sentence], Sequence[FoundQuantity]]


def reader(analysis: Analysis) -> Read:
    """How the numbers of an article's sentences are read: by the grammar, dollars as those of the article's home."""
    home = in_home_currency(analysis.document)
    return lambda sentence: home(quantities(sentence))


def judge(proposal: Proposal, shown: Sequence[Sentence], read: Read) -> Standing | Refusal:
    """What the text says to a proposal on sentences that were shown."""
    place = _quote(proposal, shown)
    if isinstance(place, Refusal):
        return place
    sentence, quote = place
    found = _quantity(proposal.number, sentence, quote, read)
    if isinstance(found, Refusal):
        return found
    number = number_span(sentence, found)
    if found.kind not in _FINDINGS or found.restates is not None or is_sample_size(sentence, found):
        return Refusal.NO_FINDING
    measure = words_of(sentence, proposal.measure)
    if measure is None:
        return Refusal.NO_MEASURE
    population = words_of(sentence, proposal.population) if proposal.population else None
    return Standing(proposal, sentence, quote, number, found, population, measure)


def _quote(proposal: Proposal, shown: Sequence[Sentence]) -> tuple[Sentence, Span] | Refusal:
    """Where a quote stands; where it stands more than once, in the sentence that the proposal names."""
    pattern = _verbatim(proposal.quote)
    places = [(sentence, span) for sentence in shown for span in _spans(pattern, sentence)]
    if len(places) > 1:
        places = [place for place in places if place[0].index == proposal.sentence] or places
    if not places:
        return Refusal.NO_QUOTE
    return places[0] if len(places) == 1 else Refusal.QUOTE_TWICE


def _quantity(number: str, sentence: Sentence, quote: Span, read: Read) -> FoundQuantity | Refusal:
    """The quantity that a number as it is printed is, within a quote."""
    printed = [span for span in _spans(_number(number), sentence) if quote[0] <= span[0] and span[1] <= quote[1]]
    if not printed:
        return Refusal.NO_NUMBER
    meant = [found for found in read(sentence) if any(_overlap(number_span(sentence, found), span) for span in printed)]
    if not meant:
        return Refusal.UNREAD
    if len(meant) > 1 or len(printed) > 1:
        return Refusal.NUMBER_TWICE
    first, last = number_span(sentence, meant[0])
    return meant[0] if printed[0][0] <= first and last <= printed[0][1] else Refusal.PART


def number_span(sentence: Sentence, found: FoundQuantity) -> Span:
    """Where the words of a number stand, without hedge and unit."""
    tokens = sentence.tokens
    return tokens[found.number_first].start, tokens[found.number_last - 1].end


def words_of(sentence: Sentence, words: str) -> str | None:
    """Words as the sentence has them, if they stand in it; capitals don't matter."""
    pattern = _verbatim(words, re.IGNORECASE)
    first = next(_spans(pattern, sentence), None)
    return squeeze(sentence.source[slice(*first)]) if first else None


def _spans(pattern: re.Pattern[str], sentence: Sentence) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(sentence.plain, sentence.start, sentence.end))


def _verbatim(words: str, flags: int = 0) -> re.Pattern[str]:
    """The words letter by letter; white space and the style of quotation marks and dashes don't matter."""
    return re.compile(r"\s+".join(map(re.escape, plain(words).split())) or r"(?!)", flags)


def _number(printed: str) -> re.Pattern[str]:
    """The number as a whole: no part of a longer word or figure ("5 million" in "3.5 million")."""
    return re.compile(rf"(?<![\w$£€])(?<!\d[.,]){_verbatim(printed).pattern}(?!\w|[.,]\d)", re.IGNORECASE)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
