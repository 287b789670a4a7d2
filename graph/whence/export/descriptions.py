"""What a graph says of its nodes, read node by node: the ground of the formats that are no RDF.

Each look-up touches the triples of one node, so that the work grows with the nodes and memory doesn't.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from whence import vocab
from whence.store import Store

_REMEMBERED = 20_000
"""Nodes whose descriptions are kept: what many others name, such as publishers and studies, is read once."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node and its properties: predicate → values, IRIs and texts alike as strings, sorted."""

    iri: str
    properties: Mapping[str, tuple[str, ...]]

    def all(self, predicate: str) -> tuple[str, ...]:
        """The values of a property, by compact name."""
        return self.properties.get(vocab.expand(predicate), ())

    def one(self, predicate: str) -> str | None:
        """The first value of a property, or None."""
        return next(iter(self.all(predicate)), None)

    def is_a(self, kind: str) -> bool:
        """Whether it has a class, by compact name."""
        return vocab.expand(kind) in self.all("rdf:type")


class Descriptions:
    """The nodes of a store, those that are asked for often remembered."""

    def __init__(self, store: Store) -> None:
        """Read from a store, which must not change meanwhile."""
        self._store = store
        self.of = lru_cache(_REMEMBERED)(self._described)

    def _described(self, iri: str) -> Node:
        """What is said of a node."""
        found: dict[str, set[str]] = {}
        for quad in self._store.about(iri):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                found.setdefault(quad.predicate.value, set()).add(quad.object.value)
        return Node(iri, {predicate: tuple(sorted(values)) for predicate, values in found.items()})

    def reached(self, node: Node, *path: str) -> list[Node]:
        """The nodes at the end of a path of properties, each once, in the order of their IRIs."""
        ends = {node.iri: node}
        for predicate in path:
            ends = {iri: self.of(iri) for end in ends.values() for iri in end.all(predicate)}
        return [ends[iri] for iri in sorted(ends)]

    def pointing_at(self, node: Node, predicate: str) -> Iterator[Node]:
        """The nodes that have this one as a value of a property, in the order of their IRIs."""
        return map(self.of, self._store.subjects(predicate, node.iri))

    def instances(self, kind: str) -> Iterator[Node]:
        """The nodes of a class, by compact name, in the order of their IRIs."""
        return map(self.of, self._store.instances(kind))

    # ------------------------------------------------------------ what the formats have in common

    def articles(self) -> Iterator[Node]:
        """The articles that were read, by file name."""
        named = sorted((node.one("wh:fileName") or "", node.iri) for node in self.instances("wh:Article"))
        return (self.of(iri) for _, iri in named)

    def claims(self, article: Node) -> list[Node]:
        """The claims of an article, in the order of its text."""
        claims = (node for node in self.pointing_at(article, "wh:statedIn") if node.is_a("wh:Claim"))
        return sorted(claims, key=lambda claim: (*self.span(claim), claim.iri))

    def span(self, claim: Node) -> tuple[int, int]:
        """Where a claim stands in the text of its article: start and end, in characters."""
        for selector in self.reached(claim, "oa:hasTarget", "oa:hasSelector"):
            start, end = selector.one("oa:start"), selector.one("oa:end")
            if start and end:
                return int(start), int(end)
        return 0, 0

    def canonical(self, node: Node) -> Node:
        """The node that stands for all mentions of the same thing, or the node itself."""
        return next(iter(self.reached(node, "wh:refersTo")), node)

    def names(self, node: Node, *path: str) -> list[str]:
        """The names of the agents at the end of a path, each once, sorted."""
        return sorted({name for agent in self.reached(node, *path) if (name := agent.one("schema:name"))})
