"""A statistic on a card: the number and what it is said of."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from whence.answers import Cell, answer
from whence.dossier.facts import Facts
from whence.store import Store

_STATISTIC = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?finding ?value ?unit ?population ?measure WHERE {
  ?finding a wh:Statistic ; wh:value ?value ; wh:unit ?unit .
  OPTIONAL { ?finding wh:population/skos:prefLabel ?population }
  OPTIONAL { ?finding wh:measure ?measure }
} ORDER BY ?population LIMIT 1"""


@dataclass(frozen=True, slots=True)
class StatisticCard:
    """A statistic in the words of its most precise telling; `value` is in `unit`, which is a label ("percent")."""

    value: Cell
    unit: str
    population: str | None
    measure: str | None

    def __str__(self) -> str:
        value = f"{self.value:,}" if isinstance(self.value, int | float) else self.value
        return " · ".join(part for part in (f"{value} {self.unit}", self.population, self.measure) if part)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a claim reports, and the study that it leads to, where one is known: both by IRI."""

    statistic: str
    study: str | None


def reported_by(store: Store, claim: str) -> Reported | None:
    """What a claim, by IRI, reports; None where the store holds no such claim."""
    facts = Facts(store, claim)
    statistic = facts.node("wh:reports")
    return Reported(statistic, facts.node("wh:fromStudy")) if statistic else None


def statistic_card(store: Store, finding: str) -> StatisticCard | None:
    """The card of a statistic, by IRI; None where the store holds no such statistic."""
    bound = {"finding": ox.NamedNode(finding)}
    for value, unit, population, measure in answer(store.query(_STATISTIC, bound), hidden=bound).rows:
        return StatisticCard(
            value, str(unit), str(population) if population else None, str(measure) if measure else None
        )
    return None
