"""An answer to a web request as it was sent → its status, its media type and its content, within limits.

What the transfer added, chunks and compression, is taken off.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from typing import TYPE_CHECKING, cast

from whence.errors import SourceError
from whence.read.decoding import MAX_BYTES

if TYPE_CHECKING:
    from socket import socket


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `content` decodes the body, and raises SourceError where that can't be done."""

    status: int
    kind: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Sent:
    """Bytes as the client library takes them, that of a socket."""

    content: bytes

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self.content)


def answered(sent: bytes) -> Answer:
    """The answer that these bytes are; raises SourceError where they are none."""
    response = HTTPResponse(cast("socket", _Sent(sent)))
    try:
        response.begin()
    except (HTTPException, ValueError, OSError) as error:
        raise SourceError(f"is no answer to a web request ({type(error).__name__}: {str(error)[:80]})") from error
    return Answer(response.status, response.headers.get_content_type(), lambda: _content(response, sent))


def _content(response: HTTPResponse, sent: bytes) -> bytes:
    try:
        body = response.read()
    except (HTTPException, ValueError):
        # a crawler that takes chunks apart may keep the header which announces them
        body = sent.partition(b"\r\n\r\n")[2]
    return decoded(body, response.headers)


def decoded(body: bytes, headers: Message) -> bytes:
    """A body without its compression (gzip, deflate); raises SourceError where it is another, broken or too large."""
    coding = (headers.get("Content-Encoding") or "identity").strip().lower()
    if coding in {"gzip", "x-gzip"}:
        body = _inflated(body, zlib.MAX_WBITS | 32)
    elif coding == "deflate":
        body = _inflated(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS)
    elif coding not in {"identity", "none", ""}:
        raise SourceError(f"is compressed in a way that is not read here ({coding[:20]!r})")
    if len(body) > MAX_BYTES:
        raise SourceError(f"is larger than {MAX_BYTES // 1_000_000} MB: it is no article")
    return body


def _inflated(body: bytes, window: int) -> bytes:
    decompressor = zlib.decompressobj(window)
    try:
        found = decompressor.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        # some crawlers store the content decompressed, and the header as it was
        if body[:2] == b"\x1f\x8b":
            raise SourceError(f"is compressed, and broken ({error})") from error
        return body
    if not decompressor.eof and len(found) <= MAX_BYTES:
        raise SourceError("is compressed, and cut short")
    return found
