"""A SPARQL endpoint: queries over the SPARQL 1.1 Protocol, answered as the local engine answers them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

import pyoxigraph as ox

from whence.errors import RemoteError, UsageError
from whence.remote.answers import GRAPHS, check_results, read_triples
from whence.remote.client import Client
from whence.remote.spelling import in_sparql
from whence.store import Bound, Solutions

_RESULTS = "application/sparql-results+json"
_ACCEPT = f"{_RESULTS}, application/n-triples;q=0.9, text/turtle;q=0.8"
"""No XML, whose entities can blow up the reader of an answer."""

_OUTER = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)


class Endpoint:
    """Asks the SPARQL endpoint of a client."""

    def __init__(self, client: Client) -> None:
        """Ask through the client."""
        self._client = client

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Solutions | list[ox.Triple]:
        """Answer a SPARQL query, variables bound as given; raises RemoteError where the endpoint doesn't.

        A query that describes or constructs gives its triples.
        """
        form = urlencode({"query": bound(sparql, bindings or {})}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": _ACCEPT}
        answered = self._client.send("POST", content=form, headers=headers)
        if not answered.found:
            raise RemoteError(f"{self._client.address}: answers 404: no SPARQL endpoint is there")
        try:
            if answered.media_type in (_RESULTS, "application/json"):
                return _solutions(answered.content)
            if answered.media_type in GRAPHS:
                return read_triples(answered)
        except (SyntaxError, ValueError) as error:
            raise RemoteError(f"{self._client.address}: the answer can't be read ({error})") from error
        said = answered.media_type or "something that it does not name"
        raise RemoteError(f"{self._client.address}: answers with {said}, not with SPARQL results; is it an endpoint?")


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


def _solutions(content: bytes) -> Solutions:
    """The result that JSON spells; read once before it is handed on, since errors come only as it is read."""
    check_results(content)
    whole = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if not isinstance(whole, ox.QueryBoolean):
        for _ in whole:
            pass
    return ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
