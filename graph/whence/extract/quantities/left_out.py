"""Units that a number leaves to its neighbours: "from 14.8 to 13.5 percent", "34% sing and 37 dance"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from whence.extract.quantities.lexicon import words
from whence.extract.quantities.line import RANGE_JOINTS, Line, Reading, between, earlier
from whence.extract.quantities.model import Kind

_JOINTS = RANGE_JOINTS | {"and", "or", ",", "&", "versus", "vs", "vs."}
_ENDS = frozenset({"from", "to", "against", "versus", "vs", "vs."})
"""Words between the two ends of a comparison."""
_YARDSTICKS = frozenset({"than", "against", "versus", "vs", "vs."})
_BEFORE_BARE = words("before-bare-numbers.txt")
_SHARES = words("share-nouns.txt")
_CLOSING = frozenset({"", ".", ",", ";", ")", "among", "in", "on", "at"})
_HUNDREDTH = Decimal("0.01")
_PARTS = {
    ("unit:HR", "unit:MIN"): 60,
    ("unit:MIN", "unit:SEC"): 60,
    ("unit:FT", "unit:IN"): 12,
    ("unit:YR", "unit:MO"): 12,
}
"""How many of a smaller unit make a larger one, where people state both together."""
_MOST_PERCENT = 1000
"""No share or change beyond this leaves its percent sign to the number after it."""
_NEAR, _LONGEST_GAP = 3, 8


def with_units(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a sentence with the units that they leave to each other."""
    found = _compounded(readings)
    for index in range(len(found) - 1):
        _share_unit(line, found, index)
    for index in range(1, len(found)):
        _inherit_unit(line, found, index)
    return found


def is_bare(line: Line, reading: Reading) -> bool:
    """Whether a number has neither unit nor a noun that it counts, and is no year."""
    return reading.bare and not (reading.plain and 1900 <= reading.value <= 2100) and line.head(reading.last) is None


def _is_counting(line: Line, reading: Reading) -> bool:
    """Whether a number has a unit or counts the noun after it, which is in the plural."""
    head = line.head(reading.last)
    return not reading.bare or (head is not None and line.tags[head] in ("NNS", "NNPS"))


def _compounded(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with "8 minutes 40 seconds" as one length of time, told in its first unit."""
    found: list[Reading] = []
    for reading in readings:
        left = found[-1] if found else None
        part = _PARTS.get((left.unit, reading.unit)) if left and left.last == reading.first else None
        if left is None or part is None:
            found.append(reading)
        else:
            value = left.value + (reading.value / part).quantize(_HUNDREDTH).normalize()
            found[-1] = left._replace(last=reading.last, value=value)
    return found


def _can_be_share(number: Reading, model: Reading) -> bool:
    """Whether a bare number can be in percent as another is: no count of thousands, nor more than the whole."""
    return number.scale == 1 and (number.value <= 100 or 100 < model.value < _MOST_PERCENT > number.value)


def _share_unit(line: Line, found: list[Reading], index: int) -> None:
    """ "From 14.8 to 13.5 percent", "$2 to $3 million", "82 and 77 percent": the first takes from the second."""
    left, right = found[index], found[index + 1]
    gap = between(line, left, right)
    if not 1 <= len(gap) <= 2 or not _JOINTS.issuperset(gap) or not (left.finding and right.finding):
        return
    if gap == [",", "or"] or (right.kind is Kind.SHARE and not _can_be_share(left, right)):
        return
    is_range = gap[0] in RANGE_JOINTS or (gap == ["and"] and line.word(left.first - 1) == "between")
    is_unscaled = left.scale == 1 and (left.bare or left.kind is Kind.MONEY)
    if is_range and is_unscaled and right.scale > 1 and left.value < right.value / right.scale:
        left = left._replace(value=left.value * right.scale, scale=right.scale, plain=False, borrowed=True)
    if left.bare and right.kind is Kind.RATE and is_range:
        left = left._replace(kind=Kind.RATE, whole=right.whole, bare=False, plain=False, borrowed=True)
    elif left.bare and not right.bare and right.kind is not Kind.MULTIPLE and right.kind is not Kind.RATE:
        value = left.value * right.factor
        left = left._replace(
            value=value, factor=right.factor, unit=right.unit, kind=right.kind, bare=False, plain=False, borrowed=True
        )
    elif is_range and left.kind is Kind.MONEY and is_bare(line, right):
        found[index + 1] = right._replace(unit=left.unit, kind=left.kind, bare=False, plain=False)
    found[index] = left


def _inherit_unit(line: Line, found: list[Reading], index: int) -> None:
    """ "34 percent sing and 37 dance", "lost $5 million, from $3": the unit of the number before."""
    right = found[index]
    kinds = (Kind.SCORE, Kind.POINTS) if line.word(right.first - 1) == "by" else ()
    model = _model(found, index, kinds) or _model(found, index)
    if model is None or not right.finding:
        return
    if _is_again_so_often(line, right, model):
        found[index] = right._replace(unit=model.unit, kind=model.kind)
    elif _is_level_of_share(line, right, model):
        found[index] = right._replace(unit="unit:PERCENT", kind=Kind.SHARE, bare=False, plain=False)
    elif _is_left_bare(line, right) and _can_inherit(line, right, model):
        found[index] = right._replace(
            value=right.value * model.factor,
            factor=model.factor,
            unit=model.unit,
            kind=model.kind,
            bare=False,
            plain=False,
        )


def _model(found: list[Reading], index: int, kinds: tuple[Kind, ...] = ()) -> Reading | None:
    """The finding before an index that a number can take its unit from."""
    return next((left for left in earlier(found, index) if left.finding and (not kinds or left.kind in kinds)), None)


def _is_again_so_often(line: Line, right: Reading, model: Reading) -> bool:
    """ "3.7 times a week, compared with 2.8 times elsewhere": how often, as before."""
    return model.kind is Kind.RATE and right.kind is Kind.MULTIPLE and line.words[right.last - 1] == "times"


def _is_level_of_share(line: Line, right: Reading, model: Reading) -> bool:
    """ "Our share is up by 1.2 points to 19.3": the percentage that points led to."""
    is_points = model.kind is Kind.POINTS or (model.kind is Kind.SCORE and not _SHARES.isdisjoint(line.words))
    if not is_points or line.word(right.first - 1) not in ("to", "from", "at") or not _is_left_bare(line, right):
        return False
    return right.first - model.last <= _NEAR and right.value <= 100 and right.scale == 1


def _is_left_bare(line: Line, reading: Reading) -> bool:
    """Whether a number has left its unit to its neighbours: none follows it, no sign or hyphen stands before it."""
    if _is_counting(line, reading) or line.words[reading.first] in ("+", "-"):
        return False
    is_compound = line.word(reading.first - 1) == "-" and line.is_glued(reading.first)
    return not is_compound and reading.number_last - reading.number_first <= 3


def _is_gapped(line: Line, right: Reading, model: Reading) -> bool:
    """ "Health came first on 19% and tax third, on 14.", "rent took 38% and food 21": a clause without its verb."""
    gap = line.words[model.last : right.first]
    is_joined = not {"and", "but", "while", ",", ";"}.isdisjoint(gap)
    if right.in_words or not is_joined or line.word(right.last) not in (".", ",", ";", ""):
        return False
    if right.value != right.value.to_integral_value() and line.word(right.first - 1) in (
        "has",
        "have",
        "had",
        "is",
        "was",
    ):
        return len(gap) <= _LONGEST_GAP
    is_short = len(gap) <= _LONGEST_GAP and not any(
        line.tags[at] in ("VBD", "VBZ", "MD") for at in range(model.last, right.first)
    )
    return is_short and (line.word(right.first - 1) in ("on", "with", "at") or line.is_noun(right.first - 1))


def _can_inherit(line: Line, right: Reading, model: Reading) -> bool:
    """Whether a bare number stands where another one of the same kind goes on."""
    before = line.word(right.first - 1)
    if model.kind is Kind.SHARE and _is_gapped(line, right, model):
        return _can_be_share(right, model)
    if model.bare or before not in _BEFORE_BARE or (before == "(" and line.word(model.first - 1) != "("):
        return False
    if before == "of" and line.word(right.first - 2) not in _SHARES:
        return False
    if right.in_words and not (right.value > 1 and (model.in_words or before in _ENDS)):
        return False
    return _goes_on(line, right, model, before)


def _goes_on(line: Line, right: Reading, model: Reading, before: str) -> bool:
    """Whether a bare number after a word such as "from", "and" or "(" is of the kind of its model."""
    after = line.word(right.last)
    match model.kind:
        case Kind.SHARE:
            return _can_be_share(right, model)
        case Kind.RATE:
            return before in _ENDS or right.value != right.value.to_integral_value()
        case Kind.MONEY:
            is_near = right.first - model.last <= _NEAR and line.tag(right.last) not in ("RB", "JJ")
            return before in _YARDSTICKS or is_near
        case Kind.SCORE:
            return before == "by" and model.unit == "unit:NUM"
        case Kind.POINTS:
            return before in ("by", "and") and after in _CLOSING
        case Kind.DURATION | Kind.MEASURE:
            is_pair = before == "(" or (before in ("with", "and") and after in ("in", "for", "among"))
            return before in _ENDS or is_pair
        case _:
            return False
