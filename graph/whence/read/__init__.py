"""Inputs → Documents: web pages, plain text, Markdown and JSON Lines, from files, folders, globs or stdin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.read.inputs import pieces, read

__all__ = ["pieces", "read"]


def __getattr__(name: str) -> object:
    """The two verbs, imported when they are asked for: whoever reads by-lines needs no readers of pages and PDF."""
    if name in __all__:
        from whence.read import inputs

        return getattr(inputs, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
