"""Mentions of studies that are none: "According to Workweek, 62 percent …", where Workweek reported a survey of others.

The words alone don't tell an outlet from a research house. What the corpus holds does: a mention that gives no more
than a name, with a number that an earlier article of that name tells of somebody else's study, credits that article.
A house that reports its own study, or that names none, is taken at the article's word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.knowledge import Derivation, Match
from whence.partial_dates import is_later
from whence.resolve.corpus import Telling, ToldStudy
from whence.resolve.derivations import Derivations, shared_claims
from whence.resolve.likeness import Subject
from whence.resolve.outlets import by_outlet, candidates, outlet_key, outlets

_CONFIDENCE = 0.75


@dataclass(frozen=True, slots=True)
class SecondHand:
    """A mention that credits an article, and how many of the claims that cite it stand there."""

    mention: str
    article: str
    source: str
    name: str
    claims: int


def second_hand(
    tellings: Sequence[Telling],
    drawn: Derivations,
    subjects: Mapping[str, Subject],
    studies: Collection[str],
) -> tuple[SecondHand, ...]:
    """The mentions that credit an article of the corpus, sorted; those among `studies` are known to be of studies."""
    of_outlet = by_outlet(tellings)
    for house in {key for telling in tellings for key in _own_house(telling)}:
        del of_outlet[house]
    drawing = {derivation.article for derivation in drawn.found}
    found = (
        credit
        for telling in tellings
        for mention in telling.studies
        if mention.iri not in studies
        for credit in _credit(telling, mention, of_outlet, drawing, subjects)
    )
    return tuple(sorted(found, key=lambda credit: credit.mention))


def with_credits(drawn: Derivations, found: Iterable[SecondHand]) -> Derivations:
    """The derivations with those that credits show; one to an article that draws on the credit's own shows none."""
    pairs = {(one.article, one.source): one for one in drawn.found}
    for credit in found:
        if (credit.source, credit.article) not in pairs:
            told = f"{credit.claims} of its numbers stand{'s' if credit.claims == 1 else ''} there"
            reasons = (f"it credits {credit.name}, its outlet, with the number", told)
            derivation = Derivation(credit.article, credit.source, reasons, _CONFIDENCE)
            pairs.setdefault((credit.article, credit.source), derivation)
    return replace(drawn, found=tuple(pairs[pair] for pair in sorted(pairs)))


def outlets_meant(found: Iterable[SecondHand], derivations: Iterable[Derivation]) -> tuple[Match, ...]:
    """Each mention with the article that it credits, as far as its own article is held to draw on it."""
    drawn = {(one.article, one.source): one for one in derivations}
    return tuple(
        Match(
            credit.mention,
            credit.source,
            f"an article of {credit.name} tells the number, of a study that is not its own",
            drawn[credit.article, credit.source].confidence,
        )
        for credit in found
        if (credit.article, credit.source) in drawn
    )


def without(tellings: Sequence[Telling], mentions: Collection[str]) -> tuple[Telling, ...]:
    """The articles without these mentions of studies: what cites them cites none."""
    return tuple(_without(telling, mentions) for telling in tellings)


def _without(telling: Telling, mentions: Collection[str]) -> Telling:
    if not any(study.iri in mentions for study in telling.studies):
        return telling
    claims = tuple(replace(told, mention=None) if told.mention in mentions else told for told in telling.claims)
    return replace(
        telling, claims=claims, studies=tuple(study for study in telling.studies if study.iri not in mentions)
    )


def _credit(
    telling: Telling,
    told: ToldStudy,
    of_outlet: Mapping[str, Sequence[Telling]],
    drawing: Collection[str],
    subjects: Mapping[str, Subject],
) -> Iterator[SecondHand]:
    mention = told.mention
    if mention.title or mention.year or mention.samples or len(mention.organizations) != 1:
        return
    (name,) = mention.organizations
    key = outlet_key(name)
    if key in outlets(telling):
        return
    earlier = (
        other
        for other in candidates(telling, of_outlet.get(key, ()))
        if not is_later(other.published, telling.published)
    )
    counted = [(len(_shared(told, other, drawing, subjects)), other) for other in earlier]
    most, source = max(counted, key=lambda one: (one[0], one[1].published, one[1].iri), default=(0, telling))
    if most and 2 * most >= len(told.claims):
        yield SecondHand(told.iri, telling.iri, source.iri, name, most)


def _own_house(telling: Telling) -> set[str]:
    """The keys of an article's outlet, where the article names its own house as the conductor of a study."""
    mine = outlets(telling)
    conductors = {outlet_key(name) for study in telling.studies for name in study.mention.organizations}
    return mine if not mine.isdisjoint(conductors) else set()


def _shared(
    told: ToldStudy, other: Telling, drawing: Collection[str], subjects: Mapping[str, Subject]
) -> frozenset[str]:
    """The claims that cite a mention, with number and subject of one that the other article has from others.

    It has them from others where it names somebody's study for them, or draws on another article.
    """
    named = {study.iri for study in other.studies if study.mention.organizations or study.mention.title}
    theirs = [claim for claim in other.claims if claim.mention in named or other.iri in drawing]
    return shared_claims(told.claims, theirs, subjects)
