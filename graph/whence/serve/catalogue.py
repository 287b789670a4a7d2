"""What a store holds, listed: articles, studies, people, organizations, publishers.

Each list is made once, when it is first asked for, and kept: the store doesn't change while it is served. These, and
the highlights, are the only questions that go over the whole graph.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from whence.answers import Record
from whence.questions.choosing import words_of
from whence.serve.rows import rows
from whence.store import Store


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: its name (also in addresses), how one and many of it are called, its order in words, what is counted of
    each in the list, and the two queries: what there is, and how many each has."""

    name: str
    one: str
    order: str
    counted: str
    entries: str
    weights: str

    def by_date(self) -> bool:
        """Whether the newest stand first; otherwise those with most."""
        return self.name == "articles"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: the node, its name, a detail beside it (its publisher, its year), its date, its count.

    `words` are those of name and detail, a space before each: to look them up anew for each search takes too long.
    """

    iri: str
    label: str
    detail: str
    date: str
    weight: int
    words: str


_AGENTS = """SELECT ?iri ?label WHERE {{
  ?iri a schema:{} ; schema:name ?label FILTER NOT EXISTS {{ ?iri wh:refersTo ?whom }}
}}"""

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                "articles",
                "article",
                "newest first",
                "claims",
                """SELECT ?iri ?label ?file ?detail ?date WHERE {
                  ?iri a wh:Article ; wh:fileName ?file .
                  OPTIONAL { ?iri schema:headline ?label }
                  OPTIONAL { ?iri schema:datePublished ?date }
                  OPTIONAL { ?iri schema:publisher/schema:name ?detail }
                }""",
                """SELECT ?iri (COUNT(DISTINCT ?claim) AS ?weight) WHERE { ?claim a wh:Claim ; wh:statedIn ?iri }
                GROUP BY ?iri""",
            ),
            Kind(
                "studies",
                "study",
                "most told first",
                "tellings",
                """SELECT ?iri ?label ?detail WHERE {
                  ?iri a wh:Study ; skos:prefLabel ?label . OPTIONAL { ?iri wh:year ?detail }
                }""",
                """SELECT ?iri (COUNT(DISTINCT ?claim) AS ?weight) WHERE { ?claim a wh:Claim ; wh:fromStudy ?iri }
                GROUP BY ?iri""",
            ),
            Kind(
                "people",
                "person",
                "most quoted first",
                "statements",
                _AGENTS.format("Person"),
                """SELECT ?iri (COUNT(DISTINCT ?claim) AS ?weight) WHERE {
                  ?claim a wh:Claim ; wh:attributedTo/wh:refersTo ?iri
                } GROUP BY ?iri""",
            ),
            Kind(
                "organizations",
                "organization",
                "those with most studies first",
                "studies",
                _AGENTS.format("Organization"),
                """SELECT ?iri (COUNT(DISTINCT ?study) AS ?weight) WHERE { ?study a wh:Study ; wh:conductedBy ?iri }
                GROUP BY ?iri""",
            ),
            Kind(
                "publishers",
                "publisher",
                "those with most articles first",
                "articles",
                """SELECT DISTINCT ?iri ?label WHERE {
                  ?page schema:publisher/wh:refersTo ?iri . ?iri schema:name ?label
                }""",
                """SELECT ?iri (COUNT(DISTINCT ?page) AS ?weight) WHERE { ?page schema:publisher/wh:refersTo ?iri }
                GROUP BY ?iri""",
            ),
        )
    }
)


class Catalogue:
    """The lists of a store. Any thread may ask; one makes a list, and the others wait for it."""

    def __init__(self, store: Store) -> None:
        """List nothing yet."""
        self._store = store
        self._locks = {name: threading.Lock() for name in KINDS}
        self._lists: dict[str, tuple[Entry, ...]] = {}

    def entries(self, name: str) -> tuple[Entry, ...]:
        """A list, in its order."""
        with self._locks[name]:
            if name not in self._lists:
                self._lists[name] = _listed(self._store, KINDS[name])
            return self._lists[name]

    def named(self, name: str, words: str) -> tuple[Entry, ...]:
        """The entries of a list whose names have all these words or their beginnings."""
        wanted = [f" {word}" for word in words_of(words)]
        return tuple(entry for entry in self.entries(name) if all(word in entry.words for word in wanted))


def _listed(store: Store, kind: Kind) -> tuple[Entry, ...]:
    weights = {str(row["iri"]): int(row["weight"] or 0) for row in rows(store, kind.weights)}
    found = {str(row["iri"]): _entry(row, weights) for row in rows(store, kind.entries)}
    ordered = sorted(found.values(), key=lambda entry: (entry.label.casefold(), entry.iri))
    if kind.by_date():
        return tuple(sorted(ordered, key=lambda entry: entry.date, reverse=True))
    return tuple(sorted(ordered, key=lambda entry: -entry.weight))


def _entry(row: Record, weights: Mapping[str, int]) -> Entry:
    iri = str(row["iri"])
    label, detail, date = (str(row.get(name) or "") for name in ("label", "detail", "date"))
    label = label or str(row.get("file"))
    words = "".join(f" {word}" for word in sorted(words_of(f"{label} {detail}")))
    return Entry(iri, label, detail, date, weights.get(iri, 0), words)
