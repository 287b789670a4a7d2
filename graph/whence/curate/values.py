"""The terms of units, hedges and directions by the words that people write for them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from whence import vocab
from whence.errors import UsageError
from whence.model import Change, Qualifier
from whence.resources import word_list

_COUNTS = {"number": "unit:NUM", "count": "unit:NUM", "times": "wh:Times", "points": "wh:PercentagePoint"}


def unit(words: str) -> str:
    """The compact IRI of a unit: "percent", "points", "USD", "euros", "unit:HR"; raises UsageError.

    >>> unit("per cent"), unit("EUR"), unit("unit:HR")
    ('unit:PERCENT', 'cur:EUR', 'unit:HR')
    """
    known = _units().get(words.casefold())
    if known or words in _units().values():
        return known or words
    raise UsageError(
        f"unit={words}: not a unit that is known; write percent, points, times, number, hours, USD, unit:HR"
    )


@cache
def _units() -> dict[str, str]:
    units = {row[0].strip(): row[1].strip() for row in _rows("units.txt")}
    currencies = {row[0].strip(): f"cur:{row[1].strip()}" for row in _rows("currencies.txt") if len(row) < 4}
    codes = {code.casefold(): f"cur:{code}" for code in {name.removeprefix("cur:") for name in currencies.values()}}
    return currencies | codes | units | _COUNTS


def _rows(file: str) -> Iterable[list[str]]:
    return (entry.split("|") for entry in word_list("quantities", file))


def qualifier(words: str) -> str:
    """The name of a qualifier, by its label or name: "more than"; raises UsageError.

    >>> qualifier("more than"), qualifier("MoreThan")
    ('MoreThan', 'MoreThan')
    """
    return _member(Qualifier, "qualifier", words)


def change(words: str) -> str:
    """The name of a direction, by its label or name: "increase"; raises UsageError."""
    return _member(Change, "change", words)


def _member(kind: type[StrEnum], field: str, words: str) -> str:
    labels = {vocab.label(vocab.expand(f"wh:{member}")): str(member) for member in kind}
    found = labels.get(words.casefold()) or next((m for m in kind if m.casefold() == words.casefold()), None)
    if found is None:
        raise UsageError(f"{field}={words}: not one of {', '.join(labels)}")
    return str(found)
