"""The time that a number speaks of, in the text's words, where the text gives one for that number."""

from __future__ import annotations

import re

from whence import text
from whence.extract.claims.segments import Segment

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|a|an|a few|several)"
_UNIT = r"(?:years?|months?|weeks?|quarters?|decades?)"
_PERIOD = re.compile(
    rf"""\b(?:
      (?:the\ )?(?:first|second|third|fourth|last|final)\ (?:half|quarter|(?:{_COUNT}\ )?months|week)
        \ of\ (?:{_YEAR}|last\ year|this\ year)
    | from\ (?:{_MONTH}\ )?{_YEAR}\ to\ (?:{_MONTH}\ )?{_YEAR}
    | between\ (?:{_MONTH}\ )?{_YEAR}\ and\ (?:{_MONTH}\ )?{_YEAR}
    | [Ss]ince\ (?:{_MONTH}\ )?{_YEAR}
    | (?:the\ )?(?:early\ |mid-?|late\ )?{_YEAR}s
    | {_MONTH}\ (?:\d{{1,2}},\ )?{_YEAR}
    | {_COUNT}\ {_UNIT}\ (?:ago|earlier|previously|before)
    | (?:the\ )?(?:past|last|next|previous|coming)\ (?:{_COUNT}\ )?{_UNIT}
    | (?:the\ )?(?:same\ )?(?:{_UNIT}|time\ period)\ (?:earlier|before)
    | (?:this|last|next)\ (?:year|month|quarter|week|decade|summer|winter|spring|autumn|fall)
    | within\ (?:{_COUNT}\ )?{_UNIT}
    | {_YEAR}(?:[-/]\d\d(?:\d\d)?)?
    | (?<=in\ ){_MONTH}
    )(?![\w%]|-year|,\d)""",
    re.VERBOSE,
)


def period(plain: str, segment: Segment, low: int, high: int) -> str | None:
    """The period of a number: the nearest after it in its clause, else before it; else in the rest; else in front.

    `low` and `high` are the offsets of the numbers on either side, or of the ends of the sentence. What stands before
    the first comma of the sentence holds for all of it ("In 2012, …").
    """
    tokens = segment.tokens
    number = tokens[segment.start].start, tokens[segment.end - 1].end
    clause = tokens[segment.first].start, tokens[max(segment.last, segment.end) - 1].end
    after = ((number[1], min(clause[1], high)), (number[1], high))
    before = ((max(clause[0], low), number[0]), (low, number[0]), (tokens[0].start, _front(segment)))
    for (start, end), last in ((after[0], 0), (before[0], -1), (after[1], 0), (before[1], -1), (before[2], -1)):
        found = [match[0] for match in _PERIOD.finditer(plain, start, end)] if start < end else []
        if found:
            return text.squeeze(found[last])
    return None


def _front(segment: Segment) -> int:
    """Where the phrase in front of the sentence ends; at its start where there is none."""
    tokens = segment.tokens
    if tokens[0].tag not in ("IN", "TO", "VBG", "VBN"):
        return tokens[0].start
    return next((token.start for token in tokens[: segment.start] if token.lower == ","), tokens[0].start)
