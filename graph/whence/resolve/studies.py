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
from whence.resolve.agents import Agents, organization_key
from whence.resolve.corpus import Telling, ToldStudy, years
from whence.resolve.grouping import SMALL_BLOCK, Link, Rules, candidate_pairs, components
from whence.resolve.likeness import Subject, likeness, number_keys, same_numbers
from whence.resolve.rounding import Interval, distinctive, size_interval

MERGED = 2.75
"""The weight from which two mentions are one study."""
PROPOSED = 1.5
"""The weight from which two mentions may be one study."""
_ALIKE = 0.35
_SAME_NEWS_DAYS = 7
_NEAR_DAYS = 45
_MANY = 3
"""Two mentions with this many claims each, and none in common, are less likely of one study."""
_TOPIC = 5
_TOPIC_SHARE = 0.4
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
    houses: frozenset[str]
    title: frozenset[str]
    topic: frozenset[str]
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
    profiles = {profile.told.iri: profile for telling in tellings for profile in _profiles(telling, agents, subjects)}
    drawn = {(derivation.article, derivation.source) for derivation in derivations}
    keys = {iri: tuple(_keys(profile, subjects)) for iri, profile in profiles.items()}
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
        homes=_told_apart(profiles),
        facts={iri: _Span(profile.year, profile.published) for iri, profile in profiles.items()},
        agree=_joint,
    )
    found = components(profiles, same, rules)
    return _named(profiles, found.groups, same, (*unsure, *found.refused))


# ---------------------------------------------------------------- profiles and keys


def _profiles(telling: Telling, agents: Agents, subjects: Mapping[str, Subject]) -> Iterator[_Profile]:
    for study in telling.studies:
        mention = study.mention
        conductors = agents.organizations(telling.evidence, mention.organizations)
        names = frozenset(stem for name in mention.organizations for stem in wording.stems(name))
        title = wording.stems(mention.title or "") - names - _study_words()
        in_title = years(mention.title)
        told = in_title | ({mention.year} if mention.year else set())
        year = min(told) if len(told) == 1 else None
        numbers = frozenset(str(number) for number in in_title)
        topic = frozenset(stem for told in study.claims for stem in subjects[told.iri].measure) | title
        houses = frozenset(house for name in mention.organizations for house in _house(name))
        yield _Profile(study, conductors, houses, title - numbers, topic - names, year, telling.published)


def _keys(profile: _Profile, subjects: Mapping[str, Subject]) -> Iterator[Hashable]:
    """Keys of which two mentions of one study share at least one."""
    if len(profile.title) > 2:
        yield "title", tuple(sorted(profile.title))
    for told in profile.told.claims:
        if distinctive(told.claim.quantity):
            for word in subjects[told.iri].measure:
                yield "finding", told.claim.quantity.unit, told.claim.quantity.value, word
    for conductor in profile.houses:
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


def _house(name: str) -> Iterator[str]:
    """The word by which an organization and its divisions are known; a common first word needs all the others too.

    >>> [*_house("Example Research Center"), *_house("National Office of Examples")]
    ['example', 'national office of examples']
    """
    key = organization_key(name)
    first = key.partition(" ")[0]
    yield key if first in _common_first_words() else first


def size_keys(sample: Sample) -> range:
    """Keys of which two samples of the same size, exact or rounded, share at least one."""
    span = size_interval(sample.size, sample.qualifier)
    step = max(1, 10 ** (len(str(sample.size)) - 2))
    return range(int(span.low) // step, int(span.high) // step + 1)


def _told_apart(profiles: Mapping[str, _Profile]) -> dict[str, str]:
    """The article of each mention that its article tells apart from another by year, title or sample.

    Where it gives them nothing that differs, two mentions may turn out to be of one study.
    """
    by_article: dict[str, list[_Profile]] = {}
    for profile in profiles.values():
        by_article.setdefault(profile.told.article, []).append(profile)
    return {
        profile.told.iri: article
        for article, mentions in by_article.items()
        for profile in mentions
        if len(mentions) > SMALL_BLOCK or any(_differ(profile, other) for other in mentions if other is not profile)
    }


def _differ(one: _Profile, other: _Profile) -> bool:
    """Whether two mentions of one article can't be of one study."""
    if one.conductors and other.conductors and not one.houses & other.houses:
        return True
    mine, yours = one.told.mention.samples, other.told.mention.samples
    against = (*_same_title(one, other), *_same_year(one, other), *_same_samples(mine, yours))
    return any(feature.weight < 0 for feature in against)


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
    yield from _same_conductor(one, other)
    dated = tuple(_same_year(one, other))
    yield from dated
    if any(feature.weight < 0 for feature in dated):
        return
    yield from _same_title(one, other)
    yield from _same_samples(one.told.mention.samples, other.told.mention.samples)
    yield from _same_findings(one.told, other.told, subjects)
    yield from _same_topic(one, other)
    yield from _near_in_time(one, other)
    if (one.told.article, other.told.article) in drawn or (other.told.article, one.told.article) in drawn:
        yield _Feature(1.5, "one article draws on the other")


def _same_conductor(one: _Profile, other: _Profile) -> Iterator[_Feature]:
    shared = len(one.conductors & other.conductors)
    if shared > 1:
        yield _Feature(1.5, f"{shared} conductors in common")
    elif shared == 1:
        yield _Feature(0.0, "the same conductor")
    elif one.houses & other.houses:
        yield _Feature(-0.5, "conductors of one house, but of different names")
    elif one.conductors and other.conductors:
        yield _Feature(-2.0, "different conductors")
    else:
        yield _Feature(-0.5, "a conductor that only one of them names")


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


def _same_topic(one: _Profile, other: _Profile) -> Iterator[_Feature]:
    """Whether what is told of the one is largely what is told of the other, numbers aside."""
    if min(len(one.topic), len(other.topic)) >= _TOPIC and wording.containment(one.topic, other.topic) >= _TOPIC_SHARE:
        yield _Feature(1.0, "the same topic")


def _near_in_time(one: _Profile, other: _Profile) -> Iterator[_Feature]:
    if len(one.published) < 10 or len(other.published) < 10:
        return
    days = abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days)
    if days <= _NEAR_DAYS:
        weight = 1.0 if days <= _SAME_NEWS_DAYS else 0.5
        yield _Feature(
            weight, f"told within {days} day{'' if days == 1 else 's'} of each other" if days else "told on one day"
        )
    elif days > 700 and not (one.year and one.year == other.year):
        yield _Feature(-1.5, "told years apart")


def _told(features: Sequence[_Feature]) -> str:
    """The features in words, those against after those for."""
    speaking_for = "; ".join(feature.reason for feature in features if feature.weight >= 0)
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


@cache
def _common_first_words() -> frozenset[str]:
    return frozenset(resources.word_list("resolve", "common_first_words.txt"))
