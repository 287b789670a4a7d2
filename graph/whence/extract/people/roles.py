"""Roles: "an analyst at Acme", "Acme's head of policy", "VP, network research, Acme", from article to employer."""

from __future__ import annotations

from dataclasses import replace

from whence.extract.people.descriptions import (
    LINKS,
    LONGEST,
    TO_EMPLOYER,
    Description,
    Name,
    Surroundings,
    is_role,
    words,
)
from whence.extract.people.employers import body_after, body_meant, employer_of, local_body, owner, party

_MOST_COMMAS = 2


def role_from(around: Surroundings, at: int) -> Description | None:
    """A description that begins here: article, employer, modifiers, role noun, then where, for whom."""
    tokens = around.tokens
    start = at
    employer = owner(around, at)
    if around.tag(at) in ("DT", "PRP$"):
        at += 1
    cut = _before_role(around, employer) if employer else None
    if employer and cut:
        employer = employer._replace(last=cut, text=words(tokens, employer.first, cut))
    if employer and not any(is_role(token) for token in tokens[employer.first : employer.last]):
        at = employer.last + (around.lower(employer.last) in ("'s", "'"))
    else:
        employer = None
    head = _role_noun(around, at)
    if head is None:
        return None
    first = at
    if not employer and (possessive := [at for at in range(first, head) if around.lower(at) == "'s"]):
        first = possessive[-1] + 1
    found = _with_tail(around, start, first, head, employer.text if employer else party(around, head))
    vague = any(
        around.lower(at) in TO_EMPLOYER and around.lower(at + 1) in ("a", "an") for at in range(head, found.last)
    )
    if found.affiliation or found.body or vague:
        return found
    return replace(found, body=local_body(around, first, head) or body_meant(around, first, head))


def _before_role(around: Surroundings, employer: Name) -> int | None:
    """Where a name ends that has a role with a capital after it: "Acme Head of Sales"."""
    last = employer.last - 1
    heads = last > employer.first and is_role(around.tokens[last]) and around.lower(employer.last) == "of"
    return last if heads else None


def _role_noun(around: Surroundings, at: int) -> int | None:
    """The last noun for a role among the words of the phrase that begins here."""
    head = None
    for index in around.up_to_end(at):
        if not around.modifies(index) and around.lower(index) != "'s":
            break
        if is_role(around.tokens[index]):
            head = index
    return head


def _with_tail(around: Surroundings, start: int, first: int, head: int, employer: str | None) -> Description:
    """Read on after the role noun: "of security research at Acme", ", network research, Acme"."""
    tokens = around.tokens
    last = index = head + 1
    commas = 0
    while index < min(len(tokens), head + LONGEST):
        token = tokens[index]
        comma = token.text == ","
        body = body_after(around, index + 1) if token.lower in TO_EMPLOYER and not employer else None
        found = owner(around, index + 1) if comma or token.lower in LINKS else None
        found = employer_of(around, head, found, token.lower)
        if body and (found is None or (body[1].phrase and body[0] > found.last)):
            return Description(start - 1, body[0], words(tokens, first, last), body=body[1])
        if found and (not comma or around.closes(found.last)):
            return Description(start - 1, found.last, words(tokens, first, last), employer or found.text)
        if comma:
            commas += 1
            if commas > _MOST_COMMAS or not _goes_on(around, index + 1):
                break
        elif token.lower not in (*LINKS, "'s") and token.tag != "DT" and not around.modifies(index):
            break
        index += 1
        if commas == 0:
            last = index
    if last < len(tokens) and tokens[last - 1].tag in ("IN", "DT", "CC"):
        last -= 1
    return Description(start - 1, last, words(tokens, first, last), employer)


def _goes_on(around: Surroundings, at: int) -> bool:
    """Whether a few words after a comma lead to an employer: ", network research at Acme", ", Cloud Sales, Acme"."""
    for index in around.up_to_end(at, 5):
        comma = around.lower(index) == ","
        if around.lower(index) in TO_EMPLOYER or comma:
            found = owner(around, index + 1 + (comma and around.lower(index + 1) in TO_EMPLOYER))
            return index > at and found is not None and (not comma or around.closes(found.last))
        if not around.modifies(index):
            return False
    return False
