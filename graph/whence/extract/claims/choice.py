"""The population of a number, chosen among the candidates by weights counted on annotated articles.

The weights are of a linear model over the features of `candidates`, trained by scripts/train_populations.py. Nobody is
chosen where that is clearly the safer answer: the measure then keeps all that the clause says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import exp

from whence.extract.claims.candidates import Candidate, Earlier, Setting, candidates
from whence.extract.claims.clauses import rest
from whence.extract.claims.drafts import Draft, worded
from whence.extract.claims.reading import Span, What, Whom
from whence.resources import data
from whence.text import squeeze

_SLIGHT = 0.01
"""A candidate that is this much less likely than the likeliest counts for nothing."""
_ALIKE = 0.5
"""Share of words from which two candidates are one for the reader."""


def settled(drafts: Sequence[Draft], asked: Iterable[str]) -> list[Draft]:
    """The drafts of an article with their populations chosen; `asked` are the populations of its studies' samples."""
    return [_with(draft, *choose(options, weights())) for draft, options in options_of(drafts, asked)]


def options_of(drafts: Sequence[Draft], asked: Iterable[str]) -> Iterator[tuple[Draft, list[Candidate]]]:
    """Each draft of an article with its candidates."""
    setting = Setting(Counter(draft.population for draft in drafts if draft.population), frozenset(asked))
    earlier = [
        Earlier(draft.population, draft.whom, draft.reading.what, draft.reading.segment.unit, draft.sentence)
        for draft in drafts
    ]
    for at, draft in enumerate(drafts):
        ruled = draft.population, draft.whom
        yield draft, candidates(draft.sentence, draft.reading, ruled, earlier[:at], setting)


def choose(options: Sequence[Candidate], weights: Mapping[str, float]) -> tuple[Candidate, float]:
    """The likeliest candidate, and the probability that it, or one that a reader would not tell from it, is right."""
    scores = [sum([weights[feature] for feature in option.features if feature in weights]) for option in options]
    ranked = [score - option.margin for option, score in zip(options, scores, strict=True)]
    best = max(range(len(options)), key=ranked.__getitem__)
    shares = [exp(score - max(scores)) for score in scores]
    weighty = (pair for pair in zip(options, shares, strict=True) if pair[1] > _SLIGHT)
    alike = [share for option, share in weighty if _alike(options[best], option)]
    return options[best], max(sum(alike), shares[best]) / sum(shares)


@cache
def weights() -> dict[str, float]:
    """Feature → weight."""
    lines = data("claims", "population_weights.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {feature: float(weight) for weight, _, feature in rows}


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
