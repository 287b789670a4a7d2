"""Tables as CSV (RFC 4180, UTF-8) that no spreadsheet runs, with a description of their columns beside them.

The description is a Frictionless Tabular Data Package (datapackage.json), which tools such as frictionless-py, R's
`frictionless` and OpenRefine read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from whence.answers import Cell, harmless
from whence.export.descriptions import Descriptions
from whence.export.tables import Column, Table, Value, chosen
from whence.store import Store

_BETWEEN = "; "

_SCHEMA = {
    "text": {"type": "string"},
    "texts": {"type": "string"},
    "iri": {"type": "string", "format": "uri"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "year": {"type": "year"},
}


def csv_files(store: Store, *, table: str | None = None) -> Mapping[str, Callable[[IO[bytes]], int]]:
    """One table, or all of them and their description: file name → function that writes it."""
    graph, tables = Descriptions(store), chosen(table)
    files: dict[str, Callable[[IO[bytes]], int]] = {f"{each.name}.csv": _writer(each, graph) for each in tables}
    return files if table else {**files, "datapackage.json": _describe}


def _writer(table: Table, graph: Descriptions) -> Callable[[IO[bytes]], int]:
    def write(output: IO[bytes]) -> int:
        written, writer = 0, csv.writer(_Utf8(output))
        writer.writerow(column.name for column in table.columns)
        for row in table.rows(graph):
            writer.writerow(_cell(row.get(column.name), column) for column in table.columns)
            written += 1
        return written

    return write


@dataclass(frozen=True, slots=True)
class _Utf8:
    """A stream of bytes that takes text."""

    output: IO[bytes]

    def write(self, text: str) -> int:
        return self.output.write(text.encode())


def _cell(value: Value, column: Column) -> Cell:
    if isinstance(value, list):
        value = _BETWEEN.join(value)
    return harmless(value) if column.kind in ("text", "texts", "iri") else value


def _describe(output: IO[bytes]) -> int:
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.csv",
            "profile": "tabular-data-resource",
            "description": table.meaning,
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": column.name, **_SCHEMA[column.kind], "description": _meaning(column)}
                    for column in table.columns
                ],
                "primaryKey": table.columns[0].name,
            },
        }
        for table in chosen(None)
    ]
    package = {"name": "whence", "profile": "tabular-data-package", "resources": resources}
    output.write(json.dumps(package, indent=2, ensure_ascii=False).encode() + b"\n")
    return 0


def _meaning(column: Column) -> str:
    return (
        f"{column.meaning}; several have {_BETWEEN.strip()!r} between them"
        if column.kind == "texts"
        else column.meaning
    )
