"""Whom the subject of a saying frame means: "he", "the company", "the report" are read from what came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.extract.statements.cast import Scene
from whence.extract.statements.frames import Subject, SubjectKind
from whence.model import Agent, AgentKind

if TYPE_CHECKING:
    from whence.extract.studies import Studies


class Discourse:
    """Who has been named and who has spoken so far, as a reader keeps it in mind."""

    def __init__(self, studies: Studies) -> None:
        self._studies = studies
        self._person: Agent | None = None
        self._organization: Agent | None = None

    def speaker(self, subject: Subject, scene: Scene) -> Agent | None:
        """The agent that the subject of a frame means; None when the article leaves it open."""
        if subject.agent is not None:
            return subject.agent
        start, end = scene.tokens[subject.first].start, scene.tokens[subject.last - 1].end
        person = self._named_before(subject, scene, AgentKind.PERSON) or self._person
        organization = self._named_before(subject, scene, AgentKind.ORGANIZATION) or self._organization
        match subject.kind:
            case SubjectKind.HE | SubjectKind.ROLE:
                return person
            case SubjectKind.IT | SubjectKind.BODY | SubjectKind.PEOPLE:
                return organization or self.of_study(start, end)
            case SubjectKind.DOCUMENT:
                return self.of_study(start, end) or organization
            case SubjectKind.NAME:
                return None

    def _named_before(self, subject: Subject, scene: Scene, kind: AgentKind) -> Agent | None:
        """The first one of a kind that the passage names before the subject."""
        before = (mention.agent for mention in scene.mentions if mention.name.last <= subject.first)
        return next((agent for agent in before if agent.kind is kind), None)

    def of_study(self, start: int, end: int) -> Agent | None:
        """The organization behind the study that text[start:end] comes from."""
        index = self._studies.of(start, end)
        if index is None:
            return None
        organizations = self._studies.mentions[index].organizations
        return Agent(organizations[0], AgentKind.ORGANIZATION) if organizations else None

    def spoke(self, agent: Agent) -> None:
        """Remember a speaker."""
        if agent.kind is AgentKind.PERSON:
            self._person = agent
        else:
            self._organization = agent

    def heard(self, scene: Scene) -> None:
        """Remember who is named in a passage: the first organization and the last person."""
        first = True
        for mention in scene.mentions:
            if mention.agent.kind is AgentKind.PERSON:
                self._person = mention.agent
            elif first:
                self._organization = mention.agent
                first = False
