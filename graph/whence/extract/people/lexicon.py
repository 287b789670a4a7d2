"""The words that tell what somebody does and for whom, from the files in data/people."""

from __future__ import annotations

from functools import cache

from whence.resources import word_classes, word_list


@cache
def offices() -> frozenset[str]:
    """The role nouns of public offices, whose modifiers name no employer ("House Minority Leader")."""
    entries = word_list("names", "roles.txt")
    return frozenset(entry.removeprefix("* ") for entry in entries if entry.startswith("* "))


@cache
def bodies() -> frozenset[str]:
    """Nouns for an organization that has been named before ("the firm"), lower case."""
    return frozenset(word_list("people", "bodies.txt"))


@cache
def titles() -> frozenset[str]:
    """Forms of address and titles that stand before a name, lower case, without a full stop."""
    return frozenset(word_list("names", "titles.txt")) | frozenset(word_list("names", "honorifics.txt"))


@cache
def role_bodies() -> dict[str, tuple[str, ...]]:
    """The nouns for the bodies in which each of some roles is found, likeliest first: "surgeon" in a hospital."""
    lines = (line.partition(":") for line in word_list("people", "role_bodies.txt"))
    return {role: tuple(nouns.split()) for role, _, nouns in lines}


@cache
def parties() -> frozenset[str]:
    """Names of political parties and of their members, as they stand before an office: "Labour", "Greens"."""
    return frozenset(word_list("people", "parties.txt"))


def word_class(name: str) -> frozenset[str]:
    """The members of a closed class of data/people/classes.txt, lower case."""
    return word_classes("people", "classes.txt")[name]
