"""Which quoted words are speech: no titles, no terms, no words held at arm's length; and which frame governs them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.analyse import Token
from whence.extract.quotations import Quotation
from whence.extract.statements.frames import Frame
from whence.extract.statements.lexicon import word_class

FEWEST_WORDS = 4
"""Words of the shortest quoted fragment that is a statement: fewer are a term, or words held at arm's length."""
FEWEST_IN_FINDING = 7
"""The same where a survey "found" or "showed" them: shorter ones are its answers and categories."""
FEWEST_WITHOUT_FRAME = 6
"""The same where no saying verb stands beside them."""

_WORD = re.compile(r"[^\W_][\w'-]*")
_ASKING = word_class("asking")
_FINDING = word_class("finding")
_NAMING = word_class("naming")
_REACH = 2
"""Tokens between a quotation and the frame that closes it: a comma."""


class Speech:
    """Judges the quotations of one article."""

    def __init__(self, plain: str) -> None:
        """A judge of quotations in the plain reading of a text."""
        self._plain = plain

    def size(self, quotation: Quotation) -> int:
        """How many words are quoted."""
        return len(_WORD.findall(self._plain, quotation.first, quotation.last))

    def is_title(self, quotation: Quotation) -> bool:
        """Whether every longer word has a capital, as in a title."""
        words = _WORD.findall(self._plain, quotation.first, quotation.last)
        long = [word for word in words if len(word) > 3]
        return len(long) >= 2 and len(words) < 25 and sum(word[0].isupper() for word in long) > 0.8 * len(long)

    def is_sentence(self, quotation: Quotation) -> bool:
        """Whether the words begin with a capital and end with a mark that ends a clause."""
        words = self._plain[quotation.first : quotation.last].strip("[]()' ")
        after = self._plain[quotation.end : quotation.end + 1]
        return bool(words) and words[0].isupper() and (words[-1] in ",.!?" or after in (",", "."))

    def _is_closed(self, quotation: Quotation) -> bool:
        """Whether the words end as a sentence does, and not with the comma before a frame that never comes."""
        return not self._plain[quotation.first : quotation.last].rstrip("[]()' ").endswith(",")

    def governed(self, quotation: Quotation, place: int, frame: Frame, tokens: Sequence[Token]) -> bool:
        """Whether quoted words at a place, governed by a frame, are speech."""
        after_colon = place > 0 and tokens[place - 1].text == ":"
        beside = after_colon or frame.first - _REACH <= place <= frame.last + 1
        if frame.verb in _ASKING:
            return beside and self.is_sentence(quotation)
        if beside and self.is_sentence(quotation):
            return True
        fewest = FEWEST_IN_FINDING if frame.verb in _FINDING and not beside else FEWEST_WORDS
        return self.size(quotation) >= fewest

    def free(self, quotation: Quotation, place: int, tokens: Sequence[Token]) -> bool:
        """Whether quoted words without a frame go on with the speech of the one who has the floor."""
        before = tokens[place - 1].lower if place else ""
        if before == ":" or (place == 0 and self.is_sentence(quotation) and self._is_closed(quotation)):
            return True
        return place > 0 and before not in _NAMING and self.size(quotation) >= FEWEST_WITHOUT_FRAME


def governing(place: int, found: Sequence[Frame]) -> int | None:
    """The index of the frame that a quotation at a place belongs to: the nearest one that can reach it."""
    best, distance = None, 1 << 30
    for index, frame in enumerate(found):
        if place >= frame.last:
            gap = place - frame.last + (0 if frame.after else _REACH + 1)
        elif frame.first - place <= _REACH or not frame.after:
            gap = frame.first - place
        else:
            continue
        if gap < distance:
            best, distance = index, gap
    return best
