"""Whether a number survived one hop: what a retelling did to it, to its wording, its base and its context.

An honest rounding is told apart from a changed value by the interval that each printed number can stand for
(`whence.resolve.rounding`). Strength of wording is read off the scales of whence/data/resolve/strength.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from whence import resources, text
from whence.knowledge import Alteration
from whence.model import Qualifier, Quantity, StatisticalClaim, StudyMention
from whence.resolve import wording
from whence.resolve.rounding import Interval, interval

_RANGE = re.compile(
    r"\b(?:[Bb]etween|[Ff]rom) (\d[\d.,]{0,12}(?:%| percent)? (?:and|to) \d[\d.,]{0,12}(?:%| percent)?)"
)


@dataclass(frozen=True, slots=True)
class Survival:
    """What happened on one hop, and the rule behind each finding in words."""

    alterations: tuple[Alteration, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Change:
    alteration: Alteration
    reason: str


def survival(
    told: StatisticalClaim,
    source: StatisticalClaim,
    told_study: StudyMention | None = None,
    source_study: StudyMention | None = None,
) -> Survival:
    """What the retelling `told` did to `source`, a claim of the article that it was taken from."""
    changes = [
        _number(told, source),
        *_strength(_wording(told), _wording(source)),
        *_base(told.population, source.population),
        *_lost(told_study, source_study),
    ]
    order = list(Alteration)
    alterations = sorted({change.alteration for change in changes}, key=order.index)
    return Survival(tuple(alterations), "; ".join(change.reason for change in changes))


def _number(claim: StatisticalClaim, origin_claim: StatisticalClaim) -> _Change:
    """What happened to the number itself."""
    told, source = claim.quantity, origin_claim.quantity
    pair = f"{source.printed} told as {told.printed}"
    if told.unit != source.unit:
        return _Change(Alteration.UNIT_CHANGED, f"{pair}, in another unit")
    mine, origin = interval(told), interval(source)
    if end_of_range(origin_claim) and not end_of_range(claim):
        return _Change(Alteration.RANGE_COLLAPSED, f"{pair}, one end of the range {end_of_range(origin_claim)}")
    if told.value == source.value:
        return _same_value(told, source, pair)
    if _hedges_meet(told, source):
        stronger = mine.low >= origin.high
        alteration = Alteration.STRENGTHENED if stronger else Alteration.WEAKENED
        return _Change(alteration, f"{pair}: what the hedge leaves open is told as its far end")
    if not mine.meets(origin):
        return _Change(Alteration.VALUE_CHANGED, f"{pair}: {_spread(mine)} leaves {_spread(origin)} out")
    if mine.high - mine.low < origin.high - origin.low:
        return _Change(Alteration.VALUE_CHANGED, f"{pair}, more precise than the source has it")
    alteration = Alteration.ROUNDED if told.qualifier is Qualifier.EXACTLY else Alteration.APPROXIMATED
    return _Change(alteration, f"{pair}, which can stand for {_spread(mine)}")


def _same_value(told: Quantity, source: Quantity, pair: str) -> _Change:
    if told.qualifier is source.qualifier:
        return _Change(Alteration.IDENTICAL, "the number is identical")
    if source.qualifier is Qualifier.EXACTLY:
        return _Change(Alteration.APPROXIMATED, f"{pair}: a hedge was added")
    if told.qualifier is Qualifier.EXACTLY:
        return _Change(Alteration.ROUNDED, f"{pair}: the hedge was dropped")
    return _Change(Alteration.APPROXIMATED, f"{pair}: another hedge")


def _hedges_meet(told: Quantity, source: Quantity) -> bool:
    """Whether hedges of two round numbers lead to one value from two sides: "more than 60", "nearly 70"."""
    sides = {told.qualifier, source.qualifier}
    if Qualifier.NEARLY not in sides or not sides & {Qualifier.MORE_THAN, Qualifier.AT_LEAST}:
        return False
    near, over = (told, source) if told.qualifier is Qualifier.NEARLY else (source, told)
    step = Decimal(10) if over.value % 10 == 0 == near.value % 10 else Decimal(5)
    return over.value < near.value <= over.value + step


def end_of_range(claim: StatisticalClaim) -> str:
    """The range of which a claim's number is one end, as printed around it: "30 and 36 percent"; else nothing."""
    selector = claim.selector
    around = text.plain(f"{selector.prefix}{selector.exact}{selector.suffix}")
    return next((span[1] for span in _RANGE.finditer(around) if claim.quantity.printed in span[1]), "")


def _spread(span: Interval) -> str:
    return f"{span.low.normalize():f} to {span.high.normalize():f}"


# ---------------------------------------------------------------- wording


def _strength(told: str, source: str) -> Iterator[_Change]:
    """The scales on which the wording of the retelling stands higher or lower than that of its source."""
    mine, origin = (f" {' '.join(text.plain(quote).casefold().split())} " for quote in (told, source))
    for pattern, steps in _scales():
        stronger, weaker = _highest(mine, pattern, steps), _highest(origin, pattern, steps)
        if not stronger or not weaker or stronger[0] == weaker[0]:
            continue
        alteration = Alteration.STRENGTHENED if stronger[0] > weaker[0] else Alteration.WEAKENED
        yield _Change(alteration, f'"{weaker[1]}" became "{stronger[1]}"')


def _wording(claim: StatisticalClaim) -> str:
    """A claim's quote with the words of its clause right before it: "the vast", before "majority (61%) of"."""
    before = re.split(r"[,.;:!?\n]", text.plain(claim.selector.prefix))[-1].split(" ")
    return " ".join([*before[-3:-1], before[-1] + claim.selector.exact])


def _highest(quote: str, pattern: re.Pattern[str], steps: dict[str, int]) -> tuple[int, str] | None:
    """The highest step of a scale that a quote reaches, with its words."""
    return max(((steps[words], words) for words in pattern.findall(quote)), default=None)


@cache
def _scales() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    scales = []
    for line in resources.word_list("resolve", "strength.txt"):
        steps = {words.strip(): level for level, step in enumerate(line.split("<")) for words in step.split("|")}
        longest_first = sorted(steps, key=lambda words: (-len(words), words))
        scales.append((re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b"), steps))
    return tuple(scales)


# ---------------------------------------------------------------- base and context


def _base(told: str | None, source: str | None) -> Iterator[_Change]:
    """Whether the number speaks of others than in the source; "respondents" and the like say nothing."""
    mine, origin = (wording.population_gist(label or "") for label in (told, source))
    if not mine or not origin or mine == origin:
        return
    pair = f'"{source}" became "{told}"'
    if mine < origin:
        yield _Change(Alteration.BASE_WIDENED, pair)
    elif mine > origin:
        yield _Change(Alteration.BASE_NARROWED, pair)
    else:
        yield _Change(Alteration.BASE_CHANGED, pair)


def _lost(told: StudyMention | None, source: StudyMention | None) -> Iterator[_Change]:
    """What the source tells of the study and the retelling doesn't."""
    if source is None:
        return
    named = told is not None and bool(told.title or told.organizations)
    if not named and (source.title or source.organizations):
        yield _Change(Alteration.STUDY_DROPPED, "the study is lost")
    if source.organizations and not (told and told.organizations):
        yield _Change(Alteration.CONDUCTOR_DROPPED, "its conductor is lost")
    if source.samples and not (told and told.samples):
        yield _Change(Alteration.SAMPLE_DROPPED, "its sample is lost")
    if source.year and not (told and told.year):
        yield _Change(Alteration.YEAR_DROPPED, "its year is lost")
