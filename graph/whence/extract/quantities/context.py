"""What the words around a number make of it: a condition, a clause that picks a group, the predicate of a share."""

from __future__ import annotations

from collections.abc import Sequence

from whence.extract.quantities.lexicon import CHANGES, words
from whence.extract.quantities.line import Line, Reading, earlier
from whence.extract.quantities.model import Kind
from whence.model import Qualifier

_RELATIVE = frozenset({"that", "who", "which", "whose"})
_QUESTIONS = frozenset({"whether", "if", "unless"})
_GROUP_CLAUSES = words("group-clauses.txt")
AVERAGES = frozenset({"average", "averaging", "averaged", "median", "averages", "mean"})
"""Words that make a number the middle of many."""
_BEFORE_A_LEVEL = frozenset(
    {"at", "was", "is", "were", "are", "to", "from", "by", "reached", "hit", "be", "been", "on"}
)
_OWN_CLAIM = frozenset({"or", "to", "by"})
_PHRASAL = words("phrasal-verbs.txt")
_PARTICLES = frozenset({"on", "in", "off", "up", "out", "down", "over", "back", "through", "away"})
STOOD = frozenset(
    {"stand", "stands", "stood", "standing", "sits", "sat", "remained", "remains", "peaked", "put", "estimated"}
)
"""Verbs whose "at" leads to the value of something."""
_SOFT = frozenset({",", "only", "just", "all", "but", "exactly"})
_THEM = frozenset({"whom", "which", "those", "them", "these"})
HEDGES_OF_A_GROUP = frozenset(
    {Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.UP_TO}
)


def before(line: Line, reading: Reading, count: int) -> list[str]:
    """Up to `count` words before a number."""
    return line.words[max(0, reading.first - count) : reading.first]


def is_averaged(line: Line, reading: Reading) -> bool:
    """Whether the number is said to be an average."""
    if not AVERAGES.isdisjoint(before(line, reading, 6)):
        return True
    return "average" in line.words and ["on", "average"] in (line.words[at : at + 2] for at in range(len(line.words)))


def is_embedded(line: Line, readings: Sequence[Reading], index: int) -> bool:
    """Whether a number stands in the predicate of a share and belongs to what is measured.

    "70% said that it takes 15 days" has one finding, "sales fell 7% to 3 million" has two.
    """
    reading = readings[index]
    left = next((left for left in earlier(readings, index) if left.kind in (Kind.MAJORITY, Kind.SHARE)), None)
    if left is None or not _is_subject(line, left) or reading.change is not None or is_averaged(line, reading):
        return False
    between = range(left.last, reading.first)
    is_open = (
        reading.last - reading.number_last > 1 and line.words[reading.last - 2] == "or"
    )  # "by two degrees or more"
    if (line.word(reading.first - 1) in _OWN_CLAIM and not is_open) or (
        line.word(reading.first - 1) == "(" and len(between) == 1
    ):
        return False
    has_verb = any(line.tags[at].startswith(("VB", "MD")) for at in between)
    return has_verb and not any(_parts_clauses(line, at) for at in between)


def _is_subject(line: Line, share: Reading) -> bool:
    """Whether a share is who does something, not how large something is ("stood at 5%", "fell 7%")."""
    if share.kind is Kind.MAJORITY:
        return True
    is_described = line.word(share.first - 1) in ("a", "an") and line.tag(share.last) == "NN"  # "a 10% deposit would"
    is_level = is_described or line.word(share.first - 1) in _BEFORE_A_LEVEL
    return share.finding and share.change is None and not is_level


def _parts_clauses(line: Line, at: int) -> bool:
    """Whether a clause with a subject of its own starts at a token ("; ", ", while", ", and the")."""
    if line.words[at] in (";", ":"):
        return True
    is_joint = line.words[at] == "," and line.word(at + 1) in ("and", "but", "while", "whereas")
    return is_joint and not line.tag(at + 2).startswith(("VB", "MD", "RB"))


def picks_a_group(line: Line, reading: Reading) -> bool:
    """Whether the number is in a clause that says which ("firms that spend more than $1 million")."""
    is_hedged = reading.qualifier in HEDGES_OF_A_GROUP
    window = range(reading.first - 1, max(reading.first - 5, 0), -1)
    for at in window:
        if line.words[at] in _RELATIVE and line.tag(at) in ("WDT", "WP", "WP$", "IN"):
            return line.is_noun(at - 1) and (is_hedged or reading.kind is Kind.DURATION)
        if line.words[at] in _GROUP_CLAUSES and line.tags[at] == "VBG":
            return line.is_noun(at - 1) and is_hedged
        if line.words[at] == "with" and (line.tag(at - 1) == "NNS" or line.word(at - 1) in _THEM):
            return is_hedged
        if line.words[at] in (",", "(", ":"):
            return False
    return is_hedged and _is_any(line, reading)


def _is_any(line: Line, reading: Reading) -> bool:
    """ "Deals of $100 million or more", "a reading below 50", "any income over £50,000": whichever are so large."""
    at = reading.first - 1
    if line.word(at) == "of":
        is_open = reading.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST)
        return is_open and line.words[reading.last - 2] == "or" and line.tag(at - 1) == "NNS"
    is_level = line.words[reading.first] in ("above", "below", "over", "under", "exceeding")
    if is_level and reading.kind is Kind.MEASURE and line.tag(at) == "NNS":
        return True
    return is_level and line.tag(at) == "NN" and line.word(at - 1) in ("a", "an", "any", "each", "every", "no")


def is_asked(line: Line, reading: Reading) -> bool:
    """Whether the number stands in a question or a condition ("asked whether they own 12 hens")."""
    window = before(line, reading, 8)
    return any(word in _QUESTIONS for word in window) and "," not in window


def follows_particle(line: Line, reading: Reading) -> bool:
    """ "We took on 54 drivers", "it laid off 300": a particle of the verb, no preposition of place."""
    particle, verb = line.word(reading.first - 1), line.word(reading.first - 2)
    return particle in _PARTICLES and verb in _PHRASAL


def stands_at(line: Line, reading: Reading) -> bool:
    """ "Leakage stood at 2,873 litres"."""
    return line.word(reading.first - 1) == "at" and line.word(reading.first - 2) in STOOD


def is_of_those(line: Line, reading: Reading) -> bool:
    """ "586 died, of whom 174 were women", "of those, only three knew": some of what was counted before."""
    at = reading.first - 1
    while line.word(at) in _SOFT:
        at -= 1
    return line.word(at) in _THEM and line.word(at - 1) in ("of", "among")


def has_moved(line: Line, reading: Reading) -> bool:
    """ "The toll rose to 31 people", "went up from 310 cases a day to 462 cases"."""
    near = line.words[max(0, reading.first - 10) : reading.first]
    return any(word in CHANGES for word in (near if "from" in near else near[-6:]))
