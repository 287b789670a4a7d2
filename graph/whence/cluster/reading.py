"""A shard → rows: its articles as N-Quads, what could not be read, and that the shard is at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from whence.cluster.places import opened
from whence.cluster.shards import Shard
from whence.errors import Failure, SourceError, UsageError
from whence.extractors import Extractor
from whence.intake import Arrival, taken
from whence.rdf.runs import Run
from whence.read.inputs import cut
from whence.read.pieces import Piece
from whence.workers import Crew

ARTICLE, FAILURE, END = "article", "failure", "end"
"""The kinds of rows."""


class Row(NamedTuple):
    """A row of the table of what was read. `kind` says which it is, and fields that it has no use for are empty.

    `lines` are all that is kept of an article, and `digest` is their SHA-256; `run` is the run's software, version and
    settings as JSON. `reason` is why something could not be read, and `source` where that was.
    """

    shard: str
    number: int
    kind: str
    article: str = ""
    content_hash: str = ""
    file_name: str = ""
    digest: str = ""
    run: str = ""
    lines: bytes = b""
    source: str = ""
    stage: str = ""
    reason: str = ""


def read_shard(shard: Shard, crew: Crew, extractor: Extractor) -> Iterator[Row]:
    """The rows of a shard, the last one of kind END; raises OSError where a file can't be opened or read on.

    What is wrong with the content of a file is a row, as it is a Failure to a build on one machine.
    """
    for number, row in enumerate(_rows(shard, crew, extractor)):
        yield row._replace(number=number)


def run_of(row_run: str) -> Run:
    """The run that a row tells."""
    software, version, settings = json.loads(row_run)
    return Run(software, version, tuple(settings))


def _rows(shard: Shard, crew: Crew, extractor: Extractor) -> Iterator[Row]:
    """The rows of a shard, all with the number 0."""
    failures: list[Failure] = []
    for found in taken(_pieces(shard, failures), crew, extractor):
        failures += found.failures
        for article in found.articles:
            yield _article(shard.name, article)
            failures += article.warnings
    for failure in failures:
        yield Row(shard.name, 0, FAILURE, source=failure.source, stage=failure.stage, reason=failure.reason)
    yield Row(shard.name, 0, END)


def _pieces(shard: Shard, failures: list[Failure]) -> Iterator[Piece]:
    """The pieces of the shard's part of its files; what can't be read is put to the failures."""
    for path in shard.files:
        for number, piece in enumerate(_of_file(path)):
            if number % shard.of != shard.part:
                continue
            if isinstance(piece, Failure):
                failures.append(piece)
            else:
                yield piece


def _of_file(path: str) -> Iterator[Piece | Failure]:
    with opened(path) as stream:
        try:
            yield from cut(stream, path, path.rsplit("/", 1)[-1])
        except (SourceError, UsageError) as error:
            yield Failure(path, "read", str(error))


def _article(shard: str, found: Arrival) -> Row:
    return Row(
        shard,
        0,
        ARTICLE,
        found.iri,
        found.content_hash,
        found.file_name,
        sha256(found.lines).hexdigest(),
        json.dumps([found.run.software, found.run.version, list(found.run.settings)]),
        found.lines,
        found.source,
    )
