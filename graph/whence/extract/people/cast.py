"""Who appears in a document: each mention of a person or organization, and the role and affiliation the article gives.

A role given once holds for the whole article: "Kim Lee, an analyst at Acme" makes "Lee says" the words of an analyst.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whence.analyse import Analysis, Token
from whence.extract import names as naming
from whence.extract.narration import QUOTE, Passage, narration
from whence.extract.people.after_names import description_after
from whence.extract.people.before_names import description_before
from whence.extract.people.descriptions import STUDY, Name, Surroundings, is_role, words
from whence.extract.people.lexicon import titles, word_class
from whence.extract.people.minds import Mind, council, own_name, topic
from whence.model import Agent, AgentKind

_FORMS_OF_ADDRESS = word_class("forms-of-address")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage; `first` and `last` enclose, half open, its tokens with titles and asides."""

    name: Name
    first: int
    last: int
    agent: Agent
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

    def ending(self, at: int) -> Mention | None:
        """The mention whose last token stands before the index."""
        found = [mention for mention in self.mentions if at in (mention.last, mention.name.last)]
        return min(found, key=lambda mention: mention.first, default=None)

    def beginning(self, at: int) -> Mention | None:
        """The mention whose first token stands at the index."""
        found = [mention for mention in self.mentions if at in (mention.first, mention.name.first)]
        return max(found, key=lambda mention: mention.last, default=None)


class _Latest:
    """The cast of the analysis that was asked for last, since all extractors ask for the same one in turn."""

    analysis: Analysis | None = None
    scenes: tuple[Scene, ...] = ()


def scenes(analysis: Analysis) -> tuple[Scene, ...]:
    """The passages of an article, each with its mentions in text order.

    Each agent bears what the whole article tells of its role and affiliation.
    """
    if _Latest.analysis is not analysis:
        _Latest.scenes = _read(analysis)
        _Latest.analysis = analysis
    return _Latest.scenes


def employers(analysis: Analysis) -> dict[str, str]:
    """The organization that each person of an article works for, where the article tells it."""
    people = (mention.agent for scene in scenes(analysis) for mention in scene.mentions)
    return {agent.name: agent.affiliation for agent in people if agent.kind is AgentKind.PERSON and agent.affiliation}


def _read(analysis: Analysis) -> tuple[Scene, ...]:
    spoken = {
        sentence.tokens[name.first].start: name
        for sentence in analysis.sentences
        for name in (*naming.names(sentence), *naming.named(analysis, sentence)[:1])
    }
    organizations = tuple(_organizations(analysis, spoken.values()))
    own = own_name(analysis.document.metadata, organizations)
    mind = Mind(topic=topic(organizations), own=own, everybody=tuple(dict.fromkeys(organizations)))
    drafts: list[Scene] = []
    for passage in narration(analysis):
        drafts.append(_scene(analysis, passage, spoken, mind))
        mind = mind.hearing(
            mention.agent.name for mention in drafts[-1].mentions if mention.agent.kind is AgentKind.ORGANIZATION
        )
    known = _profiles(drafts)
    return tuple(
        replace(draft, mentions=tuple(_informed(found, known) for found in draft.mentions)) for draft in drafts
    )


def _organizations(analysis: Analysis, names: Iterable[naming.Name]) -> Iterator[str]:
    for name in names:
        full = naming.full_name(analysis, name)
        if full.kind is AgentKind.ORGANIZATION:
            yield full.text


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


def _scene(analysis: Analysis, passage: Passage, spoken: dict[int, naming.Name], mind: Mind) -> Scene:
    tokens = passage.tokens
    found = [
        (part, spoken[token.start])
        for index, token in enumerate(tokens)
        if token.start in spoken and token.tag != QUOTE
        for part in _parted(tokens, index, spoken[token.start])
    ]
    if not found:
        return Scene(passage, ())
    around = Surroundings(tokens, [name for name, _ in found])
    mentions: list[Mention] = []
    for name, whole in found:
        mention = _mention(analysis, around, name, whole, mind)
        mentions.append(mention)
        if mind.last is None and mention.agent.kind is AgentKind.ORGANIZATION:
            mind = mind.hearing((mention.agent.name,))
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


def _mention(analysis: Analysis, around: Surroundings, name: Name, whole: naming.Name, mind: Mind) -> Mention:
    first, title = _titled(around.tokens, name.first)
    full = naming.full_name(analysis, whole)
    text = name.text if name.text != whole.text else full.text
    before, after = description_before(around, first), description_after(around, name.last)
    is_person = AgentKind.PERSON in (name.kind, full.kind) or first < name.first
    if not is_person:
        # "the analyst firm's parent Acme": what describes a person before the name describes no organization
        return Mention(name, first, after.last if after else name.last, Agent(text, AgentKind.ORGANIZATION))
    descriptions = [description for description in (before, after) if description]
    role = next((found.role for found in descriptions if found.role), title or None)
    affiliation = next((found.affiliation for found in descriptions if found.affiliation), None)
    if affiliation is None:
        meant = (mind.employer(found.body, found.role or role or "") for found in descriptions if found.body)
        affiliation = next(filter(None, meant), None)
    if affiliation is None:
        affiliation = council(mind, [token.lower for token in around.tokens[first : name.first]])
    agent = Agent(text, AgentKind.PERSON, role, affiliation)
    of_study = any(found.body is STUDY for found in descriptions)
    return Mention(name, before.first if before else first, after.last if after else name.last, agent, of_study)


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
