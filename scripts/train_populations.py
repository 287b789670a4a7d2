"""Fit the weights by which the population of a number is chosen, on annotated articles.

Usage: python scripts/train_populations.py > graph/whence/data/claims/population_weights.tsv
       python scripts/train_populations.py --test

Works on the articles that rules may look at, see scripts/annotated.py; FOLDERs, each with NAME.txt and NAME.json pairs,
take their place. Prints the file of weights, the same bytes each time. With --test, holds each tenth of the articles
out in turn and prints how often the choice is right on them, beside how often the rules alone are. What is right is
said in scripts/judging.py.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from annotated import Article, add_arguments, articles, described, trained_on
from judging import population_right, rows_of, take
from linear_models import Weights, fit, folds, table
from whence.extract.claims import proposals
from whence.extract.claims.asked import asked
from whence.extract.claims.candidates import Candidate
from whence.extract.claims.choice import choose, options_of, without_population
from whence.extract.claims.drafts import Draft

EPOCHS, RATE, DECAY = 16, 0.15, 0.01
FEWEST = 10
"""A feature that fewer candidates have is left out."""


@dataclass(frozen=True, slots=True)
class Case:
    """A number of an article, with its candidates, the rules' own first, and which of them are right."""

    article: str
    options: list[Candidate]
    right: list[bool]


def cases(article: Article) -> list[Case]:
    """The annotated numbers of an article."""
    rows, found = rows_of(article.gold), []
    for draft, options in options_of(proposals(article.analysis, article.studies), asked(article.studies)):
        if (row := take(rows, draft)) is not None:
            right = [population_right(row, option.population, _measure(draft, option)) for option in options]
            found.append(Case(article.name, options, right))
    return found


def _measure(draft: Draft, option: Candidate) -> str:
    return without_population(draft) if option.population is None and draft.population else draft.measure


def train(examples: Sequence[Case]) -> dict[str, float]:
    """The weights that make the right candidates of the examples likely, by a softmax over those of each number."""
    told = [case for case in examples if any(case.right)]
    seen = Counter(feature for case in examples for option in case.options for feature in option.features)
    weights = fit(told, _slopes, EPOCHS, RATE, DECAY)
    return {feature: round(weight, 2) for feature, weight in weights.items() if seen[feature] >= FEWEST}


def _slopes(case: Case, weights: Weights) -> dict[str, float]:
    """How much each feature should weigh more for the right candidates to be likelier."""
    scores = [sum([weights.get(feature, 0.0) for feature in option.features]) for option in case.options]
    highest = max(scores)
    shares = [exp(score - highest) for score in scores]
    whole, good = sum(shares), sum(share for share, right in zip(shares, case.right, strict=True) if right)
    slopes: defaultdict[str, float] = defaultdict(float)
    for option, share, right in zip(case.options, shares, case.right, strict=True):
        slope = (share / good if right else 0.0) - share / whole
        for feature in option.features:
            slopes[feature] += slope
    return slopes


def tested(examples: Sequence[Case]) -> str:
    """How often choice and rules are right on articles that the weights were not fitted on."""
    right = nobody = 0
    for held in folds(case.article for case in examples):
        weights = train([case for case in examples if case.article not in held])
        for case in (case for case in examples if case.article in held):
            chosen, _ = choose(case.options, weights)
            right += case.right[next(at for at, option in enumerate(case.options) if option is chosen)]
            nobody += chosen.population is None
    size, ruled = len(examples), sum(case.right[0] for case in examples)
    return f"{size} numbers: chosen right {right / size:.3f} ({nobody / size:.3f} nobody), ruled {ruled / size:.3f}"


def main() -> int:
    """Fit, or test, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--test", action="store_true", help="measure on articles held out; print no weights")
    arguments = parser.parse_args()
    texts = trained_on(arguments.folders, arguments.gold)
    examples = [case for article in articles(texts) for case in cases(article)]
    if arguments.test:
        print(tested(examples))
        return 0
    title = "Weights of the features of a candidate for the population of a number"
    print(table(train(examples), title, f"python scripts/train_populations.py, of {described(texts)}"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
