"""How alike two wordings are: content stems, with the word groups of whence/data/resolve, and their overlap.

A stem is an English word without its inflection and without the endings by which verbs become nouns
("collaborating", "collaboration"). It is light on purpose: an over-eager stemmer makes different questions alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from whence import resources, text

_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "als", "ed", "es", "al", "ly", "s", "e")
_SHORTEST_STEM = 3

_Token = tuple[str, str]
"""A word and its stem."""
_Groups = dict[str, list[tuple[tuple[str, ...], str]]]


def words(wording: str) -> tuple[str, ...]:
    """The words of a text, folded to lower case with plain quotes and dashes, in order."""
    return tuple(word.casefold() for word in _WORD.findall(text.plain(wording)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A lower-case word without its inflection.

    >>> [stem(word) for word in ("aligned", "alignment", "stopped", "cities", "approval", "approve", "voted")]
    ['align', 'align', 'stop', 'city', 'approv', 'approv', 'vot']
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST_STEM + 1:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def stems(wording: str) -> frozenset[str]:
    """The content stems of a wording, words that mean the same made one; "not" stands for every negation."""
    return frozenset(_content(_grouped(_tokens(wording), _same())))


@lru_cache(maxsize=1 << 16)
def gist(wording: str) -> frozenset[str]:
    """As `stems`, but words that tellers use for one thing ("CMOs", "marketing executives") are made one too."""
    return frozenset(_content(_grouped(_grouped(_tokens(wording), _same()), _near())))


@lru_cache(maxsize=1 << 16)
def population_gist(wording: str) -> frozenset[str]:
    """The gist of a population; empty for words such as "respondents", which name nobody in particular."""
    return gist(wording) - _generic()


@lru_cache(maxsize=1 << 16)
def numbers(wording: str) -> frozenset[str]:
    """The numbers in a wording, as digits."""
    return frozenset(number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text.plain(wording)))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared stems over the mean size, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared stems over the size of the smaller set, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def shingles(wording: str, length: int = 5) -> frozenset[tuple[str, ...]]:
    """The runs of `length` words in a wording, by which copying shows."""
    run = words(wording)
    return frozenset(run[i : i + length] for i in range(len(run) - length + 1))


def slug(title: str) -> str:
    """A title as the last part of an address spells it.

    >>> slug("CIOs & CMOs: Aligned?")
    'cios-cmos-aligned'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.plain(title).casefold().replace("'", "")))


def _tokens(wording: str) -> list[_Token]:
    """The words of a wording with their stems; those that a word group matches by case keep their case."""
    cased = _cased()
    folded = (word if word in cased else word.casefold() for word in _WORD.findall(text.plain(wording)))
    return [(word, word if word in cased else stem(word)) for word in folded]


def _content(tokens: list[_Token]) -> Iterator[str]:
    stop, negations = _stop(), _negations()
    for word, its_stem in tokens:
        if word in negations or word.endswith("n't"):
            yield "not"
        elif word not in stop:
            yield its_stem


def _grouped(tokens: list[_Token], groups: _Groups) -> list[_Token]:
    """The tokens with each phrase of a word group, the longest first, replaced by the group's first entry."""
    made, at = [], 0
    while at < len(tokens):
        for phrase, group in groups.get(tokens[at][1], ()):
            if tuple(its_stem for _, its_stem in tokens[at : at + len(phrase)]) == phrase:
                made.append(("", group))
                at += len(phrase)
                break
        else:
            made.append(tokens[at])
            at += 1
    return made


@cache
def _same() -> _Groups:
    return _groups("same_words.txt")


@cache
def _near() -> _Groups:
    return _groups("near_words.txt")


def _groups(name: str) -> _Groups:
    """The phrases of a file of word groups by their first stem, longest first, each with its group's first entry."""
    table: _Groups = {}
    for line in resources.word_list("resolve", name):
        entries = [tuple(map(_entry_stem, _WORD.findall(entry))) for entry in line.split("|")]
        for phrase in entries:
            table.setdefault(phrase[0], []).append((phrase, "-".join(entries[0])))
    for phrases in table.values():
        phrases.sort(key=lambda item: (-len(item[0]), item))
    return table


def _entry_stem(word: str) -> str:
    return stem(word) if word == word.casefold() else word


@cache
def _cased() -> frozenset[str]:
    return frozenset(word for word in _same() if word != word.casefold())


@cache
def _stop() -> frozenset[str]:
    return frozenset(resources.word_list("resolve", "stop_words.txt")) | frozenset(
        resources.word_list("resolve", "reporting_words.txt")
    )


@cache
def _negations() -> frozenset[str]:
    return frozenset(resources.word_list("resolve", "negations.txt"))


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in resources.word_list("resolve", "generic_populations.txt"))
