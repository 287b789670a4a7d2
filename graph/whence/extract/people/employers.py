"""For whom somebody works: the organization that a description names, or that the reader has in mind."""

from __future__ import annotations

from whence.extract.names import HEADS, KNOWN
from whence.extract.people.descriptions import Name, Surroundings, is_role, words
from whence.extract.people.lexicon import bodies, word_class
from whence.model import AgentKind

_COMMON_BODIES = word_class("common-bodies")
_PLAIN_EMPLOYERS = word_class("plain-employers")
_BARE_ROLES = frozenset(role.replace("_", " ") for role in word_class("bare-roles"))
_OFFICES_IN_BODIES = word_class("offices-in-bodies")
_FIELDS = word_class("fields-of-work")
_QUALIFYING = word_class("ranking-words") | _FIELDS | _OFFICES_IN_BODIES
_OWNERS_IN_MIND = frozenset({"its", "our", "my"})
_ACADEMIC_ROLES = word_class("academic-roles")
_SORT_TAGS = frozenset({"NN", "JJ", "HYPH", "VBG", "VBN"})
_LONGEST_SORT = 5
"""Tokens that say what sort of body a name is of: "the market research firm Acme"."""


def owner(around: Surroundings, at: int, *, after_owner: bool = False) -> Name | None:
    """The organization whose name begins at an index, after an article or not."""
    tokens = around.tokens
    if around.tag(at) == "DT":
        at += 1
    for start in around.up_to_end(at, _LONGEST_SORT):
        name = around.starting.get(start)
        if name and around.lower(name.last) == "'s" and name.last < len(tokens) - 1 and not after_owner:
            return owner(around, name.last + 1, after_owner=True) or name  # "Leeds's Institute of Tides"
        if name:
            return name if name.kind is not AgentKind.PERSON and not is_department(around, name) else None
        if tokens[start].tag not in _SORT_TAGS or is_role(tokens[start]):
            break  # else "the research firm Acme": a common noun says what sort of body it is
    return None


def is_department(around: Surroundings, name: Name) -> bool:
    """Whether a name after a role is a field of work with a capital: "VP of Marketing"."""
    word = around.lower(name.first)
    if name.last - name.first != 1 or word not in _FIELDS or name.text in KNOWN:
        return False
    return around.lower(name.first - 1) in ("of", "for") and is_role(around.tokens[name.first - 2])


def common_body(around: Surroundings, at: int) -> tuple[int, str] | None:
    """Where "the county water board" ends and what it says: no name, but it tells for whom somebody works."""
    if around.lower(at) != "the":
        return None
    for index in around.up_to_end(at + 1, _LONGEST_SORT):
        if not around.modifies(index):
            return None
        if around.lower(index) in _COMMON_BODIES and not around.tag(index + 1).startswith("NN"):
            return index + 1, words(around.tokens, at + 1, index + 1)
    return None


def is_of_body_in_mind(around: Surroundings, first: int, head: int) -> bool:
    """Whether a role from `first` to its noun at `head`, with no owner named, belongs to a body already in mind.

    That body is meant by "its" and "the firm's", by "Charity boss", and by an office that a body has but one of
    or a few, when no "a" makes it one of many: "chief executive", "the commissioner", "head of research".
    """
    before = around.lower(first - 1)
    if before in _OWNERS_IN_MIND or around.lower(first) in _PLAIN_EMPLOYERS:
        return True
    if before == "'s":
        return around.lower(first - 2) in bodies() | _COMMON_BODIES | HEADS
    if around.lower(head) in _ACADEMIC_ROLES:
        return True
    if before in ("a", "an", "one", "another", "some", "former") or around.lower(first) in ("former", "ex", "retired"):
        return False
    two = f"{around.lower(first)} {around.lower(first + 1)}"
    return two in _BARE_ROLES or _is_office(around, first, head)


def _is_office(around: Surroundings, first: int, head: int) -> bool:
    """Whether the noun is an office in a body, and no word before it says of what sort of body ("shop manager")."""
    if around.lower(head) not in _OFFICES_IN_BODIES:
        return False
    return all(around.lower(at) in _QUALIFYING or around.tag(at) == "CC" for at in range(first, head))
