"""Proportions of two numbers: "nine in 10", "one out of every five", "28 of the 40", "by 3 to 1"."""

from __future__ import annotations

from decimal import Decimal

from whence.extract.quantities.lexicon import CURRENCY_MARKS, MONTHS, UNIT_MARKS, UNITS
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.extract.quantities.numerals import Numeral, numeral
from whence.extract.quantities.shares import PERCENT, percentage

_PROPORTION_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10_000, 100_000, 1_000_000})
"""What people say a proportion "in" of; "in 14" is a place or a time."""
_LARGEST_BASE = 10_000
"""One in any number up to this is a proportion ("1 in 68 children")."""
_BARE_BASES = frozenset({2, 3, 4, 5, 10, 20, 100, 1000})
"""What they say one "of" without an article ("seven of 10 adults"); other wholes are counted ("eight of nine")."""
_NUMBERED = frozenset(
    {
        "no.",
        "#",
        "number",
        "day",
        "version",
        "page",
        "part",
        "chapter",
        "step",
        "week",
        "episode",
        "slide",
        "photo",
        "image",
        "picture",
        "video",
        "item",
        "question",
        "table",
        "lap",
    }
)
"""What "4 of 12" counts through."""
_LONGEST_NOUN = 5
"""Words of the noun in "one small firm in five"."""
_IN_NOUN = frozenset({"NN", "NNS", "NNP", "JJ", "VBG", "VBN", "-", "HYPH"})
_HUNDREDTH = Decimal("0.01")
_COINS = frozenset({"dollar", "pound", "euro", "rupee", "rand", "franc"})
_DETERMINERS = frozenset({"the", "all", "those", "these", "its", "their", "our", "his", "her", "some", "my", "your"})
_MARKS = frozenset(
    {"score", "scored", "scores", "rated", "rating", "rate", "gave", "marks", "ranked", "average", "averaged"}
)


def proportion(line: Line, part: Numeral) -> Reading | None:
    """The proportion that a numeral begins: "nine in 10", "one out of every five", "28 of the 40", "3 to 1"."""
    at = _past_noun(line, _past_hyphen(line, part.last), part)
    joint = line.word(at)
    if joint == "out" and line.word(after := _past_hyphen(line, at + 1)) == "of":
        at, joint = after, "out of"
    elif joint not in ("in", "of", "to"):
        return None
    at = _past_hyphen(line, at + 1)
    if line.word(at) == "every":
        at += 1
    determined = line.word(at) in _DETERMINERS
    while line.word(at) in _DETERMINERS:
        at += 1
    before = line.word(part.first - 1)
    if before in CURRENCY_MARKS:
        return _of_money(line, part, at)
    whole = numeral(line, at)
    if whole is None or before in _NUMBERED:
        return None
    if joint == "to":
        return _odds(part, whole)
    if part.value == 9 and whole.value == 10 and "times" in line.words[part.last : whole.first]:
        return Reading(part.first, whole.last, part.first, part.last, part.value).no_finding(Kind.VAGUE, "a saying")
    if not _is_whole(line, part, whole):
        return None
    return _proportion(line, part, whole, joint, determined or (joint == "out of" and _is_marked(line, part)))


def _past_noun(line: Line, at: int, part: Numeral) -> int:
    """The "in" or "out" of "one household in five", "two seats out of three"; the place itself where none follows."""
    noun = at
    while noun < at + _LONGEST_NOUN and line.tag(noun) in _IN_NOUN:
        noun += 1
    if noun == at or line.word(noun) not in ("in", "out") or not line.is_noun(noun - 1):
        return at
    base = noun + 2 if line.word(noun) == "out" else noun + 1
    is_every = line.word(base) == "every"
    whole = numeral(line, base + 1 if is_every else base)
    if whole is None:
        return at
    does = line.tag(whole.last).startswith(("VB", "MD")) and part.value == 1  # "one pupil in 16 said so"
    if whole.value not in _PROPORTION_BASES and not (is_every or does or line.word(noun) == "out"):
        return at
    is_open = line.word(noun) == "out" or is_every or part.value == 1
    return noun if is_open or line.head(whole.last) is None else at


def _of_money(line: Line, part: Numeral, at: int) -> Reading | None:
    """ "£1 in every £5", "$3 of every $10": a share of sums."""
    whole = numeral(line, at + 1) if line.word(at - 1) == "every" and line.word(at) in CURRENCY_MARKS else None
    if whole is None or part.value >= whole.value:
        return None
    value = percentage(part.value, whole.value)
    return Reading(part.first - 1, whole.last, part.first, whole.last, value, PERCENT, Kind.SHARE, in_words=True)


def of_each_coin(line: Line, part: Numeral) -> Reading | None:
    """ "38 cents of every dollar", "90p in the pound": hundredths of a unit of money."""
    at, end = part.last, part.last + 4
    coin = UNIT_MARKS.get(line.word(at)) if line.is_glued(at) else None
    after = UNITS.starting(line.words, at)
    coin = coin or (after[1] if after else None)
    if coin is None or coin.factor != _HUNDREDTH or line.word(at + 1) not in ("of", "in", "on", "from", "out"):
        return None
    at += 3 if line.word(at + 1) == "out" else 2
    if line.word(at) not in ("every", "each", "the"):
        return None
    end = next((i for i in range(at + 1, at + 4) if line.word(i) in _COINS), 0)
    if not end or (line.words[at] == "the" and end != at + 1):
        return None
    return Reading(part.first, end + 1, part.first, part.last, part.value, PERCENT, Kind.SHARE)


def _past_hyphen(line: Line, at: int) -> int:
    return at + 1 if line.word(at) == "-" else at


def _odds(part: Numeral, whole: Numeral) -> Reading | None:
    """ "By 3 to 1", "a 10-to-1 ratio": so many times."""
    if whole.value != 1 or part.value < 1:
        return None
    odds = Reading(part.first, whole.last, part.first, whole.last, part.value, "wh:Times", Kind.MULTIPLE, in_words=True)
    return odds if part.value > 1 else odds.no_finding(Kind.MULTIPLE, "one to one")


def none_of(line: Line, at: int) -> Reading | None:
    """ "None of the 40 wells": a count of zero out of a known whole."""
    after = at + 2
    if line.word(at + 1) != "of" or line.word(after) not in _DETERMINERS:
        return None
    whole = numeral(line, after + 1)
    if whole is None or UNITS.starting(line.words, whole.last):
        return None
    return Reading(at, whole.last, at, at + 1, Decimal(0), whole=whole.value, in_words=True)


def _is_whole(line: Line, part: Numeral, whole: Numeral) -> bool:
    """Whether a second numeral can be what the first is a part of: no date, no quantity with a unit."""
    year = whole.plain and 1900 <= whole.value <= 2100
    after = line.word(whole.last)
    unit = UNITS.starting(line.words, whole.last + 1 if after == "-" else whole.last)
    if unit and line.word(whole.first - 1) == "every" and unit[1].kind is Kind.MONEY:
        unit = None  # "one in every seven pounds spent"
    integral = whole.value == int(whole.value) and (
        part.value == int(part.value) or line.word(whole.first - 2) == "out"
    )
    return integral and 0 < part.value <= whole.value and not (year or unit or whole.suffix or after in MONTHS)


def _is_assigned(line: Line, part: Numeral) -> bool:
    """ "Shown one of three pictures", "assigned to one of two groups": a choice, not a share."""
    tag, before = line.tag(part.first - 1), line.word(part.first - 1)
    return tag.startswith("VB") or before in ("to", "into", "with", "by", "as")


def _is_marked(line: Line, part: Numeral) -> bool:
    """Whether "8 out of 10" is a mark that somebody gave."""
    return part.value != int(part.value) or not _MARKS.isdisjoint(line.words[max(0, part.first - 6) : part.first])


def _proportion(line: Line, part: Numeral, whole: Numeral, joint: str, determined: bool) -> Reading | None:
    if joint == "in":
        is_one = part.value == 1 and whole.value <= _LARGEST_BASE
        said = not determined and (is_one or whole.value in _PROPORTION_BASES) and part.value < whole.value
    else:
        bases = _PROPORTION_BASES if joint == "out of" else _BARE_BASES
        is_member = joint == "of" and part.value == 1 and _is_assigned(line, part)
        said = not determined and whole.value in bases and part.value < whole.value and not is_member
    if said:
        value = percentage(part.value, whole.value)
        return Reading(part.first, whole.last, part.first, whole.last, value, PERCENT, Kind.SHARE, in_words=True)
    if joint == "in":
        return None
    return Reading(part.first, whole.last, part.first, part.last, part.value, whole=whole.value)
