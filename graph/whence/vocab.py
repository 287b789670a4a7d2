"""The terms of the ontology, by compact name: `wh:Claim`, `prov:Entity`.

ontology/whence.ttl is their one home. It is read at the first question that needs it, not at import.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType

import pyoxigraph as ox

from whence import resources
from whence.errors import UsageError

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "cito": "http://purl.org/spar/cito/",
        "cur": "http://qudt.org/vocab/currency/",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "unit": "http://qudt.org/vocab/unit/",
        "vann": "http://purl.org/vocab/vann/",
        "wh": "https://w3id.org/whence/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The prefixes that Whence writes and queries with; the ontology declares the same ones."""

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class _Ontology:
    """What the ontology says of its terms, by IRI."""

    defined: frozenset[str]
    labels: Mapping[str, str]
    definitions: Mapping[str, str]


@cache
def _ontology() -> _Ontology:
    source = resources.ontology().joinpath("whence.ttl").read_bytes()
    home, labels, definitions, typed = PREFIXES["wh"], {}, {}, set()
    for triple in ox.parse(source, format=ox.RdfFormat.TURTLE):
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        match triple.predicate.value.removeprefix(PREFIXES["rdfs"]).removeprefix(PREFIXES["skos"]):
            case "label":
                labels[triple.subject.value] = triple.object.value
            case "definition":
                definitions[triple.subject.value] = triple.object.value
        if triple.predicate.value == PREFIXES["rdf"] + "type" and triple.subject.value.startswith(home):
            typed.add(triple.subject.value)
    return _Ontology(frozenset(typed - {home}), MappingProxyType(labels), MappingProxyType(definitions))


@cache
def expand(name: str) -> str:
    """The IRI of a compact name; a `wh:` name must be a term of the ontology.

    Raises UsageError on an unknown prefix or an undefined `wh:` term.

    >>> expand("wh:Claim")
    'https://w3id.org/whence/ns#Claim'
    """
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES:
        raise UsageError(f"unknown prefix in {name!r}: use one of {', '.join(PREFIXES)}")
    return term(local) if prefix == "wh" else PREFIXES[prefix] + local


@cache
def term(name: str) -> str:
    """The IRI of a term of Whence's own, by local name; raises UsageError when the ontology doesn't define it.

    >>> term("takenFrom")
    'https://w3id.org/whence/ns#takenFrom'
    """
    iri = PREFIXES["wh"] + name
    if iri not in _ontology().defined:
        near = get_close_matches(name, [compact(other).partition(":")[2] for other in _ontology().defined], 1)
        hint = f"; did you mean wh:{near[0]}?" if near else ""
        raise UsageError(f"the ontology defines no term wh:{name}{hint}")
    return iri


def terms() -> frozenset[str]:
    """The compact names of all terms that the ontology defines under `wh:`."""
    return frozenset(map(compact, _ontology().defined))


@lru_cache(4096)
def compact(iri: str) -> str:
    """The compact name of an IRI, or the IRI itself when no prefix fits.

    >>> compact("http://www.w3.org/ns/prov#Entity"), compact("http://example.org/a")
    ('prov:Entity', 'http://example.org/a')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def label(iri: str) -> str:
    """The words for a term: its label in the ontology, else the last part of its IRI.

    >>> label("https://w3id.org/whence/ns#MoreThan"), label("http://qudt.org/vocab/currency/USD")
    ('more than', 'US dollar')
    """
    return _ontology().labels.get(iri) or re.split(r"[#/:]", iri.rstrip("#/"))[-1]


def definition(iri: str) -> str:
    """What a term means, in a sentence; empty for a term that the ontology doesn't define."""
    return _ontology().definitions.get(iri, "")
