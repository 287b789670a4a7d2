"""Answers as tables: the result of a query with each term as people read it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Container
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TextIO

import pyoxigraph as ox

from whence import vocab
from whence.errors import StoreError
from whence.store import Bound, Solutions

Cell = str | int | float | None
"""A value of an answer as people and CSV read it: IRIs of the vocabulary by their label, the rest by its text."""

Record = dict[str, Cell]
"""A row of an answer by column."""

_XSD = vocab.PREFIXES["xsd"]
_NUMBERS = {f"{_XSD}{name}" for name in ("decimal", "integer", "double", "float")}


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: the columns' names, and rows of as many cells; `note` sums it up, or says why there is no row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def records(self) -> list[Record]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def answer(
    solutions: Solutions | list[ox.Triple], hidden: Container[str] = (), iri: Callable[[str], str] | None = None
) -> Answer:
    """The table of a query's result: SELECT by its variables, ASK as one cell, CONSTRUCT as three columns.

    The `hidden` variables are left out; `iri` says how an IRI reads. Raises StoreError where evaluation fails.
    """
    read = partial(cell, iri=iri or _label)
    try:
        if isinstance(solutions, ox.QueryBoolean):
            return Answer(("answer",), (("yes" if solutions else "no",),))
        if isinstance(solutions, ox.QueryTriples | list):
            triples = sorted(solutions, key=str)
            return Answer(("subject", "predicate", "object"), tuple(tuple(map(read, triple)) for triple in triples))
        columns = tuple(variable.value for variable in solutions.variables if variable.value not in hidden)
        return Answer(columns, tuple(tuple(read(solution[name]) for name in columns) for solution in solutions))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query can't be answered: {error}") from error


def _label(iri: str) -> str:
    """A term of a vocabulary by its label, any other IRI as it is."""
    return vocab.label(iri) if vocab.compact(iri) != iri else iri


def cell(term: Bound | None, iri: Callable[[str], str] = _label) -> Cell:
    """A term as people read it."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _number(term.value) if term.datatype.value in _NUMBERS else term.value
    return iri(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _number(text: str) -> Cell:
    """The number that a text spells, or the text itself where no number of Python's holds it exactly."""
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return text
    if not exact.is_finite() or exact.adjusted() > _MOST_DIGITS:
        return text
    if exact == exact.to_integral_value():
        return int(exact)
    return float(exact) if Decimal(repr(float(exact))) == exact else text


_MOST_DIGITS = 300


def write_csv(answer: Answer, output: TextIO) -> None:
    """Write an answer as CSV (RFC 4180), with its columns' names first, and no cell that a spreadsheet would run."""
    writer = csv.writer(output)
    writer.writerow(answer.columns)
    writer.writerows([harmless(value) for value in row] for row in answer.rows)


def harmless(value: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes a cell for a formula by (OWASP, CSV Injection), also in full width."""
