"""The subject of a verb: the noun phrase before it that stands behind no preposition and names no mere time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from whence.analyse.lemmas import lemma
from whence.analyse.nouns import Phrase
from whence.analyse.tokens import Token
from whence.resources import word_list


@cache
def subordinators() -> dict[str, bool]:
    """Each subordinator; true for one that stands before plain noun phrases too."""
    rows = (line.split() for line in word_list("analyse", "subordinators.txt"))
    return {word: kind == "either" for kind, *words in rows for word in words}


@cache
def temporal_nouns() -> frozenset[str]:
    """The nouns of time, base form."""
    return frozenset(word_list("analyse", "temporal-nouns.txt"))


def free_phrases(tokens: Sequence[Token], phrases: Sequence[Phrase], start: int, end: int) -> list[Phrase]:
    """The noun phrases in a range of tokens that stand behind no preposition and name no mere time."""
    free = [phrase for phrase in phrases if start <= phrase.start and phrase.end <= end]
    free = [phrase for phrase in free if phrase.start == start or not _is_governed(tokens, phrase)]
    free = [phrase for phrase in free if not phrase.start or tokens[phrase.start - 1].tag != "-LRB-"] or free
    timeless = [phrase for phrase in free if not is_time(tokens, phrase)]
    return timeless or free


def is_time(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a noun phrase names a time: a year, a month, "last week"."""
    head = tokens[phrase.head]
    if head.tag == "CD":
        return phrase.end == phrase.start + 1 and len(head.text) == 4 and head.text[:2] in ("19", "20")
    return lemma(head) in temporal_nouns()


def _is_governed(tokens: Sequence[Token], phrase: Phrase) -> bool:
    before = tokens[phrase.start - 1] if phrase.start else None
    if before is None or before.tag not in ("IN", "TO", "RP", "VBG", "VBN", "VB"):
        return False
    return before.lower != "that" and subordinators().get(before.lower, True)


def widened_subject(tokens: Sequence[Token], own: Sequence[Phrase], verb: int) -> Phrase:
    """The subject among phrases before a verb: the nearest, or behind a comma the first, with what is joined."""
    before = verb - 1
    while before >= 0 and tokens[before].tag == "RB":
        before -= 1
    if before >= 0 and tokens[before].tag in (",", "-RRB-") and len(own) > 1:
        return own[0]
    subject = own[-1]
    for phrase in reversed(own[:-1]):
        between = tokens[phrase.end : subject.start]
        if not any(token.tag == "CC" for token in between) or any(token.tag in _VERBAL for token in between):
            break
        subject = Phrase(phrase.start, subject.end, phrase.head)
    return subject


_VERBAL = frozenset({"VBG", "VBN", "VB", "VBD", "VBZ", "VBP", "MD", "TO"})
