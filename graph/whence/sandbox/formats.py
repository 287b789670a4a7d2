"""The serializations of an answer: of solutions (and of yes or no), and of a graph."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from whence.errors import UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """A serialization: its names (as in `?format=`) and media types, the main one first."""

    names: tuple[str, ...]
    media_types: tuple[str, ...]
    engine: ox.QueryResultsFormat | ox.RdfFormat

    @property
    def name(self) -> str:
        """What it is called."""
        return self.names[0]

    @property
    def media_type(self) -> str:
        """What a response says that it is."""
        return self.media_types[0]

    @property
    def extension(self) -> str:
        """That of a file, without a dot."""
        return self.engine.file_extension


SOLUTIONS = (
    Format(("json", "srj"), ("application/sparql-results+json", "application/json"), ox.QueryResultsFormat.JSON),
    Format(
        ("xml", "srx"), ("application/sparql-results+xml", "application/xml", "text/xml"), ox.QueryResultsFormat.XML
    ),
    Format(("csv",), ("text/csv",), ox.QueryResultsFormat.CSV),
    Format(("tsv",), ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
)
"""Of SELECT and ASK; the first is for those who take any."""

GRAPHS = (
    Format(("turtle", "ttl"), ("text/turtle", "application/x-turtle", "text/n3"), ox.RdfFormat.TURTLE),
    Format(("ntriples", "nt", "n-triples"), ("application/n-triples", "text/plain"), ox.RdfFormat.N_TRIPLES),
    Format(
        ("rdfxml", "xml", "rdf", "rdf-xml"),
        ("application/rdf+xml", "application/xml", "text/xml"),
        ox.RdfFormat.RDF_XML,
    ),
    Format(("jsonld", "json", "json-ld"), ("application/ld+json", "application/json"), ox.RdfFormat.JSON_LD),
    Format(("nquads", "nq", "n-quads"), ("application/n-quads",), ox.RdfFormat.N_QUADS),
    Format(("trig",), ("application/trig",), ox.RdfFormat.TRIG),
)
"""Of CONSTRUCT and DESCRIBE, and of what describes the graph."""


def offered(form: str) -> tuple[Format, ...]:
    """The formats in which a query of a form (SELECT, ASK, CONSTRUCT, DESCRIBE) can be answered."""
    return SOLUTIONS if form in ("SELECT", "ASK") else GRAPHS


def named(name: str, among: tuple[Format, ...] = (*SOLUTIONS, *GRAPHS)) -> Format:
    """The format of a name, an extension or a media type; raises UsageError when none of them has it."""
    wanted = name.strip().lower()
    for each in among:
        if wanted in each.names or wanted in each.media_types:
            return each
    raise UsageError(f"no such format: {name[:80]}; choose from {', '.join(each.name for each in among)}")
