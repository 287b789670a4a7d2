"""What the server and its children say to each other: frames of a kind, a length and so many bytes.

JSON and not pickle: a child works on queries of people whom nobody knows, and what it says is not to be run.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

READY, ASK, DATA, DONE, FAILED = b"R", b"Q", b"D", b"E", b"X"
"""A child is ready; a query (JSON); bytes of its answer; the answer is whole (JSON); it failed (JSON)."""

CHUNK = 64 << 10
"""Bytes of an answer in one frame."""

_HEAD = struct.Struct("!cI")


def send(stream: IO[bytes], kind: bytes, body: bytes | Mapping[str, Any] = b"") -> None:
    """Write a frame; raises OSError where nobody listens any more."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    stream.write(_HEAD.pack(kind, len(content)) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The kind and the content of the next frame, or None where the other side has ended."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    content = stream.read(length)
    return (kind, content) if len(content) == length else None
