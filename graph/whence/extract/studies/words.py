"""The words by which English speaks of studies, from data/studies."""

from __future__ import annotations

import re

from whence.analyse import Sentence
from whence.analyse.sentences import once
from whence.extract import names
from whence.resources import word_list

_WORD = re.compile(r"[a-z][a-z-]*")


@once
def words_of(sentence: Sentence) -> frozenset[str]:
    """The words of a sentence in lower case: the quick look that tells whether a closer one pays."""
    return frozenset(_WORD.findall(sentence.text.lower()))


def _classed(name: str) -> dict[str, frozenset[str]]:
    """A list with a class before each word, as the words of each class."""
    classes: dict[str, set[str]] = {}
    for line in word_list("studies", name):
        kind, word = line.split(maxsplit=1)
        classes.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in classes.items()}


_NOUNS = _classed("nouns.txt")
_FINDING = _classed("finding_verbs.txt")
_ASKING = [line.split() for line in word_list("studies", "asking_verbs.txt")]

FIRM_NOUNS = _NOUNS["firm"]
LOOSE_NOUNS = _NOUNS["loose"]
SOFT_NOUNS = _NOUNS["soft"] | LOOSE_NOUNS
LOOKING_INTO = frozenset(("analysis", "audit", "count", "examination", "investigation", "review", "tally"))
"""What a newspaper makes of records itself, while its "report" is an article."""
RELEASE = "release"
MAKERS = _NOUNS["people"]
NOUNS = FIRM_NOUNS | SOFT_NOUNS | MAKERS
FINDING_VERBS = _FINDING["firm"]
FORECASTING = _FINDING["forecast"]
SAYING_VERBS = _FINDING["soft"] | FORECASTING
ASKING_VERBS = frozenset(entry[0] for entry in _ASKING)
PEOPLE_VERBS = frozenset(entry[0] for entry in _ASKING if len(entry) > 1)
CONDUCTING = frozenset(word_list("studies", "conducting.txt"))
NOT_CONDUCTING = frozenset(word_list("studies", "not_conductors.txt"))
PUBLISHING_VERBS = frozenset(word_list("studies", "publishing_verbs.txt"))
OTHER_STUDY = frozenset(word_list("studies", "other_study.txt"))
EARLIER_STUDY = frozenset(("earlier", "older", "past", "previous", "prior"))
DEFINITE = frozenset(word_list("studies", "definite.txt"))
PUBLIC_BODIES = frozenset(word_list("studies", "public_bodies.txt"))
COUNTING_BODIES = frozenset(word_list("studies", "counting_bodies.txt"))
GENERIC_SPEAKERS = frozenset(word_list("studies", "generic_speakers.txt"))
MARKET_INDEXES = frozenset(word_list("studies", "market_indexes.txt"))
CONTINUED = frozenset(word_list("studies", "continued.txt"))
OFFICIAL_WORDS = frozenset(word_list("studies", "official_words.txt"))
TEAM_WORDS = frozenset(word_list("studies", "team_words.txt"))
ROLES = names.ROLES
MONTHS = frozenset(word_list("names", "calendar.txt")[:12])
