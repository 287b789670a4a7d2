"""Shares that a part or an answer has of a whole named before: "miners accounted for 34%", "tea was second, at 9%".

The subject of such a clause is no population: what the share is of was told with the numbers before.
"""

from __future__ import annotations

from whence.analyse import Token
from whence.analyse.lemmas import lemma
from whence.extract.claims.lexicon import SHARE, is_verb, words
from whence.extract.claims.segments import Segment

_PLACED_BY = frozenset({"at", "on", "with"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_PLACES = _ORDINALS | {"next", "last", "top", "bottom"}
_LISTS = frozenset({"list", "place", "reason", "concern", "answer", "choice"})


def is_part(segment: Segment) -> bool:
    """Whether the clause of a share tells which part or answer has it, and the share is not said to be of anything."""
    tokens = segment.tokens
    if segment.unit != SHARE or segment.found.change is not None or segment.bracketed:
        return False
    if [token.lower for token in tokens[segment.end : segment.end + 1]] == ["of"]:
        return False
    return _takes(tokens, segment) or _is_placed(tokens, segment)


def _takes(tokens: tuple[Token, ...], segment: Segment) -> bool:
    """Whether a verb of taking a share stands right before it, or is left out: "accounted for", "and B for"."""
    at = segment.start - 1
    while at > segment.first and tokens[at].lower in ("another", "a", "further"):
        at -= 1
    if at > segment.first and tokens[at].lower in ("for", "up"):
        before = tokens[at - 1]
        wanted = "account" if tokens[at].lower == "for" else "make"
        if is_verb(before) and lemma(before) == wanted:
            return True
        return wanted == "account" and any(lemma(token) == wanted for token in tokens[: segment.start])
    return at > segment.first and is_verb(tokens[at]) and lemma(tokens[at]) in words("part_verbs")


def _is_placed(tokens: tuple[Token, ...], segment: Segment) -> bool:
    """Whether the share is that of a place in an order: "came second, at", "is third with", "tops the list, at"."""
    if segment.before not in _PLACED_BY:
        return False
    told = [token.lower for token in tokens[segment.first : segment.start - 1] if token.lower != ","]
    near = told[-_NEAR:]
    return bool(near) and (near[-1] in _PLACES or (near[-1] in _LISTS and not _PLACES.union(_TOPS).isdisjoint(near)))


_TOPS = frozenset({"tops", "topped", "leads", "led", "heads", "headed"})
_NEAR = 4
