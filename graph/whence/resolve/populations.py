"""Which labels name one population: those with the same content stems, whoever uses them.

"CIOs" and "chief information officers" are one; "CIOs" and "IT executives" aren't, however often they stand for
each other. "Respondents" names nobody outside its own article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.knowledge import CanonicalPopulation, Match
from whence.model import Evidence
from whence.rdf import iris
from whence.resolve import wording
from whence.resolve.corpus import Telling


@dataclass(frozen=True, slots=True)
class Populations:
    """The canonical populations, the population of each label in each article, that of each claim, and why."""

    canonical: tuple[CanonicalPopulation, ...]
    of: Mapping[str, str]
    of_claim: Mapping[str, str]
    matches: tuple[Match, ...]


def populations(tellings: Sequence[Telling]) -> Populations:
    """The canonical populations of the claims and samples of all articles."""
    labels: dict[str, str] = {}
    groups: dict[Hashable, set[str]] = defaultdict(set)
    for telling in tellings:
        for label in _labels(telling.evidence):
            iri = iris.population(telling.evidence, label)
            labels[iri] = min(label, labels.get(iri, label))
            groups[_key(telling.iri, label)].add(iri)
    canonical = tuple(sorted((_population(members, labels) for members in groups.values()), key=lambda one: one.iri))
    of = {member: population.iri for population in canonical for member in population.members}
    of_claim = {
        told.iri: of[iris.population(telling.evidence, told.claim.population)]
        for telling in tellings
        for told in telling.claims
        if told.claim.population
    }
    return Populations(canonical, of, of_claim, tuple(_matches(canonical, labels)))


def _labels(evidence: Evidence) -> Iterator[str]:
    yield from (claim.population for claim in evidence.statistics if claim.population)
    yield from (sample.population for study in evidence.studies for sample in study.samples if sample.population)


def _key(article: str, label: str) -> Hashable:
    """The same for labels of one population; a label that names nobody in particular stays within its article."""
    content = wording.stems(label)
    return content if content and wording.population_gist(label) else (article, " ".join(wording.words(label)))


def _population(members: set[str], labels: Mapping[str, str]) -> CanonicalPopulation:
    ordered = tuple(sorted(members))
    spellings = Counter(labels[member] for member in ordered)
    preferred = min(spellings, key=lambda label: (-spellings[label], len(label), label))
    return CanonicalPopulation(iris.canonical("population", ordered), preferred, tuple(sorted(spellings)), ordered)


def _matches(canonical: Sequence[CanonicalPopulation], labels: Mapping[str, str]) -> Iterator[Match]:
    for population in canonical:
        alone = len(population.members) == 1
        for member in population.members:
            same = labels[member].casefold() == population.label.casefold()
            reason = "named once" if alone else "the same words" if same else "words of the same meaning"
            yield Match(member, population.iri, reason, 1.0 if alone else 0.98 if same else 0.9)
