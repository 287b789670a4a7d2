"""Names of people and organizations as articles give them, and what links them: the ground of `agents`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from whence import resources, text
from whence.model import AgentKind
from whence.resolve.grouping import Link, Side, spanning_pairs

Sides = Mapping[str, frozenset[Side]]
"""Which nodes are decided to be different: see `whence.resolve.constraints`."""

_WORD = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """One name in one article."""

    iri: str
    kind: AgentKind
    name: str
    affiliation: str | None


@dataclass(frozen=True, slots=True)
class Links:
    """What is the same, and what may be."""

    same: tuple[Link, ...]
    unsure: tuple[Link, ...]


def chain(group: Sequence[Named], reason: str, confidence: float, sides: Sides) -> Iterator[Link]:
    """Links that make one component of a group whose members all match each other, as far as their sides allow it."""
    for one, other in spanning_pairs((one.iri for one in group), sides):
        yield Link(one, other, reason, confidence)


def first(group: Sequence[Named], sides: Sides) -> str:
    """The node that stands for a group in links: one that no decision keeps apart from others, where there is one."""
    return min((one.iri for one in group), key=lambda iri: (iri in sides, iri))


def folded_words(name: str) -> list[str]:
    """The words of a name in lower case, without full stops and marks."""
    return [word.casefold().replace(".", "") for word in _WORD.findall(text.plain(name))]


@cache
def words_of(file: str) -> frozenset[str]:
    """A word list of data/resolve."""
    return frozenset(resources.word_list("resolve", file))
