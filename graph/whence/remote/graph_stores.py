"""Named graphs on a server: read, put and deleted, by the Graph Store Protocol or by SPARQL Update.

A graph is sent in parts: the first takes the place of what was there, the others are added. Since Whence's graphs have
no blank nodes, a part that is sent twice changes nothing. N-Triples are sent as Turtle, which they are, too: that
is what every server reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pyoxigraph as ox

from whence.errors import RemoteError
from whence.rdf.quads import iri
from whence.remote.answers import GRAPHS, read_triples
from whence.remote.client import Client
from whence.remote.endpoint import Endpoint
from whence.remote.spelling import in_sparql

_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
_READ = {"Accept": "application/n-triples, text/turtle;q=0.9"}


class Graphs(Protocol):
    """The named graphs of a server, by IRI; each method raises RemoteError where the server doesn't do it."""

    def read(self, graph: str) -> list[ox.Triple]:
        """The triples of a graph; none where it isn't there."""
        ...

    def replace(self, graph: str, triples: bytes) -> None:
        """Put N-Triples in the place of what a graph holds."""
        ...

    def add(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph."""
        ...

    def delete(self, graph: str) -> None:
        """Delete a graph, whether it is there or not."""
        ...


def put(graphs: Graphs, graph: str, parts: Iterable[bytes]) -> None:
    """Put a graph that comes in parts in the place of an earlier one."""
    waiting = iter(parts)
    graphs.replace(graph, next(waiting, b""))
    for part in waiting:
        graphs.add(graph, part)


class GraphStore:
    """Graphs by the SPARQL 1.1 Graph Store HTTP Protocol, indirectly named: ?graph=IRI."""

    def __init__(self, client: Client) -> None:
        """Speak through the client."""
        self._client = client

    def read(self, graph: str) -> list[ox.Triple]:
        """Get a graph."""
        answered = self._client.send("GET", {"graph": graph}, headers=_READ)
        if not answered.found or not answered.content:
            return []
        if answered.media_type not in GRAPHS:
            said = answered.media_type or "something that it does not name"
            raise RemoteError(f"{self._client.address}: answers with {said}, not with a graph; is it a graph store?")
        try:
            return read_triples(answered)
        except (SyntaxError, ValueError) as error:
            raise RemoteError(f"{self._client.address}: <{graph}> can't be read ({error})") from error

    def replace(self, graph: str, triples: bytes) -> None:
        """Put a graph."""
        self._write("PUT", graph, triples)

    def add(self, graph: str, triples: bytes) -> None:
        """Post to a graph, which merges."""
        self._write("POST", graph, triples)

    def _write(self, method: str, graph: str, triples: bytes) -> None:
        if not self._client.send(method, {"graph": graph}, triples, _TURTLE).found:
            raise RemoteError(f"{self._client.address}: answers 404 to {method}: no graph store is there")

    def delete(self, graph: str) -> None:
        """Delete a graph; one that isn't there is as good."""
        self._client.send("DELETE", {"graph": graph})


class UpdateStore:
    """Graphs by SPARQL 1.1 Update, and by queries where they are read."""

    def __init__(self, update: Client, query: Client) -> None:
        """Write through one client, read through another."""
        self._client = update
        self._endpoint = Endpoint(query)

    def read(self, graph: str) -> list[ox.Triple]:
        """Select a graph; a construction is what servers answer in more ways than one."""
        found = self._endpoint.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}")
        if not isinstance(found, ox.QuerySolutions):
            raise RemoteError(f"{self._client.address}: the query endpoint answers a SELECT with no rows")
        return [ox.Triple(row["s"], row["p"], row["o"]) for row in found]

    def replace(self, graph: str, triples: bytes) -> None:
        """Drop a graph and insert, in one request."""
        self._update(f"DROP SILENT GRAPH {iri(graph)} ;\n", graph, triples)

    def add(self, graph: str, triples: bytes) -> None:
        """Insert into a graph."""
        self._update("", graph, triples)

    def _update(self, before: str, graph: str, triples: bytes) -> None:
        spelled = in_sparql(triples.decode("utf-8"))
        content = f"{before}INSERT DATA {{ GRAPH {iri(graph)} {{\n{spelled}}} }}".encode()
        self._send(content)

    def delete(self, graph: str) -> None:
        """Drop a graph; one that isn't there is as good."""
        self._send(f"DROP SILENT GRAPH {iri(graph)}".encode())

    def _send(self, content: bytes) -> None:
        if not self._client.send("POST", content=content, headers={"Content-Type": "application/sparql-update"}).found:
            raise RemoteError(f"{self._client.address}: answers 404: no SPARQL Update is there")
