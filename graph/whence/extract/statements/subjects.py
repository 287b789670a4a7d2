"""The subject of a saying verb: a name, "she", "the company", "the report's authors", "researchers at Acme"."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from whence.extract.names import ROLES
from whence.extract.narration import QUOTE
from whence.extract.people import Mention, Scene
from whence.extract.people.descriptions import is_role, words
from whence.extract.people.lexicon import bodies, titles
from whence.extract.statements.lexicon import documents, word_class
from whence.model import Agent, AgentKind


class SubjectKind(Enum):
    """How the subject of a saying verb names the speaker."""

    NAME = auto()
    HE = auto()
    IT = auto()
    DOCUMENT = auto()
    BODY = auto()
    ROLE = auto()
    PEOPLE = auto()
    WE = auto()


class Subject(NamedTuple):
    """The subject of a frame: its half-open token range, and who is meant where its own words say so."""

    kind: SubjectKind
    first: int
    last: int
    agent: Agent | None = None


@cache
def speaking_nouns() -> dict[str, SubjectKind]:
    """The common nouns that can be the subject of a saying verb, lower case."""
    kinds = dict.fromkeys(ROLES, SubjectKind.ROLE)
    kinds.update({noun + "s": SubjectKind.PEOPLE for noun in ROLES})
    kinds.update(dict.fromkeys(documents(), SubjectKind.DOCUMENT))
    kinds.update(dict.fromkeys(bodies(), SubjectKind.BODY))
    return kinds


PRONOUNS = {"he": SubjectKind.HE, "she": SubjectKind.HE, "it": SubjectKind.IT}
_SPEAKING_FOR_ALL = word_class("plural-speakers")
"""People who, named in the plural, speak for the body they belong to; "executives say" is what a survey asks."""
_PHRASE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "CD", "DT", "PRP$", "POS", "VBN", "VBG", "HYPH"})
_CONCLUDING = word_class("concluding")
_WHENCE = frozenset({"in", "from", "at", "of", "near"})
_SPOKESPEOPLE = word_class("spokespeople")
_ONE_OF_MANY = frozenset({"a", "an", "one", "another"})
_OWNED_BY = word_class("owned-by")
_LOOK = 8
_LONGEST_ASIDE = 24
_ASIDE_ENDS = frozenset({".", ";", ":", "?", "!"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD", QUOTE})


class Subjects:
    """Reads the subjects of one passage."""

    def __init__(self, scene: Scene) -> None:
        """A reader of `scene`."""
        self._scene = scene
        self._tokens = scene.tokens

    def _word(self, index: int) -> str:
        return self._tokens[index].lower if 0 <= index < len(self._tokens) else ""

    def _tag(self, index: int) -> str:
        return self._tokens[index].tag if 0 <= index < len(self._tokens) else ""

    # ------------------------------------------------------------ before the verb

    def before(self, at: int) -> Subject | None:
        """The subject that ends where a verb group begins."""
        if self._word(at - 1) == "which" and self._word(at) in _CONCLUDING:
            return None  # "..., which suggests that": what suggests it is the clause before
        if at > 0 and self._word(at - 1) in ("who", "which", "that"):
            described = self._scene.enclosing(at - 1) if self._word(at - 1) == "who" else None
            relative = described or self._scene.ending(at - 2 if self._word(at - 2) == "," else at - 1)
            if relative:
                return Subject(SubjectKind.NAME, at - 1, at, relative.agent)
            at -= 1
        if at > 0 and self._word(at - 1) == ")":
            at = next((i for i in range(at - 1, max(-1, at - _LOOK), -1) if self._word(i) == "("), at)
        if at <= 0:
            return None
        if self._word(at - 1) in (",", "-", "--"):
            return (
                self._ending(at) or self._before_relative(at - 1) or self._ending(at - 1) or self._before_aside(at - 1)
            )
        return self._ending(at)

    def _ending(self, at: int) -> Subject | None:
        if at <= 0:
            return None
        word = self._word(at - 1)
        if word in PRONOUNS:
            return Subject(PRONOUNS[word], at - 1, at)
        mention = self._scene.ending(at)
        if mention:
            return self._named(mention, at)
        kind = speaking_nouns().get(word)
        if kind is SubjectKind.BODY and self._word(self._phrase_start(at - 1) - 1) == "of":
            return None  # "57 percent of the group think"
        return self._described(kind, self._phrase_start(at - 1), at - 1) if kind else self._from_a_place(at)

    def _from_a_place(self, at: int) -> Subject | None:
        """ "A reader from Leeds", "one tenant in Hull": somebody whose name is not told."""
        for index in range(at - 2, max(0, at - _LOOK // 2), -1):
            if self._word(index) in _WHENCE and speaking_nouns().get(self._word(index - 1)) is SubjectKind.ROLE:
                first = self._phrase_start(index - 1)
                if self._word(first) in _ONE_OF_MANY and self._word(index - 1) not in _SPOKESPEOPLE:
                    name = words(self._tokens, first + 1, at)
                    return Subject(SubjectKind.NAME, first, at, Agent(name, AgentKind.PERSON))
        return None

    def _before_aside(self, closing: int) -> Subject | None:
        """The subject before an aside between commas that ends at `closing`: "the survey, oddly enough, says"."""
        mark = self._word(closing)
        for index in range(closing - 1, max(0, closing - _LONGEST_ASIDE), -1):
            if self._word(index) == mark:
                subject = self._ending(index)
                if subject:
                    return subject
            elif self._word(index) in _ASIDE_ENDS or self._tag(index) in _FINITE:
                break
        return None

    def _before_relative(self, closing: int) -> Subject | None:
        """The subject before a relative clause between commas: "Kim Lee, head of Acme, which paid for it, says"."""
        for index in range(closing - 1, max(1, closing - _LONGEST_ASIDE), -1):
            if self._word(index) in ("who", "which") and self._word(index - 1) == ",":
                return self._ending(index) or self._ending(index - 1)
            if self._word(index) in _ASIDE_ENDS:
                break
        return None

    def _named(self, mention: Mention, at: int) -> Subject | None:
        """A name as subject; after a preposition the noun before that is the speaker, if it can speak."""
        first = mention.first
        if self._tag(first - 1) == "DT":
            first -= 1
        if self._word(first - 1) not in _OWNED_BY or self._word(first - 2) == "according":
            return Subject(SubjectKind.NAME, first, max(at, mention.name.last), mention.agent)
        if self._word(first - 1) in ("in", "from", "near") and (somebody := self._from_a_place(at)):
            return somebody
        kind = speaking_nouns().get(self._word(first - 2))
        if kind is None or mention.agent.kind is AgentKind.PERSON:
            return None
        return Subject(kind, self._phrase_start(first - 2), at, mention.agent)

    def _phrase_start(self, head: int) -> int:
        first = head
        while (
            first > 0
            and head - first < _LOOK
            and (self._tag(first - 1) in _PHRASE_TAGS or self._word(first - 1) in ("-", "'s", "'"))
        ):
            first -= 1
        return first

    def _described(self, kind: SubjectKind, first: int, head: int) -> Subject | None:
        """ "Acme researchers", "the Acme report": who is named inside the phrase speaks."""
        for mention in self._scene.mentions:
            if first <= mention.name.first and mention.name.last <= head:
                return Subject(kind, first, head + 1, mention.agent)
        if any(self._word(index) in ("%", "percent") or self._tag(index) == "CD" for index in range(first, head)):
            return None
        if kind is SubjectKind.ROLE:
            return self._role(first, head)
        if kind is SubjectKind.PEOPLE and self._word(head) not in _SPEAKING_FOR_ALL:
            return None
        return Subject(kind, first, head + 1)

    def _role(self, first: int, head: int) -> Subject | None:
        """ "A Green Party spokesman" speaks for what the capitals name; "the analyst" has been named before."""
        capitals = [
            index
            for index in range(max(first, 1), head)
            if self._tokens[index].text[0].isupper() and self._tag(index) != "DT"
        ]
        if capitals:
            name = words(self._tokens, capitals[0], capitals[-1] + 1)
            return Subject(SubjectKind.ROLE, first, head + 1, Agent(name, AgentKind.ORGANIZATION))
        if self._word(first) in ("the", "this", "that"):
            return Subject(SubjectKind.ROLE, first, head + 1)
        if self._word(head) in _SPOKESPEOPLE:
            return Subject(SubjectKind.IT, first, head + 1)
        if self._word(first) in _ONE_OF_MANY:
            name = words(self._tokens, first + 1, head + 1)
            return Subject(SubjectKind.NAME, first, head + 1, Agent(name, AgentKind.PERSON))
        return None

    # ------------------------------------------------------------ after the verb

    def after(self, at: int) -> Subject | None:
        """The subject that begins at a token."""
        word = self._word(at)
        if word in PRONOUNS:
            return Subject(PRONOUNS[word], at, at + 1)
        start = at + 1 if self._tag(at) == "DT" else at
        if titled := self._titled(at):
            return Subject(SubjectKind.NAME, at, titled.last, titled.agent)
        mention = self._scene.beginning(at) or self._scene.beginning(start)
        if mention and not self._modifies(mention):
            return Subject(SubjectKind.NAME, at, max(mention.last, start + 1), mention.agent)
        return self._noun_after(at)

    def _titled(self, at: int) -> Mention | None:
        """The person whose name stands after a title with more before it: "Ohio Gov. Kim Lee", "Acme coach Kim Lee"."""
        for mention in self._scene.mentions:
            first = mention.name.first
            if mention.agent.kind is not AgentKind.PERSON or not at < first <= at + _LOOK:
                continue
            title = self._tokens[first - 1 - (self._word(first - 1) == "." and first - 1 > at)]
            between = self._tokens[at:first]
            plain = all(token.tag in _PHRASE_TAGS or token.text in (".", "-") for token in between)
            if plain and (is_role(title) or title.lower.rstrip(".") in titles()):
                return mention
        return None

    def _modifies(self, mention: Mention) -> bool:
        """Whether a name only modifies the noun after it: "the Acme report", "Acme's survey"."""
        last = mention.name.last
        step = 1 if self._word(last) in ("'s", "'") else 0
        nouns = (self._word(last + step), self._word(last + step + 1))
        return mention.agent.kind is AgentKind.ORGANIZATION and any(
            speaking_nouns().get(noun) is SubjectKind.DOCUMENT or noun in _SPEAKING_FOR_ALL for noun in nouns
        )

    def _noun_after(self, at: int) -> Subject | None:
        nouns = speaking_nouns()
        for head in range(at, min(len(self._tokens), at + _LOOK)):
            if self._word(head) in (",", ".", "that", ";") or self._tag(head) in ("VBZ", "VBD", "MD", "IN"):
                return None
            kind = nouns.get(self._word(head))
            if kind is not None and self._word(head + 1) not in nouns and self._word(head + 1) not in ("'s", "'"):
                return self._with_owner(self._described(kind, at, head), head)
        return None

    def _with_owner(self, subject: Subject | None, head: int) -> Subject | None:
        """A document or people "by", "from", "at", "of" somebody are theirs."""
        if subject is None or subject.agent:
            return subject
        for index in range(head + 1, min(len(self._tokens), head + 2 * _LOOK)):
            if self._word(index) in (",", ".", ";", "that") or self._tag(index) == QUOTE:
                break
            if self._word(index) in ("by", "from", "of", "at", "for"):
                mention = self._scene.beginning(index + 1 + (self._tag(index + 1) == "DT"))
                if mention and mention.agent.kind is AgentKind.ORGANIZATION:
                    return subject._replace(last=mention.last, agent=mention.agent)
        return subject
