"""What parts two numbers of a sentence: a semicolon before "while", "while" before a comma, a comma before "and"."""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.edges import CONNECTORS
from whence.extract.claims.lexicon import spaced_dash

OPENING, CLOSING = frozenset("(["), frozenset(")]")
REACH = 12
"""Tokens looked at for the other end of a bracket."""

_AFTER_COMMA = frozenset({"and", "or", "but", "with", "then", "after", "followed", "among", "for", "from", "in"})
_NO_BOUNDARY = frozenset({"such", "including", "especially", "particularly", "like", "which", "who", "whose"})
_LINKS = CONNECTORS | {"than", "and", "or", "with", "to", "up", "down", "then", "after", "followed"}
_NEAR = 3
"""Tokens between "than" and a number that it compares with."""


def boundary(tokens: tuple[Token, ...], left: int, right: int) -> int | None:
    """The token that opens the segment of the right one of two numbers; None where nothing parts them.

    `left` is the end of the left number, `right` the start of the right one. A number after a label ("…: 34%")
    takes all of its label, any other as little as it can.
    """
    if tokens[left - 1].lower in CLOSING and tokens[right].lower in OPENING and _rank(tokens, left, right):
        return left + (tokens[left].lower in (",", ";"))
    mark = right - 1
    labelled = mark > left and (tokens[mark].lower == ":" or spaced_dash(tokens, mark))
    if (dated := _dated(tokens, left, right)) is not None:
        return dated
    best, where = 0, None
    for at in range(left, mark if labelled else right):
        rank = 0 if _is_bracketed(tokens, at, left, right) else _rank(tokens, at, right)
        if rank > best or (rank and rank == best and not labelled):
            best, where = rank, at
    if where is None:
        return None
    return where + (tokens[where].lower in (",", ";", ":", ".") or spaced_dash(tokens, where))


def _dated(tokens: tuple[Token, ...], left: int, right: int) -> int | None:
    """Where a bracket opens that tells the same of another time: "12% (2011: 9%)"."""
    if right - left < _DATED or tokens[right - 1].lower != ":":
        return None
    opens = (at for at in range(right - 2, max(left, right - REACH) - 1, -1) if tokens[at].lower in OPENING)
    at = next(opens, None)
    return at if at is not None and tokens[at + 1].tag in ("CD", "NNP") else None


_DATED = 3
"""Tokens of "(2011:" between two numbers."""


def _is_bracketed(tokens: tuple[Token, ...], at: int, left: int, right: int) -> bool:
    """Whether a token stands in a bracket that opens and closes between the two numbers."""
    opens = next((i for i in range(at, max(left, at - REACH) - 1, -1) if tokens[i].lower in OPENING | CLOSING), None)
    if opens is None or tokens[opens].lower in CLOSING:
        return False
    return any(tokens[i].lower in CLOSING for i in range(at, min(right, at + REACH)))


def _rank(tokens: tuple[Token, ...], at: int, right: int) -> int:
    """How strongly a token parts two numbers, from 0, not at all, to 6."""
    lower = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if lower in (";", "."):
        return 6
    if lower == "than":
        return 5 if right - at <= _NEAR else 0
    if lower in CONNECTORS or (lower in ("up", "down") and following == "from"):
        return 5
    if lower == ":" or spaced_dash(tokens, at):
        return 4
    if lower == ",":
        return 0 if following in _NO_BOUNDARY else 4 if following in _AFTER_COMMA else 3
    if lower == "with":
        return int(tokens[right].lower not in OPENING)
    return int(lower in ("and", "or"))


def link(tokens: tuple[Token, ...], at: int) -> str:
    """The word or mark that joins the segment at a token to the one before it."""
    lower = tokens[at].lower
    return lower if lower in _LINKS or not at else tokens[at - 1].lower
