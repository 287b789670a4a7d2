"""The organizations in a reader's mind: those named last, the one an article is about, and which of them is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from whence.extract.names import HEADS, ROLES
from whence.extract.people.descriptions import HINTED, OFFICE, STUDY, Body
from whence.extract.people.lexicon import bodies, role_bodies, word_class
from whence.extract.people.scene import Mention, Scene
from whence.model import AgentKind, Metadata

_PUBLIC_BODIES = word_class("public-bodies")
_BODIES = bodies() | word_class("common-bodies") | _PUBLIC_BODIES | HEADS
_FIELDS = word_class("fields-of-work")
_QUALIFYING = word_class("ranking-words") | _FIELDS | word_class("offices-in-bodies")
_PERIODICALS = frozenset({"journal", "annals", "archives", "review", "magazine", "times"})
_MINISTERS = frozenset({"minister", "secretary", "undersecretary"})
_STEM = 5
_PARTS = frozenset({"board", "council", "committee", "commission"})
_AGAINST = frozenset({"shadow", "opposition"})
_FIRST_PERSON = frozenset({"our", "my"})
_THIRD_PERSON = frozenset({"its", "their", "the"})
_MEMORY = 30
"""Organizations that are remembered."""


@dataclass(frozen=True, slots=True)
class Mind:
    """Names of organizations: `recent` in the order in which "its" can mean them; the one named most often, the topic;
    the article's own, which "our" means; `everybody` it names, by each word; what `sorts` of bodies some of them are.
    """

    recent: tuple[str, ...] = ()
    topic: str | None = None
    own: str | None = None
    everybody: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sorts: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> str | None:
        """The organization that "its" means."""
        return self.recent[0] if self.recent else None

    def hearing(self, scene: Scene) -> Mind:
        """The mind after a passage: the first organization that it names is the one in question."""
        mind = self
        for mention in reversed(scene.mentions):
            if mention.agent.kind is AgentKind.ORGANIZATION:
                mind = mind.meeting(mention)
        return mind

    def meeting(self, mention: Mention) -> Mind:
        """The mind after an organization is named, and perhaps called a firm, a charity."""
        name = mention.agent.name
        sorts = {**self.sorts, name: mention.sort} if mention.sort and name not in self.sorts else self.sorts
        if self.recent[:1] == (name,) and sorts is self.sorts:
            return self
        others = (other for other in self.recent if other != name)
        return replace(self, recent=(name, *others)[:_MEMORY], sorts=sorts)

    def called(self, noun: str) -> str | None:
        """The organization named last with a noun in its name ("the trust"), or that was called one ("the firm").

        Where none has been named yet, the only one that the article is still to name.
        """
        for name in self.recent:
            if self.sorts.get(name) == noun or _has(name, noun):
                return name
        if self.own and _has(self.own, noun):
            return self.own
        later = [name for name in self.everybody.get(noun, ()) if _has(name, noun)]
        return later[0] if len(later) == 1 else None

    def employer(self, body: Body, role: str) -> str | None:
        """The body that a description without a name means: "the trust's", "its", "the council's", none at all."""
        if body.word in _FIRST_PERSON:
            return self.own or self.topic
        if body is STUDY:
            return None
        if body is HINTED:
            return self._by_role(role)
        if body is OFFICE:
            return self._by_role(role) or self.topic or self.last
        if body.word in _THIRD_PERSON:
            return self._by_role(role) or self.last or self.topic
        if body.phrase and " " in body.phrase:
            return body.phrase
        if found := self.called(body.word):
            return found
        if body.phrase or body.word in _PUBLIC_BODIES:
            return body.phrase or body.word
        if body.word in _PARTS:
            return self._by_role(role) or self.topic or self.last  # "board chair Kim Lee"
        return self.last

    def _by_role(self, role: str) -> str | None:
        """The body that the words of a role hint at: "Federation president", "surgeon"."""
        words = [(word, word.lower()) for word in role.split()]
        if any(lower in _AGAINST for _, lower in words):
            return None  # "shadow home secretary"
        if any(lower in _MINISTERS for _, lower in words):
            return self._ministry([lower for _, lower in words])
        telling = (
            lower
            for word, lower in words
            if (word[0].isupper() and lower not in _QUALIFYING | ROLES) or lower in _BODIES - _QUALIFYING
        )
        nouns = (noun for _, lower in words if lower in ROLES for noun in (*role_bodies().get(lower, ()), lower))
        found = (self.called(noun) for noun in (*telling, *nouns))
        return next((name for name in found if name and " " in name and name.lower() not in role.lower()), None)

    def _ministry(self, role: Sequence[str]) -> str | None:
        """The ministry of a minister: one with the field of work in its name, where the role tells one."""
        fields = [word[:_STEM] for word in role if word not in ROLES | _QUALIFYING - _FIELDS and len(word) >= _STEM]
        for noun in ("ministry", "department", "office"):
            for name in (*self.recent, *self.everybody.get(noun, ())):
                if _has(name, noun) and (not fields or any(stem in name.lower() for stem in fields)):
                    return name
        return None


def _has(name: str, noun: str) -> bool:
    """Whether a body can be meant by a noun in its name; a journal cannot."""
    words = name.lower().split()
    return noun in words and (noun in _PERIODICALS or _PERIODICALS.isdisjoint(words))


def by_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names that have each word in them, lower case."""
    found: dict[str, dict[str, None]] = {}
    for name in names:
        for word in name.lower().split():
            found.setdefault(word, {})[name] = None
    return {word: tuple(having) for word, having in found.items()}


def topic(names: Iterable[str]) -> str | None:
    """The name that occurs most often, unless hardly ever."""
    return next((name for name, times in Counter(names).most_common(1) if times > 1), None)


def own_name(metadata: Metadata, names: Iterable[str]) -> str | None:
    """What an article calls its publisher: the name in its address or in the declared one, else the latter."""
    labels = metadata.url.value.split("/")[2].lower().split(".") if metadata.url and "//" in metadata.url.value else []
    declared = metadata.publisher.value if metadata.publisher else None
    for name in dict.fromkeys(names):
        if "".join(letter for letter in name.lower() if letter.isalnum()) in labels:
            return name
        if declared and " " in name and name in declared:
            return name  # "Newsletter of the Port Council"
    return declared


def council(mind: Mind, title: Sequence[str]) -> str | None:
    """The council that a councillor sits on, by the title before the name."""
    if _COUNCIL_TITLES.isdisjoint(title):
        return None
    return mind.called("council") or "council"


_COUNCIL_TITLES = word_class("council-titles")
