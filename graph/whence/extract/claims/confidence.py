"""How sure a claim is: that its population is right, as the choice reckons, times how often its measure's rule is, and
how often a study is the right one that is told where this one is.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from whence.extract.claims.reading import What
from whence.resources import word_list


class Provenance(StrEnum):
    """Where an article tells the study of a number."""

    HERE = "here"
    """In the number's sentence."""
    ONLY = "only"
    """Elsewhere, and it is the article's only one."""
    SEVERAL = "several"
    """Elsewhere, and the article has others."""
    NONE = "none"
    """Nowhere."""


@cache
def _table() -> dict[tuple[str, str], float]:
    rows = (line.split() for line in word_list("claims", "confidence.txt"))
    return {(part, rule): float(share) for part, rule, share in rows}


def confidence(sure: float, what: What, provenance: Provenance) -> float:
    """The probability that population, measure and study are right, taken as independent."""
    return round(sure * _table()["measure", what.value] * _table()["study", provenance.value], 2)
