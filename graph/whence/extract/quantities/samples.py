"""Numbers about a study itself: sample sizes, margins of error, levels of confidence."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.lexicon import words
from whence.extract.quantities.line import Line, Reading
from whence.extract.quantities.model import Kind

_SAMPLE_NOUNS, _SAMPLE_WORDS = words("sample-nouns.txt"), words("sample-words.txt")
_TAKING_PART = words("taking-part.txt")
_TAKEN = frozenset({"part", "survey", "poll", "test", "exam", "assessment", "questionnaire", "quiz"})
_COVERS = frozenset(
    {"included", "includes", "covered", "covers", "involved", "involves", "comprised", "is", "was", "were", "are"}
)
_ACCURACY = frozenset({"accurate", "accuracy", "margin", "sampling"})
_PLACES = frozenset({"in", "across", "at", "on"})
_FOLLOWERS = frozenset({"study", "researchers", "scientists", "authors", "team", "trial", "project", "we", "they"})
_WINDOW = 16
_SMALLEST = 5
_ASKED_AFTER = 8
_ASIDE = 4


def error(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """A margin of error or a level of confidence."""
    reading = readings[index]
    if _is_plus_or_minus(line, reading) or _is_margin(line, reading):
        return reading.no_finding(Kind.ERROR, "a margin of error")
    near = line.words[reading.last : reading.last + 3] + line.words[max(0, reading.first - 4) : reading.first]
    if reading.kind is Kind.SHARE and ("confidence" in near or "credibility" in near) and "level" in line.words:
        return reading.no_finding(Kind.ERROR, "a level of confidence")
    # "accurate to within two points, 19 times out of 20"
    often = not {"times", "cases"}.isdisjoint(line.words[reading.first : reading.last])
    if reading.kind is Kind.SHARE and often and not _ACCURACY.isdisjoint(line.words):
        return reading.no_finding(Kind.ERROR, "a level of confidence")
    return None


def _is_plus_or_minus(line: Line, reading: Reading) -> bool:
    before = line.words[max(0, reading.first - 4) : reading.number_first]
    signs = (["plus", "or", "minus"], ["+", "/", "-"], ["plus", "minus"], ["+", "or", "-"], ["plus", "/", "minus"])
    return "±" in before[-2:] or any(before[-len(sign) :] == sign for sign in signs)


def _is_margin(line: Line, reading: Reading) -> bool:
    """Whether the number says how large a margin of (sampling) error is."""
    if "margin" not in line.words or "error" not in line.words:
        return False
    at = line.words.index("margin")
    is_small = reading.kind in (Kind.POINTS, Kind.SHARE, Kind.SCORE) or (
        reading.kind is Kind.COUNT and reading.value < 20
    )
    return is_small and -4 < reading.first - at < 20


def sample(line: Line, readings: Sequence[Reading], index: int) -> Reading | None:
    """How many a study asked or looked at: "a survey of 1,012 adults", "1,200 respondents", "n = 500"."""
    reading = readings[index]
    if reading.kind is not Kind.COUNT or reading.whole is not None or reading.value < _SMALLEST:
        return None
    if line.word(reading.first - 1) in _PLACES:
        return None
    if _is_marked(line, reading) or _is_asked(line, reading):
        return reading.no_finding(Kind.SAMPLE, "a sample size")
    return None


def _is_marked(line: Line, reading: Reading) -> bool:
    """ "n = 212", "the sample size was 1,007"."""
    before = line.words[max(0, reading.first - 4) : reading.first]
    return before[-2:] == ["n", "="] or ("sample" in before and "size" in before)


def _is_asked(line: Line, reading: Reading) -> bool:
    head = line.head(reading.last)
    if head is not None and (line.words[head] in _SAMPLE_NOUNS or _is_compound(line, reading, head)):
        return True
    after = head + 1 if head is not None else reading.last
    following = line.words[reading.last : after + _ASKED_AFTER]
    following = following[: following.index(",")] if "," in following[:_ASIDE] else following
    if reading.value >= 20 and (not _TAKING_PART.isdisjoint(following) or _takes_part(following)):
        return True
    some_of_them = list(line.words[reading.last : reading.last + 2]) == ["of", "them"]
    return (head is not None or some_of_them) and _is_introduced(line, reading)


def _is_compound(line: Line, reading: Reading, head: int) -> bool:
    """ "A 2,000-person survey"."""
    return line.word(reading.last) == "-" and line.is_glued(reading.last) and line.words[head] in _SAMPLE_WORDS


def _takes_part(following: Sequence[str]) -> bool:
    """ "... took part in", "... took the test"."""
    return any(
        word in ("take", "took", "taken", "taking") and not _TAKEN.isdisjoint(following[at + 1 : at + 4])
        for at, word in enumerate(following)
    )


def _is_introduced(line: Line, reading: Reading) -> bool:
    """Whether words of asking come before: no other verb stands between them and the number, nor another clause."""
    joins = line.word(reading.first - 1) in ("of", "among", "from", "with")
    for at in range(reading.first - 1, max(reading.first - _WINDOW, -1), -1):
        word, tag = line.words[at], line.tags[at]
        if word in ("asked", "asking") and line.word(at + 1) == "for":
            return False
        if word in _SAMPLE_WORDS or (word == "followed" and not _FOLLOWERS.isdisjoint(line.words[:at])):
            return True
        if word in (";", "that") or (tag in ("VBD", "VBZ", "VBP", "VB", "MD") and word not in _COVERS):
            return False
        if word in (",", "(", ")") and not joins and line.word(at + 1) not in ("which", "who"):
            return False
    return False
