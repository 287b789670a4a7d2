"""Parquet → pieces: one article a row, with the columns that the records of JSON Lines have for fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from tempfile import TemporaryFile
from typing import IO

from whence.errors import SourceError
from whence.read.extras import needed
from whence.read.pieces import Piece
from whence.read.unpacking import Unpacked

MARK = b"PAR1"
"""How a Parquet file begins."""

_ROWS = 64
"""Rows that are in memory at once."""
_COPIED = 1 << 20


def cut(stream: Unpacked, source: str, file_name: str) -> Iterator[Piece]:
    """A piece for each row, named "file#ROW" from 1, as the line of JSON that tells the same.

    The file is copied to disk first, since the description of a Parquet file stands at its end. Raises SourceError
    where it is none or holds no row, and UsageError where pyarrow is not installed.
    """
    parquet = needed("pyarrow.parquet", "parquet", "Parquet files")
    with TemporaryFile() as copy:
        while content := stream.read(_COPIED):
            copy.write(content)
        number = 0
        for number, record in enumerate(_records(parquet, copy), 1):
            line = json.dumps(record, ensure_ascii=False, default=_plain).encode("utf-8", "surrogatepass")
            yield Piece(".jsonl", f"{source}#{number}", f"{file_name}#{number}", line)
    if not number:
        raise SourceError("is empty: there is nothing to read")


def _records(parquet: object, file: IO[bytes]) -> Iterator[Mapping[str, object]]:
    from pyarrow import ArrowException

    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=_ROWS):  # type: ignore[attr-defined]
            yield from batch.to_pylist()
    except (ArrowException, OSError) as error:
        raise SourceError(f"is not a whole Parquet file ({error})") from error


def _plain(value: object) -> object:
    """What JSON tells in the place of a value that it has no form for."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else str(value)
