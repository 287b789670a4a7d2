"""The server as one ASGI application: pages for people, documents and SPARQL for programs, and a guard before both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from whence.errors import WhenceError
from whence.sandbox.pool import Sandbox
from whence.serve.asked import Asked
from whence.serve.catalogue import KINDS
from whence.serve.description import About, Description
from whence.serve.dump import Dump
from whence.serve.entities import Entities
from whence.serve.guard import LOOPBACK, Guard
from whence.serve.negotiation import preferred
from whence.serve.querying import Querying
from whence.serve.site import STATIC, Site, page
from whence.serve.sparql import endpoint, status_of
from whence.serve.start import Start
from whence.store import Store


def create_app(
    store: Store,
    folder: Path,
    *,
    hosts: Iterable[str] = LOOPBACK,
    about: About | None = None,
) -> Starlette:
    """The application that serves a store, opened to be read, and the folder that it is in.

    `hosts` are the names by which it may be asked, `about` is what only its owner knows of the graph. It ends its child
    processes when it is shut down; the store stays open.
    """
    sandbox, description = Sandbox(folder), Description(folder, about)
    site = Site(store, sandbox)
    start, entities, asked, querying = Start(site), Entities(site), Asked(site), Querying(sandbox)

    @asynccontextmanager
    async def alive(_app: Starlette) -> AsyncIterator[None]:
        start.begin()
        try:
            yield
        finally:
            sandbox.close()

    return Starlette(
        routes=[
            Route("/", start.home),
            Route("/search", start.search),
            *(Route(f"/{kind}", start.lister(kind), name=kind) for kind in KINDS),
            Route("/id/{kind}/{key}", entities.thing),
            Route("/doc/{kind}/{key}", entities.document),
            Route("/ns", entities.ontology),
            Route("/ns.{suffix}", entities.ontology),
            Route("/ask", asked.index),
            Route("/ask/{name}", asked.question),
            Route("/query", querying.show),
            endpoint(sandbox, description.service),
            description.route(),
            Dump(store).route(),
            Route("/favicon.ico", _icon),
            Mount("/static", StaticFiles(directory=str(STATIC))),
        ],
        middleware=[Middleware(Guard, hosts=tuple(hosts))],
        exception_handlers={HTTPException: _refused, WhenceError: _failed},
        lifespan=alive,
    )


def _icon(_request: Request) -> Response:
    return RedirectResponse("/static/whence.svg", 301)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    unnamed = error.status_code == 404 and error.detail == HTTPStatus(404).phrase
    words = f"No page is at {request.url.path[:200]}." if unnamed else error.detail
    return _explained(request, error.status_code, words, dict(error.headers or {}))


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, WhenceError)  # noqa: S101 - what it is registered for
    return _explained(request, status_of(error), str(error), {})


_TITLES = {404: "There is nothing here", 400: "That can't be asked", 405: "That can't be done here", 503: "Not now"}


def _explained(request: Request, status: int, words: str, headers: dict[str, str]) -> Response:
    """What went wrong, as a page for a browser and as plain text for a program."""
    offers = {"text/html": True, "text/plain": False}
    if not preferred(request.headers.get("accept", ""), offers):
        return PlainTextResponse(f"{words}\n", status, headers)
    title = _TITLES.get(status, "That went wrong")
    response = page(request, "error.html", status, title=title, words=words, status=status)
    response.headers.update(headers)
    return response
