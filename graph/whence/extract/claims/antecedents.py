"""What a pronoun stands for: the noun phrase before it, in its sentence or in the last ones, that agrees with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whence.analyse import Sentence, Token
from whence.analyse.phrases import Phrase, clauses, noun_phrases
from whence.extract.claims.lexicon import NOUN, PLURAL, words
from whence.extract.claims.noun_phrases import extent
from whence.extract.claims.wording import worded

REACH = 2
"""Sentences before its own that a pronoun reaches back over."""


def several(sentence: Sentence, before: int, earlier: Sequence[Sentence], named: str = "") -> str | None:
    """What "they", "of them", "of these" stand for in front of a token: of the nearest sentence that names several.

    For "they" a subject comes first, for the others what is counted ("52 birds") or was `named` last as a population.
    """
    is_doer = sentence.tokens[before].lower in ("they", "their")
    for place, end in _places(sentence, before, earlier):
        phrases = [phrase for phrase in _named(place, end) if _is_several(place.tokens, phrase)]
        if phrases:
            weight = _subject_first if is_doer else _counted_first
            return _worded(place, max(phrases, key=lambda phrase: (weight(place, phrase, named), phrase.start)), end)
    return None


def one(sentence: Sentence, before: int, earlier: Sequence[Sentence]) -> str | None:
    """What "it" or "its" stands for in front of a token: the nearest subject that is one thing."""
    for place, end in _places(sentence, before, earlier):
        subjects = [
            clause.subject
            for clause in clauses(place)
            if clause.subject is not None
            and clause.subject.end <= end
            and place.tokens[clause.subject.head].tag in NOUN - PLURAL
            and place.tokens[clause.subject.head].lower not in words("source_nouns") | words("time_words")
        ]
        if subjects:
            return _worded(place, subjects[-1], subjects[-1].end)
    return None


def of_two(sentence: Sentence, before: int, earlier: Sequence[Sentence], former: bool) -> str | None:
    """What "the former" or "the latter" stands for: of what "and" joins, else of two subjects, the first or second."""
    for place, end in _places(sentence, before, earlier):
        phrases = list(_named(place, end))
        joined = [pair for pair in pairwise(phrases) if _is_joined(place.tokens, *pair)]
        doers = [phrase for phrase in phrases if _is_subject(place, phrase)]
        pair = joined[-1] if joined else tuple(doers[-2:])
        if len(pair) == 2:
            return _worded(place, pair[0 if former else 1], pair[0].end if former else end)
    return None


def _is_joined(tokens: tuple[Token, ...], left: Phrase, right: Phrase) -> bool:
    return right.start - left.end == 1 and tokens[left.end].lower in ("and", "or")


def _places(sentence: Sentence, before: int, earlier: Sequence[Sentence]) -> Iterator[tuple[Sentence, int]]:
    """The sentence up to a token, then those before it, nearest first, while they stand in its block or next to it."""
    yield sentence, before
    for place in reversed(earlier[-REACH:]):
        if place.block is sentence.block or place.block.kind is sentence.block.kind:
            yield place, len(place.tokens)


def _named(sentence: Sentence, end: int) -> Iterator[Phrase]:
    """The noun phrases that name something, before a token."""
    outside = words("units") | words("time_words") | words("source_nouns") | words("figure_nouns")
    for phrase in noun_phrases(sentence):
        noun = sentence.tokens[phrase.head]
        is_share = noun.lower.startswith("percent")
        if phrase.end <= end and noun.tag in NOUN and noun.lower not in outside and not is_share:
            yield phrase


def _is_several(tokens: tuple[Token, ...], phrase: Phrase) -> bool:
    noun = tokens[phrase.head]
    return (noun.tag in PLURAL or noun.lower in words("population_nouns")) and noun.lower not in words("measure_nouns")


def _counted_first(sentence: Sentence, phrase: Phrase, named: str) -> int:
    tokens = sentence.tokens[phrase.start : phrase.end]
    counted = any(token.tag == "CD" for token in tokens[:-1])
    return 2 if counted or (named and tokens[-1].text in named.split()) else int(_is_subject(sentence, phrase))


def _subject_first(sentence: Sentence, phrase: Phrase, named: str) -> int:
    if _is_subject(sentence, phrase):
        return 2
    return int(bool(named) and sentence.tokens[phrase.end - 1].text in named.split())


def _is_subject(sentence: Sentence, phrase: Phrase) -> bool:
    return any(clause.subject == phrase for clause in clauses(sentence))


def _worded(sentence: Sentence, phrase: Phrase, end: int) -> str:
    """The words of a noun phrase with its attachments, without the count and its hedges."""
    tokens = sentence.tokens
    figures = (at for at in range(phrase.head - 1, phrase.start - 1, -1) if tokens[at].tag == "CD")
    first = next(figures, phrase.start - 1) + 1
    first = phrase.start if tokens[first].lower.startswith("-") else first
    last = max(phrase.end, extent(tokens, first, max(end, phrase.end)))
    return worded(sentence, [(first, last)])
