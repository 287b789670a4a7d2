"""Numerals with what they measure: currencies, percent, points, multiples, durations, weights, rates."""

from __future__ import annotations

from decimal import Decimal

from whence.extract.quantities.lexicon import CURRENCY_MARKS, MULTIPLES, SCALES, UNIT_MARKS, UNITS, Unit, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.extract.quantities.numerals import AND_A_PART, Numeral, numeral
from whence.model import Change, Qualifier

_TIMES = "wh:Times"
_DETERMINERS = frozenset({"the", "that", "what", "its", "their", "his", "her", "our", "your", "this", "those"})
_AUXILIARIES = frozenset({"to", "will", "would", "could", "can", "may", "might", "should", "shall", "'ll"})
_SIGNS = {"+": Change.INCREASE, "-": Change.DECREASE, "minus": Change.DECREASE, "negative": Change.DECREASE}
_PER = frozenset({"a", "an", "per", "each", "every"})
PERIODS = words("periods.txt")
_TWICE = 2
_POUND = Unit("unit:LB", Kind.MEASURE, Decimal(1))
_WEIGHTS = words("weight-words.txt")
_AMBIGUOUS = (Kind.MONEY, Kind.MEASURE)
"""Kinds whose unit words can be verbs ("won", "feet")."""
_LETTERS = frozenset({"x", "p", "c", "f", "m", "l", "g", "s", "h", "w", "v"})
"""Units of one letter: only when they touch their figure ("3x", "20p")."""


def measured(line: Line, number: Numeral) -> Reading:
    """A numeral with its unit, sign and hedge mark: "$3.5 million", "+7.9%", "12-point", "100-plus hours"."""
    first, last = _sign(line, number.first), number.last
    mark, start = _currency(line, first)
    if mark is not None:
        first = _sign(line, start)
    last, qualifier = _plus(line, last)
    found = (number.last, mark) if mark else _unit(line, last)
    if found and line.words[found[0] - 1] == "s" and number.value == number.value.to_integral_value():
        found = None
    value, scale = number.value, number.scale
    reading = Reading(
        first,
        last,
        number.first,
        number.last,
        value,
        qualifier=qualifier,
        scale=scale,
        plain=number.plain,
        in_words=number.in_words,
        bare=True,
        change=_signed(line, first),
    )
    if found is None:
        is_factor = line.words[max(0, first - 2) : first] == ["factor", "of"]
        return reading._replace(unit=_TIMES, kind=Kind.MULTIPLE, bare=False) if is_factor else reading
    end, unit = found
    if unit.iri.startswith("unit:DEG") and reading.change is Change.DECREASE:
        reading, value = reading._replace(change=None), -value
    return reading._replace(
        last=max(last, end),
        value=value * unit.factor,
        factor=unit.factor,
        unit=unit.iri,
        kind=unit.kind,
        bare=False,
        plain=False,
    )


def _currency(line: Line, first: int) -> tuple[Unit | None, int]:
    """The currency mark before a number, and where it starts; "NT$" may stand in two tokens."""
    before = line.word(first - 1)
    if before == "$" and line.is_glued(first - 1) and (joint := CURRENCY_MARKS.get(line.word(first - 2) + before)):
        return joint, first - 2
    return CURRENCY_MARKS.get(before), first - 1


def _sign(line: Line, first: int) -> int:
    """Where the number starts with its sign: "+7.9", "-5", "~40"; a hyphen between two tokens is none."""
    before = line.word(first - 1)
    is_apart = not line.is_glued(first - 1) or line.word(first - 2) in ("(", "[", '"')
    if before in ("+", "-", "±") and line.is_glued(first) and is_apart:
        return first - 1
    return first - 1 if before in ("minus", "negative") and line.word(first - 2) != "or" else first


def _signed(line: Line, first: int) -> Change | None:
    return _SIGNS.get(line.words[first])


def _plus(line: Line, last: int) -> tuple[int, Qualifier]:
    """The end of a number that "+" or "-plus" follows, as in "100+ countries"."""
    if line.word(last) == "+" and line.is_glued(last):
        return last + 1, Qualifier.MORE_THAN
    if line.word(last) == "-" and line.word(last + 1) in ("plus", "odd"):
        return last + 2, Qualifier.MORE_THAN if line.word(last + 1) == "plus" else Qualifier.ABOUT
    return last, Qualifier.EXACTLY


def _unit(line: Line, at: int) -> tuple[int, Unit] | None:
    """The end and the unit that follow a numeral, a hyphen and "full" skipped ("12-point", "two full years")."""
    if line.word(at) in UNIT_MARKS and line.is_glued(at):
        return at + 1, UNIT_MARKS[line.word(at)]
    if line.word(at) in ("-", "full", "whole", "straight", "consecutive"):
        at += 1
    found = UNITS.starting(line.words, at)
    if (
        found is None
        or (found[1].kind in _AMBIGUOUS and line.tag(at).startswith("VB"))
        or (line.words[at] in _LETTERS and not line.is_glued(at))
    ):
        return None
    return _weight(line, at, *found) if found[1].iri == "cur:GBP" else found


def _weight(line: Line, at: int, end: int, unit: Unit) -> tuple[int, Unit]:
    """Pounds as a weight: "a 300-pound bear", "2 million pounds of cheese", "he weighs 160 pounds"."""
    is_pounds = line.words[at] in ("pound", "pounds")
    weighs = line.word(at - 1) == "-" or line.word(end) == "of" or not _WEIGHTS.isdisjoint(line.words)
    return (end, _POUND) if is_pounds and weighs else (end, unit)


def percentage_point(line: Line, at: int) -> Reading | None:
    """ "A (full) percentage point", "a single point", "down a point": one of them."""
    is_full = line.word(at + 1) in ("full", "whole", "single", "clear")
    after = at + 2 if is_full else at + 1
    if line.word(after) in ("percentage", "percent"):
        after += 1
    elif not is_full and line.word(at - 1) not in ("by", "up", "down"):
        return None
    if line.word(after) != "point":
        return None
    return Reading(at, after + 1, at, at + 1, Decimal(1), "wh:PercentagePoint", Kind.POINTS, in_words=True)


def unit_and_a_part(line: Line, at: int) -> Reading | None:
    """ "An hour and a half", "a mile and a quarter": one of a unit and a part of it."""
    found = UNITS.starting(line.words, at + 1)
    part = AND_A_PART.starting(line.words, found[0]) if found else None
    if found and part is None and found[1].kind is Kind.DURATION and _is_each(line, found[0]):
        unit = found[1]
        return Reading(at, found[0], at, at + 1, unit.factor, unit.iri, unit.kind, factor=unit.factor, in_words=True)
    if found is None or part is None or found[1].kind not in (Kind.DURATION, Kind.MEASURE):
        return None
    value, unit = (1 + part[1]) * found[1].factor, found[1]
    return Reading(at, part[0], at, part[0], value, unit.iri, unit.kind, factor=unit.factor, in_words=True)


def _is_each(line: Line, at: int) -> bool:
    """ "An hour | a day", "an hour | of each day"."""
    if line.word(at) == "of":
        return line.word(at + 1) in ("each", "every") and line.word(at + 2) in PERIODS
    return _is_per_period(line, at)


def multiple(line: Line, at: int) -> Reading | None:
    """A multiple in one word: "twice as likely", "a threefold rise", "double the rate", "doubled"; "halved"."""
    factor, use = MULTIPLES[line.words[at]]
    if use == "half":
        return Reading(
            at, at + 1, at, at + 1, Decimal(50), "unit:PERCENT", Kind.SHARE, in_words=True, change=Change.DECREASE
        )
    is_measured = line.word(at + 1) in _DETERMINERS
    is_verb = use == "verb" or line.word(at - 1) in _AUXILIARIES or (line.tag(at).startswith("VB") and not is_measured)
    if (use == "noun" and not is_verb and not is_measured) or line.word(at + 1) == "down":
        return None
    change = Change.INCREASE if is_verb and use in ("verb", "noun") else None
    return Reading(at, at + 1, at, at + 1, factor, _TIMES, Kind.MULTIPLE, in_words=True, change=change)


def is_often(line: Line, reading: Reading) -> bool:
    """ "46 times a year": how often something happens."""
    is_counted = reading.kind is Kind.MULTIPLE and line.words[reading.last - 1] == "times"
    is_average = reading.value != reading.value.to_integral_value()  # "1.6 times an hour"
    return is_counted and (reading.value > _TWICE or is_average) and _is_per_period(line, reading.last)


def _is_per_period(line: Line, at: int) -> bool:
    return line.word(at) in _PER and line.word(at + 1) in PERIODS


def rate(line: Line, reading: Reading) -> Reading:
    """The same number as a rate when "per 100,000 people" follows it or the noun after it, or "a day" right after."""
    if is_often(line, reading) or (reading.bare and not reading.plain and _is_per_period(line, reading.last)):
        return reading._replace(unit="unit:NUM", kind=Kind.RATE, bare=False)
    limit = reading.last + 4
    at = reading.last
    while at < limit and (line.is_noun(at) or line.tag(at) in ("JJ", "HYPH")):
        at += 1
    if line.word(at) not in ("per", "for") or (line.word(at) == "for" and line.word(at + 1) != "every"):
        return reading
    at = at + 2 if line.word(at + 1) == "every" else at + 1
    base = numeral(line, at)
    if base is None and line.word(at) not in SCALES:
        return reading
    last, whole = (base.last, base.value) if base else (at + 1, SCALES[line.word(at)])
    return reading._replace(last=last, kind=Kind.RATE, whole=whole, bare=False, plain=False)
