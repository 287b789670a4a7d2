"""Files wherever they are: on this machine, or in a place that pyarrow has a file system for (HDFS, S3, Google's).

A place is a path or an address as Hadoop spells it: `file:/data/a.jsonl`, `hdfs://host/a`, `s3a://bucket/a`.
"""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote
from uuid import uuid4

from whence.errors import UsageError
from whence.read.extras import needed

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(?=/)", re.IGNORECASE)
_ALIKE = {"s3a": "s3", "s3n": "s3"}
"""What Hadoop calls by a name of its own."""


def opened(place: str) -> BinaryIO:
    """A stream of the file; raises OSError where it can't be opened."""
    if (path := _local(place)) is not None:
        return path.open("rb")
    system, name = _remote(place)
    stream: BinaryIO = system.open_input_stream(name, compression=None)
    return stream


@contextmanager
def written(place: str) -> Iterator[BinaryIO]:
    """A stream into a gzip file that is there, whole, when all has been written; the same content gives the same bytes.

    Two that write one file at a time, as tasks do that are run twice, do each other no harm.
    """
    mark = f".{uuid4().hex}.tmp"
    if (path := _local(place)) is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(f"{path}{mark}")
        try:
            with unfinished.open("wb") as stream, _packed(stream) as packed:
                yield packed
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        return
    system, name = _remote(place)
    with system.open_output_stream(name + mark, compression=None) as stream, _packed(stream) as packed:
        yield packed
    system.move(name + mark, name)


def emptied(place: str) -> None:
    """Remove a folder of output with all that is in it, if there is one."""
    if (path := _local(place)) is not None:
        if path.is_dir():
            shutil.rmtree(path)
        return
    system, name = _remote(place)
    if system.get_file_info(name).type.value:  # 0 is that nothing is there
        system.delete_dir(name)


def _packed(stream: Any) -> BinaryIO:
    packed: BinaryIO = gzip.GzipFile(filename="", mode="wb", fileobj=stream, compresslevel=6, mtime=0)  # type: ignore[assignment]
    return packed


def _local(place: str) -> Path | None:
    """The path of a place on this machine; None where it is elsewhere."""
    scheme = _SCHEME.match(place)
    if scheme is None:
        return Path(place)
    return Path("/" + place[scheme.end() :].lstrip("/")) if scheme[1].lower() == "file" else None


def _remote(place: str) -> tuple[Any, str]:
    """The file system of a place, and what it calls the place; raises UsageError where there is none for it."""
    files = needed("pyarrow.fs", "parquet", f"files at {place}")
    scheme = _SCHEME.match(place)
    named = scheme[1].lower() if scheme else ""
    address = f"{_ALIKE.get(named, named)}:{quote(place[scheme.end() :] if scheme else place, safe='/:@')}"
    try:
        system, name = files.FileSystem.from_uri(address)
    except (ValueError, NotImplementedError) as error:
        raise UsageError(f"{place}: {named} is not read here; copy the files to HDFS, S3 or a folder") from error
    return system, str(name)
