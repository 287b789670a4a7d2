"""Serving a store until somebody ends it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from whence.errors import UsageError
from whence.serve.app import create_app
from whence.serve.description import About
from whence.serve.guard import LOOPBACK
from whence.serve.server import config
from whence.store import Store


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: an address of this machine and a port; 0 is any free one."""

    host: str
    port: int


def run(
    store: Store, folder: Path, address: Address, names: Sequence[str], about: About, say: Callable[[str], None]
) -> None:
    """Serve a store, opened to be read, and the folder that it is in, until the process is told to end.

    `names` are those by which the server may be asked besides this machine's own; `say` is told where it is. Raises
    UsageError where it can't listen there.
    """
    listening = _socket(address)
    with listening:
        port = listening.getsockname()[1]
        app = create_app(store, folder, hosts=(*LOOPBACK, *_own(address.host), *names), about=about)
        say(f"http://{_shown(address.host)}:{port}/ shows {folder}; Ctrl-C ends it")
        uvicorn.Server(config(app, address.host, port)).run([listening])


def _socket(address: Address) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        return socket.create_server((address.host, address.port), family=family)
    except (OSError, OverflowError) as error:
        words = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"can't listen at {address.host}, port {address.port} ({words}); choose others with --host and --port"
        ) from error


def _own(host: str) -> tuple[str, ...]:
    """The name by which an address is asked; none for one that stands for all."""
    try:
        if ipaddress.ip_address(host).is_unspecified:
            return ()
    except ValueError:
        return (host,)
    return (_bracketed(host),)


def _shown(host: str) -> str:
    """A host as a browser on this machine asks it."""
    try:
        return "127.0.0.1" if ipaddress.ip_address(host).is_unspecified else _bracketed(host)
    except ValueError:
        return host


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
