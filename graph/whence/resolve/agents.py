"""Which names mean one person or one organization.

Organizations are the same when their names are, legal form and article aside; when one is the acronym of the
other, and no other long form in the corpus has that acronym; or when one is the other without the closing word
that institutions drop ("Forrester Research"). People are the same when first and last name are, and their
affiliations don't contradict each other; an initial stands for a first name only within one affiliation.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from whence import resources, text
from whence.knowledge import CanonicalAgent, Match, Proposal
from whence.model import Agent, AgentKind, Evidence
from whence.rdf import iris
from whence.read.bylines import author_kind
from whence.resolve.corpus import Telling
from whence.resolve.grouping import Link, components

_WORD = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*")
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "&", "to", "de", "la"})


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


@dataclass(frozen=True, slots=True)
class _Named:
    """One name in one article."""

    iri: str
    kind: AgentKind
    name: str
    affiliation: str | None


def agents(tellings: Sequence[Telling]) -> Agents:
    """The canonical people and organizations of the articles."""
    named = _all_named(tellings)
    organizations = _Family("organization", [one for one in named if one.kind is AgentKind.ORGANIZATION])
    organizations.find(_organization_links(organizations.by_key, _seen_together(tellings)))
    homes = {iri: organizations.of[org] for iri, org in _affiliations(tellings).items()}
    people = _Family("person", [one for one in named if one.kind is AgentKind.PERSON])
    people.find(_person_links(people.by_key, homes))
    canonical = [*organizations.canonical({}), *people.canonical(homes)]
    return Agents(
        tuple(sorted(canonical, key=lambda agent: agent.iri)),
        {**organizations.of, **people.of},
        (*organizations.matches, *people.matches),
        (*organizations.proposals, *people.proposals),
    )


def organization_key(name: str) -> str:
    """An organization's name without article, legal form, case and punctuation.

    >>> organization_key("The Example Widgets Co., Inc.")
    'example widgets'
    """
    parts = [word.casefold().replace(".", "") for word in _WORD.findall(text.plain(name))]
    parts = [part.removesuffix("'s") for part in parts]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in _list("legal_suffixes.txt"):
        parts.pop()
    return " ".join(parts) or name.casefold()


def person_key(name: str) -> str:
    """A person's first and last name, folded; an initial stays an initial, middle names and titles go.

    >>> person_key("Dr. Ada B. Example-Smith, PhD")
    'ada example-smith'
    """
    parts = [word.casefold().replace(".", "") for word in _WORD.findall(text.plain(name))]
    kept = [part for part in parts if part not in _list("honorifics.txt")] or parts
    return " ".join(kept if len(kept) < 2 else (kept[0], kept[-1]))


# ---------------------------------------------------------------- the names of an article


def _all_named(tellings: Sequence[Telling]) -> list[_Named]:
    found: dict[str, _Named] = {}
    for telling in tellings:
        for name, kind, affiliation in _names(telling.evidence):
            iri = iris.agent(telling.evidence, name, kind)
            known = found.get(iri)
            if known is None or (known.affiliation is None and affiliation):
                found[iri] = _Named(iri, kind, min(name, known.name) if known else name, affiliation)
    return list(found.values())


def _names(evidence: Evidence) -> Iterator[tuple[str, AgentKind, str | None]]:
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
        keys = {organization_key(name) for name, kind, _ in _names(telling.evidence) if kind is AgentKind.ORGANIZATION}
        short = {key for key in keys if len(key) <= 6 and " " not in key}
        pairs |= {(one, other) for one in short for other in keys if _initials(other).startswith(one)}
    return frozenset(pairs)


# ---------------------------------------------------------------- one family of names


class _Family:
    """The names of one kind: grouped by key, then the keys by links."""

    def __init__(self, kind: str, named: Sequence[_Named]) -> None:
        self.kind = kind
        self.by_key: dict[str, list[_Named]] = defaultdict(list)
        key = organization_key if kind == "organization" else person_key
        for one in named:
            self.by_key[key(one.name)].append(one)
        self.of: dict[str, str] = {}
        self.matches: list[Match] = []
        self.proposals: list[Proposal] = []
        self._groups: list[list[_Named]] = []

    def find(self, links: _Links) -> None:
        """Merge the nodes of one key, split or joined as the links say, and record why."""
        nodes = {one.iri: one for group in self.by_key.values() for one in group}
        reasons = {end: link for link in links.same for end in (link.one, link.other)}
        for group in components(nodes, links.same).groups:
            iri = iris.canonical(self.kind, group)
            self._groups.append([nodes[member] for member in group])
            for member in group:
                self.of[member] = iri
                why = reasons.get(member)
                self.matches.append(
                    Match(member, iri, why.reason, why.confidence) if why else Match(member, iri, "named once", 1.0)
                )
        self.proposals = [
            Proposal(self.kind, min(x.one, x.other), max(x.one, x.other), x.reason, x.confidence) for x in links.unsure
        ]

    def canonical(self, homes: Mapping[str, str]) -> Iterator[CanonicalAgent]:
        for group in self._groups:
            spellings = Counter(one.name for one in group)
            preferred = min(spellings, key=lambda name: (-spellings[name], -len(name), name))
            members = tuple(sorted(one.iri for one in group))
            affiliations = {homes[member] for member in members if member in homes}
            yield CanonicalAgent(
                self.of[members[0]],
                group[0].kind,
                preferred,
                tuple(sorted(spellings)),
                members,
                tuple(sorted(affiliations)),
            )


@dataclass(frozen=True, slots=True)
class _Links:
    """What is the same, and what may be."""

    same: tuple[Link, ...]
    unsure: tuple[Link, ...]


def _chain(group: Sequence[_Named], reason: str, confidence: float) -> Iterator[Link]:
    """Links that make one component of a group whose members all match each other."""
    ordered = sorted(one.iri for one in group)
    for one, other in pairwise(ordered):
        yield Link(one, other, reason, confidence)


# ---------------------------------------------------------------- organizations


def _organization_links(by_key: Mapping[str, Sequence[_Named]], together: frozenset[tuple[str, str]]) -> _Links:
    same = [link for group in by_key.values() for link in _chain(group, "the same name", 0.99)]
    unsure: list[Link] = []
    for short, long_forms, reason, confidence in (*_acronyms(by_key, together), *_short_names(by_key)):
        for long_form in long_forms:
            link = Link(_first(by_key[short]), _first(by_key[long_form]), reason, confidence)
            (same if len(long_forms) == 1 and confidence >= 0.8 else unsure).append(link)
    return _Links(tuple(same), tuple(unsure))


def _acronyms(
    by_key: Mapping[str, Sequence[_Named]], together: frozenset[tuple[str, str]]
) -> Iterator[tuple[str, list[str], str, float]]:
    """Each acronym with the long names it can stand for."""
    forms: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_key):
        if " " in key:
            forms[_initials(key)].append(key)
    beside: dict[str, list[str]] = defaultdict(list)
    for short, key in sorted(together):
        beside[short].append(key)
    for short in sorted(by_key):
        if " " in short or not any(one.name.isupper() for one in by_key[short]):
            continue
        if beside[short]:
            yield short, beside[short], f'"{short.upper()}" and the long form stand in one article', 0.95
        elif forms[short] and len(short) >= 3:
            sure = 0.85 if len(short) > 3 else 0.6
            yield short, forms[short], f'"{short.upper()}" has the initials of the long form', sure


def _short_names(by_key: Mapping[str, Sequence[_Named]]) -> Iterator[tuple[str, list[str], str, float]]:
    """Each name with the longer names that add only closing words such as "Research" or "Institute" to it."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_key):
        parts = key.split()
        while len(parts) > 1 and parts[-1] in _list("institution_words.txt"):
            parts.pop()
            longer[" ".join(parts)].append(key)
    for short in sorted(longer.keys() & by_key.keys()):
        if not short.isdigit() and len(short) > 2:
            yield short, longer[short], f'"{short}" is the name without its closing word', 0.9


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.split() if word not in _SMALL) if " " in key else ""


def _first(group: Sequence[_Named]) -> str:
    return min(one.iri for one in group)


# ---------------------------------------------------------------- people


def _person_links(by_key: Mapping[str, Sequence[_Named]], homes: Mapping[str, str]) -> _Links:
    same: list[Link] = []
    unsure: list[Link] = []
    initials: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(by_key):
        first, _, last = key.partition(" ")
        if last and len(first) > 1:
            initials[first[0], last].append(key)
            _link_namesakes(by_key[key], homes, same, unsure)
    for key in sorted(by_key):
        first, _, last = key.partition(" ")
        if last and len(first) == 1:
            fuller = [one for name in initials[first, last] for one in by_key[name]]
            same.extend(_initial_links(by_key[key], fuller, homes))
    return _Links(tuple(same), tuple(unsure))


def _link_namesakes(group: Sequence[_Named], homes: Mapping[str, str], same: list[Link], unsure: list[Link]) -> None:
    """Link people of one full name; where they have two affiliations, only those of the same one."""
    by_home: dict[str | None, list[_Named]] = defaultdict(list)
    for one in group:
        by_home[homes.get(one.iri)].append(one)
    known = sorted(home for home in by_home if home is not None)
    if len(known) <= 1:
        same.extend(_chain(group, "the same first and last name", 0.95 if known else 0.9))
        return
    for home in known:
        same.extend(_chain(by_home[home], "the same name and affiliation", 0.99))
    firsts = [_first(by_home[home]) for home in known]
    unsure.extend(Link(one, other, "the same name, but different affiliations", 0.5) for one, other in pairwise(firsts))


def _initial_links(short: Sequence[_Named], fuller: Sequence[_Named], homes: Mapping[str, str]) -> Iterator[Link]:
    """Link "M. Example" to the one person of that initial and last name who has the same affiliation."""
    for one in short:
        home = homes.get(one.iri)
        there = [other for other in fuller if home is not None and homes.get(other.iri) == home]
        if len({person_key(other.name) for other in there}) == 1:
            yield Link(one.iri, _first(there), "the same initial, last name and affiliation", 0.9)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(resources.word_list("resolve", name))
