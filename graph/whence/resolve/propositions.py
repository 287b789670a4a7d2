"""Which statements are tellings of one proposition: the same forecast, quotation or paraphrase.

A quotation is the same when the words are and the speaker may be. A forecast is the same when it comes from one
organization, by itself or by one of its people, speaks of the same year, and shares its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.knowledge import Match, Proposition
from whence.model import AgentKind, StatementKind
from whence.rdf import iris
from whence.resolve import wording
from whence.resolve.agents import Agents
from whence.resolve.corpus import Telling, ToldStatement, years
from whence.resolve.grouping import Constraints, Link, Rules, candidate_pairs, components

SAME_WORDS = 0.6
"""Share of the shorter quotation's runs of words from which two quotations are one."""
SAME_FORECAST = 0.5
"""Share of the shorter forecast's content from which two forecasts are one."""
_LEAST_SHARED = 3
_RUN = 5
_KINDS = (StatementKind.FORECAST, StatementKind.QUOTATION, StatementKind.PARAPHRASE)


@dataclass(frozen=True, slots=True)
class Propositions:
    """The propositions, and why statements told in several places are one."""

    canonical: tuple[Proposition, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Profile:
    """A statement prepared for comparison; `house` is the organization that speaks or that the speaker is of."""

    told: ToldStatement
    speaker: str
    house: str
    target: int
    content: frozenset[str]
    runs: frozenset[tuple[str, ...]]


def propositions(tellings: Sequence[Telling], agents: Agents, decided: Constraints) -> Propositions:
    """The propositions behind the statements of all articles."""
    homes = {agent.iri: agent.affiliations for agent in agents.canonical}
    profiles = {profile.told.iri: profile for telling in tellings for profile in _profiles(telling, agents, homes)}
    keys = {iri: list(_keys(profile)) for iri, profile in profiles.items()}
    order = {iri: " ".join(sorted(profile.content)) for iri, profile in profiles.items()}
    links = [link for one, other in candidate_pairs(keys, order) for link in _compared(profiles[one], profiles[other])]
    targets = {iri: profile.target for iri, profile in profiles.items() if profile.target}
    must = decided.among(profiles)
    found = components(profiles, links, Rules(facts=targets, sides=decided.sides), must)
    canonical = tuple(
        sorted((_proposition([profiles[member] for member in group]) for group in found.groups), key=lambda p: p.iri)
    )
    return Propositions(canonical, tuple(_matches(canonical, [*links, *must])))


def _profiles(telling: Telling, agents: Agents, homes: Mapping[str, Sequence[str]]) -> Iterator[_Profile]:
    for told in telling.statements:
        speaker, quote = told.statement.speaker, told.statement.selector.exact
        canonical = agents.of[iris.agent(telling.evidence, speaker.name, speaker.kind)]
        house = canonical
        if speaker.kind is AgentKind.PERSON:
            named = [speaker.affiliation] if speaker.affiliation else []
            known = sorted(agents.organizations(telling.evidence, named)) or homes[canonical]
            house = known[0] if len(known) == 1 else ""
        forecast = told.statement.kind is StatementKind.FORECAST
        who = wording.gist(f"{speaker.name} {speaker.affiliation or ''} {speaker.role or ''}")
        target = max(years(quote), default=0) if forecast else 0
        content = frozenset(stem for stem in wording.gist(quote) - who if not stem.isdigit())
        yield _Profile(told, canonical, house, target, content, wording.shingles(quote, _RUN))


def _keys(profile: _Profile) -> Iterator[Hashable]:
    if profile.told.statement.kind is StatementKind.FORECAST and profile.house:
        yield profile.house, profile.target
    yield from profile.runs


def _compared(one: _Profile, other: _Profile) -> Iterator[Link]:
    mine, yours = one.told.statement, other.told.statement
    shared = len(one.runs & other.runs) / (min(len(one.runs), len(other.runs)) or 1)
    if shared >= SAME_WORDS and _may_be_one(one, other):
        yield Link(one.told.iri, other.told.iri, f"{shared:.0%} of the words are the same", round(0.6 + shared / 3, 2))
    elif mine.kind is yours.kind is StatementKind.FORECAST and one.house == other.house and one.house:
        alike = wording.containment(one.content, other.content)
        if len(one.content & other.content) >= _LEAST_SHARED and alike >= SAME_FORECAST and one.target == other.target:
            about = f" for {one.target}" if one.target else ""
            reason = f"a forecast{about} of one organization, {alike:.0%} of the shorter one's content words in both"
            yield Link(one.told.iri, other.told.iri, reason, round(0.5 + alike / 2.5, 2))


def _may_be_one(one: _Profile, other: _Profile) -> bool:
    """Whether two speakers can be one: the same agent, the same house, or of one last name."""
    if one.speaker == other.speaker or (one.house and one.house == other.house):
        return True
    last = [wording.words(profile.told.statement.speaker.name)[-1:] for profile in (one, other)]
    return bool(last[0]) and last[0] == last[1]


def _proposition(members: Sequence[_Profile]) -> Proposition:
    told = [profile.told for profile in members]
    kinds = {one.statement.kind for one in told}
    kind = next(kind for kind in _KINDS if kind in kinds)
    fullest = min(told, key=lambda one: (_KINDS.index(one.statement.kind), -len(one.statement.selector.exact), one.iri))
    speakers = Counter(profile.speaker for profile in members)
    houses = {profile.house for profile in members}
    common = next(iter(houses)) if len(houses) == 1 else ""
    speaker = common if common in speakers else min(speakers, key=lambda iri: (-speakers[iri], iri))
    target = max(profile.target for profile in members)
    members_told = tuple(sorted(one.iri for one in told))
    return Proposition(
        iris.canonical("proposition", members_told),
        kind,
        fullest.statement.selector.exact,
        speaker,
        target or None,
        members_told,
    )


def _matches(canonical: Sequence[Proposition], links: Sequence[Link]) -> Iterator[Match]:
    of = {member: proposition.iri for proposition in canonical for member in proposition.members}
    best: dict[str, Link] = {}
    for link in sorted(links, key=lambda link: (link.confidence, link.one, link.other)):
        if of[link.one] == of[link.other]:
            best[link.one] = best[link.other] = link
    for member in sorted(best):
        yield Match(member, of[member], best[member].reason, best[member].confidence)
