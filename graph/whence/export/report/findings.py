"""What in a graph is worth a look: numbers that disagree, that changed on the way, that nobody can check.

Each list is cut at a number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whence import vocab
from whence.answers import Record, answer
from whence.ask import ask
from whence.dossier import reading
from whence.dossier.facts import Facts
from whence.dossier.values import Claim, Figure
from whence.explain.chains import GRAVE
from whence.store import Store

_PREFIXES = """PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX wh: <https://w3id.org/whence/ns#>
"""
_DISAGREEMENTS = """SELECT ?one ?other ?kind ?reason WHERE {
  ?comparison wh:verdict wh:Disagreement ; wh:compares ?one, ?other ; wh:reason ?reason ; wh:confidence ?confidence .
  FILTER (STR(?one) < STR(?other))
  OPTIONAL { ?comparison wh:disagreementKind ?kind }
} ORDER BY DESC(?confidence) ?one ?other LIMIT %d"""
_ALTERED = """SELECT ?one ?other ?alteration ?reason WHERE {
  VALUES ?alteration { <grave> }
  ?hop wh:alteration ?alteration ; prov:entity ?one ; wh:reason ?reason ; wh:confidence ?confidence .
  ?other prov:qualifiedDerivation ?hop .
} ORDER BY DESC(?confidence) ?other ?one ?alteration LIMIT %d""".replace("<grave>", " ".join(GRAVE))
_REPEATED = """SELECT ?statistic (COUNT(DISTINCT ?page) AS ?articles) WHERE {
  ?claim wh:reports ?statistic ; wh:statedIn ?page . ?statistic a wh:Statistic
} GROUP BY ?statistic HAVING (COUNT(DISTINCT ?page) > 1) ORDER BY DESC(?articles) ?statistic LIMIT %d"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, with what is between them in words: how they differ, and why that is thought."""

    one: Claim
    other: Claim
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A finding that several articles tell; `claims` are some of the claims that do."""

    figure: Figure
    study: str | None
    articles: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is worth a look, each list cut; `dead_ends` are claims that rest on a study nobody names."""

    disagreements: tuple[Pair, ...]
    altered: tuple[Pair, ...]
    dead_ends: tuple[Claim, ...]
    repeated: tuple[Repeated, ...]

    def claims(self) -> Iterator[Claim]:
        """Every claim that they speak of."""
        for pair in (*self.disagreements, *self.altered):
            yield from (pair.one, pair.other)
        yield from self.dead_ends
        for finding in self.repeated:
            yield from finding.claims


def findings(store: Store, most: int) -> Findings:
    """What is worth a look in a store, at most so many of each kind."""
    ends = dict.fromkeys(str(row["claim"]) for row in ask(store, "dead-ends").records())
    return Findings(
        tuple(_pairs(store, _records(store, _DISAGREEMENTS, most))),
        tuple(_pairs(store, _records(store, _ALTERED, most))),
        tuple(reading.claim(store, claim) for claim in list(ends)[:most]),
        tuple(filter(None, (_repeated(store, row) for row in _records(store, _REPEATED, most)))),
    )


def _records(store: Store, query: str, most: int) -> list[Record]:
    return answer(store.query(_PREFIXES + query % most), iri=str).records()


def _pairs(store: Store, rows: list[Record]) -> Iterator[Pair]:
    for row in rows:
        one, other = (reading.claim(store, str(row[end])) for end in ("one", "other"))
        kind = row.get("kind") or row.get("alteration")
        yield Pair(one, other, vocab.label(str(kind)) if kind else "", str(row["reason"]))


def _repeated(store: Store, row: Record) -> Repeated | None:
    statistic = str(row["statistic"])
    facts = Facts(store, statistic)
    figure, study = reading.figure(store, facts), facts.node("wh:fromStudy")
    if figure is None:
        return None
    tellings = store.subjects("wh:reports", statistic)[:_TELLINGS]
    label = reading.study_label(store, study) if study else None
    return Repeated(figure, label, int(row["articles"] or 0), tuple(reading.claim(store, claim) for claim in tellings))


_TELLINGS = 8
"""How many tellings of a repeated finding are shown."""
