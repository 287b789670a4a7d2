"""Scores and measures: points of a scale, a poll or an index; lengths and weights."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from whence.extract.quantities.context import before, is_asked, is_embedded, picks_a_group
from whence.extract.quantities.lexicon import words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind

_INDEX_WORDS = words("index-words.txt")
_LEADS = words("lead-words.txt")
_COMPARED = words("comparatives.txt")
_SHARES = words("share-nouns.txt")
_WON = frozenset({"won", "win", "wins", "carried", "carries", "carry", "lost", "lose", "loses", "took", "takes"})
"""What a party does by so many points: "a town she carried by 14 points"."""
_FILES = frozenset({"pdf", "zip", "mp3", "mp4", "xls", "xlsx", "doc", "docx", "download", "csv", "epub", "file"})
_FEW, _LISTED = Decimal(20), Decimal(12)
_NEAR = 8


def measure(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A length, weight or other measured thing; not the name of one ("a 20-mile road")."""
    reading = readings[index]
    if reading.kind is not Kind.MEASURE:
        return None
    if reading.unit.endswith("BYTE") and not _FILES.isdisjoint(line.words):
        return reading.no_finding(Kind.MEASURE, "the size of a file")
    if (
        _is_description(line, reading)
        or is_embedded(line, readings, index)
        or picks_a_group(line, reading)
        or is_asked(line, reading)
    ):
        return reading.no_finding(Kind.MEASURE, "part of a description")
    return reading


def _is_description(line: Line, reading: Reading) -> bool:
    """ "A 20-mile road", "a 500g loaf"."""
    if line.word(reading.number_last) == "-" and reading.change is None:
        return True
    is_glued = line.is_glued(reading.number_last) and line.tag(reading.last) == "NN"
    return is_glued and line.tag(reading.first - 1) in ("DT", "JJ", "PRP$")


def score(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """Points of a scale or an index; points of a lead, a gap or of change beside shares are percentage points."""
    reading = readings[index]
    if reading.kind is not Kind.SCORE:
        return None
    if line.word(reading.last) in ("scale", "guide", "system") or _is_named(line, reading):
        return reading.no_finding(Kind.SCORE, "the length of a scale")
    if not _INDEX_WORDS.isdisjoint(line.words):
        return reading if _is_told(line, reading) else reading.no_finding(Kind.SCORE, "points of a list")
    if _is_distance(line, reading) or (_is_told(line, reading) and _is_of_share(line, reading)):
        return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint")
    if not _is_told(line, reading):
        return reading.no_finding(Kind.SCORE, "points of a list")
    is_of_shares = reading.value <= _FEW or any(other.kind is Kind.SHARE for other in readings)
    is_points = is_of_shares and reading.change is not None
    return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint") if is_points else reading


def _is_of_share(line: Line, reading: Reading) -> bool:
    """ "Gained share, adding 1.4 points": few points of what is told in percent."""
    return reading.value <= _FEW and not _SHARES.isdisjoint(line.words)


def _is_told(line: Line, reading: Reading) -> bool:
    """Whether points are a change, a difference, many or exact; a few of them are those of a list or a game."""
    has_decimals = reading.value != reading.value.to_integral_value()
    return reading.change is not None or has_decimals or reading.value > _LISTED or _is_distance(line, reading)


def _is_named(line: Line, reading: Reading) -> bool:
    """ "A five-point scale", "a ten-point plan", but not "a five-point lead"."""
    is_compound = line.word(reading.number_last) == "-" and reading.change is None
    return is_compound and not _is_distance(line, reading)


def _is_distance(line: Line, reading: Reading) -> bool:
    """ "A five-point lead", "leads by six points", "the gap is 8.8 points", "8.2 points better"."""
    if line.word(reading.first - 1) == "by" and not _WON.isdisjoint(before(line, reading, _NEAR)):
        return True
    near = line.words[max(0, reading.first - _NEAR) : reading.first] + line.words[reading.last : reading.last + 4]
    return line.word(reading.last) in _COMPARED or not _LEADS.isdisjoint(near)
