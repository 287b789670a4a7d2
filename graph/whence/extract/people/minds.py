"""The organizations in a reader's mind: those named last, the one an article is about, and which of them is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whence.extract.names import HEADS
from whence.extract.people.descriptions import Description, Surroundings
from whence.extract.people.lexicon import bodies, word_class
from whence.model import Metadata

_PUBLIC_BODIES = word_class("public-bodies")
_BODIES = bodies() | word_class("common-bodies") | _PUBLIC_BODIES | HEADS
_ACADEMIC_ROLES = word_class("academic-roles")
_UNIVERSITIES = word_class("universities")
_STUDY_ROLES = word_class("study-roles")
_FIRST_PERSON = frozenset({"our", "my"})
_MEMORY = 12
"""Organizations that are remembered."""


@dataclass(frozen=True, slots=True)
class Mind:
    """Names of organizations: `recent` in the order in which "its" can mean them; the one named most often, the topic;
    and the article's own, which "our" means."""

    recent: tuple[str, ...] = ()
    topic: str | None = None
    own: str | None = None

    @property
    def last(self) -> str | None:
        """The organization that "its" means."""
        return self.recent[0] if self.recent else None

    def hearing(self, names: Iterable[str]) -> Mind:
        """The mind after a passage that names organizations: the first of them is the one in question."""
        fresh = tuple(dict.fromkeys(names))
        older = (name for name in self.recent if name not in fresh)
        return replace(self, recent=(*fresh, *older)[:_MEMORY])

    def called(self, noun: str) -> str | None:
        """The organization named last whose name has a noun in it: "the trust" is the Fairlight Trust."""
        return next((name for name in self.recent if noun in name.lower().split()), None)

    def employer(self, description: Description, around: Surroundings) -> str | None:
        """The body that a description without a name means: "the trust's", "its", "the council's", none at all."""
        role = (description.role or "").lower().split()
        if not _ACADEMIC_ROLES.isdisjoint(role):
            return next(filter(None, map(self.called, _UNIVERSITIES)), None)
        if _FIRST_PERSON & {around.lower(description.first), around.lower(description.first - 1)}:
            return self.own or self.topic
        for at in range(description.first, min(description.last, len(around.tokens))):
            word = around.lower(at)
            if word in _BODIES and (found := self.called(word)):
                return found
            if word in _PUBLIC_BODIES:
                return word
        if around.tag(description.first) in ("DT", "PRP$") or not _STUDY_ROLES.isdisjoint(role):
            return next(filter(None, map(self.called, role)), self.last or self.topic)
        return self.topic or self.last


def topic(names: Iterable[str], fewest: int = 2) -> str | None:
    """The name that occurs most often, unless hardly ever."""
    return next((name for name, times in Counter(names).most_common(1) if times >= fewest), None)


def own_name(metadata: Metadata, names: Iterable[str]) -> str | None:
    """What an article calls its publisher: the name that is in its address, else the declared one."""
    labels = metadata.url.value.split("/")[2].lower().split(".") if metadata.url and "//" in metadata.url.value else []
    for name in dict.fromkeys(names):
        if "".join(letter for letter in name.lower() if letter.isalnum()) in labels:
            return name
    return metadata.publisher.value if metadata.publisher else None


def council(mind: Mind, title: Sequence[str]) -> str | None:
    """The council that a councillor sits on, by the title before the name."""
    if _COUNCIL_TITLES.isdisjoint(title):
        return None
    return mind.called("council") or "council"


_COUNCIL_TITLES = word_class("council-titles")
