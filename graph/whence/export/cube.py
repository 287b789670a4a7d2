"""The statistics as an RDF Data Cube (W3C Recommendation, 2014), for tools that browse and plot statistical data.

ontology/cube.ttl says how it is built. An observation is one finding, and leads back to its statistic in the graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, NamedTuple

import pyoxigraph as ox

from whence import resources, vocab
from whence.dossier import reading
from whence.dossier.facts import Facts
from whence.dossier.values import Figure
from whence.export.namespaces import prefixes
from whence.rdf import iris
from whence.store import Store

_QB = "http://purl.org/linked-data/cube#"
_CUBE = f"{iris.BASE}cube/"
_NOT_TOLD = "not told"


def write_cube(store: Store, output: IO[bytes]) -> int:
    """Write the data cube as Turtle; returns how many observations it has."""
    statistics = store.instances("wh:Statistic")
    structure = resources.ontology().joinpath("cube.ttl").read_bytes()
    triples = _all((quad.triple for quad in ox.parse(structure, format=ox.RdfFormat.TURTLE)), store, statistics)
    known = prefixes() | {"qb": _QB, "cube": _CUBE, "observation": f"{iris.BASE}observation/"}
    known |= {name: vocab.PREFIXES[name] for name in ("dcterms", "qudt", "rdfs")}
    ox.serialize(triples, output, format=ox.RdfFormat.TURTLE, prefixes=known)
    return len(statistics)


def _all(structure: Iterable[ox.Triple], store: Store, statistics: list[str]) -> Iterator[ox.Triple]:
    yield from structure
    yield from _observations(store, statistics)


def _observations(store: Store, statistics: Iterable[str]) -> Iterator[ox.Triple]:
    variants: Counter[int] = Counter()
    waves, described = _Waves(store), set[str]()
    for iri in statistics:
        facts = Facts(store, iri)
        figure = reading.figure(store, facts)
        if figure is None:
            continue
        study, population = facts.node("wh:fromStudy"), facts.node("wh:population")
        year = Facts(store, study).text("wh:year") if study else None
        place = (study, population, figure.measure or _NOT_TOLD, figure.period or year or _NOT_TOLD, waves.number(iri))
        variants[hash(place)] += 1
        for code, scheme in ((study, None), (population, f"{_CUBE}populations")):
            if code and code not in described:
                described.add(code)
                yield from _code(code, Facts(store, code), scheme)
        yield from _observation(iri, figure, _Place(*place, variants[hash(place)]))


class _Place(NamedTuple):
    """Where an observation stands in the cube."""

    study: str | None
    population: str | None
    measure: str
    period: str
    wave: int
    variant: int


def _observation(iri: str, figure: Figure, place: _Place) -> Iterator[ox.Triple]:
    node = ox.NamedNode(f"{iris.BASE}observation/{iri.rsplit('/', 1)[1]}")
    yield ox.Triple(node, _TYPE, ox.NamedNode(f"{_QB}Observation"))
    yield ox.Triple(node, ox.NamedNode(f"{_QB}dataSet"), ox.NamedNode(f"{_CUBE}statistics"))
    yield ox.Triple(node, _node("prov:wasDerivedFrom"), ox.NamedNode(iri))
    yield ox.Triple(node, _node("wh:fromStudy"), ox.NamedNode(place.study or f"{_CUBE}no-study"))
    yield ox.Triple(node, _node("wh:population"), ox.NamedNode(place.population or f"{_CUBE}no-population"))
    yield ox.Triple(node, _node("wh:measure"), ox.Literal(place.measure))
    yield ox.Triple(node, _node("wh:period"), ox.Literal(place.period))
    yield ox.Triple(node, _node("wh:wave"), ox.Literal(place.wave))
    yield ox.Triple(node, _node("wh:variant"), ox.Literal(place.variant))
    yield ox.Triple(node, _node("wh:value"), ox.Literal(f"{figure.value:f}", datatype=_node("xsd:decimal")))
    yield ox.Triple(node, _node("wh:unit"), ox.NamedNode(figure.unit))
    yield ox.Triple(node, _node("wh:qualifier"), ox.NamedNode(figure.qualifier))
    if figure.change:
        yield ox.Triple(node, _node("wh:change"), ox.NamedNode(figure.change))


def _code(iri: str, facts: Facts, scheme: str | None) -> Iterator[ox.Triple]:
    """What an observation can have in a dimension: a study, or a population as a concept of its scheme."""
    node = ox.NamedNode(iri)
    yield ox.Triple(node, _TYPE, _node("skos:Concept" if scheme else "wh:Study"))
    yield ox.Triple(node, _node("skos:prefLabel"), ox.Literal(facts.text("skos:prefLabel") or iri))
    if scheme:
        yield ox.Triple(node, _node("skos:inScheme"), ox.NamedNode(scheme))


class _Waves:
    """Which time a question was asked: 1 for the first wave, or the only one, that a graph knows."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._numbers: dict[str, int] = {}

    def number(self, statistic: str) -> int:
        """The wave of a statistic; one that would come before itself counts as the first."""
        if statistic not in self._numbers:
            self._numbers[statistic] = 1
            earlier = Facts(self._store, statistic).nodes("wh:laterWaveOf")
            self._numbers[statistic] = 1 + max(map(self.number, earlier), default=0)
        return self._numbers[statistic]


@cache
def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.expand(name))


_TYPE = _node("rdf:type")
