"""Nanopublications (nanopub.net): each claim as the smallest thing that can be published, cited and checked by itself.

Of its four graphs, the assertion is what the claim says, the provenance where it stands and what it was taken from,
and the publication info which software found it. Nothing in them depends on the time: a claim keeps its address.
They are not signed: a signature is its publisher's to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import pyoxigraph as ox

from whence import vocab
from whence.dossier.facts import Facts
from whence.export.descriptions import Descriptions
from whence.export.namespaces import prefixes
from whence.export.trusty import PLACE, Statement, artifact_code, filled
from whence.rdf import iris
from whence.store import Store

_NP = "http://www.nanopub.org/nschema#"
_THIS = f"{iris.BASE}nanopub/{PLACE}"
_HEAD, _ASSERTION, _PROVENANCE, _PUBINFO = (
    f"{_THIS}#{part}" for part in ("Head", "assertion", "provenance", "pubinfo")
)
_GRAPHS = (_HEAD, _ASSERTION, _PROVENANCE, _PUBINFO)

_CLAIM = (
    *("rdf:type", "schema:text", "wh:value", "wh:unit", "wh:qualifier", "wh:printed", "wh:change", "wh:measure"),
    *("wh:period", "wh:population", "wh:attributedTo", "wh:fromStudy", "wh:reports"),
)
_NAMED = (
    *("rdf:type", "schema:name", "skos:prefLabel", "wh:year", "wh:conductedBy", "schema:affiliation"),
    "schema:jobTitle",
)
_WHERE = (
    *("wh:statedIn", "oa:hasTarget", "wh:confidence", "wh:takenFrom", "prov:qualifiedDerivation"),
    "prov:qualifiedPrimarySource",
)
_ARTICLE = (
    *("rdf:type", "schema:headline", "schema:url", "schema:datePublished", "schema:author", "schema:publisher"),
    *("wh:fileName", "wh:contentHash"),
)
_ANCHOR = ("rdf:type", "oa:hasSource", "oa:hasSelector", "oa:exact", "oa:prefix", "oa:suffix", "oa:start", "oa:end")
_CONCLUSION = ("rdf:type", "prov:entity", "wh:alteration", "wh:reason", "wh:confidence", "wh:hops", "wh:via")
_SOURCE = ("schema:text", "wh:value", "wh:statedIn")
"""What is told of each node, by its part in the nanopublication."""


def write_nanopublications(store: Store, output: IO[bytes]) -> int:
    """Write one nanopublication for each claim, as TriG; returns how many."""
    written = 0

    def quads() -> Iterator[ox.Quad]:
        nonlocal written
        graph = Descriptions(store)
        for article in graph.articles():
            for claim in graph.claims(article):
                written += 1
                yield from nanopublication(store, graph, claim)

    known = {"dcterms": vocab.PREFIXES["dcterms"], "np": _NP, **prefixes()}
    ox.serialize(quads(), output, ox.RdfFormat.TRIG, prefixes=known)
    return written


def nanopublication(store: Store, graph: Descriptions, claim: Facts) -> list[ox.Quad]:
    """The quads of the nanopublication of one claim, under the address that their hash gives it."""
    statements = {*_head(), *_Parts(store, graph, claim).statements()}
    ordered = sorted(statements, key=lambda one: (_GRAPHS.index(one[0]), one[1], one[2], str(one[3])))
    return filled(ordered, artifact_code(ordered))


def _head() -> Iterator[Statement]:
    yield _HEAD, _THIS, vocab.expand("rdf:type"), f"{_NP}Nanopublication"
    yield _HEAD, _THIS, f"{_NP}hasAssertion", _ASSERTION
    yield _HEAD, _THIS, f"{_NP}hasProvenance", _PROVENANCE
    yield _HEAD, _THIS, f"{_NP}hasPublicationInfo", _PUBINFO


@dataclass(frozen=True, slots=True)
class _Parts:
    """The assertion, provenance and publication info of a claim."""

    store: Store
    graph: Descriptions
    claim: Facts

    def statements(self) -> Iterator[Statement]:
        """All of them."""
        yield from self._assertion()
        yield from self._provenance()
        yield from self._publication()

    def _assertion(self) -> Iterator[Statement]:
        yield from self._told(_ASSERTION, self.claim, _CLAIM)
        named = ("wh:population",), ("wh:attributedTo",), ("wh:attributedTo", "schema:affiliation"), ("wh:fromStudy",)
        for path in (*named, ("wh:fromStudy", "wh:conductedBy")):
            yield from self._along(_ASSERTION, path, _NAMED)

    def _provenance(self) -> Iterator[Statement]:
        for article in self.claim.nodes("wh:statedIn"):
            yield _PROVENANCE, _ASSERTION, vocab.expand("prov:wasDerivedFrom"), article
        yield from self._told(_PROVENANCE, self.claim, _WHERE)
        for path in (("wh:statedIn",), ("wh:takenFrom", "wh:statedIn")):
            yield from self._along(_PROVENANCE, path, _ARTICLE)
            for role in ("schema:author", "schema:publisher"):
                yield from self._along(_PROVENANCE, (*path, role), ("rdf:type", "schema:name"))
        yield from self._along(_PROVENANCE, ("oa:hasTarget",), _ANCHOR)
        yield from self._along(_PROVENANCE, ("oa:hasTarget", "oa:hasSelector"), _ANCHOR)
        yield from self._along(_PROVENANCE, ("wh:takenFrom",), _SOURCE)
        for way in ("prov:qualifiedDerivation", "prov:qualifiedPrimarySource"):
            yield from self._along(_PROVENANCE, (way,), _CONCLUSION)

    def _publication(self) -> Iterator[Statement]:
        runs = self.graph.reached(self.claim, "wh:statedIn", "prov:wasGeneratedBy")
        for run in runs:
            yield _PUBINFO, _THIS, vocab.expand("prov:wasGeneratedBy"), run.iri
            yield from self._told(_PUBINFO, run, ("rdf:type", "prov:wasAssociatedWith", "schema:softwareVersion"))
            for software in self.graph.reached(run, "prov:wasAssociatedWith"):
                yield _PUBINFO, _THIS, f"{vocab.PREFIXES['dcterms']}creator", software.iri
                yield from self._told(_PUBINFO, software, ("rdf:type", "schema:name"))
        if not runs:
            yield _PUBINFO, _THIS, f"{vocab.PREFIXES['dcterms']}subject", self.claim.iri

    def _along(self, graph: str, path: tuple[str, ...], predicates: tuple[str, ...]) -> Iterator[Statement]:
        """What is told of the nodes at the end of a path from the claim."""
        for node in self.graph.reached(self.claim, *path):
            yield from self._told(graph, node, predicates)

    def _told(self, graph: str, node: Facts, predicates: tuple[str, ...]) -> Iterator[Statement]:
        """Some properties of a node, their values as they are."""
        wanted = set(map(vocab.expand, predicates))
        for quad in self.store.about(node.iri):
            if quad.predicate.value in wanted:
                if isinstance(quad.object, ox.NamedNode):
                    yield graph, node.iri, quad.predicate.value, quad.object.value
                elif isinstance(quad.object, ox.Literal):
                    yield graph, node.iri, quad.predicate.value, quad.object
