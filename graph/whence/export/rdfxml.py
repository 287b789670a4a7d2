"""RDF/XML, for tools that read no other RDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from whence.export.lines import parsed_triples
from whence.export.namespaces import vocabularies
from whence.store import Store


def write_rdfxml(store: Store, output: IO[bytes]) -> int:
    """Write the union of the graphs; returns how many distinct triples it has."""
    written = 0

    def triples() -> Iterator[ox.Triple]:
        nonlocal written
        for triple in parsed_triples(store):
            written += 1
            yield triple

    ox.serialize(triples(), output, ox.RdfFormat.RDF_XML, prefixes=vocabularies())
    return written
