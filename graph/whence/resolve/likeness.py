"""How alike two claims are: do they put the same number on the same thing?

Two claims are compared by their numbers (honest rounding allowed), their populations and their measures. The
result says how sure it is and names the features, so that whoever decides can also tell why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whence.model import StatisticalClaim
from whence.resolve import wording
from whence.resolve.corpus import ToldClaim, years
from whence.resolve.rounding import buckets, consistent

_QUOTE = 0.9
"""The quotes of two claims, which may tell more than the one finding, count for this much of their likeness."""
_WHOLE_SENTENCE = 4
"""Equal quotes of so many stems say the same, also where all their words were taken for the population's."""
_NOW = 9999
"""The year of a claim that names none, when it stands beside one that does."""
UNKNOWN_POPULATION = 0.5
"""What "respondents" or no population counts for: it speaks neither for nor against."""

_ENOUGH = 400
"""Pairs of claims with one number that are looked at between two lists."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the subjects of two claims are, numbers left aside: each from 0 to 1."""

    population: float
    measure: float
    quote: float
    contrary: bool

    @property
    def words(self) -> float:
        """How alike the measures are, by themselves or by the quotes they stand in."""
        return max(self.measure, _QUOTE * self.quote)

    @property
    def score(self) -> float:
        """One figure for both; contrary measures ("trust", "don't trust"; "15 days", "45 days") count half."""
        return self._scored(self.words)

    @property
    def own_score(self) -> float:
        """The same without the quotes: claims of one article may share a quote and nothing else."""
        return self._scored(self.measure)

    def _scored(self, words: float) -> float:
        score = 0.3 * self.population + 0.7 * words
        return score / 2 if self.contrary else score

    def __str__(self) -> str:
        return f"population {self.population:.2f}, measure {self.measure:.2f}, quote {self.quote:.2f}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim is about, as stems."""

    population: frozenset[str]
    measure: frozenset[str]
    quote: frozenset[str]
    years: frozenset[int]
    numbers: frozenset[str]


def subject(claim: StatisticalClaim) -> Subject:
    """What a claim is about."""
    return subject_of(claim.population, claim.measure, claim.selector.exact, claim.period)


def subject_of(population: str | None, measure: str, quote: str, period: str | None) -> Subject:
    """The stems of a claim's population, measure and quote, and the years it speaks of."""
    return Subject(
        wording.population_gist(population or ""),
        wording.gist(measure),
        quoted(quote),
        years(period),
        wording.numbers(measure),
    )


def quoted(quote: str) -> frozenset[str]:
    """The stems of a quote without its numbers."""
    return frozenset(stem for stem in wording.gist(quote) if not stem[0].isdigit())


def likeness(one: Subject, other: Subject) -> Likeness:
    """How alike the subjects of two claims are."""
    said = max(_mean(one.measure - one.population, other.measure - other.population), _mean(*_wholes(one, other)))
    shared = one.population & other.population
    quotes = wording.dice(one.quote - shared, other.quote - shared)
    if one.quote == other.quote and len(one.quote) >= _WHOLE_SENTENCE:
        quotes = 1.0
    return Likeness(_population(one, other), said, quotes, _contrary(one, other))


def looking_back(claims: Iterable[ToldClaim], subjects: Mapping[str, Subject]) -> frozenset[str]:
    """The claims that give an earlier figure beside a newer one on the same subject ("down from 62% in 2023")."""
    groups: dict[tuple[frozenset[str], frozenset[str]], list[ToldClaim]] = defaultdict(list)
    for told in claims:
        groups[subjects[told.iri].population, subjects[told.iri].measure].append(told)
    found: set[str] = set()
    for group in groups.values():
        latest = max(max(subjects[told.iri].years, default=_NOW) for told in group)
        found |= {told.iri for told in group if subjects[told.iri].years and max(subjects[told.iri].years) < latest}
    return frozenset(found)


def same_number(one: StatisticalClaim, other: StatisticalClaim) -> bool:
    """Whether the numbers of two claims can be tellings of one: unit, direction, years and honest rounding."""
    if None not in (one.change, other.change) and one.change != other.change:
        return False
    mine, yours = years(one.period), years(other.period)
    if mine and yours and mine.isdisjoint(yours):
        return False
    return consistent(one.quantity, other.quantity)


def number_keys(claim: StatisticalClaim) -> Iterator[tuple[str, int]]:
    """Keys of which two claims with the same number share at least one."""
    for bucket in buckets(claim.quantity):
        yield claim.quantity.unit, bucket


def same_numbers(ones: Iterable[ToldClaim], others: Iterable[ToldClaim]) -> Iterator[tuple[ToldClaim, ToldClaim]]:
    """The pairs of claims from two lists whose numbers can be tellings of one; it stops after `_ENOUGH` pairs."""
    table: dict[tuple[str, int], list[ToldClaim]] = defaultdict(list)
    for other in others:
        for key in number_keys(other.claim):
            table[key].append(other)
    found = 0
    for one in ones:
        met: set[str] = set()
        for other in (told for key in number_keys(one.claim) for told in table.get(key, ())):
            if other.iri in met or not same_number(one.claim, other.claim):
                continue
            met.add(other.iri)
            yield one, other
            found += 1
            if found >= _ENOUGH:
                return


def _wholes(one: Subject, other: Subject) -> tuple[frozenset[str], frozenset[str]]:
    """Populations and measures together, since tellers part them differently; what both call the population is out."""
    shared = one.population & other.population
    return (one.measure | one.population) - shared, (other.measure | other.population) - shared


def _mean(one: frozenset[str], other: frozenset[str]) -> float:
    """Between the strict and the generous overlap: a short wording may leave out much of a long one."""
    return (wording.dice(one, other) + wording.containment(one, other)) / 2


def _population(one: Subject, other: Subject) -> float:
    if not one.population or not other.population:
        return UNKNOWN_POPULATION
    return wording.containment(one.population, other.population)


def _contrary(one: Subject, other: Subject) -> bool:
    """Whether one measure negates the other, or both name numbers and share none of them."""
    negated = ("not" in one.measure) != ("not" in other.measure)
    return negated or bool(one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers))
