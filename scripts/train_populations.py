"""Train the weights by which the population of a number is chosen, on annotated articles.

Usage: python scripts/train_populations.py FOLDER... [--leave NAME ...] [--test]

Each FOLDER holds NAME.txt and NAME.json pairs. Prints graph/whence/data/claims/population_weights.tsv, the same bytes
each time; with --test, leaves each fifth of the articles out in turn and prints how often the choice is right on them,
beside how often the rules alone are. What is right is said in
scripts/annotated.py.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

from annotated import articles, population_right, rows_of, take
from whence.extract.claims import asked, findings
from whence.extract.claims.candidates import Candidate
from whence.extract.claims.choice import choose, options_of, without_population
from whence.extract.claims.drafts import Draft, drafts
from whence.extract.studies import studies

EPOCHS, RATE, DECAY = 4, 0.15, 0.01
FEWEST = 3
"""A feature that fewer candidates have is left out."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A number of an article, with its candidates and which of them are right; `ruled` is whether the rules are."""

    article: str
    options: list[Candidate]
    right: list[bool]
    ruled: bool


def cases(folder: Path, left_out: frozenset[str]) -> Iterator[Case]:
    """The annotated numbers of the articles of a folder."""
    for name, analysis, gold in articles(folder):
        if name in left_out:
            continue
        rows = rows_of(gold)
        for draft, options in options_of(drafts(analysis, findings), asked(studies(analysis))):
            if (row := take(rows, draft)) is not None:
                right = [population_right(row, option.population, _measure(draft, option)) for option in options]
                ruled = next(
                    is_right
                    for option, is_right in zip(options, right, strict=True)
                    if option.population == draft.population
                )
                yield Case(name, options, right, ruled)


def _measure(draft: Draft, option: Candidate) -> str:
    return without_population(draft) if option.population is None and draft.population else draft.measure


def train(examples: Sequence[Case]) -> dict[str, float]:
    """The weights that make the right candidates of the examples likely; AdaGrad over a softmax, in a fixed order."""
    weights: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    order, shuffle = list(examples), random.Random(0)  # noqa: S311 - the same order each time
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for case in order:
            for feature, slope in sorted(_slopes(case, weights).items()):
                step = slope - DECAY * weights[feature]
                squares[feature] += step * step
                weights[feature] += RATE * step / sqrt(squares[feature])
    return _common(examples, weights)


def _slopes(case: Case, weights: Mapping[str, float]) -> dict[str, float]:
    """How much each feature should weigh more for the right candidates to be likelier."""
    slopes: defaultdict[str, float] = defaultdict(float)
    if not any(case.right):
        return slopes
    scores = [sum(weights.get(feature, 0.0) for feature in sorted(option.features)) for option in case.options]
    shares = [exp(score - max(scores)) for score in scores]
    whole, good = sum(shares), sum(share for share, right in zip(shares, case.right, strict=True) if right)
    for option, share, right in zip(case.options, shares, case.right, strict=True):
        for feature in option.features:
            slopes[feature] += (share / good if right else 0.0) - share / whole
    return slopes


def _common(examples: Sequence[Case], weights: Mapping[str, float]) -> dict[str, float]:
    seen: defaultdict[str, int] = defaultdict(int)
    for case in examples:
        for option in case.options:
            for feature in option.features:
                seen[feature] += 1
    return {feature: round(weight, 2) for feature, weight in weights.items() if seen[feature] >= FEWEST}


def tested(examples: Sequence[Case]) -> str:
    """How often choice and rules are right on articles that the weights were not trained on."""
    names = sorted({case.article for case in examples})
    random.Random(0).shuffle(names)  # noqa: S311
    right = nobody = 0
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        weights = train([case for case in examples if case.article not in held])
        for case in (case for case in examples if case.article in held):
            chosen, _ = choose(case.options, weights)
            right += next(
                is_right for option, is_right in zip(case.options, case.right, strict=True) if option is chosen
            )
            nobody += chosen.population is None
    size, ruled = len(examples), sum(case.ruled for case in examples)
    return f"{size} numbers: chosen right {right / size:.3f} ({nobody / size:.3f} nobody), ruled {ruled / size:.3f}"


def main() -> int:
    """Train, or test, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--leave", nargs="*", default=[], help="articles that are kept out")
    parser.add_argument("--test", action="store_true")
    arguments = parser.parse_args()
    examples = [case for folder in arguments.folders for case in cases(folder, frozenset(arguments.leave))]
    if arguments.test:
        print(tested(examples))
        return 0
    print("# Weight and feature of the choice of a population; made by scripts/train_populations.py.")
    for feature, weight in sorted(train(examples).items()):
        if weight:
            print(f"{weight:.2f}\t{feature}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
