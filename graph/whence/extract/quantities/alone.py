"""Numbers that stand alone: neither unit nor noun says what they count, so the sentence around them must."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from whence.extract.quantities.context import follows_particle, has_moved, is_of_those, stands_at
from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading, earlier
from whence.extract.quantities.model import Kind

KNOWN_SET = "a known set"
"""Why the 36 of "the 36 wells" is no finding; a number that follows may count some of them."""
_SCORE_WORDS = words("score-words.txt")
_TALLIES = words("tally-words.txt")
_TALLIED = frozenset({"total", "population", "turnout", "attendance", "toll", "tally", "workforce", "membership"})
"""Nouns with an "of" before how many there are: "a population of 228,000"."""
_NO_OBJECT = frozenset(
    {"is", "was", "are", "were", "be", "been", "turned", "turns", "turn", "turning", "chapter", "see"}
)
_STANDING = frozenset({"leads", "led", "ranked", "ranks", "ahead", "last", "second", "third", "bottom"})
"""Words of a ranking: "Peru leads with 896, ahead of Chile on 889", "last was Ghana, with 468"."""
_SETS = frozenset({"the", "them", "those", "these", "whom", "which"})
_AMOUNTING = frozenset({"come", "comes", "came", "amount", "amounts", "amounted", "up", "equates", "equal"})
_YARDSTICK = frozenset({"from", "than", "to", "and", "versus", "vs."})
_STOPS = frozenset({".", ",", ":", ";", "-", "(", ""})
_LARGE, _SOME, _SEVERAL = Decimal(1000), Decimal(20), Decimal(3)


def alone(line: Line, readings: Sequence[Reading], index: int) -> Reading:
    """A number with neither unit nor noun: a score, one more of what was counted before, or nothing."""
    reading = readings[index]
    if reading.in_words and reading.value == 1 and not _is_few(line, reading):
        return reading.no_finding(Kind.COUNT, "no number but a pronoun")
    if line.words[reading.first] in ("+", "-"):
        if any(other.kind is Kind.SHARE for other in readings):
            return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint")
        return reading.no_finding(Kind.COUNT, "a signed number without a unit")
    if reading.partner is not None and min(reading.value, readings[reading.partner].value) <= 1:
        return reading.no_finding(Kind.SCORE, "the ends of a scale")
    if _is_score(line, reading):
        return reading._replace(kind=Kind.SCORE)
    model = _model(line, readings, index)
    if model is not None:
        return reading._replace(kind=model.kind)
    if _counts_some(line, readings, index) or _is_amount(line, readings, index) or _is_figure_of(line, reading):
        return reading
    return reading.no_finding(Kind.COUNT, "a number without a thing that it counts")


def _model(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """The count or score before, of which this is another: "up from 18", "Peru scored 412, Ghana 397"."""
    reading = readings[index]
    before = reading.first - 1
    found = next((r for r in earlier(readings, index) if r.finding and r.kind in (Kind.COUNT, Kind.SCORE)), None)
    if found is None or line.word(before) in _YARDSTICK:
        return found
    is_named = line.is_noun(before) and (reading.value >= _LARGE or found.kind is Kind.SCORE)
    return found if is_named else None


def _counts_some(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "Of the 30 wells, 24 were dry", "five of the wells", "there are nine."."""
    reading = readings[index]
    after = reading.last
    if line.word(after) == "of" and line.word(after + 1) in _SETS:
        return reading.value >= _SEVERAL
    if is_of_those(line, reading) or _opens_clause(line, readings, index):
        return True
    if line.tag(after).startswith(("VB", "MD")):
        return any(other.reason == KNOWN_SET for other in earlier(readings, index))
    if _is_in_comparison(line, readings, index):
        return True
    if line.words[after : after + 2] == ["in", "all"] or line.word(after) in ("altogether",):
        return True
    is_there = line.words[max(0, reading.first - 2) : reading.first] in (["there", "are"], ["there", "were"])
    return is_there and line.word(after) in _STOPS


def _opens_clause(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "Nine answered.", "it asked 312 people; 48 dropped out": the subject of a clause."""
    reading = readings[index]
    if any(other.kind is Kind.SHARE for other in earlier(readings, index)) or "every" in line.words[: reading.first]:
        return False
    if line.word(reading.first - 1) == "another" and reading.value >= _LARGE:
        return line.tag(reading.last).startswith(("VB", "MD"))
    is_first = line.word(reading.first - 1) in ("", ";", ",", "and", "but", "while", ":")
    return is_first and reading.value > 1 and line.tag(reading.last) in ("VBD", "MD")


def _is_in_comparison(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "31 were let, compared with two in 2009"; "from nine to five" may be times of day."""
    pairs = [other for other in readings if other.compared == index]
    if readings[index].compared is not None:
        pairs.append(readings[index])
    return any(line.word(yardstick.first - 1) != "from" for yardstick in pairs)


def _is_amount(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """Whether a number is large, hedged or what a verb led to, as nobody says of a mere label."""
    reading = readings[index]
    if reading.scale > 1 or line.word(reading.last) in ("fewer", "more") or reading.change is not None:
        return True
    if line.word(reading.first - 1) == "numbered" or _is_few(line, reading):
        return True
    if reading.value < _SOME and reading.value == reading.value.to_integral_value():
        return False
    is_hedged = reading.first < reading.number_first and reading.value >= _SOME
    return is_hedged or _is_object(line, readings, index)


def _is_few(line: Line, reading: Reading) -> bool:
    """ "They use just four.", "exactly one did"."""
    if line.word(reading.first - 1) not in ("only", "just", "exactly"):
        return False
    is_subject = line.tag(reading.last) in ("VBD", "VBZ", "VBP", "MD")
    return is_subject or (reading.value > 1 and line.word(reading.last) in _STOPS)


def _is_object(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "The flood killed 1,200", "the toll had risen to 31"; "turned 40" is an age."""
    reading = readings[index]
    at = reading.first - 1
    if line.word(at) in ("to", "from"):
        if line.word(at) == "to" and line.word(at - 1) in _AMOUNTING:
            return True
        return has_moved(line, reading) or any(other.change for other in earlier(readings, index))
    if line.word(at) == "at" and line.word(at - 1) == ",":
        return any(word in CHANGES for word in line.words[:at])
    if follows_particle(line, reading) or stands_at(line, reading):
        return True
    return line.tag(at) in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG") and line.word(at) not in _NO_OBJECT


def _is_figure_of(line: Line, reading: Reading) -> bool:
    """ "Attendance: 77,000", "the death toll on Friday was 777"."""
    if line.word(reading.first - 1) == ":":
        return not reading.plain and reading.value >= _LARGE
    if line.word(reading.first - 1) == "of" and line.word(reading.first - 2) in _TALLIED:
        return reading.value >= _SOME
    is_said = line.word(reading.first - 1) in ("is", "was", "are", "were", "at")
    if is_said and reading.value >= _LARGE and not reading.plain and line.word(reading.last) in _STOPS:
        return True
    return is_said and not _TALLIES.isdisjoint(line.words[max(0, reading.first - 14) : reading.first])


def _is_score(line: Line, reading: Reading) -> bool:
    near = line.words[max(0, reading.first - 6) : reading.first]
    if line.word(reading.first - 1) in ("with", "on") and line.word(reading.last) in (*_STOPS, "and", "ahead"):
        return not _STANDING.isdisjoint(line.words) and not reading.in_words
    return not _SCORE_WORDS.isdisjoint(near) or ("scale" in line.words and "scale" not in near)
