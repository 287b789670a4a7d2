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
from whence.resolve.grouping import Constraints, Link, Rules, components, spanning_pairs


@dataclass(frozen=True, slots=True)
class Populations:
    """The canonical populations, the population of each label in each article, that of each claim, and why."""

    canonical: tuple[CanonicalPopulation, ...]
    of: Mapping[str, str]
    of_claim: Mapping[str, str]
    matches: tuple[Match, ...]


def populations(tellings: Sequence[Telling], decided: Constraints) -> Populations:
    """The canonical populations of the claims and samples of all articles."""
    labels: dict[str, str] = {}
    groups: dict[Hashable, set[str]] = defaultdict(set)
    for telling in tellings:
        for label in labels_in(telling.evidence):
            iri = iris.population(telling.evidence, label)
            labels[iri] = min(label, labels.get(iri, label))
            groups[_key(telling.iri, label)].add(iri)
    must = decided.among(labels)
    same = [Link(*pair, "", 1.0) for members in groups.values() for pair in spanning_pairs(members, decided.sides)]
    rules: Rules[str] = Rules(sides=decided.sides)
    merged = components(labels, same, rules, must).groups
    canonical = tuple(sorted((_population(members, labels) for members in merged), key=lambda one: one.iri))
    of = {member: population.iri for population in canonical for member in population.members}
    of_claim = {
        told.iri: of[iris.population(telling.evidence, told.claim.population)]
        for telling in tellings
        for told in telling.claims
        if told.claim.population
    }
    reasons = {end: link.reason for link in must for end in (link.one, link.other)}
    return Populations(canonical, of, of_claim, tuple(_matches(canonical, labels, reasons)))


def labels_in(evidence: Evidence) -> Iterator[str]:
    """The populations that an article names."""
    yield from (claim.population for claim in evidence.statistics if claim.population)
    yield from (sample.population for study in evidence.studies for sample in study.samples if sample.population)


def _key(article: str, label: str) -> Hashable:
    """The same for labels of one population; a label that names nobody in particular stays within its article."""
    content = wording.stems(label)
    return content if content and wording.population_gist(label) else (article, " ".join(wording.words(label)))


def _population(ordered: tuple[str, ...], labels: Mapping[str, str]) -> CanonicalPopulation:
    spellings = Counter(labels[member] for member in ordered)
    preferred = min(spellings, key=lambda label: (-spellings[label], len(label), label))
    return CanonicalPopulation(iris.canonical("population", ordered), preferred, tuple(sorted(spellings)), ordered)


def _matches(
    canonical: Sequence[CanonicalPopulation], labels: Mapping[str, str], decided: Mapping[str, str]
) -> Iterator[Match]:
    for population in canonical:
        alone = len(population.members) == 1
        for member in population.members:
            if member in decided:
                yield Match(member, population.iri, decided[member], 1.0)
                continue
            same = labels[member].casefold() == population.label.casefold()
            reason = "named once" if alone else "the same words" if same else "words of the same meaning"
            yield Match(member, population.iri, reason, 1.0 if alone else 0.98 if same else 0.9)
