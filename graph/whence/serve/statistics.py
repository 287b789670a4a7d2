"""How much a store holds: triples, entities, what these are, and by which properties they are described."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from whence import vocab
from whence.errors import StoreError
from whence.sandbox.limits import Limits
from whence.sandbox.pool import Sandbox
from whence.serve.later import Later

_LIMITS = Limits(seconds=1800.0, memory=6 << 30)
"""Enough for a store of some 20 million triples."""

_PREFIXES = f"PREFIX prov: <{vocab.PREFIXES['prov']}> PREFIX wh: <{vocab.PREFIXES['wh']}> "
_ENTITIES = "SELECT (COUNT(DISTINCT ?node) AS ?count) { ?node a ?class }"
_GRAPHS = "SELECT (COUNT(*) AS ?count) { SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } } }"
_CLASSES = "SELECT ?term (COUNT(DISTINCT ?node) AS ?count) { ?node a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?count) { ?s ?term ?o } GROUP BY ?term"
_RUNS = _PREFIXES + f"SELECT ?term (0 AS ?count) {{ ?term a <{vocab.expand('wh:Extraction')}> }}"

Counts = tuple[tuple[str, int], ...]
"""Terms by IRI with how often each is there, sorted."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a store holds. `triples` counts one in several graphs as often; `runs` are the extractions, by IRI."""

    triples: int
    entities: int
    graphs: int
    classes: Counts
    properties: Counts
    runs: tuple[str, ...]


class Counting:
    """What a store holds, counted when it is first asked for since it was written to, by a thread of its own."""

    def __init__(self, folder: Path) -> None:
        """Count nothing yet."""
        self._folder = folder
        self._counted: Later[Statistics] | None = None
        self._as_of: datetime | None = None
        self._lock = threading.Lock()

    def found(self, patience: float) -> Statistics | None:
        """The counts; None where they can't be had, or take longer than so many seconds from now."""
        with self._lock:
            as_of = modified(self._folder)
            if self._counted is None or (as_of != self._as_of and not self._counted.begin().is_alive()):
                self._as_of, self._counted = as_of, Later(partial(count, self._folder), "whence-statistics")
            counted = self._counted
        return counted.value(patience)


def count(folder: Path) -> Statistics:
    """Count what the store in a folder holds, in a child process; raises QueryLimit or StoreError."""
    with Sandbox(folder, _LIMITS, children=1) as sandbox:
        properties = _counts(sandbox, _PROPERTIES)
        return Statistics(
            triples=sum(number for _, number in properties),
            entities=_number(sandbox, _ENTITIES),
            graphs=_number(sandbox, _GRAPHS),
            classes=_counts(sandbox, _CLASSES),
            properties=properties,
            runs=tuple(run for run, _ in _counts(sandbox, _RUNS)),
        )


def modified(folder: Path) -> datetime:
    """When the store in a folder was last written to, to the second."""
    times = [file.stat().st_mtime for file in folder.iterdir()]
    return datetime.fromtimestamp(int(max(times, default=0)), UTC)


def _counts(sandbox: Sandbox, query: str) -> Counts:
    return tuple(sorted((row["term"].value, int(row["count"].value)) for row in _rows(sandbox, query)))


def _number(sandbox: Sandbox, query: str) -> int:
    return int(_rows(sandbox, query)[0]["count"].value)


def _rows(sandbox: Sandbox, query: str) -> list[ox.QuerySolution]:
    with sandbox.run(query) as result:
        found = result.solutions()
    if not isinstance(found, ox.QuerySolutions):
        raise StoreError("the counts can't be read")
    return list(found)
