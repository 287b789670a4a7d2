"""The margin of error of a difference between two shares."""

from __future__ import annotations

from decimal import Decimal
from math import sqrt

Z = 1.96
"""Standard errors to either side that hold 95 percent of samples."""

_LEAST_SAMPLE = 30
_LEAST_COUNT = 5


def margin_of_difference(one: Decimal, size: int, other: Decimal, other_size: int) -> float | None:
    """Half the width, in points, of the 95 percent interval of the difference of two percentages.

    Of two independent simple random samples, by the normal approximation 1.96 √(p₁q₁/n₁ + p₂q₂/n₂). None where it
    doesn't hold: for samples below 30, or fewer than five people on either side of a share.

    >>> round(margin_of_difference(Decimal(41), 1530, Decimal(38), 1204) or 0, 1)
    3.7
    >>> margin_of_difference(Decimal(41), 12, Decimal(38), 1204) is None
    True
    """
    variance = 0.0
    for share, number in ((float(one) / 100, size), (float(other) / 100, other_size)):
        if number < _LEAST_SAMPLE or min(share, 1 - share) * number < _LEAST_COUNT:
            return None
        variance += share * (1 - share) / number
    return 100 * Z * sqrt(variance)
