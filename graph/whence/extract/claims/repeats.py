"""Numbers that an article tells twice: a heading that repeats the body, a summary at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.extract.claims.drafts import Draft
from whence.extract.claims.reading import What
from whence.model import BlockKind

_WORD = re.compile(r"[^\W_]{3,}")
SAME = 0.5
"""Share of the shorter measure's words that stand in the longer one when both say the same."""
MOST = 12
"""Findings with one number and one population that a further telling is compared with: the latest."""


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each finding once: of two tellings the one outside a heading stays, else the first."""
    kept: dict[tuple[str, str, str], list[Draft]] = {}
    dropped: set[int] = set()
    for draft in drafts:
        quantity = draft.reading.segment.found.quantity
        key = (str(quantity.value), quantity.unit, " ".join(_WORD.findall((draft.population or "").lower())))
        tellings = kept.setdefault(key, [])
        twin = next((told for told in tellings if _says_the_same(told, draft)), None)
        if twin is None:
            tellings.append(draft)
            del tellings[:-MOST]
        elif _is_heading(twin) and not _is_heading(draft):
            dropped.add(id(twin))
            tellings[tellings.index(twin)] = draft
        else:
            dropped.add(id(draft))
    return [draft for draft in drafts if id(draft) not in dropped]


def _is_heading(draft: Draft) -> bool:
    return draft.sentence.block.kind is BlockKind.HEADING


def _is_of_another_time(one: Draft, other: Draft) -> bool:
    """Whether two numbers speak of different times; a heading may leave out when."""
    return one.period != other.period and not any(_is_heading(told) and not told.period for told in (one, other))


def _says_the_same(one: Draft, other: Draft) -> bool:
    """Whether two measures share most of their words, labels all; in one sentence, two numbers are two findings."""
    if one.sentence is other.sentence or What.NONE in (one.what, other.what) or _is_of_another_time(one, other):
        return False
    if {one.what, other.what} & {What.LABEL, What.CELL}:
        return words_of(one.measure) == words_of(other.measure)
    return are_alike(one.measure, other.measure)


def are_alike(one: str, other: str) -> bool:
    """Whether two measures share most words of the shorter one."""
    left, right = words_of(one), words_of(other)
    return bool(left and right) and len(left & right) >= SAME * min(len(left), len(right))


def words_of(phrase: str) -> frozenset[str]:
    """The words of a phrase, without those that are too short to tell anything."""
    return frozenset(_WORD.findall(phrase.lower()))
