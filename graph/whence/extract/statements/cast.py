"""Who appears in a document: each mention of a person or organization, and the role and affiliation the article gives.

A role given once holds for the whole article: "Kim Lee, an analyst at Acme" makes "Lee says" the words of an analyst.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whence.analyse import Analysis, Token
from whence.extract import names as naming
from whence.extract.statements.narration import QUOTE, Passage
from whence.extract.statements.roles import Beside, Description, Name, is_role, titles, words
from whence.model import Agent, AgentKind

_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage with the words that belong to it: tokens `first` to `last`, half open, title and asides included."""

    name: Name
    first: int
    last: int
    agent: Agent


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage and the mentions in it, in text order."""

    passage: Passage
    mentions: tuple[Mention, ...]

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the passage."""
        return self.passage.tokens

    def ending(self, at: int) -> Mention | None:
        """The mention whose last token stands before the index."""
        found = [mention for mention in self.mentions if at in (mention.last, mention.name.last)]
        return min(found, key=lambda mention: mention.first, default=None)

    def beginning(self, at: int) -> Mention | None:
        """The mention whose first token stands at the index."""
        found = [mention for mention in self.mentions if at in (mention.first, mention.name.first)]
        return max(found, key=lambda mention: mention.last, default=None)


def scenes(analysis: Analysis, passages: Sequence[Passage]) -> tuple[Scene, ...]:
    """The passages with their mentions; each agent bears what the whole article tells of its role and affiliation."""
    spoken = {
        analysis.document.text and sentence.tokens[name.first].start: name
        for sentence in analysis.sentences
        for name in naming.names(sentence)
    }
    drafts = [_scene(analysis, passage, spoken) for passage in passages]
    known = _profiles(drafts)
    return tuple(
        replace(draft, mentions=tuple(_informed(found, known) for found in draft.mentions)) for draft in drafts
    )


def _profiles(drafts: Sequence[Scene]) -> dict[str, Agent]:
    """For each name the first role and the first affiliation that the article gives, in text order."""
    known: dict[str, Agent] = {}
    for draft in drafts:
        for mention in draft.mentions:
            agent = mention.agent
            if agent.kind is AgentKind.PERSON:
                before = known.get(agent.name, agent)
                known[agent.name] = replace(
                    before, role=before.role or agent.role, affiliation=before.affiliation or agent.affiliation
                )
    surnames: dict[str, set[str]] = {}
    for name in known:
        surnames.setdefault(name.rsplit(" ", 1)[-1], set()).add(name)
    for surname, fulls in surnames.items():
        longer = [full for full in fulls if full != surname]
        if len(longer) == 1:
            known[surname] = known[longer[0]]
    return known


def _informed(mention: Mention, known: dict[str, Agent]) -> Mention:
    agent = known.get(mention.agent.name)
    return replace(mention, agent=agent) if agent else mention


def _scene(analysis: Analysis, passage: Passage, spoken: dict[int, naming.Name]) -> Scene:
    tokens = passage.tokens
    full: dict[int, naming.Name] = {}
    found: list[Name] = []
    for index, token in enumerate(tokens):
        name = spoken.get(token.start)
        if name is None or token.tag == QUOTE:
            continue
        size = name.last - name.first
        last = index
        end = index + size
        if end > len(tokens) or any(token.tag == QUOTE for token in tokens[index:end]):
            continue
        last = end
        for part in _parted(tokens, index, last, name):
            found.append(part)
            full[part.first] = name
    if not found:
        return Scene(passage, ())
    beside = Beside(tokens, found)
    return Scene(passage, tuple(_mention(analysis, tokens, beside, name, full[name.first]) for name in found))


def _parted(tokens: Sequence[Token], first: int, last: int, name: naming.Name) -> list[Name]:
    """A name; when a role stands inside it ("House Leader Kim Lee") the parts before and after the role."""
    for index in range(last - 2, first, -1):
        if is_role(tokens[index]) and 1 <= last - index - 1 <= 3:
            head = index
            while head > first and (is_role(tokens[head - 1]) or tokens[head - 1].lower in _MODIFIERS):
                head -= 1
            parts = [Name(index + 1, last, words(tokens, index + 1, last), AgentKind.PERSON)]
            if head > first:
                parts.insert(0, Name(first, head, words(tokens, first, head), AgentKind.ORGANIZATION))
            return parts
    return [Name(first, last, name.text, name.kind)]


_MODIFIERS = frozenset(
    {"chief", "vice", "senior", "executive", "managing", "deputy", "assistant", "general", "principal", "lead", "co"}
)


def _mention(analysis: Analysis, tokens: Sequence[Token], beside: Beside, name: Name, source: naming.Name) -> Mention:
    first, title = _titled(tokens, name.first)
    before = beside.before(first)
    after = beside.after(name.last)
    kind = name.kind
    if title is not None or _describes_person(name, before) or _describes_person(name, after):
        kind = AgentKind.PERSON
    if kind is AgentKind.PERSON:
        given = name.text if name.text != source.text else naming.full_name(analysis, replace(source, kind=kind)).text
        role = _first(before and before.role, after and after.role, title)
        affiliation = _first(before and before.affiliation, after and after.affiliation)
        agent = Agent(given, kind, role, affiliation)
    else:
        given = name.text if name.text != source.text else naming.full_name(analysis, source).text
        agent = Agent(given, AgentKind.ORGANIZATION)
        before = before if before and before.affiliation is None and before.role is None else None
    return Mention(name, before.first if before else first, after.last if after else name.last, agent)


def _describes_person(name: Name, description: Description | None) -> bool:
    return bool(description and description.role and 2 <= len(name.text.split()) <= 4 and name.kind is None)


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _titled(tokens: Sequence[Token], first: int) -> tuple[int, str | None]:
    """Where a name begins with its titles, and the title when it tells what the person does."""
    title = None
    while first > 0:
        word = tokens[first - 1]
        stop = word.text == "." and first > 1
        bare = (tokens[first - 2] if stop else word).lower.rstrip(".")
        if bare not in titles() or (is_role(word) and word.text[0].islower()):
            break
        first -= 2 if stop else 1
        if bare not in _FORMS_OF_ADDRESS:
            title = tokens[first].text
        else:
            title = title or ""
    return first, title
