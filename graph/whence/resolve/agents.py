"""Who the people and organizations are that articles name: `organizations` and `people` say which names are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.knowledge import CanonicalAgent, Match, Proposal
from whence.model import Agent, AgentKind, Evidence
from whence.rdf import iris
from whence.read.bylines import author_kind
from whence.reference import KnownAgent
from whence.resolve.corpus import Telling
from whence.resolve.grouping import Constraints, Rules, components
from whence.resolve.known import known_agents
from whence.resolve.names import Links, Named
from whence.resolve.organizations import initials, organization_key, organization_links
from whence.resolve.people import person_key, person_links


@dataclass(frozen=True, slots=True)
class Agents:
    """The canonical agents, the canonical IRI of each name in each article, and why."""

    canonical: tuple[CanonicalAgent, ...]
    of: Mapping[str, str]
    matches: tuple[Match, ...]
    proposals: tuple[Proposal, ...]

    def organizations(self, evidence: Evidence, names: Iterable[str]) -> frozenset[str]:
        """The canonical organizations that an article means by these names."""
        return frozenset(self.of[iris.agent(evidence, name, AgentKind.ORGANIZATION)] for name in names)


def agents(tellings: Sequence[Telling], decided: Constraints, listed: Sequence[KnownAgent] = ()) -> Agents:
    """The canonical people and organizations of the articles."""
    named = _all_named(tellings)
    organizations = _Family("organization", [one for one in named if one.kind is AgentKind.ORGANIZATION], listed)
    organizations.find(organization_links(organizations.by_key, _seen_together(tellings), decided.sides), decided)
    homes = {iri: organizations.of[org] for iri, org in _affiliations(tellings).items()}
    people = _Family("person", [one for one in named if one.kind is AgentKind.PERSON], listed)
    people.find(person_links(people.by_key, homes, decided.sides), decided)
    canonical = [*organizations.canonical({}), *people.canonical(homes)]
    return Agents(
        tuple(sorted(canonical, key=lambda agent: agent.iri)),
        {**organizations.of, **people.of},
        (*organizations.matches, *people.matches),
        (*organizations.proposals, *people.proposals),
    )


# ---------------------------------------------------------------- the names of an article


def _all_named(tellings: Sequence[Telling]) -> list[Named]:
    found: dict[str, Named] = {}
    for telling in tellings:
        for name, kind, affiliation in names(telling.evidence):
            iri = iris.agent(telling.evidence, name, kind)
            known = found.get(iri)
            if known is None or (known.affiliation is None and affiliation):
                found[iri] = Named(iri, kind, min(name, known.name) if known else name, affiliation)
    return list(found.values())


def names(evidence: Evidence) -> Iterator[tuple[str, AgentKind, str | None]]:
    """Each name that an article gives a person or organization, with the kind and the affiliation it tells."""
    for author in evidence.metadata.authors:
        yield author.value, author_kind(author.value), None
    if evidence.metadata.publisher:
        yield evidence.metadata.publisher.value, AgentKind.ORGANIZATION, None
    for study in evidence.studies:
        for organization in study.organizations:
            yield organization, AgentKind.ORGANIZATION, None
    for speaker in _speakers(evidence):
        yield speaker.name, speaker.kind, speaker.affiliation
        if speaker.affiliation:
            yield speaker.affiliation, AgentKind.ORGANIZATION, None


def _speakers(evidence: Evidence) -> Iterator[Agent]:
    yield from (statement.speaker for statement in evidence.statements)
    yield from (claim.speaker for claim in evidence.statistics if claim.speaker)


def _affiliations(tellings: Sequence[Telling]) -> dict[str, str]:
    """The organization node of each person that an article gives an affiliation."""
    return {
        iris.agent(telling.evidence, speaker.name, speaker.kind): iris.agent(
            telling.evidence, speaker.affiliation, AgentKind.ORGANIZATION
        )
        for telling in tellings
        for speaker in _speakers(telling.evidence)
        if speaker.affiliation and speaker.kind is AgentKind.PERSON
    }


def _seen_together(tellings: Sequence[Telling]) -> frozenset[tuple[str, str]]:
    """The pairs of a short and a long organization key that one article uses, or one name gives as "Long (SHORT)"."""
    pairs: set[tuple[str, str]] = set()
    for telling in tellings:
        keys = {organization_key(name) for name, kind, _ in names(telling.evidence) if kind is AgentKind.ORGANIZATION}
        short = {key for key in keys if len(key) <= 6 and " " not in key}
        pairs |= {(one, other) for one in short for other in keys if initials(other).startswith(one)}
    return frozenset(pairs)


# ---------------------------------------------------------------- one family of names


class _Family:
    """The names of one kind: grouped by key, then the keys by links."""

    def __init__(self, kind: str, named: Sequence[Named], listed: Sequence[KnownAgent]) -> None:
        self.kind = kind
        self.by_key: dict[str, list[Named]] = defaultdict(list)
        key = organization_key if kind == "organization" else person_key
        for one in named:
            self.by_key[key(one.name)].append(one)
        entries = [entry for entry in listed if entry.kind.value.lower() == kind]
        self.known = known_agents(entries, {key: [x.iri for x in found] for key, found in self.by_key.items()}, key)
        self.of: dict[str, str] = {}
        self.matches: list[Match] = []
        self.proposals: list[Proposal] = []
        self._groups: list[list[Named]] = []

    def find(self, links: Links, decided: Constraints) -> None:
        """Merge the nodes of one key, split or joined as the links and what was decided say, and record why."""
        nodes = {one.iri: one for group in self.by_key.values() for one in group}
        must = (*decided.among(nodes), *self.known.links)
        rules: Rules[str] = Rules(sides=decided.sides)
        found = components(nodes, links.same, rules, must)
        refused = set(found.refused)
        held = [link for link in links.same if link not in refused]
        reasons = {end: link for link in (*held, *must) for end in (link.one, link.other)}
        for group in found.groups:
            iri = iris.canonical(self.kind, group)
            self._groups.append([nodes[member] for member in group])
            for member in group:
                self.of[member] = iri
                why = reasons.get(member)
                self.matches.append(
                    Match(member, iri, why.reason, why.confidence) if why else Match(member, iri, "named once", 1.0)
                )
        self.proposals = [
            Proposal(self.kind, min(x.one, x.other), max(x.one, x.other), x.reason, x.confidence)
            for x in links.unsure
            if self.of[x.one] != self.of[x.other] and not decided.apart(x.one, x.other)
        ]

    def canonical(self, homes: Mapping[str, str]) -> Iterator[CanonicalAgent]:
        for group in self._groups:
            spellings = Counter(one.name for one in group)
            members = tuple(sorted(one.iri for one in group))
            entry = self.known.among(members)
            preferred = entry.name if entry else min(spellings, key=lambda name: (-spellings[name], -len(name), name))
            affiliations = {homes[member] for member in members if member in homes}
            yield CanonicalAgent(
                self.of[members[0]],
                group[0].kind,
                preferred,
                tuple(sorted({*spellings, *((entry.name, *entry.aliases) if entry else ())})),
                members,
                tuple(sorted(affiliations)),
                entry.ids if entry else (),
                iris.known(entry) if entry else None,
            )
