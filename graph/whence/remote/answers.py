"""What a server answers, read with care: the engine's readers take a stack frame for each level of nesting."""

from __future__ import annotations

import re

import pyoxigraph as ox

from whence.remote.client import Answered

GRAPHS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
"""The formats in which a graph is read, by media type."""

_DEEPEST = 64
"""Levels that JSON results, or the triples of a line, may nest; plain results need four."""
_MOST_TERMS = 5_000
"""Triple terms of a Turtle document, whose levels can't be told without reading it; as many can be nested safely."""
_MARK = re.compile(rb'"(?>(?:[^"\\]++|\\.)*)"|[\[{]|[\]}]', re.DOTALL)


def read_triples(answered: Answered) -> list[ox.Triple]:
    """The triples of a graph that a server gave; raises SyntaxError or ValueError where they can't be read."""
    form = GRAPHS[answered.media_type]
    by_line = form == ox.RdfFormat.N_TRIPLES
    pieces = answered.content.splitlines() if by_line else [answered.content]
    if max((piece.count(b"<<") for piece in pieces), default=0) > (_DEEPEST if by_line else _MOST_TERMS):
        raise ValueError("it nests too deep")
    return [quad.triple for quad in ox.parse(answered.content, form, without_named_graphs=True)]


def check_results(content: bytes) -> None:
    """Raise ValueError where the brackets of JSON results nest too deep."""
    depth = 0
    for piece in _MARK.finditer(content):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(piece[0], 0)
        if depth > _DEEPEST:
            raise ValueError("it nests too deep")
