"""Fit the weights by which the confidence of a claim is reckoned, and measure how often claims are as right as it says.

Usage: python scripts/calibrate_claims.py > graph/whence/data/claims/confidence_weights.tsv
       python scripts/calibrate_claims.py --test

Works on the articles that rules may look at, see scripts/annotated.py; FOLDERs, each with NAME.txt and NAME.json pairs,
take their place. A claim is right when population, measure, qualifier and study are, as scripts/judging.py judges
them; a number that the annotation does not have is wrong, one that is a matter of taste is left out.

An article's populations are chosen by weights that were fitted without it, so that the confidence is fitted on choices
as good as those in articles of others. That can't be done for rules: the published articles that they were first
written on are read better than any other. In the fit those have an intercept of their own, which is left out of
the weights that are printed.

With --test, prints for each class of confidence how many claims there are and how many of them are right: of articles
held out, and of those that nothing is fitted on (with the weights of the package; totals only).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotated import Article, add_arguments, articles, described, groups, held_back, trained_on
from judging import all_right, rows_of, take
from linear_models import Weights, fit, folds, table
from train_populations import cases, train
from whence import resources
from whence.extract.claims import told
from whence.extract.claims.choice import settled
from whence.extract.claims.confidence import WEIGHTS, features, probability

EPOCHS, RATE, DECAY = 16, 0.1, 0.05
KNOWN = {"known": 1.0}
"""The feature of a claim in an article that the rules were first written on."""
CLASSES = 10
BARS = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of an article, and whether all of it is right."""

    article: str
    features: dict[str, float]
    right: bool


Sure = tuple[float, bool]
"""The confidence of a claim, and whether it is right."""


def judged(article: Article, weights: Weights | None = None) -> Iterator[Judged]:
    """The claims of an article, their populations chosen by these weights, or by those of the package."""
    rows = rows_of(article.gold)
    taste = {float(row["value"]) for row in article.gold["statistics"] if row.get("optional")}
    for draft in told(article.analysis, article.studies, settle=partial(settled, weights=weights)):
        segment = draft.reading.segment
        study = article.studies.of(segment.start_offset, segment.end_offset)
        row = take(rows, draft)
        if row is not None or float(segment.found.quantity.value) not in taste:
            right = row is not None and all_right(draft, row, article.gold, article.studies, study)
            yield Judged(article.name, features(draft, article.studies, study), right)


def held_out(read: Sequence[Article]) -> list[Judged]:
    """The claims of articles, the populations of each article chosen by weights that were fitted without it."""
    examples = [case for article in read for case in cases(article)]
    found: list[Judged] = []
    for held in folds(article.name for article in read):
        weights = train([case for case in examples if case.article not in held])
        found += [one for article in read if article.name in held for one in judged(article, weights)]
    return found


def fitted(examples: Sequence[Judged], known: frozenset[str]) -> dict[str, float]:
    """The weights of a logistic model of what is right; `known` are the articles with an intercept of their own."""
    told = [(one.features | (KNOWN if one.article in known else {}), one.right) for one in examples]
    weights = fit(told, _slopes, EPOCHS, RATE, DECAY)
    return {name: round(weight, 2) for name, weight in weights.items() if name not in KNOWN}


def _slopes(example: tuple[Mapping[str, float], bool], weights: Weights) -> dict[str, float]:
    values, right = example
    wrong = right - probability(values, weights)
    return {name: wrong * value for name, value in values.items()}


# ---------------------------------------------------------------- how well it holds


def cross_validated(examples: Sequence[Judged], known: frozenset[str]) -> Iterator[tuple[Judged, float]]:
    """Each claim with the confidence that it has by weights that were fitted without its article."""
    for held in folds(one.article for one in examples):
        weights = fitted([one for one in examples if one.article not in held], known)
        yield from ((one, probability(one.features, weights)) for one in examples if one.article in held)


def measured(examples: Sequence[Judged], known: frozenset[str], gold: Path) -> dict[str, list[Sure]]:
    """How sure each claim is, by group: of articles held out in turn, all and by kind, and of those held back."""
    found: defaultdict[str, list[Sure]] = defaultdict(list)
    for one, confidence in cross_validated(examples, known):
        for group in ("held out", f"held out, {'published' if one.article in known else 'own'}"):
            found[group].append((confidence, one.right))
    for group, paths in held_back(gold).items():
        for one in (one for article in articles(paths) for one in judged(article)):
            confidence = probability(one.features, resources.weights(*WEIGHTS))
            for name in ("held back", f"held back, {group}"):
                found[name].append((confidence, one.right))
    return found


def report(sure: Mapping[str, Sequence[Sure]]) -> Iterator[str]:
    """Tables in Markdown, a column for each group of articles: its claims by class of confidence, and above bars."""
    yield "| confidence | " + " | ".join(f"{group}: claims, mean, right" for group in sure) + " |"
    yield "| --- |" + " --: |" * len(sure)
    for at in range(CLASSES):
        low, high = at / CLASSES, (at + 1) / CLASSES
        cells = (_cell([pair for pair in pairs if low <= pair[0] < high]) for pairs in sure.values())
        yield f"| {low:.1f} to {high:.1f} | " + " | ".join(cells) + " |"
    yield "| all | " + " | ".join(map(_cell, sure.values())) + " |"
    for bar in BARS:
        cells = (_cell([pair for pair in pairs if pair[0] >= bar]) for pairs in sure.values())
        yield f"| at least {bar:.1f} | " + " | ".join(cells) + " |"


def _cell(pairs: Sequence[Sure]) -> str:
    if not pairs:
        return "0"
    mean, right = (sum(pair[at] for pair in pairs) / len(pairs) for at in (0, 1))
    return f"{len(pairs)}, {mean:.2f}, {right:.2f}"


def main() -> int:
    """Fit, or measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--test", action="store_true", help="measure on articles held out; print no weights")
    arguments = parser.parse_args()
    texts = trained_on(arguments.folders, arguments.gold)
    known = frozenset(path.stem for path in groups(arguments.gold)["seen"])
    examples = held_out(list(articles(texts)))
    if not arguments.test:
        title = "Weights of the features of a claim: the logarithm of the odds that all of it is right"
        print(table(fitted(examples, known), title, f"python scripts/calibrate_claims.py, of {described(texts)}"))
        return 0
    print("\n".join(report(measured(examples, known, arguments.gold))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
