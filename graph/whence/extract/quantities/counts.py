"""Counts of things: findings when they report how many there are, not when they describe the scene."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from whence.extract.quantities.alone import KNOWN_SET, alone
from whence.extract.quantities.context import (
    follows_particle,
    has_moved,
    is_asked,
    is_averaged,
    is_embedded,
    is_of_those,
    picks_a_group,
    stands_at,
)
from whence.extract.quantities.left_out import is_bare
from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.model import Qualifier

_LIST_NOUNS = words("list-nouns.txt")
_DEFINITE = words("definite.txt")
_PLACE = words("place-prepositions.txt")
_FOUNDED = frozenset({"founded", "headquartered", "incorporated"})
_CHOOSING = frozenset({"choose", "select", "pick", "tick", "name", "list", "rank"})
_HAS = frozenset({"has", "have", "represents", "representing", "its", "with"})
_ORDINALS = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last")
_MORE_OF_THEM = frozenset({"others", "other", "more", "left", "further", "extra", "additional"})
_LONGEST_RESTATED = 6
_COVERAGE = frozenset({"across", "in", "among"})
_LARGE, _HUGE = Decimal(1000), Decimal(10_000)
_FEW = Decimal(12)
_FEW_IN_DIGITS = Decimal(10)


def count(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A count of things: whether it says how many, or only sets the scene."""
    reading = readings[index]
    if reading.kind is not Kind.COUNT:
        return None
    if reading.whole is not None:
        return reading if reading.value != 1 else reading.no_finding(Kind.COUNT, "one of several")
    reason = _scene(line, readings, index)
    if reason:
        return reading.no_finding(Kind.COUNT, reason)
    if is_averaged(line, reading) and line.word(reading.first - 1) not in _COVERAGE:
        return reading._replace(kind=Kind.SCORE) if is_bare(line, reading) else reading
    if is_bare(line, reading):
        return alone(line, readings, index)
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


def _is_own_fact(line: Line, reading: Reading) -> bool:
    """ "Founded in 1887, it has 300 staff", "trusted by 48,000 firms": what somebody says of itself."""
    if not _FOUNDED.isdisjoint(line.words):
        return True
    if line.word(reading.first - 1) == "by" and line.word(reading.first - 2) in ("trusted", "funded", "supported"):
        return True
    head = line.head(reading.last)
    return head is not None and line.words[head] == "members" and line.word(reading.first - 1) in _HAS


def _scene(line: Line, readings: Sequence[Reading], index: int) -> str:
    """Why a count only describes: a known set, a compound, a question, the predicate of a share."""
    reading = readings[index]
    before = line.word(reading.first - 1)
    is_definite = before in _DEFINITE and not (before == "that" and line.tag(reading.first - 1) == "IN")
    if (is_definite and reading.value < _LARGE) or (before == "of" and reading.first == 1):
        return KNOWN_SET
    if line.word(reading.last) == "-" and line.is_glued(reading.last):
        return "part of a description"
    if before == "of" and _ORDINALS.fullmatch(line.word(reading.first - 2)):
        return KNOWN_SET
    if not _CHOOSING.isdisjoint(line.words[max(0, reading.first - 3) : reading.first]):
        return "how many answers were allowed"
    if _is_own_fact(line, reading):
        return "what somebody says of itself"
    if is_embedded(line, readings, index) or picks_a_group(line, reading) or is_asked(line, reading):
        return "part of what is measured"
    return ""


def _small(line: Line, readings: Sequence[Reading], index: int) -> str:
    """Why a count with a noun is too incidental to be a finding."""
    reading = readings[index]
    before = line.word(reading.first - 1)
    if before == "to" and has_moved(line, reading):
        return ""
    if before == "for" and line.word(reading.first - 2).startswith("account"):
        return ""
    if follows_particle(line, reading) or stands_at(line, reading) or _is_restated(line, readings, index):
        return ""
    if before in _PLACE and reading.value < _HUGE and not _adds_to_count(line, readings, index):
        return "part of a description"
    is_few = reading.value <= _FEW if reading.in_words else reading.value < _FEW_IN_DIGITS
    is_few = is_few and reading.value == reading.value.to_integral_value()
    is_told = _is_told(line, reading) or reading.compared is not None or is_of_those(line, reading)
    return "a small number of things in the story" if is_few and not is_told else ""


def _is_restated(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "In 6,504 cases, or 58 percent,": a count whose share is told too."""
    after = readings[index + 1] if index + 1 < len(readings) else None
    if after is None or after.kind is not Kind.SHARE:
        return False
    gap = line.words[readings[index].last : after.first]
    return len(gap) <= _LONGEST_RESTATED and gap[-2:] == [",", "or"]


def _is_told(line: Line, reading: Reading) -> bool:
    """ "Only three knew", "as many as eight wells", "just four keys": of a few it is said that they are."""
    if reading.qualifier is Qualifier.UP_TO:
        return True
    head = line.head(reading.last)
    if head is not None and CHANGES.get(line.word(head + 1), (None, "noun"))[1] == "verb":
        return True
    is_few = (
        line.word(reading.first - 1) in ("only", "just", "exactly", "merely")
        and line.word(reading.last) not in _MORE_OF_THEM
    )
    return is_few and (reading.value > 1 or _is_subject(line, reading))


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
