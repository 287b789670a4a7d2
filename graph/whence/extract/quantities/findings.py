"""Which numbers are findings about the world, and why the others are none.

The rules follow what fact-checkers count as a statistic: shares, changes, amounts, counts, ratios, averages and
scores; no dates, sample sizes, margins of error, ages, list numbers, names of products or parts of a measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from whence.model import Qualifier
from whence.resources import word_list

from .lexicon import MONTHS
from .line import Line, Reading
from .links import is_bare
from .model import Kind


def _list(name: str) -> frozenset[str]:
    return frozenset(word_list("quantities", name))


_LIST_NOUNS, _SAMPLE_NOUNS, _SAMPLE_WORDS = (
    _list("list-nouns.txt"),
    _list("sample-nouns.txt"),
    _list("sample-words.txt"),
)
_LABELS, _PERSONS, _DURATION_MEASURES = _list("labels.txt"), _list("person-nouns.txt"), _list("duration-measures.txt")
_DATE_BEFORE = MONTHS | {
    "in",
    "since",
    "by",
    "from",
    "until",
    "till",
    "of",
    "during",
    "before",
    "after",
    "through",
    "to",
    "late",
    "early",
    "mid",
    "-",
    "fiscal",
    "year",
    "and",
    "for",
    "circa",
    "c.",
    "around",
    "between",
    "(",
    ",",
    "summer",
    "spring",
    "fall",
    "autumn",
    "winter",
    "christmas",
    "the",
}
_DEFINITE = frozenset(
    {
        "the",
        "these",
        "those",
        "this",
        "that",
        "its",
        "their",
        "our",
        "his",
        "her",
        "your",
        "my",
        "first",
        "last",
        "next",
        "past",
        "previous",
        "top",
        "all",
        "both",
        "every",
        "other",
        "another",
        "any",
        "same",
        "whose",
        "each",
        "'s",
        "final",
        "remaining",
        "following",
    }
)
_PLACE = frozenset(
    {
        "in",
        "across",
        "at",
        "with",
        "within",
        "on",
        "through",
        "throughout",
        "into",
        "among",
        "from",
        "between",
        "during",
        "for",
        "to",
    }
)
_SCORE_WORDS = frozenset(
    {
        "score",
        "scored",
        "scores",
        "scoring",
        "rated",
        "rating",
        "averaged",
        "averaging",
        "index",
        "averages",
        "average",
        "pue",
        "ratio",
        "rate",
    }
)
_LIMIT = Decimal(1000)
_SAYS_MORE = frozenset(
    {
        "longer",
        "shorter",
        "more",
        "less",
        "older",
        "younger",
        "ahead",
        "behind",
        "earlier",
        "later",
        "faster",
        "slower",
        "sooner",
    }
)

Rule = Callable[[Line, Sequence[Reading], int], Reading | None]


def judged(line: Line, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with their kind settled, each known to be a finding or not."""
    found = list(readings)
    for index, reading in enumerate(found):
        if not reading.finding:
            continue
        for rule in _RULES:
            verdict = rule(line, found, index)
            if verdict is not None:
                found[index] = verdict
                break
    return found


def _ordinal(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if (
        line.words[reading.number_first][-2:] in ("st", "nd", "rd", "th")
        and line.words[reading.number_first][0].isdigit()
    ):
        if line.word(reading.first - 1) in MONTHS or line.word(reading.last) in MONTHS:
            return reading.no_finding(Kind.DATE, "a day")
        return reading.no_finding(Kind.RANK, "a rank or an ordinal")
    if line.word(reading.first - 1) == "#" or line.words[reading.first - 1 : reading.last] == ["number", "one"]:
        return reading.no_finding(Kind.RANK, "a rank")
    return None


def _date(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if not reading.plain and not reading.bare:
        return None
    before, after = line.word(reading.first - 1), line.word(reading.last)
    if after == "s" and line.is_glued(reading.last):
        return _plural_figure(line, reading)
    whole = reading.value == reading.value.to_integral_value()
    if (
        whole
        and 1 <= reading.value <= 31
        and (before in MONTHS or after in MONTHS)
        and _is_day(line, reading, before, after)
    ):
        return reading.no_finding(Kind.DATE, "a day of the month")
    if index and found[index - 1].kind is Kind.DATE and before in ("-", ",") and reading.bare:
        return reading.no_finding(Kind.DATE, "part of a date")
    if (
        reading.plain
        and 1500 <= reading.value <= 2100
        and len(line.words[reading.number_first]) == 4
        and reading.first == reading.number_first
    ):
        return reading.no_finding(Kind.DATE, "a year")
    if before == "'" and reading.plain and reading.value < 100 and line.is_glued(reading.first):
        return reading.no_finding(Kind.DATE, "a year")
    if after in ("am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "est", "et", "gmt"):
        return reading.no_finding(Kind.TIME, "a time of day")
    return None


def _is_day(line: Line, reading: Reading, before: str, after: str) -> bool:
    """ "May 5" and "5 May", not "5 may" or "may 5"."""
    at = reading.first - 1 if before in MONTHS else reading.last
    return line.tokens[at].text[0].isupper() and line.tag(at) != "MD"


def _plural_figure(line: Line, reading: Reading) -> Reading | None:
    """ "The 1990s", "the '80s", "over-65s"."""
    before = line.word(reading.first - 1)
    if reading.value >= 1000 or before == "'":
        return reading.no_finding(Kind.DATE, "a decade")
    return reading.no_finding(Kind.AGE, "an age or a decade")


def _age(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    before, after, last = line.word(reading.first - 1), line.word(reading.last), reading.last
    verdict = reading.no_finding(Kind.AGE, "an age")
    if reading.value > 120 or reading.unit not in ("unit:NUM", "unit:YR", "unit:MO"):
        return None
    following = line.words[last : last + 4]
    if reading.kind is Kind.DURATION:
        old = (
            following[:1] in (["old"], ["olds"])
            or following[:2] in (["-", "old"], ["-", "olds"])
            or following[:3] == ["of", "age"]
            or following[:1] == ["of"]
            and following[1:2] == ["age"]
        )
        ancient = before in ("at", "aged", "age") and not old
        return verdict if (old and not _is_average(line, reading)) or (ancient and reading.unit == "unit:YR") else None
    if not reading.bare:
        return None
    if before in ("aged", "age", "ages") or (before == "of" and line.word(reading.first - 2) in ("age", "ages")):
        return verdict
    if (
        index
        and found[index - 1].kind is Kind.AGE
        and line.words[found[index - 1].last : reading.first] in (["to"], ["-"], ["and"], ["or"], ["through"])
    ):
        return verdict
    if following[:2] in (
        ["and", "older"],
        ["and", "over"],
        ["and", "under"],
        ["and", "up"],
        ["or", "older"],
        ["or", "younger"],
        ["and", "younger"],
        ["and", "above"],
        ["-", "and"],
    ):
        return verdict
    word = line.words[reading.first]
    hedge_only = reading.first < reading.number_first
    if (
        hedge_only
        and word in ("over", "under", "above", "below")
        and 10 <= reading.value <= 100
        and line.word(reading.first - 1) in _PERSONS
        and line.head(last) is None
    ):
        return verdict
    if before == "-" and line.word(reading.first - 2) in ("over", "under"):
        return verdict
    if (
        before == ","
        and after in (",", ".", "")
        and line.tag(reading.first - 2) == "NNP"
        and 12 <= reading.value <= 110
        and reading.in_words is False
        and after == ","
    ):
        return verdict
    return None


def _is_average(line: Line, reading: Reading) -> bool:
    return "average" in line.words[max(0, reading.first - 6) : reading.first]


def _error(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    before = line.words[max(0, reading.first - 4) : reading.first]
    sign = (
        line.words[reading.first] == "±"
        or "±" in before[-2:]
        or before[-3:] == ["+", "/", "-"]
        or before[-3:] == ["plus", "or", "minus"]
        or before[-2:] == ["plus", "minus"]
    )
    if sign:
        return reading.no_finding(Kind.ERROR, "a margin of error")
    words = line.words
    if "margin" in words:
        at = words.index("margin")
        if "error" in words[at : at + 5] and (0 < reading.first - at < 16 or reading.kind is Kind.POINTS):
            return reading.no_finding(Kind.ERROR, "a margin of error")
    after = words[reading.last : reading.last + 3]
    if (
        after[:1] in (["confidence"], ["credibility"])
        or after[:3] == ["level", "of", "confidence"]
        or after[1:2] == ["confidence"]
        and after[:1] == ["-"]
    ):
        return reading.no_finding(Kind.ERROR, "a level of confidence")
    return None


def _label(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    first, after = reading.first, line.word(reading.last)
    if not reading.bare or reading.scale != 1:
        return None
    if first == 0 and after in (".", ")", ":") and reading.last < len(line.words) - 1:
        return reading.no_finding(Kind.IDENTIFIER, "the number of a list item")
    before = line.word(first - 1)
    if before == "(" and after == ")" and first <= 1:
        return reading.no_finding(Kind.IDENTIFIER, "the number of a list item")
    touching = (line.is_glued(first) and before not in ("(", '"', "'", "~", "$", "[", "/")) or (
        line.is_glued(reading.last) and after in ("/", "_", "#", "&")
    )
    if touching and not (before == "-" and index and found[index - 1].last == first - 1):
        return reading.no_finding(Kind.IDENTIFIER, "part of a name")
    if (
        before in _LABELS
        and (line.tag(first - 1) not in ("DT",))
        and not reading.in_words
        and (
            line.tokens[first - 1].text[0].isupper()
            or before
            in (
                "no.",
                "number",
                "#",
                "page",
                "version",
                "section",
                "chapter",
                "top",
                "bottom",
                "p.",
                "step",
                "grade",
                "route",
                "level",
            )
        )
    ):
        return reading.no_finding(Kind.IDENTIFIER, "part of a name")
    if (
        line.tag(first - 1) in ("NNP", "NNPS")
        and reading.plain
        and line.head(reading.last) is None
        and before not in MONTHS
        and not any(r.kind is Kind.SCORE for r in found[:index])
    ):
        return reading.no_finding(Kind.IDENTIFIER, "part of a name")
    return None


def _rate_base(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if line.word(reading.first - 1) == "per" and reading.bare:
        return reading.no_finding(Kind.COUNT, "the base of a rate")
    return None


def _share(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if reading.kind is not Kind.SHARE:
        return None
    before = line.word(reading.first - 1)
    if before in ("top", "bottom", "richest", "poorest", "wealthiest", "highest", "lowest"):
        return reading.no_finding(Kind.SHARE, "the name of a group")
    if line.word(reading.last) in ("off", "discount"):
        return reading.no_finding(Kind.SHARE, "a discount")
    return reading


def _multiple(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if reading.kind is not Kind.MULTIPLE:
        return None
    if (
        reading.change is not None
        or line.words[reading.last - 1] in ("fold", "x")
        or "fold" in line.words[reading.last - 1]
    ):
        return reading
    after, tag = line.word(reading.last), line.tag(reading.last)
    word = line.words[reading.number_first]
    if word in ("double", "triple", "treble", "quadruple", "quintuple"):
        return reading
    compares = after in (
        "as",
        "more",
        "less",
        "the",
        "that",
        "likelier",
        "its",
        "their",
        "what",
        "than",
        "fewer",
        "higher",
        "greater",
        "larger",
        "bigger",
    ) or tag in ("JJR", "RBR")
    if compares and not (word in ("twice", "thrice") and after in ("more", "less")):
        return reading
    return reading.no_finding(Kind.MULTIPLE, "how often something happens")


def _duration(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if reading.kind is not Kind.DURATION:
        return None
    if _is_embedded(line, found, index):
        return reading.no_finding(Kind.DURATION, "part of what is measured")
    before, after = line.word(reading.first - 1), line.word(reading.last)
    window = line.words[max(0, reading.first - 14) : reading.first]
    if after in _SAYS_MORE and line.word(reading.last) != "later" and after != "earlier":
        return reading
    if before == "-" or after in ("-", "ago", "period") or line.is_noun(reading.last):
        return reading.no_finding(Kind.DURATION, "a stretch of time")
    if (
        before
        in (
            "in",
            "within",
            "over",
            "after",
            "during",
            "for",
            "past",
            "last",
            "next",
            "previous",
            "every",
            "the",
            "first",
            "coming",
            "since",
            "by",
            "until",
            "through",
            "these",
            "those",
            "under",
        )
        and "average" not in window
    ):
        return reading.no_finding(Kind.DURATION, "a stretch of time")
    if line.words[reading.first] == "over" and "ahead" not in line.words and "behind" not in line.words:
        return reading.no_finding(Kind.DURATION, "a stretch of time")
    expects = _DURATION_MEASURES.intersection(window) or "expectancy" in line.words or "ahead" in line.words
    if expects or (index and found[index - 1].kind is Kind.DURATION and found[index - 1].finding):
        return reading
    return reading.no_finding(Kind.DURATION, "a stretch of time")


def _sample(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if reading.kind is not Kind.COUNT or reading.value < 5:
        return None
    verdict = reading.no_finding(Kind.SAMPLE, "a sample size")
    head = line.head(reading.last)
    noun = line.word(head) if head is not None else ""
    before = line.words[max(0, reading.first - 7) : reading.first]
    if line.words[max(0, reading.first - 2) : reading.first] == ["n", "="]:
        return verdict
    if reading.whole is not None:
        return None
    if noun in _SAMPLE_NOUNS and line.word(reading.first - 1) not in ("than",):
        return verdict
    if (
        noun
        and _SAMPLE_WORDS.intersection(before)
        and not any(
            line.tag(i).startswith("VBD") and line.words[i] not in _SAMPLE_WORDS
            for i in range(max(0, reading.first - 4), reading.first)
        )
    ):
        return verdict
    after = line.words[reading.last : (head if head is not None else reading.last) + 9]
    if (
        any(w in ("surveyed", "polled", "interviewed", "questioned", "responded", "participated") for w in after[:8])
        and reading.value >= 20
    ):
        return verdict
    return None


def _is_embedded(line: Line, found: Sequence[Reading], index: int) -> bool:
    """Whether a number stands in the predicate of a share ("70% said that it takes 15 days")."""
    reading = found[index]
    for left in reversed(found[:index]):
        if left.kind is Kind.SHARE and left.finding:
            between = range(left.last, reading.first)
            if any(line.words[i] in (";", ".") for i in between):
                return False
            verbs = any(line.tags[i].startswith(("VB", "MD")) for i in between)
            prior = line.word(reading.first - 1)
            return (
                verbs
                and prior not in ("or", "to", "by", "(")
                and "average" not in line.words[max(0, reading.first - 4) : reading.first]
            )
    return False


def _count(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if reading.kind is not Kind.COUNT:
        return None
    if reading.whole is not None:
        return reading
    before, head = line.word(reading.first - 1), line.head(reading.last)
    noun = line.word(head) if head is not None else ""
    if noun in _LIST_NOUNS or line.word(reading.last) in _LIST_NOUNS:
        return reading.no_finding(Kind.COUNT, "the length of a list")
    if before in _DEFINITE and reading.value < _LIMIT:
        return reading.no_finding(Kind.COUNT, "a known set, not a finding")
    if line.word(reading.last) == "-":
        return reading.no_finding(Kind.COUNT, "part of a description")
    if _is_embedded(line, found, index):
        return reading.no_finding(Kind.COUNT, "part of what is measured")
    if is_bare(line, reading):
        return _bare(line, found, index)
    averaged = "average" in line.words[max(0, reading.first - 4) : reading.first]
    if averaged or line.word(reading.last) in ("fewer", "more"):
        return reading
    if before in _PLACE and reading.value < 10 * _LIMIT:
        return reading.no_finding(Kind.COUNT, "part of a description")
    if reading.value <= 20 and not (before in ("only", "just") or reading.qualifier is Qualifier.UP_TO):
        return reading.no_finding(Kind.COUNT, "a small number of things in the story")
    return reading


def _bare(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    """A number with neither unit nor noun: a score, the count that one before names, or nothing."""
    reading = found[index]
    window = line.words[max(0, reading.first - 6) : reading.first]
    if _SCORE_WORDS.intersection(window):
        return reading._replace(kind=Kind.SCORE)
    model = next(
        (left for left in reversed(found[:index]) if left.finding and left.kind in (Kind.COUNT, Kind.SCORE)), None
    )
    before = line.word(reading.first - 1)
    if model is not None and (
        before in ("from", "than", "to", "and", "versus", "vs.")
        or (model.kind is Kind.SCORE and line.is_noun(reading.first - 1))
    ):
        return reading._replace(kind=model.kind)
    if window[-2:] in (["there", "are"], ["there", "were"]) and line.word(reading.last) in (".", ""):
        return reading
    if reading.scale > 1 or line.word(reading.last) in ("fewer", "more") or reading.change is not None:
        return reading
    return reading.no_finding(Kind.COUNT, "a number without a thing that it counts")


def _score(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if reading.kind is not Kind.SCORE:
        return None
    if line.word(reading.last) in ("scale", "guide", "system") or line.word(reading.last) == "-":
        return reading.no_finding(Kind.SCORE, "the length of a scale")
    if reading.change is None and reading.value <= 12:
        return reading.no_finding(Kind.SCORE, "points of a list")
    percent = any(other.kind is Kind.SHARE for other in found) or reading.value <= 20
    if percent and reading.change is not None:
        return reading._replace(kind=Kind.POINTS, unit="wh:PercentagePoint")
    return reading


def _money(line: Line, found: Sequence[Reading], index: int) -> Reading | None:
    reading = found[index]
    if reading.kind is not Kind.MONEY:
        return None
    if _is_embedded(line, found, index):
        return reading.no_finding(Kind.MONEY, "part of what is measured")
    return reading


_RULES: tuple[Rule, ...] = (
    _ordinal,
    _date,
    _age,
    _error,
    _label,
    _rate_base,
    _share,
    _multiple,
    _duration,
    _score,
    _money,
    _sample,
    _count,
)
