"""Tables as Parquet, with the type of each column: for pandas, DuckDB, Spark and other tools of analysis."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from itertools import islice
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from whence.export.descriptions import Descriptions
from whence.export.tables import Column, Table, Value, chosen
from whence.store import Store

_AT_ONCE = 10_000
"""Rows of a group."""

_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "iri": pa.string(),
    "texts": pa.list_(pa.string()),
    "number": pa.float64(),
    "integer": pa.int32(),
    "year": pa.int16(),
}


def parquet_files(store: Store, *, table: str | None = None) -> Mapping[str, Callable[[IO[bytes]], int]]:
    """One table or all: file name → function that writes it."""
    graph = Descriptions(store)
    return {f"{each.name}.parquet": _writer(each, graph) for each in chosen(table)}


def _writer(table: Table, graph: Descriptions) -> Callable[[IO[bytes]], int]:
    def write(output: IO[bytes]) -> int:
        schema = pa.schema(
            [pa.field(each.name, _TYPES[each.kind], metadata={"description": each.meaning}) for each in table.columns]
        )
        written, rows = 0, table.rows(graph)
        with tempfile.TemporaryFile() as whole:  # Parquet asks where it is in a file, which a pipe can't tell
            with pq.ParquetWriter(whole, schema, compression="zstd") as writer:
                while some := list(islice(rows, _AT_ONCE)):
                    columns = [[_cell(row.get(each.name), each) for row in some] for each in table.columns]
                    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
                    writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
                    written += len(some)
            whole.seek(0)
            shutil.copyfileobj(whole, output)
        return written

    return write


def _cell(value: Value, column: Column) -> Any:
    if value is None or value == "":
        return None
    if column.kind == "number":
        return float(str(value))
    return int(str(value)[:5] if column.kind == "year" else str(value)) if column.kind in ("integer", "year") else value
