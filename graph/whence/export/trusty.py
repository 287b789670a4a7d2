"""Trusty URIs: an address of RDF that holds the hash of that RDF, so that anybody who has both can check it.

Module RA of the specification (Kuhn and Dumontier, "Trusty URIs", ESWC 2014): the quads, with a space in the place of
the hash, are sorted and written in one way, and the code is "RA" and the SHA-256 of that in base64url.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

import pyoxigraph as ox

PLACE = " "
"""Stands in an address where its hash will be; no IRI has a space."""

Term = str | ox.Literal
"""An IRI, in which PLACE may stand, or a literal."""

Statement = tuple[str, str, str, Term]
"""Graph, subject, predicate, object."""


def artifact_code(statements: Iterable[Statement]) -> str:
    """The code that belongs in the place that the statements leave for it."""
    text = "".join(map(_line, sorted(set(statements), key=_order)))
    return "RA" + urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip("=")


def filled(statements: Iterable[Statement], code: str) -> list[ox.Quad]:
    """The statements as quads, with the code in its place."""

    def node(iri: str) -> ox.NamedNode:
        return ox.NamedNode(iri.replace(PLACE, code))

    return [
        ox.Quad(node(subject), node(predicate), node(value) if isinstance(value, str) else value, node(graph))
        for graph, subject, predicate, value in statements
    ]


def _order(statement: Statement) -> tuple[bytes, bytes, bytes, bool, bytes, str, str]:
    """By graph, subject, predicate; IRIs before literals, these by text, datatype (none for those of a language)."""
    *iris, value = statement
    graph, subject, predicate = (iri.encode() for iri in iris if isinstance(iri, str))
    if isinstance(value, str):
        return graph, subject, predicate, False, value.encode(), "", ""
    language = value.language or ""
    return graph, subject, predicate, True, value.value.encode(), "" if language else value.datatype.value, language


def _line(statement: Statement) -> str:
    return "".join(f"{_spelled(term)}\n" for term in statement)


def _spelled(term: Term) -> str:
    if isinstance(term, str):
        return term
    text = term.value.replace("\\", "\\\\").replace("\n", "\\n")
    return f"@{term.language.lower()} {text}" if term.language else f"^{term.datatype.value} {text}"
