"""The page of the ontology: every term with its definition, at the anchor of its name; or the ontology as RDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

import pyoxigraph as ox

from whence import resources, vocab
from whence.sandbox.formats import Format
from whence.serve.documents import written

_OWN = vocab.PREFIXES["wh"]
_KINDS = {
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Properties that lead to nodes",
    "owl:DatatypeProperty": "Properties with values",
    "owl:AnnotationProperty": "Notes",
    "owl:NamedIndividual": "Entries of the code lists",
}
_RELATIONS = {
    "rdfs:subClassOf": "is a",
    "rdfs:subPropertyOf": "within",
    "rdfs:domain": "said of",
    "rdfs:range": "leads to",
    "owl:inverseOf": "the inverse of",
    "skos:inScheme": "in",
    "skos:notation": "code",
    "rdfs:comment": "note",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its local name (the anchor), label, definition, and what else is said of it: how, and which value."""

    name: str
    iri: str
    label: str
    definition: str
    relations: tuple[tuple[str, str], ...]


@cache
def sections() -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The terms that the ontology defines, by kind and name."""
    triples = _triples()
    found: dict[str, dict[str, Term]] = {heading: {} for heading in _KINDS.values()}
    for triple in triples:
        kind = _KINDS.get(vocab.compact(triple.object.value)) if isinstance(triple.object, ox.NamedNode) else None
        if kind and vocab.compact(triple.predicate.value) == "rdf:type" and _is_own(triple.subject):
            found[kind][triple.subject.value] = _term(triple.subject.value, triples)
    return tuple((heading, tuple(terms[iri] for iri in sorted(terms))) for heading, terms in found.items() if terms)


def _is_own(node: object) -> TypeGuard[ox.NamedNode]:
    return isinstance(node, ox.NamedNode) and node.value.startswith(_OWN) and node.value != _OWN


def ontology(form: Format) -> bytes:
    """The ontology in a format of RDF; Turtle as it was written."""
    return _source() if form.engine is ox.RdfFormat.TURTLE else written(list(_triples()), form)


@cache
def _source() -> bytes:
    return resources.ontology().joinpath("whence.ttl").read_bytes()


@cache
def _triples() -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(_source(), format=ox.RdfFormat.TURTLE))


def _term(iri: str, triples: tuple[ox.Triple, ...]) -> Term:
    relations = [
        (_RELATIONS[name], triple.object.value)
        for triple in triples
        if triple.subject == ox.NamedNode(iri) and isinstance(triple.object, ox.NamedNode | ox.Literal)
        if (name := vocab.compact(triple.predicate.value)) in _RELATIONS
    ]
    return Term(iri.removeprefix(_OWN), iri, vocab.label(iri), vocab.definition(iri), tuple(sorted(relations)))
