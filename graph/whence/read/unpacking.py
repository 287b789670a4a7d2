"""A stream that is read piece by piece, decompressed where it is gzip, and never beyond reason."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from whence.errors import SourceError
from whence.read.decoding import MAX_BYTES

MOST_EXPANDED = 300
"""How many bytes a gzip file may hold for each of its own: text reaches 20, a log that repeats itself 100."""

_PIECE = 1 << 20
_FREE = 50_000_000
"""Bytes from which on the ratio counts."""


class Unpacked:
    """The bytes of a stream in their order, of gzip files (also of many members) what they hold.

    Each read raises SourceError where the file is broken off or expands more than MOST_EXPANDED times.
    """

    def __init__(self, stream: BinaryIO, *, compressed: bool) -> None:
        """Read on from where the stream is."""
        self._counted = _Counted(stream)
        self._source = gzip.GzipFile(fileobj=cast("BinaryIO", self._counted)) if compressed else stream
        self._compressed = compressed
        self._returned: list[bytes] = []
        self._given = 0

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        if self._returned:
            piece = self._returned.pop()
            if len(piece) <= size:
                return piece + (self.read(size - len(piece)) if len(piece) < size else b"")
            self._returned.append(piece[size:])
            return piece[:size]
        return self._taken(self._guarded(self._source.read, size))

    def readline(self, limit: int) -> bytes:
        """The next line with its end, or so many bytes of it; b"" at the end."""
        if not self._returned:
            return self._taken(self._guarded(self._source.readline, limit))
        piece = self._returned.pop()
        end = piece.find(b"\n", 0, limit) + 1 or min(limit, len(piece))
        if end < len(piece):
            self._returned.append(piece[end:])
        elif end < limit and not piece.endswith(b"\n"):
            return piece + self.readline(limit - end)
        return piece[:end]

    def rest(self, most: int = MAX_BYTES) -> bytes:
        """All that is left; raises SourceError where that is more than a file may hold that is read whole."""
        kept, size = [], 0
        while piece := self.read(_PIECE):
            kept.append(piece)
            size += len(piece)
            if size > most:
                raise SourceError(f"is larger than {most // 1_000_000} MB: split it into articles")
        return b"".join(kept)

    def give_back(self, content: bytes) -> None:
        """Let these bytes be read next."""
        if content:
            self._returned.append(content)

    def _taken(self, content: bytes) -> bytes:
        self._given += len(content)
        if self._compressed and self._given > max(_FREE, MOST_EXPANDED * self._counted.count):
            raise SourceError(f"holds more than {MOST_EXPANDED} times what it takes: it is made to fill a memory")
        return content

    def _guarded(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            return read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise SourceError(f"is not a whole gzip file ({error}): fetch or compress it again") from error


class _Counted:
    """A stream that counts the bytes which were read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self.count += len(content)
        return content
