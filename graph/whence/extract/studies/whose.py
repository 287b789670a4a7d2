"""Whose study a word for one speaks of: names in its phrase, behind it, over it, and who employs the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whence.extract.names import Name
from whence.extract.studies.makers import after_noun, before_noun, publishing_subject
from whence.extract.studies.phrases import StudyPhrase
from whence.extract.studies.scenes import Scene
from whence.extract.studies.subjects import subject_of
from whence.extract.studies.words import CONDUCTING, FINDING_VERBS, FIRM_NOUNS, MAKERS, NOUNS
from whence.model import AgentKind

_OWNER_WITHIN = 6
_LED_IN = 2
"""Words before a study noun's phrase that opens a sentence: "In a survey"."""
_HERS = frozenset(("his", "her"))


@dataclass(frozen=True, slots=True)
class Makers:
    """The names that can be a study's makers: in its phrase, behind it, over it as the subject of its verb; or who
    employs the person whose study it is.
    """

    before: tuple[Name, ...]
    after: tuple[Name, ...]
    over: tuple[Name, ...]
    employs: tuple[Name, ...] = ()

    @property
    def all(self) -> tuple[Name, ...]:
        """All of them, in that order."""
        return (*self.before, *self.after, *self.over, *self.employs)


def makers_of(scene: Scene, phrase: StudyPhrase, first: int, noun: int) -> Makers:
    """The names that can be the makers of the study that the phrase of a study noun, from `first`, speaks of."""
    before = before_noun(scene, first, noun)
    after = after_noun(scene, noun, scene.tokens[noun].lower in MAKERS)
    after = tuple(name for name in after if name.text.lower() not in NOUNS)
    if before or after:
        return Makers(before, after, ())
    opener = scene.tokens[phrase.first].lower
    over = publishing_subject(scene, first, noun)
    if not over and first <= _LED_IN:
        over = _told_by(scene, noun)
    if not over and opener in ("its", "their"):
        over = _owner(scene, phrase.first)
    if not over and opener == "our" and not phrase.own:
        over = _house(scene, [name.text for name in scene.names])
    if not over and (opener in _HERS or _publishes_it(scene, noun)):
        people = [name.text for name in scene.names if name.last <= phrase.first] or [scene.person]
        return Makers((), (), (), _house(scene, people[-1:]))
    return Makers((), (), over)


def _publishes_it(scene: Scene, noun: int) -> bool:
    """Whether somebody named before made the study: "a study he published last autumn"."""
    words = [token.lower for token in scene.tokens[noun + 1 : noun + 3]]
    return len(words) == 2 and words[0] in ("he", "she") and words[1] in CONDUCTING


def _told_by(scene: Scene, noun: int) -> tuple[Name, ...]:
    """Who tells what was found in the study that a sentence opens with: "In a survey of 310 members, Acme found"."""
    if scene.tokens[0].lower != "in" or scene.tokens[noun].lower not in FIRM_NOUNS:
        return ()
    told = (name for name in scene.names if name.first > noun and scene.tokens[name.first - 1].text in (",", "the"))
    finders = (name for name in told if (verb := subject_of(scene, name)) and scene.tokens[verb].lower in FINDING_VERBS)
    return tuple(name for name in finders if name.kind is AgentKind.ORGANIZATION)[:1]


def _owner(scene: Scene, first: int) -> tuple[Name, ...]:
    """The organization shortly before "its": "Acme said its survey", "In its monthly survey, Acme put"."""
    near = [name for name in scene.names if first - _OWNER_WITHIN <= name.last <= first]
    if not near and first <= 1:
        near = [name for name in scene.names if name.first > first and subject_of(scene, name) is not None][:1]
    return tuple(near[-1:]) if near and near[-1].kind is AgentKind.ORGANIZATION else ()


def _house(scene: Scene, people: Iterable[str]) -> tuple[Name, ...]:
    """For whom those people work whose survey "our survey" is in a quotation, "her survey" elsewhere."""
    houses = [scene.affiliations[name] for name in people if name in scene.affiliations]
    return tuple(Name(len(scene.tokens), len(scene.tokens), house, AgentKind.ORGANIZATION) for house in houses[:1])
