"""A store as a file: the RDF formats that other tools read, the same bytes for the same graph."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from whence import resources, vocab
from whence.errors import UsageError
from whence.rdf import iris

if TYPE_CHECKING:
    import rdflib

    from whence.store import Store


@dataclass(frozen=True, slots=True)
class _Spec:
    media_type: str
    extensions: tuple[str, ...]
    serialization: ox.RdfFormat
    graphs: bool


class Format(Enum):
    """An RDF serialization: what it is called, its media type, its file extensions, and whether it keeps graphs."""

    TURTLE = _Spec("text/turtle", (".ttl",), ox.RdfFormat.TURTLE, graphs=False)
    TRIG = _Spec("application/trig", (".trig",), ox.RdfFormat.TRIG, graphs=True)
    NQUADS = _Spec("application/n-quads", (".nq",), ox.RdfFormat.N_QUADS, graphs=True)
    NTRIPLES = _Spec("application/n-triples", (".nt",), ox.RdfFormat.N_TRIPLES, graphs=False)
    JSONLD = _Spec("application/ld+json", (".jsonld",), ox.RdfFormat.JSON_LD, graphs=False)

    @property
    def label(self) -> str:
        """The name that the command line takes."""
        return self.name.lower()

    @property
    def keeps_graphs(self) -> bool:
        """Whether the file says which named graph a triple stands in."""
        return self.value.graphs

    @classmethod
    def named(cls, label: str) -> Format:
        """The format of a name such as "turtle"; raises UsageError when there is none."""
        try:
            return cls[label.upper().replace("-", "")]
        except KeyError:
            known = ", ".join(each.label for each in cls)
            raise UsageError(f"no such format: {label}; choose from {known}") from None

    @classmethod
    def of_file(cls, path: Path) -> Format | None:
        """The format that a file's extension tells, or None."""
        return next((each for each in cls if path.suffix.lower() in each.value.extensions), None)


def prefixes() -> dict[str, str]:
    """The prefixes of an export: the vocabulary's, and one for each kind of node."""
    kinds = (
        *("article", "claim", "statement", "mention", "source", "sample", "person", "organization", "population"),
        *("study", "statistic", "proposition", "target", "quote", "position", "metadata", "extraction", "software"),
        *(
            "match",
            "derivation",
            "retelling",
            "comparison",
            "graph",
            "decision",
            "decision-target",
            "author",
            "extracted",
        ),
    )
    used = ("cito", "cur", "oa", "prov", "rdf", "schema", "skos", "unit", "wh", "xsd")
    return {prefix: vocab.PREFIXES[prefix] for prefix in used} | {kind: f"{iris.BASE}{kind}/" for kind in kinds}


def export(store: Store, output: IO[bytes], form: Format = Format.TURTLE) -> int:
    """Write the store's evidence and knowledge; returns how many triples (or quads) were written."""
    if form.keeps_graphs:
        quads = sorted(store.quads(), key=lambda quad: (str(quad.graph_name), *_order(quad)))
        ox.serialize(quads, output, format=form.value.serialization, prefixes=prefixes())
        return len(quads)
    triples = [quad.triple for _, same in groupby(sorted(store.quads(), key=_order), _order) for quad in [next(same)]]
    if form is Format.JSONLD:
        output.write(_jsonld(store))
    else:
        ox.serialize(triples, output, format=form.value.serialization, prefixes=prefixes())
    return len(triples)


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


def _order(quad: ox.Quad) -> tuple[str, bool, str, str]:
    """By subject, its types first, then by predicate and value: an order that reads well and never varies."""
    predicate = quad.predicate.value
    return str(quad.subject), predicate != _TYPE, predicate, str(quad.object)


_TYPE = vocab.PREFIXES["rdf"] + "type"


def _jsonld(store: Store) -> bytes:
    """The graph as a JSON-LD document with the ontology's context inside, so that no reader has to fetch it."""
    context = json.loads(resources.ontology().joinpath("context.jsonld").read_text("utf-8"))["@context"]
    document = json.loads(to_rdflib(store).serialize(format="json-ld", context=context, auto_compact=True))
    nodes = document.get("@graph", [document])
    document = {"@context": context, "@graph": sorted((_sorted(node) for node in nodes), key=lambda node: node["id"])}
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _sorted(node: dict[str, Any]) -> dict[str, Any]:
    """The node with the values of each key in a fixed order."""
    return {
        key: sorted(value, key=lambda each: json.dumps(each, sort_keys=True)) if isinstance(value, list) else value
        for key, value in node.items()
        if key != "@context"
    }
