"""Sorting more than fits into memory: records go to sorted runs on disk, and come back in order, batch by batch."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import chain
from typing import IO, cast

END = b" .\n"
"""What ends a statement in the engine's formats of RDF; it escapes line ends in literals, so nothing else does."""

BUDGET = 2_000_000
"""Bytes that are held at a time: of a run that is collected, or of all runs that are merged."""

_SMALLEST_BLOCK = 16_384

Records = Callable[[bytes], list[bytes]]
"""Takes whole statements, END between them, apart into the records to sort; is called with what is written in order."""


class SortedRecords:
    """Something to write statements to, however they are cut, and to read them back from, sorted by their bytes.

    Memory is bounded by `budget`, by default BUDGET, whatever is written; disk takes what was written, in an unnamed
    temporary file. No record may hold END.
    """

    def __init__(self, records: Records | None = None, budget: int | None = None) -> None:
        """Make an empty one; without `records`, each statement is one record."""
        self._records = records or (lambda text: text.split(END))
        self._budget = budget or BUDGET
        self._pieces: list[bytes] = []
        self._size = 0
        self._runs: list[tuple[int, int]] = []
        self._file: IO[bytes] | None = None

    @property
    def stream(self) -> IO[bytes]:
        """It, as the engine wants it: of a stream that it writes to it uses no more than is here."""
        return cast("IO[bytes]", self)

    def flush(self) -> None:
        """Nothing has to go anywhere yet."""

    def write(self, piece: bytes) -> int:
        """Take a piece of what is written."""
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= self._budget:
            self._spill()
        return len(piece)

    def batches(self) -> Iterator[list[bytes]]:
        """All records in lists, each sorted and after the one before; equal records stand beside each other."""
        last, _ = self._collected()
        if not self._file:
            yield last
            return
        with self._file:
            block = max(_SMALLEST_BLOCK, self._budget // (len(self._runs) + 1))
            runs = [_Run(self._file, start, end, block) for start, end in self._runs]
            runs.append(_Run(self._file, 0, 0, block, last))
            while runs := [run for run in runs if run.fill()]:
                bound = min((run.records[-1] for run in runs if run.more), default=None)
                batch = list(chain.from_iterable(run.take(bound) for run in runs))
                batch.sort()  # the parts of the runs are sorted already, which makes this a merge
                yield batch

    def _collected(self) -> tuple[list[bytes], bytes]:
        """The records that were written since the last run, sorted, and what follows the last whole statement."""
        text, end, rest = b"".join(self._pieces).rpartition(END)
        self._pieces.clear()
        self._size = 0
        records = self._records(text) if end else []
        records.sort()
        return records, rest

    def _spill(self) -> None:
        records, rest = self._collected()
        self._pieces.append(rest)
        self._size = len(rest)
        if not records:
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - `batches` closes it
        start = self._file.tell()
        self._file.write(END.join(records))
        self._file.write(END)
        self._runs.append((start, self._file.tell()))


class _Run:
    """A sorted run of records in a file, of which one block is in memory."""

    def __init__(self, file: IO[bytes], start: int, end: int, block: int, records: list[bytes] | None = None) -> None:
        self.records = records or []
        self._file, self._at, self._end, self._block = file, start, end, block
        self._next = 0
        self._rest = b""

    @property
    def more(self) -> bool:
        """Whether the file holds more of it than is in memory."""
        return self._at < self._end

    def fill(self) -> bool:
        """Read the next block when the last one is taken; returns whether there is anything left to take."""
        while self._next == len(self.records) and self.more:
            self._file.seek(self._at)
            read = self._file.read(min(self._block, self._end - self._at))
            self._at += len(read)
            *self.records, self._rest = (self._rest + read).split(END)
            self._next = 0
        return self._next < len(self.records)

    def take(self, bound: bytes | None) -> list[bytes]:
        """The records up to and with the bound, or all that are in memory."""
        start = self._next
        self._next = len(self.records) if bound is None else bisect_right(self.records, bound, start)
        return self.records[start : self._next]
