"""Who appears in a document: each mention of a person or organization, and the role and affiliation the article gives.

A role given once holds for the whole article: "Kim Lee, an analyst at Acme" makes "Lee says" the words of an analyst.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whence.analyse import Analysis, Token
from whence.extract import names as naming
from whence.extract.statements.lexicon import titles, word_class
from whence.extract.statements.narration import QUOTE, Passage
from whence.extract.statements.roles import Beside, Description, Name, is_role, words
from whence.model import Agent, AgentKind

_FORMS_OF_ADDRESS = word_class("forms-of-address")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage; `first` and `last` enclose, half open, its tokens with titles and asides."""

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


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The organizations in a reader's mind: the one named last, and the one named most often so far."""

    last: str | None
    topic: str | None


def scenes(analysis: Analysis, passages: Sequence[Passage]) -> tuple[Scene, ...]:
    """The passages with their mentions; each agent bears what the whole article tells of its role and affiliation."""
    spoken = {
        sentence.tokens[name.first].start: name for sentence in analysis.sentences for name in naming.names(sentence)
    }
    drafts: list[Scene] = []
    named: Counter[str] = Counter()
    for passage in passages:
        topic = next((name for name, times in named.most_common(1) if times > 1), None)
        drafts.append(_scene(analysis, passage, spoken, _Bodies(_last_organization(drafts), topic)))
        agents = (mention.agent for mention in drafts[-1].mentions)
        named.update(agent.name for agent in agents if agent.kind is AgentKind.ORGANIZATION)
    known = _profiles(drafts)
    return tuple(
        replace(draft, mentions=tuple(_informed(found, known) for found in draft.mentions)) for draft in drafts
    )


def _last_organization(drafts: Sequence[Scene]) -> str | None:
    """The organization that "its" means in the next passage: the first one of the passage that named any last."""
    for draft in reversed(drafts[-_MEMORY:]):
        for mention in draft.mentions:
            if mention.agent.kind is AgentKind.ORGANIZATION:
                return mention.agent.name
    return None


_MEMORY = 6
"""Passages after which an organization is no longer in mind."""


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


def _scene(analysis: Analysis, passage: Passage, spoken: dict[int, naming.Name], bodies: _Bodies) -> Scene:
    tokens = passage.tokens
    found = [
        (part, spoken[token.start])
        for index, token in enumerate(tokens)
        if token.start in spoken and token.tag != QUOTE
        for part in _parted(tokens, index, spoken[token.start])
    ]
    if not found:
        return Scene(passage, ())
    beside = Beside(tokens, [name for name, _ in found])
    mentions: list[Mention] = []
    for name, whole in found:
        mention = _mention(analysis, tokens, beside, name, whole, bodies)
        mentions.append(mention)
        if bodies.last is None and mention.agent.kind is AgentKind.ORGANIZATION:
            bodies = replace(bodies, last=mention.agent.name)
    return Scene(passage, tuple(mentions))


def _parted(tokens: Sequence[Token], first: int, name: naming.Name) -> list[Name]:
    """A name; when a role stands inside it ("House Leader Kim Lee") the parts before and after the role.

    Nothing when a quotation cuts the name in two ("the 'Nice' Company").
    """
    last = first + name.last - name.first
    if last > len(tokens) or any(token.tag == QUOTE for token in tokens[first:last]):
        return []
    if last - first == 1 and tokens[first].lower in _PREFIXES and _hyphen(tokens, last):
        return []  # "Co-author Kim Lee"
    if is_role(tokens[last - 1]) and all(token.lower in _MODIFIERS for token in tokens[first : last - 1]):
        return []  # "The General Secretary of Acme"
    while last - first > 1 and tokens[first].lower.rstrip(".") in _RANKS:
        first += 1
    if name.kind is not AgentKind.ORGANIZATION and _hyphen(tokens, last) and last + 1 < len(tokens):
        last += 2 if tokens[last + 1].text.islower() and last - first > 1 else 0  # "Lin Mei-hua"
    if last - first != name.last - name.first:
        ranked = last - first < name.last - name.first
        return [Name(first, last, words(tokens, first, last), AgentKind.PERSON if ranked else name.kind)]
    for index in range(last - 2, first, -1):
        if is_role(tokens[index]) and last - index <= _LONGEST_PERSON and tokens[index - 1].lower not in _INNER:
            head = index
            while head > first and (is_role(tokens[head - 1]) or tokens[head - 1].lower in _MODIFIERS):
                head -= 1
            person = Name(index + 1, last, words(tokens, index + 1, last), AgentKind.PERSON)
            before = [Name(first, head, words(tokens, first, head), AgentKind.ORGANIZATION)] if head > first else []
            return [*before, person]
    return [Name(first, last, name.text, name.kind)]


def _hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen stands at an index without a space before it or after it."""
    return (
        0 < at < len(tokens) - 1
        and tokens[at].text == "-"
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


_LONGEST_PERSON = 4
_INNER = frozenset({"of", "for", "and"})
_PREFIXES = word_class("role-prefixes")
_RANKS = word_class("ranks")
_MODIFIERS = word_class("role-modifiers")


def _mention(
    analysis: Analysis, tokens: Sequence[Token], beside: Beside, name: Name, whole: naming.Name, bodies: _Bodies
) -> Mention:
    first, title = _titled(tokens, name.first)
    before, after = beside.before(first), beside.after(name.last)
    is_person = name.kind is AgentKind.PERSON or first < name.first
    kind = AgentKind.PERSON if is_person else AgentKind.ORGANIZATION
    full = name.text if name.text != whole.text else naming.full_name(analysis, replace(whole, kind=kind)).text
    descriptions = [description for description in (before, after) if description]
    if is_person:
        role = next((found.role for found in descriptions if found.role), title or None)
        affiliation = next((found.affiliation for found in descriptions if found.affiliation), None)
        if affiliation is None:
            affiliation = next((_body(found, tokens, bodies) for found in descriptions if found.of_last), None)
        agent = Agent(full, kind, role, affiliation)
    else:
        agent = Agent(full, kind)
        before = None  # "the analyst firm's parent Acme": what describes a person describes no organization
    return Mention(name, before.first if before else first, after.last if after else name.last, agent)


def _body(description: Description, tokens: Sequence[Token], bodies: _Bodies) -> str | None:
    """The body that "its", "the firm's" mean: the last one named, unless another sort of public body is meant."""
    for word in (token.lower for token in tokens[description.first : description.last]):
        if word in _PUBLIC_BODIES:
            return bodies.last if bodies.last and word in bodies.last.lower() else word
    runs_it = (description.role or "").lower() in _COMPANY_ROLES and tokens[description.first].tag not in ("DT", "PRP$")
    return bodies.topic or bodies.last if runs_it else bodies.last


_COMPANY_ROLES = frozenset({"chief executive", "finance director", "managing director", "chief economist"})


_PUBLIC_BODIES = word_class("public-bodies")


def _titled(tokens: Sequence[Token], first: int) -> tuple[int, str]:
    """Where a name begins with its titles, and the title when it tells what the person does ("Capt.")."""
    title = ""
    while first > 0:
        stop = tokens[first - 1].text == "." and first > 1
        word = tokens[first - 2 if stop else first - 1]
        bare = word.lower.rstrip(".")
        if (bare not in titles() and bare not in _RANKS) or is_role(word):
            break
        first -= 2 if stop else 1
        title = title if bare in _FORMS_OF_ADDRESS else f"{word.text} {title}".strip()
    return first, title
