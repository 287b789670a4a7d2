"""The words that reading statements needs, from the files in data/statements."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from whence.resources import word_classes, word_list


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
def documents() -> frozenset[str]:
    """Nouns for a document that is said to speak ("the report"), lower case."""
    return frozenset(word_list("statements", "documents.txt"))


def word_class(name: str) -> frozenset[str]:
    """The members of a closed class of data/statements/classes.txt, lower case."""
    return word_classes("statements", "classes.txt")[name]
