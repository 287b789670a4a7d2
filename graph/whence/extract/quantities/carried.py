"""Numbers whose unit stands before their sentence: "It was 62.6.", "Inflation is 4.1.", rows of a table in percent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from whence.analyse import Sentence
from whence.extract.quantities.lexicon import words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind

_NUMBER = re.compile(
    r"(?:[$£€]\s?)?\d[\d,]{0,12}(?:\.\d{1,4})?(?P<percent>\s?%|\s(?:percent|per\scent|pct|points?|percentage\spoints?)\b)?"
)
_PERCENT = re.compile(r"%|\bper\s?cent\b|\bpercent(?:ages?)?\b", re.IGNORECASE)
_ROW = re.compile(r"\d[\d.,%]{0,12}\s*\Z")
_REACH, _TABLE_REACH, _LINES = 320, 1600, 24
"""Characters and lines that are looked back over."""
_LABEL_WORDS = 12
"""Words of the label of a row."""
_SAID = frozenset({"is", "was", "'s", "were", "are", "at", "with", "of", "see", "saw", "reached", "hit", "be", "been"})
_OF_SHARES = words("share-nouns.txt") | {"it", "that", "this", "figure", "ours", "theirs"}
_ENDS = frozenset({".", ",", ";", ")", "", "but", "and", "in", "for", "among"})


def carried(line: Line, readings: Sequence[Reading], sentence: Sentence) -> list[Reading]:
    """The readings, with bare figures as shares where the text before says that they are in percent."""
    found = list(readings)
    if any(reading.kind is Kind.CELL or reading.bare for reading in found):
        if _is_row(line, found) and _is_in_percent(sentence):
            return [_share(reading) for reading in found]
        for index, reading in enumerate(found):
            if _is_open(line, found, index) and _follows_percent(sentence):
                found[index] = _share(reading)
    return found


def _share(reading: Reading) -> Reading:
    return reading._replace(
        unit="unit:PERCENT", kind=Kind.SHARE, bare=False, plain=False, finding=True, reason="", borrowed=False
    )


def _is_open(line: Line, found: Sequence[Reading], index: int) -> bool:
    """Whether a bare figure is said of something in its own sentence, which has no share before it."""
    reading, at = found[index], found[index].first - 1
    if not reading.finding or not reading.bare or reading.in_words or reading.value > 100 or reading.scale > 1:
        return False
    if any(left.finding for left in found[:index]) or line.head(reading.last) is not None:
        return False
    if line.word(at) not in _SAID or line.word(reading.last) not in _ENDS:
        return False
    return not _OF_SHARES.isdisjoint(line.words[max(0, at - 5) : at])


def _follows_percent(sentence: Sentence) -> bool:
    """Whether the last number not far before a sentence is in percent."""
    before = sentence.plain[max(0, sentence.start - _REACH) : sentence.start]
    numbers = list(_NUMBER.finditer(before))
    return bool(numbers) and numbers[-1]["percent"] is not None


def _is_row(line: Line, found: Sequence[Reading]) -> bool:
    """Whether figures close a line without a verb, after a label: "Managers 29.1 33.7"."""
    first = found[0].first
    if not 0 < first <= _LABEL_WORDS or found[-1].last != len(line.words):
        return False
    follow = all(left.last == right.first for left, right in pairwise(found))
    are_shares = all(reading.value <= 100 and not reading.in_words and _is_cell(reading) for reading in found)
    has_part = any(reading.value != reading.value.to_integral_value() for reading in found)
    return follow and are_shares and has_part and not any(tag in ("VBD", "VBZ", "MD") for tag in line.tags[:first])


def _is_cell(reading: Reading) -> bool:
    return reading.kind is Kind.CELL or (reading.bare and reading.first == reading.number_first)


def _is_in_percent(sentence: Sentence) -> bool:
    """Whether the caption or the head of the table that a row belongs to speaks of percent."""
    before = sentence.plain[max(0, sentence.start - _TABLE_REACH) : sentence.start]
    return any(_PERCENT.search(line) for line in _captions(before))


def _captions(before: str) -> Iterator[str]:
    """The lines above a row that are no rows, up to the prose above the table."""
    for count, text in enumerate(reversed(before.splitlines())):
        if text.rstrip().endswith(".") or count > _LINES:
            return
        if text.strip() and (not _ROW.search(text) or _PERCENT.search(text)):
            yield text
