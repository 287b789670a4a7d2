"""Mentions of studies prepared for comparison: who made each, its title, year, claims and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from whence import resources
from whence.resolve import wording
from whence.resolve.agents import Agents
from whence.resolve.corpus import Telling, ToldClaim, ToldStudy, years
from whence.resolve.likeness import Subject, looking_back
from whence.resolve.organizations import organization_key
from whence.resolve.rounding import distinctive

_OPENING = 3
"""The words with which a phrase for a study begins, among them what sets it apart."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention prepared for comparison.

    `claims` are those on the study itself, without figures of an earlier wave; `houses` are the words that its
    conductors' names begin with, `names` the keys of those names; `set_apart` tells that the article calls it another
    study than the one it is on; `title` has neither the words of those names nor years, `full_title` all of it;
    `numbers` are the unit and value of its less common findings, `published` is its
    article's date.
    """

    told: ToldStudy
    claims: tuple[ToldClaim, ...]
    conductors: frozenset[str]
    houses: frozenset[str]
    names: frozenset[str]
    set_apart: bool
    title: frozenset[str]
    full_title: frozenset[str]
    topic: frozenset[str]
    numbers: frozenset[tuple[str, Decimal]]
    year: int | None
    published: str


def profiles(telling: Telling, agents: Agents, subjects: Mapping[str, Subject]) -> Iterator[Profile]:
    """The mentions of an article, prepared for comparison."""
    for study in telling.studies:
        mention = study.mention
        names = frozenset(stem for name in mention.organizations for stem in wording.stems(name))
        in_title = frozenset(str(year) for year in years(mention.title))
        title = wording.stems(mention.title or "") - names - in_title - study_words()
        earlier = looking_back(study.claims, subjects)
        claims = tuple(told for told in study.claims if told.iri not in earlier)
        topic = frozenset(stem for told in claims for stem in subjects[told.iri].measure)
        quantities = [told.claim.quantity for told in claims]
        yield Profile(
            study,
            claims,
            agents.organizations(telling.evidence, mention.organizations),
            frozenset(house(name) for name in mention.organizations),
            frozenset(organization_key(name) for name in mention.organizations),
            _is_set_apart(mention.selector.exact),
            title,
            wording.stems(mention.title or ""),
            (topic | title) - names,
            frozenset((quantity.unit, quantity.value) for quantity in quantities if distinctive(quantity)),
            _year(study, telling.published),
            telling.published,
        )


def _year(study: ToldStudy, published: str) -> int | None:
    """The one year that a mention, its title and its samples name, if its article isn't older."""
    mention = study.mention
    told = years(mention.title) | ({mention.year} if mention.year else set())
    told = told or frozenset(year for sample in mention.samples for year in years(sample.population))
    if len(told) != 1 or (published and int(published[:4]) < min(told)):
        return None
    return min(told)


def _is_set_apart(phrase: str) -> bool:
    """Whether a phrase for a study tells it from the one its article is on: "a previous survey", "another poll"."""
    return not _other_study().isdisjoint(wording.words(phrase)[:_OPENING])


def house(name: str) -> str:
    """The word by which an organization and its divisions are known; a common first word needs all the others too.

    >>> house("Example Research Center"), house("National Office of Examples")
    ('example', 'national office of examples')
    """
    key = organization_key(name)
    first = key.partition(" ")[0]
    return key if first in _common_first_words() else first


@cache
def study_words() -> frozenset[str]:
    """The stems of words that any study has in its title or among those it asked."""
    return frozenset(wording.stem(word) for word in resources.word_list("resolve", "study_words.txt"))


@cache
def _other_study() -> frozenset[str]:
    return frozenset(resources.word_list("studies", "other_study.txt"))


@cache
def _common_first_words() -> frozenset[str]:
    return frozenset(resources.word_list("resolve", "common_first_words.txt"))
