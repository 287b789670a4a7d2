"""What is in a user's lists: the entry that each member is, and which people and organizations are listed.

A name is a listed one if it is spelled as the list spells it, or as one of its aliases, as far as spellings of names
are told apart at all. What fits two entries fits none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from whence.reference import KnownAgent, KnownStudy
from whence.resolve.grouping import Link

Entry = TypeVar("Entry", KnownStudy, KnownAgent)


@dataclass(frozen=True, slots=True)
class Known(Generic[Entry]):
    """The entry that each member is, of those that are one."""

    of: Mapping[str, Entry]

    @property
    def links(self) -> tuple[Link, ...]:
        """Links that join the members of each entry."""
        members: dict[Entry, list[str]] = defaultdict(list)
        for member in sorted(self.of):
            members[self.of[member]].append(member)
        return tuple(
            Link(one, other, because(entry), 1.0)
            for entry, all_of in members.items()
            for one, other in pairwise(all_of)
        )

    def among(self, members: Iterable[str]) -> Entry | None:
        """The entry that a group of members is; where a person joined two, the first of them."""
        found = {self.of[member] for member in members if member in self.of}
        return min(found, key=repr, default=None)


def because(entry: KnownStudy | KnownAgent) -> str:
    """Why a member is an entry."""
    return f"in the list {entry.listed}"


def known_agents(
    entries: Iterable[KnownAgent], names: Mapping[str, Iterable[str]], key: Callable[[str], str]
) -> Known[KnownAgent]:
    """The listed agent that each node is, given the nodes by key of name."""
    found = index(entries, lambda entry: [key(spelling) for spelling in (entry.name, *entry.aliases)])
    return Known(
        {node: found[name][0] for name, nodes in names.items() if len(found.get(name, ())) == 1 for node in nodes}
    )


def index(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[Hashable]]) -> dict[Hashable, list[Entry]]:
    """The entries by each of their keys."""
    found: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            found[key].append(entry)
    return dict(found)
