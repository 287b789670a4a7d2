"""Numbers that are dates and times of day: "in 2014", "May 5", "the 1990s", "9 a.m."."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.lexicon import MONTHS
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.model import Qualifier

_HOURS = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "est", "et", "gmt", "edt", "pst", "bst"})


def date(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A year, a day of a month, a decade, a time of day."""
    reading = readings[index]
    if not reading.bare or reading.scale != 1:
        return None
    if line.word(reading.last) == "s" and line.is_glued(reading.last):
        return _plural(line, reading)
    if _is_year(line, reading):
        return reading.no_finding(Kind.DATE, "a year")
    if _is_day(line, reading) or _goes_on(line, readings, index):
        return reading.no_finding(Kind.DATE, "a day")
    if line.word(reading.last) in _HOURS:
        return reading.no_finding(Kind.TIME, "a time of day")
    return None


def _plural(line: Line, reading: Reading) -> Reading:
    """ "The 1990s", "the '80s", "over-65s", "Boeing 737s"."""
    if reading.value >= 1000 or line.word(reading.first - 1) == "'":
        return reading.no_finding(Kind.DATE, "a decade")
    if reading.value < 120:
        return reading.no_finding(Kind.AGE, "an age or a decade")
    return reading.no_finding(Kind.IDENTIFIER, "part of a name")


def _is_year(line: Line, reading: Reading) -> bool:
    """ "2014", "'08"; "2,014" and "more than 2000 firms" are counts."""
    if not reading.plain:
        return False
    if line.word(reading.first - 1) == "'" and line.is_glued(reading.first):
        return reading.value < 100
    if not 1500 <= reading.value <= 2100:
        return False
    if line.words[max(0, reading.first - 2) : reading.first] in (["there", "were"], ["there", "are"]):
        return line.tag(reading.last) not in ("NN", "NNS", "JJ")
    alone = line.head(reading.last) is None or line.word(reading.last) in _LEVELS
    is_about = reading.qualifier in (Qualifier.EXACTLY, Qualifier.ABOUT) and alone
    compared = alone and line.word(reading.number_first - 1) in _COMPARING
    return reading.first == reading.number_first or is_about or compared or line.word(reading.number_first - 1) == "the"


_LEVELS = frozenset({"level", "levels", "figure", "figures", "total", "totals", "baseline"})
_COMPARING = frozenset({"over", "above", "below", "under", "than", "versus", "vs"})
"""Words that hedge a count, and before a year tell with what something is compared: "up 3% over 2019"."""


def _is_day(line: Line, reading: Reading) -> bool:
    """ "May 5" and "5 May", but not "may 5"."""
    if not 1 <= reading.value <= 31 or reading.value != int(reading.value):
        return False
    return any(
        line.word(at) in MONTHS and line.tokens[at].text[0].isupper() and line.tag(at) != "MD"
        for at in (reading.first - 1, reading.last)
    )


def _goes_on(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "June 5-7", "2014-15": a date goes on."""
    reading, left = readings[index], readings[index - 1] if index else None
    if left is None or left.kind is not Kind.DATE or reading.value > 99:
        return False
    return line.words[left.last : reading.first] == ["-"] and line.is_glued(reading.first)
