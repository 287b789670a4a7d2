"""Files → shards: what one task of a cluster reads, named so that a later run knows what has been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from whence.rdf.runs import Run
from whence.read.inputs import form_of

MOST_BYTES = 64 << 20
"""Bytes, as they are stored, that a shard has about."""

_FILES = 256
"""Files that a shard has on average where they are small."""
_IN_PIECES = {".jsonl", ".ndjson", ".warc", ".parquet"}
"""The formats of files that hold many articles."""


@dataclass(frozen=True, slots=True)
class File:
    """A file: where it is, its bytes as stored, and when it was last changed, however its place tells that."""

    path: str
    size: int
    modified: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Files of which one task reads each `of`-th piece, from the `part`-th on; 0 and 1 where it reads all.

    The name is a hash of all that the shard's rows depend on: it has been read where rows of that name are.
    """

    name: str
    files: tuple[str, ...]
    part: int = 0
    of: int = 1


def shards(files: Iterable[File], run: Run, most: int = MOST_BYTES) -> list[Shard]:
    """The shards of the files that are in a format we know; the same for any order of files.

    Small files come together; a large one that holds many articles is read in parts, each of which skips through the
    whole file. Where a group ends is told by the names in it, so that a new file changes only the group it comes to.
    """
    known = sorted((file for file in files if form_of(_base(file))), key=lambda file: file.path)
    return [shard for group in _groups(known, most) for shard in _shards(group, run, most)]


def _groups(files: Iterable[File], most: int) -> Iterator[list[File]]:
    group: list[File] = []
    size = 0
    for file in files:
        if file.size > most:
            yield [file]
            continue
        group.append(file)
        size += file.size
        if size >= most or sha256(file.path.encode()).digest()[0] % _FILES == 0:
            yield group
            group, size = [], 0
    if group:
        yield group


def _shards(group: list[File], run: Run, most: int) -> Iterator[Shard]:
    largest = group[0]
    of = -(-largest.size // most) if len(group) == 1 and form_of(_base(largest)) in _IN_PIECES else 1
    told = [f"{file.path}\x1f{file.size}\x1f{file.modified}" for file in group]
    for part in range(max(of, 1)):
        name = sha256("\x1e".join((run.iri, *told, f"{part}/{of}")).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        yield Shard(name, tuple(file.path for file in group), part, max(of, 1))


def _base(file: File) -> str:
    return file.path.rsplit("/", 1)[-1]
