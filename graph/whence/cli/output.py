"""Answers on standard output: a table that fits the terminal, CSV, JSON or JSON Lines."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from collections.abc import Callable
from typing import Literal, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.ask import Answer, Cell

EXIT_FINE, EXIT_NO, EXIT_BAD = 0, 1, 2
"""Exit codes: done; the answer is no; bad usage or input."""

_PLAIN_WIDTH = 120
"""Columns of a table that goes into a file or a pipe."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(answer: Answer, form: str, output: TextIO) -> None:
    """Write the answer as one of FORMATS."""
    FORMATS[form](answer, output)


def _table(answer: Answer, output: TextIO) -> None:
    columns = [index for index, name in enumerate(answer.columns) if not _is_reference(answer, index, name)]
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for index in columns:
        table.add_column(_spaced(answer.columns[index]), justify=_side(answer, index), overflow="fold")
    for row in answer.rows:
        table.add_row(*(_shown(row[index]) for index in columns))
    width = shutil.get_terminal_size().columns if output.isatty() else _PLAIN_WIDTH
    Console(file=output, width=width, highlight=False).print(table)


def _is_reference(answer: Answer, index: int, name: str) -> bool:
    """A column of IRIs beside others that a person can read; the machine formats keep it."""
    values = [row[index] for row in answer.rows if row[index] is not None]
    iris = bool(values) and all(isinstance(value, str) and value.startswith("https://w3id.org/") for value in values)
    return iris and len(answer.columns) > 1 and name != "subject"


def _side(answer: Answer, index: int) -> Literal["left", "right"]:
    values = [row[index] for row in answer.rows if row[index] is not None]
    return "right" if values and all(isinstance(value, int | float) for value in values) else "left"


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _shown(value: Cell) -> Text:
    shown = "" if value is None else f"{value:,}" if isinstance(value, int | float) else _CONTROL.sub(" ", value)
    return Text(shown)


def _csv(answer: Answer, output: TextIO) -> None:
    writer = csv.writer(output)
    writer.writerow(answer.columns)
    writer.writerows([_harmless(value) for value in row] for row in answer.rows)


def _harmless(value: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _json(answer: Answer, output: TextIO) -> None:
    json.dump(answer.records(), output, ensure_ascii=False, indent=1)
    output.write("\n")


def _jsonl(answer: Answer, output: TextIO) -> None:
    for record in answer.records():
        output.write(json.dumps(record, ensure_ascii=False) + "\n")


FORMATS: dict[str, Callable[[Answer, TextIO], None]] = {"table": _table, "csv": _csv, "json": _json, "jsonl": _jsonl}
"""How an answer can be written, by the name that `--format` takes."""


def say(words: str) -> None:
    """Words for people, on standard error."""
    print(_CONTROL.sub(" ", words), file=sys.stderr)
