"""How claims hang together across articles: what was taken from what, and which study each claim leads to.

A claim is taken from a claim of an article that its own article draws on, when both report one statistic, or when
they answer one question with different numbers. A claim leads to the study that it cites; if it cites none, or one that
nobody names, to the study at the end of the shortest chain of claims it was taken from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.knowledge import Derivation, Reach, Retelling
from whence.model import StudyMention
from whence.resolve.corpus import Telling, ToldClaim
from whence.resolve.disagreements import SAME_WORDING, Rival
from whence.resolve.likeness import Subject, likeness
from whence.resolve.rings import without_rings
from whence.resolve.survival import survival

_MOST_HOPS = 20
_SHARES = {"unit:PERCENT", "wh:PercentagePoint"}


@dataclass(frozen=True, slots=True)
class Chains:
    """Each hop between claims, and the study that each claim leads to."""

    retellings: tuple[Retelling, ...]
    reaches: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way from a claim to a study: the claims on it, nearest first, and how sure it is."""

    study: str
    via: tuple[str, ...]
    confidence: float


def chains(
    tellings: Sequence[Telling],
    study_of: Mapping[str, str],
    cited: Mapping[str, str],
    statistic_of: Mapping[str, str],
    derivations: Sequence[Derivation],
    rivals: Sequence[Rival],
    subjects: Mapping[str, Subject],
    decided: Collection[str],
) -> Chains:
    """The retellings along the derivations, and the studies reached through them.

    The study of a claim in `decided` is known by decision, though its article doesn't name it.
    """
    mentions = {told.iri: told.mention for telling in tellings for told in telling.studies}
    described = _described(tellings, study_of)
    claims = {told.iri: told for telling in tellings for told in telling.claims}
    by_article = {telling.iri: telling.claims for telling in tellings}
    differing: dict[str, list[str]] = defaultdict(list)
    for rival in rivals:
        differing[rival.one.iri].append(rival.other.iri)
        differing[rival.other.iri].append(rival.one.iri)
    retellings = [
        _retelling(claims[told], claims[source], derivation, described)
        for derivation in derivations
        for told, source in _hops(derivation, by_article, statistic_of, differing, subjects)
    ]
    retellings = without_rings(sorted(retellings, key=lambda retelling: (retelling.claim, retelling.source)))
    return Chains(tuple(retellings), tuple(_reaches(claims, cited, mentions, retellings, decided)))


def _described(tellings: Sequence[Telling], study_of: Mapping[str, str]) -> dict[str, StudyMention]:
    """Each mention with all that its article tells of the study, in whichever sentence."""
    described: dict[str, StudyMention] = {}
    for telling in tellings:
        parts: dict[str, list[StudyMention]] = defaultdict(list)
        for told in telling.studies:
            parts[study_of[told.iri]].append(told.mention)
        described |= {told.iri: _joint(told.mention, parts[study_of[told.iri]]) for told in telling.studies}
    return described


def _joint(mention: StudyMention, parts: Sequence[StudyMention]) -> StudyMention:
    return replace(
        mention,
        title=mention.title or next((part.title for part in parts if part.title), None),
        organizations=mention.organizations or next((part.organizations for part in parts if part.organizations), ()),
        year=mention.year or next((part.year for part in parts if part.year), None),
        samples=mention.samples or next((part.samples for part in parts if part.samples), ()),
    )


# ---------------------------------------------------------------- hops


def _hops(
    derivation: Derivation,
    by_article: Mapping[str, Sequence[ToldClaim]],
    statistic_of: Mapping[str, str],
    differing: Mapping[str, Sequence[str]],
    subjects: Mapping[str, Subject],
) -> Iterator[tuple[str, str]]:
    """The claims of the article, each with the claim of the source that it repeats best."""
    there: dict[str, list[str]] = defaultdict(list)
    for told in by_article[derivation.source]:
        there[statistic_of[told.iri]].append(told.iri)
    sources = {told.iri for told in by_article[derivation.source]}
    for told in by_article[derivation.article]:
        candidates = there.get(statistic_of[told.iri]) or [iri for iri in differing.get(told.iri, ()) if iri in sources]
        candidates = candidates or _swapped(told, by_article[derivation.source], subjects)
        if candidates:
            mine = subjects[told.iri]
            yield told.iri, min(candidates, key=lambda iri: (-likeness(mine, subjects[iri]).score, iri))


def _swapped(told: ToldClaim, sources: Iterable[ToldClaim], subjects: Mapping[str, Subject]) -> list[str]:
    """The claims with the same number of the same subject in percent for points, or in points for percent."""
    found = []
    for source in sources:
        mine, origin = told.claim, source.claim
        if {mine.quantity.unit, origin.quantity.unit} != _SHARES or mine.change != origin.change:
            continue
        alike = likeness(subjects[told.iri], subjects[source.iri])
        if mine.quantity.value == origin.quantity.value and alike.measure >= SAME_WORDING and not alike.contrary:
            found.append(source.iri)
    return found


def _retelling(
    told: ToldClaim, source: ToldClaim, derivation: Derivation, mentions: Mapping[str, StudyMention]
) -> Retelling:
    found = survival(
        told.claim,
        source.claim,
        mentions[told.mention] if told.mention else None,
        mentions[source.mention] if source.mention else None,
    )
    return Retelling(told.iri, source.iri, found.alterations, found.reason, round(derivation.confidence * 0.95, 2))


# ---------------------------------------------------------------- reaching a study


def _reaches(
    claims: Mapping[str, ToldClaim],
    cited: Mapping[str, str],
    mentions: Mapping[str, StudyMention],
    retellings: Sequence[Retelling],
    decided: Collection[str],
) -> Iterator[Reach]:
    """First-hand reaches, and those through chains for claims whose article doesn't name the study."""
    named = {iri for iri, told in claims.items() if told.mention and _is_named(mentions[told.mention])}
    named |= claims.keys() & set(decided)
    ways = _ways({iri: cited[iri] for iri in named}, retellings)
    for iri in sorted(claims):
        if iri in ways and ways[iri].via:
            way = ways[iri]
            hops = "another article" if len(way.via) == 1 else f"{len(way.via)} other articles"
            yield Reach(iri, way.study, way.via, f"the study is named only in {hops} it was taken from", way.confidence)
        elif iri in cited:
            why = "decided" if iri in decided else "the article itself names the study"
            yield Reach(iri, cited[iri], (), why, claims[iri].claim.confidence)


def _is_named(mention: StudyMention) -> bool:
    return bool(mention.title or mention.organizations)


def _ways(first_hand: Mapping[str, str], retellings: Sequence[Retelling]) -> dict[str, _Way]:
    """The shortest way from each claim to a study; of equally short ones the surest, then the first by IRI."""
    tellers: dict[str, list[Retelling]] = defaultdict(list)
    for retelling in retellings:
        tellers[retelling.source].append(retelling)
    ways = {claim: _Way(study, (), 1.0) for claim, study in first_hand.items()}
    level = sorted(ways)
    for _ in range(_MOST_HOPS):
        options: dict[str, list[_Way]] = defaultdict(list)
        for source in level:
            for hop in tellers.get(source, ()):
                if hop.claim not in ways:
                    way = ways[source]
                    confidence = round(way.confidence * hop.confidence, 4)
                    options[hop.claim].append(_Way(way.study, (source, *way.via), confidence))
        for claim, found in options.items():
            ways[claim] = min(found, key=lambda way: (-way.confidence, way.via))
        level = sorted(options)
    return ways
