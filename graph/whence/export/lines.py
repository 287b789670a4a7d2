"""N-Triples and N-Quads: a statement a line, in the order of their bytes, so that `sort`, `comm` and `diff` work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from whence.export.reifiers import reifications, reifying_graph
from whence.export.sorting import END, SortedRecords
from whence.store import Store


def write_ntriples(store: Store, output: IO[bytes], *, annotations: bool = False) -> int:
    """Write the union of the graphs; returns how many distinct triples it has."""
    return _write(sorted_triples(store, annotations=annotations), output, END)


def write_nquads(store: Store, output: IO[bytes], *, annotations: bool = False) -> int:
    """Write graph after graph; returns how many quads they have."""
    written, home = 0, reifying_graph(store)
    for graph in store.graph_nodes():
        records = SortedRecords()
        store.dump(records.stream, ox.RdfFormat.N_TRIPLES, {}, graph)
        if annotations and graph == home:
            ox.serialize(reifications(store), records.stream, ox.RdfFormat.N_TRIPLES)
        end = END if isinstance(graph, ox.DefaultGraph) else b" %s%s" % (str(graph).encode(), END)
        written += _write(_distinct(records.batches()), output, end)
    return written


def sorted_triples(store: Store, *, annotations: bool = False) -> Iterator[list[bytes]]:
    """The distinct triples of all graphs as N-Triples without the ends of lines, sorted, in batches."""
    records = SortedRecords()
    for graph in store.graph_nodes():
        store.dump(records.stream, ox.RdfFormat.N_TRIPLES, {}, graph)
    if annotations:
        ox.serialize(reifications(store), records.stream, ox.RdfFormat.N_TRIPLES)
    return _distinct(records.batches())


def parsed_triples(store: Store) -> Iterator[ox.Triple]:
    """The distinct triples of all graphs, in the order of their N-Triples."""
    for batch in sorted_triples(store):
        for quad in ox.parse(END.join(batch) + END, ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def _distinct(batches: Iterable[list[bytes]]) -> Iterator[list[bytes]]:
    last = b""
    for batch in batches:
        distinct = list(dict.fromkeys(batch))
        if distinct and distinct[0] == last:
            del distinct[0]
        if distinct:
            last = distinct[-1]
            yield distinct


def _write(batches: Iterable[list[bytes]], output: IO[bytes], end: bytes) -> int:
    written = 0
    for batch in batches:
        written += len(batch)
        output.write(end.join(batch) + end)
    return written
