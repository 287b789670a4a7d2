"""What stands above the rows of a table: its caption, the names of its columns, the time it speaks of.

    Table 1: Ways to work by town, 2014 (%)
    Town Bus Tram
    Aston 64.9 14.2

The 14.2 is of "Tram" and of "Ways to work by town", in 2014; under "Town 2012 2014" it would be of 2014 all the same.
"""

from __future__ import annotations

import re

from whence import text
from whence.analyse import Sentence
from whence.extract.claims.lexicon import is_finite
from whence.extract.claims.time_phrases import time_phrases

_CAPTION = re.compile(r"(?:table|figure|chart|exhibit|graph)\s*\d{0,3}[a-z]?\s*[:.\u2013-]?\s*", re.IGNORECASE)
_UNIT = re.compile(r",?\s*\(?\b(?:per\s?cent|percent|percentages?|%)\)?\s*$|\s*\(%\)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d)?")
_LONGEST_HEAD = 24
"""Tokens of the longest caption or line of column names."""


class Table:
    """The table that the reader stands in; sentences are entered in their order, rows read what is above them."""

    def __init__(self) -> None:
        """A reader that stands in no table."""
        self._caption = ""
        self._time: str | None = None
        self._columns: list[str] = []

    def enter(self, sentence: Sentence, is_row: bool) -> None:
        """Take note of a caption or of column names; prose ends the table."""
        if is_row:
            return
        tokens = sentence.tokens
        captioned = _CAPTION.match(sentence.text)
        if len(tokens) > _LONGEST_HEAD or (not captioned and any(is_finite(token) for token in tokens)):
            self._caption, self._time, self._columns = "", None, []
        elif captioned or not self._caption:
            said = sentence.text[captioned.end() :] if captioned else sentence.text
            times = [said[slice(*span)] for span in time_phrases(said, 0, len(said))]
            self._caption, self._time, self._columns = _titled(said), times[-1] if times else None, _names(sentence)
        else:
            self._columns = _names(sentence)

    def told(self, index: int, count: int) -> tuple[str, str | None]:
        """What a cell is of, and its period, for the cell at an index of a row with so many."""
        columns = self._columns[-count:] if len(self._columns) in (count, count + 1) else []
        name = columns[index] if columns else ""
        when = name if _YEAR.fullmatch(name) else self._time
        said = [part for part in (self._caption, "" if when == name else name) if part]
        return ": ".join(said), when


def _titled(said: str) -> str:
    """A caption without its unit and its time."""
    plain = _UNIT.sub("", said)
    for first, last in reversed(list(time_phrases(plain, 0, len(plain)))):
        plain = plain[:first].rstrip(" ,") + plain[last:]
    return text.squeeze(plain).strip(" ,:")


def _names(sentence: Sentence) -> list[str]:
    """The names of columns: years, and phrases that begin with a capital letter."""
    names: list[str] = []
    for word in sentence.text.split():
        if not names or word[0].isupper() or word[0].isdigit():
            names.append(word)
        else:
            names[-1] += f" {word}"
    return names
