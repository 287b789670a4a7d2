"""What the graph says of one node, as triples: the document at the address of its page, in the formats of RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from whence import vocab
from whence.export import prefixes
from whence.rdf import iris
from whence.sandbox.formats import GRAPHS, Format
from whence.serve.rows import with_nodes
from whence.store import Store

FORMATS = tuple(each for each in GRAPHS if each.extension not in ("nq", "trig"))
"""Those of a document, which has no named graphs."""

MOST_INWARD = 1_000
"""How many of the triples that lead to a node its document holds."""

_INWARD = f"SELECT ?from ?property WHERE {{ ?from ?property $node }} LIMIT {MOST_INWARD}"
_PIECES = frozenset(
    map(
        vocab.expand,
        (
            "oa:hasTarget",
            "oa:hasSelector",
            "wh:sample",
            "wh:metadata",
            "prov:qualifiedDerivation",
            "prov:qualifiedPrimarySource",
        ),
    )
)
"""Properties that lead to pieces of what they are said of, which its document describes, too."""

_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH $graph { ?s ?p ?o } }"


def described(store: Store, iri: str) -> list[ox.Triple]:
    """What is said of a node and of its pieces, and what leads to it; of an article, all that its graph says."""
    found = [*_evidence(store, iri)] if "/article/" in iri else []
    ahead, seen = [iri], set[str]()
    while ahead:
        node = ahead.pop()
        seen.add(node)
        for triple in outward(store, node):
            found.append(triple)
            piece = triple.object
            if triple.predicate.value in _PIECES and isinstance(piece, ox.NamedNode) and piece.value not in seen:
                ahead.append(piece.value)
    return sorted({*found, *inward(store, iri)}, key=_order)


def outward(store: Store, iri: str) -> Iterator[ox.Triple]:
    """What is said of a node."""
    return (quad.triple for quad in store.about(iri))


def inward(store: Store, iri: str) -> Iterator[ox.Triple]:
    """What leads to a node, or some of it."""
    node = ox.NamedNode(iri)
    found = store.query(with_nodes(_INWARD, node=iri))
    if isinstance(found, ox.QuerySolutions):
        for row in found:
            subject, predicate = row["from"], row["property"]
            if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
                yield ox.Triple(subject, predicate, node)


def written(triples: Iterable[ox.Triple], form: Format, names: Mapping[str, str] | None = None) -> bytes:
    """Triples in a format of RDF, in their order; IRIs are shortened by these prefixes, or else by the graph's."""
    assert isinstance(form.engine, ox.RdfFormat)  # noqa: S101 - the formats of GRAPHS
    return ox.serialize(triples, format=form.engine, prefixes=dict(names or prefixes())) or b""


def _evidence(store: Store, article: str) -> Iterator[ox.Triple]:
    found = store.query(with_nodes(_GRAPH, graph=iris.graph(article)))
    if isinstance(found, ox.QueryTriples):
        yield from found


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    return str(triple.subject), triple.predicate.value != _TYPE, triple.predicate.value, str(triple.object)


_TYPE = vocab.expand("rdf:type")
