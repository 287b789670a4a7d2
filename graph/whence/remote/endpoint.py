"""A SPARQL endpoint: queries over the SPARQL 1.1 Protocol, answered as the local engine answers them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import pyoxigraph as ox

from whence.errors import RemoteError
from whence.remote.answers import GRAPHS, check_results, read_triples
from whence.remote.client import Client
from whence.remote.spelling import bound
from whence.store import Bound, Solutions

_RESULTS = "application/sparql-results+json"
_ACCEPT = f"{_RESULTS}, application/n-triples;q=0.9, text/turtle;q=0.8"
"""No XML, whose entities can blow up the reader of an answer."""


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


def _solutions(content: bytes) -> Solutions:
    """The result that JSON spells; read once before it is handed on, since errors come only as it is read."""
    check_results(content)
    whole = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if not isinstance(whole, ox.QueryBoolean):
        for _ in whole:
            pass
    return ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
