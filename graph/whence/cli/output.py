"""Answers on standard output: a table that fits the terminal, CSV, JSON or JSON Lines."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from whence.answers import Answer, Cell

EXIT_FINE, EXIT_NO, EXIT_BAD, EXIT_INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; the answer is no; bad usage or input; Ctrl-C."""

_PLAIN_WIDTH = 120
"""Columns of a table that goes into a file or a pipe."""

_NARROWEST = 11
"""Columns of the terminal that a column of a table needs at least, on the average."""

_OWN = "https://w3id.org/whence/id/"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(answer: Answer, form: str, output: TextIO, *, all_columns: bool = False) -> None:
    """Write the answer as one of FORMATS; a table leaves out columns of IRIs unless it is to have all."""
    if form == "table" and not all_columns:
        answer = _readable(answer)
    FORMATS[form](answer, output)


def _readable(answer: Answer) -> Answer:
    """Without the columns that only machines want, as long as others remain."""
    keep = [index for index in range(len(answer.columns)) if not _is_reference(answer, index)]
    if not keep:
        return answer
    rows = tuple(tuple(row[index] for index in keep) for row in answer.rows)
    return replace(answer, columns=tuple(answer.columns[index] for index in keep), rows=rows)


def _table(answer: Answer, output: TextIO) -> None:
    from rich.console import Console  # a tenth of a second, which no other form of an answer needs
    from rich.table import Table
    from rich.text import Text

    width = shutil.get_terminal_size().columns if output.isatty() else _PLAIN_WIDTH
    if width < _NARROWEST * len(answer.columns):
        _records(answer, output, width)
        return
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for index, name in enumerate(answer.columns):
        table.add_column(_spaced(name), justify=_side(answer, index), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(_shown(value)) for value in row))
    Console(file=output, width=width, highlight=False).print(table)


def _records(answer: Answer, output: TextIO, width: int) -> None:
    """One row a block, one value a line: for more columns than fit beside each other."""
    indent = max(map(len, map(_spaced, answer.columns))) + 2
    for row in answer.rows:
        for name, value in zip(answer.columns, row, strict=True):
            if value is not None:
                text = textwrap.wrap(_shown(value), max(20, width - indent)) or [""]
                output.write(f"{_spaced(name):<{indent}}{text[0]}\n")
                output.writelines(f"{'':<{indent}}{line}\n" for line in text[1:])
        output.write("\n")


def _is_reference(answer: Answer, index: int) -> bool:
    """A column of IRIs of Whence's own."""
    values = [row[index] for row in answer.rows if row[index] is not None]
    return bool(values) and all(isinstance(value, str) and value.startswith(_OWN) for value in values)


def _side(answer: Answer, index: int) -> Literal["left", "right"]:
    values = [row[index] for row in answer.rows if row[index] is not None]
    return "right" if values and all(isinstance(value, int | float) for value in values) else "left"


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _shown(value: Cell) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int | float) else _CONTROL.sub(" ", value)


def _csv(answer: Answer, output: TextIO) -> None:
    from whence.answers import write_csv

    write_csv(answer, output)


def _json(answer: Answer, output: TextIO) -> None:
    json.dump(answer.records(), output, ensure_ascii=False, indent=1, allow_nan=False)
    output.write("\n")


def _jsonl(answer: Answer, output: TextIO) -> None:
    for record in answer.records():
        output.write(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n")


FORMATS: dict[str, Callable[[Answer, TextIO], None]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
}
"""How an answer can be written, by the name that `--format` takes."""


def say(words: str) -> None:
    """Words for people, on standard error; where that takes them no more, the work goes on without."""
    try:
        print(_CONTROL.sub(" ", words), file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open to the end
