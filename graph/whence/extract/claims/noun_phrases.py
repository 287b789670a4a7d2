"""How far a population reaches: a noun phrase with the attachments that narrow it down, and none that do not.

"adults in Ohio who own a boat" is one population; in "adults in the survey who said yes" the population is "adults",
and what follows is the study and the answer.
"""

from __future__ import annotations

import re

from whence.analyse import Token
from whence.extract.claims.lexicon import (
    NOMINAL,
    NOUN,
    PLURAL,
    forms,
    is_answer,
    is_finite,
    is_verb,
    reads_as_verb,
    spaced_dash,
    words,
)

_ATTACHING = frozenset(
    {"of", "in", "for", "from", "with", "at", "under", "over", "on", "across", "within", "between", "aged", "by"}
    | {"without", "outside", "near", "per"}
)
_ASIDE = re.compile(
    r"""on\ average\b|
    (?:in|of|from|for|during|by|since|at|on|over|within|through|last|this|next|before|after|until|under)
    (?:\ (?:the|a|an|this|that|our|its|their|early|late|mid|first|second|third|fourth|last|past|next|previous|same
        |latest|new|recent|\w{1,12}ly))*
    \ (?:(?:january|february|march|april|may|june|july|august|september|october|november|december
        |(?:19|20)\d\d|years?|months?|weeks?|quarters?|half|decades?|time|year's)\b
      |(?:[\w'-]+\ ){0,4}(?:survey|poll|study|report|research|sample)\b)""",
    re.VERBOSE,
)
_CLOSED = frozenset({"those", "all", "people"})
_RELATIVE = frozenset({"who", "that", "which", "whose", "whom", "where"})


def base(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The end of the base noun phrase at `first`: determiner, modifiers, nouns joined by "and"."""
    at = first
    while at < last:
        token = tokens[at]
        if at > first and (is_answer(token) or _is_askee(tokens, at) or reads_as_verb(tokens, at)):
            break
        if token.tag in ("DT", "PRP$") and at > first and not _may_precede_determiner(tokens[at - 1]):
            break
        if at > first and token.lower in ("last", "this", "next", "each", "every") and _is_time(tokens, at + 1, last):
            break
        if (
            (token.tag in NOMINAL and not is_finite(token))
            or _is_age(tokens, at, last)
            or _modifies(tokens, at, last)
            or (token.lower in ('"', "&", "/", "'") and at + 1 < last and (at > first or token.lower == '"'))
            or (token.lower == "-" and (not spaced_dash(tokens, at) or _is_suspended(tokens, at + 1, last)))
            or (at > first and token.tag in ("IN", "TO") and _is_compounded(tokens, at))
            or (token.lower in ("and", "or", ",") and at > first and _joins(tokens, at, last))
        ):
            at += 1
        elif (
            token.lower in ("to", "and")
            and at > first
            and tokens[at - 1].tag == "CD"
            and at + 1 < last
            and tokens[at + 1].tag == "CD"
        ):
            at += 2
        elif at > first + 1 and _is_suspended(tokens, at, last):
            at += 1
        else:
            break
    while (
        at > first
        and tokens[at - 1].lower in ("and", "or", ",", '"')
        and not (tokens[at - 1].lower == '"' and any(t.lower == '"' for t in tokens[first : at - 1]))
    ):
        at -= 1
    return at


def _is_compounded(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a hyphen ties a preposition to the word before ("business-to-business", "break-ins")."""
    hyphen = tokens[at - 1]
    return hyphen.lower == "-" and hyphen.end == tokens[at].start and not spaced_dash(tokens, at - 1)


def _is_suspended(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a word joins two compounds, the first without its end: "18- to 24-year-olds"."""
    if at < 2 or at + 1 >= last or tokens[at].lower not in ("to", "and", "or"):
        return False
    hyphen = tokens[at - 1]
    return hyphen.lower == "-" and hyphen.start == tokens[at - 2].end and tokens[at + 1].tag == "CD"


def _may_precede_determiner(token: Token) -> bool:
    """Whether a determiner after a token goes on with its noun phrase ("all the", "half their", "and the")."""
    return token.tag in ("PDT", "CC", "DT", "POS", ",", "``") or token.lower in ("all", "both", "half", '"', "/")


def _is_time(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    return at < last and tokens[at].lower in ("year", "month", "week", "quarter", "decade", "summer", "winter", "day")


def _is_askee(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a participle after people says that they were asked, or which they are ("those killed"), and closes the
    population.
    """
    if tokens[at - 1].lower == "those" and tokens[at].tag == "VBN":
        return True
    asked = tokens[at - 1].lower in _CLOSED or tokens[at - 1].tag in PLURAL
    return asked and tokens[at].lower in words("askees")


def _is_age(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether "over" or "under" begins an age ("over-55s")."""
    return tokens[at].lower in ("over", "under") and at + 1 < last and tokens[at + 1].lower == "-"


def _modifies(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a participle, adverb or preposition-like word stands before the noun it modifies ("surveyed firms")."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < last else None
    if following is None:
        return False
    if token.tag in ("VBN", "VBG"):
        return (
            (following.tag in NOUN or following.tag[:2] == "JJ")
            and (at == 0 or tokens[at - 1].tag not in NOUN)
            and token.lower not in words("askees")
        )
    if token.tag in ("RB", "RBR"):
        return (
            following.tag[:2] in ("JJ", "VB")
            and following.tag in ("JJ", "JJR", "VBN", "VBG")
            and at + 2 < last
            and (tokens[at + 2].tag in NOUN or tokens[at + 2].tag[:2] == "JJ")
        )
    return False


def _joins(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether "and", "or" or a list comma joins two nouns of one phrase rather than two clauses."""
    if at + 1 >= last:
        return False
    following = tokens[at + 1]
    if tokens[at].lower == ",":
        if following.lower in ("and", "or"):
            return _list_goes_on(tokens, at, last) and at + 2 < last and tokens[at + 2].tag in NOMINAL
        return following.tag in NOMINAL and following.tag not in ("DT", "CD") and _list_goes_on(tokens, at + 1, last)
    if following.lower in ("those", "people"):
        return True
    return following.tag in NOMINAL - {"CD", "POS"} or _modifies(tokens, at + 1, last)


def _list_goes_on(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether nouns, commas and a final "and" follow, then no new clause."""
    for index in range(at, min(last, at + 10)):
        token = tokens[index]
        if token.lower in ("and", "or"):
            return index + 1 < last and tokens[index + 1].tag in NOUN | {"JJ"}
        if token.tag not in NOMINAL and token.lower != ",":
            return False
    return False


def extent(tokens: tuple[Token, ...], first: int, last: int, *, closing: bool = False) -> int:
    """The end of the population at `first`, with its attachments; `closing`: a relative clause after it is no answer
    that is given of it, and belongs to it ("surveyed 640 people who had moved").
    """
    at = base(tokens, first, last)
    while at < last and at > first:
        token = tokens[at]
        if token.lower in _RELATIVE and at + 1 < last:
            end = _relative_end(tokens, at, last)
            end = _clause_end(tokens, at, last) if closing and end == at else end
        elif _is_askee(tokens, at):
            return at + 1
        elif token.lower in _ATTACHING:
            end = at if _is_aside(tokens, at, last) else _attachment_end(tokens, at, last)
        elif token.lower in ("older", "younger", "ages", "age") or (
            token.tag in ("JJ", "JJR") and at + 1 < last and tokens[at + 1].lower in ("than", "with", "for", "in", "to")
        ):
            end = _attachment_end(tokens, at, last)
        elif token.tag in ("VBN", "VBG") and token.lower not in forms("report_verbs") | _OF_THE_STUDY:
            end = _participle_end(tokens, at, last)
        elif _is_contact_clause(tokens, at, last):
            end = at + 2
        elif token.lower in ("and", "or") and at + 1 < last and tokens[at + 1].lower == "those":
            end = base(tokens, at + 1, last)
        else:
            break
        if end <= at:
            break
        at = end
    return at


_OF_THE_STUDY = frozenset({"published", "released", "conducted", "commissioned", "carried"})
"""Participles after those who were asked that speak of the study: "a survey of nurses published in May"."""


def _clause_end(tokens: tuple[Token, ...], at: int, last: int) -> int:
    """The end of the relative clause at a token: the next mark or a verb of finding."""
    if not any(is_finite(token) for token in tokens[at + 1 : min(last, at + 4)]):
        return at
    marks = (i for i in range(at + 1, last) if tokens[i].lower in (",", ".", ";", ":", "(", '"', "--"))
    end = next(marks, last)
    return at if any(token.lower in forms("report_verbs") for token in tokens[at:end]) else end


def _is_contact_clause(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a pronoun and its verb narrow a noun down ("the people they hire"; not "among men it was 7%")."""
    if tokens[at].lower not in ("they", "we", "he", "she", "it", "i") or at + 1 >= last or not is_verb(tokens[at + 1]):
        return False
    return tokens[at + 1].lower not in _LINKING


_LINKING = frozenset({"is", "was", "are", "were", "'s", "'re", "stood", "stands", "reached", "fell", "rose"})
"""Verbs that leave nothing out that a noun before them could be."""


def _attachment_end(tokens: tuple[Token, ...], at: int, last: int) -> int:
    following = at + 1
    while following < last and tokens[following].tag in ("IN", "TO", "RB", "JJR") and following < at + 4:
        following += 1
    if following < last and tokens[following].tag == "VBG":
        following += 1
    end = base(tokens, following, last)
    return end if end > following else at


def _is_aside(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a prepositional phrase gives the time or names the study, and so narrows nothing down."""
    return _ASIDE.match(" ".join(token.lower for token in tokens[at : min(last, at + 7)])) is not None


def _next_finite(tokens: tuple[Token, ...], at: int, last: int) -> int | None:
    """The next finite verb with no subject of its own right before it."""
    for index in range(at, last):
        if is_finite(tokens[index]):
            before = tokens[index - 1]
            if before.tag in ("PRP", "EX", "WP", "WDT") or before.lower in ("who", "that", "which"):
                continue
            return index
        if tokens[index].lower in (";", ":", ","):
            break
    return None


def _relative_end(tokens: tuple[Token, ...], at: int, last: int) -> int:
    """The end of a relative clause that a second finite verb follows; none follows where the clause is the answer."""
    verb = next((i for i in range(at + 1, min(last, at + 5)) if is_verb(tokens[i])), None)
    if verb is None:
        return at
    group = verb + 1
    while group < last and not is_finite(tokens[group]) and (is_verb(tokens[group]) or tokens[group].tag == "RB"):
        group += 1
    if tokens[verb].lower in forms("report_verbs"):
        return at
    second = _next_finite(tokens, group, last)
    if second is None:
        return at
    while second > group and tokens[second - 1].tag in ("RB", "RBR"):
        second -= 1
    if tokens[second - 1].tag in ("CC", "DT", "PRP$"):
        return at
    return second - 1 if tokens[second - 1].lower == "," else second


def _participle_end(tokens: tuple[Token, ...], at: int, last: int) -> int:
    second = _next_finite(tokens, at + 1, last)
    if second is None:
        return at
    while second > at + 1 and tokens[second - 1].tag in ("RB", "RBR"):
        second -= 1
    return second - 1 if tokens[second - 1].lower == "," else second
