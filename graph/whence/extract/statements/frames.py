"""Saying frames: a verb of saying with its subject ("Lee said", "notes Lee", "according to Lee") in a passage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from whence.extract.narration import QUOTE
from whence.extract.people import Scene
from whence.extract.statements.lexicon import Verb, forecast_verbs, saying_nouns, saying_verbs, word_class
from whence.extract.statements.subjects import Subject, SubjectKind, Subjects
from whence.model import AgentKind


class Frame(NamedTuple):
    """A saying verb with its subject. `first` and `last` enclose both; `verb` is the base form.

    `after` tells that retold words follow the frame, otherwise they stand before it. `retells` tells that the verb
    can carry a claim without quotation marks. `participle` marks a frame that goes on from another (", adding that").
    """

    verb: str
    subject: Subject
    first: int
    last: int
    after: bool
    retells: bool
    participle: bool = False


_FORECASTS = word_class("forecast-nouns")
_GUIDING = word_class("guiding")


@cache
def _triggers() -> frozenset[str]:
    """The words that a frame can be built around, lower case."""
    return frozenset((*saying_verbs(), "according", *saying_nouns(), *_FORECASTS))


_NAMED = frozenset({SubjectKind.NAME, SubjectKind.HE, SubjectKind.IT})
_AUXILIARIES = word_class("auxiliaries")
_NO_FRAME = word_class("no-frame")
_CIRCUMSTANCE = word_class("circumstance")
_GOING_ON = word_class("participles")
_SIDE_MARKS = frozenset({",", "-", "--"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_WHERE_THAT = 16
_WHERE_VERB = 5
"""Tokens between "cut" and the noun in "cut its full-year growth forecast"."""


def frames(scene: Scene) -> tuple[Frame, ...]:
    """The saying frames of a passage in text order."""
    return tuple(_Reader(scene).read())


def _is_retold(frame: Frame, outer: Frame) -> bool:
    """Whether a document's words are themselves part of what somebody says: "Lee said the figures showed"."""
    document = frame.subject.kind is SubjectKind.DOCUMENT and outer.subject.kind is not SubjectKind.DOCUMENT
    return document and outer.after and 0 <= frame.subject.first - outer.last <= 1


class _Reader:
    def __init__(self, scene: Scene) -> None:
        self._tokens = scene.tokens
        self._scene = scene
        self._subjects = Subjects(scene)

    def read(self) -> Iterator[Frame]:
        verbs, triggers = saying_verbs(), _triggers()
        last: Frame | None = None
        for index in [index for index, token in enumerate(self._tokens) if token.lower in triggers]:
            if self._tokens[index].text[0].isupper() and self._scene.names(index):
                continue  # "Brandt State University"
            if verb := verbs.get(self._tokens[index].lower):
                frame = self._frame(index, verb, last)
                frame = frame or self._foretelling(index)
            elif self._tokens[index].lower in _FORECASTS:
                frame = self._foretelling(index)
            elif self._tokens[index].lower == "according":
                frame = self._according(index) if self._word(index + 1) == "to" else None
            else:
                frame = self._noun(index)
            if frame and not (last and _is_retold(frame, last)):
                last = frame
                yield frame

    def _word(self, index: int) -> str:
        return self._tokens[index].lower if 0 <= index < len(self._tokens) else ""

    def _tag(self, index: int) -> str:
        return self._tokens[index].tag if 0 <= index < len(self._tokens) else ""

    def _frame(self, index: int, verb: Verb, last: Frame | None) -> Frame | None:
        word = self._word(index)
        if word.endswith("ing") and word != verb.base:
            return self._participle(index, verb, last)
        start = self._group_start(index)
        if start is None:
            return None
        if verb.base == "quote":
            return self._quoting(index)
        subject = self._subjects.before(start)
        hears = verb.base == "tell"  # "Lee, told Kim": the name after it hears
        if subject and not hears and self._is_inverted(index, start, subject):
            subject = None
        if subject and (subject.kind in _NAMED or self._tag(index).startswith("V") or self._ends_clause(index + 1)):
            return Frame(verb.base, subject, subject.first, index + 1, self._leads(index, subject), verb.retells)
        if index == start and (
            index == 0 or self._word(index - 1) in (*_SIDE_MARKS, "as") or self._tag(index - 1) == QUOTE
        ):
            subject = self._subjects.after(index + 1)
            if subject:
                return Frame(verb.base, subject, index, subject.last, index == 0, verb.retells)
        return None

    def _quoting(self, index: int) -> Frame | None:
        """ "The Post quotes Lee as saying": whose words they are stands after the verb."""
        subject = self._subjects.after(index + 1)
        if subject is None or self._word(subject.last) != "as":
            return None
        verb = saying_verbs().get(self._word(subject.last + 1))
        return Frame(verb.base, subject, index, subject.last + 2, True, verb.retells) if verb else None

    def _ends_clause(self, at: int) -> bool:
        """Whether a word before the index can only be the verb of its clause: "..., the authors state."."""
        return self._word(at) in ("", ".", ",", ";", ":", "that") or self._tag(at) == QUOTE

    def _is_inverted(self, index: int, start: int, subject: Subject) -> bool:
        """Whether what stands before ", says Lee" is no subject: "The plan of Acme, says Lee, ..."."""
        if start != index or self._word(index - 1) not in _SIDE_MARKS or subject.last < index - 1:
            return False
        plain = subject.last == index - 1
        following = self._subjects.after(index + 1) if plain else None
        return bool(following and following.kind in (SubjectKind.NAME, SubjectKind.HE))

    def _leads(self, index: int, subject: Subject) -> bool:
        """Whether retold words follow: not where enough stands before the subject and no clause after the verb."""
        before, follows = subject.first - 1, self._word(index + 1)
        if self._word(before) == "as":
            return len(self._tokens) - index > before
        if before < 0 or not (self._word(before) in _SIDE_MARKS or self._tag(before) == QUOTE):
            return True
        if self._tag(before) == QUOTE or self._tag(before - 1) == QUOTE:
            return False
        if self._that_follows(index):
            return True
        if follows in ("", ".", ",", ";") or follows in _CIRCUMSTANCE:
            return False
        return before >= 1 and (self._word(index) != "told" or self._finite_follows(index))

    def _finite_follows(self, index: int) -> bool:
        """Whether a clause can follow: "told reporters he was late", not "told reporters at the finals"."""
        return any(self._tag(at) in _FINITE or self._tag(at) == QUOTE for at in range(index + 1, len(self._tokens)))

    def _that_follows(self, index: int) -> bool:
        """Whether a "that" follows closely: "told the meeting in Leeds on Friday that"."""
        for at in range(index + 1, min(len(self._tokens), index + _WHERE_THAT)):
            if self._word(at) == "that":
                return True
            if self._word(at) in (".", ";", ":") or self._tag(at) == QUOTE:
                break
        return False

    def _group_start(self, index: int) -> int | None:
        """Where the verb group begins; None when it is negated, passive, modal or an infinitive."""
        start = index
        while start > 0:
            word, tag = self._word(start - 1), self._tag(start - 1)
            if word == "to" and self._word(start - 2) == "on":
                start -= 2
            elif word in _NO_FRAME:
                return None
            elif word in _AUXILIARIES or (tag == "RB" and word.endswith("ly")):
                start -= 1
            else:
                break
        return start

    def _participle(self, index: int, verb: Verb, last: Frame | None) -> Frame | None:
        """ "..., adding that" has the speaker of the frame before; "Saying '...', Lee" that of the clause after."""
        if last and self._word(index - 1) == "," and verb.base in _GOING_ON:
            return Frame(verb.base, last.subject, index, index + 1, True, verb.retells, participle=True)
        if index == 0:
            quote = next((i for i in (1, 2) if self._tag(i) == QUOTE), None)
            subject = self._subjects.after(quote + 1 + (self._word(quote + 1) == ",")) if quote else None
            return Frame(verb.base, subject, 0, 1, True, retells=False) if subject else None
        return None

    def _foretelling(self, index: int) -> Frame | None:
        """ "cut its forecast for growth to 2%", "Lee's forecast is that", "is forecast by Lee to", "we expect"."""
        if self._word(index) in forecast_verbs():
            if self._word(index + 1) == "by" and (subject := self._subjects.after(index + 2)):
                return Frame("forecast", subject, index, subject.last, False, True)
            if self._word(index - 1) in ("we", "now") and "we" in (self._word(index - 1), self._word(index - 2)):
                return Frame("forecast", Subject(SubjectKind.WE, index - 1, index), index - 1, index + 1, True, True)
        if self._word(index) not in _FORECASTS:
            return None
        for at in range(index - 1, max(-1, index - _WHERE_VERB), -1):
            if self._word(at) in _GUIDING:
                start = self._group_start(at)
                subject = self._subjects.before(start) if start is not None else None
                return Frame("forecast", subject, subject.first, at + 1, True, True) if subject else None
            owner = self._scene.ending(at) if self._word(at) == "'s" else None
            if owner and self._word(index + 1) in ("is", "was"):
                subject = Subject(SubjectKind.NAME, owner.first, at, owner.agent)
                return Frame("forecast", subject, owner.first, index + 2, True, True)
        return None

    def _according(self, index: int) -> Frame | None:
        subject = self._subjects.after(index + 2)
        if subject is None:
            return None
        after = index == 0 or (index < 3 and self._word(index - 1) in ("and", "but", "yet", ","))
        return Frame("according", subject, index, subject.last, after, True)

    def _noun(self, index: int) -> Frame | None:
        """ "his maxim, '...'", "in Lee's words, '...'", "in the words of Lee, '...'"."""
        if self._word(index + 1) == "of":
            subject = self._subjects.after(index + 2)
            if subject and subject.kind is SubjectKind.NAME and self._quotes(subject.last):
                return Frame("put", subject, index, subject.last, True, retells=False)
            return None
        if not self._quotes(index + 1):
            return None
        for at in range(index - 1, max(-1, index - 4), -1):
            if self._word(at) in ("his", "her"):
                return Frame("put", Subject(SubjectKind.HE, at, at + 1), at, index + 1, True, retells=False)
            mention = self._scene.ending(at) if self._word(at) == "'s" else None
            if mention and mention.agent.kind is AgentKind.PERSON:
                subject = Subject(SubjectKind.NAME, mention.first, at, mention.agent)
                return Frame("put", subject, mention.first, index + 1, True, retells=False)
        return None

    def _quotes(self, at: int) -> bool:
        return self._tag(at) == QUOTE or (
            self._word(at) in (",", ":", "that", "-", "--") and self._tag(at + 1) == QUOTE
        )
