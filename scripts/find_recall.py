"""How often `whence find`, asked with one telling of a statistic, finds the others: `python scripts/find_recall.py`.

The clusters `same_statistic` of the annotated articles say which rows tell one statistic. Each telling is asked for in
three ways: by the sentence it stands in, by the quote that was annotated, and by its number with the words of its
population and measure. For each telling of the cluster in another article it counts whether it is among those of the
first three findings for that number. A telling that the extraction didn't find can't be found, and counts as missed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from annotated import GOLD, Row, unseen
from whence import vocab
from whence.analyse import analyse
from whence.building import build
from whence.find import Finder
from whence.model import Document
from whence.read import read
from whence.store import Store

FIRST = 3
"""Findings among which a telling must be."""

_WORD = re.compile(r"[a-z0-9]+")
_NEAR = 0.051
_SHARED = 0.6
"""Words of the shorter of two quotes that must stand in the other, for both to be of one number."""
_CLAIMS = """
PREFIX schema: <https://schema.org/>
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT ?file ?quote ?value ?unit ?statistic WHERE {
  ?claim wh:statedIn/wh:fileName ?file ; schema:text ?quote ; wh:value ?value ; wh:unit ?unit ; wh:reports ?statistic
}"""
_HEDGES = {
    **{"about": "about", "nearly": "nearly", "more_than": "more than", "less_than": "less than"},
    **{"at_least": "at least", "at_most": "at most", "up_to": "up to"},
}
_UNITS = {"percent": "percent", "percentage_points": "percentage points", "times": "times", "count": ""}

Group = tuple[str, str]
"""A way of asking ("sentence", "quote", "words") and a group of clusters ("all", "seen", "unseen")."""
Told = tuple[str, int]
"""An article and the number of a row in its annotation."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the tellings asked for were found, and how many of them the graph holds at all."""

    found: int
    held: int
    asked: int

    @property
    def share(self) -> float:
        """The share of the tellings that were found."""
        return self.found / max(1, self.asked)

    def __str__(self) -> str:
        return f"{self.share:.3f} | {self.found} | {self.held} | {self.asked}"


class Tellings:
    """The tellings of annotated articles: what can be asked of each, and the statistics that its claims report."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Reads the annotation in the folder, and the claims of the store that was built of its texts."""
        self._folder = folder
        self._gold: dict[str, Row] = {}
        self._claims: dict[str, list[tuple[str, float, str, str]]] = {}
        found = store.query(_CLAIMS)
        if isinstance(found, ox.QuerySolutions):
            for file, quote, value, unit, statistic in (tuple(term.value for term in row) for row in found):
                self._claims.setdefault(Path(file).stem, []).append((quote, float(value), unit, statistic))

    def row(self, told: Told) -> Row:
        """The annotated row."""
        article, index = told
        if article not in self._gold:
            self._gold[article] = json.loads((self._folder / f"{article}.json").read_text("utf-8"))
        row: Row = self._gold[article]["statistics"][index]
        return row

    def ways(self, told: Told) -> Iterator[tuple[str, str]]:
        """The ways in which it is asked for a telling, with what is asked."""
        yield "sentence", self.sentence(told)
        yield "quote", self.row(told)["quote"]
        yield "words", self.words(told)

    def sentence(self, told: Told) -> str:
        """The sentence, or the sentences, that the row's quote stands in."""
        quote = self.row(told)["quote"]
        for document in read([str(self._folder / f"{told[0]}.txt")]):
            if isinstance(document, Document) and (start := document.text.find(quote)) >= 0:
                analysis = analyse(document)
                first, last = analysis.sentence_at(start), analysis.sentence_at(start + len(quote) - 1)
                if first and last:
                    return document.text[first.start : last.end]
        return str(quote)

    def words(self, told: Told) -> str:
        """The row's number, its population and its measure."""
        row = self.row(told)
        value, unit = f"{float(row['value']):,.10g}", row["unit"]
        number = f"{unit.partition(':')[2]} {value}" if unit.startswith("currency:") else value
        unit = "" if unit.startswith("currency:") else _UNITS.get(unit, unit)
        parts = (_HEDGES.get(row["qualifier"], ""), number, unit, row["population"] or "", row["about"] or "")
        return " ".join(filter(None, parts))

    def statistics(self, told: Told) -> set[str]:
        """The statistics that claims of this row report: the same number, in a quote that shares most words."""
        row, found = self.row(told), set()
        for quote, value, unit, statistic in self._claims.get(told[0], ()):
            same_unit = (row["unit"] == "percent") == (unit == vocab.expand("unit:PERCENT"))
            if same_unit and abs(value - float(row["value"])) <= _NEAR and _alike(quote, row["quote"]):
                found.add(statistic)
        return found


def _alike(one: str, other: str) -> bool:
    mine, yours = (set(_WORD.findall(text.lower())) for text in (one, other))
    return len(mine & yours) >= _SHARED * min(len(mine), len(yours))


def pairs(tellings: Tellings, cross: Path) -> Iterator[tuple[Told, Told, bool]]:
    """Each telling with each of its cluster in another article, and whether an article of the cluster is kept unseen.

    Rows of one quote, a number and the words that round it, are one telling.
    """
    clusters: list[list[list[Any]]] = json.loads(cross.read_text("utf-8"))["same_statistic"]
    for cluster in clusters:
        rows = [(str(article), int(index)) for article, index in cluster]
        told = list({(row[0], tellings.row(row)["quote"]): row for row in sorted(rows, reverse=True)}.values())
        held_out = any(unseen(article) for article, _ in told)
        for one in told:
            yield from ((one, other, held_out) for other in told if other[0] != one[0])


def found_first(finder: Finder, words: str, value: float) -> set[str]:
    """The statistics of the first findings for the number of this value; of the first of all where it isn't read."""
    findings = finder.find(words, FIRST)
    ours = [one for one in findings if one.asked and abs(float(one.asked.value) - value) <= _NEAR]
    return {one.statistic for one in (ours or findings)[:FIRST]}


def rates(gold: Path, misses: int = 0) -> dict[Group, Rate]:
    """The rates by way of asking and group of clusters; prints the first misses of clusters that rules may see."""
    folder, counts = gold / "dev", dict[Group, list[tuple[bool, bool]]]()
    with Store() as store:
        build([str(path) for path in sorted(folder.glob("*.txt"))], store)
        tellings = Tellings(folder, store)
        with Finder(store) as finder:
            for one, other, held_out in pairs(tellings, folder / "CROSS.json"):
                for way, words in tellings.ways(one):
                    found = found_first(finder, words, float(tellings.row(one)["value"]))
                    held = tellings.statistics(other)
                    hit = not found.isdisjoint(held)
                    for group in ("all", "unseen" if held_out else "seen"):
                        counts.setdefault((way, group), []).append((hit, bool(held)))
                    if not hit and not held_out and misses > 0:
                        misses -= 1
                        print(f"missed by {way}: {words!r}\n  {other[0]}: {tellings.row(other)['quote']!r}")
    return {
        key: Rate(sum(hit for hit, _ in hits), sum(held for _, held in hits), len(hits)) for key, hits in counts.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--misses", type=int, default=0, help="print the first N misses of clusters that rules may see")
    args = parser.parse_args()
    if not (args.gold / "dev" / "CROSS.json").is_file():
        print(f"no annotated articles at {args.gold}: nothing to measure")
        return 0
    print(f"| asked by | clusters | among the first {FIRST} | found | in the graph | asked for |")
    print("| --- | --- | --: | --: | --: | --: |")
    for (way, group), rate in sorted(rates(args.gold, args.misses).items()):
        print(f"| {way} | {group} | {rate} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
