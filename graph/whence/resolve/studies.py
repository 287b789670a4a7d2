"""Which mentions are of one study.

Mentions meet when they share a conductor, or a title that says enough. Features for and against are weighed, each
giving a reason: title, year, sample sizes (exact or honestly rounded), findings told in both, nearness of
publication, one article drawing on the other. Another year or another title tells waves and surveys of one
conductor apart. Between the two bars nothing is merged: the pair is proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from whence import resources
from whence.knowledge import Derivation, Match, Proposal, Study
from whence.model import Qualifier, Sample, StatisticalClaim
from whence.rdf import iris
from whence.resolve import wording
from whence.resolve.agents import Agents
from whence.resolve.corpus import Telling, ToldStudy, years
from whence.resolve.grouping import Link, Rules, candidate_pairs, components
from whence.resolve.likeness import Subject, likeness, number_keys, same_numbers
from whence.resolve.rounding import Interval, distinctive, size_interval

MERGED = 2.75
"""The weight from which two mentions are one study."""
PROPOSED = 1.5
"""The weight from which two mentions may be one study."""
_ALIKE = 0.35
_NEAR_DAYS = 45
_MANY = 3
"""Two mentions with this many claims each, and none in common, are less likely of one study."""
_HALF = Decimal(50)
_DETAILED = 3
_CLEAR = 0.6


@dataclass(frozen=True, slots=True)
class Studies:
    """The canonical studies, the study of each mention, and why."""

    canonical: tuple[Study, ...]
    of: Mapping[str, str]
    matches: tuple[Match, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class _Profile:
    """A mention prepared for comparison; `published` is its article's date."""

    told: ToldStudy
    conductors: frozenset[str]
    title: frozenset[str]
    year: int | None
    published: str


@dataclass(frozen=True, slots=True)
class _Span:
    """The year of a study, where told, and the first date on which an article told of it."""

    year: int | None
    first_told: str


@dataclass(frozen=True, slots=True)
class _Feature:
    """Something that speaks for (weight above 0) or against two mentions being of one study."""

    weight: float
    reason: str


def studies(
    tellings: Sequence[Telling],
    agents: Agents,
    derivations: Sequence[Derivation],
    subjects: Mapping[str, Subject],
) -> Studies:
    """The canonical studies behind the mentions of all articles."""
    profiles = {profile.told.iri: profile for telling in tellings for profile in _profiles(telling, agents)}
    drawn = {(derivation.article, derivation.source) for derivation in derivations}
    keys = {iri: tuple(_keys(profile)) for iri, profile in profiles.items()}
    order = {iri: profile.published for iri, profile in profiles.items()}
    same: list[Link] = []
    unsure: list[Link] = []
    for one, other in candidate_pairs(keys, order):
        features = tuple(_features(profiles[one], profiles[other], drawn, subjects))
        weight = sum(feature.weight for feature in features)
        if weight >= PROPOSED:
            reason = _told(features)
            (same if weight >= MERGED else unsure).append(Link(one, other, reason, _confidence(weight)))
    rules = Rules(
        homes={iri: profile.told.article for iri, profile in profiles.items()},
        facts={iri: _Span(profile.year, profile.published) for iri, profile in profiles.items()},
        agree=_joint,
    )
    found = components(profiles, same, rules)
    return _named(profiles, found.groups, same, (*unsure, *found.refused))


# ---------------------------------------------------------------- profiles and keys


def _profiles(telling: Telling, agents: Agents) -> Iterator[_Profile]:
    for told in telling.studies:
        mention = told.mention
        conductors = agents.organizations(telling.evidence, mention.organizations)
        names = frozenset(stem for name in mention.organizations for stem in wording.stems(name))
        title = wording.stems(mention.title or "") - names - _study_words()
        in_title = years(mention.title)
        year = mention.year or (min(in_title) if len(in_title) == 1 else None)
        numbers = frozenset(str(number) for number in in_title)
        yield _Profile(told, conductors, title - numbers, year, telling.published)


def _keys(profile: _Profile) -> Iterator[Hashable]:
    """Keys of which two mentions of one study share at least one."""
    if len(profile.title) > 2:
        yield "title", tuple(sorted(profile.title))
    for conductor in profile.conductors:
        if profile.year:
            yield "year", conductor, profile.year
        for word in profile.title:
            yield "word", conductor, word
        for sample in profile.told.mention.samples:
            for size in size_keys(sample):
                yield "size", conductor, size
        for told in profile.told.claims:
            for number in number_keys(told.claim):
                yield "number", conductor, number


def size_keys(sample: Sample) -> range:
    """Keys of which two samples of the same size, exact or rounded, share at least one."""
    span = size_interval(sample.size, sample.qualifier)
    step = max(1, 10 ** (len(str(sample.size)) - 2))
    return range(int(span.low) // step, int(span.high) // step + 1)


def _joint(one: _Span, other: _Span) -> _Span | None:
    """What two groups of mentions know of one study's year; None where it can't be one study's."""
    if one.year and other.year and one.year != other.year:
        return None
    year = one.year or other.year
    first_told = min(filter(None, (one.first_told, other.first_told)), default="")
    if year and first_told and int(first_told[:4]) < year:
        return None
    return _Span(year, first_told)


# ---------------------------------------------------------------- features


def _features(
    one: _Profile, other: _Profile, drawn: set[tuple[str, str]], subjects: Mapping[str, Subject]
) -> Iterator[_Feature]:
    if not one.conductors & other.conductors and not (len(one.title) > 2 and one.title == other.title):
        return
    dated = tuple(_same_year(one, other))
    yield from dated
    if any(feature.weight < 0 for feature in dated):
        return
    yield from _same_title(one, other)
    yield from _same_samples(one.told.mention.samples, other.told.mention.samples)
    yield from _same_findings(one.told, other.told, subjects)
    yield from _near_in_time(one, other)
    if (one.told.article, other.told.article) in drawn or (other.told.article, one.told.article) in drawn:
        yield _Feature(1.5, "one article draws on the other")


def _same_title(one: _Profile, other: _Profile) -> Iterator[_Feature]:
    if not one.title or not other.title:
        return
    alike = (wording.dice(one.title, other.title) + wording.containment(one.title, other.title)) / 2
    if alike >= 0.8:
        yield _Feature(3.0 if len(one.title | other.title) > 1 else 2.0, "the same title")
    elif alike >= 0.5:
        yield _Feature(1.0, "like titles")
    else:
        yield _Feature(-2.0, "different titles")


def _same_year(one: _Profile, other: _Profile) -> Iterator[_Feature]:
    if one.year and other.year:
        same = one.year == other.year
        yield _Feature(1.0, f"both of {one.year}") if same else _Feature(-6.0, "different years")
    elif _too_late(one, other) or _too_late(other, one):
        yield _Feature(-6.0, "one was published before the other study's year")


def _too_late(one: _Profile, other: _Profile) -> bool:
    return bool(one.year and other.published[:4] and int(other.published[:4]) < one.year)


def _same_samples(ones: Sequence[Sample], others: Sequence[Sample]) -> Iterator[_Feature]:
    """Sizes that agree speak for one study; like populations with other sizes against it."""
    agreeing = [(one, other) for one in ones for other in others if _same_size(one, other)]
    if agreeing:
        told = ", ".join(sorted({_sizes(one.size, other.size) for one, other in agreeing}))
        weight = min(sum(_size_weight(one, other) for one, other in agreeing), 4.0)
        yield _Feature(weight, f"the same sample size ({told})")
        return
    populations = [_population_likeness(one, other) for one in ones for other in others]
    nearest = max((alike for alike in populations if alike is not None), default=0.0)
    if nearest == 1.0:
        yield _Feature(-3.0, "samples of other sizes")
    elif nearest >= 0.5:
        yield _Feature(-1.5, "samples of other sizes")


def _same_size(one: Sample, other: Sample) -> bool:
    met = _interval(one).meets(_interval(other))
    alike = _population_likeness(one, other)
    return met and (alike is None or alike > 0 or one.size == other.size)


def _size_weight(one: Sample, other: Sample) -> float:
    """An exact unround size is nearly a name; a round one is shared by many surveys."""
    if one.size == other.size:
        return 3.0 if one.size % 50 else 1.5
    return 1.5 if min(one.size, other.size) >= 100 else 0.5


def _sizes(one: int, other: int) -> str:
    return f"{one:,}" if one == other else f"{max(one, other):,} told as {min(one, other):,}"


def _population_likeness(one: Sample, other: Sample) -> float | None:
    mine, yours = (wording.population_gist(sample.population or "") for sample in (one, other))
    return wording.dice(mine, yours) if mine and yours else None


def _interval(sample: Sample) -> Interval:
    return size_interval(sample.size, sample.qualifier)


def _same_findings(one: ToldStudy, other: ToldStudy, subjects: Mapping[str, Subject]) -> Iterator[_Feature]:
    """Findings told in both; each claim counts once."""
    weights: dict[str, float] = {}
    for mine, yours in same_numbers(one.claims, other.claims):
        alike = likeness(subjects[mine.iri], subjects[yours.iri]).score
        if alike >= _ALIKE:
            detail = len(subjects[mine.iri].measure & subjects[yours.iri].measure)
            weight = _finding_weight(mine.claim, yours.claim, alike, detail)
            weights[mine.iri] = max(weight, weights.get(mine.iri, 0.0))
    if weights:
        count = len(weights)
        yield _Feature(min(sum(weights.values()), 4.0), f"{count} finding{'s' if count > 1 else ''} told in both")
    elif min(len(one.claims), len(other.claims)) >= _MANY:
        yield _Feature(-1.0, "no finding told in both")


def _finding_weight(one: StatisticalClaim, other: StatisticalClaim, alike: float, detail: int) -> float:
    """A number that many findings share ("most", "about half", 10%) says less than one that few do.

    One number on one detailed question is unlikely to come from two surveys. `detail` counts the stems of the
    measure that both tell.
    """
    weight = 2 * alike - 0.2
    if one.quantity.value != other.quantity.value:
        return weight / 2
    if one.quantity.value == _HALF and Qualifier.EXACTLY not in (one.quantity.qualifier, other.quantity.qualifier):
        return weight / 4
    weight += 1.0 if detail >= _DETAILED and alike >= _CLEAR else 0.0
    return weight + 0.5 if distinctive(one.quantity) else weight


def _near_in_time(one: _Profile, other: _Profile) -> Iterator[_Feature]:
    if len(one.published) < 10 or len(other.published) < 10:
        return
    days = abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)
    if days <= _NEAR_DAYS:
        yield _Feature(0.5, f"told within {days} day{'' if days == 1 else 's'}")
    elif days > 700 and not (one.year and one.year == other.year):
        yield _Feature(-1.5, "told years apart")


def _told(features: Sequence[_Feature]) -> str:
    """The features in words, those against after those for."""
    speaking_for = "; ".join(feature.reason for feature in features if feature.weight > 0)
    against = "; ".join(feature.reason for feature in features if feature.weight < 0)
    return f"{speaking_for}; but {against}" if against else speaking_for


def _confidence(weight: float) -> float:
    """From 0.5 at the lower bar to 0.98: a reading of the weights, not a frequency."""
    return round(min(0.98, 0.5 + (weight - PROPOSED) * 0.15), 2)


# ---------------------------------------------------------------- the canonical studies


def _named(
    profiles: Mapping[str, _Profile], groups: Sequence[tuple[str, ...]], same: Sequence[Link], unsure: Sequence[Link]
) -> Studies:
    of = {member: iris.canonical("study", group) for group in groups for member in group}
    best: dict[str, Link] = {}
    for link in sorted(same, key=lambda link: (link.confidence, link.one, link.other)):
        if of[link.one] == of[link.other]:
            best[link.one] = best[link.other] = link
    matches = [
        Match(member, of[member], best[member].reason, best[member].confidence)
        if member in best
        else Match(member, of[member], "no other mention matches", 1.0)
        for member in sorted(of)
    ]
    proposals = [
        Proposal("study", link.one, link.other, link.reason, min(link.confidence, 0.7))
        for link in unsure
        if of[link.one] != of[link.other]
    ]
    canonical = [_study(of[group[0]], [profiles[member] for member in group]) for group in groups]
    return Studies(tuple(sorted(canonical, key=lambda study: study.iri)), of, tuple(matches), tuple(proposals))


def _study(iri: str, members: Sequence[_Profile]) -> Study:
    titles = Counter(profile.told.mention.title for profile in members if profile.told.mention.title)
    samples = {sample for profile in members for sample in profile.told.mention.samples}
    known = Counter(profile.year for profile in members if profile.year)
    return Study(
        iri,
        min(titles, key=lambda title: (-len(title), title)) if titles else None,
        tuple(sorted(titles)),
        tuple(sorted({conductor for profile in members for conductor in profile.conductors})),
        min(known) if known else None,
        tuple(sorted(samples, key=lambda s: (s.population or "", s.size, s.qualifier))),
        tuple(profile.told.iri for profile in members),
    )


@cache
def _study_words() -> frozenset[str]:
    return frozenset(wording.stem(word) for word in resources.word_list("resolve", "study_words.txt"))
