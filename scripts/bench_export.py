"""How fast and how flat the exports are: `python scripts/bench_export.py [--triples N] [--large N] [--formats …]`.

The demo's graph is copied under other IRIs until there are enough triples. Each figure comes from a process of its own:
CPU time of the Turtle export and of rdflib's serializer, from memory and of the same graph, one after the other and
three times (the median is shown), and peak memory of the export from a store on disk, small and large. What was
written is read back and compared.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from demo_copies import copies, demo
from measuring import in_turns, own, peak
from whence.export import Format, export, prefixes
from whence.store import Store


def main() -> int:
    """Measure, and print a table; 1 where a bar is not held."""
    options = _options()
    if options.child:
        _CHILDREN[options.child](Path(options.paths[0]), *options.paths[1:])
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        body = demo()
        fast = _speed(folder, body, options.triples)
        flat = _memory(folder, body, options.small, options.large, options.formats)
    return int(not (fast and flat))


def _options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000, help="triples of the comparison with rdflib")
    parser.add_argument("--small", type=int, default=100_000, help="triples of the smaller store")
    parser.add_argument("--large", type=int, default=5_000_000, help="triples of the larger store; 0 leaves it out")
    parser.add_argument("--formats", nargs="*", default=["turtle"], help="formats whose memory is measured")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args()


def _written(folder: Path, body: bytes, triples: int) -> Path:
    file = folder / f"{triples}.nq"
    if not file.exists():
        with file.open("wb") as stream:
            stream.writelines(copies(body, triples // body.count(b"\n") + 1))
    return file


# ---------------------------------------------------------------- speed


def _speed(folder: Path, body: bytes, triples: int) -> bool:
    file = _written(folder, body, triples)
    target = str(folder / "ours.ttl")
    ways = {"ours": lambda: float(_child("ours", file, target)), "rdflib": lambda: float(_child("rdflib", file))}
    ours, theirs = in_turns(3, ways).values()
    print(f"turtle, {triples:,} triples: {ours:.2f} s, rdflib {theirs:.2f} s")
    print(f"turtle against rdflib's serializer: {theirs / ours:.1f}× as fast (bar: 20)")
    same = _hash(file) == _hash(folder / "ours.ttl")
    print(f"read back: {'the same graph' if same else 'ANOTHER GRAPH'}", flush=True)
    return same and theirs >= 20 * ours


def _hash(file: Path) -> int:
    """The sum of the hashes of a file's distinct triples: there are no blank nodes, so equal graphs have equal sums."""
    triples = {hashlib.blake2b(str(quad.triple).encode(), digest_size=8).digest() for quad in ox.parse(path=str(file))}
    return sum(int.from_bytes(each, "big") for each in triples)


def _ours(file: Path, target: str) -> str:
    with Store() as store:
        store.load(file)
        with Path(target).open("wb") as output:
            return str(own(lambda: export(store, output, Format.TURTLE))())


def _rdflib(file: Path) -> str:
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph()
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    for quad in ox.parse(path=str(file)):
        graph.add(tuple(map(_term, quad.triple)))
    return str(own(lambda: graph.serialize(format="turtle", encoding="utf-8"))())


def _term(term: object) -> Any:
    from rdflib import Literal, URIRef

    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value.endswith("#string")
        return Literal(term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value))
    assert isinstance(term, ox.NamedNode)  # noqa: S101 - the graph has no other nodes
    return URIRef(term.value)


# ---------------------------------------------------------------- memory


def _memory(folder: Path, body: bytes, small: int, large: int, formats: list[str]) -> bool:
    stores, flat = {}, True
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
            print(
                f"{label}: peak of {large:,} against {small:,} triples: {peaks[large] / peaks[small]:.2f}× (bar: 1.2)"
            )
            flat = flat and peaks[large] <= 1.2 * peaks[small]
    return flat


def _load(file: Path, target: str) -> str:
    with Store(Path(target)) as store:
        store.load(file)
    return ""


def _peak(folder: Path, label: str) -> str:
    """CPU seconds and peak memory (MB) of an export, and the peak of the engine's own dump of the same store."""
    engine = float(_child("engine", folder))
    with Store(folder, read_only=True) as store, Path("/dev/null").open("wb") as output:
        seconds = own(lambda: export(store, output, Format.named(label)))()
    return f"{seconds} {peak()} {engine}"


def _engine(folder: Path) -> str:
    with Store(folder, read_only=True) as store, Path("/dev/null").open("wb") as output:
        store.dump(output, ox.RdfFormat.TRIG, prefixes())
    return str(peak())


def _child(what: str, *arguments: Path | str) -> str:
    command = [sys.executable, __file__, "--child", what, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


_CHILDREN = {
    what: lambda path, *more, run=run: print(run(path, *more))
    for what, run in {"ours": _ours, "rdflib": _rdflib, "load": _load, "peak": _peak, "engine": _engine}.items()
}

if __name__ == "__main__":
    sys.exit(main())
