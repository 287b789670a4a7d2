"""How the server listens: uvicorn with limits on connections, and on the time that a client takes for its headers."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
"""For how long a connection may be open without a whole request; uvicorn itself waits for ever."""

FAREWELL_SECONDS = 30.0
"""For how long a client may take to receive the rest of what was sent to it, once its connection is closed."""

_INTERVAL = 2.0
"""Seconds between looks at a connection."""

MOST_CONNECTIONS = 600
"""Connections at a time; a request on one more is answered with 503."""


class _Impatient(H11Protocol):
    """uvicorn's protocol, that lets go of clients who don't say what they want, or don't take what they are sent."""

    _busy = 0.0
    """When it was last at a request, or opened."""

    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        # asyncio does so for sockets that it made itself; without it, each answer waits 40 ms for the client's ACK.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._busy = self.loop.time()
        self._look = self.loop.call_later(_INTERVAL, self._look_after)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def _look_after(self) -> None:
        """Close a connection that has been idle for too long; drop one that can't even be closed."""
        closing, idle = self.transport.is_closing(), self.loop.time() - self._busy
        if not closing and self.cycle is not None and not self.cycle.response_complete:
            self._busy = self.loop.time()
        elif closing and idle > FAREWELL_SECONDS:
            self.transport.abort()
        elif not closing and idle > HEADER_SECONDS:
            self.transport.close()
        self._look = self.loop.call_later(_INTERVAL, self._look_after)


def config(app: ASGIApp, host: str = "127.0.0.1", port: int = 8000, *, log_level: str = "warning") -> uvicorn.Config:
    """The settings of the server: `uvicorn.Server(config(app)).run()`.

    It listens to this machine only unless `host` says otherwise, believes no header about where a request comes from,
    and says nothing of itself.
    """
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=_Impatient,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level=log_level,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        backlog=256,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=80 << 10,
    )
