"""Answers as a library gives them: rows that can be walked through, shown in a notebook, and made a DataFrame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from whence.answers import Answer, Cell, Record
from whence.library import html
from whence.library.frames import dataframe

if TYPE_CHECKING:
    import pandas as pd

Row = TypeVar("Row")


class Table(Answer):
    """The answer to a question or query: `columns`, `rows`, and a `note` that sums it up or says why there is none.

    It is as long as it has rows, and walking through it gives each row as a dictionary.
    """

    @classmethod
    def of(cls, answer: Answer) -> Table:
        """An answer as a table."""
        return cls(answer.columns, answer.rows, answer.note)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records())

    def __getitem__(self, index: int) -> Record:
        return dict(zip(self.columns, self.rows[index], strict=True))

    def column(self, name: str) -> list[Cell]:
        """The values of a column; raises ValueError when the table has none of that name."""
        index = self.columns.index(name)
        return [row[index] for row in self.rows]

    def to_dataframe(self) -> pd.DataFrame:
        """The table for pandas; raises UsageError where pandas is not installed."""
        return dataframe(self.columns, self.rows)

    def __repr__(self) -> str:
        return f"<whence.Table of {len(self.rows)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        more = len(self.rows) > html.SHOWN
        return html.table(self.columns, self.rows[: html.SHOWN], more=more, note=self.note)


class Listing(Generic[Row]):
    """The articles, claims or studies of a graph: read one by one as they are walked through, each time anew.

    So a listing of a million claims takes no memory, and its length is as much work as walking through it. The
    `columns` are the names of the rows' fields.
    """

    def __init__(self, columns: tuple[str, ...], read: Callable[[], Iterable[Row]]) -> None:
        """A listing of what `read` yields, whenever it is called."""
        self.columns = columns
        self._read = read

    def __iter__(self) -> Iterator[Row]:
        return iter(self._read())

    def __len__(self) -> int:
        return sum(1 for _ in self._read())

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            bounded = (index.start or 0) >= 0 and index.stop is not None and index.stop >= 0 and (index.step or 1) > 0
            rows = self._read()
            return list(islice(rows, index.start, index.stop, index.step) if bounded else list(rows)[index])
        if index < 0:
            return list(self._read())[index]
        for row in islice(self._read(), index, None):
            return row
        raise IndexError(f"there is no row {index}")

    def to_dataframe(self) -> pd.DataFrame:
        """All rows for pandas; raises UsageError where pandas is not installed."""
        return dataframe(self.columns, map(self._cells, self))

    def _cells(self, row: Row) -> list[Any]:
        values = (getattr(row, name) for name in self.columns)
        return ["; ".join(map(str, value)) if isinstance(value, tuple) else value for value in values]

    def __repr__(self) -> str:
        return f"<whence.Listing: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        shown = list(islice(self, html.SHOWN + 1))
        rows = [[getattr(row, name) for name in self.columns] for row in shown[: html.SHOWN]]
        return html.table(self.columns, rows, more=len(shown) > html.SHOWN)
