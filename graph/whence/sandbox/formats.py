"""The serializations of an answer: of solutions (and of yes or no), and of a graph."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Format:
    """A serialization: the name that people and `?format=` use, its media type, other media types that mean it."""

    name: str
    media_type: str
    extension: str
    engine: ox.QueryResultsFormat | ox.RdfFormat
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type as a response tells it."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


SOLUTIONS = (
    Format("json", "application/sparql-results+json", "srj", ox.QueryResultsFormat.JSON, ("application/json",)),
    Format("xml", "application/sparql-results+xml", "srx", ox.QueryResultsFormat.XML, ("application/xml", "text/xml")),
    Format("csv", "text/csv", "csv", ox.QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", "tsv", ox.QueryResultsFormat.TSV),
)
"""Of SELECT and ASK; the first is the one for who takes any."""

GRAPHS = (
    Format("turtle", "text/turtle", "ttl", ox.RdfFormat.TURTLE, ("application/x-turtle", "text/n3")),
    Format("ntriples", "application/n-triples", "nt", ox.RdfFormat.N_TRIPLES, ("text/plain",)),
    Format("rdfxml", "application/rdf+xml", "rdf", ox.RdfFormat.RDF_XML, ("application/xml", "text/xml")),
    Format("jsonld", "application/ld+json", "jsonld", ox.RdfFormat.JSON_LD, ("application/json",)),
    Format("nquads", "application/n-quads", "nq", ox.RdfFormat.N_QUADS),
    Format("trig", "application/trig", "trig", ox.RdfFormat.TRIG),
)
"""Of CONSTRUCT and DESCRIBE, and of what describes the graph."""

_BY_NAME = {each.name: each for each in (*SOLUTIONS, *GRAPHS)}


def of_name(name: str) -> Format:
    """The format of a name; raises KeyError."""
    return _BY_NAME[name]


def offered(form: str) -> tuple[Format, ...]:
    """The formats in which a query of a form (SELECT, ASK, CONSTRUCT, DESCRIBE) can be answered."""
    return SOLUTIONS if form in ("SELECT", "ASK") else GRAPHS
