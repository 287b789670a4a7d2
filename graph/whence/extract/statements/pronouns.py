"""Whom "he" and "she" can mean: by the title before a name, by the given name, by how a person was referred to."""

from __future__ import annotations

from whence.extract.names import MENS_NAMES, WOMENS_NAMES
from whence.extract.people import Mention, Scene
from whence.extract.statements.lexicon import word_class
from whence.model import Agent, AgentKind

_MEN, _WOMEN = "he", "she"
_MENS_TITLES = word_class("mens-titles")
_WOMENS_TITLES = word_class("womens-titles")
_REMEMBERED = 12
"""People who are kept in mind, the last one first."""


class People:
    """The people named or heard so far, the last one first, each with the pronoun that is known to fit."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._people: list[Agent] = []
        self._pronouns: dict[str, str] = {}

    def heard(self, agent: Agent) -> None:
        """Somebody is named or speaks."""
        self._people = [agent, *(person for person in self._people if person.name != agent.name)][:_REMEMBERED]

    def titled(self, mention: Mention, scene: Scene) -> None:
        """Remember what a title before a name tells."""
        before = scene.tokens[mention.name.first - 1].lower.rstrip(".") if mention.name.first else ""
        if before in _MENS_TITLES:
            self._pronouns[mention.agent.name] = _MEN
        elif before in _WOMENS_TITLES:
            self._pronouns[mention.agent.name] = _WOMEN

    def meant(self, pronoun: str, nearer: list[Agent]) -> Agent | None:
        """The person that a pronoun means: the first of the nearer ones that it fits, else the last one in mind."""
        for agent in (*nearer, *self._people):
            if agent.kind is AgentKind.PERSON and self._fits(pronoun, agent):
                self._pronouns.setdefault(agent.name, pronoun)
                return agent
        return None

    def with_role(self, noun: str) -> Agent | None:
        """The person named last whose role has a noun in it: "the minister"."""
        return next((person for person in self._people if noun in (person.role or "").lower().split()), None)

    @property
    def last(self) -> Agent | None:
        """The person named or heard last."""
        return self._people[0] if self._people else None

    def _fits(self, pronoun: str, agent: Agent) -> bool:
        known = self._pronouns.get(agent.name)
        if known is not None:
            return known == pronoun
        given = agent.name.split(" ", 1)[0]
        return given not in (WOMENS_NAMES if pronoun == _MEN else MENS_NAMES)
