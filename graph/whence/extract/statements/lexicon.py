"""The words that reading statements needs, from the files in data/statements."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from whence.resources import word_list


class Verb(NamedTuple):
    """A saying verb: its base form, and whether it can retell a claim without quotation marks."""

    base: str
    retells: bool


@cache
def saying_verbs() -> dict[str, Verb]:
    """Each form of each saying verb, lower case."""
    forms = {}
    for line in word_list("statements", "saying_verbs.txt"):
        base, *others = line.removeprefix("+ ").split()
        forms.update(dict.fromkeys((base, *others), Verb(base, line.startswith("+ "))))
    return forms


@cache
def saying_nouns() -> frozenset[str]:
    """Nouns for somebody's words ("motto"), lower case."""
    return frozenset(word_list("statements", "saying_nouns.txt"))


@cache
def forecast_verbs() -> frozenset[str]:
    """The forms of verbs that foretell, lower case."""
    return frozenset(word_list("statements", "forecast_verbs.txt"))


@cache
def role_nouns() -> frozenset[str]:
    """Nouns that head a description of what a person does, lower case, singular."""
    entries = word_list("statements", "roles.txt")
    return frozenset(entry.removeprefix("* ") for entry in entries)


@cache
def offices() -> frozenset[str]:
    """The role nouns of public offices, whose modifiers name no employer ("House Minority Leader")."""
    entries = word_list("statements", "roles.txt")
    return frozenset(entry.removeprefix("* ") for entry in entries if entry.startswith("* "))


@cache
def documents() -> frozenset[str]:
    """Nouns for a document that is said to speak ("the report"), lower case."""
    return frozenset(word_list("statements", "documents.txt"))


@cache
def bodies() -> frozenset[str]:
    """Nouns for an organization that has been named before ("the firm"), lower case."""
    return frozenset(word_list("statements", "bodies.txt"))


@cache
def titles() -> frozenset[str]:
    """Forms of address and titles that stand before a name, lower case, without a full stop."""
    return frozenset(word_list("names", "titles.txt")) | frozenset(word_list("names", "honorifics.txt"))


@cache
def _classes() -> dict[str, frozenset[str]]:
    lines = (line.partition(":") for line in word_list("statements", "classes.txt"))
    return {name: frozenset(members.split()) for name, _, members in lines}


def word_class(name: str) -> frozenset[str]:
    """The members of a closed class of data/statements/classes.txt, lower case."""
    return _classes()[name]
