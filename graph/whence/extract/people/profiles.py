"""What an article as a whole tells of each person: the role and the employer that hold wherever the name stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whence.extract.people.belonging import namesakes, teams
from whence.extract.people.descriptions import Surroundings
from whence.extract.people.scene import Scene
from whence.model import Agent, AgentKind


def profiles(scenes: Sequence[Scene]) -> dict[str, Agent]:
    """For each person, by full name and by surname, the first role and the first affiliation in text order.

    An affiliation that is named beside the person comes before one that a reader concludes.
    """
    agents: dict[str, Agent] = {}
    surmised: dict[str, str] = {}
    organizations: dict[str, None] = {}
    for agent, concluded in _told(scenes):
        if agent.kind is AgentKind.ORGANIZATION:
            organizations[agent.name] = None
            continue
        affiliation = None if concluded else agent.affiliation
        if concluded and agent.affiliation:
            surmised.setdefault(agent.name, agent.affiliation)
        known = agents.get(agent.name, replace(agent, affiliation=None))
        agents[agent.name] = replace(known, role=known.role or agent.role, affiliation=known.affiliation or affiliation)
    named_alike = namesakes(organizations)
    for name, agent in agents.items():
        if not agent.affiliation:
            of_name = named_alike.get(name.rsplit(" ", 1)[-1]) if " " in name else None
            agents[name] = replace(agent, affiliation=of_name or surmised.get(name))
    return agents | dict(_by_surname(agents))


def _told(scenes: Sequence[Scene]) -> Iterator[tuple[Agent, bool]]:
    """Each agent with what is told of it in one place, and whether the affiliation is a reader's conclusion."""
    person: Agent | None = None
    for scene in scenes:
        around = Surroundings(scene.tokens, [mention.name for mention in scene.mentions])
        belonging = list(teams(around))
        for mention in scene.mentions:
            yield mention.agent, mention.surmised
            if mention.agent.kind is AgentKind.PERSON and not belonging:
                person = mention.agent
        for at, house in belonging:
            before = [m.agent for m in scene.mentions if m.name.last <= at and m.agent.kind is AgentKind.PERSON]
            person = before[-1] if before else person
            if person:
                yield replace(person, affiliation=house), False


def _by_surname(agents: Mapping[str, Agent]) -> Iterator[tuple[str, Agent]]:
    """The one person that each surname means."""
    surnames: dict[str, list[str]] = {}
    for name in agents:
        surnames.setdefault(name.rsplit(" ", 1)[-1], []).append(name)
    for surname, fulls in surnames.items():
        longer = [full for full in fulls if full != surname]
        if len(longer) == 1:
            yield surname, agents[longer[0]]
