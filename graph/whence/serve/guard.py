"""The guard before the application: what comes in is bounded before it is looked at, what goes out carries its rules.

Against DNS rebinding (a Host that nobody configured), slow and large bodies, floods of requests, requests that another
site makes a browser send, and pages that load what is not ours. Pure ASGI, and the outermost middleware.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

import anyio
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""The names under which a server that listens on this machine only is asked."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load (Content Security Policy Level 3): ours, and nothing inline."""

_RULES = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
}

_READING = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a request may take: bytes of address, headers and body, seconds for its body and for its answer.

    `concurrent` requests are worked on at a time; the next is told to come again. `stalled` is for how many seconds a
    client may take nothing of its answer.
    """

    address: int = 48 << 10
    headers: int = 16 << 10
    header_count: int = 100
    body: int = 1 << 20
    body_seconds: float = 10.0
    concurrent: int = 128
    stalled: float = 20.0
    answer_seconds: float = 600.0


class _Refused(Exception):
    """A request that is not let through: the status, what is wrong, and more headers."""

    def __init__(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(words)
        self.response = PlainTextResponse(f"{words}\n", status, headers)


@dataclass(slots=True)
class Guard:
    """Middleware that lets through what is addressed to one of `hosts` (names without ports) and within the bounds.

    What only reads may be posted from other sites at the paths in `open_to_all`. Cookies go neither in nor out.
    """

    app: ASGIApp
    hosts: Iterable[str] = LOOPBACK
    open_to_all: frozenset[str] = frozenset({"/sparql"})
    bounds: Bounds = field(default_factory=Bounds)
    _working: int = 0

    def __post_init__(self) -> None:
        """Compare host names as RFC 9110 does, whatever their case."""
        self.hosts = frozenset(host.lower() for host in self.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it in plain text."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, _Answer(send, self.bounds.stalled))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        try:
            self._check(scope)
            receive = await self._buffered(scope, receive)
            await self._answered(scope, receive, answer)
        except _Refused as refused:
            refused.response.headers["connection"] = "close"  # what the client still sends is not to be read
            await refused.response(scope, receive, answer)

    async def _answered(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        """Let the application answer, unless it is at too many requests already."""
        if self._working >= self.bounds.concurrent:
            raise _Refused(503, "too many requests at a time; ask again in a few seconds", {"Retry-After": "2"})
        self._working += 1
        try:
            with anyio.fail_after(self.bounds.answer_seconds):
                await self.app(scope, receive, answer)
        except TimeoutError:
            if not answer.started:
                raise _Refused(503, "the answer takes too long") from None
            # The client is slower than allowed, and the status is sent: leaving the answer unfinished closes the
            # connection, which tells that it isn't whole.
        finally:
            self._working -= 1

    # ------------------------------------------------------------ what comes in

    def _check(self, scope: Scope) -> None:
        """Raise _Refused for an address, headers or a sender that are not let through."""
        headers: Headers = scope["headers"]
        if len(scope["raw_path"]) + len(scope["query_string"]) > self.bounds.address:
            raise _Refused(414, "the address is too long; post a long query instead")
        if len(headers) > self.bounds.header_count or sum(len(k) + len(v) for k, v in headers) > self.bounds.headers:
            raise _Refused(431, "the headers are too long")
        hosts = _values(headers, b"host")
        if len(hosts) != 1 or _name(hosts[0]) not in self.hosts:
            raise _Refused(400, "this server doesn't go by that name; tell it its names when you start it")
        _check_path(scope["raw_path"])
        if scope["method"] not in _READING and scope["path"] not in self.open_to_all:
            _check_origin(headers, hosts[0])
        ranges = _values(headers, b"range")
        left_out = (b"cookie", b"range") if any("," in value for value in ranges) else (b"cookie",)
        scope["headers"] = [(name, value) for name, value in headers if name not in left_out]

    async def _buffered(self, scope: Scope, receive: Receive) -> Receive:
        """The body read to its end before the application is asked, so that a slow one holds up nobody."""
        length = _values(scope["headers"], b"content-length")
        if not length and not _values(scope["headers"], b"transfer-encoding"):
            return receive
        body, announced = bytearray(), int(length[0]) if length and length[0].isdigit() else 0
        pieces = _pieces(receive)
        try:
            with anyio.fail_after(self.bounds.body_seconds):
                async for piece in pieces:
                    body += piece
                    if max(len(body), announced) > self.bounds.body:
                        break
        except TimeoutError:
            raise _Refused(408, "the body takes too long to come") from None
        if max(len(body), announced) > self.bounds.body:
            await self._pass_by(pieces)
            raise _Refused(413, f"the body is larger than {self.bounds.body:,} bytes")
        return _replayed(bytes(body), receive)

    async def _pass_by(self, pieces: AsyncIterator[bytes]) -> None:
        """Let some more of a body come, and drop it: a client that is cut off while it sends doesn't read why."""
        passed = 0
        with anyio.move_on_after(_DRAINING):
            async for piece in pieces:
                passed += len(piece)
                if passed > _DRAINED * self.bounds.body:
                    return


_DRAINING, _DRAINED = 2.0, 16
"""Seconds, and times the largest body, for which a body that is too large is still taken."""


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    """The pieces of a body; raises _Refused where it breaks off."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Refused(400, "the body broke off")
        yield message.get("body", b"")
        if not message.get("more_body"):
            return


class _Answer:
    """Sends the application's messages, with the rules added and without cookies; gives up on who takes nothing."""

    def __init__(self, send: Send, stalled: float) -> None:
        self._send, self._stalled = send, stalled
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            _add_rules(message)
        with anyio.fail_after(self._stalled):
            await self._send(message)


def _add_rules(start: MutableMapping[str, Any]) -> None:
    sent: Headers = [(name.lower(), value) for name, value in start.get("headers", ())]
    there = {name for name, _ in sent}
    rules = ((name.encode("ascii"), value.encode("ascii")) for name, value in _RULES.items())
    kept = [(name, value) for name, value in sent if name != b"set-cookie"]
    start["headers"] = [*kept, *(rule for rule in rules if rule[0] not in there)]


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read already, and then what else comes."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


def _check_path(raw: bytes) -> None:
    """Raise _Refused for a path that is no text, or that climbs (RFC 3986, 3.3)."""
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise _Refused(400, "the address is not UTF-8") from None
    if not path.startswith("/") or "\\" in path or any(ord(each) < ord(" ") for each in path):
        raise _Refused(400, "the address holds characters that no path has")
    if any(segment in (".", "..") for segment in path.split("/")):
        raise _Refused(400, "the address climbs out of its folder")


def _check_origin(headers: Headers, host: str) -> None:
    """Raise _Refused for what a page of another site sends (by Fetch Metadata, and by Origin)."""
    sites, origins = _values(headers, b"sec-fetch-site"), _values(headers, b"origin")
    foreign = any(site not in _OURS for site in sites)
    if foreign or any(origin.partition("://")[2].lower() != host.lower() for origin in origins):
        raise _Refused(403, "a page of another site sent this")


def _values(headers: Headers, wanted: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for name, value in headers if name == wanted]


def _name(host: str) -> str:
    """The name in a Host header, in lower case and without the port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
