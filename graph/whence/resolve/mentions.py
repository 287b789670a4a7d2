"""How alike two mentions of studies are: the features that speak for and against their being of one study.

Each feature has a weight, in a scale of our own whose bars stand in `whence.resolve.studies`, and says in words
what was seen. Another year rules one study out, whatever else is alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from whence.model import Qualifier, Sample, StatisticalClaim
from whence.resolve import wording
from whence.resolve.corpus import ToldClaim
from whence.resolve.likeness import Likeness, Subject, likeness, same_numbers
from whence.resolve.profiles import Profile, house, study_words
from whence.resolve.rounding import Interval, distinctive, size_interval

_ALIKE = 0.3
_LIKE_WORDS = 0.2
_FEW = 0.25
_SAME_NEWS_DAYS = 7
_NEAR_DAYS = 45
_QUARTER_DAYS = 90
_YEAR_DAYS = 365
_MANY = 3
"""Two mentions with this many claims each, and none in common, are less likely of one study."""
_TOPIC = 5
_TOPIC_SHARE = 0.4
_HALF = Decimal(50)
_DETAILED = 3
_CLEAR = 0.6
_TOLD_APART = -5.0
"""Other conductors and other samples of one population are other studies, whatever title and findings they share."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that speaks for (weight above 0) or against two mentions being of one study."""

    weight: float
    reason: str


def features(
    one: Profile, other: Profile, drawn: set[tuple[str, str]], subjects: Mapping[str, Subject]
) -> Iterator[Feature]:
    """What speaks for and against two mentions being of one study; `drawn` holds (article, source) pairs."""
    if not _meet(one, other):
        return
    dated = tuple(_same_year(one, other))
    yield from dated
    if any(feature.weight < 0 for feature in dated):
        return
    who = tuple(_same_conductor(one, other))
    whom = tuple(_same_samples(one.told.mention.samples, other.told.mention.samples))
    yield from (*who, *whom)
    if sum(min(feature.weight, 0.0) for feature in (*who, *whom)) <= _TOLD_APART:
        return
    yield from _same_title(one, other)
    yield from _same_findings(one.claims, other.claims, subjects)
    yield from _same_topic(one, other)
    yield from _near_in_time(one, other)
    yield from _complementary(one, other)
    if (one.told.article, other.told.article) in drawn or (other.told.article, one.told.article) in drawn:
        yield Feature(1.0, "one article draws on the other")


def _complementary(one: Profile, other: Profile) -> Iterator[Feature]:
    """Where an article names a house twice, once for its sample and once for a title and findings, it has one study."""
    mine, yours = one.told.mention, other.told.mention
    if one.told.article != other.told.article or not one.conductors or one.conductors != other.conductors:
        return
    if (mine.title and yours.title) or (mine.samples and yours.samples) or (one.claims and other.claims):
        return
    if (mine.samples or yours.samples) and (mine.title or yours.title) and not differ(one, other):
        yield Feature(1.0, "each tells what the other leaves out")


def differ(one: Profile, other: Profile) -> bool:
    """Whether an article tells two of its mentions apart: by conductor, title, year, sample or "a previous survey"."""
    if one.set_apart or other.set_apart:
        return True
    if one.conductors and other.conductors and not one.houses & other.houses:
        return True
    mine, yours = one.told.mention.samples, other.told.mention.samples
    against = (*_same_title(one, other), *_same_year(one, other), *_same_samples(mine, yours))
    return any(feature.weight < 0 for feature in against)


def _meet(one: Profile, other: Profile) -> bool:
    """Whether there is enough to compare: a house, a title, or a few uncommon numbers."""
    if one.houses & other.houses or (len(one.title) > 2 and one.title == other.title):
        return True
    if one.houses and other.houses:
        return len(one.numbers & other.numbers) > 1
    sizes = {sample.size for sample in one.told.mention.samples} & {s.size for s in other.told.mention.samples}
    return bool(one.numbers & other.numbers or sizes)


# ---------------------------------------------------------------- features


def _same_conductor(one: Profile, other: Profile) -> Iterator[Feature]:
    shared = len(one.conductors & other.conductors)
    if shared > 1:
        yield Feature(1.5, f"{shared} conductors in common")
    elif shared == 1:
        yield Feature(0.0, "the same conductor")
    elif any(_cut_short(name, full) for name in one.names for full in other.names):
        yield Feature(0.0, "the same conductor, its name cut short")
    elif one.houses & other.houses:
        yield Feature(-1.0, "conductors of one house, but of different names")
    elif one.conductors and other.conductors:
        yield Feature(-2.0, "different conductors")
    else:
        yield Feature(-0.5, "a conductor that only one of them names")


def _cut_short(one: str, other: str) -> bool:
    """Whether one key of an organization is how the other begins: "Example" and "Example Research Center"."""
    short, full = sorted((one, other), key=len)
    return f"{full} ".startswith(f"{short} ") and house(short) == house(full)


def _same_title(one: Profile, other: Profile) -> Iterator[Feature]:
    if not one.title or not other.title:
        return
    alike = (wording.dice(one.title, other.title) + wording.containment(one.title, other.title)) / 2
    if alike >= 0.8:
        yield Feature(3.0 if len(one.title | other.title) > 1 else 2.0, "the same title")
    elif alike >= 0.5:
        yield Feature(1.0, "like titles")
    else:
        yield Feature(-3.0, "different titles")


def _same_year(one: Profile, other: Profile) -> Iterator[Feature]:
    if one.year and other.year:
        same = one.year == other.year
        yield Feature(1.0, f"both of {one.year}") if same else Feature(-6.0, "different years")
    elif _too_late(one, other) or _too_late(other, one):
        yield Feature(-6.0, "one was published before the other study's year")


def _too_late(one: Profile, other: Profile) -> bool:
    return bool(one.year and other.published[:4] and int(other.published[:4]) < one.year)


def _same_samples(ones: Sequence[Sample], others: Sequence[Sample]) -> Iterator[Feature]:
    """Sizes that agree speak for one study; like populations with other sizes against it."""
    agreeing = [(one, other) for one in ones for other in others if _same_size(one, other)]
    if agreeing:
        told = ", ".join(sorted({_sizes(one.size, other.size) for one, other in agreeing}))
        weight = sum(_size_weight(one, other) for one, other in agreeing)
        several = len({(one.size, other.size) for one, other in agreeing}) > 1
        yield Feature(min(2 * weight if several else weight, 4.0), f"the same sample size ({told})")
        return
    populations = [_population_likeness(one, other) for one in ones for other in others]
    nearest = max((alike for alike in populations if alike is not None), default=0.0)
    if nearest == 1.0:
        yield Feature(-3.0, "samples of other sizes")
    elif nearest >= 0.5:
        yield Feature(-1.5, "samples of other sizes")


def _same_size(one: Sample, other: Sample) -> bool:
    met = _interval(one).meets(_interval(other))
    alike = _population_likeness(one, other)
    return met and (alike is None or alike > 0 or one.size == other.size)


def _size_weight(one: Sample, other: Sample) -> float:
    """Most polls ask about a thousand: one size, above all a round one, says little, several together much."""
    return 1.5 if one.size == other.size and one.size % 50 else 0.75


def _sizes(one: int, other: int) -> str:
    return f"{one:,}" if one == other else f"{max(one, other):,} told as {min(one, other):,}"


def _population_likeness(one: Sample, other: Sample) -> float | None:
    mine, yours = (_asked(sample) for sample in (one, other))
    return wording.dice(mine, yours) if mine and yours else None


def _asked(sample: Sample) -> frozenset[str]:
    """Who was asked, without when."""
    label = sample.population or ""
    return wording.population_gist(label) - wording.numbers(label) - study_words()


def _interval(sample: Sample) -> Interval:
    return size_interval(sample.size, sample.qualifier)


def _same_findings(
    ones: Sequence[ToldClaim], others: Sequence[ToldClaim], subjects: Mapping[str, Subject]
) -> Iterator[Feature]:
    """Findings told in both; each claim counts once."""
    weights: dict[str, float] = {}
    for mine, yours in same_numbers(ones, others):
        alike = likeness(subjects[mine.iri], subjects[yours.iri])
        if alike.score >= _ALIKE and alike.words >= _LIKE_WORDS:
            detail = len(subjects[mine.iri].measure & subjects[yours.iri].measure)
            weight = _finding_weight(mine.claim, yours.claim, alike, detail)
            weights[mine.iri] = max(weight, weights.get(mine.iri, 0.0))
    count, fewer = len(weights), min(len(ones), len(others))
    if weights:
        yield Feature(min(sum(weights.values()), 4.0), f"{count} finding{'s' if count > 1 else ''} told in both")
    if fewer >= _MANY and count < _FEW * fewer:
        yield Feature(-0.5 if count else -1.0, "few of many findings in common" if count else "no finding told in both")


def _finding_weight(one: StatisticalClaim, other: StatisticalClaim, alike: Likeness, detail: int) -> float:
    """A number that many findings share ("most", "about half", 10%) says less than one that few do.

    One number on one detailed question is unlikely to come from two surveys. `detail` counts the stems of the
    measure that both tell.
    """
    weight = 2.2 * alike.score - 0.4
    if one.quantity.value != other.quantity.value:
        return weight / 2
    if one.quantity.value == _HALF and Qualifier.EXACTLY not in (one.quantity.qualifier, other.quantity.qualifier):
        return weight / 4
    weight += 1.0 if detail >= _DETAILED and alike.score >= _CLEAR else 0.0
    return weight + 0.5 if distinctive(one.quantity) and alike.words >= _CLEAR else weight


def _same_topic(one: Profile, other: Profile) -> Iterator[Feature]:
    """Whether what is told of the one is largely what is told of the other, numbers aside."""
    if min(len(one.topic), len(other.topic)) >= _TOPIC and wording.containment(one.topic, other.topic) >= _TOPIC_SHARE:
        yield Feature(1.0, "the same topic")


def _near_in_time(one: Profile, other: Profile) -> Iterator[Feature]:
    if len(one.published) < 10 or len(other.published) < 10:
        return
    days = abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)
    if days <= _NEAR_DAYS:
        weight = 1.0 if days <= _SAME_NEWS_DAYS else 0.5
        yield Feature(
            weight, f"told within {days} day{'' if days == 1 else 's'} of each other" if days else "told on one day"
        )
    elif days > _QUARTER_DAYS and not (one.year and one.year == other.year):
        yield Feature(-1.5 if days > _YEAR_DAYS else -0.5, f"told {days} days apart")
