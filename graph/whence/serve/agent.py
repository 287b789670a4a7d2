"""The page of a person or an organization: what they said, wrote, published and found out, and who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whence.answers import Record
from whence.dossier.facts import Facts
from whence.errors import UsageError
from whence.serve.rows import rows
from whence.serve.site import Line, Site

MOST = 100
"""How many of each kind are shown; what there is more is said."""

_STUDIES = """SELECT ?node ?label ?detail WHERE {
  ?node a wh:Study ; wh:conductedBy $agent ; skos:prefLabel ?label . OPTIONAL { ?node wh:year ?detail }
} ORDER BY DESC(?detail) ?label ?node"""
_ARTICLES = """SELECT ?node ?label ?detail WHERE {
  ?told wh:refersTo $agent . ?node schema:%s ?told ; wh:fileName ?file .
  OPTIONAL { ?node schema:headline ?title } OPTIONAL { ?node schema:datePublished ?detail }
  BIND (COALESCE(?title, ?file) AS ?label)
} ORDER BY DESC(?detail) ?label ?node"""
_HOMES = (
    "SELECT ?node ?label WHERE { $agent schema:affiliation ?node . ?node schema:name ?label } ORDER BY ?label ?node"
)
_MEMBERS = """SELECT ?node ?label WHERE {
  ?node schema:affiliation $agent ; schema:name ?label FILTER NOT EXISTS { ?node wh:refersTo ?whom }
} ORDER BY ?label ?node"""
_OFFICES = (
    "SELECT DISTINCT ?office WHERE { ?told wh:refersTo $agent ; schema:jobTitle ?office } ORDER BY ?office LIMIT 20"
)
_SAID = """SELECT ?claim ?date WHERE {
  ?told wh:refersTo $agent . ?claim wh:attributedTo ?told ; wh:statedIn ?page .
  OPTIONAL { ?page schema:datePublished ?date }
} ORDER BY DESC(?date) ?claim"""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that has to do with somebody: its node, its name, its date or year."""

    node: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows."""

    node: str
    name: str
    is_person: bool
    spellings: Sequence[str]
    offices: Sequence[str]
    homes: Sequence[Item]
    members: Sequence[Item]
    studies: Sequence[Item]
    published: Sequence[Item]
    written: Sequence[Item]
    said: Sequence[Line]


def view(site: Site, iri: str, kind: str) -> View:
    """What the page of somebody shows, who is a "person" or an "organization"; raises UsageError for nobody known."""
    facts = Facts(site.store, iri)
    name = facts.text("schema:name")
    if name is None:
        raise UsageError(f"the store holds no {kind} {iri}")
    claims = dict.fromkeys(str(row["claim"]) for row in _first(site, _SAID, iri))
    return View(
        iri,
        name,
        kind == "person",
        facts.texts("skos:altLabel"),
        [str(row["office"]) for row in rows(site.store, _OFFICES, agent=iri)],
        _items(site, _HOMES, iri),
        _items(site, _MEMBERS, iri),
        _items(site, _STUDIES, iri),
        _items(site, _ARTICLES % "publisher", iri),
        _items(site, _ARTICLES % "author", iri),
        [site.line(claim) for claim in claims],
    )


def _items(site: Site, query: str, iri: str) -> list[Item]:
    return list({str(row["node"]): _item(row) for row in _first(site, query, iri)}.values())


def _first(site: Site, query: str, iri: str) -> list[Record]:
    """The rows that are shown, and one more where there are more."""
    return rows(site.store, f"{query} LIMIT {MOST + 1}", agent=iri)


def _item(row: Record) -> Item:
    return Item(str(row["node"]), str(row["label"]), str(row.get("detail") or ""))
