"""Numbers that are ages: "aged 18 to 34", "12-year-olds", "adults under 35", "18 and older"."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.context import AVERAGES, is_averaged
from whence.extract.quantities.lexicon import words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind

_PERSONS = words("person-nouns.txt")
_OLDEST, _YOUNGEST = 120, 5
_AND_OLDER = frozenset({"older", "over", "under", "up", "younger", "above", "below"})
_LIMITS = frozenset({"over", "under", "above", "below"})
_WAS = frozenset({"was", "were", "is", "are", "be", "been", "'s", "'re"})
_WHEN = frozenset({"before", "when", "until", "till", "since", "after", "time", "once", "while"})
_THAN = (["older", "than"], ["younger", "than"])
_AFTER_MY_AGE = frozenset({".", ",", '"', "and", "but", "now", ""})
_JOINTS = frozenset({"to", "-", "and", "or", "through"})


def age(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """An age of persons."""
    reading = readings[index]
    if reading.value > _OLDEST or reading.unit not in ("unit:NUM", "unit:YR", "unit:MO") or reading.scale != 1:
        return None
    is_age = _is_old(line, reading) if reading.unit != "unit:NUM" else reading.bare and _is_bare_age(line, reading)
    if is_age or _goes_on(line, readings, index):
        return reading.no_finding(Kind.AGE, "an age")
    return None


def _is_old(line: Line, reading: Reading) -> bool:
    """ "65 years old", "15-year-olds", "6 months of age"; an average age is a finding."""
    after = line.words[reading.last : reading.last + 2]
    old = any(word in ("old", "olds", "older") for word in after) and after[0] in ("-", "old", "olds")
    before = line.word(reading.first - 1)
    reached = before == "at" and line.is_noun(reading.first - 2) and reading.unit == "unit:YR"
    is_age = old or reached or after == ["of", "age"] or before in ("aged", "age")
    return is_age and not is_averaged(line, reading)


def _is_bare_age(line: Line, reading: Reading) -> bool:
    first, last = reading.first, reading.last
    before, earlier = line.word(first - 1), line.word(first - 2)
    if before in ("aged", "ages") or (before == "age" and earlier != "average"):
        return True
    if earlier in ("aged", "ages", "age") and before in ("between", "from", "of", "at", "group"):
        return AVERAGES.isdisjoint(line.words[max(0, first - 6) : first])
    if line.word(last) in ("and", "or") and line.word(last + 1) in _AND_OLDER:
        return True
    if (before == "-" and earlier in ("over", "under")) or [earlier, before] in _THAN:
        return True
    return (
        _is_limit(line, reading)
        or _is_apposition(line, reading)
        or _is_reached(line, reading)
        or _is_span_of_persons(line, reading)
    )


def _is_span_of_persons(line: Line, reading: Reading) -> bool:
    """ "Those 18-29", "people 65 to 74": two ages right after persons."""
    if line.word(reading.first - 1) not in _PERSONS or reading.scale != 1 or not reading.plain:
        return False
    joint, other = line.word(reading.last), line.word(reading.last + 1)
    return (
        joint in ("-", "to")
        and other.isdigit()
        and reading.value < int(other) <= _OLDEST
        and reading.value >= _YOUNGEST
    )


def _is_limit(line: Line, reading: Reading) -> bool:
    """ "Adults under 35", "those over 65", "4 in 10 were over 50"."""
    hedge = line.words[reading.first] if reading.first < reading.number_first else ""
    if not 5 <= reading.value <= 100 or hedge not in _LIMITS:
        return False
    before = line.word(reading.first - 1)
    return before in _PERSONS or (hedge in ("over", "under") and before in _WAS and line.head(reading.last) is None)


def _is_reached(line: Line, reading: Reading) -> bool:
    """ "Before they were 16", "when she turned 40", "by the time he is 30"."""
    at = reading.first - 1
    if not 5 <= reading.value <= 100 or line.head(reading.last) is not None:
        return False
    if line.word(at) in ("turn", "turns", "turned", "turning"):
        return line.word(reading.last) not in ("percent", "%")
    if line.word(at) in ("'m", "am") and line.word(at - 1) == "i":
        return line.word(reading.last) in _AFTER_MY_AGE
    return line.word(at) in _WAS and line.tag(at - 1) == "PRP" and line.word(at - 2) in _WHEN


def _is_apposition(line: Line, reading: Reading) -> bool:
    """ "Jane Roe, 45, said"."""
    after_name = line.word(reading.first - 1) == "," and line.tag(reading.first - 2) == "NNP"
    return after_name and line.word(reading.last) == "," and reading.plain and 12 <= reading.value <= 110


def _goes_on(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "Aged 18 to 34", "18-34 year olds": the other end of an age."""
    reading = readings[index]
    if index and readings[index - 1].kind is Kind.AGE:
        gap = line.words[readings[index - 1].last : reading.first]
        if reading.bare and len(gap) == 1 and gap[0] in _JOINTS:
            return True
    if index + 1 < len(readings) and reading.bare:
        right = readings[index + 1]
        gap = line.words[reading.last : right.first]
        if gap == ["-"] and line.word(right.last) == "s" and line.is_glued(right.last) and right.value < _OLDEST:
            return True
        return 1 <= len(gap) <= 2 and _JOINTS.issuperset(gap) and right.unit == "unit:YR" and _is_old(line, right)
    return False
