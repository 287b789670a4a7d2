"""Accuracy on the annotated articles: the score table for all of them, for those the rules were written on, and for
those kept unseen, and the same for the articles of our own; a floor that is broken is an error.

The annotated articles of others are not part of the project (their publishers own them). Where the folder is absent
there is nothing to measure, and the script says so and succeeds.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from annotated import GOLD, digest, groups
from find_recall import rates
from whence.building import build
from whence.export import export
from whence.store import Store

DIGEST = "b08e98407eb2"
"""The annotated set that the floors were measured on; see `annotated.digest`."""

OTHERS = ("seen", "open seen", "unseen", "open unseen")

FLOORS = {
    "statistics F1": {"all": 0.97, "unseen": 0.95, "open unseen": 0.88},
    "full claims F1": {"all": 0.77, "unseen": 0.63, "open seen": 0.52, "open unseen": 0.42},
    "studies F1": {"all": 0.93, "unseen": 0.89, "open seen": 0.84, "open unseen": 0.74},
    "sample sizes F1": {"all": 0.95, "unseen": 0.90, "open unseen": 0.78},
    "statements F1": {"all": 0.90, "unseen": 0.80, "open unseen": 0.88},
    "population": {"all": 0.85, "open unseen": 0.69},
    "measure": {"all": 0.92, "open unseen": 0.86},
    "qualifier": {"all": 0.98},
    "study": {"all": 0.95, "open unseen": 0.70},
    "affiliation": {"all": 0.93, "open unseen": 0.77},
    "same study F1": {"all": 0.85, "seen": 0.90},
    "same statistic F1": {"all": 0.70, "seen": 0.75},
    "conflicts R": {"all": 0.14, "seen": 0.28},
    "copied from R": {"all": 1.0},
}
"""Measure → the least value, by group of articles."""

CEILINGS = {"copied from extra": {"all": 3.0}}
"""Measure → the greatest value, by group of articles."""

FIND_FLOORS = {
    **{("sentence", "all"): 0.86, ("quote", "all"): 0.87, ("words", "all"): 0.88},
    **{("sentence", "unseen"): 0.76, ("quote", "unseen"): 0.78, ("words", "unseen"): 0.78},
}
"""Way of asking and group of clusters → the least share of tellings that `whence find` finds by another telling."""

PAGE_FLOORS = {"title": 0.88, "date": 0.94, "publisher": 0.80, "authors": 0.90, "no false author": 0.90}
"""Field of the metadata of web pages → the least share that is right."""

_PAGE_SCORE = re.compile(r"^(?P<field>[a-z ]+?)\s{2,}(?P<share>\d\.\d+)\s+\((?P<counts>\d+ of \d+)\)$", re.MULTILINE)


def across(cross: Path, names: Collection[str]) -> dict[str, Any]:
    """What the annotation tells across articles, as far as all of a cluster's articles are among these."""

    def kept(articles: Iterable[str]) -> bool:
        return all(article in names for article in articles)

    told = json.loads(cross.read_text("utf-8"))
    return {
        "same_study": [cluster for cluster in told["same_study"] if kept(name for name, _ in cluster)],
        "same_statistic": [cluster for cluster in told["same_statistic"] if kept(name for name, _ in cluster)],
        "conflicts": [clash for clash in told["conflicts"] if kept(name for name, _ in clash["rows"])],
        "copied_from": [copy for copy in told["copied_from"] if kept(copy[:2])],
    }


def score(scorer: Path, texts: list[Path], errors: int, cross: Path | None) -> dict[str, float]:
    """The scorer's table for the graph of these articles; the scorer reads it as Turtle and nothing else."""
    with tempfile.TemporaryDirectory() as scratch:
        articles = Path(scratch, "gold")
        articles.mkdir()
        for text in texts:
            for path in (text, text.with_suffix(".json")):
                shutil.copy(path, articles)
        if cross:
            told = across(cross, {text.stem for text in texts})
            (articles / "CROSS.json").write_text(json.dumps(told), "utf-8")
        graph, table = Path(scratch, "graph.ttl"), Path(scratch, "table.json")
        with Store() as store, graph.open("wb") as stream:
            build([str(articles / text.name) for text in texts], store)
            export(store, stream)
        command = [sys.executable, str(scorer), str(graph), str(articles)]
        command += ["--json", str(table), "--errors", str(errors)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        scores: dict[str, float] = json.loads(table.read_text("utf-8"))
        return scores


def score_pages(gold: Path) -> list[str]:
    """Print what is right of the metadata of the annotated web pages; returns what is below its floor."""
    pages = sorted(str(path) for path in (gold / "pages").glob("*.html.gz"))
    with tempfile.TemporaryDirectory() as scratch:
        graph = Path(scratch, "graph.ttl")
        with Store() as store, graph.open("wb") as stream:
            build(pages, store)
            export(store, stream)
        command = [sys.executable, str(gold / "score_pages.py"), str(graph), str(gold / "pages" / "gold.jsonl")]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(f"\n| metadata of web pages ({len(pages)}) | right | of |\n| --- | --: | --: |")
    broken = []
    for match in _PAGE_SCORE.finditer(printed):
        floor = PAGE_FLOORS.get(match["field"])
        print(f"| {match['field']} | {match['share']}{f' (≥ {floor})' if floor else ''} | {match['counts']} |")
        if floor and float(match["share"]) < floor:
            broken.append(f"{match['field']} of pages: {match['share']} < {floor}")
    return broken


def score_find(gold: Path) -> list[str]:
    """Print how often one telling finds the others; returns what is below its floor."""
    found, broken = rates(gold), []
    print("\n| telling found by another's | all | seen | unseen |\n| --- | --: | --: | --: |")
    for way in ("sentence", "quote", "words"):
        cells = []
        for group in ("all", "seen", "unseen"):
            floor, share = FIND_FLOORS.get((way, group)), found[way, group].share
            cells.append(f"{share:.3f}{f' (≥ {floor})' if floor else ''}")
            if floor and share < floor:
                broken.append(f"tellings found by {way}, {group}: {share:.3f} < {floor}")
        print(f"| {way} | " + " | ".join(cells) + " |")
    return broken


def show(tables: dict[str, dict[str, float]], sizes: dict[str, int]) -> list[str]:
    """Print the table as Markdown; returns what is below its floor."""
    print("| measure | " + " | ".join(f"{group} ({sizes[group]})" for group in tables) + " |")
    print("| --- |" + " --: |" * len(tables))
    broken = []
    for measure in tables["all"]:
        cells = []
        for group, table in tables.items():
            floor, ceiling = (bounds.get(measure, {}).get(group) for bounds in (FLOORS, CEILINGS))
            value = f"{table[measure]:.3f}" if measure in table else ""
            cells.append(value + (f" (≥ {floor})" if floor else f" (≤ {ceiling})" if ceiling else ""))
            if floor and table[measure] < floor:
                broken.append(f"{measure}, {group}: {value} < {floor}")
            if ceiling and table[measure] > ceiling:
                broken.append(f"{measure}, {group}: {value} > {ceiling}")
        print(f"| {measure} | " + " | ".join(cells) + " |")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors on the articles that rules see")
    parser.add_argument("--of", default="seen", choices=OTHERS, help="…or of these; never look at unseen ones")
    args = parser.parse_args()
    scorer = args.gold / "score.py"
    if not scorer.is_file():
        print(f"no annotated articles at {args.gold}: nothing to measure")
        return 0
    chosen = groups(args.gold)
    tables = {
        group: score(
            scorer,
            texts,
            errors=args.errors if group == args.of else 0,
            cross=args.gold / "dev" / "CROSS.json" if group in ("all", "seen", "unseen") else None,
        )
        for group, texts in chosen.items()
    }
    broken = show(tables, {group: len(texts) for group, texts in chosen.items()}) + score_pages(args.gold)
    broken += score_find(args.gold)
    if (found := digest(path for path in (args.gold / "dev").iterdir() if path.suffix in {".txt", ".json"})) != DIGEST:
        print(f"the annotated set has changed ({found}, not {DIGEST}): measure again, and pin floors and digest anew")
        return 1
    if broken:
        print(f"below the floor: {'; '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
