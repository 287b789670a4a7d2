"""The trainer of the linear models whose weights come with Whence, in plain Python: the same bytes each time.

A model is a mapping from features to weights. What it is to make likely is the caller's: `fit` is told by a function
how an example would have each weight move.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import sqrt
from typing import TypeVar

Example = TypeVar("Example")
Weights = Mapping[str, float]

FOLDS = 10


def fit(
    examples: Iterable[Example],
    slopes: Callable[[Example, Weights], Mapping[str, float]],
    epochs: int,
    rate: float,
    decay: float,
) -> dict[str, float]:
    """The weights to which an ascent leads that looks at one example at a time, in an order shuffled alike each time.

    `slopes(example, weights)` tells, for each feature of an example, the slope of its log likelihood at the weights.
    A weight moves by `rate` times its slope, divided by the root of the sum of its squared slopes so far (AdaGrad:
    Duchi, Hazan and Singer, Journal of Machine Learning Research 12, 2011), so that rare features move as far as
    frequent ones. Each time that a weight is looked at, `decay` times itself is taken off its slope: a penalty on large
    weights. What is given back is the mean of the weights at the end of each epoch of the second half (Polyak and
    Juditsky, SIAM Journal on Control and Optimization 30, 1992): the last examples count no more than others.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    sums: defaultdict[str, float] = defaultdict(float)
    order, shuffle = list(examples), random.Random(0)  # noqa: S311 - the same order each time
    averaged = epochs - epochs // 2
    for epoch in range(epochs):
        shuffle.shuffle(order)
        for example in order:
            for feature, slope in slopes(example, weights).items():
                step = slope - decay * weights[feature]
                squares[feature] += step * step
                weights[feature] += rate * step / sqrt(squares[feature])
        if epoch >= epochs - averaged:
            for feature, weight in weights.items():
                sums[feature] += weight
    return {feature: total / averaged for feature, total in sums.items()}


def folds(names: Iterable[str], count: int = FOLDS) -> list[frozenset[str]]:
    """The names parted into sets of nearly the same size, the same each time; fewer sets where there are few names.

    Numbers of one article are alike, so that whole articles are held out, never some of their numbers.
    """
    order = sorted(set(names))
    random.Random(0).shuffle(order)  # noqa: S311
    return [frozenset(order[at::count]) for at in range(min(count, len(order)))]


def table(weights: Weights, title: str, made: str) -> str:
    """A file of weights, as `whence.resources.weights` reads it; those that round to nothing are left out.

    `title` says what the weights are of, `made` by which command and of what.
    """
    rows = [f"{weight:.2f}\t{feature}" for feature, weight in sorted(weights.items()) if round(weight, 2)]
    return "\n".join([f"# {title}.", f"# Made by {made}.", *rows])
