"""The verb of the clause before a number, and its subject: past what is fronted, without what is said in an aside."""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.clauses import NO_VERB, cleaned, phrase_before
from whence.extract.claims.lexicon import NOUN, forms, is_finite, words
from whence.extract.claims.noun_phrases import extent
from whence.extract.claims.reading import Span
from whence.extract.claims.segments import Segment

_CONNECTING = frozenset(',"-*•') | {"--", "and", "but", "or", "while", "whereas", "although", "though", "that", "with"}
_CONNECTING |= {"then", "also", "because"}


def subject_start(segment: Segment) -> int:
    """Where the subject begins: past connectors and a fronted phrase with its comma."""
    tokens, at = segment.tokens, segment.first
    while at < segment.start and (
        (tokens[at].lower in _CONNECTING and tokens[at].tag != "DT")
        or (tokens[at].tag == "RB" and at + 1 < segment.start and tokens[at + 1].lower == ",")
    ):
        at += 1
    if at < segment.start and (
        tokens[at].tag in ("IN", "VBG", "VBN", "TO") or tokens[at].lower in ("overall", "currently", "when")
    ):
        commas = [i for i in range(at, segment.start) if tokens[i].lower == ","]
        for comma in commas:
            if any(is_finite(tokens[i]) for i in range(comma, segment.start)):
                at = comma + 1
            else:
                break
            if tokens[at].tag not in ("IN", "VBG", "VBN", "CC"):
                break
        if not commas and tokens[at].tag == "IN":
            end = extent(tokens, at + 1, segment.start)
            opens = end < segment.start and tokens[end].tag in ("DT", "PRP", "EX", "PRP$")
            return end if opens or tokens[at].lower in ("among", "amongst") else at
    return at


def verb_before(segment: Segment) -> int | None:
    """The first finite verb of the clause before its number, else the first participle.

    A verb of a relative clause counts only where the number stands in that clause ("…, which spends $53,000").
    """
    tokens = segment.tokens
    span = range(subject_start(segment), segment.start)
    finite = [i for i in span if is_finite(tokens[i]) and not _is_figure(tokens, i)]
    if (resumed := _after_aside(tokens, span.start, finite)) is not None:
        return resumed
    if finite and finite[-1] - 1 > segment.first and tokens[finite[-1] - 1].lower == "which":
        return finite[-1]
    relative = any(tokens[i].tag == "WP" for i in span)
    aside = {"WDT", "WP", "PRP"} if relative else {"WDT", "WP"}
    main = [i for i in finite if tokens[_past_adverbs(tokens, i)].tag not in aside]
    if main or finite:
        return (main or finite)[0]
    return next((i for i in span if _is_participle(tokens, i, segment.start)), None)


def _after_aside(tokens: tuple[Token, ...], first: int, finite: list[int]) -> int | None:
    """The verb right after the comma that closes an aside to its subject ("imports, which …, fell")."""
    opens = next((at for at in range(first, finite[-1]) if tokens[at].lower == ","), None) if finite else None
    if opens is None or finite[0] < opens or opens == first:
        return None
    return next((at for at in finite if at - 1 > opens and tokens[at - 1].lower == ","), None)


def _is_figure(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "that share" and the like was tagged as a pronoun and its verb."""
    return at > 0 and tokens[at].lower in words("figure_nouns") and tokens[at - 1].lower in ("that", "this")


def _past_adverbs(tokens: tuple[Token, ...], verb: int) -> int:
    """The token before a verb and its adverbs."""
    before = max(0, verb - 1)
    while before and tokens[before].tag == "RB":
        before -= 1
    return before


def _is_participle(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    return tokens[at].tag[0] == "V" and tokens[at].lower not in NO_VERB and not _attributive(tokens, at, last)


def _attributive(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a participle stands before the noun it modifies."""
    return (
        tokens[at].tag in ("VBN", "VBG")
        and at + 1 < last
        and tokens[at + 1].tag in NOUN
        and (at == 0 or tokens[at - 1].tag in ("DT", "JJ", "IN", "CD", "CC", ",", "RB"))
    )


def subject(segment: Segment, verb: int) -> Span:
    """The subject of a verb; of a relative clause, the noun phrase that it hangs on."""
    tokens = segment.tokens
    before = verb - 1
    while before > segment.first and tokens[before].tag in ("RB", "MD"):
        before -= 1
    if tokens[before].lower in ("which", "who", "that") and tokens[before].tag in ("WDT", "WP"):
        end = before - 1 if before and tokens[before - 1].lower == "," else before
        return phrase_before(tokens, segment.first, end), end
    first, last = cleaned(tokens, subject_start(segment), verb)
    if first >= last and (host := _before_relative(segment, verb)) is not None:
        return host
    while last > first and tokens[last - 1].tag in ("RB", "MD", "TO"):
        last -= 1
    aside = next(
        (at for at in range(first + 1, last - 1) if tokens[at].lower == "," and _is_relative(tokens[at + 1])), 0
    )
    last = aside or last
    if last > first and tokens[last - 1].tag in ("PRP", "EX"):
        return last - 1, last
    first = _past_bare_adverbial(tokens, _past_adverbial(tokens, first, last), last)
    last = _before_aside(tokens, first, last, verb)
    joined = segment.link in ("and", "but") and first < last and tokens[first].tag == "IN"
    return (last, last) if joined else (first, last)


def _before_relative(segment: Segment, verb: int) -> Span | None:
    """The subject before an aside with a number of its own ("loans, which make up 71% of debt, grew 7%")."""
    tokens = segment.tokens
    if verb < 1 or tokens[verb - 1].lower != "," or tokens[verb].lower in forms("report_verbs"):
        return None
    asides = range(verb - 2, max(0, verb - _ASIDE), -1)
    comma = next((at for at in asides if tokens[at].lower == "," and _is_relative(tokens[at + 1])), None)
    if comma is None or any(is_finite(token) for token in tokens[_clause_start(tokens, comma) : comma]):
        return None
    first = phrase_before(tokens, _clause_start(tokens, comma), comma)
    return (first, comma) if first < comma else None


def _clause_start(tokens: tuple[Token, ...], end: int) -> int:
    """The token after the mark or "and" before a noun phrase that ends at a token."""
    return next((at + 1 for at in range(end - 1, -1, -1) if tokens[at].lower in (",", ";", ":", "--", "that")), 0)


_ASIDE = 24
"""Tokens of the longest relative clause between a subject and its verb."""


def _is_time(token: Token) -> bool:
    """Whether a word tells a time by itself, as the articles and figures among the words of times don't."""
    return token.lower in words("time_words") and token.tag not in ("DT", "IN", "CD")


def _past_bare_adverbial(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Past an adverbial with no comma: a noun right before an article ends it ("for 2018 as a whole the deficit")."""
    if first >= last or tokens[first].tag in ("DT", "PRP$", "PDT"):
        return first
    opens = (
        at
        for at in range(last - 1, first, -1)
        if tokens[at].tag in ("DT", "PRP$")
        and (tokens[at - 1].tag in NOUN | {"CD"} or tokens[at - 1].lower == "whole")
        and tokens[at].lower != "that"
    )
    return next(opens, _past_date(tokens, first, last))


def _past_date(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Past the date of "compared with May 2011 rents were up", where a noun follows it."""
    if not first or tokens[first - 1].tag not in ("IN", "TO"):
        return first
    at = first
    while at < last and (tokens[at].tag == "CD" or (_is_time(tokens[at]) and tokens[at].tag == "NNP")):
        at += 1
    return at if at < last and tokens[at].tag in NOUN else first


def _before_aside(tokens: tuple[Token, ...], first: int, last: int, verb: int) -> int:
    """The end of a subject before what is said of it between commas ("the chain, last year's darling, was …")."""
    if tokens[verb - 1].lower != ",":
        return last
    comma = next((at for at in range(first + 1, last) if tokens[at].lower == ","), last)
    return last if comma + 1 < last and tokens[comma + 1].tag == "VBG" else comma


def _is_relative(token: Token) -> bool:
    return token.tag in ("WDT", "WP", "WP$") and token.lower in ("which", "who", "whose")


def _past_adverbial(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Past the adverbial in front of a subject and its comma ("Five years later, that number")."""
    comma = next((at for at in range(first, last - 1) if tokens[at].lower == ","), None)
    if comma is None:
        return first
    adverb = tokens[first].tag[:2] in ("RB", "IN") or _is_time(tokens[first])
    timed = any(_is_time(token) or token.tag == "RBR" for token in tokens[first:comma])
    return comma + 1 if adverb or timed else first
