"""What the store says of an article's statistical claims, as far as they are found by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from whence import vocab
from whence.model import Change, Qualifier, Quantity
from whence.resolve import wording
from whence.resolve.likeness import Subject, subject_of
from whence.store import Store

_CLAIMS = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?article ?claim ?quote ?measure ?value ?unit ?printed ?qualifier ?change ?period ?population ?study ?conductor
WHERE {
  ?claim wh:statedIn ?article ; schema:text ?quote ; wh:value ?value ; wh:unit ?unit .
  OPTIONAL { ?claim wh:measure ?measure }
  OPTIONAL { ?claim wh:printed ?printed }
  OPTIONAL { ?claim wh:qualifier ?qualifier }
  OPTIONAL { ?claim wh:change ?change }
  OPTIONAL { ?claim wh:period ?period }
  OPTIONAL { ?claim wh:population/skos:prefLabel ?population }
  OPTIONAL {
    ?claim wh:cites ?mention .
    OPTIONAL { ?mention schema:name ?study }
    OPTIONAL { ?mention wh:conductedBy/schema:name ?conductor }
  }
}"""
_ARTICLE = """
PREFIX schema: <https://schema.org/>
SELECT ?article ?title ?publisher WHERE {
  { ?article schema:headline ?title } UNION { ?article schema:publisher/schema:name ?publisher }
}"""


@dataclass(frozen=True, slots=True)
class Told:
    """A statistical claim: its number, what it is said of, and the stems of who says so where (`around`).

    `around` has the article's title and publisher, and the title and the conductors of the study that it cites.
    """

    claim: str
    quantity: Quantity
    change: Change | None
    subject: Subject
    around: frozenset[str]


def told(store: Store, article: str) -> Iterator[Told]:
    """The statistical claims of an article, by IRI; without those that decisions reject."""
    home = {"article": ox.NamedNode(article)}
    claims: dict[str, list[dict[str, str]]] = {}
    for row in _rows(store, _CLAIMS, home):
        claims.setdefault(row["claim"], []).append(row)
    frame = [text for row in _rows(store, _ARTICLE, home) for text in row.values()] if claims else []
    for claim in sorted(claims):
        rows = claims[claim]
        yield _told(claim, min(rows, key=str), [*frame, *(row.get(key, "") for row in rows for key in _STUDY)])


_STUDY = ("study", "conductor")


def _told(claim: str, row: dict[str, str], around: list[str]) -> Told:
    qualifier = row["qualifier"].rpartition("#")[2] if "qualifier" in row else Qualifier.EXACTLY
    change = row["change"].rpartition("#")[2] if "change" in row else None
    printed = row.get("printed", row["value"])
    return Told(
        claim,
        Quantity(Decimal(row["value"]), vocab.compact(row["unit"]), Qualifier(qualifier), printed),
        Change(change) if change else None,
        subject_of(row.get("population"), row.get("measure", ""), row["quote"], row.get("period")),
        frozenset().union(*map(wording.gist, around)),
    )


def _rows(store: Store, sparql: str, bound: dict[str, ox.NamedNode]) -> Iterator[dict[str, str]]:
    """The rows of a query by column, without what is unbound."""
    found = store.query(sparql, bound)
    if isinstance(found, ox.QuerySolutions):
        names = [variable.value for variable in found.variables if variable.value not in bound]
        for solution in found:
            terms = ((name, solution[name]) for name in names)
            yield {name: term.value for name, term in terms if isinstance(term, ox.NamedNode | ox.Literal)}
