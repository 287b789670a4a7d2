"""What notebooks show: tables and cards as HTML, escaped and linked as in a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from whence.export.report.markup import Markup, Part, join, link, tag

SHOWN = 20
"""How many rows of a table a notebook shows."""


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, more: bool = False, note: str = "") -> Markup:
    """A table of rows; `more` says that there are more than these."""
    head = tag("tr", [tag("th", name) for name in columns])
    body = [tag("tr", [_cell(value) for value in row]) for row in rows]
    ends = tag("p", f"the first {len(rows)} are shown") if more else None
    whole = tag("table", tag("thead", head), tag("tbody", body))
    return join([whole, tag("p", note) if note else None, ends])


def card(title: str, facts: Iterable[tuple[str, Any]]) -> Markup:
    """A title, and names with their values below it; those without a value are left out."""
    known = [(name, value) for name, value in facts if value not in (None, "", ())]
    rows = [tag("tr", tag("th", name, style=_LEFT), _cell(value)) for name, value in known]
    return join([tag("p", tag("b", title)), tag("table", tag("tbody", rows))])


_LEFT = "text-align:left"


def _cell(value: Any) -> Markup:
    if isinstance(value, tuple):
        parts = [[_linked(str(each)), "; "] for each in value]
        return tag("td", [*parts[:-1], *parts[-1][:1]] if parts else None, style=_LEFT)
    if isinstance(value, str):
        return tag("td", _linked(value), style=_LEFT)
    return tag("td", None if value is None else str(value))


def _linked(text: str) -> Part:
    """The text, as a link where it is a whole web address."""
    return text if any(map(str.isspace, text)) else link(text, text)
