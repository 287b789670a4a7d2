"""Inputs → Documents: pages, text, PDF, feeds, JSON Lines and archives, from files, stdin or the web."""

from __future__ import annotations

from whence.read.fetch import Fetcher
from whence.read.inputs import read

__all__ = ["Fetcher", "read"]
