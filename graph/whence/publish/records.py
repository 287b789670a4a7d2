"""What a server holds of us: records that the server itself keeps, so that any machine can go on.

There are seventeen graphs of records: one for each first digit of the articles' keys, so that a small change rewrites
little, and one for the derived graphs. A record says that a graph is ours (wh:publishes) from before it is sent until
it is deleted, and which hash it has (wh:graphHash) once it is there as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from whence import vocab
from whence.rdf import iris
from whence.rdf.quads import Quad, Term, iri, name, string, triples

DERIVED = "derived"
SHELVES = (*"0123456789abcdef", DERIVED)
"""The names of the parts of a publication; what is derived comes last, after the articles that it speaks of."""

_KEY = re.compile(r"[0-9a-f]{16}")


def shelf_of(graph: str) -> str:
    """The shelf of a graph: the first digit of its article's key."""
    key = iris.short(graph)
    return key[0] if _KEY.fullmatch(key) else DERIVED


@dataclass(slots=True)
class Records:
    """The records of one shelf: the hash of each graph, None for one that isn't known to be there as a whole."""

    shelf: str
    hashes: dict[str, str | None] = field(default_factory=dict)

    @property
    def graph(self) -> str:
        """The graph that holds the records at the server."""
        return iris.publication(self.shelf)

    @classmethod
    def of(cls, shelf: str, found: Iterable[ox.Triple]) -> Records:
        """The records that a server holds; what else stands in their graph is left out."""
        published, hashed = set[str](), dict[str, set[str]]()
        for triple in found:
            match vocab.compact(triple.predicate.value), triple.subject, triple.object:
                case "wh:publishes", _, ox.NamedNode(value=graph) if graph.startswith(iris.BASE):
                    published.add(graph)
                case "wh:graphHash", ox.NamedNode(value=graph), ox.Literal(value=known):
                    hashed.setdefault(graph, set()).add(known)
        # Of two hashes, which only two publishers at one time leave behind, nobody knows the true one.
        one = {graph: next(iter(known)) for graph, known in hashed.items() if len(known) == 1}
        return cls(shelf, {graph: one.get(graph) for graph in published})

    def triples(self) -> bytes:
        """All records of the shelf, as N-Triples, sorted."""
        home = iri(self.graph)
        lines = [_triple(home, "wh:publishes", iri(graph)) for graph in sorted(self.hashes)]
        complete = {graph: known for graph, known in self.hashes.items() if known}
        return triples(lines).encode() + complete_triples(complete)


def complete_triples(hashes: Mapping[str, str]) -> bytes:
    """The records that graphs are complete, to be added to those of their shelf."""
    return triples(_triple(iri(graph), "wh:graphHash", string(hashes[graph])) for graph in sorted(hashes)).encode()


def _triple(subject: Term, predicate: str, value: Term) -> Quad:
    return Quad(subject, name(predicate), value, "")
