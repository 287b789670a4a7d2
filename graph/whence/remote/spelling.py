r"""N-Triples inside SPARQL.

SPARQL lets an engine decode \u0022 before it reads the query (19.2), so that a text that holds these six characters,
spelled "\\u0022" in N-Triples, could end its literal there. Spelled `\\` and `\u0075`, the `u` is one for every engine,
whether it decodes before reading, while reading, or with an eye on the backslashes.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\\\([uU])|\\.")
"""An escape and, where it is a backslash, the `u` behind it; read from the left, none is taken for half of another."""


def in_sparql(triples: str) -> str:
    r"""Terms or triples of N-Triples, so spelled that every SPARQL engine reads them as the same.

    >>> print(in_sparql(r'"C:\\users \u00E9 \\\\u"'))
    "C:\\\u0075sers \u00E9 \\\\\u0075"
    """
    return _ESCAPE.sub(lambda found: f"\\\\\\u{ord(found[1]):04X}" if found[1] else found[0], triples)
