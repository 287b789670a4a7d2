"""Whom the subject of a saying frame means: "he", "the company", "the report" are read from what came before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whence.extract.people import Scene
from whence.extract.people.descriptions import words
from whence.extract.people.lexicon import offices
from whence.extract.statements.lexicon import word_class
from whence.extract.statements.pronouns import People
from whence.extract.statements.subjects import Subject, SubjectKind, speaking_nouns
from whence.model import Agent, AgentKind

if TYPE_CHECKING:
    from whence.extract.studies import Studies


class Discourse:
    """Who has been named and who has spoken so far, as a reader keeps it in mind."""

    def __init__(self, studies: Studies, own: str | None = None) -> None:
        """A discourse in which nobody is named yet; `studies` tells whose "the report" is, `own` who "we" are."""
        self._studies = studies
        self._own = Agent(own, AgentKind.ORGANIZATION) if own else None
        self._people = People()
        self._organizations: list[Agent] = []

    def speaker(self, subject: Subject, scene: Scene) -> Agent | None:
        """The agent that the subject of a frame means; None when the article leaves it open."""
        if subject.agent is not None:
            return subject.agent
        if subject.kind is SubjectKind.WE:
            return self._own
        if subject.kind is SubjectKind.HE:
            pronoun = "he" if scene.tokens[subject.first].lower in ("he", "his") else "she"
            return self._people.meant(pronoun, self._named_before(subject, scene))
        if subject.kind is SubjectKind.BODY and (owner := _OWNERS.get(scene.tokens[subject.first].lower)):
            return self._people.meant(owner, self._named_before(subject, scene))  # "his department expects"
        if subject.kind is SubjectKind.ROLE:
            return self._in_role(subject, scene)
        if subject.kind is SubjectKind.BODY and (body := self._called(subject, scene)):
            return body
        before = self._before(subject, scene, AgentKind.ORGANIZATION)
        organization = before or (self._organizations[0] if self._organizations else None)
        of_study = self.of_study(scene.tokens[subject.first].start, scene.tokens[subject.last - 1].end)
        if subject.kind is SubjectKind.DOCUMENT or self._of_document(subject, scene):
            return of_study or organization
        if subject.kind is not SubjectKind.PEOPLE:
            return organization or of_study
        if before is None and scene.tokens[subject.last - 1].lower in _GROUPS:
            name = words(scene.tokens, subject.first, subject.last)
            return Agent(name, AgentKind.PERSON, None, organization.name if organization else None)
        return before or of_study or organization

    def _in_role(self, subject: Subject, scene: Scene) -> Agent | None:
        """ "the minister" is who has been named as one, else somebody without a name; "the analyst" the last person."""
        noun = scene.tokens[subject.last - 1].lower
        found = self._people.with_role(noun)
        if found is None and noun in offices():
            return Agent(scene.tokens[subject.last - 1].text, AgentKind.PERSON)
        return found or self._before(subject, scene, AgentKind.PERSON) or self._people.last

    def _called(self, subject: Subject, scene: Scene) -> Agent | None:
        """The body that a noun means: one with the noun in its name ("the bank"), else a public one without a name."""
        first, last = subject.first, subject.last
        noun = scene.tokens[last - 1].lower
        for agent in self._organizations:
            if noun in agent.name.lower().split():
                return agent
        if any(token.tag == "POS" for token in scene.tokens[first:last]):
            return None  # "the senator's office"
        while first < last and scene.tokens[first].tag in ("DT", "PRP$"):
            first += 1
        if noun in _NAMELESS and (last - first > 1 or noun in _SINGLE):
            return Agent(words(scene.tokens, first, last), AgentKind.ORGANIZATION)
        return None

    def _named_before(self, subject: Subject, scene: Scene) -> list[Agent]:
        return [mention.agent for mention in scene.mentions if mention.name.last <= subject.first]

    def _of_document(self, subject: Subject, scene: Scene) -> bool:
        """Whether the subject is "the report's authors", "the authors"."""
        words = [token.lower for token in scene.tokens[subject.first : subject.last]]
        return "authors" in words or any(speaking_nouns().get(word) is SubjectKind.DOCUMENT for word in words)

    def _before(self, subject: Subject, scene: Scene, kind: AgentKind) -> Agent | None:
        """The first agent of a kind that the passage names before the subject."""
        before = (mention.agent for mention in scene.mentions if mention.name.last <= subject.first)
        return next((agent for agent in before if agent.kind is kind), None)

    def of_study(self, start: int, end: int) -> Agent | None:
        """The organization behind the study that text[start:end] comes from."""
        index = self._studies.of(start, end)
        organizations = self._studies.mentions[index].organizations if index is not None else ()
        return Agent(organizations[0], AgentKind.ORGANIZATION) if organizations else None

    def introduced(self, scene: Scene) -> Agent | None:
        """The one whose words follow a colon: the last one named, else who is behind the document that is named."""
        if scene.mentions:
            return scene.mentions[-1].agent
        nouns = speaking_nouns()
        if any(nouns.get(token.lower) is SubjectKind.DOCUMENT for token in scene.tokens):
            return self.of_study(scene.tokens[0].start, scene.passage.end)
        return None

    def heard(self, scene: Scene, speakers: Sequence[Agent | None]) -> None:
        """Remember who is named in a passage, the first organization and the last person, and then who spoke in it."""
        organizations = [mention.agent for mention in scene.mentions if mention.agent.kind is AgentKind.ORGANIZATION]
        people = [mention.agent for mention in scene.mentions if mention.agent.kind is AgentKind.PERSON]
        for mention in scene.mentions:
            if mention.agent.kind is AgentKind.PERSON:
                self._people.titled(mention, scene)
        for agent in (*reversed(organizations), *reversed(people), *speakers):
            if agent is None:
                continue
            if agent.kind is AgentKind.PERSON:
                self._people.heard(agent)
            else:
                others = (other for other in self._organizations if other.name != agent.name)
                self._organizations = [agent, *others][:_REMEMBERED]


_OWNERS = {"his": "he", "her": "she"}
_GROUPS = word_class("groups-that-speak")
_NAMELESS = word_class("nameless-bodies")
_SINGLE = word_class("single-bodies")
_REMEMBERED = 40
"""Organizations that are kept in mind."""
