"""Options of commands that speak to a server, and the clients that they make."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whence.cli.graphs import open_graph
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.ask import Queried
    from whence.remote.client import Client

_F = TypeVar("_F", bound=Callable[..., Any])

insecure_option = click.option(
    "--insecure", is_flag=True, help="Let a login go over plain http, where everyone on the way can read it."
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=86_400),
    default=60.0,
    show_default=True,
    help="Seconds to wait for each answer of a server.",
)


def endpoint_options(command: _F) -> _F:
    """The options of a command that can ask an endpoint in the place of a graph here."""
    address = click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a graph here.")
    return address(timeout_option(insecure_option(command)))


def client(address: str, timeout: float, *, insecure: bool, tries: int = 5) -> Client:
    """A client of a server, with the login that the environment or ~/.netrc has for it."""
    try:
        from whence.remote.client import Client, Patience
        from whence.remote.credentials import credentials
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"{missing.name} is not installed, which speaks to servers: pip install 'whence[remote]'"
        ) from None
    patience = Patience(seconds=timeout, tries=tries)
    return Client(address, credentials(address, os.environ), patience, insecure=insecure)


@contextmanager
def queried(graph: Path | None, endpoint: str | None, timeout: float, *, insecure: bool) -> Iterator[Queried]:
    """The endpoint that is named, else the graph here."""
    if endpoint is None:
        with open_graph(graph) as store:
            yield store
        return
    with client(endpoint, timeout, insecure=insecure, tries=2) as asked:
        from whence.remote.endpoint import Endpoint

        yield Endpoint(asked)
