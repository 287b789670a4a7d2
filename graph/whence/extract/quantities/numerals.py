"""Numerals: digits and number words with their scale ("3,400.50", "seventy-seven", "half a million", "3.5bn")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from whence.extract.quantities.lexicon import CARDINALS, SCALE_MARKS, SCALES, Phrases
from whence.extract.quantities.line import Line

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3})+|\d+)?(\.\d+)?([½⅓⅔¼¾⅛]?)([a-z]{0,4})")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
AND_A_PART = Phrases(
    [
        ("and a half", Decimal("0.5")),
        ("and half", Decimal("0.5")),
        ("and one half", Decimal("0.5")),
        ("and a third", Decimal("0.333")),
        ("and two thirds", Decimal("0.667")),
        ("and a quarter", Decimal("0.25")),
        ("and three quarters", Decimal("0.75")),
        ("and three - quarters", Decimal("0.75")),
    ]
)
"""What follows a number or a unit to add a part of it."""
_MIXED = {"½": "0.5", "⅓": "0.333", "⅔": "0.667", "¼": "0.25", "¾": "0.75", "⅛": "0.125"}
_NO_CEILING = Decimal(10) ** 30
_LAKH_CRORE = Decimal(10) ** 6
"""A scale below this one can be followed by another ("2 lakh crore", "3 hundred million")."""
_LONGEST = 24
"""A token of more characters is no number that somebody states."""


class Numeral(NamedTuple):
    """A number at tokens first:last; `suffix` is what is part of its token and is no scale ("th", "g").

    `plain` is whether it is nothing but digits, so that it could be a year; `scale` the factor of its scale
    word, 1 without one.
    """

    first: int
    last: int
    value: Decimal
    suffix: str = ""
    plain: bool = False
    scale: Decimal = Decimal(1)
    in_words: bool = False


def numeral(line: Line, at: int) -> Numeral | None:
    """The numeral that starts at a token, at its greatest length; None when none starts there."""
    word = line.word(at)
    if not word or word[0].isalpha():
        return _in_words(line, at) if word else None
    match = _DIGITS.fullmatch(word) if len(word) <= _LONGEST else None
    if match is None or not (match[1] or match[2] or match[3]):
        return None
    value = Decimal((match[1] or "0").replace(",", "") + (match[2] or "")) + Decimal(_MIXED.get(match[3], "0"))
    figures = Numeral(at, at + 1, value, match[4], plain=word.isdigit())
    return figures if match[4] else _mixed(line, figures) or _scaled(line, figures)


def _mixed(line: Line, figures: Numeral) -> Numeral | None:
    """ "3 1/2", "3 and a half million"; "3 and a half" alone may be two things."""
    fraction = _FRACTION.fullmatch(line.word(figures.last)) if figures.plain else None
    if fraction and int(fraction[1]) < int(fraction[2]):
        part = (Decimal(fraction[1]) / Decimal(fraction[2])).quantize(Decimal("0.001")).normalize()
        return figures._replace(last=figures.last + 1, value=figures.value + part, plain=False)
    found = AND_A_PART.starting(line.words, figures.last)
    if found is None or line.word(found[0]) not in SCALES:
        return None
    return _and_a_part(line, figures._replace(last=found[0], plain=False), found[1])


def _scaled(line: Line, digits: Numeral) -> Numeral:
    """Digits with the scale that follows them: "3.5 million", "3.5m", "3-million", "2 lakh crore"."""
    last, scale = digits.last, Decimal(1)
    after = last + 1 if line.word(last) == "-" else last
    while line.word(after) in SCALES and scale < _LAKH_CRORE:
        scale *= SCALES[line.word(after)]
        last = after = after + 1
    if scale == 1 and line.word(last) in SCALE_MARKS and _is_mark(line, last):
        scale, last = SCALE_MARKS[line.word(last)], last + 1
    return digits if scale == 1 else digits._replace(last=last, value=digits.value * scale, scale=scale, plain=False)


def _is_mark(line: Line, at: int) -> bool:
    """Whether the scale abbreviation at a token is one: a single letter must touch its figure."""
    return line.is_glued(at) or len(line.words[at].rstrip(".")) > 1


def _in_words(line: Line, at: int) -> Numeral | None:
    """A numeral in words: "seventy seven", "two and a half million", "a hundred", "half a million"."""
    word = line.words[at]
    if word in ("a", "an"):
        scale = SCALES.get(line.word(at + 1))
        return None if scale is None else _tail(line, at, at + 2, scale)
    if word == "half":
        after = at + 2 if line.word(at + 1) == "a" else at + 1
        scale = SCALES.get(line.word(after))
        return None if scale is None else Numeral(at, after + 1, scale / 2, scale=scale, in_words=True)
    group = _below_hundred(line, at)
    return None if group is None else _tail(line, at, *group)


def _below_hundred(line: Line, at: int) -> tuple[int, Decimal] | None:
    """The end and value of a cardinal below a hundred: "seven", "seventy", "seventy-seven", "seventy seven"."""
    value = CARDINALS.get(line.word(at))
    if value is None:
        return None
    if value >= 20:
        after = at + 2 if line.word(at + 1) == "-" else at + 1
        ones = CARDINALS.get(line.word(after), Decimal(0))
        if 0 < ones < 10:
            return after + 1, value + ones
    return at + 1, value


def _tail(line: Line, first: int, last: int, group: Decimal) -> Numeral:
    """The numeral that goes on after its first group: scales in falling order, smaller groups, "and a half"."""
    total, scale, ceiling = Decimal(0), Decimal(1), _NO_CEILING
    while True:
        after = last + 1 if line.word(last) == "-" else last
        factor = SCALES.get(line.word(after))
        if factor is not None and factor < ceiling and (factor != 100 or group < 100):
            last, scale = after + 1, factor
            if factor == 100:
                group *= factor
            else:
                total, group, ceiling = total + group * factor, Decimal(0), factor
            continue
        part = AND_A_PART.starting(line.words, last)
        if part is not None:
            return _and_a_part(line, Numeral(first, part[0], total + group, scale=scale, in_words=True), part[1])
        after = last + 1 if line.word(last) == "and" else last
        smaller = _below_hundred(line, after) if scale > 1 and not group % 100 else None
        if smaller is None:
            return Numeral(first, last, total + group, scale=scale, in_words=True)
        last, group = smaller[0], group + smaller[1]


def _and_a_part(line: Line, whole: Numeral, part: Decimal) -> Numeral:
    """ "Two and a half", "two and a half million", "two million and a half"."""
    after = SCALES.get(line.word(whole.last))
    if after is not None:
        return whole._replace(last=whole.last + 1, value=(whole.value + part) * after, scale=after)
    return whole._replace(value=whole.value + part * whole.scale)
