"""A sentence with several numbers, parted so that each number stands with the words that speak of it.

Between two numbers the strongest boundary parts them (a semicolon before a "while", a "while" before a comma, a
comma before an "and"); where there is none ("fell from 15 to 13 percent") they share one segment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.analyse import Sentence, Token
from whence.extract.claims.lexicon import NOUN, forms, is_finite, is_verb, spaced_dash, words
from whence.extract.quantities import FoundQuantity

OPENING, CLOSING = frozenset("(["), frozenset(")]")
WINDOW = 40
"""Tokens looked at on either side of a number; longer sentences are read only so far."""

_CONNECTORS = frozenset(
    {"while", "whereas", "but", "although", "though", "compared", "versus", "vs", "vs.", "against", "than"}
)
_AFTER_COMMA = frozenset({"and", "or", "but", "with", "then", "after", "followed", "among", "for", "from", "in"})
_WEAK = frozenset({"and", "or", "with", "to"})
_FRONTING = frozenset({"and", "but", "or", "while", "whereas", "although", "though", "because", "since", "so"})


@dataclass(frozen=True, slots=True)
class Segment:
    """The tokens that speak of one number.

    `first` to `last` is the segment, `start` to `end` the number with its hedges and brackets, half-open ranges of
    token indices. `link` is the word that joins it to the segment before ("compared", "and", ";", "" for none),
    `others` are the other numbers in the segment.
    """

    tokens: tuple[Token, ...]
    found: FoundQuantity
    first: int
    last: int
    start: int
    end: int
    bracketed: bool = False
    link: str = ""
    others: tuple[tuple[int, int], ...] = ()

    @property
    def unit(self) -> str:
        """The unit of the number, a compact IRI."""
        return self.found.quantity.unit

    @property
    def start_offset(self) -> int:
        """Where the number with its hedges begins in the document."""
        return self.tokens[self.start].start

    @property
    def end_offset(self) -> int:
        """Where the number with its unit and brackets ends in the document."""
        return self.tokens[self.end - 1].end

    @property
    def before(self) -> str:
        """The word right before the number, lower case; empty at the start of the segment."""
        return self.tokens[self.start - 1].lower if self.start > self.first else ""


def segments(sentence: Sentence, findings: Sequence[FoundQuantity]) -> tuple[Segment, ...]:
    """One segment for each finding of a sentence, in order."""
    tokens = sentence.tokens
    extents = [_extent(tokens, found) for found in findings]
    starts, links = [0], [""]
    for (_, left_end, _), (right_start, _, _) in pairwise(extents):
        at = _boundary(tokens, left_end, right_start)
        starts.append(starts[-1] if at is None else at)
        links.append("" if at is None else _link(tokens, at))
    lasts = []
    for index, start in enumerate(starts):
        following = next((s for s in starts[index + 1 :] if s > start), None)
        lasts.append(_closing(tokens, extents[index][1], following))
    return tuple(
        Segment(
            tokens,
            found,
            _opening(tokens, first, extent[0], extent[1], last),
            last,
            *extent,
            link,
            tuple(other[:2] for other in extents if other != extent and first <= other[0] < last),
        )
        for found, extent, first, last, link in zip(findings, extents, starts, lasts, links, strict=True)
    )


def _extent(tokens: tuple[Token, ...], found: FoundQuantity) -> tuple[int, int, bool]:
    """The number with its hedges, with the bracket around it, and whether there is one."""
    start, end = _hedged(tokens, found.first), found.last
    opened = start > 0 and tokens[start - 1].lower in OPENING
    closed = end < len(tokens) and tokens[end].lower in CLOSING
    if opened and closed:
        if start > 1 and tokens[start - 2].lower in words("share_words"):
            return _share_before(tokens, start - 1), end + 1, False
        return start - 1, end + 1, True
    return start, end, _inside(tokens, start)


def _hedged(tokens: tuple[Token, ...], start: int) -> int:
    """Before the words that weigh a number."""
    first = start
    while first > 0 and tokens[first - 1].lower in words("hedges"):
        first -= 1
    return first


def _share_before(tokens: tuple[Token, ...], end: int) -> int:
    """The start of "just over a third", which the number in the bracket after it makes exact."""
    first = end - 1
    while first > 0 and (
        tokens[first - 1].tag == "CD"
        or (tokens[first - 1].lower in ("-", "in", "of") and tokens[first - 2].tag == "CD")
    ):
        first -= 1
    return _hedged(tokens, first)


def _inside(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a bracket is open at a token."""
    for at in range(index - 1, max(-1, index - 13), -1):
        if tokens[at].lower in (")", "]"):
            return False
        if tokens[at].lower in ("(", "["):
            return True
    return False


def _boundary(tokens: tuple[Token, ...], left: int, right: int) -> int | None:
    """The token that opens the segment of the right one of two numbers; None where nothing parts them."""
    best, where = 0, None
    if tokens[left - 1].lower in CLOSING and tokens[right].lower in OPENING and _rank(tokens, left):
        return left + (tokens[left].lower == "," or tokens[left].lower == ";")
    labelled = right - 1 > left and (tokens[right - 1].lower == ":" or spaced_dash(tokens, right - 1))
    depth = 0
    for at in range(left, right):
        lower = tokens[at].lower
        if lower in ("(", "["):
            depth += 1
        elif lower in (")", "]"):
            depth = max(0, depth - 1)
        if depth and right - 1 > at and not _same_bracket(tokens, at, right):
            continue
        if labelled and at == right - 1:
            continue
        rank = _rank(tokens, at)
        if (tokens[at].lower == "than" and right - at > 3) or (
            tokens[at].lower == "with" and tokens[right].lower in OPENING
        ):
            rank = 0
        if rank > best or (rank == best and rank and not labelled):
            best, where = rank, at
    if where is None:
        return None
    return where + 1 if tokens[where].lower in (",", ";", ":", ".") or spaced_dash(tokens, where) else where


def _same_bracket(tokens: tuple[Token, ...], at: int, right: int) -> bool:
    return not any(tokens[i].lower in (")", "]") for i in range(at, min(right, at + 12)))


def _rank(tokens: tuple[Token, ...], at: int) -> int:
    """How strongly a token parts two numbers, from 0, not at all, to 6."""
    lower = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if lower == ";" or (lower == "." and following):
        return 6
    if lower in _CONNECTORS or (lower in ("up", "down") and following == "from"):
        return 5
    if lower == ":" or spaced_dash(tokens, at):
        return 4
    if lower == ",":
        if following in ("such", "including", "especially", "particularly", "like"):
            return 0
        return 4 if following in _AFTER_COMMA else 3
    return 1 if lower in ("and", "or", "with") else 0


def _link(tokens: tuple[Token, ...], at: int) -> str:
    lower = tokens[at].lower
    if lower in _CONNECTORS | _WEAK | {"up", "down", "then", "after", "followed"}:
        return lower
    return tokens[at - 1].lower if at else ""


def _opening(tokens: tuple[Token, ...], first: int, start: int, end: int, last: int) -> int:
    """Where the clause of a number begins: after "the survey found that", a semicolon, a dash, "when"."""
    if start > first and (tokens[start - 1].lower == ":" or spaced_dash(tokens, start - 1)):
        announced = any(is_finite(token) for token in tokens[first:start])
        return start if announced and any(is_finite(token) for token in tokens[end:last]) else first
    if (
        start - 1 > first
        and tokens[start - 1].lower in ("and", "but")
        and _opens_clause(tokens, first, start, end, last)
    ):
        return start
    finite = False
    at = start - 1
    while at >= max(first, start - WINDOW):
        token = tokens[at]
        lower = token.lower
        if lower in (";", ":"):
            return at + 1
        if lower in _SUBORDINATING:
            return _main_clause(tokens, at + 1, start)
        if spaced_dash(tokens, at):
            pair = next((i for i in range(at - 1, max(first, at - 16), -1) if spaced_dash(tokens, i)), None)
            if pair is None:
                return at + 1
            at = pair
        elif lower in _CONNECTORS and at > first and tokens[at - 1].lower == "," and lower != "than":
            return at + 1
        elif lower == "that" and at > first and _is_complementizer(tokens, at):
            if tokens[at + 1].tag != "PRP":
                return at + 1
        elif (
            finite
            and lower in forms("report_verbs")
            and is_verb(token)
            and tokens[at + 1].tag not in ("PRP", ",", "TO", "IN")
            and _own_subject(tokens, at + 1, start)
        ) or (not finite and at == start - 1 and lower in forms("report_verbs") and is_verb(token)):
            return at + 1
        finite = finite or is_finite(token)
        at -= 1
    return max(first, start - WINDOW)


def _opens_clause(tokens: tuple[Token, ...], first: int, start: int, end: int, last: int) -> bool:
    """Whether a number after "and" is the subject of a clause of its own ("… with 86 patients and 66% said …")."""
    if not any(is_finite(token) for token in tokens[first:start]):
        return False
    verb = next((at for at in range(end, min(last, end + 8)) if is_finite(tokens[at]) or tokens[at].lower == ","), None)
    return verb is not None and tokens[verb].lower != ","


_SUBORDINATING = frozenset({"when", "where", "whether", "because", "although", "if"})


def _is_complementizer(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "that" opens what somebody said or found."""
    if tokens[at].tag == "IN":
        return True
    return any(token.lower in forms("report_verbs") for token in tokens[max(0, at - 6) : at])


def _main_clause(tokens: tuple[Token, ...], first: int, start: int) -> int:
    """After a subordinate clause that a comma closes before the number's own clause ("When it began, traffic was …")."""
    for at in range(start - 1, first, -1):
        if tokens[at].lower == "," and _own_subject(tokens, at + 1, start):
            return at + 1
    return first


def _own_subject(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a noun stands before the first finite verb: a clause of its own."""
    for at in range(first, last):
        if is_finite(tokens[at]):
            return any(t.tag in NOUN for t in tokens[first:at])
    return False


_ENDERS = frozenset(
    {"but", "while", "whereas", "although", "though", "which", "according", "so", "as", "because", "compared"}
)


def _closing(tokens: tuple[Token, ...], end: int, following: int | None) -> int:
    """Where the clause of a number ends: at the next segment, a semicolon, ", but", ", which", ", according to"."""
    last = min(len(tokens) if following is None else following, end + WINDOW)
    for at in range(end, last):
        lower = tokens[at].lower
        if lower == ";":
            last = at
            break
        if lower == "," and at + 1 < last and _ends_at(tokens, at + 1, last):
            last = at
            break
    while last > end and (
        (not tokens[last - 1].lower[-1].isalnum() and tokens[last - 1].lower not in ('"', "%", ")", "'", "]"))
        or tokens[last - 1].lower in ("and", "or", "with", "while", "but")
    ):
        last -= 1
    return last


def _ends_at(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a new clause or an attribution begins after a comma."""
    lower = tokens[at].lower
    if lower in _ENDERS:
        return True
    if lower in ("and", "or") and at + 2 < last:
        return tokens[at + 1].tag in ("PRP", "EX") or (tokens[at + 1].tag in NOUN and is_finite(tokens[at + 2]))
    return lower in _SAYING or _is_attribution(tokens, at)


_SAYING = frozenset({"said", "says", "say", "reports", "reported", "writes", "wrote", "noted", "finds"})


def _is_attribution(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the rest of the sentence is ", the agency said." and the like."""
    end = len(tokens) - 1
    while end > at and not tokens[end].lower[0].isalnum():
        end -= 1
    return end - at < 12 and tokens[end].lower in _SAYING and not any(t.lower == "," for t in tokens[at:end])
