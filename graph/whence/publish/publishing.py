"""Publishing: the graphs of a store are compared with the records of the server, and what differs is put or deleted.

A break at any place costs no more than the graphs of one batch: the records say beforehand which graphs are touched,
and afterwards, batch by batch, which are whole again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, islice

from whence.errors import UsageError
from whence.publish.hashes import graph_hash
from whence.publish.records import DERIVED, SHELVES, Records, complete_triples, shelf_of
from whence.remote.graph_stores import Graphs, put
from whence.store import Store

Progress = Callable[[str], None]
"""Is told the IRI of each graph of the store as it is done."""

_BATCH = 200
"""Graphs that are put between two writings of records."""
_PART = 8 * 2**20
"""Bytes of the parts that a graph is sent in, unless one triple is larger."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done about one shelf: the hashes of the graphs to put, the graphs to delete, and the rest."""

    records: Records
    put: dict[str, str]
    delete: tuple[str, ...]
    unchanged: int


@dataclass(slots=True)
class Outcome:
    """How many graphs were put, found unchanged and deleted; of a dry run, would have been."""

    put: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __str__(self) -> str:
        return f"{self.put:,} put, {self.unchanged:,} unchanged, {self.deleted:,} deleted"


def publish(
    store: Store,
    graphs: Graphs,
    *,
    texts: bool = False,
    dry_run: bool = False,
    connections: int = 4,
    progress: Progress = lambda _: None,
) -> Outcome:
    """Make the server hold what the store holds: the articles' evidence, then what is derived, each only if it changed.

    Only graphs that are in the server's records are ever deleted. The texts of articles are published where `texts`;
    where not, those published earlier are deleted. As many graphs are sent at once as there are `connections`.

    Raises UsageError where the store has no article, RemoteError where the server fails; what was done until then is
    not done again.
    """
    shelves = _shelves(store, texts)
    outcome = Outcome()
    for shelf in SHELVES:
        plan = _plan(store, Records.of(shelf, graphs.read(Records(shelf).graph)), shelves.get(shelf, ()), progress)
        outcome.put += len(plan.put)
        outcome.unchanged += plan.unchanged
        outcome.deleted += len(plan.delete)
        if not dry_run and (plan.put or plan.delete):
            with ThreadPoolExecutor(connections) as pool:
                _carry_out(plan, store, graphs, pool, progress)
    return outcome


def _shelves(store: Store, texts: bool) -> dict[str, list[str]]:
    """The store's graphs by shelf, sorted."""
    named = sorted(store.graphs(texts=texts), key=lambda graph: (shelf_of(graph), graph))
    shelves = {shelf: list(members) for shelf, members in groupby(named, shelf_of)}
    if not shelves.keys() - {DERIVED}:
        raise UsageError(
            "the graph has no article that is a named graph: publish a store's folder, or a .trig or .nq file"
        )
    return shelves


def _plan(store: Store, records: Records, named: Iterable[str], progress: Progress) -> Plan:
    changed, unchanged, gone = dict[str, str](), 0, set(records.hashes)
    for graph in named:
        gone.discard(graph)
        now = graph_hash(store.graph_triples(graph))
        if records.hashes.get(graph) == now:
            unchanged += 1
            progress(graph)
        else:
            changed[graph] = now
    return Plan(records, changed, tuple(sorted(gone)), unchanged)


def _carry_out(plan: Plan, store: Store, graphs: Graphs, pool: Executor, progress: Progress) -> None:
    def send(graph: str) -> str:
        put(graphs, graph, parts(store.graph_triples(graph)))
        return graph

    records = plan.records
    records.hashes.update(dict.fromkeys((*plan.put, *plan.delete)))
    graphs.replace(records.graph, records.triples())
    waiting = iter(plan.put)
    while batch := list(islice(waiting, _BATCH)):
        for graph in pool.map(send, batch):  # where one fails, those that wait are cancelled
            progress(graph)
        complete = {graph: plan.put[graph] for graph in batch}
        records.hashes.update(complete)
        graphs.add(records.graph, complete_triples(complete))
    for graph in plan.delete:
        graphs.delete(graph)
        del records.hashes[graph]
    if not records.hashes:
        graphs.delete(records.graph)
    elif plan.delete:
        graphs.replace(records.graph, records.triples())


def parts(pieces: Iterable[bytes], size: int = _PART) -> Iterator[bytes]:
    """Pieces of N-Triples joined to parts of about a size."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if held:
        yield b"".join(held)
