"""Which numbers are findings about the world, and why the others are none.

The rules follow what fact-checkers count as a statistic: shares, changes, amounts, counts, ratios, averages and
scores; no dates, sample sizes, margins of error, ages, list numbers, names of products or parts of a measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whence.extract.quantities.ages import age
from whence.extract.quantities.context import AVERAGES, HEDGES_OF_A_GROUP, before, is_asked, is_embedded, picks_a_group
from whence.extract.quantities.counts import count, listed
from whence.extract.quantities.dates import date
from whence.extract.quantities.labels import interval, label, ordinal, rate_base
from whence.extract.quantities.lengths import duration
from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind
from whence.extract.quantities.samples import error, sample
from whence.extract.quantities.scores import measure, score

Rule = Callable[[Line, Sequence[Reading], int], Reading | None]
"""A rule gives the reading at an index its kind and says whether it is a finding; None when it has no opinion."""

_GROUPS = frozenset({"top", "bottom", "richest", "poorest", "wealthiest", "highest", "lowest", "upper", "lower"})
_COMPARISONS = words("comparison-words.txt")
_PRICE_ENDINGS = (".99", ".95", ".49", ".98")
_PRICE_WORDS = frozenset({"priced", "retails", "retailing", "starts", "starting", "subscription", "tickets", "ticket"})
_LEVELS = frozenset({"above", "below", "over", "under", "exceeding", "more", "less", "at"})
_CALLS = words("calls-to-readers.txt")
_WHOLE, _SUMS = 100, frozenset({"add", "adds", "sum", "sums", "total", "totals"})
_FROM = frozenset({"prices", "fares", "rooms", "tickets", "packages", "plans", "rates", "available"})
_CALLED, _AFTER_A_CALL = 8, frozenset({"DT", "PRP", "PRP$", "CD", "$", "RP", "#", "SYM"})
_ABSOLUTES = words("absolute-words.txt")
_OFTEN = 20
"""So many times are worth telling ("downloaded 12 million times")."""
_DOUBLES = frozenset({"double", "triple", "treble", "quadruple", "quintuple"})


def _share(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    reading = readings[index]
    if reading.kind is not Kind.SHARE:
        return None
    if line.word(reading.first - 1) in _GROUPS and not _is_exceeded(line, reading):
        return reading.no_finding(Kind.SHARE, "the name of a group")
    after = line.word(reading.last)
    if after in ("off", "discount") or is_advert(line, reading):
        return reading.no_finding(Kind.SHARE, "a discount")
    if _is_rounding(line, reading):
        return reading.no_finding(Kind.SHARE, "how numbers are rounded")
    if line.words[reading.first] in _LEVELS and _is_condition(line, reading):
        return reading.no_finding(Kind.SHARE, "a condition")
    if _is_setting(line, readings, index) or _is_object_of_share(line, readings, index):
        return reading.no_finding(Kind.SHARE, "a condition")
    if reading.value >= 100 and after in _ABSOLUTES:
        return reading.no_finding(Kind.SHARE, "a manner of speaking")
    return reading


def _is_exceeded(line: Line, reading: Reading) -> bool:
    """ "It will top 30%": a verb, not the name of a group."""
    at = reading.first - 1
    return line.word(at) == "top" and (
        line.tag(at)[:2] == "VB" or line.word(at - 1) in ("to", "will", "would", "could")
    )


def _is_setting(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "In towns where more than half of pupils are poor, 26% …": the level that picks the towns."""
    reading = readings[index]
    near = range(reading.first - 1, max(0, reading.first - _PICKED), -1)
    where = next((at for at in near if line.words[at] == "where"), None)
    if where is None or line.tag(where - 1) != "NNS" or reading.qualifier not in HEDGES_OF_A_GROUP:
        return False
    return line.words[0] in ("in", "at", "for", "among") and any(r.kind is Kind.SHARE for r in readings[index + 1 :])


_PICKED = 4


def _is_object_of_share(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "One in four spend more than half of their pay on rent": the level is part of what they do."""
    reading = readings[index]
    if reading.qualifier not in HEDGES_OF_A_GROUP or line.tag(reading.first - 1) not in ("VBD", "VBP", "VB", "VBN"):
        return False
    left = readings[index - 1] if index else reading
    between = set(line.words[left.last : reading.first - 1])
    if left.kind is not Kind.SHARE or not between.isdisjoint({",", "and", "that", "but", ";", "for"}):
        return False
    return line.word(reading.first - 1) not in _LINKING and is_embedded(line, readings, index)


_LINKING = frozenset({"be", "been", "was", "were", "are", "'re", "represent", "represented", "totalled", "exceed"})


def _is_rounding(line: Line, reading: Reading) -> bool:
    """ "Rounded to the nearest 0.1%", "may not add up to 100%"."""
    near = before(line, reading, 6) + line.words[reading.first : reading.number_first]
    is_sum = reading.value == _WHOLE and not _SUMS.isdisjoint(near)
    return line.word(reading.first - 1) == "nearest" or is_sum


def _is_condition(line: Line, reading: Reading) -> bool:
    """ "Loans with a ratio above 80% came to 14%": which ones are meant."""
    window = range(reading.first - 1, max(reading.first - 11, 0), -1)
    with_at = next((at for at in window if line.words[at] == "with"), None)
    if with_at is None or line.tag(with_at - 1) not in ("NNS", "NN", "DT"):
        return False
    return not any(line.tags[at].startswith("VB") for at in range(with_at + 1, reading.first))


def is_advert(line: Line, reading: Reading) -> bool:
    """ "Donate £10 a month", "Get 20% more": what a line that calls upon its reader offers."""
    if line.words[0] not in _CALLS or reading.first > _CALLED or line.tag(1) not in _AFTER_A_CALL:
        return False
    return not any(tag in ("VBD", "VBZ", "MD") for tag in line.tags[1 : reading.first])


def _multiple(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    reading = readings[index]
    if reading.kind is not Kind.MULTIPLE:
        return None
    word, sign = line.words[reading.number_first], line.words[reading.last - 1]
    if reading.change is not None or word in _DOUBLES or sign == "x" or "factor" in before(line, reading, 2):
        return reading
    if sign.endswith("fold") and not _is_manifold(line, reading):
        return reading
    if reading.number_last - reading.number_first > 1 and line.words[reading.last - 2] in ("to", "-"):
        return reading
    after = line.word(reading.last)
    if reading.value > 2 and after in ("a", "an", "per", "each", "every") and line.is_noun(reading.last + 1):
        return reading
    is_adverb = word in ("twice", "thrice") and after in ("more", "less")
    if (after in _COMPARISONS or line.tag(reading.last) in ("JJR", "RBR")) and not is_adverb:
        return reading
    if reading.value >= _OFTEN and reading.value == reading.value.to_integral_value():
        return reading._replace(kind=Kind.COUNT, unit="unit:NUM")
    return reading.no_finding(Kind.MULTIPLE, "how often something happens")


def _is_manifold(line: Line, reading: Reading) -> bool:
    """ "The reasons are twofold": two of them, where "growth was twofold" is a multiple."""
    is_said = line.word(reading.first - 1) in ("is", "are", "was", "were")
    return is_said and not any(word in CHANGES for word in before(line, reading, 4))


def _money(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    reading = readings[index]
    if reading.kind is not Kind.MONEY:
        return None
    if is_embedded(line, readings, index) or picks_a_group(line, reading) or is_asked(line, reading):
        return reading.no_finding(Kind.MONEY, "part of what is measured")
    if is_advert(line, reading) or (line.words[-1] == "?" and "you" in line.words):
        return reading.no_finding(Kind.MONEY, "an offer to the reader")
    if reading.scale == 1 and _is_price(line, reading):
        return reading.no_finding(Kind.MONEY, "the price of a product")
    return reading


def _is_price(line: Line, reading: Reading) -> bool:
    """ "$19.99", "priced at $300", "tickets start at £12"."""
    digits = line.words[reading.number_first]
    if not AVERAGES.isdisjoint(before(line, reading, _CALLED)):
        return False
    if line.word(reading.first - 1) == "from" and line.word(reading.first - 2) in _FROM:
        return True
    return digits.endswith(_PRICE_ENDINGS) or not _PRICE_WORDS.isdisjoint(before(line, reading, 4))


_APART: tuple[Rule, ...] = (ordinal, date, age, error, interval, rate_base, label)
_FINDINGS: tuple[Rule, ...] = (_share, _multiple, duration, score, measure, _money, listed, sample, count)


def set_apart(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with those that are dates, ages, names and the like known to be no findings."""
    return _ruled(_APART, line, readings)


def judged(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with their kind settled, each known to be a finding or not."""
    return _together(_ruled(_FINDINGS, line, readings))


def _ruled(rules: Sequence[Rule], line: Line, readings: Sequence[Reading]) -> list[Reading]:
    found = list(readings)
    for index, reading in enumerate(found):
        if reading.finding:
            verdicts = (rule(line, found, index) for rule in rules)
            found[index] = next((verdict for verdict in verdicts if verdict is not None), reading)
    return found


def _together(found: list[Reading]) -> list[Reading]:
    """The readings, with both ends of a range judged as its second end, which stands before the noun."""
    for index, left in enumerate(found):
        if left.partner == index + 1:
            right = found[index + 1]
            change = left.change or right.change
            found[index] = left._replace(
                kind=right.kind, finding=right.finding, reason=right.reason, unit=right.unit, change=change
            )
            found[index + 1] = right._replace(change=change)
    return found
