"""Inputs → Documents: web pages, plain text, Markdown and JSON Lines, from files, folders, globs or stdin."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.read.fetch import Fetcher
    from whence.read.inputs import pieces, read

__all__ = ["Fetcher", "pieces", "read"]


_HOMES = {"Fetcher": "fetch", "pieces": "inputs", "read": "inputs"}


def __getattr__(name: str) -> object:
    """What is public here, imported when it is asked for: whoever reads by-lines needs no readers of pages and PDF."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
