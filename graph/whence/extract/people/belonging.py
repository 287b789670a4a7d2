"""Belonging that is told elsewhere than beside a person: "the insurer Acme", "her team at Acme", a name shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whence.extract.names import DESCRIPTORS
from whence.extract.people.descriptions import Name, Surroundings
from whence.extract.people.employers import owner
from whence.extract.people.lexicon import bodies, word_class

_SORTS = bodies() | DESCRIPTORS
_TEAMS = word_class("teams")
_POSSESSIVES = frozenset({"his", "her"})
_LINKS = frozenset({"at", "of", ","})
_LONGEST_ASIDE = 6


def sort_of(around: Surroundings, name: Name) -> str | None:
    """The noun for what a body is: "the insurer Acme", "Acme, a small charity,"; None where nothing tells."""
    before = around.lower(name.first - 1)
    if before in _SORTS:
        return before
    if around.lower(name.last) != "," or around.tag(name.last + 1) != "DT":
        return None
    for at in around.up_to_end(name.last + 2, _LONGEST_ASIDE):
        if around.lower(at) in _SORTS and not around.tag(at + 1).startswith("NN"):
            return around.lower(at)
        if not around.modifies(at):
            break
    return None


def teams(around: Surroundings) -> Iterator[tuple[int, str]]:
    """Where "his" or "her" team is said to be at an organization, and which: "her colleagues at Acme"."""
    for at, token in enumerate(around.tokens):
        if token.lower in _POSSESSIVES:
            for link in around.up_to_end(at + 2, 3):
                if around.lower(link) in _LINKS and around.lower(link - 1) in _TEAMS:
                    found = owner(around, link + 1)
                    if found:
                        yield at, found.text
                    break


def namesakes(organizations: Iterable[str]) -> dict[str, str]:
    """The only body of several words that begins with each word: "Halvorsen Research" is Ruth Halvorsen's."""
    found: dict[str, list[str]] = {}
    for name in organizations:
        first, _, rest = name.partition(" ")
        if rest:
            found.setdefault(first, []).append(name)
    return {first: names[0] for first, names in found.items() if len(names) == 1}
