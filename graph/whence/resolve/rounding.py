"""What a printed number can honestly stand for: the interval that its precision and its qualifier leave open.

"83%" stands for 82.5 to 83.5, "nearly seven in ten" for 65 to 70, "more than 1,100" for 1,100 to 1,200. Two
numbers are consistent when one true value could have been told as both. The widths follow the advice of style
guides for reporting numbers: a round figure stands for what rounds to it, a hedge leaves one step in its direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import floor, log

from whence.model import Qualifier, Quantity

_SHARES = frozenset({"unit:PERCENT", "wh:PercentagePoint"})
_ROUND_COUNT = Decimal("0.05")
"""A round count or amount stands for at most this share of itself to either side."""
_BUCKET = log(1.05)
_HUNDRED = Decimal(100)
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a printed number can stand for; `low` is below `high`."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two overlap by more than an end: 12.5 rounds to 13, so 12 and 13 don't meet."""
        return self.low < other.high and other.low < self.high


@lru_cache(maxsize=1 << 16)
def interval(quantity: Quantity) -> Interval:
    """The values that a quantity can honestly stand for."""
    value, step = quantity.value, _step(quantity)
    half = step / 2
    match quantity.qualifier:
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return Interval(value, value + step)
        case Qualifier.LESS_THAN | Qualifier.AT_MOST | Qualifier.UP_TO:
            return Interval(value - step, value)
        case Qualifier.NEARLY:
            return Interval(value - (half if _in_words(quantity.printed) else step), value)
        case _:
            return Interval(value - half, value + half)


def consistent(one: Quantity, other: Quantity) -> bool:
    """Whether one true value could have been told as both quantities."""
    return one.unit == other.unit and interval(one).meets(interval(other))


def compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both can be true of one value, hedges taken at their word: "more than 60%" and "nearly 70%", or 73%."""
    return one.unit == other.unit and _at_its_word(one).meets(_at_its_word(other))


def _at_its_word(quantity: Quantity) -> Interval:
    """The values of which a quantity is true, however far a one-sided hedge reaches."""
    span = interval(quantity)
    match quantity.qualifier:
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return Interval(span.low, _ENDLESS)
        case Qualifier.LESS_THAN | Qualifier.AT_MOST | Qualifier.UP_TO:
            return Interval(-_ENDLESS, span.high)
        case _:
            return span


@lru_cache(maxsize=1 << 16)
def buckets(quantity: Quantity) -> tuple[int, ...]:
    """Numbers of the buckets that the interval of a quantity touches: consistent quantities share at least one.

    Buckets are one wide up to a hundred and 5% wide from there on; a sign makes no difference.
    """
    span = interval(quantity)
    low, high = sorted((abs(span.low), abs(span.high)))
    low = Decimal(0) if span.low < 0 < span.high else low
    small = range(floor(low), floor(min(high, _HUNDRED)) + 1) if low <= _HUNDRED else range(0)
    large = range(_step_of_five(max(low, _HUNDRED)), _step_of_five(high) + 1) if high >= _HUNDRED else range(0)
    return (*small, *large)


def _step_of_five(value: Decimal) -> int:
    return 1000 + floor(log(min(float(value), 1e300)) / _BUCKET)


def distinctive(quantity: Quantity) -> bool:
    """Whether a number is one that few findings share: two digits or more are told, and it's no multiple of five.

    >>> def share(value: str) -> Quantity:
    ...     return Quantity(Decimal(value), "unit:PERCENT", Qualifier.EXACTLY, value)
    >>> [distinctive(share(value)) for value in ("83", "7.9", "85", "50", "7", "56000000")]
    [True, True, False, False, False, True]
    """
    digits = quantity.value.normalize().as_tuple().digits
    return len(digits) > 1 and digits[-1] != 5


def size_interval(size: int, qualifier: Qualifier) -> Interval:
    """What a sample size can stand for: 245 to 255 for "250", 380 to 420 for "400"."""
    return interval(Quantity(Decimal(size), "unit:NUM", qualifier, str(size)))


def _step(quantity: Quantity) -> Decimal:
    """The distance between the numbers that the teller chose among."""
    value, last = abs(quantity.value), _last_place(quantity.value)
    if quantity.unit in _SHARES:
        return _share_step(quantity)
    if last <= 0:
        return Decimal(1).scaleb(last)
    return max(min(Decimal(1).scaleb(last), 2 * value * _ROUND_COUNT), Decimal(1))


def _share_step(quantity: Quantity) -> Decimal:
    """The step of a share: tens and fractions in words are coarse, digits are told to their last place."""
    value, hedged = quantity.value, quantity.qualifier is not Qualifier.EXACTLY
    if _in_words(quantity.printed):
        return Decimal(10) if value % 10 == 0 and (value != 50 or hedged) else Decimal(6)
    if hedged and value % 5 == 0:
        return Decimal(5)
    return Decimal(1).scaleb(min(_last_place(value), 0))


def _in_words(printed: str) -> bool:
    """Whether a share is printed as a fraction ("half", "seven in 10"); "fifteen percent" is as exact as "15%"."""
    told = printed.strip().lower()
    if "percent" in told or "per cent" in told or not any(letter.isalpha() for letter in told):
        return False
    return not told[0].isdigit() or " in " in told or " of " in told or " out " in told


def _last_place(value: Decimal) -> int:
    """The power of ten of the last digit told; trailing zeros of a whole number are taken as rounding."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or not value:
        return 0
    if exponent < 0:
        return exponent
    trailing = value.normalize().as_tuple().exponent
    return trailing if isinstance(trailing, int) else 0
