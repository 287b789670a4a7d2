"""A passage with who is named in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whence.analyse import Token
from whence.extract.narration import Passage
from whence.extract.people.descriptions import Name
from whence.model import Agent, AgentKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage; `first` and `last` enclose, half open, its tokens with titles and asides."""

    name: Name
    first: int
    last: int
    agent: Agent
    sort: str | None = None
    """The noun for what an organization is said to be: "the insurer Acme"."""
    surmised: bool = False
    """Whether the affiliation is no name beside the person's but what a reader concludes."""
    of_study: bool = False
    """Whether the person is told to have led or written a study, whose makers are then the employer."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage and the mentions in it, in text order."""

    passage: Passage
    mentions: tuple[Mention, ...]

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the passage."""
        return self.passage.tokens

    def enclosing(self, at: int) -> Mention | None:
        """The person whose mention, with what describes the person, has the index inside it."""
        found = [mention for mention in self.mentions if mention.name.last <= at < mention.last]
        return next((mention for mention in found if mention.agent.kind is AgentKind.PERSON), None)

    def names(self, at: int) -> bool:
        """Whether the token at an index is part of a name of several words."""
        return any(m.name.first <= at < m.name.last for m in self.mentions if m.name.last - m.name.first > 1)

    def ending(self, at: int) -> Mention | None:
        """The mention whose last token stands before the index."""
        found = [mention for mention in self.mentions if at in (mention.last, mention.name.last)]
        return min(found, key=lambda mention: mention.first, default=None)

    def beginning(self, at: int) -> Mention | None:
        """The mention whose first token stands at the index."""
        found = [mention for mention in self.mentions if at in (mention.first, mention.name.first)]
        return max(found, key=lambda mention: mention.last, default=None)
