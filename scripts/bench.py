"""Measures what Whence costs against the bars that it is to hold: `scripts/bench`, `scripts/bench --full --write`.

Ratios of one run, whose parts take turns, hold where other work shares the machine; seconds don't. Each piece of work
is a process of its own (`bench_builds.py`), and its CPU time counts all of its processes. What is not measured says so,
and a bar that is not held is told as not held. Exits with 1 where one was not.

By default with 10,000 articles against 1,000, with --full 100,000 against 10,000. --write puts the table, the facts of
the machine and drawings of the growth into docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench_page import write_page
from make_corpus import Corpus, page
from measuring import in_turns, of_command
from whence.rdf import iris

HERE = Path(__file__).resolve().parent
TURNS = 5

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the table. `held` is None where nothing was measured, and `measured` then says why."""

    what: str
    least: str
    measured: str
    held: bool | None

    @property
    def verdict(self) -> str:
        """The last cell."""
        return {True: "held", False: "NOT HELD", None: "–"}[self.held]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many articles are built: each size is another of growth, the last two are compared."""

    tiny: int
    small: int
    large: int


def main() -> int:
    """Measure, print the table as it comes, and write it where that is asked for; 1 where a bar is not held."""
    asked = _arguments()
    large = asked.articles or (100_000 if asked.full else 10_000)
    sizes = Sizes(max(large // 40, 10), max(large // 10, 20), large)
    started = time.monotonic()
    rows: list[Bar] = []
    growth: dict[int, Told] = {}
    print(f"{facts()}\n{sizes.large:,} articles against {sizes.small:,}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="whence-bench-") as folder:
        for row in measured(Path(folder), sizes, growth):
            rows.append(row)
            print(f"{row.verdict:<9} {row.what}\n          {row.least}: {row.measured}", flush=True)
    print(f"\n{time.monotonic() - started:.0f} s")
    if asked.write:
        write_page(HERE.parent / "docs", [(r.what, r.least, r.measured, r.verdict) for r in rows], facts(), growth)
    return int(any(row.held is False for row in rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--full", action="store_true", help="100,000 articles, which takes hours")
    parser.add_argument("--articles", type=int, help="another number of articles")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md and its drawings")
    return parser.parse_args()


def facts() -> str:
    """What the figures depend on: the machine and the versions."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "trafilatura", "lxml"))
    machine = f"{_processor()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start"
    return f"{machine} · {platform.system()} {platform.release()} · Python {platform.python_version()} · {packages}"


def _processor() -> str:
    try:
        told = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    except OSError:
        told = None
    return told[1] if told else platform.machine()


def measured(folder: Path, sizes: Sizes, growth: dict[int, Told]) -> Iterator[Bar]:
    """All rows, the quick ones first."""
    yield from starts(folder)
    yield writing(folder)
    yield from of_other_scripts()
    yield from builds(folder, sizes, growth)
    yield from changes(folder, sizes, growth[sizes.large]["cpu"])
    yield asking(folder, sizes, growth)
    yield Bar("whole-graph questions against rdflib, 1M triples", "≥ 10×", "not measured", None)


# ---------------------------------------------------------------- work in processes of its own


def job(name: str, *arguments: str | Path) -> Told:
    """What a piece of work tells of itself; raises where it fails."""
    command = [sys.executable, str(HERE / "bench_builds.py"), name, *map(str, arguments)]
    told: Told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def corpus(file: Path, count: int, change: Callable[[int, dict[str, str]], None] | None = None) -> Path:
    """A file of generated articles, each changed first where that is wanted."""
    with file.open("w", encoding="utf-8") as stream:
        for number, record in enumerate(Corpus(1).articles(count)):
            if change:
                change(number, record)
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return file


def at_most(what: str, ratio: float, most: float, told: str, form: str = "{:.2f}×") -> Bar:
    """A row whose ratio is to be no more than so much."""
    limit = form.format(most)
    return Bar(what, f"≤ {limit}", f"{form.format(ratio)} ({told})", ratio <= most)


# ---------------------------------------------------------------- rows


def starts(folder: Path) -> Iterator[Bar]:
    """What it costs to start, and to build one page."""
    (folder / "page.html").write_text(page(next(Corpus(1).articles(1))), encoding="utf-8")
    extract = "import trafilatura; trafilatura.extract(open('page.html').read())"
    build = ("-m", "whence", "build", "-q", "--jobs", "1", "page.html", "-o", "page.nq")
    commands = {"bare": ("-c", "pass"), "help": ("-m", "whence", "--help"), "text": ("-c", extract), "build": build}
    ways = {name: of_command(sys.executable, *command, folder=folder) for name, command in commands.items()}
    bare, shown, text, built = in_turns(TURNS, ways).values()
    yield at_most("whence --help against a bare Python", shown / bare, 2.5, f"{shown:.2f} s : {bare:.2f} s")
    yield at_most("whence build of one page against its text alone", built / text, 1.5, f"{built:.2f} s : {text:.2f} s")


def writing(folder: Path) -> Bar:
    """N-Quads against rdflib's graph; making rdflib's terms of the rows is not counted."""
    told = job("write", corpus(folder / "written.jsonl", 200))
    ratio = told["rdflib"] / told["ours"]
    rates = (f"{told['triples'] / told[who] / 1000:,.0f}k" for who in ("ours", "rdflib"))
    return Bar(
        "N-Quads written against rdflib Graph.add", "≥ 15×", f"{ratio:.1f}× ({' : '.join(rates)}/s)", ratio >= 15
    )


_OTHERS = (
    (
        "pages to graph against main-text extraction",
        "≤ 1.5×",
        ("bench_extraction.py", "--only", "pages"),
        "trafilatura",
    ),
    ("claim stage against quantulum3", "≥ 20×", ("bench_extraction.py", "--only", "numbers"), "quantulum3"),
    ("Turtle export against rdflib's serializer", "≥ 20×, same", ("bench_export.py",), "rdflib"),
    ("validation against stock pySHACL", "≥ 10× core, ≥ 50× SPARQL, same", ("bench_validation.py",), "pyshacl"),
)
"""Rows that scripts of their own measure: they exit with 0 where the bar is held, and print the ratios."""


def of_other_scripts() -> Iterator[Bar]:
    """The rows that scripts of their own measure, where those and what they compare with are here."""
    for what, least, (script, *arguments), package in _OTHERS:
        if find_spec(package) is None:
            yield Bar(what, least, f"not measured: {package} is not installed", None)
        elif not (HERE / script).is_file():
            yield Bar(what, least, f"not measured: there is no scripts/{script}", None)
        else:
            command = [sys.executable, str(HERE / script), *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            ratios = re.findall(r"[\d.,]+ ?×", done.stdout)
            told = ", ".join(ratios) or "it failed: " + done.stderr.strip().rpartition("\n")[2]
            yield Bar(what, least, told, done.returncode == 0 if ratios else None)


def builds(folder: Path, sizes: Sizes, growth: dict[int, Told]) -> Iterator[Bar]:
    """Builds of three sizes, the small one with one worker as well."""
    made = {size: corpus(folder / f"{size}.jsonl", size) for size in (sizes.tiny, sizes.small, sizes.large)}
    alone = job("build", folder / "alone.db", "1", made[sizes.small])
    for size, file in made.items():
        growth[size] = job("build", folder / f"{size}.db", "2", file)
        if growth[size]["articles"] != size:
            raise SystemExit(f"of {size} articles {growth[size]['articles']} were built: this is no measure")
    small, large = growth[sizes.small], growth[sizes.large]
    names = f"{sizes.large:,} : {sizes.small:,} articles"
    each = [told["cpu"] / told["articles"] * 1000 for told in (large, small)]
    yield at_most(
        "CPU time per article as it grows", each[0] / each[1], 1.3, f"{each[0]:.1f} : {each[1]:.1f} ms, {names}"
    )
    held = [told["memory"] for told in (large, small)]
    yield at_most("peak memory as it grows", held[0] / held[1], 1.2, f"{held[0]:.0f} : {held[1]:.0f} MB, {names}")
    faster = alone["clock"] / small["clock"]
    clocks = f"{alone['clock']:.0f} : {small['clock']:.0f} s by the clock, {sizes.small:,} articles"
    yield Bar("two workers against one", "≥ 1.8×", f"{faster:.2f}× ({clocks})", faster >= 1.8)
    one, two = (job("digest", folder / f"{name}.db")["digest"] for name in ("alone", sizes.small))
    yield Bar(
        "one and two workers give the same graph", "identical", "identical" if one == two else "other", one == two
    )


def changes(folder: Path, sizes: Sizes, whole: float) -> Iterator[Bar]:
    """An article more, an article less, and a hundredth of them changed, in a store of the large size."""
    store, size = folder / f"{sizes.large}.db", sizes.large
    more = corpus(folder / "more.jsonl", size + 1)
    last = more.read_text("utf-8").splitlines()[-1]
    more.write_text(last + "\n", encoding="utf-8")
    changed = shutil.copytree(store, folder / "changed.db")
    added = job("build", store, "1", more)["cpu"]
    forgotten = job("forget", store, iris.page(json.loads(last)["url"]))["cpu"]
    for what, used in (("added to", added), ("forgotten from", forgotten)):
        told = f"{used:.1f} s of {whole:.0f} s"
        yield at_most(f"one article {what} {size:,}", used / whole * 100, 1, told, "{:.1f}%")

    def change(number: int, record: dict[str, str]) -> None:
        if number % 100 == 7:
            record["text"] += "\nIn all, 41 percent of readers asked for more.\n"

    file = corpus(folder / f"{size}.jsonl", size, change)
    used = job("build", changed, "2", file)["cpu"]
    job("build", folder / "anew.db", "2", file)
    same = job("digest", changed)["digest"] == job("digest", folder / "anew.db")["digest"]
    share = used / whole * 100
    told = f"{share:.1f}% ({used:.1f} s of {whole:.0f} s), {'the same' if same else 'NOT the same'} graph"
    yield Bar(f"1% of {size:,} articles changed", "≤ 5%, same graph", told, share <= 5 and same)


def asking(folder: Path, sizes: Sizes, growth: dict[int, Told]) -> Bar:
    """Questions about one thing in stores of all sizes."""
    for size in (sizes.tiny, sizes.small, sizes.large):
        growth[size] |= {key: value for key, value in job("ask", folder / f"{size}.db").items() if key in _ASKED}
    small, large = (growth[size]["milliseconds"] for size in (sizes.small, sizes.large))
    ratios = {name: large[name] / small[name] for name in large}
    told = ", ".join(f"{name} {ratios[name]:.1f}× {large[name]:.0f} ms" for name in large)
    many = " : ".join(f"{growth[size]['triples']:,}" for size in (sizes.large, sizes.small))
    held = max(ratios.values()) <= 4 and max(large.values()) < 100
    return Bar("bound questions as it grows", "≤ 4×, < 100 ms", f"{told} ({many} triples)", held)


_ASKED = ("triples", "milliseconds")


if __name__ == "__main__":
    sys.exit(main())
