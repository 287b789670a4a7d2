"""The population in a noun phrase: its head, whose it is, what it is of, and whether it names people at all."""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.lexicon import NOUN, is_noun, is_owner, is_population_noun, words
from whence.extract.claims.noun_phrases import extent
from whence.extract.claims.reading import Span
from whence.extract.claims.segments import Segment


def head(tokens: tuple[Token, ...], first: int, last: int) -> Token:
    """The head noun of a noun phrase: the last noun before its first attachment."""
    found = tokens[first]
    for at in range(first, last):
        if is_noun(tokens[at]):
            found = tokens[at]
        elif (tokens[at].tag in ("IN", "WP", "WDT", "TO", ",") and found.tag in NOUN) or (
            tokens[at].tag in ("VBG", "VBN") and found.tag in NOUN and tokens[at - 1].tag != "HYPH"
        ):
            break
    return found


def past_share(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """Past "three quarters of", "an even larger share of", "nearly all" at the start of a population."""
    for at in range(first, min(end - 1, first + 7)):
        if tokens[at].lower == "of" and any(t.lower in words("share_words") or t.tag == "CD" for t in tokens[first:at]):
            return at + 1
    at = first
    while at < end - 1 and (tokens[at].tag in ("CD", "RB") or tokens[at].lower in ("all", "in", "-", "most")):
        at += 1
    return at


def within(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """The population in a subject: the owner, or what a measured quantity is of, among, for or in; else all of it."""
    noun = head(tokens, first, last).lower
    owner = _owner(tokens, first, last, noun in words("measure_nouns"))
    if owner is not None:
        return owner
    if noun in words("share_words"):
        return past_share(tokens, first, last), last
    if noun not in words("measure_nouns"):
        return first, last
    if noun in words("attitude_nouns"):
        return _holders(tokens, first, last)
    for wanted in (("among", "for", "between"), ("of",), ("in", "at", "across", "from")):
        for at in range(first, last - 1):
            if tokens[at].lower in wanted:
                end = extent(tokens, at + 1, last)
                if end > at + 1 and tokens[at + 1].tag != "CD":
                    return at + 1, last if end < last and tokens[end].tag in _NARROWING else end
    return first, last


def _owner(tokens: tuple[Token, ...], first: int, last: int, is_measure: bool) -> Span | None:
    """Whose something is: people, and of a measure anybody's or anything's ("the van's price", "its price")."""
    if is_measure and last - first > 1 and tokens[first].tag == "PRP$":
        return first, first + 1
    for at in range(first + 1, last):
        owned = is_measure and tokens[at].tag == "POS" and tokens[at - 1].lower not in words("time_words")
        if owned or is_owner(tokens, at):
            return _past_comma(tokens, first, at), at
    return None


def _past_comma(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Past what a comma closes in front of an owner ("out yesterday, the firm's")."""
    comma = next((at for at in range(last - 1, first, -1) if tokens[at].lower == ","), None)
    return first if comma is None or is_noun(tokens[comma - 1]) else comma + 1


_NARROWING = frozenset({"WP", "WDT", "VBG", "VBN", "JJ", "RB"})
"""What can follow a population to narrow it down ("people sleeping rough")."""


def _holders(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """Who holds an attitude: after "among" or "by"; what stands after "for" or "of" is its object."""
    for at in range(first, last - 1):
        if tokens[at].lower in ("among", "amongst", "by", "from"):
            end = extent(tokens, at + 1, last)
            if end > at + 1:
                return at + 1, end
    return first, last


def group_after(segment: Segment) -> Span | None:
    """The people of "among women", "for men over 60" after a number."""
    tokens = segment.tokens
    for at in range(segment.end, min(segment.last, segment.end + 8)):
        if tokens[at].lower in ("among", "amongst", "for"):
            end = extent(tokens, at + 1, segment.last)
            if end > at + 1 and is_population_noun(head(tokens, at + 1, end)):
                return at + 1, end
    return None


_SAME = frozenset({"equivalent", "corresponding", "comparable", "same"})


def points_back(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a subject is "it", "that", or "this latter figure" and the like."""
    if last - first == 1:
        return tokens[first].lower in words("anaphors")
    span = [token.lower for token in tokens[first:last]]
    if _SAME.intersection(span) and words("figure_nouns").intersection(span) and "of" not in span:
        return True
    longest = {"the": 2, "this": 3, "that": 3, "these": 3, "those": 3}.get(tokens[first].lower, 0)
    return 1 < last - first <= longest and tokens[last - 1].lower in words("figure_nouns")


_REFERRING = frozenset({"it", "they", "he", "she", "this", "that", "these", "those", "them", "one", "ones", "both"})
_ORDINAL = frozenset({"latter", "former", "two", "three", "same", "rest", "total"})


def refers_back(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a population is a pronoun, "the latter", or the owner in "its share"."""
    while first < last and tokens[first].tag in ("IN", "RB", ","):
        first += 1
    if not any(token.tag in NOUN or token.tag in ("JJ", "CD", "DT", "PRP", "PRP$") for token in tokens[first:last]):
        return True
    if last - first == 1:
        return tokens[first].lower in _REFERRING or tokens[first].tag in ("PRP", "PRP$")
    return last - first == 2 and tokens[first].lower == "the" and tokens[first + 1].lower in _ORDINAL


def is_people(tokens: tuple[Token, ...], span: Span) -> bool:
    """Whether a span is a population whose members can do and say things, rather than a source of findings."""
    if span[0] >= span[1]:
        return False
    noun = head(tokens, *span)
    outside = words("source_nouns") | words("answer_nouns") | words("share_words")
    return is_population_noun(noun) and noun.lower not in outside
