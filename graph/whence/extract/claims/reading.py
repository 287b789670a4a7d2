"""What one number was read to say: spans of tokens for its population and measure, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.extract.claims.segments import Segment

Span = tuple[int, int]
"""A half-open range of token indices in one sentence."""


class Whom(StrEnum):
    """How the population was found, from the surest to the least sure."""

    DIRECT = "direct"
    SUBJECT = "subject"
    GROUP = "group"
    NEAR = "near"
    HEADING = "heading"
    ARTICLE = "article"
    SAMPLE = "sample"
    CHOSEN = "chosen"
    NONE = "none"


class What(StrEnum):
    """How the measure was found."""

    PREDICATE = "predicate"
    CLAUSE = "clause"
    LABEL = "label"
    CELL = "cell"
    RATING = "rating"
    SHARED = "shared"
    BACK = "back"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """One number with the spans that speak of it.

    `population` is None where the clause leaves it out, and it must be found in the context. `measure` is the spans
    whose text, in order, says what holds of the population. `lead` is what a list says before its items ("the main
    drivers are"), `item` the item that a bracketed number stands after, `lead_in` the question or condition in front of
    the sentence, which belongs to the measure and not to the quote.
    """

    segment: Segment
    population: Span | None = None
    whom: Whom = Whom.NONE
    measure: tuple[Span, ...] = ()
    what: What = What.NONE
    lead: Span | None = None
    item: Span | None = None
    lead_in: Span | None = None


def reading(segment: Segment, population: Span | None, whom: Whom, measure: tuple[Span, ...], what: What) -> Reading:
    """A reading whose rules count only for what they found."""
    return Reading(
        segment,
        population,
        whom if population else Whom.NONE,
        measure,
        what if measure or what is What.BACK else What.NONE,
    )
