"""Shares in words: "half of", "two-thirds", "a quarter", "nine in 10", "28 of the 36", "most", "hundreds of"."""

from __future__ import annotations

import re
from decimal import Decimal

from whence.model import Qualifier

from .lexicon import FRACTIONS, MONTHS, SCALES, UNITS
from .line import Line, Reading
from .model import Kind
from .numerals import Numeral, numeral

_FIGURES = re.compile(r"(\d{1,3})/(\d{1,4})")
_SIGNS = {"½": (Decimal(1), 2), "⅓": (Decimal(1), 3), "⅔": (Decimal(2), 3), "¼": (Decimal(1), 4), "¾": (Decimal(3), 4)}
_PERCENT = "unit:PERCENT"
_PROPORTION_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10_000, 100_000, 1_000_000})
"""What people say a proportion "in" of; "in 14" is a place or a time."""
_BARE_BASES = frozenset({2, 3, 4, 5, 10, 20, 100, 1000})
"""What they say one "of" without an article ("seven of 10 adults"); other wholes are counted ("eight of nine")."""
_DETERMINERS = frozenset({"the", "all", "those", "these", "its", "their", "our", "his", "her", "some", "my", "your"})
_MARKS = frozenset(
    {"score", "scored", "scores", "rated", "rating", "rate", "gave", "marks", "ranked", "average", "averaged"}
)
_NO_HALF_AFTER = frozenset(
    {"first", "second", "last", "latter", "top", "bottom", "opening", "better", "third", "fourth"}
)
_NO_HALF_BEFORE = frozenset(
    {"year", "years", "time", "term", "hour", "hours", "day", "mile", "century", "price", "way", "-", "past"}
)
_ORDERS = {
    "tens": 10,
    "dozens": 24,
    "scores": 40,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
_NO_MAJORITY_BEFORE = frozenset(
    {"leader", "leaders", "stake", "rule", "party", "whip", "owner", "owned", "shareholder", "vote", "control"}
)
_SUPERLATIVE_AFTER = frozenset(
    {"the", "at", "a", "'s", "its", "their", "his", "her", "our", "my", "your", "is", "are", "was", "were"}
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
    special = _part_of_point(line, at, last, part / parts) or _part_of_scale(line, at, last, part / parts)
    if special or (word == "half" and not _is_half(line, at)):
        return special
    return Reading(at, last, at, last, percentage(part, Decimal(parts)), _PERCENT, Kind.SHARE, in_words=True)


def _in_words(line: Line, at: int, counted: Numeral | None) -> tuple[Decimal, int, int] | None:
    """Part, parts and end of "a third", "one-fifth", "three quarters"; None for what is no share."""
    if line.words[at] in ("a", "an"):
        part, after = Decimal(1), at + 1
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


def _part_of_point(line: Line, first: int, last: int, value: Decimal) -> Reading | None:
    """ "Half a percentage point", "a quarter of a percentage point"."""
    at = last + 1 if line.word(last) == "of" else last
    if line.word(at) == "a" and line.word(at + 1) in ("percentage", "percent") and line.word(at + 2) == "point":
        hundredths = value.quantize(Decimal("0.01"))
        return Reading(first, at + 3, first, last, hundredths, "wh:PercentagePoint", Kind.POINTS, in_words=True)
    return None


def _part_of_scale(line: Line, first: int, last: int, value: Decimal) -> Reading | None:
    """ "A quarter of a million": a count."""
    at = last + 2 if line.words[last : last + 2] == ["of", "a"] else last
    scale = SCALES.get(line.word(at))
    if scale is None:
        return None
    total = (value * scale).quantize(Decimal(1))
    return Reading(first, at + 1, first, at + 1, total, scale=scale, in_words=True, bare=True)


def _is_half(line: Line, at: int) -> bool:
    """Whether "half" is a share: not "the first half", "half-hour", "half a mile", "two and a half"."""
    if line.word(at - 1) in _NO_HALF_AFTER or line.word(at - 1) == "-":
        return False
    after = line.word(at + 1)
    return after not in _NO_HALF_BEFORE and not (after in ("a", "an") and UNITS.starting(line.words, at + 2))


def _is_fraction(line: Line, first: int, at: int, part: Decimal, parts: int, plural: bool) -> bool:
    """Whether number and denominator are a share, not an ordinal ("a third reason") or a time ("a quarter")."""
    after, singular = line.tag(at + 1), part == 1
    if part >= parts or plural == singular or (parts == 4 and part == 2):
        return False
    if line.words[first] not in ("a", "an") or line.word(at + 1) in SCALES:
        return True
    if line.word(at + 1) in ("-", "party") or after in ("NN", "NNP", "JJ", "CD"):
        return False
    return parts != 4 or not _is_time(line, first, at)


def _is_time(line: Line, first: int, at: int) -> bool:
    """Whether "a quarter" is one of a year or an hour: "sold 3 million a quarter", "in a quarter,"."""
    before, after = line.word(first - 1), line.word(at + 1)
    if after == "past" or (before in ("in", "for", "during", "per") and after != "of"):
        return True
    return line.tag(first - 1) in ("NN", "NNS", "CD") and after in ("", ".", ",")


def proportion(line: Line, part: Numeral) -> Reading | None:
    """The proportion that a numeral begins: "nine in 10", "one out of every five", "7-in-10", "28 of the 36"."""
    at = part.last
    if line.word(at) == "-":
        at += 1
    joint = line.word(at)
    if joint == "out" and line.word(at + 1) == "of":
        at, joint = at + 1, "out of"
    elif joint not in ("in", "of"):
        return None
    at += 1
    if line.word(at) in ("-", "every"):
        at += 1
    determined = line.word(at) in _DETERMINERS
    if determined:
        at += 1
    if determined and line.word(at) in _DETERMINERS:
        at += 1
    whole = numeral(line, at)
    if whole is None or not _is_whole(line, part, whole):
        return None
    return _proportion(part, whole, joint, determined or (joint == "out of" and _is_marked(line, part)))


def _is_whole(line: Line, part: Numeral, whole: Numeral) -> bool:
    """Whether a second numeral can be what the first is a part of: no date, no quantity with a unit."""
    year = whole.plain and 1900 <= whole.value <= 2100
    after = line.word(whole.last)
    unit = UNITS.starting(line.words, whole.last + 1 if after == "-" else whole.last)
    integral = whole.value == int(whole.value) and (
        part.value == int(part.value) or line.word(whole.first - 2) == "out"
    )
    return integral and 0 < part.value <= whole.value and not (year or unit or whole.suffix or after in MONTHS)


def _is_marked(line: Line, part: Numeral) -> bool:
    """Whether "8 out of 10" is a mark that somebody gave."""
    return part.value != int(part.value) or not _MARKS.isdisjoint(line.words[max(0, part.first - 6) : part.first])


def _proportion(part: Numeral, whole: Numeral, joint: str, determined: bool) -> Reading | None:
    if joint == "in":
        said = not determined and whole.value in _PROPORTION_BASES and part.value < whole.value
    else:
        said = not determined and whole.value in _BARE_BASES and part.value < whole.value
    if said:
        value = percentage(part.value, whole.value)
        return Reading(part.first, whole.last, part.first, whole.last, value, _PERCENT, Kind.SHARE, in_words=True)
    if joint == "in":
        return None
    return Reading(part.first, whole.last, part.first, part.last, part.value, whole=whole.value)


def majority(line: Line, at: int) -> Reading | None:
    """A majority without a number: "most CIOs", "the vast majority of voters", "majorities of both"."""
    word, after = line.words[at], line.word(at + 1)
    if word == "most":
        if line.word(at - 1) in _SUPERLATIVE_AFTER or not (after in ("of", "(") or _is_plural_name(line, at + 1)):
            return None
    elif after in _NO_MAJORITY_BEFORE or line.word(at - 1) == "-" or line.is_noun(at + 1):
        return None
    more_than_half = Reading(
        at, at + 1, at, at + 1, Decimal(50), _PERCENT, qualifier=Qualifier.MORE_THAN, in_words=True
    )
    return more_than_half.no_finding(Kind.MAJORITY, "a majority without a number")


def _is_plural_name(line: Line, at: int) -> bool:
    head = line.head(at)
    return head is not None and line.tags[head] in ("NNS", "NNPS") and line.tag(at) not in ("VBG",)


def vague(line: Line, at: int) -> Reading | None:
    """A number that only gives the order of magnitude: "hundreds of", "tens of thousands of", "dozens of"."""
    order, last = _ORDERS[line.words[at]], at + 1
    if line.word(last) == "of" and line.word(last + 1) in _ORDERS:
        order, last = order * _ORDERS[line.words[last + 1]], last + 2
    if line.words[at] in ("scores", "tens") and "of" not in line.words[at + 1 : at + 2]:
        return None
    found = Reading(at, last, at, last, Decimal(order), qualifier=Qualifier.MORE_THAN, in_words=True)
    return found.no_finding(Kind.VAGUE, "only an order of magnitude")


MAJORITY_WORDS = frozenset({"most", "majority", "majorities"})
VAGUE_WORDS = frozenset(_ORDERS)
