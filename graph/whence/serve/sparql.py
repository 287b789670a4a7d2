"""The SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol, on a graph that nobody can change through it.

A query is run by a Sandbox; what goes wrong is told in plain text: 400 what is wrong with the query, 403 an update,
405, 406, 413 and 415 what HTTP has them for, 503 a limit that another time or another query may not meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import anyio
import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from whence import vocab
from whence.errors import QueryBusy, QueryLimit, QueryTimeout, UsageError, WhenceError
from whence.sandbox.formats import GRAPHS, Format, named, offered
from whence.sandbox.pool import Sandbox
from whence.sandbox.result import Result
from whence.sandbox.ticket import Ticket
from whence.serve.negotiation import preferred
from whence.serve.protocol import FORM, QUERY, Operation, operation

ENDPOINT_PATH = "/sparql"
_PAGE = "/query"
"""Where people who come without a query are sent."""

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

READERS = {"Access-Control-Allow-Origin": "*", "Vary": "Accept", "Cache-Control": "no-cache"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
    "Allow": ", ".join(METHODS),
    "Accept-Post": f"{FORM}, {QUERY}",
}
HTML = ("text/html", "application/xhtml+xml")

_STREAMED = 1 << 20
"""Bytes from which on an answer is sent in pieces."""

_LOOK = 0.25
"""Seconds between looks whether who asked still waits for the answer."""

Describe = Callable[[Format, str], bytes]
"""The description of the service in a format, as seen at the address of the endpoint."""


def endpoint(sandbox: Sandbox, describe: Describe) -> Route:
    """The route of the endpoint."""
    return Route(ENDPOINT_PATH, _Endpoint(sandbox, describe), name="sparql")


class _Endpoint:
    """An ASGI application, and no function, so that the router leaves every method to it."""

    def __init__(self, sandbox: Sandbox, describe: Describe) -> None:
        self._sandbox, self._describe = sandbox, describe
        self._threads = anyio.CapacityLimiter(sandbox.places)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except WhenceError as error:
            response = _failure(error)
        except HTTPException as error:
            response = PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
        response.headers.update(READERS)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if request.method not in METHODS:
            raise HTTPException(405, "a query is asked with GET or POST", {"Allow": ", ".join(METHODS)})
        asked = await operation(request)
        if asked is None:
            return await self._introduction(request)
        screened = self._sandbox.screen(asked.query, asked.dataset)
        form = chosen_format(request, asked.format, offered(screened.form))
        return await _delivered(await self._result(request, asked, form))

    async def _introduction(self, request: Request) -> Response:
        """What there is for a GET without a query: the description for programs, the query page for people."""
        wanted = request.query_params.get("format", "")
        offers: dict[str, Format | str] = {**by_media_type(GRAPHS), **dict.fromkeys(HTML, _PAGE)}
        if not wanted and preferred(request.headers.get("accept", ""), offers) == _PAGE:
            return RedirectResponse(_PAGE, 303)
        form = chosen_format(request, wanted, GRAPHS)
        body = await anyio.to_thread.run_sync(self._describe, form, address_of(request))
        return Response(body, media_type=form.media_type)

    async def _result(self, request: Request, asked: Operation, form: Format) -> Result:
        """Run the query in a thread, and give it up when who asked is gone; raises what the sandbox does."""
        if self._threads.available_tokens <= 0:
            raise QueryBusy("too many queries are waiting for their turn; ask again in a few seconds")
        ticket, outcome = Ticket(), list[Result | WhenceError]()
        run = partial(
            self._sandbox.run,
            asked.query,
            form,
            asked.dataset,
            base=address_of(request),
            prefixes=vocab.PREFIXES,
            ticket=ticket,
        )
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_watch, request, ticket)
            try:
                outcome.append(await anyio.to_thread.run_sync(run, limiter=self._threads, abandon_on_cancel=True))
            except WhenceError as error:
                outcome.append(error)
            finally:
                ticket.cancel()
            tasks.cancel_scope.cancel()
        if isinstance(outcome[0], WhenceError):
            raise outcome[0]
        return outcome[0]


def address_of(request: Request) -> str:
    """The address that a request asked, without its query."""
    return str(request.url.replace(query="", fragment=""))


async def _watch(request: Request, ticket: Ticket) -> None:
    """Give the query up when who asked it is gone."""
    while True:
        await anyio.sleep(_LOOK)
        if await request.is_disconnected():
            ticket.cancel()


def by_media_type(formats: tuple[Format, ...]) -> dict[str, Format]:
    """The formats under all their media types, main ones first."""
    main = {each.media_type: each for each in formats}
    return {**main, **{other: each for each in reversed(formats) for other in each.media_types[1:]}}


def chosen_format(request: Request, wanted: str, formats: tuple[Format, ...]) -> Format:
    """The format that is named, else the one that the Accept header prefers; raises HTTPException 406 without any."""
    if wanted:
        try:
            return named(wanted, formats)
        except UsageError as error:
            raise HTTPException(406, str(error)) from error
    found = preferred(request.headers.get("accept", ""), by_media_type(formats))
    if found is None:
        known = ", ".join(each.media_type for each in formats)
        raise HTTPException(406, f"none of the accepted media types is on offer; there are {known}")
    return found


async def _delivered(result: Result) -> Response:
    if result.size <= _STREAMED:
        with result:
            return Response(result.body.read(), media_type=result.format.media_type)
    headers = {"Content-Length": str(result.size)}
    return StreamingResponse(_pieces(result), media_type=result.format.media_type, headers=headers)


def _pieces(result: Result) -> Iterator[bytes]:
    with result:
        yield from result.chunks()


def status_of(error: WhenceError) -> int:
    """The HTTP status that says whose fault an error is: the asker's, or that of a busy server."""
    if isinstance(error, QueryBusy | QueryTimeout):
        return 503
    return 400 if isinstance(error, UsageError | QueryLimit) else 500


def _failure(error: WhenceError) -> PlainTextResponse:
    headers = {"Retry-After": "5"} if isinstance(error, QueryBusy) else None
    return PlainTextResponse(f"{error}\n", status_of(error), headers)
