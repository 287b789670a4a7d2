"""For whom the authors of a study speak, when the article tells only whose study it is: "the report's lead author"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
            if mention.of_study and not mention.agent.affiliation and mention.agent.name not in houses:
                houses |= {mention.agent.name: house for house in _houses(scene, mention, studies)}
    return houses


def _houses(scene: Scene, mention: Mention, studies: Studies) -> Iterator[str]:
    """The house of the study at hand, else of the first one that the article tells of."""
    start, end = scene.tokens[mention.name.first].start, scene.tokens[mention.name.last - 1].end
    at_hand = studies.of(start, end)
    found = (studies.mentions[at_hand],) if at_hand is not None else studies.mentions[:1]
    for study in found:
        yield from [name for name in study.organizations if _PERIODICALS.isdisjoint(name.lower().split())][:1]
