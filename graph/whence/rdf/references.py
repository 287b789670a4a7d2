"""Lists of known studies, people and organizations ↔ quads: one named graph that no build derives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from whence import vocab
from whence.errors import StoreError
from whence.model import AgentKind
from whence.rdf import iris
from whence.rdf.quads import Quad, Term, integer, iri, name, string, when
from whence.reference import KnownAgent, KnownStudy, References

CLASSES = {
    "wh:KnownStudy": None,
    "wh:KnownPerson": AgentKind.PERSON,
    "wh:KnownOrganization": AgentKind.ORGANIZATION,
}
"""The classes of entries, each with the kind of agent that it is."""


def reference_quads(references: References) -> list[Quad]:
    """The graph of the entries."""
    graph, quads = iri(iris.REFERENCES), list[Quad]()

    def add(node: str, predicate: str, *values: Term) -> None:
        quads.extend(Quad(iri(node), name(predicate), value, graph) for value in values)

    for study in references.studies:
        node = iris.known(study)
        add(node, "rdf:type", name("wh:KnownStudy"))
        add(node, "wh:conductorName", *map(string, study.conductors))
        add(node, "wh:year", *([when(f"{study.year:04}")] if study.year else []))
        add(node, "schema:url", *([iri(study.url)] if study.url else []))
        add(node, "wh:sampleSize", *map(integer, study.sizes))
        add(node, "schema:name", string(study.title))
    for agent in references.agents:
        node = iris.known(agent)
        add(node, "rdf:type", *(name(each) for each, kind in CLASSES.items() if kind is agent.kind))
        add(node, "schema:sameAs", *map(iri, agent.ids))
        add(node, "schema:name", string(agent.name))
    entries: tuple[KnownStudy | KnownAgent, ...] = (*references.studies, *references.agents)
    for entry in entries:
        add(iris.known(entry), "skos:altLabel", *map(string, entry.aliases))
        add(iris.known(entry), "wh:inList", string(entry.listed))
    return quads


def recover_references(quads: Iterable[ox.Quad]) -> References:
    """The entries that `reference_quads` wrote; raises StoreError where one is damaged."""
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
            facts[quad.subject.value][vocab.compact(quad.predicate.value)].append(quad.object.value)
    studies: list[KnownStudy] = []
    agents: list[KnownAgent] = []
    try:
        for known in facts.values():
            for kind in set(map(vocab.compact, known.get("rdf:type", ()))) & CLASSES.keys():
                agent = CLASSES[kind]
                if agent is None:
                    studies.append(_study(known))
                else:
                    agents.append(_agent(known, agent))
    except (LookupError, ValueError) as error:
        raise StoreError(f"an entry of a list is damaged ({error}): give the list again") from error
    lists = frozenset([*(one.listed for one in studies), *(one.listed for one in agents)])
    return References(tuple(sorted(studies, key=repr)), tuple(sorted(agents, key=repr)), lists)


def _study(known: Mapping[str, list[str]]) -> KnownStudy:
    year, url = known.get("wh:year"), known.get("schema:url")
    return KnownStudy(
        known["wh:inList"][0],
        known["schema:name"][0],
        int(year[0]) if year else None,
        tuple(sorted(known.get("wh:conductorName", ()))),
        tuple(sorted(known.get("skos:altLabel", ()))),
        url[0] if url else None,
        tuple(sorted(map(int, known.get("wh:sampleSize", ())))),
    )


def _agent(known: Mapping[str, list[str]], kind: AgentKind) -> KnownAgent:
    ids, aliases = (tuple(sorted(known.get(key, ()))) for key in ("schema:sameAs", "skos:altLabel"))
    return KnownAgent(known["wh:inList"][0], known["schema:name"][0], kind, ids, aliases)
