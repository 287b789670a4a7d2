"""Which mentions are of one study.

Mentions meet when they share a conductor or its house, a title that says enough, or uncommon numbers on like
subjects. The features of `whence.resolve.mentions` are weighed; between the two bars nothing is merged, and the
pair is proposed. A study has one year, and no article tells of it before that year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.knowledge import Derivation, Match, Proposal, Study
from whence.model import Sample
from whence.rdf import iris
from whence.reference import KnownStudy
from whence.resolve.agents import Agents
from whence.resolve.corpus import Telling
from whence.resolve.grouping import SMALL_BLOCK, Constraints, Link, Rules, candidate_pairs, components
from whence.resolve.known import Known, because
from whence.resolve.known_studies import known_studies
from whence.resolve.likeness import Subject, number_keys
from whence.resolve.mentions import Feature, differ, features
from whence.resolve.profiles import Profile, profiles
from whence.resolve.rounding import distinctive, size_interval

MERGED = 1.6
"""The weight from which two mentions are one study: between the true pairs of annotated articles and the false ones."""
_UNDATED_YEARS = 2
"""A study whose year nobody tells isn't told of for longer than this; what is, are waves."""
PROPOSED = 1.2
"""The weight from which two mentions may be one study."""
_ALONE = "no other mention matches"


@dataclass(frozen=True, slots=True)
class Studies:
    """The canonical studies, the study of each mention, and why."""

    canonical: tuple[Study, ...]
    of: Mapping[str, str]
    matches: tuple[Match, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """The year of a study, where told, the first and last dates of its articles, and its entry in a list."""

    year: int | None
    first_told: str
    last_told: str
    known: KnownStudy | None = None


def studies(
    tellings: Sequence[Telling],
    agents: Agents,
    derivations: Sequence[Derivation],
    subjects: Mapping[str, Subject],
    decided: Constraints,
    listed: Sequence[KnownStudy] = (),
) -> Studies:
    """The canonical studies behind the mentions of all articles."""
    prepared = {one.told.iri: one for telling in tellings for one in profiles(telling, agents, subjects)}
    drawn = {(derivation.article, derivation.source) for derivation in derivations}
    keys = {iri: (*_keys(one), *_finding_keys(one, subjects)) for iri, one in prepared.items()}
    order = {iri: one.published for iri, one in prepared.items()}
    known = known_studies(listed, prepared)
    same: list[Link] = []
    unsure: list[Link] = []
    for one, other in candidate_pairs(keys, order):
        seen = tuple(features(prepared[one], prepared[other], drawn, subjects))
        weight = sum(feature.weight for feature in seen)
        if weight >= PROPOSED:
            (same if weight >= MERGED else unsure).append(Link(one, other, _told(seen), _confidence(weight), weight))
    rules = Rules(
        homes=_told_apart(prepared),
        facts={iri: _Span(one.year, one.published, one.published, known.among([iri])) for iri, one in prepared.items()},
        agree=_joint,
        sides=decided.sides,
    )
    must = (*decided.among(prepared), *known.links)
    found = components(prepared, same, rules, must)
    open_pairs = [link for link in (*unsure, *found.refused) if not decided.apart(link.one, link.other)]
    return _named(prepared, found.groups, [*same, *must], open_pairs, known)


# ---------------------------------------------------------------- keys and rules


def _keys(profile: Profile) -> Iterator[Hashable]:
    """Keys of which two mentions of one study that share a house or a title share at least one."""
    if len(profile.title) > 2:
        yield "title", tuple(sorted(profile.title))
    if len(profile.full_title) > 1:
        yield "full title", tuple(sorted(profile.full_title))
    for house in profile.houses:
        yield "article", house, profile.told.article
        if profile.year:
            yield "year", house, profile.year
        for word in profile.title:
            yield "word", house, word
        for sample in profile.told.mention.samples:
            for size in _size_keys(sample):
                yield "size", house, size
        for told in profile.claims:
            for number in number_keys(told.claim):
                yield "number", house, number


def _finding_keys(profile: Profile, subjects: Mapping[str, Subject]) -> Iterator[Hashable]:
    """Keys of which two mentions with one uncommon finding share at least one, whoever is named as its conductor."""
    for told in profile.claims:
        quantity = told.claim.quantity
        if distinctive(quantity):
            for word in subjects[told.iri].measure:
                yield "finding", quantity.unit, quantity.value, word


def _size_keys(sample: Sample) -> range:
    """Keys of which two samples of the same size, exact or rounded, share at least one."""
    span = size_interval(sample.size, sample.qualifier)
    step = max(1, 10 ** (len(str(sample.size)) - 2))
    return range(int(span.low) // step, int(span.high) // step + 1)


def _told_apart(prepared: Mapping[str, Profile]) -> dict[str, str]:
    """The article of each mention that its article tells apart from another by conductor, title, year, sample or words.

    Where it gives them nothing that differs, two mentions may turn out to be of one study.
    """
    by_article: dict[str, list[Profile]] = {}
    for profile in prepared.values():
        by_article.setdefault(profile.told.article, []).append(profile)
    return {
        profile.told.iri: article
        for article, mentions in by_article.items()
        for profile in mentions
        if len(mentions) > SMALL_BLOCK or any(differ(profile, other) for other in mentions if other is not profile)
    }


def _joint(one: _Span, other: _Span) -> _Span | None:
    """What two groups of mentions know of one study's year; None where it can't be one study's."""
    if (one.year and other.year and one.year != other.year) or (one.known and other.known and one.known != other.known):
        return None
    year = one.year or other.year
    first_told = min(filter(None, (one.first_told, other.first_told)), default="")
    last_told = max(one.last_told, other.last_told)
    if year and first_told and int(first_told[:4]) < year:
        return None
    if not year and first_told and int(last_told[:4]) - int(first_told[:4]) > _UNDATED_YEARS:
        return None
    return _Span(year, first_told, last_told, one.known or other.known)


def _told(features: Sequence[Feature]) -> str:
    """The features in words, those against after those for."""
    speaking_for = "; ".join(feature.reason for feature in features if feature.weight >= 0)
    against = "; ".join(feature.reason for feature in features if feature.weight < 0)
    return f"{speaking_for}; but {against}" if against else speaking_for


def _confidence(weight: float) -> float:
    """From 0.6 at the lower bar to 0.98: a reading of the weights, not a frequency."""
    return round(min(0.98, 0.6 + (weight - PROPOSED) * 0.15), 2)


# ---------------------------------------------------------------- the canonical studies


def _named(
    prepared: Mapping[str, Profile],
    groups: Sequence[tuple[str, ...]],
    same: Sequence[Link],
    unsure: Sequence[Link],
    known: Known[KnownStudy],
) -> Studies:
    of = {member: iris.canonical("study", group) for group in groups for member in group}
    best: dict[str, Link] = {}
    for link in sorted(same, key=lambda link: (link.confidence, link.one, link.other)):
        if of[link.one] == of[link.other]:
            best[link.one] = best[link.other] = link
    matches = [
        Match(member, of[member], best[member].reason, best[member].confidence)
        if member in best
        else Match(member, of[member], because(known.of[member]) if member in known.of else _ALONE, 1.0)
        for member in sorted(of)
    ]
    proposals = [
        Proposal("study", link.one, link.other, link.reason, min(link.confidence, 0.7))
        for link in unsure
        if of[link.one] != of[link.other]
    ]
    canonical = [_study(of[group[0]], [prepared[member] for member in group], known.among(group)) for group in groups]
    return Studies(tuple(sorted(canonical, key=lambda study: study.iri)), of, tuple(matches), tuple(proposals))


def _study(iri: str, members: Sequence[Profile], known: KnownStudy | None) -> Study:
    titles = Counter(profile.told.mention.title for profile in members if profile.told.mention.title)
    samples = {sample for profile in members for sample in profile.told.mention.samples}
    years = Counter(profile.year for profile in members if profile.year)
    fullest = min(titles, key=lambda title: (-len(title), title)) if titles else None
    return Study(
        iri,
        known.title if known else fullest,
        tuple(sorted({*titles, *((known.title, *known.aliases) if known else ())})),
        tuple(sorted({conductor for profile in members for conductor in profile.conductors})),
        (known.year if known else None) or (min(years) if years else None),
        tuple(sorted(samples, key=lambda s: (s.population or "", s.size, s.qualifier))),
        tuple(profile.told.iri for profile in members),
        known.url if known else None,
        iris.known(known) if known else None,
    )
