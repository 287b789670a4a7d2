r"""N-Triples inside SPARQL.

SPARQL lets an engine decode \u0022 before it reads the query (19.2), so that a text that holds these six characters,
spelled "\\u0022" in N-Triples, could end its literal there. Spelled `\\` and `\u0075`, the `u` is one for every engine,
whether it decodes before reading, while reading, or with an eye on the backslashes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from whence.errors import UsageError
from whence.store import Bound

_OUTER = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_ESCAPE = re.compile(r"\\\\([uU])|\\.")
"""An escape and, where it is a backslash, the `u` behind it; read from the left, none is taken for half of another."""


def in_sparql(triples: str) -> str:
    r"""Terms or triples of N-Triples, so spelled that every SPARQL engine reads them as the same.

    >>> print(in_sparql(r'"C:\\users \u00E9 \\\\u"'))
    "C:\\\u0075sers \u00E9 \\\\\u0075"
    """
    return _ESCAPE.sub(lambda found: f"\\\\\\u{ord(found[1]):04X}" if found[1] else found[0], triples)


def bound(sparql: str, bindings: Mapping[str, Bound]) -> str:
    """The query with its variables bound: a VALUES block at the head of its outermost WHERE, made of terms.

    The engine's own spelling of a term is used, in which no text can end its literal. Where a variable is asked for in
    a group further in, SPARQL doesn't see it there: a question of ours uses its parameters in its outermost group.
    """
    if not bindings:
        return sparql
    where = _OUTER.search(_without_comments(sparql))
    if where is None:
        raise UsageError("variables can only be bound in a query that has a WHERE")
    names = " ".join(f"?{name}" for name in bindings)
    terms = in_sparql(" ".join(map(str, bindings.values())))
    return f"{sparql[: where.end()]} VALUES ({names}) {{ ({terms}) }} {sparql[where.end() :]}"


def _without_comments(sparql: str) -> str:
    """The query with the lines that are comments blanked; offsets stay."""
    return re.sub(r"^#.*$", lambda line: " " * len(line[0]), sparql, flags=re.MULTILINE)
