"""The child process that answers queries, one after the other: `python -m whence.sandbox.child STORE MEMORY`.

It reads queries from standard input and writes answers to standard output, as frames. A query
that kills it costs nothing but the time to start another.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph as ox

from whence.sandbox.formats import named
from whence.sandbox.rows import counter
from whence.workers import isolation
from whence.workers.frames import CHUNK, frames, write_frame
from whence.workers.jobs import Header

_STACK = 256 << 20
"""Bytes of stack for the engine, which plans and evaluates by recursion: memory is taken only as it is used."""


class _TooLarge(Exception):
    """The answer has more rows or bytes than allowed."""


class _Answer:
    """Sends what is written to it as frames, as long as it isn't too much.

    No stream of Python's: one that is dropped is flushed, and the bytes of a failed answer would go into the next.
    """

    def __init__(self, output: IO[bytes], asked: Header) -> None:
        self._output, self._pending = output, bytearray()
        self._left = int(asked["size"])
        self._count = counter(asked["format"]) if asked["form"] == "SELECT" else lambda _chunk: 0
        self.rows, self._most = 0, int(asked["rows"])

    def write(self, chunk: bytes) -> int:
        """Take the next bytes of the answer; raises _TooLarge."""
        taken = bytes(chunk)
        self._left -= len(taken)
        if self._left < 0:
            raise _TooLarge("size")
        self.add_rows(self._count(taken))
        self._pending += taken
        if len(self._pending) >= CHUNK:
            self.flush()
        return len(taken)

    def add_rows(self, number: int) -> None:
        """Count rows; raises _TooLarge."""
        self.rows += number
        if self.rows > self._most:
            raise _TooLarge("rows")

    def flush(self) -> None:
        """Send what is pending."""
        if self._pending:
            write_frame(self._output, {"data": True}, bytes(self._pending))
            self._pending.clear()


def _answer(store: ox.Store, asked: Header, answer: _Answer) -> None:
    """Evaluate a query and write its answer."""
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*map(ox.NamedNode, asked["default"])]
    graphs: list[ox.NamedNode | ox.BlankNode] = [*map(ox.NamedNode, asked["named"])]
    found = (
        store.query(asked["query"], base_iri=asked["base"], default_graph=default, named_graphs=graphs)
        if default or graphs
        else store.query(asked["query"], base_iri=asked["base"], use_default_graph_as_union=True)
    )
    form, stream = named(asked["format"]).engine, cast(IO[bytes], answer)  # it has all of it that the engine uses
    if isinstance(found, ox.QueryTriples):
        assert isinstance(form, ox.RdfFormat)  # noqa: S101 - the screen told the form of the query
        ox.serialize(_counted(found, answer), stream, format=form, prefixes=asked["prefixes"])
    else:
        assert isinstance(form, ox.QueryResultsFormat)  # noqa: S101 - as above
        found.serialize(stream, format=form)
    answer.flush()


def _counted(found: ox.QueryTriples, answer: _Answer) -> Iterator[ox.Triple]:
    for triple in found:
        answer.add_rows(1)
        yield triple


def _failure(error: Exception) -> dict[str, str]:
    """What went wrong, as the kind of error that the parent is to raise and its words."""
    cause: BaseException | None = error
    while cause is not None:  # what a write raises may come back wrapped by the engine
        if isinstance(cause, _TooLarge):
            return {"kind": str(cause)}
        if isinstance(cause, MemoryError):
            return {"kind": "memory"}
        cause = cause.__cause__ or cause.__context__
    return {"kind": "syntax" if isinstance(error, SyntaxError) else "engine", "words": str(error)}


def _serve(store: ox.Store, most: int) -> None:
    """Answer queries until nobody asks any more, or memory has grown to more than half of what is allowed."""
    source, output = sys.stdin.buffer, sys.stdout.buffer
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # the last words of an engine that dies help nobody
    write_frame(output, {"ready": True})
    for asked, _ in frames(source):
        isolation.limit_time(asked["seconds"])
        answer = _Answer(output, asked)
        try:
            _answer(store, asked, answer)
        except Exception as error:  # noqa: BLE001 - whatever the engine raises is told, and the next query answered
            write_frame(output, {"failed": _failure(error)})
        else:
            last = isolation.resident() > most // 2
            write_frame(output, {"rows": answer.rows, "last": last})
            if last:
                return


def main(folder: str, memory: str) -> None:
    """Open a store to be read, give up what no query needs, and answer."""
    isolation.leave_network()
    isolation.leave_no_dump()
    try:
        store = ox.Store.read_only(folder)
    except OSError as error:
        write_frame(sys.stdout.buffer, {"failed": _failure(error)})
        return
    threading.stack_size(_STACK)
    isolation.limit_memory(int(memory) + _STACK)
    answering = threading.Thread(target=_serve, args=(store, int(memory)))
    answering.start()
    answering.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
