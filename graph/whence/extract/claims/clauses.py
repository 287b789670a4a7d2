"""The parts of a clause around a number: the predicate after a noun phrase, the phrase before it, what is left over."""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.boundaries import CLOSING, OPENING
from whence.extract.claims.lexicon import NOMINAL, NOUN, is_finite, is_verb, reads_as_verb, spaced_dash
from whence.extract.claims.noun_phrases import base
from whence.extract.claims.reading import Span
from whence.extract.claims.segments import Segment

ASIDE = 14
"""Tokens of the longest aside between a subject and its verb."""

NO_VERB = frozenset(
    {"compared", "according", "followed", "based", "including", "regarding", "concerning", "given", "aged"}
)
"""Participles that are prepositions."""
_MARKS = frozenset(",;:()[].-*•|") | {"--"}
_LOOSE = _MARKS | {"and", "or", "but", "compared", "versus", "vs", "vs.", "with", "to", "then", "also"}
_TRAILING = _LOOSE - {"to", "with"} | {"the", "a", "an"}
_TO_SKIP = frozenset({"who", "that", "which", "also", "then", "now", ",", "-", "--"})


def predicate_at(tokens: tuple[Token, ...], at: int, last: int) -> Span | None:
    """The predicate that begins at a token, past an aside between marks, adverbs and a relative pronoun."""
    start = at
    if start < last and (tokens[start].lower == "," or spaced_dash(tokens, start)):
        close = next(
            (i for i in range(start + 1, min(last, start + ASIDE)) if tokens[i].lower == tokens[start].lower), None
        )
        if (
            close is not None
            and _opens_predicate(tokens, close + 1, last)
            and not _opens_predicate(tokens, start + 1, last)
        ):
            return trimmed(tokens, close + 1, last)
        start += 1
    if start < last and tokens[start].lower in OPENING:
        close = next((i for i in range(start + 1, min(last, start + ASIDE)) if tokens[i].lower in CLOSING), None)
        start = start if close is None else close + 1
    if start < last and tokens[start].tag == "IN":
        end = base(tokens, start + 1, last)
        start = end if end < last and is_finite(tokens[end]) else start
    return trimmed(tokens, start, last) if _opens_predicate(tokens, start, last) else None


def _opens_predicate(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    while at < last and (
        tokens[at].tag in ("RB", "WP", "WDT", "RBR") or tokens[at].lower in ("that", "who", "each", "all", "both")
    ):
        at += 1
    opens = at < last and (is_verb(tokens[at]) or reads_as_verb(tokens, at))
    return opens and tokens[at].lower not in NO_VERB


def trimmed(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """A predicate without the pronoun and the adverbs that lead to it."""
    while first < last and tokens[first].lower in _TO_SKIP:
        first += 1
    return first, last


def phrase_before(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """The start of the noun phrase that ends at a token, with "of" phrases."""
    at = end
    while at > first and _in_phrase(tokens, at - 1, first, end):
        at -= 1
    while at < end and (
        (tokens[at].tag in ("RB", "CC") and not _is_age(tokens, at, end)) or tokens[at].lower in ("of", '"', "-", "'")
    ):
        at += 1
    return at


def _in_phrase(tokens: tuple[Token, ...], at: int, first: int, end: int) -> bool:
    token = tokens[at]
    if token.lower in ("aged", "over", "under", "to") and _is_age(tokens, at, end):
        return True
    if (
        token.lower in ("of", "/", "&", '"', "in", "on", "into", "over")
        and at > first
        and tokens[at - 1].tag in NOUN | {"CC"}
    ):
        return True
    if token.lower == "-" and at > first and tokens[at - 1].lower in ("over", "under"):
        return True
    if token.tag == "CD" and at + 1 < end and tokens[at + 1].lower == "s":
        return True
    if token.lower in ("and", "-"):
        return at > first and tokens[at - 1].tag in NOUN | {"JJ", "HYPH", "AFX", "IN", "CD"}
    if token.tag in ("RB", "VBN", "VBG"):
        return at + 1 < end and tokens[at + 1].tag in NOUN | {"JJ", "VBN"}
    return token.tag in NOMINAL


def _is_age(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether a word belongs to an age ("those aged 35 to 54", "over-55s")."""
    following = at + 1 + (at + 1 < end and tokens[at + 1].lower == "-")
    return following < end and tokens[following].tag in ("CD", "IN")


def rest(segment: Segment, population: Span | None) -> tuple[Span, ...]:
    """The segment without its numbers and the population, and without the prepositions that led to them.

    Nothing where no noun, verb or adjective is left.
    """
    tokens = segment.tokens
    numbers = (span for span in ((segment.start, segment.end), *segment.others) if not _is_said(tokens, span))
    cuts = [_with_preposition(tokens, span, segment.first) for span in numbers]
    if population:
        first, last = _with_preposition(tokens, population, segment.first)
        owned = last < segment.last and tokens[last].lower in ("'", "'s")
        cuts.append((first, last + owned))
    spans, at = [], segment.first
    for start, end in sorted(cuts):
        spans.append((at, start))
        at = max(at, end)
    spans.append((at, segment.last))
    kept = tuple(span for span in (cleaned(tokens, *s) for s in spans if s[0] < s[1]) if span[0] < span[1])
    said = any(_says(tokens[i]) for s in kept for i in range(*s))
    return tuple(s for s in kept if s[1] - s[0] > 1 or tokens[s[0]].tag not in ("IN", "TO", "DT")) if said else ()


def _is_said(tokens: tuple[Token, ...], span: Span) -> bool:
    """Whether a number is the verb of its clause, and so part of what is said: "have more than doubled"."""
    return any(is_verb(tokens[at]) for at in range(*span))


def _says(token: Token) -> bool:
    """Whether a word can say something of a population on its own: no function word or adverb of degree."""
    return token.tag in NOUN or is_verb(token) or token.tag[:2] == "JJ" or token.lower in _MOVED


_MOVED = frozenset({"up", "down", "higher", "lower", "longer", "shorter", "faster", "slower", "earlier", "later"})


def _with_preposition(tokens: tuple[Token, ...], span: Span, low: int) -> Span:
    first, last = span
    return (first - 1, last) if first > low and tokens[first - 1].lower in _LEADING else span


_LEADING = frozenset({"of", "for", "to", "from", "by", "at", "among", "between", "in"})


def cleaned(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """A span without the marks and connectors at its ends."""
    while first < last and tokens[first].lower in _LOOSE:
        first += 1
    while last > first and tokens[last - 1].lower in _TRAILING:
        last -= 1
    return first, last
