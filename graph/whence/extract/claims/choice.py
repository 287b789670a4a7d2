"""The population of a number, chosen among the candidates by weights counted on annotated articles.

The weights are of a linear model over the features of `candidates`, trained by scripts/train_populations.py. Nobody is
chosen where that is clearly the safer answer: the measure then keeps all that the clause says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp

from whence import resources
from whence.extract.claims.candidates import LOOKED_BACK, Candidate, candidates, setting
from whence.extract.claims.clauses import rest
from whence.extract.claims.drafts import Draft
from whence.extract.claims.reading import Span, What, Whom
from whence.extract.claims.wording import worded
from whence.text import squeeze

_SLIGHT = 0.01
"""A candidate that is this much less likely than the likeliest counts for nothing."""
WEIGHTS = "claims", "population_weights.tsv"
_ALIKE = 0.5
"""Share of words from which two candidates are one for the reader."""


def settled(drafts: Sequence[Draft], asked: Iterable[str], weights: Mapping[str, float] | None = None) -> list[Draft]:
    """The drafts of an article with their populations chosen; `asked` are the populations of its studies' samples.

    `weights`: feature → weight; none given are those of the package.
    """
    weighed = resources.weights(*WEIGHTS) if weights is None else weights
    return [_with(draft, *choose(options, weighed)) for draft, options in options_of(drafts, asked)]


def options_of(drafts: Sequence[Draft], asked: Iterable[str]) -> Iterator[tuple[Draft, list[Candidate]]]:
    """Each draft of an article with its candidates."""
    tells = setting(drafts, asked)
    for at, draft in enumerate(drafts):
        yield draft, candidates(draft, drafts[max(0, at - LOOKED_BACK) : at], tells)


def choose(options: Sequence[Candidate], weights: Mapping[str, float]) -> tuple[Candidate, float]:
    """The likeliest candidate, and the probability that it, or one that a reader would not tell from it, is right."""
    scores = [sum([weights[feature] for feature in option.features if feature in weights]) for option in options]
    ranked = [score - option.margin for option, score in zip(options, scores, strict=True)]
    best = max(range(len(options)), key=ranked.__getitem__)
    highest = max(scores)
    shares = [exp(score - highest) for score in scores]
    weighty = (pair for pair in zip(options, shares, strict=True) if pair[1] > _SLIGHT)
    alike = [share for option, share in weighty if _alike(options[best], option)]
    return options[best], max(sum(alike), shares[best]) / sum(shares)


_OF_ITS_OWN = frozenset({What.LABEL, What.CELL, What.RATING, What.SHARED, What.BACK})
"""Measures that were made of more than the number's clause, and are kept when another population is chosen."""


def without_population(draft: Draft) -> str:
    """The measure of a draft whose population is left out: it takes up the words of the one that was ruled out."""
    if draft.what in _OF_ITS_OWN:
        return squeeze(f"{draft.measure} {draft.population or ''}")
    return worded(draft.sentence, rest(draft.reading.segment, None)) or draft.measure


def _with(draft: Draft, chosen: Candidate, sure: float) -> Draft:
    if chosen.population == draft.population:
        return replace(draft, sure=sure)
    if chosen.population is None:
        measure = without_population(draft)
    elif (
        draft.what in _OF_ITS_OWN or draft.reading.population is None or _overlap(draft.reading.population, chosen.span)
    ):
        measure = draft.measure
    else:
        measure = worded(draft.sentence, rest(draft.reading.segment, chosen.span)) or draft.measure
    whom = Whom.CHOSEN if chosen.population is not None else Whom.NONE
    what = What.CLAUSE if measure != draft.measure else draft.what
    return replace(draft, population=chosen.population, whom=whom, measure=measure, what=what, sure=sure)


def _overlap(one: Span, other: Span | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]


def _alike(one: Candidate, other: Candidate) -> bool:
    if one.population is None or other.population is None:
        return one is other
    mine, yours = (set(squeeze(name.population or "").lower().split()) for name in (one, other))
    return 2 * len(mine & yours) >= _ALIKE * (len(mine) + len(yours))
