"""What is found: a quantity in a sentence, what kind of number it is, and whether it is a finding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from whence.model import Change, Quantity


class Kind(StrEnum):
    """What kind of number a quantity is; only the first nine can be findings about the world."""

    SHARE = "share"
    POINTS = "points"
    MONEY = "money"
    MULTIPLE = "multiple"
    DURATION = "duration"
    COUNT = "count"
    RATE = "rate"
    SCORE = "score"
    MEASURE = "measure"
    RANK = "rank"
    DATE = "date"
    TIME = "time"
    AGE = "age"
    SAMPLE = "sample"
    ERROR = "error"
    IDENTIFIER = "identifier"
    MAJORITY = "majority"
    VAGUE = "vague"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity in a sentence; all ranges are half-open ranges of token indices in that sentence.

    `first:last` is the whole expression with hedge and unit, `number_first:number_last` the number words alone.
    `quantity.printed` is the whole expression. `finding` says whether the number reports something about the
    world; `reason` says why it does not. `change` is set when the number is itself a change. `partner`,
    `restates` and `compared` index the tuple that holds this quantity: the other end of a range ("10 to 15%"),
    the exact number that these words round ("nearly half (46%)"), and the later number that this one is the
    yardstick of ("up from 77%"). `whole` is the 40 of "28 of the 40 wells". `respective` is the place of the
    number in a "respectively" list, from 0.
    """

    first: int
    last: int
    number_first: int
    number_last: int
    quantity: Quantity
    kind: Kind
    finding: bool
    reason: str = ""
    change: Change | None = None
    partner: int | None = None
    restates: int | None = None
    compared: int | None = None
    whole: Decimal | None = None
    respective: int | None = None
