"""All that may break a build, tried and counted: how much was lost, hung, crashed, or got out. Zeros are what is due.

Each hostile file is built beside a good article, within 30 seconds and a gigabyte; each hostile graph is asked. A run
takes about half an hour on two processors.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "graph"), str(ROOT / "tests")]

from faults import FAULTS, Bench  # noqa: E402
from test_hostile import ELSEWHERE  # noqa: E402
from whence import resources  # noqa: E402

from cage import Cage, Ran  # noqa: E402
from hostile import FILES, GRAPHS, PROSE, SECRET, Bad, mutations  # noqa: E402

SECONDS, MEMORY = 30, 1 << 30
START = 60.0
"""Seconds that a command may take besides: to start, to derive and to validate, on a machine that is busy."""
AT_ONCE = 2
IN_A_FOLDER = 20
GOOD = "good.txt"
Wrong = tuple[str, str]
"""In which way a trial went wrong, and in words."""
COLUMNS = ("tried", "lost", "hung", "crashed", "escaped")


@dataclass(slots=True)
class Tally:
    """What came of one kind of trial: how many there were, and what went wrong in each way."""

    name: str
    tried: int = 0
    wrong: dict[str, list[str]] = field(default_factory=lambda: {column: [] for column in COLUMNS[1:]})

    def note(self, trial: str, found: Iterable[Wrong], tried: int = 1) -> None:
        """Count a trial and what went wrong in it: in which way, and in words."""
        self.tried += tried
        for way, words in found:
            self.wrong[way].append(f"{trial}: {words}")
            print(f"{self.name}: {trial}: {way}: {words}", file=sys.stderr, flush=True)

    def row(self) -> str:
        """The row of the table."""
        return f"| {self.name} | {self.tried} | " + " | ".join(str(len(one)) for one in self.wrong.values()) + " |"


def of_run(ran: Ran, seconds: float) -> Iterator[Wrong]:
    """What is wrong with any run of whence on hostile input."""
    if ran.code is None or ran.seconds > seconds:
        yield "hung", f"{ran.seconds:.0f} seconds"
    if ran.crashed:
        yield "crashed", f"code {ran.code}: {ran.err[-300:]}"
    if ran.memory > MEMORY:
        yield "crashed", f"{ran.memory >> 20} MB"
    for deed in ran.escaped:
        yield "escaped", deed
    if SECRET.encode() in ran.out or SECRET in ran.err:
        yield "escaped", "the canary was read"


# ---------------------------------------------------------------- inputs


def built(folder: Path, files: dict[str, bytes]) -> list[Wrong]:
    """What goes wrong when files are built beside a good article."""
    cage = Cage(folder)
    inputs = cage.folder / "in"
    inputs.mkdir()
    for name, content in files.items():
        (inputs / name).write_bytes(content)
    (inputs / GOOD).write_text(f"URL: https://good.example.org/\n\n{PROSE.replace('62', '37')}\n", "utf-8")
    limit = SECONDS * (1 + len(files) // 4) + START
    ran = cage.run("build", "in", "-o", "t.nq", "--timeout", str(SECONDS), seconds=limit)
    wrong = list(of_run(ran, limit))
    written = (cage.folder / "t.nq").read_bytes() if (cage.folder / "t.nq").exists() else b""
    if SECRET.encode() in written:
        wrong.append(("escaped", "the canary is in the graph"))
    if b"37 percent of adults skip lunch" not in written:
        wrong.append(("lost", "the article beside it"))
    told = ran.err.encode("utf-8", "replace")
    wrong += [
        ("lost", f"{name} is neither in the graph nor told") for name in files if name.encode() not in written + told
    ]
    if "please report" in ran.err:
        wrong.append(("crashed", next(line for line in ran.err.splitlines() if "please report" in line)))
    shutil.rmtree(folder)
    return wrong


def files(tally: Tally, folder: Path, _chosen: argparse.Namespace) -> None:
    """Each hostile file in each of its sizes."""

    def tried(one: tuple[int, Bad, int]) -> tuple[str, list[Wrong]]:
        number, bad, size = one
        return f"{bad.name} ({size:,})", built(folder / f"file{number}", {bad.name: bad.content(size)})

    sized = [(bad, size) for bad in FILES for size in bad.sizes]
    _all(tally, tried, [(number, bad, size) for number, (bad, size) in enumerate(sized)])


def graphs(tally: Tally, folder: Path, _chosen: argparse.Namespace) -> None:
    """Each hostile graph in each of its sizes, asked and validated."""

    def tried(one: tuple[int, Bad, int, str]) -> tuple[str, list[Wrong]]:
        number, bad, size, command = one
        cage = Cage(folder / f"graph{number}")
        (cage.folder / bad.name).write_bytes(bad.content(size))
        arguments = ("query", "-", "--format", "json") if command == "query" else (command,)
        ran = cage.run(*arguments, "-g", bad.name, given=b"SELECT * { ?s ?p ?o } LIMIT 3", seconds=SECONDS + START)
        shutil.rmtree(cage.folder)
        return f"{command} {bad.name} ({size:,})", list(of_run(ran, SECONDS + START))

    sized = [(bad, size, command) for bad in GRAPHS for size in bad.sizes for command in ("query", "validate")]
    _all(tally, tried, [(number, *one) for number, one in enumerate(sized)])


def damage(tally: Tally, folder: Path, chosen: argparse.Namespace) -> None:
    """Damaged copies of the demo's pages, some to a build."""
    pages = [page.read_bytes() for page in sorted(resources.data("demo").iterdir(), key=lambda page: page.name)]
    copies = list(mutations(pages, chosen.damaged, chosen.seed))
    for start in range(0, len(copies), IN_A_FOLDER):
        some = copies[start : start + IN_A_FOLDER]
        named = {f"page{start + number}.{'html' if b'<' in page else 'txt'}": page for number, page in enumerate(some)}
        tally.note(f"pages from {start}", built(folder / f"damage{start}", named), len(some))


def elsewhere(tally: Tally, _folder: Path, _chosen: argparse.Namespace) -> None:
    """The tests of queries, of the server and of the kinds that are tested by themselves."""
    named = sorted({f"tests/{test}" for row, tests in ELSEWHERE.items() if row not in (34, 35) for test in tests})
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *named]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1_200)
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", done.stdout)}
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    tally.note("pytest", [("crashed", line) for line in failed], sum(counts.values()))


_Trial = TypeVar("_Trial")


def _all(tally: Tally, tried: Callable[[_Trial], tuple[str, list[Wrong]]], trials: Iterable[_Trial]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as several:
        for name, found in several.map(tried, trials):
            tally.note(name, found)


# ---------------------------------------------------------------- faults


def kills(tally: Tally, folder: Path, chosen: argparse.Namespace) -> None:
    """Builds that are killed at random moments."""
    bench, chance = Bench(folder / "kills", 40), random.Random(chosen.seed)  # noqa: S311 - to be repeated
    for number in range(chosen.kills):
        # from before there is a store to after the last article, when the knowledge is derived and validated
        moments = ((0.0, chance.random() * 1.5), (chance.random(), chance.random() * 0.1), (1.0, chance.random() * 2))
        part, seconds = chance.choice(moments)
        found = bench.killed(folder / f"killed{number}.db", part, seconds=seconds)
        tally.note(f"kill {number} after {part:.0%} and {seconds:.2f} s", [("lost", words) for words in found])
        shutil.rmtree(folder / f"killed{number}.db", ignore_errors=True)


def faults(tally: Tally, folder: Path, chosen: argparse.Namespace) -> None:
    """Each fault of the machine that can be injected here."""
    bench = Bench(folder / "faults", 40)
    for number, fault in enumerate(FAULTS):
        if why := fault.missing():
            print(f"{fault.name}: not tried ({why})", file=sys.stderr)
            continue
        place = folder / f"fault{number}"
        place.mkdir()
        found = fault.inject(bench, place, random.Random(chosen.seed))  # noqa: S311 - to be repeated
        tally.note(fault.name, [("lost", words) for words in found])


KINDS: dict[str, tuple[str, Callable[[Tally, Path, argparse.Namespace], None]]] = {
    "files": ("hostile files", files),
    "graphs": ("hostile graphs", graphs),
    "damage": ("damaged pages", damage),
    "elsewhere": ("queries, requests and the rest, by the tests", elsewhere),
    "kills": ("kills", kills),
    "faults": ("other faults", faults),
}


def main() -> int:
    """Try all, print the table; returns 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--damaged", type=int, default=100)
    chosen = parser.parse_args()
    tallies = []
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        for kind in chosen.only:
            name, run = KINDS[kind]
            tallies.append(Tally(name))
            run(tallies[-1], Path(folder), chosen)
            print(tallies[-1].row(), file=sys.stderr, flush=True)
    print(f"| what | {' | '.join(COLUMNS)} |\n| --- |{' ---: |' * len(COLUMNS)}")
    print("\n".join(tally.row() for tally in tallies))
    return int(any(any(tally.wrong.values()) for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
