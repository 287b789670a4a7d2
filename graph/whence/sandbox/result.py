"""A whole answer that waits for its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import IO

import pyoxigraph as ox

from whence.sandbox.formats import Format
from whence.workers.frames import CHUNK


@dataclass(frozen=True, slots=True)
class Result:
    """A whole answer: its format, how many rows (or triples) and bytes, and the bytes themselves, to be read once.

    Use it as a context manager, or close it.
    """

    format: Format
    rows: int
    size: int
    body: IO[bytes]
    _let_go: Callable[[], object]

    def __enter__(self) -> Result:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def solutions(self) -> ox.QuerySolutions | ox.QueryBoolean:
        """The rows, or yes or no, of an answer in JSON."""
        return ox.parse_query_results(self.body.read(), format=ox.QueryResultsFormat.JSON)

    def chunks(self) -> Iterator[bytes]:
        """The bytes, in pieces."""
        while chunk := self.body.read(CHUNK):
            yield chunk

    def close(self) -> None:
        """Let go of the bytes."""
        self.body.close()
        self._let_go()
