"""Researchers as the makers of a study: "Jane Roe of Calder University, who led the work"; "by Roe's count"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from whence.extract.names import Name
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.scenes import Scene
from whence.extract.studies.words import FIRM_NOUNS, LOOKING_INTO
from whence.model import AgentKind
from whence.resources import word_list

_LEADING = frozenset(word_list("studies", "leading.txt"))
_WORK = FIRM_NOUNS | LOOKING_INTO | {"work", "team", "project", "paper", "report", "experiment", "trial", "experiments"}
_LEAD_TITLES = frozenset(
    (
        ("lead", "author"),
        ("lead", "researcher"),
        ("senior", "author"),
        ("first", "author"),
        ("study", "author"),
        ("study", "leader"),
        ("principal", "investigator"),
    )
)
_BEHIND = 20
_BEFORE = 4
_WORK_WITHIN = 5


def by_leaders(scene: Scene) -> Iterator[Reference]:
    """The references that tell who led the study at hand, by the house of that person."""
    for name in scene.names:
        if name.kind is AgentKind.PERSON and (house := scene.affiliations.get(name.text)) and _leads(scene, name):
            yield Reference(
                sentence=scene.sentence.index,
                start=scene.tokens[name.first].start,
                end=scene.tokens[name.last - 1].end,
                noun="researchers",
                weight=Weight.POINTS_BACK,
                definite=True,
                organizations=(house,),
                asserted=True,
                leads=True,
            )


def _leads(scene: Scene, name: Name) -> bool:
    """Whether the words after a person's name say that the work is theirs: "who led the study", "lead author"."""
    tokens = scene.tokens
    end = min(len(tokens), name.last + _BEHIND)
    words = [token.lower for token in tokens[name.last : end]]
    before = [token.lower for token in tokens[max(0, name.first - _BEFORE) : name.first]]
    if any(pair in _LEAD_TITLES for pair in (*pairwise(words), *pairwise(before))):
        return True
    for at, word in enumerate(words[:-2]):
        if word in _LEADING and words[at - 1] in ("who", "and"):
            return not _WORK.isdisjoint(words[at + 1 : at + _WORK_WITHIN])
    return False
