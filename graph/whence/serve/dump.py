"""The whole graph to take away, as N-Quads: evidence, knowledge and decisions, without the articles' texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from whence.serve.sparql import READERS
from whence.store import Store

DUMP_PATH = "/dump.nq"

AT_A_TIME = 4
"""Dumps that are sent at a time: each reads the whole store."""

_BATCH = 2_000
"""Quads in one piece of a dump."""


class Dump:
    """Sends a store, quad by quad: `Dump(store).route()`."""

    def __init__(self, store: Store) -> None:
        """Send nothing yet."""
        self._store, self._sending = store, 0

    def route(self) -> Route:
        """The route of the dump."""
        return Route(DUMP_PATH, self._respond, methods=["GET"], name="dump")

    async def _respond(self, request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="application/n-quads", headers=READERS)
        if self._sending >= AT_A_TIME:
            words = "the graph is being sent to others; ask again later\n"
            return PlainTextResponse(words, 503, {**READERS, "Retry-After": "60"})
        headers = {**READERS, "Content-Disposition": 'attachment; filename="whence.nq"'}
        return StreamingResponse(self._pieces(), media_type="application/n-quads", headers=headers)

    def _pieces(self) -> Iterator[bytes]:
        self._sending += 1
        try:
            quads = iter(self._store.quads())
            while batch := list(islice(quads, _BATCH)):
                yield ox.serialize(batch, format=ox.RdfFormat.N_QUADS) or b""
        finally:
            self._sending -= 1
