"""A number in brackets or between commas, right after what it speaks of.

"Republicans (93%) approve": the population. "The main drivers are speed (46%) and cost (39%)": an answer, and the
population is those who gave it. "The commonest devices were printers (7%)": a part of the devices.
"""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.boundaries import OPENING
from whence.extract.claims.clauses import cleaned, phrase_before, predicate_at, rest
from whence.extract.claims.lexicon import PLURAL, SHARE, is_population_noun, words
from whence.extract.claims.populations import head, is_people, past_share, points_back, within
from whence.extract.claims.reading import Reading, Span, What, Whom, reading
from whence.extract.claims.segments import Segment
from whence.extract.claims.subjects import subject, verb_before

REACH = 12
"""Tokens between the opening bracket and its number."""


def bracketed(segment: Segment) -> Reading | None:
    """The reading of a number in brackets or in apposition; None for any other."""
    tokens = segment.tokens
    opened = _opened(segment)
    if opened is None or opened <= segment.first:
        return None
    first = phrase_before(tokens, segment.first, opened)
    verb = verb_before(segment)
    if first == opened:
        item = (opened - 1, opened) if tokens[opened - 1].lower.isalpha() else None
        return _listed(segment, item, verb) if segment.bracketed else None
    follows = predicate_at(tokens, segment.end, segment.last)
    if follows is not None and (verb is None or verb >= first or _opens_clause(tokens, first)):
        return _apposed(segment, (first, opened), follows)
    if not segment.bracketed:
        return None
    if verb is None:
        return _named(segment, (first, opened))
    return _listed(segment, (first, opened), verb)


def _opened(segment: Segment) -> int | None:
    """Where the bracket, or the comma of an apposition, before the number is."""
    tokens, start = segment.tokens, segment.start
    if segment.bracketed:
        span = range(start, max(segment.first, start - REACH) - 1, -1)
        return next((i for i in span if tokens[i].lower in OPENING), None)
    closed = segment.end < segment.last and tokens[segment.end].lower == ","
    return start - 1 if segment.before == "," and closed else None


def _opens_clause(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a noun phrase is a subject rather than the object of a verb or preposition before it."""
    return first == 0 or tokens[first - 1].tag in (",", ":", "CC", "RB") or tokens[first - 1].lower == "that"


def _apposed(segment: Segment, phrase: Span, follows: Span) -> Reading:
    """A noun phrase, its number beside it, and the predicate of both."""
    tokens = segment.tokens
    noun = head(tokens, *phrase).lower
    if noun in ("group", "bloc") or noun in words("answer_nouns"):
        return Reading(segment, None, Whom.NONE, (follows,), What.PREDICATE)
    inner = within(tokens, *phrase)
    named = (past_share(tokens, *inner), inner[1]) if inner == phrase else inner
    measured = noun in words("measure_nouns") - words("share_words") and named[0] > phrase[0]
    before = cleaned(tokens, phrase[0], named[0]) if measured else (0, 0)
    return Reading(
        segment, named, Whom.DIRECT, (before, follows) if before[0] < before[1] else (follows,), What.PREDICATE
    )


def _named(segment: Segment, phrase: Span) -> Reading:
    """A noun phrase with its number and no verb: people whose predicate stands elsewhere, or an item of a list."""
    tokens = segment.tokens
    named = past_share(tokens, *phrase), phrase[1]
    if segment.unit == SHARE and is_population_noun(head(tokens, *named)):
        return Reading(segment, named, Whom.DIRECT, (), What.NONE, item=named)
    said = rest(segment, None)
    return Reading(segment, None, Whom.NONE, said, What.CLAUSE, item=phrase)


def _listed(segment: Segment, item: Span | None, verb: int | None) -> Reading | None:
    """The first item of a list that a clause leads to, or the end of a clause."""
    tokens = segment.tokens
    if verb is None:
        return reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE)
    doer = subject(segment, verb)
    if points_back(tokens, *doer):
        return None
    lead = (doer[0], item[0]) if item and verb < item[0] else None
    noun = head(tokens, *doer) if doer[0] < doer[1] else tokens[verb]
    if is_people(tokens, doer):
        said = rest(segment, doer)
        lead = (doer[1], item[0]) if item and lead else None
        return Reading(segment, doer, Whom.SUBJECT, said, What.CLAUSE, lead, item)
    outside = words("answer_nouns") | words("share_words")
    if lead and noun.tag in PLURAL and noun.lower not in outside:
        return Reading(segment, within(tokens, *doer), Whom.SUBJECT, rest(segment, doer), What.CLAUSE, lead, item)
    return Reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE, lead, item)
