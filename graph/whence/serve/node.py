"""The page of any node: what the graph says of it, and what leads to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from whence import vocab
from whence.dossier.facts import Facts
from whence.errors import UsageError
from whence.serve.documents import MOST_INWARD, inward, outward
from whence.serve.site import Site

_NAMES = ("skos:prefLabel", "schema:headline", "schema:name", "schema:text", "oa:exact", "wh:fileName")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Value:
    """A node, with what it is called; or a text."""

    node: str | None
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows: properties with their values, and properties with the nodes that they lead here from."""

    node: str
    name: str
    classes: Sequence[str]
    says: Sequence[tuple[str, Sequence[Value]]]
    told: Sequence[tuple[str, Sequence[Value]]]
    cut: bool


def view(site: Site, iri: str) -> View:
    """What the page of a node shows; raises UsageError where the graph says nothing of it."""
    ahead, back = list(outward(site.store, iri)), list(inward(site.store, iri))
    if not ahead and not back:
        raise UsageError(f"the store holds no node {iri}")
    types = [triple.object for triple in ahead if triple.predicate.value == _TYPE]
    said = [(triple.predicate.value, triple.object) for triple in ahead if triple.predicate.value != _TYPE]
    return View(
        iri,
        called(site, iri),
        sorted({each.value for each in types if isinstance(each, ox.NamedNode)}),
        _by_property(site, said),
        _by_property(site, [(triple.predicate.value, triple.subject) for triple in back]),
        len(back) >= MOST_INWARD,
    )


def called(site: Site, iri: str) -> str:
    """What a node is called in the graph; the end of its IRI where nothing names it."""
    facts = Facts(site.store, iri)
    said = next((text for name in _NAMES if (text := facts.text(name))), None) or "/".join(iri.rsplit("/", 2)[1:])
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _by_property(site: Site, pairs: Iterable[tuple[str, object]]) -> list[tuple[str, list[Value]]]:
    found: dict[str, set[Value]] = defaultdict(set)
    for predicate, term in pairs:
        found[predicate].add(_value(site, term))
    return [
        (name, sorted(values, key=lambda each: (each.text, each.node or ""))) for name, values in sorted(found.items())
    ]


def _value(site: Site, term: object) -> Value:
    if isinstance(term, ox.Literal):
        return Value(None, term.value)
    if not isinstance(term, ox.NamedNode):
        return Value(None, str(term))
    is_term = vocab.compact(term.value) != term.value
    return Value(term.value, vocab.label(term.value) if is_term else called(site, term.value))


_TYPE = vocab.expand("rdf:type")
