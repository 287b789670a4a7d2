"""Numbers that are themselves a change: "rose 12 percent", "a 2-point drop", "down 3%", "3.5 million fewer"."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.hedges import FILLERS
from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.model import Change

_WINDOW = 6
_BREAKS = words("change-breaks.txt")
_MORE = {
    "more": Change.INCREASE,
    "higher": Change.INCREASE,
    "longer": Change.INCREASE,
    "better": Change.INCREASE,
    "larger": Change.INCREASE,
    "bigger": Change.INCREASE,
    "greater": Change.INCREASE,
    "above": Change.INCREASE,
    "below": Change.DECREASE,
    "shorter": Change.DECREASE,
    "worse": Change.DECREASE,
    "smaller": Change.DECREASE,
    "fewer": Change.DECREASE,
    "less": Change.DECREASE,
    "lower": Change.DECREASE,
}
_LEVELS = frozenset({"below", "above", "under", "beneath"})
"""Hedges that make a number after a word of change a level: "fell below $50"."""
_MOVING_VERBS = words("moving-verbs.txt")
_AFTER_NOUN = frozenset({"in", "of", "from", "over", "on", "since", ",", ".", ""})
_EARLIER = words("earlier-times.txt")
_NAME_TAGS = frozenset({"JJ", "NN", "NNP", "NNS", "-", "HYPH", "POS", "VBN", "VBG", "RB", "CD"})


def changing(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a sentence, those that are changes with their direction."""
    found = list(readings)
    for index, reading in enumerate(found):
        if reading.change is None and reading.finding:
            change = _after(line, reading) or _before(line, found, index) or _again(line, found, index)
            if change:
                found[index] = reading._replace(change=change)
    return found


def _after(line: Line, reading: Reading) -> Change | None:
    """ "A 12 percent rise", "0.6% annual growth", "5 percent more women than two years ago"."""
    at = reading.last
    if line.word(at) in _MORE and reading.kind is not Kind.MULTIPLE:
        return _MORE[line.word(at)] if _is_over_time(line, reading) else None
    if reading.kind is Kind.MULTIPLE and line.word(at) == "as":
        is_of_time = line.word(at + 1) in ("many", "much", "high", "large", "big") and _names_earlier(line, at)
        return Change.INCREASE if is_of_time else None
    for index in range(at, min(at + _WINDOW, len(line.words))):
        word, tag = line.words[index], line.tags[index]
        direction, use = CHANGES.get(word, (None, ""))
        if (
            direction
            and use in ("noun", "both")
            and (tag in ("NN", "NNS", "NNP") or line.word(index + 1) in _AFTER_NOUN)
        ):
            return direction
        if tag not in _NAME_TAGS and "-" not in (line.word(index - 1), line.word(index + 1)):
            return None
    return None


def _is_over_time(line: Line, reading: Reading) -> bool:
    """Whether "more" compares with an earlier time: other groups and likelihoods are no change."""
    at = reading.last + 1
    rest = line.words[at : at + 20]
    if line.word(at) in ("likely", "expensive", "often", "important", "than") or line.tag(at) in ("RB", "JJ"):
        return _names_earlier(line, at)
    is_fewer = line.words[reading.last] == "fewer" and "than" not in rest
    return is_fewer or _names_earlier(line, at)


def _names_earlier(line: Line, at: int) -> bool:
    """ "... than two years ago", "... than in 2014"."""
    rest = line.words[at : at + 25]
    if not _EARLIER.isdisjoint(rest):
        return True
    return any(word in ("than", "as") and rest[i + 1 : i + 2] == ["in"] for i, word in enumerate(rest))


def _before(line: Line, readings: Sequence[Reading], index: int) -> Change | None:
    """ "Rose (by) 12 percent", "rents grew a whopping 9 percent", "down 3%", "an increase of 0.3 years"."""
    reading = readings[index]
    floor = readings[index - 1].last if index else 0
    for at in range(reading.first - 1, max(reading.first - 1 - _WINDOW, floor - 1), -1):
        word = line.words[at]
        direction, use = CHANGES.get(word, (None, ""))
        if direction:
            if at and line.tokens[at].text[0].isupper():
                return None
            return direction if _governs(line, reading, at, use) else None
        if (
            word in _BREAKS
            and not (word == "," and line.word(at + 1) == "by")
            and line.words[at : at + 2] != ["in", "half"]
        ):
            break
    return _apposed(line, reading, floor) or _paced(line, reading, floor)


def _governs(line: Line, reading: Reading, at: int, use: str) -> bool:
    """Whether a word of change takes the number as its measure."""
    between = line.words[at + 1 : reading.first]
    if between[-1:] == ["in"] and line.words[reading.first] == "half":
        return True
    if line.words[reading.first] in _LEVELS:
        return False
    if use == "adverb":
        if line.tag(at - 1).startswith("VB") and line.word(at - 1) not in _MOVING_VERBS:
            return False
        return not between or between[-1] in ("by", "a", "an")
    if use == "transitive" and reading.kind in (Kind.MONEY, Kind.COUNT):
        return between[-1:] == ["by"]
    if use in ("verb", "transitive") or line.tags[at].startswith("VB"):
        between_nouns = (i for i in range(at + 1, reading.first) if line.is_noun(i) and line.words[i] not in FILLERS)
        return between[-1:] in (["by"], ["of"]) or not any(between_nouns)
    return "of" in between or "by" in between


def _apposed(line: Line, reading: Reading, floor: int) -> Change | None:
    """ "The sharpest fall in rents, 12 percent,": the size of a change named before it; "a fall, at nearly 8%"."""
    before, after = line.word(reading.first - 1), line.word(reading.last)
    is_apposed = before == "," and after in (",", ".", "", ")")
    if not is_apposed and before != "at":
        return None
    for at in range(reading.first - 2, max(reading.first - 2 - _WINDOW, floor - 1), -1):
        direction, use = CHANGES.get(line.words[at], (None, ""))
        if direction and use != "adverb":
            is_noun = line.is_noun(at)
            return direction if is_noun or (is_apposed and line.tags[at].startswith("VB")) else None
        if line.words[at] in (",", ";", ":", "(", ")"):
            return None
    return None


def _paced(line: Line, reading: Reading, floor: int) -> Change | None:
    """ "Grew at an annual rate of 2.4%", "expanding at a 3% pace"."""
    for at in range(reading.first - 1, max(reading.first - _WINDOW, floor, 1) - 1, -1):
        if line.words[at] == "at":
            direction, use = CHANGES.get(line.words[at - 1], (None, ""))
            return (
                direction
                if use != "adverb" and reading.kind is not Kind.MULTIPLE and "rate" in line.words[at : reading.last + 2]
                else None
            )
    return None


def _again(line: Line, readings: Sequence[Reading], index: int) -> Change | None:
    """ "Grew 9 percent, or $700": the same change in another unit; "pay rose 2% and rents 3%": without its verb."""
    if not index:
        return None
    left, reading = readings[index - 1], readings[index]
    gap = line.words[left.last : reading.first]
    if gap == ["or"]:
        return left.change
    if left.unit != reading.unit:
        return left.change if gap[-1:] == ["or"] and len(gap) <= _WINDOW else None
    is_gapped = gap[:1] in (["and"], [","]) and 1 < len(gap) <= _WINDOW and _BREAKS.isdisjoint(gap[2:])
    has_verb = any(tag.startswith(("VB", "MD")) for tag in line.tags[left.last : reading.first])
    return left.change if is_gapped and not has_verb and line.is_noun(reading.first - 1) else None
