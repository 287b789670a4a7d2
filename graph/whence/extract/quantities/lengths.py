"""Lengths of time: those that are measured are findings ("life expectancy is 80.4 years"), stretches are not."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.context import (
    AVERAGES,
    STOOD,
    before,
    has_moved,
    is_asked,
    is_averaged,
    is_embedded,
    picks_a_group,
)
from whence.extract.quantities.lexicon import words
from whence.extract.quantities.line import Line, Reading, earlier
from whence.extract.quantities.measures import PERIODS
from whence.extract.quantities.model import Kind

_MEASURES, _VERBS = words("duration-measures.txt"), words("duration-verbs.txt")
_COMPARED = frozenset(
    {"longer", "shorter", "more", "less", "older", "younger", "ahead", "behind", "faster", "slower", "sooner"}
)
_ALWAYS = frozenset({"24 unit:HR", "7 unit:DAY", "52 unit:WK", "365 unit:DAY", "12 unit:MO"})
_STRETCH_AFTER = frozenset({"ago", "previously", "earlier", "later", "before", "period", "from", "after"})
_OF_A_STRETCH = frozenset({"last", "past", "next", "previous", "preceding", "prior", "coming", "following", "recent"})
_STRETCH_BEFORE = words("stretch-words.txt")


def duration(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A length of time: a finding when it is what is measured."""
    reading = readings[index]
    if reading.kind is not Kind.DURATION:
        return None
    if is_embedded(line, readings, index) or picks_a_group(line, reading) or is_asked(line, reading):
        return reading.no_finding(Kind.DURATION, "part of what is measured")
    of_years = reading.unit in ("unit:YR", "unit:MO") and reading.value == int(reading.value)  # "a two-year fall"
    compounded = line.word(reading.number_last) == "-" and line.is_noun(reading.last)
    is_compound = compounded and (reading.change is None or of_years)
    if not is_compound and _is_measured(line, readings, index):
        return reading
    return reading.no_finding(Kind.DURATION, "a stretch of time")


def _is_per_period(line: Line, reading: Reading) -> bool:
    """ "Six hours a night", "3 hours of homework per week"; "24 hours a day" only says always."""
    if f"{reading.value} {reading.unit}" in _ALWAYS:
        return False
    return any(
        line.word(at) in ("a", "an", "per", "each", "every") and line.word(at + 1) in PERIODS
        for at in range(reading.last, reading.last + 4)
    )


def _is_distance(line: Line, reading: Reading) -> bool:
    """ "Two years of schooling ahead of the others"."""
    return any(word in ("ahead", "behind") for word in line.words[reading.last : reading.last + 6])


def _is_compared(readings: Sequence[Reading], index: int) -> bool:
    """ "From 47 days to 16", "11 years, up from seven": whether another number is its yardstick or it is one."""
    reading = readings[index]
    to = readings[reading.compared] if reading.compared is not None else None
    others = (other for other in (to, *readings) if other is to or (other and other.compared == index))
    return any(other is not None and other.unit == reading.unit for other in others)


def _is_interval(line: Line, reading: Reading) -> bool:
    """ "One is sold every 11 minutes", "42 minutes in every 24 hours"."""
    if line.word(reading.first - 1) == "every" and line.word(reading.first - 2) not in ("in", "of", "out"):
        return reading.unit in ("unit:MIN", "unit:SEC")
    return line.words[reading.last : reading.last + 2] in (
        ["in", "every"],
        ["of", "every"],
        ["of", "each"],
        ["in", "each"],
    )


def _is_stated(line: Line, reading: Reading) -> bool:
    """ "It was 9 days in 2022", "stocks stood at 12 weeks": what something said to be a measure came to."""
    at, after = reading.first - 1, line.word(reading.last)
    if line.word(at) in ("at", "to"):
        return line.word(at - 1) in STOOD if line.word(at) == "at" else has_moved(line, reading)
    is_it = line.word(at) in ("is", "was", "'s") and line.word(at - 1) in ("it", "that", "this", "which", "figure")
    return is_it and after in ("in", "for", "among", ".", ",", ";", "") and reading.value > 1


def _is_measured(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """Whether it is a difference, a rate, an average or has decimals, or a measure of its clause leads to it."""
    reading = readings[index]
    before_it, after = line.word(reading.first - 1), line.word(reading.last)
    if before_it in _OF_A_STRETCH:
        return False
    is_exact = reading.value != int(reading.value) and not (reading.in_words and reading.value < 1)
    if reading.change is not None or after in _COMPARED or is_exact:
        return True
    if is_averaged(line, reading) or _is_per_period(line, reading) or _is_distance(line, reading):
        return True
    is_stretch = after in _STRETCH_AFTER or before_it in _STRETCH_BEFORE
    in_average = not is_stretch and not AVERAGES.isdisjoint(before(line, reading, 24))
    if _is_compared(readings, index) or _is_interval(line, reading) or in_average:
        return True
    is_compound = (after == "-" and line.is_glued(reading.last)) or line.is_noun(reading.last)
    if is_compound or is_stretch or line.words[reading.first] == "over":
        return False
    if index and readings[index - 1].kind is Kind.DURATION and readings[index - 1].finding:
        return True
    if reading.last == reading.number_last:
        return next((left.finding for left in earlier(readings, index) if left.kind is Kind.DURATION), False)
    if _is_stated(line, reading):
        return True
    if reading.in_words and reading.value < 1:
        return False
    is_done = not _VERBS.isdisjoint(before(line, reading, 3)) and not _is_of_a_life(line, reading)
    return is_done or not _MEASURES.isdisjoint(before(line, reading, 12))


def _is_of_a_life(line: Line, reading: Reading) -> bool:
    """ "She spent 11 years as a nurse": what somebody did, not how long a thing takes."""
    return reading.unit in ("unit:YR", "unit:MO") and any(word[:4] == "spen" for word in before(line, reading, 3))
