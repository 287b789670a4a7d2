"""Credits: the wordings with which an article names the outlet, and the author, of another one it draws on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from whence.analyse import Token
from whence.extract.names import Name
from whence.extract.studies.conductors import is_outlet
from whence.model import AgentKind
from whence.resources import word_list

_REACH = 6
"""Tokens between a piece and its outlet: "a piece by Kim Lee last Sunday in"."""


class Credit(NamedTuple):
    """An outlet and perhaps the author of a piece in it."""

    outlet: Name
    author: Name | None


@cache
def credit_words() -> dict[str, frozenset[str]]:
    """The classes of words that credits are made of."""
    lines = (line.partition(":") for line in word_list("sources", "credit_classes.txt"))
    return {name: frozenset(members.split()) for name, _, members in lines}


@cache
def credit_cues() -> frozenset[str]:
    """Words of which a sentence with a credit has one."""
    words = credit_words()
    return words["pieces"] | words["publishing"] | words["writing"] | words["labels"] | words["telling"] | {"tip", "h"}


def credits_of(tokens: Sequence[Token], found: Sequence[Name]) -> Iterator[Credit]:
    """The outlets that a sentence credits, in text order."""
    for name in found:
        if name.kind is AgentKind.ORGANIZATION and _is_credited(tokens, found, name):
            yield Credit(name, _author(tokens, found, name))


def _is_credited(tokens: Sequence[Token], found: Sequence[Name], name: Name) -> bool:
    words = credit_words()
    before = [token.lower for token in tokens[max(0, name.first - 2 * _REACH) : name.first]]
    while before and before[-1] in ("the", "("):
        before.pop()
    if _is_own_medium(before) or (_is_labelled(before) and (is_outlet(name.text) or before[0] not in _SOURCE_LABELS)):
        return True
    if before[-1:] and before[-1] in words["placing"]:
        if before[-2:-1] and before[-2] in ("writing", "blogging", "reporting"):
            return True
        if not words["firsts"].isdisjoint(before) and not words["publishing"].isdisjoint(before):
            return not words["pieces"].isdisjoint(before)
        if not words["printed-pieces"].isdisjoint(before[-_REACH:]) and not _is_scholarly(name.text):
            return True
        if is_outlet(name.text):
            return not words["pieces"].isdisjoint(before[-_REACH - 2 :]) or _stands_beside_teller(tokens, found, name)
    return is_outlet(name.text) and (_stands_beside_teller(tokens, found, name) or _has_piece(tokens, name))


def _is_scholarly(name: str) -> bool:
    """Whether an article in it is a study."""
    return name in _JOURNALS or any(word in _JOURNAL_WORDS for word in name.split())


_JOURNALS = frozenset({"Nature", "Science", "Lancet", "BMJ", "JAMA", "PNAS", "Cell", "PLOS ONE", "PLoS ONE"})
_JOURNAL_WORDS = frozenset({"Journal", "Annals", "Proceedings", "Archives", "Transactions", "Lancet", "Bulletin"})
_SOURCE_LABELS = frozenset({"source", "sources"})


def _is_labelled(before: Sequence[str]) -> bool:
    """ "Source: Acme News", "H/T Acme News", "Hat tip: Kim Lee at Acme News"."""
    text = " ".join(before)
    return text in ("source :", "sources :", "via", "via :", "h / t", "h/t", "h / t :", "h/t :") or "hat tip" in text


def _is_own_medium(before: Sequence[str]) -> bool:
    """ "on his blog, Salt Lines"."""
    media = credit_words()["own-media"]
    return len(before) > 2 and before[-1] == "," and before[-2] in media and before[-3] in ("his", "her", "their")


def _stands_beside_teller(tokens: Sequence[Token], found: Sequence[Name], name: Name) -> bool:
    """ "the Acme News's Kim Lee had a piece", "Kim Lee of the Acme News noted"."""
    writer = _beside(tokens, found, name)
    if writer is None:
        return False
    end = max(writer.last, name.last)
    return any(token.lower in credit_words()["telling"] for token in tokens[end : end + 3])


def _has_piece(tokens: Sequence[Token], name: Name) -> bool:
    """ "The Acme News has a good write-up"."""
    if not (name.last < len(tokens) and tokens[name.last].lower in ("has", "had", "ran", "carries", "carried")):
        return False
    return any(token.lower in credit_words()["pieces"] for token in tokens[name.last + 1 : name.last + _REACH])


def _author(tokens: Sequence[Token], found: Sequence[Name], outlet: Name) -> Name | None:
    """The person beside an outlet, the one that "by" names before it, or the one whose blog or words they are."""
    if writer := _beside(tokens, found, outlet):
        return writer
    people = [name for name in found if name.kind is AgentKind.PERSON]
    for person in people:
        if person.last <= outlet.first and person.first and tokens[person.first - 1].lower == "by":
            return person
    start = [token.lower for token in tokens[max(0, outlet.first - 4) : outlet.first]]
    hers = {"his", "her", "writing", "blogging"} & set(start)
    return min(people, key=lambda name: abs(name.first - outlet.first), default=None) if hers else None


def _beside(tokens: Sequence[Token], found: Sequence[Name], outlet: Name) -> Name | None:
    """The person in "Acme News's Kim Lee", "Kim Lee at the Acme News"."""
    for person in found:
        if person.kind is not AgentKind.PERSON:
            continue
        after = [token.lower for token in tokens[outlet.last : person.first]]
        between = [token.lower for token in tokens[person.last : outlet.first]]
        if after in (["'s"], ["'"]) or between in (["of"], ["at"], ["of", "the"], ["at", "the"], ["for", "the"]):
            return person
    return None
