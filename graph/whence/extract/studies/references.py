"""A reference to a study: one phrase that speaks of a survey, a report or a release, or of who found something out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """What a reference can do: point back to a study, name one if a number depends on it, or name one by itself."""

    POINTS_BACK = 0
    NEEDS_NUMBER = 1
    STANDS_ALONE = 2


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase that speaks of a study, from `start` to `end` in the document.

    `noun` is the word for the study ("" where only a conductor stands), `definite` tells that the phrase points back
    ("the survey"), `other` that it tells the study from another ("a separate poll"), `earlier` from a newer one.
    `asserted` organizations stand after the noun or as the subject ("a survey by Acme"), where they can add to what was
    said before. `numbered` tells that there is a number in the sentence, `finding` that a verb says what was found,
    `asks` that one says of whom; `own` that who tells of the study made it ("our survey"), `source` that something is
    "according to" it, and `trails` that it stands after what it is the source of; `official` figures are the
    authorities', and an `aside` is what others expected, for its sentence alone; who `leads` it is at home with its
    makers.
    """

    sentence: int
    start: int
    end: int
    noun: str
    weight: Weight
    definite: bool = False
    indefinite: bool = False
    other: bool = False
    earlier: bool = False
    organizations: tuple[str, ...] = ()
    asserted: bool = False
    title: str | None = None
    year: int | None = None
    month: str | None = None
    numbered: bool = False
    finding: bool = False
    asks: bool = False
    own: bool = False
    source: bool = False
    trails: bool = False
    official: bool = False
    aside: bool = False
    leads: bool = False
