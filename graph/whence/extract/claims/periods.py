"""The time that a number speaks of, in the text's words, where the text gives one for that number.

The time of what a number is compared with is not its own: "5% more than a year earlier", "the lowest since 2009".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from whence import text
from whence.analyse.sentences import Sentence, once
from whence.extract.claims.lexicon import TIMES
from whence.extract.claims.reading import Span
from whence.extract.claims.segments import Segment
from whence.extract.claims.time_phrases import time_phrases

REACH = 240
"""Characters on either side of a number in which its time is looked for."""
_FRONT = 60
"""Characters of a sentence in which the phrase in front of it begins and ends."""

_COMPARED = re.compile(
    r"\b(?:than|from|with|against|versus|vs\.?|over|ahead of|behind|above|below|of what|double what|half what)"
    r"(?: (?:in|at|for|during|its|their|his|her|the same \w{1,12}|what|(?:it|they|we|that) (?:was|were|did|had)))* $",
    re.IGNORECASE,
)
"""What leads to the time of something that a number is compared with."""
_ON = re.compile(r"\bon(?: the)? $", re.IGNORECASE)
"""What leads to it after a change only: "up 3% on 2019", but "4,300 on 1 May"."""
_DAY = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})")
_LASTING = re.compile(r"\bover $", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:ago|earlier|before|previously|(?:previous|prior|preceding) (?:year|month|quarter|week|period|season)"
    r"|same \w{1,12} (?:of|last|in))\b",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\b(?:first|\w{2,12}est|record|most|least|best|worst)\b[^.,;]{0,50} (?:since )?$", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:said|says|reported|reports|released|published|announced|showed)\b[^,;.]{0,20} on $"
    r"|\b(?:forecast|predicted|expected|projected|estimated|pencil?led in|pledged|promised|announced|published|released"
    r"|conducted|fielded|carried out|(?:survey|poll|questionnaire)(?: taken| conducted| carried out)?)"
    r"(?: back)?(?: in| on| at| during| between)?(?: the)? $",
    re.IGNORECASE,
)
"""What leads to the day on which a number was told, foretold or asked for."""
_ELSE = re.compile(
    r"\b(?:from|against|than|compared|versus|vs|after|above|below|ahead of|on the|double|twice|triple|times)\b",
    re.IGNORECASE,
)
"""What leads to another level than the one that is told."""
_NEXT = re.compile(r";|\b(?:and|but|while|whereas|though|although)\b", re.IGNORECASE)
_TURN = re.compile(r"\b(?:but|while|whereas|though|although)\b", re.IGNORECASE)
_WHICH = re.compile(r", (?:which|who|whose|where|when|as|while)\b[^,;]*$")
_RANGE = re.compile(r"(?:from|between) (.+) (?:to|and|until|through) (.+)", re.IGNORECASE)


def period(sentence: Sentence, segment: Segment, low: int, high: int) -> str | None:
    """The period of a number: the nearest after it in its clause, else before it; else in the rest; else in front.

    `low` and `high` are the offsets of the numbers on either side, or of the ends of the sentence. What stands in
    front of the sentence holds for all of it ("In 2012, …"), and a time told once for two numbers holds for both.
    """
    plain = sentence.plain
    found = _near(sentence, segment, low, high) or _shared(sentence, segment, low, high)
    return (
        _endpoint(segment, text.squeeze(plain[slice(*found)]), plain[found[1] : segment.start_offset])
        if found
        else None
    )


def _near(sentence: Sentence, segment: Segment, low: int, high: int) -> Span | None:
    """The nearest time that stands between the numbers before and after."""
    plain, tokens = sentence.plain, segment.tokens
    first, last = tokens[segment.start].start, tokens[segment.end - 1].end
    opens, closes = tokens[segment.first].start, tokens[max(segment.last, segment.end) - 1].end
    after = _own(sentence, last, min(high, last + REACH))
    after = [span for span in after if not _of_another(plain, span, segment)]
    before = _times(sentence, max(low, first - REACH), first)
    if segment.bracketed and (beside := _beside(plain, before, first)):
        return beside
    if (then := _when(plain, before, first)) is not None:
        return then
    before = [span for span in before if not (_is_compared(plain, *span) or _is_aside(plain, span, first))]
    ahead, back = [span for span in after if span[0] < closes], [span for span in before if span[0] >= opens]
    after = [span for span in after if span[0] < closes or not _turns(plain[last : span[0]])]
    return next((spans[0] for spans in (ahead[:1], back[-1:], after[:1], before[-1:]) if spans), None)


def _turns(between: str) -> bool:
    """Whether words turn to another clause or another level."""
    return _TURN.search(between) is not None or _ELSE.search(between) is not None


def _when(plain: str, before: Sequence[Span], first: int) -> Span | None:
    """The time of "the lowest since 1998, when 55% …", "in 2001, when 40% …" right before the clause of a number."""
    spans = [span for span in before if plain[span[1] : first].startswith(", when ")]
    return next((span for span in reversed(spans) if "," not in plain[span[1] + 1 : first]), None)


def _of_another(plain: str, span: Span, segment: Segment) -> bool:
    """Whether a time after a number is that of the next ("(2011: 61%)"), or of what a multiple is a multiple of."""
    at, tokens = segment.end, segment.tokens
    if plain[span[1] : span[1] + 1] == ":":
        return True
    if segment.unit != TIMES or at >= len(tokens) or tokens[at].lower not in _THE_OTHER:
        return False
    return plain[span[1] : span[1] + 2] == "'s" or _OF_IT.search(plain, span[0] - 5, span[0]) is not None


_THE_OTHER = frozenset({"the", "what", "that", "its", "their", "his", "her"})
_OF_IT = re.compile(r" (?:in|for|of|at|by) $")
"""What leads to the time of the other: "triple the 500 of 2016", but "five times its normal level last summer"."""


def _is_aside(plain: str, span: Span, first: int) -> bool:
    """Whether a time stands in a relative clause that closes before the number: "sales, which soared in May, fell"."""
    return _WHICH.search(plain, max(0, span[0] - REACH), span[0]) is not None and "," in plain[span[1] : first]


def _beside(plain: str, before: Sequence[Span], first: int) -> Span | None:
    """The time right before a bracket, whatever led to it ("than three years ago (10%)")."""
    return next((span for span in reversed(before) if not plain[span[1] : first].strip()), None)


def _shared(sentence: Sentence, segment: Segment, low: int, high: int) -> Span | None:
    """A time beyond a number on either side that holds for this one too: in front, told before, told after."""
    plain, start = sentence.plain, sentence.start
    first, last = segment.start_offset, segment.end_offset
    front = (span for span in _own(sentence, start, min(low, start + _FRONT)) if _is_front(segment, span[0]))
    if found := next(front, None):
        return found
    told = [
        span
        for span in _own(sentence, max(start, first - REACH), low)
        if not (_ELSE.search(plain, span[0] - 80, span[0]) or _is_aside(plain, span, first))
    ]
    if told and segment.link not in ("compared", "up", "down"):
        return told[-1]
    ahead = _own(sentence, high, min(last + REACH, sentence.end))
    ahead = [span for span in ahead if not _of_another(plain, span, segment)]
    between = plain[last : ahead[0][0]] if ahead else ""
    parted = _ELSE.search(between) or _NEXT.search(between.removeprefix(" and "))
    return ahead[0] if ahead and not parted else None


def _endpoint(segment: Segment, phrase: str, following: str) -> str:
    """The end of "between 2009 and 2013", "since May" or "since 2009, when" that a level reached or left speaks of."""
    if phrase[:6].lower() == "since " and following.startswith(", when"):
        return phrase[6:]
    if phrase[:3].lower() == "in " and segment.found.change is not None:
        return phrase[3:]
    ends = _RANGE.fullmatch(phrase)
    if segment.found.change is not None or segment.before not in ("from", "to", "of", "at"):
        return phrase
    if ends:
        return ends[1] if segment.before == "from" else ends[2]
    return phrase[6:] if segment.before == "from" and phrase[:6].lower() == "since " else phrase


def _own(sentence: Sentence, start: int, end: int) -> list[Span]:
    """The times between two offsets that are not those of something that is compared."""
    return [span for span in _times(sentence, start, end) if not _is_compared(sentence.plain, *span)]


def _times(sentence: Sentence, start: int, end: int) -> list[Span]:
    """The times between two offsets; of one that stands across an offset, what lies between is read by itself."""
    told = _all_times(sentence)
    first = bisect_right(told, start, key=lambda span: span[1])
    found = list(takewhile(lambda span: span[0] < end, told[first:]))
    is_cut = found and (found[0][0] < start or found[-1][1] > end)
    return list(time_phrases(sentence.plain, start, end)) if is_cut else found


@once
def _all_times(sentence: Sentence) -> tuple[Span, ...]:
    """The times that a sentence tells, in order: to look for them costs more than all else that is done with them."""
    return tuple(time_phrases(sentence.plain, sentence.start, sentence.end))


def _is_compared(plain: str, start: int, end: int) -> bool:
    lead, phrase = plain[max(0, start - 70) : start], plain[start:end]
    if phrase[:5].lower() == "since" or lead.endswith("since ") or phrase[:3] == "in ":
        return _RECORD.search(lead) is not None
    if _TOLD.search(lead):
        return True
    if _ON.search(lead):
        is_day = _DAY.search(phrase) or phrase[:8].lower() == "the same" or plain[end : end + 2] == "'s"
        return not is_day
    if _LASTING.search(lead):
        return _EARLIER.search(phrase) is not None
    return _COMPARED.search(lead) is not None


def _is_front(segment: Segment, offset: int) -> bool:
    """Whether a phrase begins with the sentence, or right after its preposition."""
    return any(token.start == offset for token in segment.tokens[:3])
