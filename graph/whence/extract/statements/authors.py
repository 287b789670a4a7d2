"""For whom the authors of a study speak, when the article tells only whose study it is: "the report's lead author"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whence.extract.people import Mention, Scene

if TYPE_CHECKING:
    from whence.extract.studies import Studies

_PERIODICALS = frozenset({"journal", "annals", "archives", "review", "magazine"})


def houses_of_authors(scenes: Sequence[Scene], studies: Studies) -> dict[str, str]:
    """The organization behind the study that each person led or wrote, for those without an employer of their own."""
    houses: dict[str, str] = {}
    for scene in scenes:
        for mention in scene.mentions:
            if mention.of_study and not mention.agent.affiliation and (house := _house(scene, mention, studies)):
                houses.setdefault(mention.agent.name, house)
    return houses


def _house(scene: Scene, mention: Mention, studies: Studies) -> str | None:
    """The house of the study at hand, else of the first one that the article tells of."""
    start, end = scene.tokens[mention.name.first].start, scene.tokens[mention.name.last - 1].end
    spoken_of = [index for offset, index in studies.marks if index is not None and offset <= end]
    at_hand = spoken_of[-1] if spoken_of else studies.of(start, end)
    found = (studies.mentions[at_hand],) if at_hand is not None else studies.mentions[:1]
    names = [name for study in found for name in study.organizations if _PERIODICALS.isdisjoint(name.lower().split())]
    surname = mention.agent.name.rsplit(" ", 1)[-1]
    return next((name for name in names if surname in name.split()), names[0] if names else None)
