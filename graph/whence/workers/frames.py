"""How jobs and replies pass through a pipe: two lengths, a header as JSON, and bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO

from whence.workers.jobs import Header

_LENGTHS = struct.Struct(">IQ")
LONGEST = 1 << 31
"""Bytes; a frame that claims to be longer is no frame."""

CHUNK = 64 << 10
"""Bytes that are read or sent at once, where a content is longer."""

OUT_OF_MEMORY = 86
"""The exit code of a worker that had no memory left to say so in a frame."""

Read = Callable[[int], bytes]
"""Gives exactly so many bytes; raises EOFError where the pipe ends before."""


def write_frame(stream: IO[bytes], header: Header, content: bytes = b"") -> None:
    """Write one frame, and let it go."""
    told = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(told), len(content)))
    stream.write(told)
    stream.write(content)
    stream.flush()


def read_frame(read: Read) -> tuple[Header, bytes]:
    """The next frame; raises EOFError at the end of the pipe and ValueError where it holds no frame."""
    told, content = _LENGTHS.unpack(read(_LENGTHS.size))
    if max(told, content) > LONGEST:
        raise ValueError("a frame of impossible length")
    header = json.loads(read(told))
    if not isinstance(header, dict):
        raise ValueError("a frame without a header")
    return header, read(content)


def frames(stream: IO[bytes]) -> Iterator[tuple[Header, bytes]]:
    """All frames of a stream that blocks, until it ends, were it within one; raises ValueError as read_frame does."""

    def read(size: int) -> bytes:
        content = stream.read(size)
        if len(content) < size:
            raise EOFError
        return content

    with suppress(EOFError):
        while True:
            yield read_frame(read)
