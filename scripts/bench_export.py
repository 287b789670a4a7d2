"""How fast and how flat the exports are: `python scripts/bench_export.py [--triples N] [--large N] [--formats …]`.

The demo's graph is copied under other IRIs until there are enough triples. Each figure comes from a process of its own:
CPU time of the Turtle export and of rdflib's serializer, from memory and of the same graph, one after the other and
three times (the median is shown), and peak memory of the export from a store on disk, small and large. What was
written is read back and compared.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from whence import resources
from whence.export import Format, export, prefixes
from whence.export.namespaces import KINDS
from whence.store import Store

_NODE = re.compile(
    rb"/id/(%s)/([0-9a-f]{4})(?=[0-9a-f])" % "|".join(sorted(set(KINDS) - {"extraction", "software"})).encode()
)


def main() -> None:
    """Measure, and print a table."""
    options = _options()
    if options.child:
        _CHILDREN[options.child](Path(options.paths[0]), *options.paths[1:])
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        body = _demo(folder)
        _speed(folder, body, options.triples)
        _memory(folder, body, options.small, options.large, options.formats)


def _options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000, help="triples of the comparison with rdflib")
    parser.add_argument("--small", type=int, default=100_000, help="triples of the smaller store")
    parser.add_argument("--large", type=int, default=5_000_000, help="triples of the larger store; 0 leaves it out")
    parser.add_argument("--formats", nargs="*", default=["turtle"], help="formats whose memory is measured")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args()


def _demo(folder: Path) -> bytes:
    """The demo's graph as N-Quads."""
    from whence.build import build  # not in the children: an export doesn't load what extracts

    for article in resources.data("demo").iterdir():
        (folder / article.name).write_bytes(article.read_bytes())
    with Store() as store:
        build([str(folder)], store)
        written = BytesIO()
        export(store, written, Format.NQUADS)
    return written.getvalue()


def _copies(body: bytes, triples: int) -> Iterator[bytes]:
    """As many copies as make up the triples, the IRIs of each told apart by its number."""
    for number in range(triples // body.count(b"\n") + 1):

        def renamed(node: re.Match[bytes], number: int = number) -> bytes:
            spread = hashlib.sha256(b"%s %d" % (node[2], number)).hexdigest()[:4].encode()
            return b"/id/%s/%s%x" % (node[1], spread, number)

        yield _NODE.sub(renamed, body)


def _written(folder: Path, body: bytes, triples: int) -> Path:
    file = folder / f"{triples}.nq"
    if not file.exists():
        with file.open("wb") as stream:
            stream.writelines(_copies(body, triples))
    return file


# ---------------------------------------------------------------- speed


def _speed(folder: Path, body: bytes, triples: int) -> None:
    file = _written(folder, body, triples)
    ours, theirs = list[float](), list[float]()
    for _ in range(3):
        ours.append(float(_child("ours", file, str(folder / "ours.ttl"))))
        theirs.append(float(_child("rdflib", file)))
        print(f"turtle, {triples:,} triples: {ours[-1]:.2f} s, rdflib {theirs[-1]:.2f} s", flush=True)
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(f"turtle against rdflib's serializer: {ratio:.1f} times as fast (bar: 20)")
    same = _hash(file) == _hash(folder / "ours.ttl")
    print(f"read back: {'the same graph' if same else 'ANOTHER GRAPH'}", flush=True)


def _hash(file: Path) -> int:
    """The sum of the hashes of a file's distinct triples: there are no blank nodes, so equal graphs have equal sums."""
    triples = {hashlib.blake2b(str(quad.triple).encode(), digest_size=8).digest() for quad in ox.parse(path=str(file))}
    return sum(int.from_bytes(each, "big") for each in triples)


def _ours(file: Path, target: str) -> str:
    import time

    with Store() as store:
        store.load(file)
        with Path(target).open("wb") as output:
            started = time.process_time()
            export(store, output, Format.TURTLE)
            return str(time.process_time() - started)


def _rdflib(file: Path) -> str:
    import time

    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph()
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    for quad in ox.parse(path=str(file)):
        graph.add(tuple(map(_term, quad.triple)))
    started = time.process_time()
    graph.serialize(format="turtle", encoding="utf-8")
    return str(time.process_time() - started)


def _term(term: object) -> Any:
    from rdflib import Literal, URIRef

    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value.endswith("#string")
        return Literal(term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value))
    assert isinstance(term, ox.NamedNode)  # noqa: S101 - the graph has no other nodes
    return URIRef(term.value)


# ---------------------------------------------------------------- memory


def _memory(folder: Path, body: bytes, small: int, large: int, formats: list[str]) -> None:
    stores = {}
    for triples in (small, large) if large else (small,):
        stores[triples] = folder / f"{triples}.db"
        _child("load", _written(folder, body, triples), str(stores[triples]))
    for label in formats:
        peaks = {}
        for triples, store in stores.items():
            seconds, peak, engine = (float(figure) for figure in _child("peak", store, label).split())
            peaks[triples] = peak
            told = f"{seconds:.1f} s CPU, peak {peak:.0f} MB, {peak - engine:.0f} MB above what reading the store takes"
            print(f"{label}, {triples:,} triples on disk: {told}", flush=True)
        if large:
            print(f"{label}: peak of {large:,} against {small:,} triples: {peaks[large] / peaks[small]:.2f} (bar: 1.2)")


def _load(file: Path, target: str) -> str:
    with Store(Path(target)) as store:
        store.load(file)
    return ""


def _peak(folder: Path, label: str) -> str:
    """CPU seconds and peak memory (MB) of an export, and the peak of the engine's own dump of the same store."""
    import time

    engine = float(_child("engine", folder))
    with Store(folder, read_only=True) as store, Path("/dev/null").open("wb") as output:
        started = time.process_time()
        export(store, output, Format.named(label))
        seconds = time.process_time() - started
    return f"{seconds} {_highest()} {engine}"


def _engine(folder: Path) -> str:
    with Store(folder, read_only=True) as store, Path("/dev/null").open("wb") as output:
        store.dump(output, ox.RdfFormat.TRIG, prefixes())
    return str(_highest())


def _highest() -> float:
    """The most memory that this process held, in MB; getrusage would count what its parent held when it made it."""
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert peak  # noqa: S101 - every Linux tells it
    return int(peak[1]) / 1024


def _child(what: str, *arguments: Path | str) -> str:
    command = [sys.executable, __file__, "--child", what, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


_CHILDREN = {
    what: lambda path, *more, run=run: print(run(path, *more))
    for what, run in {"ours": _ours, "rdflib": _rdflib, "load": _load, "peak": _peak, "engine": _engine}.items()
}

if __name__ == "__main__":
    main()
