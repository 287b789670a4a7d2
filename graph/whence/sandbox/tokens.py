"""The tokens of a SPARQL query: what is a word of the language, and what only looks like one in a string or an IRI.

By the terminals of SPARQL 1.2 (https://www.w3.org/TR/sparql12-query/#sparqlGrammar), read a little more widely: any
character beyond ASCII is part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.errors import QuerySyntax

_NAME = r"[A-Za-z0-9_\u0080-\U0010ffff]"
_LOCAL = rf"(?:(?:{_NAME}|[-:]|%[0-9A-Fa-f]{{2}}|\\[-_~.!$&'*+(),;=/?\#@%])|\.(?=\.*(?:{_NAME}|[-:%\\])))*"
_UNICODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"

_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_UNICODE})*>)
    | (?P<string>\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
                |"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*')
    | (?P<variable>[?$]{_NAME}+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    | (?P<blank>_:{_LOCAL})
    | (?P<name>(?:[A-Za-z\u0080-\U0010ffff](?:(?:{_NAME}|-)|\.(?=[.]*{_NAME}|-))*)?:{_LOCAL})
    | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[A-Za-z_\u0080-\U0010ffff]{_NAME}*)
    | (?P<mark><<\(|\)>>|<<|>>|\{{\||\|\}}|\^\^|&&|\|\||!=|<=|>=|[^"'])
    """,
    re.VERBOSE | re.DOTALL,
)

TERMS = frozenset({"iri", "string", "variable", "blank", "name", "number"})
"""The kinds of tokens that stand for a node or a value."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query, its kind (a group of the pattern above), and the offset at which it begins."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """All tokens, spaces and comments among them: their texts joined are the query.

    Raises QuerySyntax at a quote that nothing closes.
    """
    at = 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        if found is None:
            raise QuerySyntax(f"the query doesn't parse ({position(query, at)}: this quote is never closed)")
        yield Token(found.lastgroup or "mark", found[0], at)
        at = found.end()


def position(query: str, offset: int) -> str:
    """Where an offset stands, as line:column, both from 1."""
    return f"{query.count(chr(10), 0, offset) + 1}:{offset - query.rfind(chr(10), 0, offset)}"
