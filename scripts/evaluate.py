"""Accuracy on the annotated articles: the score table for all of them, for those the rules were written on, and for
those kept unseen; a floor that is broken is an error.

The annotated articles are not part of the project (their publishers own them). Where the folder is absent there is
nothing to measure, and the script says so and succeeds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from whence.build import build
from whence.export import export
from whence.store import Store

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"

DIGEST = "b08e98407eb2"
"""The annotated set that the floors were measured on; see `digest`."""

FLOORS = {
    "statistics F1": (0.85, 0.80),
    "full claims F1": (0.45, 0.40),
    "studies F1": (0.65, 0.60),
    "statements F1": (0.65, 0.60),
}
"""Measure → the least value on all articles, and on the unseen third."""


def unseen(name: str) -> bool:
    """Whether an article is kept unseen while rules are written: a fixed third, but none of the seed articles."""
    return not name.startswith("seed-") and int(sha256(name.encode()).hexdigest(), 16) % 3 == 0


def digest(folder: Path) -> str:
    """A short hash of all annotated articles and their annotations."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".json"})
    return sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()[:12]


def score(gold: Path, names: list[str], errors: int, cross: bool) -> dict[str, float]:
    """The scorer's table for the graph of these articles; the scorer reads it as Turtle and nothing else."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "gold")
        folder.mkdir()
        for name in names:
            for suffix in (".txt", ".json"):
                shutil.copy(gold / "dev" / f"{name}{suffix}", folder)
        if cross:
            shutil.copy(gold / "dev" / "CROSS.json", folder)
        graph, table = Path(scratch, "graph.ttl"), Path(scratch, "table.json")
        with Store() as store, graph.open("wb") as stream:
            build([str(folder / f"{name}.txt") for name in names], store)
            export(store, stream)
        command = [sys.executable, str(gold / "score.py"), str(graph), str(folder)]
        command += ["--json", str(table), "--errors", str(errors)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        scores: dict[str, float] = json.loads(table.read_text("utf-8"))
        return scores


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors on the articles that rules see")
    parser.add_argument(
        "--unseen-errors", type=int, default=0, help="the same on the unseen third: ends its use as such"
    )
    args = parser.parse_args()
    if not (args.gold / "score.py").is_file():
        print(f"no annotated articles at {args.gold}: nothing to measure")
        return 0
    names = sorted(path.stem for path in (args.gold / "dev").glob("*.txt"))
    kept = [name for name in names if unseen(name)]
    seen = [name for name in names if not unseen(name)]
    tables = [
        score(args.gold, names, 0, cross=True),
        score(args.gold, seen, args.errors, cross=False),
        score(args.gold, kept, args.unseen_errors, cross=False),
    ]
    print(f"{'measure':24}{f'all {len(names)}':>10}{f'seen {len(seen)}':>10}{f'unseen {len(kept)}':>11}   floors")
    broken = []
    for measure, value in tables[0].items():
        floors = FLOORS.get(measure)
        cells = [f"{table[measure]:.3f}" if measure in table else "" for table in tables]
        shown = f"   {floors[0]:.2f} all, {floors[1]:.2f} unseen" if floors else ""
        print(f"{measure:24}{cells[0]:>10}{cells[1]:>10}{cells[2]:>11}{shown}")
        if floors and (value < floors[0] or tables[2][measure] < floors[1]):
            broken.append(measure)
    if (found := digest(args.gold / "dev")) != DIGEST:
        print(f"the annotated set has changed ({found}, not {DIGEST}): measure again, and pin floors and digest anew")
        return 1
    if broken:
        print(f"below the floor: {', '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
