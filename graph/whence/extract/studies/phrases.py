"""The noun phrase of a word for a study: what its determiner, its adjectives and its dates tell of the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.analyse import Token
from whence.extract.studies.scenes import Scene
from whence.extract.studies.titles import Title
from whence.extract.studies.words import (
    ASKING_VERBS,
    CONDUCTING,
    DEFINITE,
    EARLIER_STUDY,
    FINDING_VERBS,
    MONTHS,
    OFFICIAL_WORDS,
    OTHER_STUDY,
)

_TAGS = ("JJ", "NN", "CD", "VBG", "VBN", "POS", "RB", "HYP")
_DETERMINERS = DEFINITE | {"a", "an", "our"}
_QUOTES = frozenset(('"', "''", "``"))
_LONGEST = 14
_LONGEST_QUOTATION = 4000
_DATED_WITHIN = 16


@dataclass(frozen=True, slots=True)
class StudyPhrase:
    """The words before a study noun, from token `first`: whether they point back ("the"), bring in a new study ("a"),
    tell it from another ("a separate") or a newer one ("a previous"), make it the publisher's ("our"), the
    authorities' or a `quoted` speaker's, and its date.
    """

    first: int
    definite: bool
    indefinite: bool
    other: bool
    earlier: bool
    own: bool
    official: bool
    quoted: bool
    year: int | None
    month: str | None

    @property
    def bare(self) -> bool:
        """Whether nothing says which study or whose is meant."""
        return self.first > 0 and not (self.definite or self.indefinite or self.other or self.own)


def study_phrase(scene: Scene, noun: int, title: Title | None) -> StudyPhrase:
    """The noun phrase that ends in a study noun, or in the title before it."""
    tokens = scene.tokens
    last = first = min(noun, title.first) if title else noun
    while first > 0 and last - first < _LONGEST:
        name = scene.name_until(first)
        if name is None and not _in_phrase(tokens[first - 1]):
            break
        first = name.first if name else first - 1
        if tokens[first].lower in _DETERMINERS:
            break
    words = {token.lower for token in tokens[first:last]}
    opener = tokens[first].lower if first < last else ""
    return StudyPhrase(
        first,
        opener in DEFINITE and not _presents(tokens, first, noun),
        opener in ("a", "an") or not words.isdisjoint(("another", "one")),
        not words.isdisjoint(OTHER_STUDY),
        not words.isdisjoint(EARLIER_STUDY),
        opener == "our" and not _quoted(scene, first),
        not words.isdisjoint(OFFICIAL_WORDS),
        opener == "our" and _quoted(scene, first),
        *_dated(scene, first, noun),
    )


def _presents(tokens: Sequence[Token], first: int, noun: int) -> bool:
    """Whether "the" brings in a study that its own words tell: "the latest quarterly report from Acme"."""
    latest = any(token.lower in ("latest", "newest") for token in tokens[first:noun])
    joiner = tokens[noun + 1].lower if noun + 1 < len(tokens) else ""
    return latest and joiner in ("from", "by", "of", "for")


def _in_phrase(token: Token) -> bool:
    """Whether a word can stand before a study noun in its phrase."""
    if token.lower in _DETERMINERS:
        return True
    if token.text in _QUOTES or token.lower in ASKING_VERBS:
        return False
    return token.tag[:3] in _TAGS or token.tag[:2] in _TAGS or token.text in ("-", "/", "'s")


def _quoted(scene: Scene, index: int) -> bool:
    """Whether a token stands in quotation marks, so that "our" is the speaker's."""
    sentence = scene.sentence
    at = scene.tokens[index].start
    return sentence.plain.count('"', max(sentence.block.start, at - _LONGEST_QUOTATION), at) % 2 == 1


def is_year(text: str) -> bool:
    """Whether a word is written as a year of our time is."""
    return len(text) == 4 and text.isdigit() and "1900" < text < "2100"


def _dated(scene: Scene, first: int, noun: int) -> tuple[int | None, str | None]:
    """The year and month that a phrase gives its study: "a December 2017 survey", "a survey conducted in May 2018"."""
    tokens = scene.tokens
    span = [*tokens[first:noun], *_conducted_in(tokens, noun)]
    if first > 2 and tokens[first - 1].text == "," and tokens[0].text == "In":
        span.extend(tokens[1 : first - 1])
    year = next((int(token.text) for token in span if is_year(token.text)), None)
    return year or _told_year(scene, first, noun), next((token.text for token in span if token.text in MONTHS), None)


def _told_year(scene: Scene, first: int, noun: int) -> int | None:
    """The year of "a survey last year" or "this year's survey", when the article's own date is known."""
    if scene.published is None:
        return None
    words = [token.lower for token in scene.tokens[first : noun + _DATED_WITHIN]]
    told = next((at for at in range(noun - first, len(words)) if words[at] in FINDING_VERBS or words[at] == ","), None)
    pairs = list(pairwise(words[:told]))
    if ("last", "year") in pairs:
        return scene.published - 1
    return scene.published if ("this", "year") in pairs else None


def _conducted_in(tokens: Sequence[Token], noun: int) -> Sequence[Token]:
    """The words after "in" where a study is said to be "conducted in March 2013"."""
    made = False
    for index in range(noun + 1, min(noun + _DATED_WITHIN, len(tokens) - 1)):
        first_of_all = tokens[index - 1].lower == "first"  # "the exam, first held in 2000": other years than this one's
        made = made or (tokens[index].lower in CONDUCTING and not first_of_all)
        if tokens[index].lower in ("in", "of", "during", "from") and (made or index == noun + 1):
            dates = tokens[index + 1 : index + 3]
            if any(token.text in MONTHS or is_year(token.text) for token in dates):
                return dates
        if tokens[index].tag == "MD" or tokens[index].lower in FINDING_VERBS:
            break
    return ()
