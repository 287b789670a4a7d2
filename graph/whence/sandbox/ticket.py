"""A hold on a query under way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from whence.errors import QueryLimit
from whence.sandbox.worker import End, Worker


class Ticket:
    """A query under way, by which another thread can give it up."""

    def __init__(self) -> None:
        """A query that is still to be asked."""
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Give up the query; without effect once it is answered."""
        with self._lock:
            self._cancelled = True
            if self._worker:
                self._worker.end(End.CANCELLED)

    @contextmanager
    def held_by(self, worker: Worker) -> Iterator[None]:
        """While this lasts, the query is with a worker; raises QueryLimit if it was given up before."""
        with self._lock:
            if self._cancelled:
                raise QueryLimit("the query was given up")
            self._worker = worker
        try:
            yield
        finally:
            with self._lock:
                self._worker = None
