"""Fractions that are shares: "half of", "two-thirds", "a quarter", "1/3 of"; and parts of a million or of a point."""

from __future__ import annotations

import re
from decimal import Decimal

from whence.extract.quantities.lexicon import FRACTIONS, SCALES, UNITS, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.extract.quantities.numerals import Numeral

_FIGURES = re.compile(r"(\d{1,3})/(\d{1,4})")
_SIGNS = {"½": (Decimal(1), 2), "⅓": (Decimal(1), 3), "⅔": (Decimal(2), 3), "¼": (Decimal(1), 4), "¾": (Decimal(3), 4)}
PERCENT = "unit:PERCENT"
REMAINDERS = frozenset({"another", "remaining", "other"})
_FULL = frozenset({"full", "whole", "good", "mere", "further", "clear", "solid"})
_VERBS = words("verbs-of-shares.txt")
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_TIMES_OF = words("every-other-times.txt")
_NO_HALF_AFTER = frozenset(
    {"first", "second", "last", "latter", "top", "bottom", "opening", "better", "third", "fourth"}
)
_NO_HALF_BEFORE = frozenset(
    {"year", "years", "time", "term", "hour", "hours", "day", "mile", "century", "price", "way", "-", "past"}
)


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """A part of a whole in percent, as people round it: to one decimal, or to two digits when it is smaller.

    >>> percentage(Decimal(2), Decimal(3)), percentage(Decimal(7), Decimal(10)), percentage(Decimal(1), Decimal(1000))
    (Decimal('66.7'), Decimal('70'), Decimal('0.1'))
    """
    value = 100 * part / whole
    step = Decimal("0.1") if value >= Decimal("0.1") else Decimal(1).scaleb(value.adjusted() - 1)
    rounded = value.quantize(step) if step == Decimal("0.1") else value.quantize(step).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def fraction(line: Line, at: int, counted: Numeral | None) -> Reading | None:
    """The fraction that starts at a token, with the numeral there: "half", "a third", "one-fifth", "1/3 of", "½ of"."""
    word = line.words[at]
    if word == "half":
        part, parts, last = Decimal(1), 2, at + 1
    elif (figures := _FIGURES.fullmatch(word)) and line.word(at + 1) == "of":
        part, parts, last = Decimal(figures[1]), int(figures[2]), at + 1
    elif word in _SIGNS and line.word(at + 1) == "of":
        part, parts, last = *_SIGNS[word], at + 1
    else:
        found = _in_words(line, at, counted)
        if found is None:
            return None
        part, parts, last = found
    if not 0 < part < parts:
        return None
    special = (
        _part_of_point(line, at, last, part / parts)
        or _part_of_percent(line, at, last, part / parts)
        or _part_of_scale(line, at, last, part / parts)
        or _part_of_unit(line, at, last, part / parts)
    )
    if special or (word == "half" and not _is_half(line, at)):
        return special
    return Reading(at, last, at, last, percentage(part, Decimal(parts)), PERCENT, Kind.SHARE, in_words=True)


def _in_words(line: Line, at: int, counted: Numeral | None) -> tuple[Decimal, int, int] | None:
    """Part, parts and end of "a third", "one-fifth", "three quarters"; None for what is no share."""
    if line.words[at] in ("a", "an", *REMAINDERS):
        part, after = Decimal(1), at + 1
        if line.words[at] in ("a", "an") and line.word(after) in _FULL:
            after += 1
    else:
        if counted is None or counted.scale != 1 or counted.suffix:
            return None
        part, after = counted.value, counted.last
    if line.word(after) == "-":
        after += 1
    parts, is_plural = FRACTIONS.get(line.word(after), (0, False))
    if not parts or not _is_fraction(line, at, after, part, parts, is_plural):
        return None
    return part, parts, after + 1


def every_other(line: Line, at: int) -> Reading | None:
    """ "Every second household", "every third child": one in so many."""
    parts = _ORDINALS.get(line.word(at + 1))
    noun = line.head(at + 2) if parts and line.word(at + 2) not in _TIMES_OF else None
    if parts is None or noun is None or line.tags[noun] != "NN" or line.words[noun] in _TIMES_OF:
        return None
    return Reading(at, at + 2, at, at + 2, percentage(Decimal(1), Decimal(parts)), PERCENT, Kind.SHARE, in_words=True)


def _part_of_point(line: Line, first: int, last: int, value: Decimal) -> Reading | None:
    """ "Half a percentage point", "a quarter of a percentage point", "half a point", "a quarter-point"."""
    at = last + 1 if line.word(last) in ("of", "-") else last
    if line.word(at) == "a":
        at += 1
    elif line.word(last) == "of":
        return None
    if line.word(at) in ("percentage", "percent"):
        at += 1
    if line.word(at) != "point":
        return None
    hundredths = value.quantize(Decimal("0.01")).normalize()
    return Reading(first, at + 1, first, last, hundredths, "wh:PercentagePoint", Kind.POINTS, in_words=True)


def _part_of_percent(line: Line, first: int, last: int, value: Decimal) -> Reading | None:
    """ "Two-tenths of a percent", "half of one percent", "half a percent": hundredths, in percent."""
    at = last + 1 if line.word(last) in ("of", "-") else last
    if line.word(at) not in ("a", "one", "1"):
        return None
    end = at + (3 if line.words[at + 1 : at + 3] == ["per", "cent"] else 2)
    if line.word(end - 1) not in ("percent", "%", "cent") or line.word(end) == "point":
        return None
    hundredths = value.quantize(Decimal("0.01")).normalize()
    return Reading(first, end, first, last, hundredths, PERCENT, Kind.SHARE, in_words=True)


def _part_of_scale(line: Line, first: int, last: int, value: Decimal) -> Reading | None:
    """ "A quarter of a million": a count."""
    at = last + 2 if line.words[last : last + 2] == ["of", "a"] else last
    scale = SCALES.get(line.word(at))
    if scale is None:
        return None
    total = (value * scale).quantize(Decimal(1))
    return Reading(first, at + 1, first, at + 1, total, scale=scale, in_words=True, bare=True)


def _part_of_unit(line: Line, first: int, last: int, value: Decimal) -> Reading | None:
    """ "Half an hour", "three-quarters of a mile", "a quarter of a century": a part of a unit."""
    at = last + 1 if line.word(last) == "of" else last
    found = UNITS.starting(line.words, at + 1) if line.word(at) in ("a", "an") else None
    if found is None or found[1].kind not in (Kind.DURATION, Kind.MEASURE):
        return None
    end, unit = found
    amount = (value * unit.factor).quantize(Decimal("0.001")).normalize()
    return Reading(first, end, first, last, amount, unit.iri, unit.kind, factor=unit.factor, in_words=True)


def _is_half(line: Line, at: int) -> bool:
    """Whether "half" is a share: not "the first half", "half-hour", "half a mile", "two and a half"."""
    if line.words[max(0, at - 2) : at] == ["and", "a"]:
        return not _adds_to_unit(line, at - 2)
    if line.word(at - 1) in _NO_HALF_AFTER or line.word(at - 1) in ("-", "and"):
        return line.word(at - 1) == "and" and not _adds_to_unit(line, at - 1)
    after = line.word(at + 1)
    return after not in _NO_HALF_BEFORE and not (after in ("a", "an") and UNITS.starting(line.words, at + 2))


def _adds_to_unit(line: Line, at: int) -> bool:
    """Whether the "and" of "and (a) half" stands after one of a unit: "a minute and half", "one hour and a quarter"."""
    is_one = line.word(at - 2) in ("a", "an", "one", ",") or line.tag(at - 2) == "CD"
    return is_one and UNITS.starting(line.words, at - 1) is not None


def _counts_on(line: Line, first: int, at: int) -> bool:
    """ "A second bird, and a third": the next of several."""
    return line.words[at] == "third" and "second" in line.words[max(0, first - 8) : first]


def _is_fraction(line: Line, first: int, at: int, part: Decimal, parts: int, plural: bool) -> bool:
    """Whether number and denominator are a share, not an ordinal ("a third reason") or a time ("a quarter")."""
    after, singular = line.tag(at + 1), part == 1
    if line.word(first - 1) == "and" and (_adds_to_unit(line, first - 1) or _counts_on(line, first, at)):
        return False
    if part >= parts or plural == singular or (parts == 4 and part == 2):
        return False
    if line.word(at + 1) in _VERBS:
        return True
    if line.words[first] in REMAINDERS:
        return after not in ("NN", "NNS", "NNP", "JJ", "CD") and (parts != 4 or line.word(at + 1) == "of")
    if line.words[first] not in ("a", "an") or line.word(at + 1) in SCALES:
        return True
    if line.word(at + 2 if line.word(at + 1) in ("-", "percentage") else at + 1) == "point":
        return True
    if line.word(at + 1) in ("-", "party") or after in ("NN", "NNP", "JJ", "CD"):
        return False
    return parts != 4 or not _is_time(line, first, at)


def _is_time(line: Line, first: int, at: int) -> bool:
    """Whether "a quarter" is one of a year or an hour: "sold 3 million a quarter", "in a quarter,"."""
    before, after = line.word(first - 1), line.word(at + 1)
    if after == "past" or (
        before in ("in", "for", "during", "per", "once", "twice", "times", "every", "each") and after != "of"
    ):
        return True
    return line.tag(first - 1) in ("NN", "NNS", "CD") and after in ("", ".", ",")
