"""The history of a finding in figures: how often it was told, by whom first, and how many origins it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from whence.answers import Record, answer
from whence.store import Store

_TOLD = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?finding ?claim ?file ?publisher ?date ?study ?source ?confidence ?sourceStudy WHERE {
  ?claim wh:reports ?finding ; wh:statedIn ?page . ?page wh:fileName ?file .
  OPTIONAL { ?page schema:publisher/schema:name ?publisher }
  OPTIONAL { ?page schema:datePublished ?date }
  OPTIONAL { ?claim wh:fromStudy ?study }
  OPTIONAL {
    ?claim prov:qualifiedDerivation ?hop . ?hop a wh:Retelling ; prov:entity ?source ; wh:confidence ?confidence .
    OPTIONAL { ?source wh:fromStudy ?sourceStudy }
  }
}"""


@dataclass(frozen=True, slots=True)
class History:
    """How a finding was told.

    `first_told` is the earliest date of a telling (ISO 8601, as precise as it is known), `first_by` the publisher of
    that telling, else its file; both are None where no telling has a date. `tellings` and `articles` count, and
    `origins` is how many independent sources stand behind them, as in an `Explanation`. `studies` are IRIs.
    """

    first_told: str | None
    first_by: str | None
    tellings: int
    articles: int
    origins: int
    studies: tuple[str, ...]


def history(store: Store, finding: str) -> History:
    """The history of a statistic, by IRI, from one query; nothing is told of one that the store doesn't hold."""
    found = answer(store.query(_TOLD, {"finding": ox.NamedNode(finding)}), hidden=("finding",), iri=str).records()
    rows = sorted(found, key=lambda row: (str(row["claim"]), -float(row["confidence"] or 0), str(row["source"])))
    likeliest: dict[str, Record] = {}
    for row in rows:
        likeliest.setdefault(str(row["claim"]), row)
    dated = ((str(row["date"]), str(row["file"]), str(row["publisher"] or row["file"])) for row in rows if row["date"])
    first = min(dated, default=None)
    studies = {str(row["study"]) for row in rows if row["study"]}
    return History(
        first[0] if first else None,
        first[2] if first else None,
        len(likeliest),
        len({row["file"] for row in rows}),
        len(_ends(likeliest)),
        tuple(sorted(studies)),
    )


def _ends(tellings: Mapping[str, Record]) -> set[str]:
    """Where the chains of tellings end: in the study that the telling nearest to the first knows, else in that one."""
    retold = {str(row["source"]) for row in tellings.values() if row["source"]}
    leaves = [claim for claim in tellings if claim not in retold] or list(tellings)[:1]
    return {_end(leaf, tellings) for leaf in leaves}


def _end(leaf: str, tellings: Mapping[str, Record]) -> str:
    way: dict[str, str | None] = {}
    at: str | None = leaf
    while at and at not in way:
        row = tellings.get(at)
        way[at] = _text(row["study"]) if row else _study_of_source(at, way, tellings)
        at = _text(row["source"]) if row else None
    return next((study for study in reversed(way.values()) if study), list(way)[-1])


def _study_of_source(source: str, way: Iterable[str], tellings: Mapping[str, Record]) -> str | None:
    """The study of a claim that tells another finding, and was retold as this one."""
    return next((_text(tellings[claim]["sourceStudy"]) for claim in way if tellings[claim]["source"] == source), None)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
