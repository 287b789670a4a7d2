"""How often claims are right, by the rules that found them, and whether their confidence says so.

Usage: python scripts/calibrate_claims.py FOLDER [BEGINNING ...]

FOLDER holds NAME.txt and NAME.json pairs; beginnings of names limit the count to some of them, best to articles that
the rules were not written on. Prints the rows of graph/whence/data/claims/confidence.txt, then how the confidence
that follows from them compares with what is right: population, measure, qualifier and study.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotated import Row, articles, measure_right, population_right, rows_of, study_right, take
from whence.analyse import Analysis
from whence.extract.claims import asked, confidence_of, findings, provenance
from whence.extract.claims.choice import settled
from whence.extract.claims.confidence import Provenance
from whence.extract.claims.drafts import Draft, drafts
from whence.extract.claims.reading import What
from whence.extract.studies import Studies, studies

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)
"""Borders of the classes of confidence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that is annotated, and what of it is right."""

    what: What
    provenance: Provenance
    confidence: float
    measure: bool
    study: bool
    whole: bool


def judged(analysis: Analysis, gold: Row) -> Iterator[Judged]:
    """The claims of an article that are annotated."""
    rows, found = rows_of(gold), studies(analysis)
    for draft in settled(drafts(analysis, findings), asked(found)):
        if (row := take(rows, draft)) is not None:
            yield _judge(draft, row, gold, found)


def _judge(draft: Draft, row: Row, gold: Row, found: Studies) -> Judged:
    segment = draft.reading.segment
    index = found.of(segment.start_offset, segment.end_offset)
    mention = None if index is None else found.mentions[index]
    study = study_right(row, gold, mention.organizations if mention else None, mention.title if mention else None)
    measure = measure_right(row, draft.population, draft.measure)
    population = population_right(row, draft.population, draft.measure)
    qualifier = segment.found.quantity.qualifier.name.lower().replace("exactly", "exact") == row["qualifier"]
    return Judged(
        draft.what,
        provenance(draft, found),
        confidence_of(draft, found),
        measure,
        study,
        population and measure and qualifier and study,
    )


def main() -> int:
    """Count, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    found = [
        one
        for _, analysis, gold in articles(arguments.folder, frozenset(arguments.names))
        for one in judged(analysis, gold)
    ]
    right: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for one in found:
        for key, is_right in ((("measure", one.what.value), one.measure), (("study", one.provenance.value), one.study)):
            of[key] += 1
            right[key] += is_right
    for part, kinds in (("measure", list(What)), ("study", list(Provenance))):
        for kind in kinds:
            key = (part, kind.value)
            print(f"{part} {kind.value} {(right[key] + 1) / (of[key] + 2):.2f}")
    bins: defaultdict[int, list[Judged]] = defaultdict(list)
    for one in found:
        bins[sum(one.confidence >= border for border in BINS)].append(one)
    print("\n| confidence | claims | mean confidence | fully right |\n| --- | --: | --: | --: |")
    for index, members in sorted(bins.items()):
        mean = sum(one.confidence for one in members) / len(members)
        share = sum(one.whole for one in members) / len(members)
        print(f"| {BINS[index - 1]:.1f} to {min(BINS[index], 1.0):.1f} | {len(members)} | {mean:.2f} | {share:.2f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
