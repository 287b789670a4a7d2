"""Descriptions that end where a name begins: "Acme analyst", "the firm's president,", "Acme's head of policy,"."""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.people.descriptions import (
    LINKS,
    STUDY,
    TO_EMPLOYER,
    Description,
    Name,
    Surroundings,
    is_role,
    words,
)
from whence.extract.people.employers import body_after, body_meant, employer_of, local_body, party
from whence.extract.people.lexicon import offices, word_class
from whence.model import AgentKind

_SERVICES = word_class("services") | word_class("fields-of-work")
_AUTHORS = frozenset({"authors", "co-authors", "researchers", "investigators"})
_OFFICES_OF_PEOPLE = word_class("offices-of-people")
_LONGEST_FIELD = 5
"""Tokens of the field of an office: "head of consumer policy"."""


def description_before(around: Surroundings, at: int) -> Description | None:
    """The description of the person whose name, with its titles, begins at an index."""
    head = at - 1
    if head > 0 and around.lower(head) == ",":
        head -= 1
    if head < 0:
        return None
    if head < at - 1 and around.lower(head) in _AUTHORS:
        return _office_in_body(around, head, at)
    if around.lower(head) == "general" and head and is_role(around.tokens[head - 1]):
        return _role(around, head - 1, head + 1, at)  # "Director General"
    if is_role(around.tokens[head]):
        return _role(around, head, head + 1, at)
    if (role := _noun_with_field(around, head)) is not None and (found := _owned(around, role, head, at)):
        return found
    if head < at - 1:
        return _office(around, head, at)
    owner = around.ending.get(head) if around.lower(head) == "'s" else None
    if owner and owner.kind is not AgentKind.PERSON:
        return Description(around.determined(owner.first), at, None, owner.text)
    return None


def _role(around: Surroundings, head: int, last: int, at: int) -> Description | None:
    """ "Acme research analyst": the role whose noun is at `head` and whose words end at `last`."""
    tokens = around.tokens
    first = around.phrase_start(head)
    owner = around.ending.get(first)
    if owner is None and around.lower(first - 1) == "'s":
        owner = around.ending.get(first - 1)
    while tokens[first].tag == "CC":
        first += 1
    role = words(tokens, first, last)
    person = owner if owner and owner.kind is AgentKind.PERSON else None
    owner = employer_of(around, head, owner)
    if owner is None or person:
        if at > last and around.tag(first - 1) not in ("DT", "PRP$", "POS"):
            return None  # "..., the analyst, Kim said" describes somebody else
        start = _possessor_start(around, first)
        body = local_body(around, first, head) or body_meant(around, first, head)
        return Description(start, at, role, _by_itself(around, person, first, head), body)
    if _is_public_office(tokens[head], owner, first):
        return Description(around.determined(owner.first), at, words(tokens, owner.first, last))
    if first == owner.last and (body := local_body(around, first - 1, head)):
        return Description(around.determined(owner.first), at, role, body=body)
    return Description(around.determined(owner.first), at, role, owner.text)


def _by_itself(around: Surroundings, owner: Name | None, first: int, head: int) -> str | None:
    """An employer that no name in full tells: "Greens senator", "Lopez's campaign manager"."""
    tokens = around.tokens
    if owner and around.lower(first) in _OFFICES_OF_PEOPLE and first < head:
        return f"{owner.text}'s {tokens[first].text}"
    return party(around, head)


def _possessor_start(around: Surroundings, first: int) -> int:
    """Where "the observatory's director" begins, whose role begins at `first`; else where "the director" does."""
    if around.lower(first - 1) in ("'s", "'") and first > 1:
        return around.determined(around.phrase_start(first - 2))
    return around.determined(first)


def _is_public_office(head: Token, owner: Name, first: int) -> bool:
    """Whether the name before a role is part of an office's name: "House Minority Leader", "Fire Chief"."""
    if owner.text.lower() in _SERVICES:
        return True
    return head.lower in offices() and first == owner.last and head.text[0].isupper()


def _office(around: Surroundings, last: int, at: int) -> Description | None:
    """ "the director of Acme, Kim Lee, said": `last` is the last token before the comma."""
    owner = around.ending.get(last + 1)
    if owner is None or owner.kind is AgentKind.PERSON:
        return _office_in_body(around, last, at)
    link = around.determined(owner.first) - 1
    if link < 1 or around.lower(link) not in TO_EMPLOYER or not is_role(around.tokens[link - 1]):
        return None
    first = around.phrase_start(link - 1)
    return Description(around.determined(first), at, words(around.tokens, first, link), owner.text)


def _office_in_body(around: Surroundings, last: int, at: int) -> Description | None:
    """ "A spokesman for the Treasury, Kim Lee, said", "one of the authors, Kim Lee, said"."""
    for index in range(last - 1, max(1, last - _LONGEST_FIELD), -1):
        if around.tag(index) != "DT" or around.lower(index - 1) not in TO_EMPLOYER:
            continue
        if around.lower(index - 2) == "one" and around.lower(last) in _AUTHORS:
            return Description(index - 2, at, around.lower(last).removesuffix("s"), body=STUDY)
        found = body_after(around, index)
        if found and found[0] == last + 1 and is_role(around.tokens[index - 2]):
            first = around.phrase_start(index - 2)
            return Description(around.determined(first), at, words(around.tokens, first, index - 1), body=found[1])
    return None


def _noun_with_field(around: Surroundings, last: int) -> int | None:
    """The role noun of "head of policy", whose last word stands at an index."""
    for index in range(last - 1, max(-1, last - _LONGEST_FIELD), -1):
        if around.lower(index) in LINKS:
            return index - 1 if index and is_role(around.tokens[index - 1]) else None
        if not around.modifies(index):
            break
    return None


def _owned(around: Surroundings, head: int, last: int, at: int) -> Description | None:
    """ "Acme's head of policy, Kim Lee" and "its head of policy, Kim Lee"; None where nobody owns the role."""
    first = around.phrase_start(head)
    owner = around.ending.get(first - 1) if around.lower(first - 1) == "'s" else around.ending.get(first)
    role = words(around.tokens, first, last + 1)
    if owner and owner.kind is not AgentKind.PERSON:
        return Description(around.determined(owner.first), at, role, owner.text)
    body = body_meant(around, first, head)
    return Description(_possessor_start(around, first), at, role, body=body) if body else None
