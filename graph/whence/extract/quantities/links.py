"""What the numbers of a sentence are to each other: ranges, trends, yardsticks, restatements, units left out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading, earlier
from whence.extract.quantities.model import Kind
from whence.model import Qualifier

_TO = frozenset({"to", "-", "through", "~", "--"})
_JOINTS = frozenset({"to", "-", "through", "~", "--", "and", "or", ",", "&", "versus", "vs", "vs."})
_YARDSTICKS = frozenset({"than", "against", "versus", "vs", "vs."})
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
_ENDS = frozenset({"from", "to", "against", "versus", "vs", "vs."})
"""Words between the two ends of a comparison."""
_MOST_PERCENT = 1000
"""No share or change beyond this leaves its percent sign to the number after it."""
_FILLERS = frozenset({"just", "only", "the", "a", "about"})
_BEFORE_BARE = words("before-bare-numbers.txt")
_NEAR = 3
_TREND_WINDOW = 12
_RESTATEMENT_WINDOW = 14
_ROUNDING = 8
"""Words that round a share stay within so many points of it ("nearly six in ten (57%)")."""
_FINITE = frozenset({"VB", "VBD", "VBZ", "VBP", "MD"})


def linked(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a sentence with units that they leave to each other, and links between them."""
    found = _compounded(readings)
    for index in range(len(found) - 1):
        _share_unit(line, found, index)
    for index in range(1, len(found)):
        _inherit_unit(line, found, index)
    for index in range(len(found) - 1):
        _range(line, found, index)
        _restatement(line, found, index)
    _yardsticks(line, found)
    if "respectively" in line.words:
        _respective(line, found)
    return found


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


def _gap(line: Line, left: Reading, right: Reading) -> list[str]:
    return line.words[left.last : right.first]


def is_bare(line: Line, reading: Reading) -> bool:
    """Whether a number has neither unit nor a noun that it counts, and is no year."""
    return reading.bare and not (reading.plain and 1900 <= reading.value <= 2100) and line.head(reading.last) is None


def _is_counting(line: Line, reading: Reading) -> bool:
    """Whether a number has a unit or counts the noun after it, which is in the plural."""
    head = line.head(reading.last)
    return not reading.bare or (head is not None and line.tags[head] in ("NNS", "NNPS"))


def _share_unit(line: Line, found: list[Reading], index: int) -> None:
    """ "From 14.8 to 13.5 percent", "$2 to $3 million", "82 and 77 percent": the first takes from the second."""
    left, right = found[index], found[index + 1]
    gap = _gap(line, left, right)
    if not 1 <= len(gap) <= 2 or not _JOINTS.issuperset(gap) or not (left.finding and right.finding):
        return
    if gap == [",", "or"] or (right.kind is Kind.SHARE and not _can_be_share(left, right)):
        return
    is_range = gap[0] in _TO or (gap == ["and"] and line.word(left.first - 1) == "between")
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


def _can_be_share(number: Reading, model: Reading) -> bool:
    """Whether a bare number can be in percent as another is: no count of thousands, nor more than the whole."""
    return number.scale == 1 and (number.value <= 100 or 100 < model.value < _MOST_PERCENT > number.value)


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
    return right.first - model.last <= 3 and right.value <= 100 and right.scale == 1


def _is_gapped(line: Line, right: Reading, model: Reading) -> bool:
    """ "Health came first on 19% and tax third, on 14.", "rent took 38% and food 21": a clause without its verb."""
    gap = line.words[model.last : right.first]
    if (
        line.word(right.last) not in (".", ",", ";", "")
        or right.in_words
        or not {"and", "but", "while", ","}.intersection(gap)
    ):
        return False
    is_short = len(gap) <= 8 and not any(line.tags[at] in ("VBD", "VBZ", "MD") for at in range(model.last, right.first))
    return is_short and (line.word(right.first - 1) in ("on", "with", "at") or line.is_noun(right.first - 1))


def _is_left_bare(line: Line, reading: Reading) -> bool:
    """Whether a number has left its unit to its neighbours: none follows it, no sign or hyphen stands before it."""
    if _is_counting(line, reading) or line.words[reading.first] in ("+", "-"):
        return False
    is_compound = line.word(reading.first - 1) == "-" and line.is_glued(reading.first)
    return not is_compound and reading.number_last - reading.number_first <= 3


def _can_inherit(line: Line, right: Reading, model: Reading) -> bool:
    """Whether a bare number stands where another one of the same kind goes on."""
    before = line.word(right.first - 1)
    if model.kind is Kind.SHARE and _is_gapped(line, right, model):
        return _can_be_share(right, model)
    if model.bare or before not in _BEFORE_BARE or (before == "(" and line.word(model.first - 1) != "("):
        return False
    if right.in_words and not (right.value > 1 and (model.in_words or before in _ENDS)):
        return False
    if model.kind is Kind.SHARE:
        return _can_be_share(right, model)
    if model.kind is Kind.RATE:
        return before in _ENDS or right.value != right.value.to_integral_value()
    if model.kind is Kind.MONEY:
        is_near = right.first - model.last <= _NEAR and line.tag(right.last) not in ("RB", "JJ")
        return before in _YARDSTICKS or is_near
    if model.kind is Kind.SCORE and model.unit == "unit:NUM":
        return before == "by"
    if model.kind is Kind.POINTS:
        return before in ("by", "and") and line.word(right.last) in _CLOSING
    if model.kind in (Kind.DURATION, Kind.MEASURE):
        is_pair = before == "(" and line.word(model.first - 1) == "("
        return (
            before in _ENDS
            or is_pair
            or (before in ("with", "and") and line.word(right.last) in ("in", "for", "among"))
        )
    return False


def _range(line: Line, found: list[Reading], index: int) -> None:
    """ "10 to 15%", "between 10 and 15 percent", "from 70 percent to 75 percent": at least and at most; or a trend."""
    left, right = found[index], found[index + 1]
    if left.unit != right.unit or not _is_span(line, left, right):
        return
    if line.word(left.first - 1) == "from" and _is_trend(line, found, index):
        found[index] = left._replace(compared=index + 1)
        return
    if left.value >= right.value or _is_step(line, left):
        return
    loose = (Qualifier.EXACTLY, Qualifier.ABOUT)
    least = Qualifier.AT_LEAST if left.qualifier in loose else left.qualifier
    most = Qualifier.AT_MOST if right.qualifier in loose else right.qualifier
    found[index] = left._replace(partner=index + 1, qualifier=least)
    found[index + 1] = right._replace(partner=index, qualifier=most)


def _is_span(line: Line, left: Reading, right: Reading) -> bool:
    """Whether the words between two numbers make them the ends of a range."""
    gap = _gap(line, left, right)
    if not (left.finding and right.finding) and left.kind is not Kind.AGE:
        return False
    if gap == ["-"]:
        return line.is_glued(right.first) or left.bare or left.borrowed
    return (gap == ["and"] and line.word(left.first - 1) == "between") or (len(gap) == 1 and gap[0] in _TO)


def _is_step(line: Line, left: Reading) -> bool:
    """ "Fell by 12,300 to 1.4 million", "narrowed $3bn to $12bn": how far it went, then where it came to."""
    before = line.words[max(0, left.first - 2) : left.first]
    if before[-1:] == ["between"]:
        return False
    return not left.borrowed and ("by" in before or any(word in CHANGES for word in before))


def _is_trend(line: Line, found: list[Reading], index: int) -> bool:
    """Whether "from A to B" tells a change over time rather than a range."""
    left = found[index]
    if left.value >= found[index + 1].value:
        return True
    window = line.words[max(0, left.first - _TREND_WINDOW) : left.first]
    return any(word in CHANGES for word in window) or any(reading.change for reading in earlier(found, index))


def _yardsticks(line: Line, found: list[Reading]) -> None:
    """ "51%, up from 46%", "compared with 17%", "61% vs. 25%": the later number is what the earlier is measured by."""
    for index, reading in enumerate(found):
        if not reading.finding or reading.partner is not None:
            continue
        at = reading.first - 1
        if line.word(at) in _FILLERS:
            at -= 1
        following = _following(found, index)
        if line.word(at) == "from" and following and _ends_trend(line, reading, found[following]):
            found[index] = reading._replace(compared=following)
        elif _is_yardstick(line, at) and (same := _nearest(found, index)) is not None:
            found[index] = reading._replace(compared=same)


def _is_yardstick(line: Line, at: int) -> bool:
    """Whether the word before a number makes it what another is compared with."""
    word, before = line.word(at), line.word(at - 1)
    if word == "from":
        return before == "," or before in CHANGES
    return word in _YARDSTICKS or (word in ("with", "to") and before in ("compared", "opposed"))


def _nearest(found: list[Reading], index: int) -> int | None:
    """The finding before an index that has the same unit."""
    unit = found[index].unit
    return next((at for at in range(index - 1, -1, -1) if found[at].unit == unit and found[at].finding), None)


def _following(found: list[Reading], index: int) -> int | None:
    """The next finding that has the same unit."""
    unit = found[index].unit
    return next((at for at in range(index + 1, len(found)) if found[at].unit == unit and found[at].finding), None)


def _ends_trend(line: Line, left: Reading, right: Reading) -> bool:
    """ "From 9% in 2010 to 6% in 2014": whether the second number is where the change from the first led."""
    return line.word(right.first - 1) == "to" and right.first - left.last <= 8


def _can_round(rough: Reading, exact: Reading) -> bool:
    """Whether words can stand for an exact share: "a majority (54%)", "nearly six in ten (57%)"."""
    if rough.kind is Kind.MAJORITY:
        return exact.value > rough.value
    return rough.kind is Kind.SHARE and abs(rough.value - exact.value) <= _ROUNDING


def _restatement(line: Line, found: list[Reading], index: int) -> None:
    """ "Nearly half (46%)", "nearly half of bakers, 48 percent,": words that round the number after them."""
    rough, exact = found[index], found[index + 1]
    is_in_words = rough.in_words and rough.last == rough.number_last
    if not is_in_words or exact.kind is not Kind.SHARE or not _can_round(rough, exact):
        return
    gap = _gap(line, rough, exact)
    if not gap or len(gap) > _RESTATEMENT_WINDOW or gap[-1] not in ("(", ",", "-", "or") or "(" in gap[:-1]:
        return
    tags = line.tags[rough.last : exact.first - 1]
    if not any(tag in _FINITE for tag in tags):
        found[index] = rough._replace(restates=index + 1)


def _respective(line: Line, found: list[Reading]) -> None:
    """Numbers the places of a list that "respectively" closes or opens."""
    end = line.words.index("respectively")
    last = max((i for i, reading in enumerate(found) if reading.last <= end), default=None)
    if last is None:
        return
    first = last
    while first and found[first - 1].unit == found[last].unit and _is_listed(line, found[first - 1], found[first]):
        first -= 1
    if first < last:
        for place, index in enumerate(range(first, last + 1)):
            found[index] = found[index]._replace(respective=place)


def _is_listed(line: Line, left: Reading, right: Reading) -> bool:
    gap = _gap(line, left, right)
    return len(gap) <= 8 and bool({",", "and", "vs.", "vs", "versus", "to"} & set(gap))
