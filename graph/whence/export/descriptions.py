"""What a graph says of its nodes, read node by node: the ground of the formats that are no RDF.

Each look-up touches the triples of one node, so that the work grows with the nodes and memory doesn't.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from whence.dossier.facts import Facts
from whence.store import Store

_REMEMBERED = 20_000
"""Nodes whose descriptions are kept: what many others name, such as publishers and studies, is read once."""


class Descriptions:
    """The nodes of a store, those that are asked for often remembered."""

    def __init__(self, store: Store) -> None:
        """Read from a store, which must not change meanwhile."""
        self._store = store
        self.of = lru_cache(_REMEMBERED)(partial(Facts, store))

    def reached(self, node: Facts, *path: str) -> list[Facts]:
        """The nodes at the end of a path of properties, each once, in the order of their IRIs."""
        ends = {node.iri: node}
        for predicate in path:
            ends = {iri: self.of(iri) for end in ends.values() for iri in end.nodes(predicate)}
        return [ends[iri] for iri in sorted(ends)]

    def pointing_at(self, node: Facts, predicate: str) -> Iterator[Facts]:
        """The nodes that have this one as a value of a property, in the order of their IRIs."""
        return map(self.of, self._store.subjects(predicate, node.iri))

    def instances(self, kind: str) -> Iterator[Facts]:
        """The nodes of a class, by compact name, in the order of their IRIs."""
        return map(self.of, self._store.instances(kind))

    # ------------------------------------------------------------ what the formats have in common

    def articles(self) -> Iterator[Facts]:
        """The articles that were read, by file name."""
        named = sorted((node.text("wh:fileName") or "", node.iri) for node in self.instances("wh:Article"))
        return (self.of(iri) for _, iri in named)

    def claims(self, article: Facts) -> list[Facts]:
        """The claims of an article, in the order of its text."""
        claims = (node for node in self.pointing_at(article, "wh:statedIn") if node.is_a("wh:Claim"))
        return sorted(claims, key=lambda claim: (*self.span(claim), claim.iri))

    def span(self, claim: Facts) -> tuple[int, int]:
        """Where a claim stands in the text of its article: start and end, in characters."""
        for selector in self.reached(claim, "oa:hasTarget", "oa:hasSelector"):
            start, end = selector.text("oa:start"), selector.text("oa:end")
            if start and end:
                return int(start), int(end)
        return 0, 0

    def canonical(self, node: Facts) -> Facts:
        """The node that stands for all mentions of the same thing, or the node itself."""
        return next(iter(self.reached(node, "wh:refersTo")), node)

    def names(self, node: Facts, *path: str) -> list[str]:
        """The names of the agents at the end of a path, each once, sorted."""
        return sorted({name for agent in self.reached(node, *path) if (name := agent.text("schema:name"))})
