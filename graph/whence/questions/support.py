"""What numbers stand on: each claim on the claims it was taken from and the study that its article names for it.

The nodes of the graph are claims and origins. An origin is a study, or an article whose own claim is taken from
nothing and names no study. An edge leads from what supports to what is supported, and from one root to each origin, so
that what falls with a node is what the node dominates: all that can be reached from the root only through it
(Cooper, Harvey and Kennedy: A Simple, Fast Dominance Algorithm, 2001).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from whence.answers import Record
from whence.questions.choosing import text_of

ROOT = ""
"""The node that every origin hangs on."""


class Kind(StrEnum):
    """What an origin is."""

    STUDY = "study"
    UNNAMED = "unnamed study"
    ARTICLE = "article without a study"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and the article that tells it; `page` is the article's IRI."""

    claim: str
    page: str
    article: str
    publisher: str
    date: str
    quote: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A study or, where none is named, the article that tells a number first; `node` is its node in the graph."""

    node: str
    kind: Kind
    label: str


@dataclass(frozen=True, slots=True)
class Support:
    """The claims by IRI, the origins by node, and the graph of both."""

    claims: Mapping[str, Told]
    origins: Mapping[str, Origin]
    graph: nx.DiGraph[str]

    def restricted(self, chosen: Collection[str]) -> Support:
        """The same for some of the claims, and all that they stand on."""
        kept = set(chosen)
        for claim in chosen:
            kept |= nx.ancestors(self.graph, claim)
        return Support(
            {iri: told for iri, told in self.claims.items() if iri in kept},
            {node: origin for node, origin in self.origins.items() if node in kept},
            self.graph.subgraph([node for node in self.graph if node in kept]).copy(),
        )

    def dominated(self) -> Mapping[str, tuple[str, ...]]:
        """For each node the claims, itself left out, that stand on nothing when it falls."""
        nearest = nx.immediate_dominators(self.graph, ROOT) if self.graph else {}
        below: dict[str, list[str]] = defaultdict(list)
        for node, dominator in sorted(nearest.items()):
            if node not in (ROOT, dominator):
                below[dominator].append(node)
        return {node: tuple(sorted(_all_below(node, below) & self.claims.keys())) for node in below if node != ROOT}


def support(records: Iterable[Record]) -> Support:
    """The graph of rows with the columns of `Told`, and source, study, label and named, one row for each support."""
    claims: dict[str, Told] = {}
    origins: dict[str, Origin] = {}
    edges: set[tuple[str, str]] = set()
    for row in records:
        claim, source, study = (text_of(row, column) for column in ("claim", "source", "study"))
        claims[claim] = Told(claim, *(text_of(row, name) for name in ("page", "article", "publisher", "date", "quote")))
        if source:
            edges.add((source, claim))
        if study:
            kind = Kind.STUDY if row["named"] == "true" else Kind.UNNAMED
            origins[study] = Origin(study, kind, text_of(row, "label"))
            edges.add((study, claim))
    edges = {(source, claim) for source, claim in edges if source in claims or source in origins}
    for claim in _first_tellings(claims, edges):
        told = claims[claim]
        origins[told.page] = Origin(told.page, Kind.ARTICLE, told.article)
        edges.add((told.page, claim))
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(sorted([*edges, *((ROOT, node) for node in origins)]))
    return Support(claims, origins, graph)


def _first_tellings(claims: Mapping[str, Told], edges: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The claims that stand on nothing; of a circle that stands on nothing else, its earliest telling."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(claims))
    graph.add_edges_from(sorted(edges))
    condensed = nx.condensation(graph)
    for component, degree in condensed.in_degree():
        members = condensed.nodes[component]["members"] & claims.keys()
        if not degree and members:
            yield min(members, key=lambda claim: (claims[claim].date or "9999", claims[claim].article, claim))


def _all_below(node: str, below: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(below[node])
    while todo:
        each = todo.pop()
        found.add(each)
        todo += below.get(each, ())
    return found
