"""Whether the confidence of claims says how often they are right, and the weights by which it is reckoned.

Usage: python scripts/calibrate_claims.py FOLDER [BEGINNING ...] [--fit]

FOLDER holds NAME.txt and NAME.json pairs; beginnings of names limit the count to some of them. Prints how many of the
claims of each confidence are fully right: population, measure, qualifier and study, as scripts/annotated.py judges
them; a number that the annotation does not have is wrong. With --fit, prints
graph/whence/data/claims/confidence_weights.tsv instead, the same bytes each time; several folders may then be given.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from annotated import Row, articles, measure_right, population_right, rows_of, study_right, take
from whence.analyse import Analysis
from whence.extract.claims import asked, findings
from whence.extract.claims.choice import settled
from whence.extract.claims.confidence import WEIGHTS, features, probability
from whence.extract.claims.drafts import Draft, drafts
from whence.extract.studies import Studies, studies
from whence.model import Qualifier
from whence.resources import weights

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)
"""Borders of the classes of confidence."""
EPOCHS, RATE, DECAY = 60, 0.1, 0.03


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's features, and whether all of it is right."""

    features: dict[str, float]
    right: bool


def judged(analysis: Analysis, gold: Row) -> Iterator[Judged]:
    """The claims of an article; those of numbers that are matters of taste are left out."""
    rows, found = rows_of(gold), studies(analysis)
    taste = [float(row["value"]) for row in gold["statistics"] if row.get("optional")]
    for draft in settled(drafts(analysis, findings), asked(found)):
        segment = draft.reading.segment
        index = found.of(segment.start_offset, segment.end_offset)
        row = take(rows, draft)
        if row is not None:
            yield Judged(features(draft, found, index), _is_right(draft, row, gold, found, index))
        elif float(segment.found.quantity.value) not in taste:
            yield Judged(features(draft, found, index), right=False)


def _is_right(draft: Draft, row: Row, gold: Row, found: Studies, index: int | None) -> bool:
    mention = None if index is None else found.mentions[index]
    qualifier = draft.reading.segment.found.quantity.qualifier
    exact = "exact" if qualifier is Qualifier.EXACTLY else qualifier.name.lower()
    return (
        exact == row["qualifier"]
        and population_right(row, draft.population, draft.measure)
        and measure_right(row, draft.population, draft.measure)
        and study_right(row, gold, mention.organizations if mention else None, mention.title if mention else None)
    )


def fitted(examples: Sequence[Judged]) -> dict[str, float]:
    """The weights of a logistic model, by AdaGrad in a fixed order."""
    found: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    order, shuffle = list(examples), random.Random(0)  # noqa: S311 - the same order each time
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for one in order:
            wrong = one.right - probability(one.features, found)
            for name, value in one.features.items():
                step = wrong * value - DECAY * found[name]
                squares[name] += step * step
                found[name] += RATE * step / sqrt(squares[name])
    return dict(found)


def show(examples: Sequence[Judged]) -> None:
    """Print the table."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in examples:
        sure = probability(one.features, weights(*WEIGHTS))
        bins[sum(sure >= border for border in BINS)].append((sure, one.right))
    print("| confidence | claims | mean confidence | fully right |\n| --- | --: | --: | --: |")
    for index, members in sorted(bins.items()):
        mean = sum(sure for sure, _ in members) / len(members)
        share = sum(right for _, right in members) / len(members)
        print(f"| {BINS[index - 1]:.1f} to {min(BINS[index], 1.0):.1f} | {len(members)} | {mean:.2f} | {share:.2f} |")


def main() -> int:
    """Count, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", help="folders, and beginnings of names")
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    folders = [Path(one) for one in arguments.folders if Path(one).is_dir()]
    names = frozenset(one for one in arguments.folders if not Path(one).is_dir())
    examples = [
        one for folder in folders for _, analysis, gold in articles(folder, names) for one in judged(analysis, gold)
    ]
    if not arguments.fit:
        show(examples)
        return 0
    print("# Weight and feature of the confidence of a claim; made by scripts/calibrate_claims.py --fit.")
    for name, weight in sorted(fitted(examples).items()):
        print(f"{weight:.2f}\t{name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
