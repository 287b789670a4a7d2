"""The graph as a network of who drew on whom: nodes and weighted links, for tools of network analysis.

An article that drew on another, a study that articles name or reach through others, and who published, wrote or
conducted each: that is what an analyst draws. Statistics and claims can be had, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from whence import vocab
from whence.dossier.facts import Facts
from whence.errors import UsageError
from whence.export.descriptions import Descriptions
from whence.rdf import iris

KINDS = ("article", "study", "organization", "person", "statistic", "claim")
"""What a node can be."""

DEFAULT = "article,study,organization,person"

_LONGEST = 120
"""Characters of a label: a sentence is cut there, at a word."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold (section 2.2)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A node: `short` tells it apart in the file, `weight` is how many claims (of agents: works) it has."""

    short: str
    iri: str
    kind: str
    label: str
    weight: int
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A directed link, from what draws to what it draws on; `weight` is how many claims or works it stands for.

    `confidence` is empty where nothing was concluded; `note` is the reason, or what happened to the number.
    """

    source: str
    target: str
    kind: str
    weight: int
    confidence: str = ""
    note: str = ""


def clean(text: str) -> str:
    """A text without the characters that no XML can hold."""
    return _NO_XML.sub("", text)


def chosen_kinds(nodes: str | None) -> frozenset[str]:
    """The kinds in a list with commas between; raises UsageError on an unknown one."""
    wanted = frozenset((nodes or DEFAULT).replace(" ", "").split(","))
    if unknown := sorted(wanted - set(KINDS)):
        raise UsageError(f"no such kind of node: {', '.join(unknown)}; choose from {', '.join(KINDS)}")
    return wanted


@dataclass(frozen=True, slots=True)
class Network:
    """The network of a graph, read as it is written: nothing of it is held but a few names."""

    graph: Descriptions
    kinds: frozenset[str]

    def points(self) -> Iterator[Point]:
        """The nodes, kind by kind, each in a fixed order."""
        if "article" in self.kinds:
            yield from map(self._article, self.graph.articles())
        if "study" in self.kinds:
            yield from map(self._study, self.graph.instances("wh:Study"))
        for kind, of in (("organization", "schema:Organization"), ("person", "schema:Person")):
            if kind in self.kinds:
                yield from self._agents(kind, self.graph.instances(of))
        if "statistic" in self.kinds:
            yield from map(self._statistic, self.graph.instances("wh:Statistic"))
        if "claim" in self.kinds:
            for article in self.graph.articles():
                yield from (self._claim(claim) for claim in self.graph.claims(article))

    def links(self) -> Iterator[Link]:
        """The links between nodes of the chosen kinds."""
        for article in self.graph.articles():
            yield from filter(self._is_chosen, self._of_article(article))
        for study in self.graph.instances("wh:Study"):
            yield from filter(self._is_chosen, self._roles(study, "wh:conductedBy", "conducted by"))
        for statistic in self.graph.instances("wh:Statistic") if "statistic" in self.kinds else ():
            yield from filter(self._is_chosen, self._of_statistic(statistic))

    def _is_chosen(self, link: Link) -> bool:
        return {link.source.partition("-")[0], link.target.partition("-")[0]} <= self.kinds

    # ------------------------------------------------------------ nodes

    def _article(self, node: Facts) -> Point:
        label = node.text("schema:headline") or node.text("wh:fileName") or ""
        date, url = node.text("schema:datePublished") or "", node.node("schema:url") or ""
        return _point(node, "article", label, self._count(node, "wh:statedIn"), date, url)

    def _study(self, node: Facts) -> Point:
        claims = self._count(node, "wh:fromStudy")
        return _point(node, "study", node.text("skos:prefLabel") or "", claims, (node.text("wh:year") or "")[:4])

    def _count(self, node: Facts, predicate: str) -> int:
        """How many claims lead to a node."""
        return sum(claim.is_a("wh:Claim") for claim in self.graph.pointing_at(node, predicate))

    def _agents(self, kind: str, agents: Iterator[Facts]) -> Iterator[Point]:
        """Those that have works and stand for themselves: one that refers to another is drawn as the other."""
        for agent in agents:
            if self.graph.canonical(agent).iri == agent.iri and (works := self._works(agent)):
                yield _point(agent, kind, agent.text("schema:name") or "", works)

    def _works(self, agent: Facts) -> int:
        """How many articles and studies an agent wrote, published or conducted, under any of its names."""
        names = [agent, *self.graph.pointing_at(agent, "wh:refersTo")]
        roles = ("schema:author", "schema:publisher", "wh:conductedBy")
        works = (work for name in names for role in roles for work in self.graph.pointing_at(name, role))
        return len({work.iri for work in works if work.is_a("wh:Article") or work.is_a("wh:Study")})

    def _statistic(self, node: Facts) -> Point:
        whom = "; ".join(each.text("skos:prefLabel") or "" for each in self.graph.reached(node, "wh:population"))
        what = (node.text("wh:value"), vocab.label(node.node("wh:unit") or ""), whom, node.text("wh:measure"))
        tellings = sum(1 for _ in self.graph.pointing_at(node, "wh:reports"))
        return _point(
            node, "statistic", " ".join(part for part in what if part), tellings, node.text("wh:period") or ""
        )

    def _claim(self, node: Facts) -> Point:
        repeats = sum(1 for _ in self.graph.pointing_at(node, "wh:takenFrom"))
        return _point(node, "claim", node.text("schema:text") or "", repeats)

    # ------------------------------------------------------------ links

    def _of_article(self, article: Facts) -> Iterator[Link]:
        claims = self.graph.claims(article)
        yield from self._sources(article, claims)
        yield from self._studies(article, claims)
        yield from self._roles(article, "schema:publisher", "published by")
        yield from self._roles(article, "schema:author", "written by")
        if "claim" in self.kinds:
            for claim in claims:
                yield Link(_short(claim, "claim"), _short(article, "article"), "stated in", 1)
                yield from self._of_claim(claim)
        elif "statistic" in self.kinds:
            told = Counter(iri for claim in claims for iri in claim.nodes("wh:reports"))
            for iri in sorted(told):
                if (statistic := self.graph.of(iri)).is_a("wh:Statistic"):
                    yield Link(_short(article, "article"), _short(statistic, "statistic"), "tells", told[iri])

    def _sources(self, article: Facts, claims: list[Facts]) -> Iterator[Link]:
        """From an article to those that it drew on; the weight is how many of its claims were taken from there."""
        taken = Counter(
            home
            for claim in claims
            for source in self.graph.reached(claim, "wh:takenFrom")
            for home in source.nodes("wh:statedIn")
        )
        for derivation in self.graph.reached(article, "prov:qualifiedDerivation"):
            for source in self.graph.reached(derivation, "prov:entity"):
                if source.is_a("wh:Article"):
                    known, why = derivation.text("wh:confidence") or "", "; ".join(derivation.texts("wh:reason"))
                    ends = _short(article, "article"), _short(source, "article")
                    yield Link(*ends, "draws on", max(1, taken[source.iri]), known, why)

    def _studies(self, article: Facts, claims: list[Facts]) -> Iterator[Link]:
        """To the studies that it names, and to those that its claims reach only through another article."""
        counted = Counter(iri for claim in claims for iri in claim.nodes("wh:fromStudy"))
        named = {study.iri for study in self.graph.reached(article, "cito:citesAsDataSource", "wh:refersTo")}
        for iri in sorted(named | counted.keys()):
            if (study := self.graph.of(iri)).is_a("wh:Study"):
                kind = "names" if iri in named else "reaches through others"
                yield Link(_short(article, "article"), _short(study, "study"), kind, max(1, counted[iri]))

    def _roles(self, work: Facts, role: str, kind: str) -> Iterator[Link]:
        whose = {self.graph.canonical(agent).iri for agent in self.graph.reached(work, role)}
        for iri in sorted(whose):
            agent = self.graph.of(iri)
            what = "person" if agent.is_a("schema:Person") else "organization"
            yield Link(_short(work, "study" if work.is_a("wh:Study") else "article"), _short(agent, what), kind, 1)

    def _of_claim(self, claim: Facts) -> Iterator[Link]:
        for hop in self.graph.reached(claim, "prov:qualifiedDerivation"):
            for source in self.graph.reached(hop, "prov:entity"):
                note = "; ".join(map(vocab.label, hop.nodes("wh:alteration")))
                ends = _short(claim, "claim"), _short(source, "claim")
                yield Link(*ends, "retells", 1, hop.text("wh:confidence") or "", note)
        for found in self.graph.reached(claim, "wh:reports"):
            if found.is_a("wh:Statistic"):
                yield Link(_short(claim, "claim"), _short(found, "statistic"), "reports", 1)
        for study in self.graph.reached(claim, "wh:fromStudy"):
            yield Link(_short(claim, "claim"), _short(study, "study"), "comes from", 1)
        for other in self.graph.reached(claim, "wh:disagreesWith"):
            yield Link(_short(claim, "claim"), _short(other, "claim"), "disagrees with", 1)

    def _of_statistic(self, statistic: Facts) -> Iterator[Link]:
        for study in self.graph.reached(statistic, "wh:fromStudy"):
            yield Link(_short(statistic, "statistic"), _short(study, "study"), "comes from", 1)
        for earlier in self.graph.reached(statistic, "wh:laterWaveOf"):
            yield Link(_short(statistic, "statistic"), _short(earlier, "statistic"), "later wave of", 1)


def _short(node: Facts, kind: str) -> str:
    return f"{kind}-{iris.short(node.iri)}"


def _point(node: Facts, kind: str, label: str, weight: int, date: str = "", url: str = "") -> Point:
    whole = " ".join(clean(label).split())
    cut = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rpartition(' ')[0] or whole[:_LONGEST]}…"
    return Point(_short(node, kind), node.iri, kind, cut, weight, clean(date), clean(url))
