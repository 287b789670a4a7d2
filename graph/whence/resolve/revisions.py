"""Figures that an article says were revised: the one that no longer stands, and the one that took its place.

Only what the article says in one sentence counts ("revised growth down from 1.9% to 1.2%", "38,000 rather than the
41,000 first reported"): two estimates of different dates may differ for many reasons.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from whence import resources, text
from whence.knowledge import Disagreement, DisagreementKind
from whence.model import StatisticalClaim
from whence.resolve.corpus import Telling, ToldClaim
from whence.resolve.likeness import Subject, likeness
from whence.resolve.rounding import consistent

_CONFIDENCE = 0.9
_GAP = r"(?:[^\d.;]{0,24}\W)?"
"""What may stand between "from" or "to" and its number: "from an initial ", "to just under "."""
_MOST = 8
"""A quote of more numbers in one unit than this is a list."""


def revisions(tellings: Sequence[Telling], subjects: Mapping[str, Subject]) -> tuple[Disagreement, ...]:
    """The pairs of claims of one sentence of which the article says that one replaced the other."""
    return tuple(
        _told(old, new)
        for telling in tellings
        for one, other in _together(telling.claims)
        for old, new in ((one, other), (other, one))
        if _replaced(old.claim, new.claim) and not likeness(subjects[old.iri], subjects[new.iri]).contrary
    )


def _together(claims: Sequence[ToldClaim]) -> Iterator[tuple[ToldClaim, ToldClaim]]:
    """The claims in one unit whose quotes begin alike, as those of one sentence do, if it speaks of a revision."""
    groups: dict[tuple[int, str], list[ToldClaim]] = defaultdict(list)
    for told in claims:
        groups[told.claim.selector.start, told.claim.quantity.unit].append(told)
    for group in groups.values():
        if len(group) <= _MOST:
            yield from combinations(group, 2)


def _replaced(old: StatisticalClaim, new: StatisticalClaim) -> bool:
    """Whether a sentence says that a number was revised to another."""
    if old.change != new.change or consistent(old.quantity, new.quantity):
        return False
    quote = max((old.selector.exact, new.selector.exact), key=len)
    plain = text.plain(quote).casefold()
    if not _revising().search(plain):
        return False
    was, now = (re.escape(text.plain(claim.quantity.printed).casefold()) for claim in (old, new))
    told = (
        rf"{_REVISED}.{{0,80}}?\bfrom {_GAP}{was}(?!\d).{{0,60}}? to {_GAP}{now}",
        rf"{_REVISED}.{{0,80}}?\bto {_GAP}{now}(?!\d).{{0,60}}? from {_GAP}{was}",
        rf"{now}(?!\d).{{0,40}}? (?:rather than|instead of|not) {_GAP}{was}(?!\d).{{0,40}}? {_FIRST_TOLD}",
    )
    return any(re.search(pattern, plain) for pattern in told)


def _told(old: ToldClaim, new: ToldClaim) -> Disagreement:
    one, other = sorted((old.iri, new.iri))
    reason = f"the article says that {old.claim.quantity.printed} was revised to {new.claim.quantity.printed}"
    return Disagreement(one, other, DisagreementKind.REVISED, reason, _CONFIDENCE)


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, resources.word_list("resolve", name)))


_REVISED = rf"(?<!\ba )(?<!\bthe )(?<!\bits )(?<!\btheir )(?<!\bnew )\b(?:{_any_of('revision_verbs.txt')})\b"
"""A verb of revising; not "the revised rules", which may change what is counted."""
_FIRST_TOLD = rf"(?:first|initially|originally|previously|earlier)\W+(?:{_any_of('first_told_verbs.txt')})\b"


@cache
def _revising() -> re.Pattern[str]:
    """The quick look that tells whether a closer one pays."""
    return re.compile(rf"{_REVISED}|{_FIRST_TOLD}")
