"""Measures validation against stock pySHACL: `python scripts/bench_validation.py`; with `--growth`, alone, as it grows.

The graph is the demo's, over and over under other IRIs, with flaws in every fifth copy. CPU time of one run each:

- core: the shapes as they are, without their rules in SPARQL
- all: the shapes as they are, whose rules in SPARQL ask the whole graph at once, so that pySHACL can bear them
- usual form: the same rules as SHACL's own examples have them, one query of each focus node; pySHACL takes minutes for
  this, so it is measured on a tenth of the graph unless `--whole` is given
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from demo_copies import copies, demo
from measuring import own, peak
from whence.shapes import checking, reference
from whence.shapes.model import Finding
from whence.shapes.reading import read_shapes, shapes_file
from whence.store import Store
from whence.validate import SHAPES, validate

COPIES, FEW, FLAWED = 47, 5, 5
"""Copies of the demo that make 100,000 triples, that are enough for what takes minutes, and between two with flaws."""
GROWTH = (47, 470, 940)
FLAW = re.compile(rb"^.*ns#unit> .*\n|^.*ns#value> \"62\".*\n", re.MULTILINE)
OF_NUMBERS = "wh:StatisticalClaim, wh:Statistic"
TARGETS = {
    "Graph-share": OF_NUMBERS,
    "Graph-change": OF_NUMBERS,
    "Doubt-rate": OF_NUMBERS,
    "Graph-future": "wh:Article, wh:Extraction, wh:Decision",
    "Graph-length": "oa:SpecificResource",
    "Graph-self": "wh:Claim, wh:Article, wh:Statistic, wh:Decision",
    "Graph-circle": "wh:Claim",
}
"""What the rules in SPARQL are asked of in their usual form."""


def write_copies(number: int, file: Path) -> None:
    """Write the demo's graph so many times, some of them with flaws."""
    with file.open("wb") as stream:
        for index, copy in enumerate(copies(demo(), number)):
            stream.write(FLAW.sub(b"", copy, count=3) if index % FLAWED == 1 else copy)


# ---------------------------------------------------------------- shapes in three forms


def core(shapes: str) -> str:
    return re.sub(r"sh:sparql [^.]*\.", 'sh:name "no rules" .', shapes)


def usual(shapes: str) -> str:
    """The shapes, each rule in SPARQL asked of its focus nodes."""
    severity = {"Doubt-rate": "sh:Warning"}
    nodes = "".join(
        f"rule:{rule}-nodes a sh:NodeShape ; sh:targetClass {targets} ; "
        f"sh:severity {severity.get(rule, 'sh:Violation')} ; sh:sparql rule:{rule} .\n"
        for rule, targets in TARGETS.items()
    )

    def asked(query: re.Match[str]) -> str:
        body = query[2].replace("?value", "$this")
        return f'SELECT {query[1] or ""}$this ?value WHERE {{{body} BIND ($this AS ?value) }}"""'

    select = re.compile(r'SELECT (DISTINCT )?\$this \?value WHERE \{(.*?)\}\s*"""', re.DOTALL)
    return select.sub(asked, core(shapes)) + nodes


# ---------------------------------------------------------------- both engines


def alike(findings: Iterable[Finding]) -> set[tuple[str, ...]]:
    """Findings without the spelling of their literals, which stock rdflib doesn't keep."""
    return {(each.rule, each.component, str(each.focus), each.path, each.severity) for each in findings}


def compare(name: str, store: Store, turtle: str) -> tuple[float, bool]:
    """How many times as long stock pySHACL takes, and whether both find the same."""
    import pyshacl
    import rdflib

    shapes, graph = turtle.encode(), rdflib.Graph()
    for triple in reference.as_rdflib(store):
        graph.add(triple)
    found: dict[str, set[tuple[str, ...]]] = {}

    def ours() -> None:
        found["ours"] = alike(checking.findings(store, read_shapes(shapes)))

    def theirs() -> None:
        shapes_graph = rdflib.Graph().parse(data=turtle, format="turtle")
        _, results, _ = pyshacl.validate(graph, shacl_graph=shapes_graph, inplace=True, allow_warnings=True)
        found["theirs"] = alike(reference.told(results, read_shapes(shapes)))

    fast, slow = own(ours)(), own(theirs)()
    same = found["ours"] == found["theirs"]
    verdict = f"{len(found['ours'])} findings, {'the same' if same else 'NOT the same'}"
    print(f"{name:<12} {len(graph):>9,} {fast:>8.2f} s {slow:>8.1f} s {slow / fast:>7.1f} ×  {verdict}", flush=True)
    return slow / fast, same


def against_pyshacl(whole_size: bool) -> int:
    least = {"core": 10, "all": 10, "usual form": 50}
    whole = shapes_file(SHAPES).decode()
    forms = {"core": core(whole), "all": whole, "usual form": usual(whole)}
    print(f"{'shapes':<12} {'triples':>9} {'compiled':>10} {'pySHACL':>10} {'ratio':>9}")
    good = True
    for form, turtle in forms.items():
        few = form == "usual form" and not whole_size
        with tempfile.TemporaryDirectory() as folder, Store() as store:
            write_copies(FEW if few else COPIES, Path(folder, "copies.nq"))
            store.load(Path(folder, "copies.nq"))
            ratio, same = compare(form, store, turtle)
        good = good and same and ratio >= least[form]
    return 0 if good else 1


# ---------------------------------------------------------------- growth


def growth() -> None:
    """Time and memory of validating stores on disk, each in a process of its own."""
    print(f"{'triples':>10} {'CPU':>9} {'a million':>10} {'memory':>9} {'one article':>12}")
    for number in GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            file, kept = Path(folder, "copies.nq"), Path(folder, "store.db")
            write_copies(number, file)
            with Store(kept) as store:
                store.load(file)
            subprocess.run([sys.executable, __file__, "--measure", str(kept)], check=True)


def measure(folder: Path) -> None:
    with Store(folder, read_only=True) as store:
        article = store.articles()[0]
        before = peak()
        whole = own(lambda: validate(store, most=1000))()
        used = peak()
        one = own(lambda: validate(store, articles=[article]))()
        million = whole / len(store) * 1e6
        print(f"{len(store):>10,} {whole:>7.1f} s {million:>8.1f} s {used:>6.0f} MB {one * 1e3:>9.0f} ms", flush=True)
        print(f"           memory before: {before:.0f} MB")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked_for = parser.parse_args(arguments)
    if asked_for.measure:
        measure(asked_for.measure)
        return 0
    if asked_for.growth:
        growth()
        return 0
    return against_pyshacl(asked_for.whole)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
