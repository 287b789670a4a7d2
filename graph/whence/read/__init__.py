"""Inputs → Documents: web pages, plain text, Markdown and JSON Lines, from files, folders, globs or stdin."""

from __future__ import annotations

from whence.read.fetch import Fetcher
from whence.read.inputs import pieces, read

__all__ = ["Fetcher", "pieces", "read"]
