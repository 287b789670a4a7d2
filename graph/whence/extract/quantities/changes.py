"""Numbers that are themselves a change: "rose 12 percent", "a 2-point drop", "down 3%", "3.5 million fewer"."""

from __future__ import annotations

from whence.model import Change

from .lexicon import CHANGES
from .line import Line, Reading
from .model import Kind

_BEFORE_WINDOW = 6
_AFTER_WINDOW = 5
_BREAKS = frozenset(
    {
        "to",
        "from",
        "at",
        ",",
        ";",
        "(",
        ")",
        ":",
        "and",
        "or",
        "than",
        "who",
        "which",
        "that",
        "but",
        "-",
        "as",
        "with",
        "for",
        "in",
    }
)
_MORE = {
    "more": Change.INCREASE,
    "higher": Change.INCREASE,
    "fewer": Change.DECREASE,
    "less": Change.DECREASE,
    "lower": Change.DECREASE,
}
_EARLIER = frozenset(
    {"ago", "earlier", "before", "previous", "previously", "prior", "last", "since", "year-on-year", "then"}
)
_KINDS = (
    Kind.SHARE,
    Kind.POINTS,
    Kind.MONEY,
    Kind.COUNT,
    Kind.DURATION,
    Kind.MULTIPLE,
    Kind.SCORE,
    Kind.MEASURE,
    Kind.RATE,
)


def change_of(line: Line, reading: Reading) -> Change | None:
    """The direction of a number that is a change; None when it is a level."""
    if reading.change is not None or reading.kind not in _KINDS:
        return reading.change
    return _after(line, reading) or _before(line, reading)


def _after(line: Line, reading: Reading) -> Change | None:
    """ "A 12 percent rise", "0.6% annual growth", "5 percent more women than two years ago"."""
    at = reading.last
    if line.word(at) in _MORE and reading.kind is not Kind.MULTIPLE:
        if line.tag(at + 1) in ("RB", "JJ") and line.word(at + 1) in ("likely", "expensive"):
            return None
        return _MORE[line.word(at)] if _is_over_time(line, at + 1) else None
    for index in range(at, min(at + _AFTER_WINDOW, len(line.words))):
        word, tag = line.words[index], line.tags[index]
        direction, use = CHANGES.get(word, (None, ""))
        if direction and use in ("noun", "both") and tag in ("NN", "NNS", "NNP"):
            return direction
        if tag not in ("JJ", "NN", "NNP", "-", "HYPH", "POS", "IN", "VBN", "VBG", "RB") or word in (
            "of",
            "in",
            "for",
            "with",
            "by",
            "at",
            "to",
            "from",
            "than",
            "as",
        ):
            return None
    return None


def _is_over_time(line: Line, at: int) -> bool:
    """Whether what follows compares with an earlier time, not with other people."""
    rest = line.words[at : at + 25]
    return any(word in _EARLIER for word in rest) or any(
        w == "than" and "in" in rest[i + 1 : i + 3] for i, w in enumerate(rest)
    )


def _before(line: Line, reading: Reading) -> Change | None:
    """ "Rose (by) 12 percent", "income grew a whopping 5.2 percent", "down 3%", "an increase of 0.1 year"."""
    at = reading.first - 1
    for index in range(at, max(at - _BEFORE_WINDOW, -1), -1):
        word = line.words[index]
        direction, use = CHANGES.get(word, (None, ""))
        if direction:
            return direction if _governs(line, reading, index, use) else None
        if word in _BREAKS:
            return None
    return None


def _governs(line: Line, reading: Reading, at: int, use: str) -> bool:
    """Whether a word of change takes the number as its measure."""
    between = line.words[at + 1 : reading.first]
    tag = line.tags[at]
    if use == "adverb":
        return not between or between[-1] in ("by", "a", "an")
    if tag.startswith("VB"):
        return not any(line.is_noun(i) for i in range(at + 1, reading.first)) or (bool(between) and between[-1] == "by")
    return "of" in between or "by" in between
