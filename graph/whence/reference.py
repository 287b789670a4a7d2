"""What a user knows beforehand, as values: lists of studies, and of people and organizations with their ids.

They are kept in the graph beside the decisions: each build keeps them, and a list that is given again replaces what an
earlier list of that name held. An empty one takes it back.
"""

from __future__ import annotations

from dataclasses import dataclass

from whence.model import AgentKind


@dataclass(frozen=True, slots=True)
class KnownStudy:
    """A study of a list: `conductors` and `aliases` as they are spelled, `sizes` those of its samples."""

    listed: str
    title: str
    year: int | None = None
    conductors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    url: str | None = None
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownAgent:
    """A person or organization of a list, with the IRIs by which others know it."""

    listed: str
    name: str
    kind: AgentKind
    ids: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class References:
    """The entries of all lists; `lists` are the names of those that are given, also where they are empty."""

    studies: tuple[KnownStudy, ...] = ()
    agents: tuple[KnownAgent, ...] = ()
    lists: frozenset[str] = frozenset()

    def replaced_by(self, newer: References) -> References:
        """These entries, with those of newer lists in the place of what lists of the same names held."""
        studies = {*(one for one in self.studies if one.listed not in newer.lists), *newer.studies}
        agents = {*(one for one in self.agents if one.listed not in newer.lists), *newer.agents}
        return References(tuple(sorted(studies, key=repr)), tuple(sorted(agents, key=repr)), self.lists | newer.lists)
