"""JSON-LD with the ontology's context inside, so that no reader has to fetch it: a line a property."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import IO, Any

import pyoxigraph as ox

from whence import resources, vocab
from whence.export.lines import parsed_triples
from whence.store import Store

_LOCAL = re.compile(r"[\w-]+")
_TYPE, _STRING = vocab.expand("rdf:type"), vocab.expand("xsd:string")

Json = Any
"""What json.dumps takes."""


def write_jsonld(store: Store, output: IO[bytes]) -> int:
    """Write the union of the graphs; returns how many distinct triples it has."""
    names, written = _names(), 0
    output.write(b'{\n"@context": %s,\n"@graph": [' % _json(names.context))
    following = b"\n"
    for subject, triples in groupby(parsed_triples(store), lambda triple: triple.subject):
        properties, count = _properties(triples, names)
        lines = (b"%s: %s" % (_json(name), _json(value)) for name, value in properties)
        output.write(b"%s{%s}" % (following, b",\n ".join([b'"id": %s' % _json(_identifier(subject)), *lines])))
        following = b",\n"
        written += count
    output.write(b"\n]}\n")
    return written


def _properties(triples: Iterable[ox.Triple], names: _Names) -> tuple[list[tuple[str, Json]], int]:
    """The properties of a subject by name, types first, and how many values they have."""
    found: dict[str, list[Json]] = {}
    count = 0
    for triple in triples:
        count += 1
        predicate = triple.predicate.value
        if predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            found.setdefault("type", []).append(names.of(triple.object.value))
        else:
            name = names.of(predicate)
            found.setdefault(name, []).append(_value(triple.object, names.coercion.get(name, ""), names))
    ordered = sorted(found.items(), key=lambda item: (item[0] != "type", item[0]))
    return [(name, values[0] if len(values) == 1 else values) for name, values in ordered], count


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, coercion: str, names: _Names) -> Json:
    """A value as the context makes it readable under a property with that coercion."""
    if not isinstance(term, ox.Literal):
        if coercion == "@vocab" and isinstance(term, ox.NamedNode):
            return names.of(term.value)
        return _identifier(term) if coercion == "@id" else {"@id": _identifier(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == _STRING:
        return {"@value": term.value} if coercion else term.value
    return term.value if names.full(coercion) == datatype else {"@value": term.value, "@type": names.of(datatype)}


def _identifier(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class _Names:
    """The context, read backwards: the name of each IRI, and what a property of each name makes of its values."""

    context: Json
    terms: Mapping[str, str]
    coercion: Mapping[str, str]
    namespaces: Mapping[str, str]

    def of(self, iri: str) -> str:
        """The name of an IRI where the context resolves names: a term, a prefixed name, else the IRI."""
        if iri in self.terms:
            return self.terms[iri]
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self.namespaces.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri, cut) else iri

    def full(self, name: str) -> str:
        """The IRI of a prefixed name in the context."""
        prefix, _, local = name.partition(":")
        return f"{self.context.get(prefix, '')}{local}"


@cache
def _names() -> _Names:
    context = json.loads(resources.ontology().joinpath("context.jsonld").read_text("utf-8"))["@context"]
    named, coercion, namespaces = dict[str, str](), dict[str, str](), dict[str, str]()
    for name, meaning in context.items():
        iri = meaning["@id"] if isinstance(meaning, dict) else meaning
        if not isinstance(iri, str) or iri.startswith("@"):
            continue
        if iri.endswith(("/", "#")):
            namespaces[iri] = name
            continue
        prefix, _, local = iri.partition(":")
        named[f"{context[prefix]}{local}" if prefix in context else iri] = name
        if isinstance(meaning, dict) and "@type" in meaning:
            coercion[name] = meaning["@type"]
    return _Names(context, named, coercion, namespaces)
