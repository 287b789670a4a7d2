"""Quads as N-Quads spells them: the form that a worker hands to a store, a file or a cluster without an engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from whence import vocab
from whence.text import as_iri

Term = str
"""An IRI or literal in N-Triples spelling: `<https://…>`, `"text"`, `"83"^^<…#decimal>`."""

_XSD = vocab.PREFIXES["xsd"]
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\b": "\\b",
        "\f": "\\f",
        # No RDF/XML or XML tool can read the other control characters, nor any tool a lone surrogate.
        **{chr(code): "\ufffd" for code in (*range(8), 0x0B, *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF)},
        **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)},
    }
)
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


class Quad(NamedTuple):
    """One statement and the named graph it stands in."""

    subject: Term
    predicate: Term
    object: Term
    graph: Term

    def line(self) -> str:
        """The quad as a line of N-Quads."""
        return f"{self.subject} {self.predicate} {self.object} {self.graph} .\n"


def lines(quads: Iterable[Quad]) -> bytes:
    """Quads as an N-Quads document, each once, sorted."""
    return "".join(sorted({quad.line() for quad in quads})).encode()


def triples(quads: Iterable[Quad]) -> str:
    """Quads as an N-Triples document, without their graphs; it can stand in the data of a SPARQL update, too."""
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)


@lru_cache(4096)
def iri(value: str) -> Term:
    """An IRI; the characters that none may have are percent-encoded.

    >>> iri("https://example.org/a b>")
    '<https://example.org/a%20b%3E>'
    """
    return f"<{as_iri(value)}>"


@cache
def name(compact: str) -> Term:
    """The term of a compact name such as `wh:Claim`; raises UsageError when the ontology doesn't define it."""
    return f"<{vocab.expand(compact)}>"


def unwritable(value: str) -> str | None:
    r"""The first character of a text that no literal can hold, since `string` writes U+FFFD in its place.

    >>> unwritable("m\x01"), unwritable("m\n")
    ('\x01', None)
    """
    return next((each for each in value if _ESCAPES.get(ord(each)) == "\ufffd"), None)


def string(value: str) -> Term:
    r"""A plain string literal.

    >>> string('say "83%"')
    '"say \\"83%\\""'
    """
    return f'"{value.translate(_ESCAPES)}"'


def integer(value: int) -> Term:
    """An xsd:integer; the store would make one of its narrower types, too."""
    return f'"{value}"^^<{_XSD}integer>'


def decimal(value: Decimal | float) -> Term:
    """An xsd:decimal without exponent and without trailing zeros.

    >>> decimal(Decimal("3.50E3"))
    '"3500"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    exact = Decimal(str(value)).normalize()
    return f'"{exact:f}"^^<{_XSD}decimal>'


def boolean(value: bool) -> Term:
    """An xsd:boolean."""
    return f'"{str(value).lower()}"^^<{_XSD}boolean>'


def moment(value: str) -> Term:
    """An xsd:dateTime, as it is spelled."""
    return f'"{value}"^^<{_XSD}dateTime>'


def when(value: str) -> Term:
    """A date of the precision it has: xsd:date, xsd:gYearMonth or xsd:gYear; anything else stays a string.

    >>> when("2014-08")
    '"2014-08"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    try:
        date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)
    except ValueError:
        return string(value)
    return f'"{value}"^^<{_XSD}{_DATE_TYPES[len(value)]}>' if len(value) in _DATE_TYPES else string(value)
