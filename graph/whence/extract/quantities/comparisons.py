"""Comparatives that make a number a change: "3 million fewer than a year ago", "double what it was in 2010"."""

from __future__ import annotations

from whence.extract.quantities.lexicon import MONTHS, pairs, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.model import Change

_MORE = {word: Change(direction.capitalize()) for word, direction in pairs("comparative-changes.txt")}
_EARLIER = words("earlier-times.txt")
_LEVELS_OF_OLD = words("earlier-levels.txt")
_GROUPED = frozenset({"likely", "expensive", "often", "important", "than"})
_UP_ON = frozenset({"on", "from", "compared", "against", "since", "over", "year", "year-on-year", ".", ",", ""})
_REACH = 25
_NEAR = 12


def compared_over_time(line: Line, reading: Reading) -> Change | None:
    """The direction of a number that a comparative or "double" measures by an earlier time; other groups are none."""
    at = reading.last
    if reading.kind is Kind.MULTIPLE:
        return _multiplied(line, reading)
    direction = _MORE.get(line.word(at))
    if line.word(at) in ("up", "down"):
        return direction if line.word(at + 1) in _UP_ON else None
    return direction if direction and _is_over_time(line, reading) else None


def is_comparative(word: str) -> bool:
    """Whether a word compares ("more", "lower")."""
    return word in _MORE


def _multiplied(line: Line, reading: Reading) -> Change | None:
    """ "Twice as many as last year", "triple the 5 recorded in 2016", "1.4 times its own figure for 2019"."""
    at, after = reading.last, line.word(reading.last)
    if after == "as":
        is_size = line.word(at + 1) in ("many", "much", "high", "large", "big")
        return Change.INCREASE if is_size and _names_earlier(line, at) else None
    if after == "what":
        then = line.words[at + 1 : at + 5]
        return Change.INCREASE if "was" in then or "were" in then or "did" in then or "had" in then else None
    if line.word(at + 1) in ("rate", "pace", "speed"):
        return None
    if after in ("the", "its", "their", "last", "that"):
        rest = line.words[at : at + _NEAR]
        return Change.INCREASE if not _EARLIER.isdisjoint(rest) or _names_year(line, at, at + _NEAR) else None
    return None


def _is_over_time(line: Line, reading: Reading) -> bool:
    """Whether "more" compares with an earlier time: other groups and likelihoods are no change."""
    word, at = line.words[reading.last], reading.last + 1
    rest = line.words[at : at + _REACH]
    if word in ("above", "below"):
        return not _LEVELS_OF_OLD.isdisjoint(rest[:5]) or _names_earlier(line, at)
    if _names_earlier(line, at):
        return True
    if "than" in rest or line.tag(at) in ("RB", "JJ") or line.word(at) in _GROUPED:
        return False
    return word == "fewer" or (
        not line.is_noun(at) and word in ("lower", "higher", "smaller", "larger") and _is_said(line, reading)
    )


def _is_said(line: Line, reading: Reading) -> bool:
    """ "Volumes were 4% lower": what a verb of being says of its subject."""
    return line.tag(reading.first - 1).startswith(("VB", "RB"))


def _names_earlier(line: Line, at: int) -> bool:
    """ "... than two years ago", "... than in 2014", "... than at its peak"."""
    rest = line.words[at : at + _REACH]
    if not _EARLIER.isdisjoint(rest):
        return True
    for index, word in enumerate(rest[:-1]):
        if word in ("than", "as") and (rest[index + 1] in ("in", "during", "before") or _is_then(line, at + index + 1)):
            return True
    return False


def _is_then(line: Line, at: int) -> bool:
    """ "... at the end of June", "... it was", "... they did"."""
    if line.word(at) == "at":
        return not _LEVELS_OF_OLD.isdisjoint(line.words[at : at + 6]) or _names_year(line, at, at + 8)
    return line.tag(at) == "PRP" and line.word(at + 1) in ("was", "were", "did", "had")


def _names_year(line: Line, first: int, last: int) -> bool:
    """Whether a year or a month stands among some words."""
    return any(
        (len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")) or (word in MONTHS and word != "may")
        for word in line.words[first:last]
    )
