"""What the numbers of a sentence are to each other: ranges, trends, yardsticks, restatements."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.lexicon import CHANGES
from whence.extract.quantities.line import RANGE_JOINTS, Line, Reading, between, earlier
from whence.extract.quantities.model import Kind
from whence.model import Qualifier

_YARDSTICKS = frozenset({"than", "against", "versus", "vs", "vs."})
_FILLERS = frozenset({"just", "only", "the", "a", "about"})
_TREND_WINDOW = 12
_RESTATEMENT_WINDOW = 14
_ROUNDING = 8
"""Words that round a share stay within so many points of it ("nearly six in ten (57%)")."""
_FINITE = frozenset({"VB", "VBD", "VBZ", "VBP", "MD"})


def linked(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a sentence with links between them; their units are known."""
    found = list(readings)
    for index in range(len(found) - 1):
        _range(line, found, index)
        _restatement(line, found, index)
    _yardsticks(line, found)
    if "respectively" in line.words:
        _respective(line, found)
    return found


def _range(line: Line, found: list[Reading], index: int) -> None:
    """ "10 to 15%", "between 10 and 15 percent", "from 70 percent to 75 percent": at least and at most; or a trend."""
    left, right = found[index], found[index + 1]
    if left.unit != right.unit or not _is_span(line, left, right):
        return
    if line.word(left.first - 1) == "from" and _is_trend(line, found, index):
        found[index] = left._replace(compared=index + 1)
        return
    if left.value >= right.value or _is_step(line, left):
        return
    loose = (Qualifier.EXACTLY, Qualifier.ABOUT)
    least = Qualifier.AT_LEAST if left.qualifier in loose else left.qualifier
    most = Qualifier.AT_MOST if right.qualifier in loose else right.qualifier
    found[index] = left._replace(partner=index + 1, qualifier=least)
    found[index + 1] = right._replace(partner=index, qualifier=most)


def _is_span(line: Line, left: Reading, right: Reading) -> bool:
    """Whether the words between two numbers make them the ends of a range."""
    gap = between(line, left, right)
    if not (left.finding and right.finding) and left.kind is not Kind.AGE:
        return False
    if gap == ["-"]:
        return line.is_glued(right.first) or left.bare or left.borrowed
    return (gap == ["and"] and line.word(left.first - 1) == "between") or (len(gap) == 1 and gap[0] in RANGE_JOINTS)


def _is_step(line: Line, left: Reading) -> bool:
    """ "Fell by 12,300 to 1.4 million", "narrowed $3bn to $12bn": how far it went, then where it came to."""
    before = line.words[max(0, left.first - 2) : left.first]
    if before[-1:] == ["between"]:
        return False
    return not left.borrowed and ("by" in before or any(word in CHANGES for word in before))


def _is_trend(line: Line, found: list[Reading], index: int) -> bool:
    """Whether "from A to B" tells a change over time rather than a range."""
    left = found[index]
    if left.value >= found[index + 1].value:
        return True
    window = line.words[max(0, left.first - _TREND_WINDOW) : left.first]
    return any(word in CHANGES for word in window) or any(reading.change for reading in earlier(found, index))


def _yardsticks(line: Line, found: list[Reading]) -> None:
    """ "51%, up from 46%", "compared with 17%", "61% vs. 25%": the later number is what the earlier is measured by."""
    for index, reading in enumerate(found):
        if not reading.finding or reading.partner is not None:
            continue
        at = reading.first - 1
        if line.word(at) in _FILLERS:
            at -= 1
        following = _following(found, index)
        if line.word(at) == "from" and following and _ends_trend(line, reading, found[following]):
            found[index] = reading._replace(compared=following)
        elif _is_yardstick(line, at) and (same := _nearest(found, index)) is not None:
            found[index] = reading._replace(compared=same)


def _is_yardstick(line: Line, at: int) -> bool:
    """Whether the word before a number makes it what another is compared with."""
    word, before = line.word(at), line.word(at - 1)
    if word == "from":
        return before == "," or before in CHANGES
    return word in _YARDSTICKS or (word in ("with", "to") and before in ("compared", "opposed"))


def _nearest(found: list[Reading], index: int) -> int | None:
    """The finding before an index that has the same unit."""
    unit = found[index].unit
    return next((at for at in range(index - 1, -1, -1) if found[at].unit == unit and found[at].finding), None)


def _following(found: list[Reading], index: int) -> int | None:
    """The next finding that has the same unit."""
    unit = found[index].unit
    return next((at for at in range(index + 1, len(found)) if found[at].unit == unit and found[at].finding), None)


def _ends_trend(line: Line, left: Reading, right: Reading) -> bool:
    """ "From 9% in 2010 to 6% in 2014": whether the second number is where the change from the first led."""
    return line.word(right.first - 1) == "to" and right.first - left.last <= 8


def _can_round(rough: Reading, exact: Reading) -> bool:
    """Whether words can stand for an exact share: "a majority (54%)", "nearly six in ten (57%)"."""
    if rough.kind is Kind.MAJORITY:
        return exact.value > rough.value
    return rough.kind is Kind.SHARE and abs(rough.value - exact.value) <= _ROUNDING


def _restatement(line: Line, found: list[Reading], index: int) -> None:
    """ "Nearly half (46%)", "nearly half of bakers, 48 percent,": words that round the number after them."""
    rough, exact = found[index], found[index + 1]
    is_in_words = rough.in_words and rough.last == rough.number_last
    if not is_in_words or exact.kind is not Kind.SHARE or not _can_round(rough, exact):
        return
    gap = between(line, rough, exact)
    if not gap or len(gap) > _RESTATEMENT_WINDOW or gap[-1] not in ("(", ",", "-", "or") or "(" in gap[:-1]:
        return
    tags = line.tags[rough.last : exact.first - 1]
    if not any(tag in _FINITE for tag in tags):
        found[index] = rough._replace(restates=index + 1)


def _respective(line: Line, found: list[Reading]) -> None:
    """Numbers the places of a list that "respectively" closes or opens."""
    end = line.words.index("respectively")
    last = max((i for i, reading in enumerate(found) if reading.last <= end), default=None)
    if last is None:
        return
    first = last
    while first and found[first - 1].unit == found[last].unit and _is_listed(line, found[first - 1], found[first]):
        first -= 1
    if first < last:
        for place, index in enumerate(range(first, last + 1)):
            found[index] = found[index]._replace(respective=place)


def _is_listed(line: Line, left: Reading, right: Reading) -> bool:
    gap = between(line, left, right)
    return len(gap) <= 8 and bool({",", "and", "vs.", "vs", "versus", "to"} & set(gap))
