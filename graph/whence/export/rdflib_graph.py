"""The graph for rdflib, for those who go on in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from whence.export.namespaces import prefixes

if TYPE_CHECKING:
    import rdflib

    from whence.store import Store


def to_rdflib(store: Store) -> rdflib.Graph:
    """The evidence and knowledge as an rdflib graph, with the prefixes of an export bound."""
    from rdflib import Graph  # a tenth of a second to import, for few uses

    graph = Graph()
    triples = {quad.triple for quad in store.quads()}
    # rdflib's own reader of N-Triples takes quadratic time for a long literal; its reader of Turtle does not.
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="turtle")
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    return graph
