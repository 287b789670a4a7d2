"""What notebooks show: tables and cards as HTML. All that comes from articles is escaped; links are http or https."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

SHOWN = 20
"""How many rows of a table a notebook shows."""


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, more: bool = False, note: str = "") -> str:
    """A table of rows; `more` says that there are more than these."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    ends = [f"the first {len(rows)} are shown"] if more else []
    words = "".join(f"<p>{escape(text)}</p>" for text in (note, *ends) if text)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{words}"


def card(title: str, facts: Iterable[tuple[str, Any]]) -> str:
    """A title, and names with their values below it."""
    known = [(name, value) for name, value in facts if value not in (None, "", ())]
    rows = "".join(f'<tr><th style="text-align:left">{escape(name)}</th>{_cell(value)}</tr>' for name, value in known)
    return f"<p><b>{escape(title)}</b></p><table><tbody>{rows}</tbody></table>"


def _cell(value: Any) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, tuple):
        return _cell("; ".join(map(str, value)))
    if isinstance(value, str):
        return f'<td style="text-align:left">{linked(value)}</td>'
    return f"<td>{escape(str(value))}</td>"


def linked(text: str) -> str:
    """The text, as a link where it is a whole web address."""
    shown = escape(text)
    if any(map(str.isspace, text)) or not text.startswith(("http://", "https://")) or not _host(text):
        return shown
    return f'<a href="{shown}" rel="noreferrer">{shown}</a>'


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
