"""How well a claim tells what is asked for: the likeness of their words, weighed by rarity, and of their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import exp, fsum

from whence.find.asked import Number, Wanted
from whence.find.told import Told
from whence.model import Quantity
from whence.resolve.corpus import years
from whence.resolve.likeness import Subject
from whence.resolve.rounding import compatible, consistent, interval

Weigh = Callable[[str], float]
"""How much a term tells."""

_BY_WORDS = 0.35
"""What the words alone are worth, where the number is another one."""
_QUOTE = 0.9
"""Words of the quote count so much: it may tell more than the one finding."""
_AROUND = 0.5
"""Words of the article's title, its publisher and its study count so much."""
_ENOUGH = 0.5
"""The part of the words asked for that a claim must have to be all that was asked for."""
_CONTRARY = 0.7
_OTHER_YEAR = 0.8
_OTHER_CHANGE = 0.8

_ROUNDED, _HEDGED, _OTHER_UNIT, _FAR = 0.98, 0.85, 0.8, 0.5
"""What a number is worth that is rounded otherwise; one that hedges allow; one without the unit that is asked for; one that is just beside it."""
_SHARES = frozenset({"unit:PERCENT", "wh:PercentagePoint"})
_NEAR_SHARE = 8.0
_NEAR = 0.15
"""How far off a number is worth 1/e of one just beside it: in points of a share, else as a part of itself."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a claim tells what is asked for, from 0 to 1: on the whole, by its words and by its number.

    `number` is 1 for the number asked for, a little less for one that is rounded otherwise, and also 1 where none is
    asked for; `words` is 1 where no words are.
    """

    total: float
    words: float
    number: float


def score(wanted: Wanted, claim: Told, weigh: Weigh) -> Score:
    """The score of a claim for what is asked for, both with terms for stems."""
    number = _number(wanted.number, claim) if wanted.number else 1.0
    said = _words(wanted.subject, claim, weigh)
    total = said * (_BY_WORDS + (1 - _BY_WORDS) * number) if wanted.subject.quote else number
    return Score(total * _context(wanted, claim.subject), said, number)


def _context(wanted: Wanted, claim: Subject) -> float:
    """What is left of a score where claim and words speak of other years or figures, or one of them negates."""
    mine, yours = wanted.subject, claim
    factor = _OTHER_YEAR if mine.years and yours.years and mine.years.isdisjoint(yours.years) else 1.0
    negated = ("not" in (mine.measure or mine.quote)) != ("not" in yours.measure)
    ours, theirs = (_figures(subject) for subject in (mine, yours))
    other = bool(ours and theirs and ours.isdisjoint(theirs))
    return factor * (_CONTRARY if negated or other else 1.0)


def _figures(subject: Subject) -> frozenset[str]:
    """The numbers in a measure, without years: "15 days", "45 days"."""
    return frozenset(number for number in subject.numbers if not years(number))


# ---------------------------------------------------------------- words


def _words(wanted: Subject, claim: Told, weigh: Weigh) -> float:
    """The better of two readings: by what each says of its own number, and by all that stands in either's sentence."""
    if not wanted.quote:
        return 1.0
    own = claim.subject.population | claim.subject.measure
    mine = wanted.population | wanted.measure
    whole = own | claim.subject.quote
    return max(
        _alike(mine, own, claim.around, weigh),
        _QUOTE * _alike(wanted.quote, own, claim.around, weigh),
        _QUOTE * _alike(wanted.quote, whole, claim.around, weigh),
    )


def _alike(mine: frozenset[str], yours: frozenset[str], around: frozenset[str], weigh: Weigh) -> float:
    """Between the strict and the generous overlap of two sets of terms, by weight.

    Few words in many are generous, many in few are not: a claim of one word of ten that are asked for is not like them.
    What the claim doesn't say and its surroundings do counts as said, in part.
    """
    if not mine or not yours:
        return 0.0
    near = (mine - yours) & around
    shared = _sum(mine & yours, weigh) + _AROUND * _sum(near, weigh)
    asked, told = _sum(mine, weigh), _sum(yours, weigh) + _AROUND * _sum(near, weigh)
    return (2 * shared / (asked + told) + shared / min(asked, max(told, _ENOUGH * asked))) / 2


def _sum(stems: Iterable[str], weigh: Weigh) -> float:
    return fsum(map(weigh, stems))  # the same in whatever order a set has them


# ---------------------------------------------------------------- numbers


def _number(asked: Number, claim: Told) -> float:
    mine, yours = asked.quantity, claim.quantity
    worth = 1.0
    if mine.unit != yours.unit:
        worth = _OTHER_UNIT if asked.bare else _FAR
        mine = Quantity(mine.value, yours.unit, mine.qualifier, mine.printed)
    if asked.change and claim.change and asked.change != claim.change:
        worth *= _OTHER_CHANGE
    if consistent(mine, yours):
        return worth if mine.value == yours.value else worth * _ROUNDED
    return worth * (_HEDGED if compatible(mine, yours) else _FAR * _nearness(mine, yours))


def _nearness(mine: Quantity, yours: Quantity) -> float:
    """How near two numbers of one unit are that are none: 1 for just beside each other."""
    one, other = interval(mine), interval(yours)
    gap = float(max(one.low - other.high, other.low - one.high, Decimal(0)))
    if mine.unit in _SHARES:
        return exp(-gap / _NEAR_SHARE)
    size = float(max(abs(mine.value), abs(yours.value))) or 1.0
    return exp(-gap / size / _NEAR)
