"""How sure a claim is: the share of claims found by the same two rules that are right, from a table in data/claims."""

from __future__ import annotations

from functools import cache

from whence.extract.claims.reading import What, Whom
from whence.resources import word_list


@cache
def _table() -> dict[tuple[str, str], float]:
    rows = (line.split() for line in word_list("claims", "confidence.txt"))
    return {(part, rule): float(share) for part, rule, share in rows}


@cache
def confidence(whom: Whom, what: What) -> float:
    """The probability that population and measure are both right, taken as independent."""
    return round(_table()["population", whom.value] * _table()["measure", what.value], 2)
