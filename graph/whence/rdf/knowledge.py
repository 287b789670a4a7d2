"""Knowledge → quads: what the articles together tell, as one named graph.

Where PROV-O has a qualified form of a relation (a derivation, a primary source), the reason and the confidence
stand on it; other conclusions have a `wh:Match` or a `wh:Comparison` for theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whence.knowledge import (
    CanonicalAgent,
    CanonicalPopulation,
    Derivation,
    Knowledge,
    Match,
    Proposition,
    Reach,
    Retelling,
    Statistic,
    Study,
)
from whence.rdf import iris
from whence.rdf.quads import Quad, Term, decimal, integer, iri, name, string, when


def knowledge_quads(knowledge: Knowledge) -> list[Quad]:
    """The knowledge graph."""
    writer = _Writer(labels={agent.iri: agent.name for agent in knowledge.agents})
    for agent in knowledge.agents:
        writer.agent(agent)
    for population in knowledge.populations:
        writer.population(population)
    for study in knowledge.studies:
        writer.study(study)
    for statistic in knowledge.statistics:
        writer.statistic(statistic)
    for proposition in knowledge.propositions:
        writer.proposition(proposition)
    writer.matches(knowledge.matches)
    writer.credits(knowledge.credits)
    for derivation in knowledge.derivations:
        writer.derivation(derivation)
    for retelling in knowledge.retellings:
        writer.retelling(retelling)
    for reach in knowledge.reaches:
        writer.reach(reach)
    writer.comparisons(knowledge)
    return writer.quads


@dataclass(slots=True)
class _Writer:
    """Collects the quads of the knowledge graph."""

    labels: dict[str, str]
    quads: list[Quad] = field(default_factory=list)
    graph: Term = field(default_factory=lambda: iri(iris.KNOWLEDGE))

    def add(self, subject: str, predicate: str, value: Term | None) -> None:
        if value is not None:
            self.quads.append(Quad(iri(subject), name(predicate), value, self.graph))

    def spellings(self, node: str, preferred: str, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            if spelling != preferred:
                self.add(node, "skos:altLabel", string(spelling))

    def members(self, node: str, members: Iterable[str], link: str = "wh:refersTo") -> None:
        for member in members:
            self.add(member, link, iri(node))

    def because(self, node: str, reasons: Iterable[str], confidence: float) -> None:
        for reason in reasons:
            self.add(node, "wh:reason", string(reason))
        self.add(node, "wh:confidence", decimal(round(confidence, 4)))

    # ------------------------------------------------------------ canonical things

    def agent(self, agent: CanonicalAgent) -> None:
        self.add(agent.iri, "rdf:type", name(f"schema:{agent.kind}"))
        self.add(agent.iri, "schema:name", string(agent.name))
        self.spellings(agent.iri, agent.name, agent.spellings)
        self.members(agent.iri, agent.members)
        for home in agent.affiliations:
            self.add(agent.iri, "schema:affiliation", iri(home))
        for known in agent.same_as:
            self.add(agent.iri, "schema:sameAs", iri(known))
        self.add(agent.iri, "wh:listedAs", iri(agent.listed) if agent.listed else None)

    def population(self, population: CanonicalPopulation) -> None:
        self.add(population.iri, "rdf:type", name("wh:Population"))
        self.add(population.iri, "skos:prefLabel", string(population.label))
        self.spellings(population.iri, population.label, population.spellings)
        self.members(population.iri, population.members)

    def study(self, study: Study) -> None:
        label = self._label(study)
        self.add(study.iri, "rdf:type", name("wh:Study"))
        self.add(study.iri, "skos:prefLabel", string(label))
        self.add(study.iri, "schema:name", string(study.title) if study.title else None)
        self.spellings(study.iri, label, study.titles)
        self.members(study.iri, study.members)
        for conductor in study.conductors:
            self.add(study.iri, "wh:conductedBy", iri(conductor))
        self.add(study.iri, "wh:year", when(f"{study.year:04}") if study.year else None)
        self.add(study.iri, "schema:url", iri(study.url) if study.url else None)
        self.add(study.iri, "wh:listedAs", iri(study.listed) if study.listed else None)

    def _label(self, study: Study) -> str:
        """The title, else who conducted it and when: a name to show for a study that has none."""
        if study.title:
            return study.title
        whose = ", ".join(sorted(self.labels[conductor] for conductor in study.conductors))
        return f"{whose or 'unnamed'} study" + (f" ({study.year})" if study.year else "")

    def statistic(self, statistic: Statistic) -> None:
        node, quantity = statistic.iri, statistic.quantity
        self.add(node, "rdf:type", name("wh:Statistic"))
        self.add(node, "wh:value", decimal(quantity.value))
        self.add(node, "wh:unit", name(quantity.unit))
        self.add(node, "wh:qualifier", name(f"wh:{quantity.qualifier}"))
        self.add(node, "wh:measure", string(statistic.measure) if statistic.measure else None)
        self.add(node, "wh:population", iri(statistic.population) if statistic.population else None)
        self.add(node, "wh:change", name(f"wh:{statistic.change}") if statistic.change else None)
        self.add(node, "wh:period", when(statistic.period) if statistic.period else None)
        self.add(node, "wh:fromStudy", iri(statistic.study) if statistic.study else None)
        self.members(node, statistic.members, "wh:reports")

    def proposition(self, proposition: Proposition) -> None:
        node = proposition.iri
        self.add(node, "rdf:type", name("wh:Proposition"))
        self.add(node, "schema:text", string(proposition.text))
        self.add(node, "wh:attributedTo", iri(proposition.speaker))
        self.add(node, "wh:targetYear", when(f"{proposition.target:04}") if proposition.target else None)
        self.members(node, proposition.members, "wh:reports")

    # ------------------------------------------------------------ conclusions

    def matches(self, matches: Sequence[Match]) -> None:
        merged = Counter(match.canonical for match in matches)
        for match in matches:
            if merged[match.canonical] > 1:  # what stands for itself alone needs no reason
                self._match(match)

    def credits(self, matches: Sequence[Match]) -> None:
        for credit in matches:
            self.members(credit.canonical, [credit.member])
            self._match(credit)

    def _match(self, match: Match) -> None:
        node = iris.relation("match", match.member, match.canonical)
        self.add(node, "rdf:type", name("wh:Match"))
        self.add(node, "wh:member", iri(match.member))
        self.add(node, "wh:canonical", iri(match.canonical))
        self.because(node, [match.reason], match.confidence)

    def derivation(self, derivation: Derivation) -> None:
        node = iris.relation("derivation", derivation.article, derivation.source)
        self.add(derivation.article, "prov:wasDerivedFrom", iri(derivation.source))
        self.add(derivation.article, "prov:qualifiedDerivation", iri(node))
        self.add(node, "rdf:type", name("prov:Derivation"))
        self.add(node, "prov:entity", iri(derivation.source))
        self.because(node, derivation.reasons, derivation.confidence)

    def retelling(self, retelling: Retelling) -> None:
        node = iris.relation("retelling", retelling.claim, retelling.source)
        self.add(retelling.claim, "wh:takenFrom", iri(retelling.source))
        self.add(retelling.claim, "prov:qualifiedDerivation", iri(node))
        self.add(node, "rdf:type", name("wh:Retelling"))
        self.add(node, "prov:entity", iri(retelling.source))
        for alteration in retelling.alterations:
            self.add(node, "wh:alteration", name(f"wh:{alteration}"))
        self.because(node, [retelling.reason], retelling.confidence)

    def reach(self, reach: Reach) -> None:
        self.add(reach.claim, "wh:fromStudy", iri(reach.study))
        if not reach.via:
            return
        node = iris.relation("source", reach.claim, reach.study)
        self.add(reach.claim, "prov:qualifiedPrimarySource", iri(node))
        self.add(node, "rdf:type", name("prov:PrimarySource"))
        self.add(node, "prov:entity", iri(reach.study))
        self.add(node, "wh:hops", integer(len(reach.via)))
        for claim in reach.via:
            self.add(node, "wh:via", iri(claim))
        self.because(node, [reach.reason], reach.confidence)

    def comparisons(self, knowledge: Knowledge) -> None:
        for conflict in knowledge.disagreements:
            self.add(conflict.one, "wh:disagreesWith", iri(conflict.other))
            self.add(conflict.other, "wh:disagreesWith", iri(conflict.one))
            ends = conflict.one, conflict.other
            node = self._comparison("wh:Disagreement", *ends, conflict.reason, conflict.confidence)
            self.add(node, "wh:disagreementKind", name(f"wh:{conflict.kind}"))
        for wave in knowledge.later_waves:
            self.add(wave.statistic, "wh:laterWaveOf", iri(wave.earlier))
            self._comparison("wh:Trend", wave.statistic, wave.earlier, wave.reason, wave.confidence)
        for doubt in knowledge.proposals:
            self._comparison("wh:Undecided", doubt.one, doubt.other, doubt.reason, doubt.confidence)

    def _comparison(self, verdict: str, one: str, other: str, reason: str, confidence: float) -> str:
        node = iris.relation("comparison", verdict, *sorted((one, other)))
        self.add(node, "rdf:type", name("wh:Comparison"))
        self.add(node, "wh:verdict", name(verdict))
        for end in (one, other):
            self.add(node, "wh:compares", iri(end))
        self.because(node, [reason], confidence)
        return node
