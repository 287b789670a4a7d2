"""Descriptions that begin where a name ends: ", an analyst at Acme,", "(Acme)", "of Acme", ", who leads Acme,"."""

from __future__ import annotations

from dataclasses import replace

from whence.extract.people.clauses import BEING, doing, relative
from whence.extract.people.descriptions import (
    LINKS,
    LONGEST,
    PAUSES,
    STUDY,
    TO_EMPLOYER,
    Description,
    Surroundings,
    is_role,
)
from whence.extract.people.employers import is_body, owner, workplace
from whence.extract.people.roles import role_from

_AUTHORS = frozenset({"authors", "co-authors", "researchers", "investigators"})
_ADVERBS = frozenset({"now", "currently", "also", "then", "herself", "himself", "formerly", "previously"})
_LONGEST_CREDENTIAL = 6


def description_after(around: Surroundings, at: int) -> Description | None:
    """The description of the person whose name ends at an index."""
    if at >= len(around.tokens):
        return None
    word = around.lower(at)
    if word in PAUSES:
        return _apposition(around, at + 1)
    if word == "(":
        return _in_brackets(around, at + 1)
    if word in BEING and (role := role_from(around, at + 1 + (around.lower(at + 1) == "as"))):
        return replace(role, first=at, last=at)  # the sentence goes on: it is no aside of the name
    if found := doing(around, at):
        return found
    if word not in TO_EMPLOYER:
        return None
    place = workplace(around, at + 1)
    if place is None:
        return None
    last, name, body = place
    inner = _apposition(around, last + 1) if around.lower(last) == "," else None
    if inner:
        return replace(inner, first=at, affiliation=inner.affiliation or name, body=inner.body or body)
    return Description(at, last, None, name, body, word == "from" and _may_live(around, at, last))


def _in_brackets(around: Surroundings, at: int) -> Description | None:
    close = next((index for index in around.up_to_end(at) if around.lower(index) == ")"), None)
    if close is None:
        return None
    found = owner(around, at)
    if found and found.last == close:
        return Description(at - 1, close + 1, None, found.text)
    role = role_from(around, at)
    return replace(role, first=at - 1, last=close + 1) if role else Description(at - 1, close + 1)


def _apposition(around: Surroundings, at: int) -> Description | None:
    begun, at = at, _past_credentials(around, at)
    aged = at > begun and around.tag(at - 2) == "CD"
    while around.lower(at) in _ADVERBS:
        at += 1
    word = around.lower(at)
    if not word:
        return None
    if word in ("who", "whose"):
        return relative(around, at)
    if word in ("writing", "speaking"):
        return _outlet(around, at)
    if word in TO_EMPLOYER:
        place = workplace(around, at + 1)
        if place is None:
            return None
        last, name, body = place
        return _closed(
            around,
            Description(at - 1, last, None, name, body, (aged or word == "from") and _may_live(around, at, last)),
        )
    if role := role_from(around, at):
        return _closed(around, _with_more(around, role))
    if around.lower(at) == "one" and around.lower(at + 1) == "of":
        if around.lower(at + 3) in _AUTHORS:
            return _closed(around, Description(at - 1, at + 4, around.lower(at + 3).removesuffix("s"), body=STUDY))
        several = role_from(around, at + 2)  # "one of the founders of Acme"
        return _closed(around, replace(several, first=at - 1)) if several else None
    found = owner(around, at)
    signs = found and found.first == at and found.last >= len(around.tokens) - (around.lower(found.last) == ".")
    return Description(at - 1, found.last, None, found.text) if found and signs else None


def _with_more(around: Surroundings, role: Description) -> Description:
    """A role with what goes on to tell the employer: "a paediatrician who led the study", "and a professor at Acme"."""
    if role.affiliation or not role.last < len(around.tokens):
        return role
    follower = around.lower(role.last)
    more = relative(around, role.last) if follower == "who" else None
    if follower == "and":
        more = role_from(around, role.last + 1)
    if more is None:
        return role
    return replace(role, last=more.last, affiliation=more.affiliation, body=role.body or more.body)


def _past_credentials(around: Surroundings, at: int) -> int:
    """Skip letters after a name and an age: "PhD, CAE," "Ph.D.," "42,"."""
    tokens = around.tokens
    while (end := next((index for index in around.up_to_end(at, 4) if around.lower(index) == ","), at)) > at:
        text = "".join(token.text for token in tokens[at:end] if token.text != ".")
        letters = text.replace(".", "")
        short = len(letters) <= _LONGEST_CREDENTIAL and sum(letter.isupper() for letter in letters) > 1
        age = end == at + 1 and (tokens[at].tag == "CD" or tokens[at].lower in ("jr.", "sr."))
        if is_role(tokens[at]) or not (short or age):
            break
        at = end + 1
    return at


def _outlet(around: Surroundings, at: int) -> Description | None:
    """ "..., writing in a column for Acme," names where somebody writes."""
    for index in around.up_to_end(at + 1, LONGEST // 2):
        if around.lower(index) in LINKS and (found := owner(around, index + 1)):
            return _closed(around, Description(at - 1, found.last, None, found.text))
    return None


def _closed(around: Surroundings, found: Description) -> Description:
    """The description with its closing comma; a longer aside up to the next comma counts as part of it."""
    if around.lower(found.last) in PAUSES:
        return replace(found, last=found.last + 1)
    for index in around.up_to_end(found.last):
        if around.lower(index) in PAUSES:
            return replace(found, last=index + 1)
        if around.lower(index) in (".", ";", ":") or around.tag(index) in ("QUOTE", "VBD", "VBZ", "MD"):
            break
    return found


def _may_live(around: Surroundings, link: int, last: int) -> bool:
    """Whether a phrase can tell where somebody lives: "of Hexham", not "of the insurer Acme" nor "of Tide Watch"."""
    name = around.starting.get(link + 1)
    bare = name is not None and name.last == last == link + 2
    return bare and around.lower(link) in ("of", "from") and not is_body(around.tokens[link + 1].text)
