"""Words of somebody who looks for a number → what they ask for, read as the sentences of articles are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whence.analyse import Analysis, analyse
from whence.extract.claims import claims
from whence.extract.quantities import FoundQuantity, Kind, quantities
from whence.extract.studies import studies
from whence.model import Block, BlockKind, Change, Document, Metadata, Quantity
from whence.resolve import wording
from whence.resolve.corpus import years
from whence.resolve.likeness import Subject, quoted, subject

_MOST_READ = 2_000
"""Characters that are read: some ten sentences."""
_NO_FIGURES = frozenset({Kind.DATE, Kind.TIME, Kind.IDENTIFIER, Kind.AGE, Kind.ERROR, Kind.VAGUE})
"""Numbers that nobody looks for a finding by, and words that name none."""
_BARE = "unit:NUM"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is asked for; `bare` where no unit is named ("83 CIOs", which may be 83 percent of them)."""

    quantity: Quantity
    change: Change | None
    bare: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A finding that is asked for: its number, where one is named, and what it is said of.

    The `quote` of the subject is all that was asked, without numbers; population and measure are those of this number.
    """

    number: Number | None
    subject: Subject


def asked(words: str) -> tuple[Wanted, ...]:
    """What the words ask for: one finding for each number in them, one without a number where they name none."""
    analysis = analyse(_as_article(words[:_MOST_READ]))
    stems = _stems(analysis)
    told = claims(analysis, studies(analysis), ())
    if told:
        figures = frozenset().union(*(wording.numbers(claim.quantity.printed) for claim in told))
        return tuple(
            Wanted(_number(claim.quantity, claim.change), _asked_of(subject(claim), stems, figures)) for claim in told
        )
    whole = Subject(frozenset(), frozenset(), stems, years(words), frozenset())
    return tuple(Wanted(number, whole) for number in _numbers(analysis)) or (Wanted(None, whole),)


def _as_article(words: str) -> Document:
    """An article of one paragraph that has these words."""
    return Document("words", "words", words, (Block(BlockKind.PARAGRAPH, 0, len(words)),), (), Metadata(), "")


def _number(quantity: Quantity, change: Change | None) -> Number:
    return Number(quantity, change, quantity.unit == _BARE)


def _numbers(analysis: Analysis) -> Iterator[Number]:
    """The numbers that the extraction takes for no findings: "most", a number without a thing that it counts."""
    for found in _quantities(analysis):
        if found.kind not in _NO_FIGURES and found.restates is None:
            yield _number(found.quantity, found.change)


def _quantities(analysis: Analysis) -> Iterator[FoundQuantity]:
    return (found for sentence in analysis.sentences for found in quantities(sentence))


def _asked_of(told: Subject, quote: frozenset[str], figures: frozenset[str]) -> Subject:
    """The subject of a claim without the `figures` asked for: in a few words they are taken for its measure."""
    return Subject(told.population - figures, told.measure - figures, quote, told.years, told.numbers - figures)


def _stems(analysis: Analysis) -> frozenset[str]:
    """The content stems of all that is asked, without those of its numbers."""
    left = list(analysis.plain)
    for sentence in analysis.sentences:
        for found in quantities(sentence):
            start, end = sentence.tokens[found.first].start, sentence.tokens[found.last - 1].end
            left[start:end] = " " * (end - start)
    return quoted("".join(left))
