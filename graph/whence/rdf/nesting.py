"""How deep JSON is nested, told before a parser walks into it: Oxigraph's takes quadratic time for the depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from mmap import mmap

MOST_NESTED = 128
"""Levels of JSON-LD; a graph of ours has three."""

_SIGN = re.compile(rb'"(?>(?:[^"\\]|\\.)*)(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def too_deep(content: bytes | mmap) -> bool:
    """Whether JSON is nested deeper than MOST_NESTED; what is no JSON is for its parser to tell."""
    return any(depth > MOST_NESTED for depth in _depths(content))


def _depths(content: bytes | mmap) -> Iterator[int]:
    depth = 0
    for sign in _SIGN.finditer(content):
        first = content[sign.start()]
        if first != _QUOTE:
            depth += 1 if first in _OPENING else -1
            yield depth


_QUOTE, _OPENING = ord('"'), b"[{"
