"""Bodies that an article names by common nouns: "the customs office", "league figures", "the council's survey"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from whence.analyse import Token
from whence.extract.names import Name, join
from whence.model import AgentKind
from whence.resources import word_list

BODY_NOUNS = frozenset(word_list("studies", "body_nouns.txt"))
_FIELDS = frozenset(word_list("studies", "body_fields.txt"))
_INDEFINITE = frozenset(("a", "an", "any", "each", "every", "no", "one", "another", "some"))
_PUBLICATIONS = frozenset(word_list("studies", "publications.txt"))
_LONGEST = 4


def full_names(organizations: Iterable[str]) -> dict[str, str]:
    """The one organization of an article that each common noun can stand for: "council" for "Barrow Town Council"."""
    found: dict[str, set[str]] = {}
    for name in organizations:
        words = name.lower().split()
        heads = {words[-1], *(word for word, after in pairwise(words) if after in ("of", "for"))}
        for head in heads & BODY_NOUNS if len(words) > 1 else ():
            found.setdefault(head, set()).add(name)
    return {head: next(iter(names)) for head, names in found.items() if len(names) == 1}


def house_named(tokens: Sequence[Token], names: Sequence[Name], house: str) -> Iterator[Name]:
    """Where a sentence calls the publisher "this newspaper", or by the last word of its name ("a Tribune review")."""
    last = house.split()[-1].lower()
    for at, token in enumerate(tokens[1:], 1):
        if any(name.first <= at < name.last for name in names):
            continue
        by_word = token.lower == last and last != house.lower() and token.text[0].isupper() and _led(tokens, at)
        if by_word or (tokens[at - 1].lower == "this" and token.lower in _PUBLICATIONS):
            yield Name(at, at + 1, house, AgentKind.ORGANIZATION)


def _led(tokens: Sequence[Token], at: int) -> bool:
    """Whether an article leads to a word that no other capital joins."""
    follower = tokens[at + 1].text if at + 1 < len(tokens) else "."
    return tokens[at - 1].lower in ("a", "an", "the") and not follower[0].isupper()


def bodies(tokens: Sequence[Token], names: Sequence[Name], full: Mapping[str, str]) -> Iterator[Name]:
    """The bodies in a sentence that are written without capitals, under their full name where the article gives one."""
    for last, token in enumerate(tokens):
        if token.lower not in BODY_NOUNS or not token.tag.startswith("NN"):
            continue
        if any(name.first <= last < name.last for name in names):
            continue
        first = _first(tokens, last)
        opener = tokens[first - 1].lower if first else ""
        if opener in _INDEFINITE or (first and tokens[first - 1].text == "-"):
            continue
        if first < last:
            yield Name(first, last + 1, join(tokens[first : last + 1]), AgentKind.ORGANIZATION)
        elif token.lower in full and (opener == "the" or _modifies(tokens, last)):
            yield Name(last, last + 1, full[token.lower], AgentKind.ORGANIZATION)


def _first(tokens: Sequence[Token], last: int) -> int:
    """Where a body's phrase begins: with the fields before its noun, in lower case and possessive or not."""
    first = last
    while first > 0 and last - first < _LONGEST:
        before = tokens[first - 1]
        if before.text in _FIELDS or (before.text in ("'", "'s") and first > 1 and tokens[first - 2].text in _FIELDS):
            first -= 1
        else:
            break
    return first


def _modifies(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun stands before another that it modifies, without an article: "league figures"."""
    return index + 1 < len(tokens) and tokens[index + 1].tag == "NNS"
