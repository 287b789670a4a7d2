"""What a phrase with a word for a study can do: name a study, name one if a number depends on it, or point back."""

from __future__ import annotations

from whence.extract.studies.conductors import is_programme, is_researcher
from whence.extract.studies.phrases import StudyPhrase
from whence.extract.studies.references import Weight
from whence.extract.studies.scenes import Scene
from whence.extract.studies.whose import Makers
from whence.extract.studies.words import (
    ASKING_VERBS,
    CONDUCTING,
    FINDING_VERBS,
    FIRM_NOUNS,
    FORECASTING,
    LOOSE_NOUNS,
    MAKERS,
    SAYING_VERBS,
    TEAM_WORDS,
)

_COUNTED = frozenset(("survey", "poll", "study"))
_MAKERS_WITHIN = 8
_DISCOVERY_WITHIN = 6
_ACADEMIC = frozenset(("university", "college", "institute", "school", "polytechnic", "hospital"))
_OF_SCIENCE = frozenset(("researchers", "scientists", "investigators", "team"))


def weight(scene: Scene, noun: int, phrase: StudyPhrase, makers: Makers, named: bool, finding: bool) -> Weight:
    """What a reference can do, by how surely its word means a study, and whether it is named and finds something."""
    word = scene.tokens[noun].lower
    if not named and (phrase.bare or word in LOOSE_NOUNS):
        finding = finding and _finds_at_once(scene, noun)
    if word in FIRM_NOUNS:
        if named and (finding or scene.numbered or phrase.indefinite or makers.after or makers.over):
            return Weight.STANDS_ALONE
        spoken_of = not (phrase.definite and word.endswith("s")) and not (phrase.bare and word in _COUNTED)
        return Weight.NEEDS_NUMBER if finding or (scene.numbered and spoken_of) else Weight.POINTS_BACK
    return _soft_weight(scene, noun, phrase, makers, named, finding or bool(makers.over))


def _soft_weight(scene: Scene, noun: int, phrase: StudyPhrase, makers: Makers, named: bool, finding: bool) -> Weight:
    """What a word can do that means other things too ("report", "figures"), or those who make studies."""
    word = scene.tokens[noun].lower
    learned = scene.numbered and any(not _ACADEMIC.isdisjoint(name.text.lower().split()) for name in makers.after)
    if word in MAKERS and makers.after and (learned or _asks_of(scene, makers.after[-1].last - 1)):
        return Weight.STANDS_ALONE
    if word in _RECKONED and makers.over and not any(is_researcher(scene, name) for name in makers.all):
        return Weight.POINTS_BACK
    official = any(is_researcher(scene, name) or is_programme(name) for name in makers.all)
    if named and (finding or (scene.numbered and (official or word not in LOOSE_NOUNS | MAKERS))):
        return Weight.STANDS_ALONE
    announced = official or _is_new(scene, noun)
    told_by_makers = scene.numbered or word not in LOOSE_NOUNS or announced or _made_by(scene, noun, makers)
    if named and makers.after and word not in MAKERS and told_by_makers:
        return Weight.STANDS_ALONE
    if phrase.own and (named or scene.numbered):
        return Weight.NEEDS_NUMBER
    if word in MAKERS and not phrase.definite and (_asks_of(scene, noun) or _discovered(scene, noun)):
        return Weight.NEEDS_NUMBER
    if word in MAKERS or phrase.definite or not finding:
        return Weight.POINTS_BACK
    return Weight.NEEDS_NUMBER


def _finds_at_once(scene: Scene, noun: int) -> bool:
    """Whether a verb of finding or saying comes right after a study noun: "research has shown"."""
    near = scene.tokens[noun + 1 : noun + 4]
    told = scene.tokens[max(0, noun - 3) : noun]
    return any(token.lower in FINDING_VERBS | SAYING_VERBS for token in near) or any(
        token.lower == "according" for token in told
    )


def _made_by(scene: Scene, noun: int, makers: Makers) -> bool:
    """Whether a word for making it joins a study to its makers: "the figures published on Friday by Acme"."""
    if not makers.after:
        return False
    first, last = makers.after[0].first, makers.after[-1].last
    behind = (
        scene.tokens[last + 1 : last + 2] if [token.text for token in scene.tokens[last : last + 1]] == [","] else ()
    )
    return not CONDUCTING.isdisjoint(token.lower for token in (*scene.tokens[noun + 1 : first], *behind))


def _asks_of(scene: Scene, noun: int) -> bool:
    """Whether people who make studies say whom they asked: "scientists in Leeds studied 400 patients"."""
    tokens = scene.tokens
    for at in range(noun + 1, min(len(tokens), noun + _MAKERS_WITHIN)):
        if tokens[at].lower in ASKING_VERBS or (tokens[at].lower == "looked" and tokens[at + 1 : at + 2]):
            return any(token.tag == "CD" for token in tokens[at + 1 : at + 7])
        if tokens[at].text in ",;":
            return False
    return False


def _discovered(scene: Scene, noun: int) -> bool:
    """Whether people of science say what they found: "a team of ornithologists has found"."""
    tokens = scene.tokens
    if tokens[noun].lower in TEAM_WORDS - _OF_SCIENCE:
        return False
    for token in tokens[noun + 1 : noun + _DISCOVERY_WITHIN]:
        if token.lower in FINDING_VERBS - FORECASTING and token.tag[:2] == "VB":
            return True
        if token.text in ",;":
            return False
    return False


_RECKONED = frozenset(("forecast", "outlook", "estimate", "estimates"))
"""What a bank's economist has too, while a study of it is a forecaster's."""


def _is_new(scene: Scene, noun: int) -> bool:
    """Whether figures are announced: "new data from the Harbour Board" are told of further on."""
    return any(token.lower in _NEW for token in scene.tokens[max(0, noun - 3) : noun])


_NEW = frozenset(("new", "latest", "fresh", "recent", "newest", "updated", "provisional", "preliminary"))
