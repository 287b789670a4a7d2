"""A sentence with the names and titles in it: what the search for studies looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.analyse import Analysis, Sentence, Token
from whence.extract.names import Name, named, roster
from whence.extract.people import employers
from whence.extract.studies.bodies import bodies, full_names, house_named
from whence.extract.studies.titles import Title, titles
from whence.extract.studies.words import ASKING_VERBS, FINDING_VERBS, NOUNS, SAYING_VERBS, words_of
from whence.model import AgentKind, Metadata
from whence.resources import word_list

_GATHERING = frozenset(line.split()[1] for line in word_list("studies", "gathering_verbs.txt"))
_CUES = NOUNS | ASKING_VERBS | FINDING_VERBS | SAYING_VERBS | _GATHERING | {"according", "source"}
_FIGURE = re.compile(r"(?<![\d.,-])(?!(?:19|20)\d\d(?!\d|,\d))\d")
"""A digit of a number that is not a year."""

_CHANGE_WORDS = frozenset(word_list("studies", "change_words.txt")) | {"percent", "cent", "half", "third", "quarter"}
_NUMBER_WORDS = frozenset(word_list("studies", "number_words.txt"))


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that may speak of a study.

    `numbered` tells that there is a number in it, `statistical` that it is a share or a change; `affiliations` gives
    the organization of each person named so far, `organizations` are all that the article names,
    `published` is the year of its date and `house` its publisher, where they are known; `person` is who was named
    last before the sentence, "" for nobody.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    titles: tuple[Title, ...]
    numbered: bool
    statistical: bool
    affiliations: Mapping[str, str]
    organizations: frozenset[str]
    published: int | None
    house: str | None
    person: str

    def name_from(self, index: int) -> Name | None:
        """The name that begins at a token."""
        return next((name for name in self.names if name.first == index), None)

    def owner_of(self, index: int) -> Name | None:
        """The name before a token, with or without a possessive ending: "Acme's"."""
        possessive = index > 0 and self.tokens[index - 1].text in ("'s", "'")
        return self.name_until(index - possessive)

    def inside_name(self, index: int) -> bool:
        """Whether a token is part of a longer name: "statistics" in "National Center for Health Statistics"."""
        return any(name.first <= index < name.last for name in self.names)

    def name_until(self, index: int) -> Name | None:
        """The name whose last token stands before a token."""
        return next((name for name in self.names if name.last == index), None)


def scenes(analysis: Analysis, metadata: Metadata, house: str | None) -> Iterator[Scene]:
    """The sentences with a word that can speak of a study."""
    affiliations = employers(analysis)
    person = ""
    known = roster(analysis).named
    full = full_names(roster(analysis).organizations.get(name, name) for name in known)
    published = publication_year(metadata)
    for sentence in analysis.sentences:
        in_sentence = named(analysis, sentence)
        if not _CUES.isdisjoint(words_of(sentence)) or sentence.text.endswith((")", ").")):
            tokens = sentence.tokens
            found = _with_bodies(tokens, in_sentence, full, house or "")
            titled = tuple(titles(tokens, found))
            outside = tuple(name for name in found if not any(title.holds(name) for title in titled))
            yield Scene(
                sentence,
                tokens,
                outside,
                titled,
                *_counted(sentence),
                affiliations,
                known,
                published,
                house,
                person,
            )
        people = (name.text for name in reversed(in_sentence) if name.kind is AgentKind.PERSON)
        person = next(people, person)


def publication_year(metadata: Metadata) -> int | None:
    """The year in which an article was published, where it is known."""
    published = metadata.published
    return int(published.value[:4]) if published and published.value[:4].isdigit() else None


def _with_bodies(
    tokens: Sequence[Token], found: tuple[Name, ...], full: Mapping[str, str], house: str
) -> tuple[Name, ...]:
    """The names of a sentence with the bodies that it names by common nouns, in text order."""
    common = (*bodies(tokens, found, full), *(house_named(tokens, found, house) if house else ()))
    return tuple(sorted((*found, *common), key=lambda name: name.first)) if common else found


def _counted(sentence: Sentence) -> tuple[bool, bool]:
    """Whether there is a number in a sentence, and whether it looks like a share or a change."""
    words = {part for word in words_of(sentence) for part in word.split("-")}
    numbered = bool(_FIGURE.search(sentence.text)) or not words.isdisjoint(_NUMBER_WORDS)
    shared = "%" in sentence.text or not words.isdisjoint(_CHANGE_WORDS)
    return numbered, numbered and shared


def organizations(found: Iterable[Name]) -> tuple[str, ...]:
    """The organizations among names, each once; initials in the plural are people ("CHROs") or many bodies ("SMEs")."""
    named = (name.text for name in found if name.kind is AgentKind.ORGANIZATION)
    return tuple(dict.fromkeys(name for name in named if not _SEVERAL.fullmatch(name) and name.lower() not in NOUNS))


_SEVERAL = re.compile(r"[A-Z]{2,6}s")
