"""Numbers that name or order things: list numbers, ranks, versions, products, sections, bases of a rate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.extract.quantities.lexicon import MONTHS, words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind

_LABELS = words("labels.txt")
_LOWER_CASE_LABELS = words("lower-case-labels.txt")
_STREETS = words("streets.txt")
_INTERVALS = frozenset({"ci", "cri", "iqr", "sd"})
_SECTION = re.compile(r"\d{1,2}\.\d{1,2}")
_MAY_TOUCH = frozenset({"*", "**", "(", '"', "'", "~", "$", "[", "/", "-", "<", ">"})
_ORDINALS = ("st", "nd", "rd", "th")


def ordinal(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A rank, an ordinal, a day of the month: "17th", "No. 1", "number one", "4 July" as "4th of July"."""
    reading = readings[index]
    word = line.words[reading.number_first]
    if word[0].isdigit() and word.endswith(_ORDINALS):
        near = (line.word(reading.first - 1), line.word(reading.last), line.word(reading.last + 1))
        if MONTHS.intersection(near):
            return reading.no_finding(Kind.DATE, "a day")
        return reading.no_finding(Kind.RANK, "a rank or an ordinal")
    if line.word(reading.first - 1) in ("no.", "#", "number") and reading.bare and reading.value <= 100:
        return reading.no_finding(Kind.RANK, "a rank or a number in a list")
    return None


def label(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """The number of a list item, or a number that is part of a name ("Windows 10", "COVID-19", "Section 230")."""
    reading = readings[index]
    if reading.bare and reading.scale > 1 and _is_room(line, reading):
        return reading.no_finding(Kind.IDENTIFIER, "part of a name")
    if not reading.bare or reading.scale != 1:
        return None
    if _numbers_an_item(line, reading):
        return reading.no_finding(Kind.IDENTIFIER, "the number of a list item")
    if (
        _is_address(line, reading)
        or _is_part_of_token(line, readings, index)
        or _is_code(line, reading)
        or _follows_label(line, reading)
    ):
        return reading.no_finding(Kind.IDENTIFIER, "part of a name")
    return None


def _numbers_an_item(line: Line, reading: Reading) -> bool:
    """ "1. Ask", "2) Ask", "(3) Ask", "1.3 Serious incidents" at the start."""
    first, after = reading.first, line.word(reading.last)
    if first == 0 and _SECTION.fullmatch(line.words[0]) and line.tokens[1:2] and line.tokens[1].text.istitle():
        return True
    if first == 0 and after in (".", ")", ":"):
        return reading.last < len(line.words) - 1
    return first == 1 and line.words[0] in ("(", "[", "#") and after in (")", "]", ".", ":")


def _is_address(line: Line, reading: Reading) -> bool:
    """ "12 High Street", "1600 Pennsylvania Avenue"."""
    return any(
        line.word(at) in _STREETS and all(line.tokens[i].text[0].isupper() for i in range(reading.last, at + 1))
        for at in range(reading.last, reading.last + 4)
    )


def _is_room(line: Line, reading: Reading) -> bool:
    """ "Courtroom 2B", "Gate 4M": a letter of scale after a capital name and its figure, without a currency."""
    mark = line.tokens[reading.number_last - 1].text
    is_lettered = mark[-1].isupper() and len(mark.lstrip("0123456789.")) == 1
    before = line.tokens[reading.first - 1].text if reading.first else ""
    return is_lettered and before[:1].isupper() and reading.first == reading.number_first


def _is_part_of_token(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """Whether the figure touches what makes it no number: "COVID-19", "B2B", "24/7", "R2", "@5"."""
    reading = readings[index]
    first, last = reading.first, reading.last
    before, after = line.word(first - 1), line.word(last)
    if _in_chain(line, readings, index) or (line.is_glued(last) and after in ("/", "_", "#", "&", "=", "\\")):
        return True
    if not line.is_glued(first) or reading.in_words:
        return False
    if before == "-":
        is_range = index > 0 and readings[index - 1].last == first - 1
        return (
            line.is_glued(first - 1)
            and not is_range
            and line.word(first - 2) not in ("mid", "pre", "post", "over", "under")
        )
    return before not in _MAY_TOUCH and not (before == "=" and line.word(first - 2) == "n")


def _in_chain(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """ "555-123-4567": whether three or more figures hang together by hyphens."""
    joined = 0
    for left in range(max(0, index - 2), min(index + 2, len(readings) - 1)):
        gap = line.words[readings[left].last : readings[left + 1].first]
        joined = joined + 1 if gap == ["-"] and line.is_glued(readings[left].last) else 0
        if joined == 2:
            return True
    return False


def _is_code(line: Line, reading: Reading) -> bool:
    """ "0400", "007": a leading zero is no number; "4G", "737s": nor is what ends in letters."""
    word = line.words[reading.number_first]
    return word[0].isdigit() and ((len(word) > 1 and word[0] == "0" and word.isdigit()) or word[-1].isalpha())


def _follows_label(line: Line, reading: Reading) -> bool:
    """ "Section 230", "Windows 10", "the top 20"; a name right before a figure that counts nothing."""
    at = reading.first - 1
    before = line.word(at)
    if not before or reading.in_words or reading.first != reading.number_first:
        return False
    is_capital = not line.tokens[at].text.islower()
    if before in _LABELS and (is_capital or before in _LOWER_CASE_LABELS):
        return True
    is_name = line.tag(at) in ("NNP", "NNPS") and reading.plain and before not in MONTHS
    return is_name and line.head(reading.last) is None and not _is_scored(line)


def _is_scored(line: Line) -> bool:
    """Whether the sentence lists scores by name ("scored 412, Ghana 397")."""
    return any(word in ("scored", "score", "scores", "scoring", "rated", "won", "got") for word in line.words)


def interval(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """ "(95% CI 1.2 to 2.6)", "(IQR 38-56)": how sure or how wide a finding is."""
    reading = readings[index]
    near = line.words[max(0, reading.first - 4) : reading.first]
    if line.word(reading.last) in _INTERVALS or (not _INTERVALS.isdisjoint(near) and line.word(reading.last) != "%"):
        return reading.no_finding(Kind.ERROR, "an interval of confidence")
    return None


def rate_base(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """The 1,000 of "per 1,000 births", the 100 of "for every 100 crashes there were three deaths"."""
    reading = readings[index]
    before, earlier = line.word(reading.first - 1), line.word(reading.first - 2)
    is_step = before in ("additional", "extra", "further") and earlier in ("each", "every", "per")
    is_each = earlier == "for" and before in ("every", "each")
    if is_step or ((before == "per" or is_each) and reading.bare):
        return reading.no_finding(Kind.COUNT, "the base of a rate")
    return None
