"""What is told once for several numbers: the question or condition in front of a sentence, what a list is of.

"Asked why they had moved, 66% cited the rent", "If bills were paid on time, 27% would hire".
"""

from __future__ import annotations

from whence.analyse import Sentence, Token
from whence.extract.claims.lexicon import is_finite
from whence.extract.claims.reading import Span
from whence.extract.claims.wording import worded

_ASKED = frozenset({"asked", "questioned", "quizzed", "invited"})
_OPENING = 5
"""Tokens in which "When voters were asked" comes to its participle."""
_SHORTEST = 3


def lead_in(tokens: tuple[Token, ...], end: int) -> Span | None:
    """The question or condition that a comma closes before the token at `end`; None where there is none."""
    if not tokens or tokens[0].lower not in ("asked", "questioned", "when", "if"):
        return None
    comma = next((at for at in range(_SHORTEST, end) if tokens[at].lower == ","), None)
    if comma is None:
        return None
    if tokens[0].lower == "when" and not any(token.lower in _ASKED for token in tokens[1:_OPENING]):
        return None
    if tokens[0].lower == "if" and not any(is_finite(token) for token in tokens[1:comma]):
        return None
    return 0, comma


def of_list(sentence: Sentence, question: str) -> str | None:
    """What was asked of those who chose the items after a colon: "They were asked for the cause of their worst day:".

    Where no question was asked, what the items are of: "… with voting intention as follows:".
    """
    tokens, end = sentence.tokens, len(sentence.tokens) - 1
    if tokens[end].lower != ":":
        return None
    asked = next((at for at in range(end) if tokens[at].lower in _ASKED and tokens[at].tag[0] == "V"), None)
    if asked is not None:
        first = asked + 1 + (tokens[asked + 1].lower in ("for", "about", "to"))
        return worded(sentence, [(first, end)]) if first < end else None
    if question or [token.lower for token in tokens[max(0, end - 2) : end]] != ["as", "follows"]:
        return None
    end -= 2
    while end and is_finite(tokens[end - 1]):
        end -= 1
    first = next((at for at in range(end, 0, -1) if tokens[at - 1].tag in ("IN", ",", "DT", "PRP$")), 0)
    return worded(sentence, [(first, end)]) if first < end else None
