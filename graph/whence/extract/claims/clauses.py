"""The parts of the clause around a number: subject and verb, the predicate after a noun phrase, what is left over."""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.boundaries import CLOSING, OPENING
from whence.extract.claims.lexicon import NOMINAL, NOUN, is_finite, is_verb, reads_as_verb, spaced_dash, words
from whence.extract.claims.noun_phrases import base, extent
from whence.extract.claims.reading import Span
from whence.extract.claims.segments import Segment

ASIDE = 14
"""Tokens of the longest aside between a subject and its verb."""

_CONNECTING = frozenset(',"-*•') | {"--", "and", "but", "or", "while", "whereas", "although", "though", "that", "with"}
_CONNECTING |= {"then", "also", "because"}
_NO_VERB = frozenset(
    {"compared", "according", "followed", "based", "including", "regarding", "concerning", "given", "aged"}
)
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
    return opens and tokens[at].lower not in _NO_VERB


def trimmed(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """A predicate without the pronoun and the adverbs that lead to it."""
    while first < last and tokens[first].lower in _TO_SKIP:
        first += 1
    return first, last


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
    return tokens[at].tag[0] == "V" and tokens[at].lower not in _NO_VERB and not _attributive(tokens, at, last)


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
    numbers = (span for span in ((segment.start, segment.end), *segment.others) if not is_verb(tokens[span[0]]))
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
