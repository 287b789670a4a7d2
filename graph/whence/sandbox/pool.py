"""The sandbox: a few children that answer queries, reused as long as they live and replaced when they die."""

from __future__ import annotations

import os
import queue
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO

from whence.errors import QueryBusy, QuerySyntax, QueryTooLarge, StoreError
from whence.sandbox.formats import Format, offered
from whence.sandbox.limits import Dataset, Limits
from whence.sandbox.result import Result
from whence.sandbox.screen import Screened, screen
from whence.sandbox.ticket import Ticket
from whence.sandbox.worker import Worker, edition

_IN_MEMORY = 1 << 20
"""Bytes of an answer that are kept in memory; a larger one waits in a temporary file for its reader."""

CHILDREN = max(2, min(os.cpu_count() or 2, 8))
"""Queries that are answered at a time."""

QUIET = 2.0
"""Seconds after the last change of the store from which on it is opened anew."""

LARGE = 16
"""Answers at a time that are kept in files until they are read."""


class Sandbox:
    """Answers queries about the store in a folder, each in a child process with limits. Any thread may ask.

    No more queries run at a time than there are children; as many as `waiting` wait for their turn, and `places` is how
    many that are together. An answer is whole before its first byte is given away, so that a failure is never found
    halfway, and a slow reader holds no child.
    """

    def __init__(
        self, folder: Path, limits: Limits | None = None, *, children: int = CHILDREN, waiting: int = 32
    ) -> None:
        """Start the children; they open the store as they come up."""
        self.limits = limits or Limits()
        self._folder = folder
        self.places = children + waiting
        self._free = threading.BoundedSemaphore(self.places)
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._large = threading.BoundedSemaphore(LARGE)
        self._lock, self._closed = threading.Lock(), False
        self._all = {Worker(folder, self.limits) for _ in range(children)}
        for worker in self._all:
            self._idle.put(worker)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def pids(self) -> list[int]:
        """The process ids of the children, sorted."""
        with self._lock:
            return sorted(worker.pid for worker in self._all)

    def close(self) -> None:
        """End all children, and the queries they are at."""
        with self._lock:
            self._closed, ended = True, list(self._all)
            self._all.clear()
        for worker in ended:
            worker.close()

    def screen(self, query: str, dataset: Dataset | None = None) -> Screened:
        """The query as it may be asked; raises QueryTooLarge, QueryRefused or QuerySyntax."""
        if len(query) > self.limits.length:
            raise QueryTooLarge(f"the query has {len(query):,} characters; the most is {self.limits.length:,}")
        return screen(query, dataset=bool(dataset))

    def run(
        self,
        query: str,
        form: Format | None = None,
        dataset: Dataset | None = None,
        *,
        base: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        ticket: Ticket | None = None,
    ) -> Result:
        """Answer a query in a format, by default the first that fits its form.

        Relative IRIs are resolved against the `base`; `prefixes` shorten the IRIs of a graph that is made.

        Raises QuerySyntax, QueryRefused, QueryTooLarge, QueryTimeout, QueryBusy or StoreError.
        """
        screened = self.screen(query, dataset)
        fitting = offered(screened.form)
        chosen = form or fitting[0]
        if chosen not in fitting:
            raise QuerySyntax(f"{screened.form} isn't answered as {chosen.name}")
        graphs = dataset or Dataset()
        asked = {
            "query": screened.text,
            "form": screened.form,
            "format": chosen.name,
            "base": base,
            "default": graphs.default,
            "named": graphs.named,
            "prefixes": dict(prefixes or {}),
        }
        body = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the result closes it
        try:
            with self._worker() as worker, (ticket or Ticket()).held_by(worker):
                rows = worker.ask(asked, body)
        except QuerySyntax as error:
            body.close()
            raise QuerySyntax(screened.explain(str(error))) from error
        except BaseException:
            body.close()
            raise
        return self._kept(chosen, rows, body)

    def _kept(self, form: Format, rows: int, body: IO[bytes]) -> Result:
        """The answer as it waits for its reader; raises QueryBusy when too many large ones do already."""
        size = body.tell()
        body.seek(0)
        if size <= _IN_MEMORY:
            return Result(form, rows, size, body, body.close)
        if not self._large.acquire(blocking=False):
            body.close()
            raise QueryBusy("too many large answers are being sent; ask again later, or for a part, with LIMIT")
        return Result(form, rows, size, body, weakref.finalize(body, self._large.release))

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        """A child of one's own, for as long as this lasts; raises QueryBusy where none comes free."""
        busy = QueryBusy("too many queries are waiting for their turn; ask again in a few seconds")
        if self._closed or not self._free.acquire(blocking=False):
            raise busy
        try:
            try:
                worker = self._living(self._idle.get(timeout=self.limits.wait))
            except queue.Empty:
                raise busy from None
            try:
                if not worker.is_alive:
                    raise StoreError("no process can be started to answer queries")
                yield worker
            finally:
                self._idle.put(self._living(worker))
        finally:
            self._free.release()

    def _is_outdated(self, worker: Worker) -> bool:
        """Whether the store was written to since the child opened it, and whoever wrote seems to be done."""
        now = edition(self._folder)
        return now != worker.edition and time.time() - max(now, default=0) / 1e9 > QUIET

    def _living(self, worker: Worker) -> Worker:
        """The child, or another in its place where it is dead or out of date; itself where none can be started."""
        if worker.is_alive and not self._is_outdated(worker):
            return worker
        with self._lock:
            if self._closed:
                return worker
            try:
                other = Worker(self._folder, self.limits)
            except OSError:
                return worker
            self._all.discard(worker)
            self._all.add(other)
        worker.close()
        return other
