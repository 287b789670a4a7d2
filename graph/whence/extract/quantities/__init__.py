"""The quantities of a sentence: every number with its unit and hedge, and whether it is a finding about the world."""

from __future__ import annotations

from collections.abc import Callable, Container
from decimal import Decimal

from whence.analyse import Sentence
from whence.analyse.sentences import once
from whence.extract.quantities.carried import carried
from whence.extract.quantities.changes import changing
from whence.extract.quantities.findings import judged, set_apart
from whence.extract.quantities.hedges import hedged
from whence.extract.quantities.left_out import with_units
from whence.extract.quantities.lexicon import CARDINALS, FRACTIONS, MULTIPLES, SCALES
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.links import linked
from whence.extract.quantities.majorities import MAJORITY_WORDS, VAGUE_WORDS, majority, vague
from whence.extract.quantities.measures import measured, multiple, percentage_point, rate, unit_and_a_part
from whence.extract.quantities.model import FoundQuantity, Kind
from whence.extract.quantities.numerals import Numeral, numeral
from whence.extract.quantities.proportions import none_of, of_each_coin, proportion
from whence.extract.quantities.rows import shares_of_row, shares_of_vote
from whence.extract.quantities.shares import REMAINDERS, every_other, fraction
from whence.model import Quantity

__all__ = ["FoundQuantity", "Kind", "quantities"]

_ARTICLES = frozenset({"a", "an"})
_AFTER_ARTICLE = (
    frozenset(SCALES)
    | frozenset(FRACTIONS)
    | {*("-", "percentage", "percent", "point", "full", "whole", "single", "good", "mere", "further", "clear", "solid")}
)
_STARTERS = (
    frozenset(CARDINALS)
    | frozenset(MULTIPLES)
    | MAJORITY_WORDS
    | VAGUE_WORDS
    | _ARTICLES
    | REMAINDERS
    | {"half", "every", "none"}
)
_EACH = frozenset({"a", "per", "every", "each", "of"})
_LENGTHS = frozenset({"second", "minute", "hour"})
_FIGURES = frozenset("0123456789.½⅓⅔¼¾⅛")
_OPENINGS: tuple[tuple[Container[str], Callable[[Line, int], Reading | None]], ...] = (
    (MULTIPLES, multiple),
    (MAJORITY_WORDS, majority),
    (VAGUE_WORDS, vague),
    (("every",), every_other),
    (("none",), none_of),
)
"""Words that begin a number of only one sort, and what reads it."""
_MOST = 80
"""Numbers that are read in one sentence; one with more is a table run together."""


@once
def quantities(sentence: Sentence) -> tuple[FoundQuantity, ...]:
    """The quantities of a sentence, in order; findings and others."""
    line = Line.of(sentence)
    readings = _readings(line)
    if not readings:
        return ()
    readings = carried(line, set_apart(line, shares_of_vote(line, shares_of_row(line, readings))), sentence)
    readings = linked(line, with_units(line, readings))
    return tuple(_found(line, reading) for reading in judged(line, changing(line, readings)))


def _readings(line: Line) -> list[Reading]:
    """The numbers of a line with their units and hedges, each read alone."""
    found: list[Reading] = []
    floor = 0
    for at in [index for index, word in enumerate(line.words) if word in _STARTERS or word[0] in _FIGURES]:
        if at < floor or (line.words[at] in _ARTICLES and not _can_follow(line, at + 1)):
            continue
        reading = _reading(line, at)
        if reading is None:
            continue
        reading = hedged(line, rate(line, reading) if reading.finding else reading, floor)
        found.append(reading)
        floor = reading.last
        if len(found) == _MOST:
            break
    return found


def _can_follow(line: Line, at: int) -> bool:
    """Whether the word after an article goes on as a number: "a third", "a full point", "an hour and a half"."""
    after = line.word(at + 1)
    return line.word(at) in _AFTER_ARTICLE or after == "and" or (after in _EACH and line.word(at) in _LENGTHS)


def _reading(line: Line, at: int) -> Reading | None:
    """The number that starts at a token."""
    word = line.words[at]
    for opening, read in _OPENINGS:
        if word in opening:
            return read(line, at)
    if word in REMAINDERS and line.word(at + 1) not in FRACTIONS:
        return None
    if word in _ARTICLES and (one := percentage_point(line, at) or unit_and_a_part(line, at)):
        return one
    number = numeral(line, at)
    if number is None or number.scale == 1:
        share = fraction(line, at, number) or (_part(line, number) if number else None)
        if share or number is None:
            return share
    return measured(line, number)


def _part(line: Line, number: Numeral) -> Reading | None:
    """The share that a numeral begins: so many in so many, cents of each dollar."""
    return of_each_coin(line, number) or (None if number.suffix else proportion(line, number))


def _found(line: Line, reading: Reading) -> FoundQuantity:
    printed = line.text(reading.first, reading.last)
    return FoundQuantity(
        reading.first,
        reading.last,
        reading.number_first,
        reading.number_last,
        Quantity(_stated(reading), reading.unit, reading.qualifier, printed),
        reading.kind,
        reading.finding,
        reading.reason,
        reading.change,
        reading.partner,
        reading.restates,
        reading.compared,
        reading.whole,
        reading.respective,
    )


def _stated(reading: Reading) -> Decimal:
    """The value without its sign, and without the zeros that multiplying by a scale leaves ("3.50 million")."""
    value = reading.value if reading.kind is Kind.MEASURE else abs(reading.value)
    if reading.scale == reading.factor == 1:
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
