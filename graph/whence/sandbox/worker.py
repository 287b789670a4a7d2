"""One child process as its parent sees it: started, asked, and ended when it takes too long."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO, Any

from whence.errors import QueryLimit, QuerySyntax, QueryTimeout, QueryTooLarge, StoreError, WhenceError
from whence.sandbox.limits import Limits
from whence.workers.frames import frames, write_frame
from whence.workers.jobs import Header
from whence.workers.starting import start

_PATIENCE = 30.0
"""Seconds that a child may take to start, and to be gone once it is ended."""


class End(Enum):
    """Why a child was ended."""

    TIME = "time"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class Worker:
    """A child that has a store open, or is about to. One thread asks it; any thread may `end` it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        """Start the child, without waiting for it."""
        self.edition = edition(folder)
        self._limits = limits
        self._ended: End | None = None
        self._ready = False
        self._lock = threading.Lock()
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._process = start(
            "whence.sandbox.child", str(folder), str(limits.memory), environment=environment, is_apart=True
        )

    @property
    def pid(self) -> int:
        """The process id of the child."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the child can be asked."""
        return self._ended is None and self._process.poll() is None

    def ask(self, asked: Mapping[str, Any], answer: IO[bytes]) -> int:
        """Ask a query, and write what comes back; returns how many rows that is.

        Raises QuerySyntax, QueryTooLarge, QueryTimeout or StoreError.
        """
        self._start()
        try:
            with self._within(self._limits.seconds):
                last = self._last_word(asked, answer)
        except BaseException as error:
            self.end(End.CLOSED)  # what it still has to say would go into the next answer
            if isinstance(error, OSError):
                raise StoreError(f"the answer can't be kept: {error.strerror or error}") from error
            raise
        if last is None:
            raise self._death()
        if "failed" in last:
            raise self._failure(last["failed"])
        if last["last"]:
            self.end(End.CLOSED)
        return int(last["rows"])

    def end(self, why: End) -> None:
        """End the child, whatever it does."""
        with self._lock:
            if self._ended is None:
                self._ended = why
                self._process.kill()

    def close(self) -> None:
        """End the child and let go of it."""
        self.end(End.CLOSED)
        for stream in (self._stdin, self._stdout):
            try:
                stream.close()
            except OSError:  # what it was still to read is lost with it
                continue
        self._process.wait(_PATIENCE)

    # ------------------------------------------------------------ how it answers

    def _start(self) -> None:
        """Wait until the child is ready; raises StoreError when it can't be."""
        if self._ready:
            return
        with self._within(_PATIENCE):
            first, _ = next(frames(self._stdout), (None, b""))
        if first is None:
            raise StoreError("no process can be started to answer queries")
        if "failed" in first:
            raise self._failure(first["failed"])
        self._ready = True

    def _bounds(self) -> dict[str, float]:
        return {"seconds": self._limits.seconds, "rows": self._limits.rows, "size": self._limits.size}

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """End the child after so many seconds, unless what it does is done."""
        clock = threading.Timer(seconds, self.end, (End.TIME,))
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def _last_word(self, asked: Mapping[str, Any], answer: IO[bytes]) -> Header | None:
        """Ask, write the bytes of the answer, and return what the child says at its end; None when it is gone."""
        try:
            write_frame(self._stdin, {**asked, **self._bounds()})
        except OSError:
            return None
        for told, content in frames(self._stdout):
            if "data" not in told:
                return told
            answer.write(content)
        return None

    def _failure(self, told: Mapping[str, str]) -> WhenceError:
        """The error that the child told."""
        match told["kind"]:
            case "syntax":
                return QuerySyntax(told["words"])
            case "rows":
                return QueryTooLarge(f"the answer has more than {self._limits.rows:,} rows; ask for a part, with LIMIT")
            case "size":
                size = self._limits.size >> 20
                return QueryTooLarge(f"the answer is larger than {size:,} MB; ask for a part, with LIMIT")
            case "memory":
                self.end(End.CLOSED)
                return self._out_of_memory()
            case _:
                self.end(End.CLOSED)  # a store that was written to can be read only when it is opened anew
                return StoreError(f"the query can't be answered: {told['words']}")

    def _death(self) -> WhenceError:
        """The error for a child that is gone in the midst of a query."""
        code = self._process.wait(_PATIENCE)
        if self._ended is End.CANCELLED:
            return QueryLimit("the query was given up")
        if self._ended is End.CLOSED:
            return StoreError("the query was broken off: the graph is being closed")
        if self._ended is End.TIME or code == -_signal("SIGXCPU"):
            return QueryTimeout(f"the query takes longer than {self._limits.seconds:g} seconds; ask for less")
        if code == -_signal("SIGSEGV"):
            return QueryTooLarge("the query is more than the engine can hold; ask several smaller ones")
        return self._out_of_memory()

    def _out_of_memory(self) -> QueryTooLarge:
        return QueryTooLarge(f"the query needs more than {self._limits.memory >> 20:,} MB of memory; ask for less")

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        return self._process.stdin

    @property
    def _stdout(self) -> IO[bytes]:
        assert self._process.stdout is not None  # noqa: S101 - as above
        return self._process.stdout


def edition(folder: Path) -> tuple[int, ...]:
    """When the store in a folder was written to, as nanoseconds; what a child opened before then is out of date."""
    try:
        return tuple(place.stat().st_mtime_ns for place in (folder, folder / "CURRENT"))
    except OSError:  # there is no store (any more), which the child will tell
        return ()


def _signal(name: str) -> int:
    """The number of a signal; 0 where the system knows none of that name."""
    return int(getattr(signal, name, 0))


_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR")
"""What a child has of our environment, which may hold passwords."""
