"""Numbers without a figure: "most bakers", "the vast majority of voters", "hundreds of", "tens of thousands of"."""

from __future__ import annotations

from decimal import Decimal

from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.extract.quantities.shares import PERCENT
from whence.model import Qualifier

_ORDERS = {
    "tens": 10,
    "dozens": 24,
    "scores": 40,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
_NO_MAJORITY_BEFORE = frozenset(
    {"leader", "leaders", "stake", "rule", "party", "whip", "owner", "owned", "shareholder", "vote", "control"}
)
_SUPERLATIVE_AFTER = frozenset(
    {"the", "at", "a", "'s", "its", "their", "his", "her", "our", "my", "your", "is", "are", "was", "were"}
)


def majority(line: Line, at: int) -> Reading | None:
    """A majority without a number: "most bakers", "the vast majority of voters", "majorities of both"."""
    word, after = line.words[at], line.word(at + 1)
    if word == "most":
        if line.word(at - 1) in _SUPERLATIVE_AFTER or not (after in ("of", "(") or _is_plural_name(line, at + 1)):
            return None
    elif after in _NO_MAJORITY_BEFORE or line.word(at - 1) == "-" or line.is_noun(at + 1):
        return None
    more_than_half = Reading(at, at + 1, at, at + 1, Decimal(50), PERCENT, qualifier=Qualifier.MORE_THAN, in_words=True)
    return more_than_half.no_finding(Kind.MAJORITY, "a majority without a number")


def _is_plural_name(line: Line, at: int) -> bool:
    head = line.head(at)
    return head is not None and line.tags[head] in ("NNS", "NNPS") and line.tag(at) not in ("VBG",)


def vague(line: Line, at: int) -> Reading | None:
    """A number that only gives the order of magnitude: "hundreds of", "tens of thousands of", "dozens of"."""
    order, last = _ORDERS[line.words[at]], at + 1
    if line.word(last) == "of" and line.word(last + 1) in _ORDERS:
        order, last = order * _ORDERS[line.words[last + 1]], last + 2
    if line.words[at] in ("scores", "tens") and "of" not in line.words[at + 1 : at + 2]:
        return None
    found = Reading(at, last, at, last, Decimal(order), qualifier=Qualifier.MORE_THAN, in_words=True)
    return found.no_finding(Kind.VAGUE, "only an order of magnitude")


MAJORITY_WORDS = frozenset({"most", "majority", "majorities"})
VAGUE_WORDS = frozenset(_ORDERS)
