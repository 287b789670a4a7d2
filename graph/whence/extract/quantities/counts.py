"""Counts and scores: findings when they report how many there are, not when they describe the scene."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from whence.extract.quantities.context import is_asked, is_averaged, is_embedded, picks_a_group
from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading, earlier
from whence.extract.quantities.links import is_bare
from whence.extract.quantities.model import Kind
from whence.model import Qualifier

_LIST_NOUNS, _SCORE_WORDS = words("list-nouns.txt"), words("score-words.txt")
_TALLIES = words("tally-words.txt")
_INDEX_WORDS = words("index-words.txt")
_DEFINITE = words("definite.txt")
_PLACE = words("place-prepositions.txt")
_LARGE, _HUGE = Decimal(1000), Decimal(10_000)
_FEW = Decimal(20)
_FEW_IN_DIGITS = Decimal(10)
_NO_OBJECT = frozenset(
    {"is", "was", "are", "were", "be", "been", "turned", "turns", "turn", "turning", "chapter", "see"}
)
_LEADS = frozenset({"lead", "behind", "ahead", "advantage", "gap", "difference", "deficit", "clear", "edge"})
_SETS = frozenset({"the", "them", "those", "these"})
_KNOWN_SET = "a known set"
_YARDSTICK = frozenset({"from", "than", "to", "and", "versus", "vs."})


def count(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A count of things: whether it says how many, or only sets the scene."""
    reading = readings[index]
    if reading.kind is not Kind.COUNT:
        return None
    if reading.whole is not None:
        return reading if reading.value > 1 else reading.no_finding(Kind.COUNT, "one of several")
    reason = _scene(line, readings, index)
    if reason:
        return reading.no_finding(Kind.COUNT, reason)
    if is_averaged(line, reading):
        return reading._replace(kind=Kind.SCORE) if is_bare(line, reading) else reading
    if is_bare(line, reading):
        return _bare(line, readings, index)
    if line.word(reading.last) == "fewer" or reading.change is not None:
        return reading
    reason = _small(line, readings, index)
    return reading.no_finding(Kind.COUNT, reason) if reason else reading


def listed(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """The length of a list that the article announces: "10 tips", "12 questions"."""
    reading = readings[index]
    head = line.head(reading.last)
    is_list = line.word(reading.last) in _LIST_NOUNS or (head is not None and line.words[head] in _LIST_NOUNS)
    if reading.kind is Kind.COUNT and reading.bare and reading.whole is None and is_list:
        return reading.no_finding(Kind.COUNT, "the length of a list")
    return None


def _scene(line: Line, readings: Sequence[Reading], index: int) -> str:
    """Why a count only describes: a known set, a compound, a question, the predicate of a share."""
    reading = readings[index]
    before = line.word(reading.first - 1)
    if (before in _DEFINITE and reading.value < _LARGE) or (before == "of" and reading.first == 1):
        return _KNOWN_SET
    if line.word(reading.last) == "-" and line.is_glued(reading.last):
        return "part of a description"
    if is_embedded(line, readings, index) or picks_a_group(line, reading) or is_asked(line, reading):
        return "part of what is measured"
    return ""


def _small(line: Line, readings: Sequence[Reading], index: int) -> str:
    """Why a count with a noun is too incidental to be a finding."""
    reading = readings[index]
    before = line.word(reading.first - 1)
    if before == "to" and _has_moved(line, reading):
        return ""
    if before == "for" and line.word(reading.first - 2).startswith("account"):
        return ""
    if before in _PLACE and reading.value < _HUGE and not _adds_to_count(line, readings, index):
        return "part of a description"
    few = reading.value <= _FEW if reading.in_words else reading.value < _FEW_IN_DIGITS
    if (
        few
        and not (before in ("only", "just") and _is_subject(line, reading))
        and reading.qualifier is not Qualifier.UP_TO
    ):
        return "a small number of things in the story"
    return ""


def _has_moved(line: Line, reading: Reading) -> bool:
    """ "The toll rose to 31 people", "went up from 310 cases a day to 462 cases"."""
    near = line.words[max(0, reading.first - 10) : reading.first]
    return any(word in CHANGES for word in (near if "from" in near else near[-6:]))


def _adds_to_count(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "Found 80 wells from more than 30 makers": a second count of the same find."""
    reading = readings[index]
    left = readings[index - 1] if index else None
    if left is None or left.kind is not Kind.COUNT or not left.finding or reading.value < _FEW:
        return False
    if line.word(reading.first - 1) != "from":
        return False
    return line.head(left.last) == reading.first - 2


def _is_subject(line: Line, reading: Reading) -> bool:
    head = line.head(reading.last)
    return head is not None and line.tag(head + 1).startswith(("VB", "MD"))


def _is_object(line: Line, reading: Reading) -> bool:
    """ "The flood killed 1,200", "the toll had risen to 31"; "turned 40" is an age."""
    at = reading.first - 1
    if line.word(at) in ("to", "from"):
        return _has_moved(line, reading)
    return line.tag(at) in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG") and line.word(at) not in _NO_OBJECT


def _is_figure_of(line: Line, reading: Reading) -> bool:
    """ "Attendance: 77,000", "the death toll on Friday was 777"."""
    if line.word(reading.first - 1) == ":":
        return not reading.plain and reading.value >= _LARGE
    is_said = line.word(reading.first - 1) in ("is", "was", "are", "were", "at")
    return is_said and not _TALLIES.isdisjoint(line.words[max(0, reading.first - 14) : reading.first])


def _is_score(line: Line, reading: Reading) -> bool:
    near = line.words[max(0, reading.first - 6) : reading.first]
    return not _SCORE_WORDS.isdisjoint(near) or ("scale" in line.words and "scale" not in near)


def _bare(line: Line, readings: Sequence[Reading], index: int) -> Reading:
    """A number with neither unit nor noun: a score, one more of what was counted before, or nothing."""
    reading = readings[index]
    if line.words[reading.first] in ("+", "-") and any(other.kind is Kind.SHARE for other in readings):
        return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint")
    if _is_score(line, reading):
        return reading._replace(kind=Kind.SCORE)
    before, after = line.word(reading.first - 1), line.word(reading.last)
    model = next((r for r in earlier(readings, index) if r.finding and r.kind in (Kind.COUNT, Kind.SCORE)), None)
    is_named = line.is_noun(reading.first - 1) and (reading.value >= _LARGE or (model and model.kind is Kind.SCORE))
    if model and (before in _YARDSTICK or is_named):
        return reading._replace(kind=model.kind)
    is_of_set = any(r.reason == _KNOWN_SET for r in earlier(readings, index)) and line.tag(reading.last).startswith(
        ("VB", "MD")
    )
    is_there = line.words[max(0, reading.first - 2) : reading.first] in (["there", "are"], ["there", "were"])
    is_of_some = after == "of" and line.word(reading.last + 1) in _SETS and reading.value >= 3
    if is_of_set or is_of_some or (is_there and after in (".", ",", ":", ";", "-", "(", "")):
        return reading
    if reading.scale > 1 or after in ("fewer", "more") or reading.change is not None:
        return reading
    if reading.value >= _FEW and (reading.first < reading.number_first or _is_object(line, reading)):
        return reading
    if _is_figure_of(line, reading):
        return reading
    return reading.no_finding(Kind.COUNT, "a number without a thing that it counts")


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
    is_small = reading.value <= _FEW and _INDEX_WORDS.isdisjoint(line.words)
    if (is_small or any(other.kind is Kind.SHARE for other in readings)) and reading.change is not None:
        return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint")
    return reading
