"""The population in a noun phrase: its head, whose it is, what it is of, and whether it names people at all."""

from __future__ import annotations

import re

from whence.analyse import Token
from whence.extract.claims.lexicon import NOUN, PLURAL, is_noun, is_owner, is_population_noun, words
from whence.extract.claims.noun_phrases import extent
from whence.extract.claims.reading import Span
from whence.extract.claims.segments import Segment


def head(tokens: tuple[Token, ...], first: int, last: int) -> Token:
    """The head noun of a noun phrase: the last noun before its first attachment."""
    found = tokens[first]
    for at in range(first, last):
        if is_noun(tokens[at]):
            found = tokens[at]
        elif (tokens[at].tag in ("IN", "WP", "WP$", "WDT", "TO", ",") and found.tag in NOUN) or (
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
    return first if tokens[at].lower == "s" else at  # the CD of "over-65s" counts nobody


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
            if end > at + 1 and _is_group(head(tokens, at + 1, end)):
                return at + 1, end
    return None


def _is_group(noun: Token) -> bool:
    return is_population_noun(noun) and noun.lower not in words("unit_nouns")


_AVERAGES = frozenset({"average", "median", "mean", "typical", "usual"})
_DEGREES = _AVERAGES | {"largest", "biggest", "highest", "lowest", "smallest", "maximum", "minimum", "overall", "total"}
_DETERMINERS = frozenset({"the", "a", "an", "this", "that"})


def is_ownerless(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a measure does not say of whom or what: "the average salary", "a rate", "the median"."""
    noun = head(tokens, first, last)
    if noun.lower not in words("measure_nouns") | words("figure_nouns") | _AVERAGES:
        return False
    if any(token.tag in ("POS", "PRP$", "IN", "NNP", "NNPS") for token in tokens[first:last]):
        return False
    said = [token for token in tokens[first:last] if token.tag not in ("RB", "CD", "HYPH")]
    return len(said) > 1 and said[0].lower in _DETERMINERS and all(t.lower in _DEGREES for t in said[1:-1])


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
_ORDINAL = frozenset({"latter", "former", "two", "three", "same", "rest"})


def refers_back(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a population is a pronoun, "the latter", or the owner in "its share"."""
    while first < last and tokens[first].tag in ("IN", "RB", ","):
        first += 1
    if not any(token.tag in NOUN or token.tag in ("JJ", "CD", "DT", "PRP", "PRP$") for token in tokens[first:last]):
        return True
    if last - first == 1:
        return tokens[first].lower in _REFERRING or tokens[first].tag in ("PRP", "PRP$")
    return last - first == 2 and tokens[first].lower == "the" and tokens[first + 1].lower in _ORDINAL


_AGENTS = re.compile(r"(?:ers|ors|ists|ants|ians|ees|men|folk|olds|mates|chiefs|scholars)$")
"""How the plural of a noun for people ends: workers, investors, dentists, applicants, technicians, employees."""


def are_people(tokens: tuple[Token, ...], span: Span) -> bool:
    """Whether a noun phrase names people or organizations, who can be asked and can answer."""
    if span[0] >= span[1]:
        return False
    noun = head(tokens, *span)
    if noun.lower in words("answer_nouns") or noun.lower in words("source_nouns") - _ASKED_TOO:
        return False
    if noun.lower in words("population_nouns"):
        return True
    if noun.tag not in PLURAL or noun.lower in words("measure_nouns") or noun.lower in words("things_like_people"):
        return False
    named = noun.tag == "NNPS" or (noun.text[:1].isupper() and noun.start != tokens[0].start)
    return named or _AGENTS.search(noun.lower) is not None or _is_aged(tokens, span)


_ASKED_TOO = frozenset({"economists", "experts", "officials", "researchers", "scientists", "authors", "analysts"})
"""People who tell what was found, and can be asked themselves."""


def _is_aged(tokens: tuple[Token, ...], span: Span) -> bool:
    """Whether a noun phrase tells people apart by age: "the over-40s", "18- to 24-year-olds"."""
    return any(token.lower in ("aged", "-year-olds", "year-olds") for token in tokens[span[0] : span[1]]) or (
        tokens[span[1] - 1].lower == "s" and any(t.lower in ("over", "under") for t in tokens[span[0] : span[1]])
    )


_SEVERAL = frozenset({"them", "these", "those", "whom", "which"})


def of_several(segment: Segment) -> int | None:
    """Where the pronoun stands in "half of them", "of these, 12% …", "of whom 40 …"; None without one."""
    tokens, first = segment.tokens, segment.first
    while first + 1 < segment.start and tokens[first].lower in (",", "and", "but", "in", "-", "--", ";"):
        first += 1
    for at in (segment.end, first):
        if at + 2 < len(tokens) and tokens[at].lower == "of" and tokens[at + 1].lower in _SEVERAL:
            narrowed = tokens[at + 1].lower not in ("them", "whom") and tokens[at + 2].tag in _NARROWED
            return None if narrowed else at + 1
    return None


_NARROWED = NOUN | {"WP", "VBN", "VBG", "JJ", "IN"}
"""What narrows a pronoun down, so that it stands for nothing before ("those who left", "these firms")."""


def is_people(tokens: tuple[Token, ...], span: Span) -> bool:
    """Whether a span is a population whose members can do and say things, rather than a source of findings."""
    if span[0] >= span[1]:
        return False
    noun = head(tokens, *span)
    outside = words("source_nouns") | words("answer_nouns") | words("share_words")
    return is_population_noun(noun) and noun.lower not in outside
