"""Saying frames: a verb of saying with its subject ("Lee said", "notes Lee", "according to Lee") in a passage."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from whence.extract.statements.cast import Mention, Scene
from whence.extract.statements.narration import QUOTE
from whence.extract.statements.roles import roles, words
from whence.model import Agent, AgentKind
from whence.resources import word_list


class SubjectKind(Enum):
    """How the subject of a saying verb names the speaker."""

    NAME = auto()
    HE = auto()
    IT = auto()
    DOCUMENT = auto()
    BODY = auto()
    ROLE = auto()
    PEOPLE = auto()


class Subject(NamedTuple):
    """The subject of a frame: its token range, and who is meant where the words say so."""

    kind: SubjectKind
    first: int
    last: int
    agent: Agent | None = None


class Frame(NamedTuple):
    """A saying verb with its subject. `first` and `last` enclose both; `verb` is the base form.

    `after` tells that the words said follow the frame, otherwise they stand before it. `retells` tells that the verb
    can carry a claim without quotation marks.
    """

    verb: str
    subject: Subject
    first: int
    last: int
    after: bool
    retells: bool


class Verb(NamedTuple):
    """A saying verb: its base form, and whether it retells."""

    base: str
    retells: bool


@cache
def saying_verbs() -> dict[str, Verb]:
    """Each form of each saying verb, lower case."""
    forms = {}
    for line in word_list("statements", "saying_verbs.txt"):
        base, *others = line.removeprefix("+ ").split()
        forms.update(dict.fromkeys((base, *others), Verb(base, line.startswith("+ "))))
    return forms


@cache
def _nouns() -> dict[str, SubjectKind]:
    kinds = dict.fromkeys(roles().nouns, SubjectKind.ROLE)
    kinds.update({noun + "s": SubjectKind.PEOPLE for noun in roles().nouns})
    kinds.update(dict.fromkeys(word_list("statements", "documents.txt"), SubjectKind.DOCUMENT))
    kinds.update(dict.fromkeys(word_list("statements", "bodies.txt"), SubjectKind.BODY))
    return kinds


_PRONOUNS = {"he": SubjectKind.HE, "she": SubjectKind.HE, "it": SubjectKind.IT}
_AUXILIARIES = frozenset(
    {"has", "have", "had", "also", "then", "further", "later", "recently", "went", "goes", "on", "to"}
)
_NEVER = frozenset(
    {
        "not",
        "n't",
        "never",
        "to",
        "be",
        "been",
        "being",
        "is",
        "are",
        "was",
        "were",
        "would",
        "will",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "do",
        "does",
        "did",
        "let",
        "'d",
        "'ll",
    }
)
_LOOK = 8
_SPEAKING_FOR_ALL = frozenset({"authors", "officials", "investigators", "spokesmen", "representatives", "scientists"})
"""People who, named in the plural, speak for the body they belong to; "executives say" is what a survey asks."""


def frames(scene: Scene) -> tuple[Frame, ...]:
    """The saying frames of a passage in text order."""
    return tuple(_Reader(scene).read())


class _Reader:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._tokens = scene.tokens
        self._verbs = saying_verbs()

    def read(self) -> Iterator[Frame]:
        last: Frame | None = None
        for index, token in enumerate(self._tokens):
            verb = self._verbs.get(token.lower)
            if verb:
                frame = self._frame(index, verb, last)
            elif token.lower == "according" and self._word(index + 1) == "to":
                frame = self._according(index)
            else:
                continue
            if frame:
                last = frame
                yield frame

    def _word(self, index: int) -> str:
        return self._tokens[index].lower if 0 <= index < len(self._tokens) else ""

    def _tag(self, index: int) -> str:
        return self._tokens[index].tag if 0 <= index < len(self._tokens) else ""

    def _frame(self, index: int, verb: Verb, last: Frame | None) -> Frame | None:
        token = self._tokens[index]
        if token.lower.endswith("ing") and token.lower != verb.base:
            return self._participle(index, verb, last)
        start = self._group_start(index)
        if start is None:
            return None
        subject = self._before(start)
        if subject and start == index and self._word(index - 1) == "," and subject.last == index - 1:
            following = self.after(index + 1)
            subject = None if following and following.kind in (SubjectKind.NAME, SubjectKind.HE) else subject
        if subject and (subject.kind in (SubjectKind.NAME, SubjectKind.HE, SubjectKind.IT) or self._is_verb(index)):
            return Frame(verb.base, subject, subject.first, index + 1, self._leads(index, subject), verb.retells)
        if index == start and (
            self._word(index - 1) in (",", '"', "as", "-") or index == 0 or self._tag(index - 1) == QUOTE
        ):
            subject = self.after(index + 1)
            if subject:
                return Frame(verb.base, subject, index, subject.last, index == 0, verb.retells)
        return None

    def _is_verb(self, index: int) -> bool:
        return self._tag(index).startswith("V")

    def _leads(self, index: int, subject: Subject) -> bool:
        """Whether the words said follow: not where something stands before the subject and nothing after the verb."""
        before = subject.first - 1
        if before < 0 or not (self._word(before) in (",", "-", "as") or self._tag(before) == QUOTE):
            return True
        if self._word(before) == "as":
            return before <= 2
        if not self._quote_before(before) and self._clause_after(index):
            return True
        follows = self._word(index + 1)
        return not (
            follows in ("", ".", ",", ";", ":")
            or follows in _CIRCUMSTANCE
            or (self._tag(index + 1) == QUOTE
            and self._tag(before) == QUOTE)
        ) or (
            follows in (",", ":")
            and self._tag(index + 2) == QUOTE
            and self._tag(before) != QUOTE
            and not self._quote_before(before)
        )

    def _clause_after(self, index: int) -> bool:
        """Whether a "that" follows closely: "told the meeting in Leeds on Friday that"."""
        for at in range(index + 1, min(len(self._tokens), index + 2 * _LOOK)):
            if self._word(at) == "that":
                return True
            if self._word(at) in (".", ";", ":") or self._tag(at) == QUOTE:
                break
        return False

    def _quote_before(self, before: int) -> bool:
        return any(token.tag == QUOTE for token in self._tokens[max(0, before - 1) : before + 1])

    def _group_start(self, index: int) -> int | None:
        """Where the verb group begins; None when it is negated, passive, modal or an infinitive."""
        start = index
        while start > 0:
            word, tag = self._word(start - 1), self._tag(start - 1)
            if word == "to" and self._word(start - 2) == "on":
                start -= 2
            elif word in _NEVER:
                return None
            elif word in _AUXILIARIES or (tag == "RB" and word.endswith("ly")):
                start -= 1
            else:
                break
        return start

    def _participle(self, index: int, verb: Verb, last: Frame | None) -> Frame | None:
        """ "..., adding that ..." has the speaker of the frame before; "Citing ..., Lee" is left alone."""
        if (
            last
            and self._word(index - 1) == ","
            and verb.base in ("add", "say", "note", "explain", "warn", "argue", "write")
        ):
            return Frame(verb.base, last.subject, index, index + 1, True, verb.retells)
        if (index == 0 and self._tag(index + 1) == QUOTE) or (index == 0 and self._word(index + 1) == ","):
            quote = next(
                (i for i in range(index + 1, min(len(self._tokens), index + 4)) if self._tag(i) == QUOTE), None
            )
            subject = self.after(quote + 1 + (self._word(quote + 1) == ",")) if quote is not None else None
            return Frame(verb.base, subject, index, index + 1, True, verb.retells) if subject else None
        return None

    def _according(self, index: int) -> Frame | None:
        subject = self.after(index + 2)
        if subject is None:
            return None
        after = index == 0 or (self._word(index - 1) in ("and", "but", "yet") and index < 3)
        return Frame("according", subject, index, subject.last, after, True)

    # ------------------------------------------------------------ subjects

    def _before(self, at: int) -> Subject | None:
        """The subject that ends where a verb group begins."""
        if at <= 0:
            return None
        scene = self._scene
        last = at - 1
        word = self._word(last)
        if word in _PRONOUNS:
            return Subject(_PRONOUNS[word], last, at)
        if word in ("who", "which", "that"):
            last -= 1
            at = last + 1
        if self._word(last) == ")":
            opening = next((i for i in range(last, max(-1, last - _LOOK), -1) if self._word(i) == "("), None)
            at = opening if opening is not None else at
        mention = scene.ending(at) or (scene.ending(at - 1) if self._word(at - 1) == "," and at > 1 else None)
        if mention:
            return self._named(mention)
        return self._noun_before(at - 1)

    def _named(self, mention: Mention) -> Subject | None:
        """A name as subject; after a preposition the noun before that is the speaker, if it can speak."""
        before = self._word(mention.first - 1)
        if before in ("of", "at", "for", "from", "with", "in", "by", "on", "to"):
            head = mention.first - 2
            while head > 0 and self._tag(head) in ("DT", "JJ"):
                head -= 1
            if mention.agent.kind is AgentKind.PERSON or self._word(head) not in _nouns():
                return None
            kind = _nouns()[self._word(head)]
            return Subject(kind, self._phrase_start(head), mention.last, mention.agent)
        return Subject(SubjectKind.NAME, mention.first, mention.last, mention.agent)

    def _phrase_start(self, head: int) -> int:
        first = head
        while (
            first > 0
            and head - first < _LOOK
            and (
                self._tag(first - 1) in ("NN", "NNS", "NNP", "NNPS", "JJ", "CD", "DT", "PRP$", "POS", "VBN", "VBG")
                or self._word(first - 1) in ("-", "'s", "'")
            )
        ):
            first -= 1
        return first

    def _noun_before(self, head: int) -> Subject | None:
        kind = _nouns().get(self._word(head))
        if kind is None:
            return None
        first = self._phrase_start(head)
        return self._described(kind, first, head)

    def _described(self, kind: SubjectKind, first: int, head: int) -> Subject | None:
        """ "Acme researchers", "the Acme report": who is named inside the phrase speaks."""
        for mention in self._scene.mentions:
            if first <= mention.name.first and mention.name.last <= head:
                return Subject(kind, first, head + 1, mention.agent)
        capitals = [
            i for i in range(first, head) if self._tokens[i].text[0].isupper() and self._tag(i) != "DT" and i > 0
        ]
        if kind is SubjectKind.ROLE and capitals:
            name = words(self._tokens, capitals[0], capitals[-1] + 1)
            return Subject(kind, first, head + 1, Agent(name, AgentKind.ORGANIZATION))
        definite = any(self._word(index) in ("the", "this", "that") for index in range(first, head))
        if kind is SubjectKind.PEOPLE and self._word(head) not in _SPEAKING_FOR_ALL:
            return None
        return Subject(kind, first, head + 1) if definite or kind is not SubjectKind.ROLE else None

    def after(self, at: int) -> Subject | None:
        """The subject that begins at a token."""
        scene = self._scene
        word = self._word(at)
        if word in _PRONOUNS:
            return Subject(_PRONOUNS[word], at, at + 1)
        mention = scene.beginning(at) or (scene.beginning(at + 1) if self._tag(at) == "DT" else None)
        if mention:
            nxt = self._word(mention.name.last)
            return Subject(SubjectKind.NAME, at, max(mention.last, at + 1), mention.agent)
        return self._noun_after(at)

    def _noun_after(self, at: int) -> Subject | None:
        for head in range(at, min(len(self._tokens), at + _LOOK)):
            if self._word(head) in (",", ".", "that", ";") or self._tag(head) in ("VBZ", "VBD", "MD", "IN"):
                return None
            kind = _nouns().get(self._word(head))
            if kind is not None and self._word(head + 1) not in _nouns():
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
                start = index + 1 + (self._tag(index + 1) == "DT")
                mention = self._scene.beginning(start)
                if mention and mention.agent.kind is AgentKind.ORGANIZATION:
                    return subject._replace(last=mention.last, agent=mention.agent)
        return subject


_CIRCUMSTANCE = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "last",
        "this",
        "recently",
        "yesterday",
        "today",
        "earlier",
        "when",
        "after",
        "while",
        "of",
        "to",
    }
)
