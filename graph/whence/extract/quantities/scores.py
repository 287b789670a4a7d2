"""Scores and measures: points of a scale, a poll or an index; lengths and weights."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from whence.extract.quantities.context import is_asked, is_embedded, picks_a_group
from whence.extract.quantities.lexicon import words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind

_INDEX_WORDS = words("index-words.txt")
_LEADS = frozenset({"lead", "behind", "ahead", "advantage", "gap", "difference", "deficit", "clear", "edge"})
_FEW = Decimal(20)


def measure(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A length, weight or other measured thing; not the name of one ("a 20-mile road")."""
    reading = readings[index]
    if reading.kind is not Kind.MEASURE:
        return None
    is_compound = line.word(reading.number_last) == "-" and reading.change is None
    if is_compound or is_embedded(line, readings, index) or picks_a_group(line, reading) or is_asked(line, reading):
        return reading.no_finding(Kind.MEASURE, "part of a description")
    return reading


def _is_lead(line: Line, reading: Reading) -> bool:
    """ "A five-point lead", "two points behind": a distance between shares, but for games and indexes."""
    is_distance = not _LEADS.isdisjoint(line.words[reading.last : reading.last + 2])
    return is_distance and _INDEX_WORDS.isdisjoint(line.words)


def score(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """Points of a scale or an index; points of change beside shares are percentage points."""
    reading = readings[index]
    if reading.kind is not Kind.SCORE:
        return None
    if line.word(reading.last) in ("scale", "guide", "system", "-"):
        return reading.no_finding(Kind.SCORE, "the length of a scale")
    if _is_lead(line, reading):
        return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint")
    if reading.change is None and reading.value <= 12:
        return reading.no_finding(Kind.SCORE, "points of a list")
    is_of_shares = reading.value <= _FEW or any(other.kind is Kind.SHARE for other in readings)
    if is_of_shares and reading.change is not None and _INDEX_WORDS.isdisjoint(line.words):
        return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint")
    return reading
