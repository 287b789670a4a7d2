"""RDF by Oxigraph's and rdflib's writers."""

from __future__ import annotations

import json
from functools import partial
from itertools import groupby
from typing import IO, Any

import pyoxigraph as ox

from whence import resources, vocab
from whence.export.prefixes import prefixes
from whence.export.rdflib_graph import to_rdflib
from whence.store import Store


def _write_triples(form: ox.RdfFormat, store: Store, output: IO[bytes]) -> int:
    triples = [quad.triple for _, same in groupby(sorted(store.quads(), key=_order), _order) for quad in [next(same)]]
    ox.serialize(triples, output, format=form, prefixes=prefixes())
    return len(triples)


def _write_quads(form: ox.RdfFormat, store: Store, output: IO[bytes]) -> int:
    quads = sorted(store.quads(), key=lambda quad: (str(quad.graph_name), *_order(quad)))
    ox.serialize(quads, output, format=form, prefixes=prefixes())
    return len(quads)


write_turtle = partial(_write_triples, ox.RdfFormat.TURTLE)
write_ntriples = partial(_write_triples, ox.RdfFormat.N_TRIPLES)
write_trig = partial(_write_quads, ox.RdfFormat.TRIG)
write_nquads = partial(_write_quads, ox.RdfFormat.N_QUADS)


def _order(quad: ox.Quad) -> tuple[str, bool, str, str]:
    """By subject, its types first, then by predicate and value: an order that reads well and never varies."""
    predicate = quad.predicate.value
    return str(quad.subject), predicate != _TYPE, predicate, str(quad.object)


_TYPE = vocab.PREFIXES["rdf"] + "type"


def write_jsonld(store: Store, output: IO[bytes]) -> int:
    """The graph as a JSON-LD document with the ontology's context inside, so that no reader has to fetch it."""
    context = json.loads(resources.ontology().joinpath("context.jsonld").read_text("utf-8"))["@context"]
    graph = to_rdflib(store)
    document = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    nodes = document.get("@graph", [document])
    document = {"@context": context, "@graph": sorted((_sorted(node) for node in nodes), key=lambda node: node["id"])}
    output.write(json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return len(graph)


def _sorted(node: dict[str, Any]) -> dict[str, Any]:
    """The node with the values of each key in a fixed order."""
    return {
        key: sorted(value, key=lambda each: json.dumps(each, sort_keys=True)) if isinstance(value, list) else value
        for key, value in node.items()
        if key != "@context"
    }
