"""Numbers that are themselves a change: "rose 12 percent", "a 2-point drop", "down 3%", "3.5 million fewer"."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.comparisons import compared_over_time, is_comparative
from whence.extract.quantities.echoes import bracketed, echoed, trended
from whence.extract.quantities.hedges import FILLERS
from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.model import Change

_WINDOW = 6
_BREAKS = words("change-breaks.txt")
_LEVELS = frozenset({"below", "above", "under", "beneath"})
"""Hedges that make a number after a word of change a level: "fell below $50"."""
_SOFTENERS = frozenset({"a", "an", "just", "only", "exactly", "some", "another", "fully", "precisely", "merely"})
_BE = frozenset({"is", "was", "were", "are", "be", "been", "being", "'s", "'re", "went", "go", "goes", "gone"})
_FAR = 16
"""Words between a verb of change and its "by"."""
_MOVING_VERBS = words("moving-verbs.txt")
_AFTER_NOUN = frozenset({"in", "of", "from", "over", "on", "since", ",", ".", ""})
_NAME_TAGS = frozenset({"JJ", "NN", "NNP", "NNS", "-", "HYPH", "POS", "VBN", "VBG", "RB", "CD"})


def changing(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a sentence, those that are changes with their direction."""
    found = list(readings)
    for index, reading in enumerate(found):
        if reading.change is None and reading.finding:
            change = _after(line, reading) or _before(line, found, index) or echoed(line, found, index)
            if change:
                found[index] = reading._replace(change=change)
    trended(found)
    bracketed(line, found)
    return found


def _after(line: Line, reading: Reading) -> Change | None:
    """ "A 12 percent rise", "0.6% annual growth", "5 percent more women than two years ago"."""
    at = reading.last
    if reading.kind is Kind.MULTIPLE or is_comparative(line.word(at)):
        return compared_over_time(line, reading) or (_named(line, at) if reading.kind is Kind.MULTIPLE else None)
    return _named(line, at)


def _named(line: Line, at: int) -> Change | None:
    """The direction of the noun of change that a number describes ("a 12 percent | rise")."""
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
    return _moved_by(line, reading, floor) or _apposed(line, reading, floor) or _paced(line, reading, floor)


def _governs(line: Line, reading: Reading, at: int, use: str) -> bool:
    """Whether a word of change takes the number as its measure."""
    between = line.words[at + 1 : reading.first]
    if between[-1:] == ["in"] and line.words[reading.first] == "half":
        return True
    if line.words[reading.first] in _LEVELS:
        return False
    if use == "adverb":
        if not _is_adverb(line, reading, at):
            return False
        return "by" in between or _SOFTENERS.issuperset(between)
    if use == "transitive" and (reading.kind in (Kind.MONEY, Kind.COUNT) or _is_part_of_object(line, reading, at)):
        return between[-1:] == ["by"]
    if use in ("verb", "transitive") or line.tags[at].startswith("VB"):
        between_nouns = (i for i in range(at + 1, reading.first) if line.is_noun(i) and line.words[i] not in FILLERS)
        return between[-1:] in (["by"], ["of"]) or not any(between_nouns)
    return "of" in between or "by" in between


def _is_adverb(line: Line, reading: Reading, at: int) -> bool:
    """Whether "up", "down" or "off" says how something moved: not "shot down five", "better off by £800"."""
    word, before = line.words[at], line.word(at - 1)
    if word == "off" and (
        before in ("better", "worse", "well") or not (before in _BE or line.is_noun(at - 1) or before == ",")
    ):
        return False
    if not line.tag(at - 1).startswith("VB") or before in _BE:
        return True
    return before in _MOVING_VERBS and (reading.kind is not Kind.COUNT or "by" in line.words[at + 1 : reading.first])


def _is_part_of_object(line: Line, reading: Reading, at: int) -> bool:
    """ "Raised 60% of the total": which part of the sum, not by how much it rose."""
    return line.word(reading.last) == "of" and line.words[at].startswith("rais")


def _moved_by(line: Line, reading: Reading, floor: int) -> Change | None:
    """ "Cut delays on the southern lines by 20 percent": the verb of a "by" that stands far from it."""
    if line.word(reading.first - 1) != "by" or reading.kind is Kind.COUNT:
        return None
    for at in range(reading.first - 2, max(reading.first - _FAR, floor - 1), -1):
        direction, use = CHANGES.get(line.words[at], (None, ""))
        if direction and use != "noun" and not line.is_noun(at):
            return direction
        if line.words[at] in (";", ":") or line.tags[at] == "MD":
            return None
    return None


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
