"""Make chains of articles with known drift, and score a system's graph on them.

    python scripts/drift.py make FOLDER --chains 200 --seed 1
    whence build FOLDER -o graph.ttl       (or any other system that writes the Whence vocabulary)
    python scripts/drift.py score graph.ttl FOLDER [--errors 5]

What truth.json holds is said in drift_make.py, what the graph is asked in drift_score.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import drift_make
import drift_score


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Make chains of articles with known drift, and score a graph on them.")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="write articles and truth.json")
    make.add_argument("folder", type=Path)
    make.add_argument("--chains", type=int, default=200)
    make.add_argument("--seed", type=int, default=1)
    score = commands.add_parser("score", help="print precision and recall of each kind")
    score.add_argument("graph", type=Path)
    score.add_argument("folder", type=Path)
    score.add_argument("--errors", type=int, default=0, help="show as many errors of each kind")
    asked = parser.parse_args(arguments)
    if asked.command == "make":
        drift_make.make(asked.folder, asked.chains, asked.seed)
        return 0
    scored = drift_score.read(asked.graph, asked.folder)
    print(drift_score.table(score for score, _ in scored))
    for _, errors in scored:
        for side, items in (("missed", errors.missed), ("extra", errors.extra)):
            for item in items[: asked.errors]:
                print(f"{errors.kind} {side}: {item}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
