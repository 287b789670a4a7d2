"""What the index keeps of a claim: a row of stems as terms, by which it is found, and of its number as it was told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal

from whence.find.terms import in_terms, terms
from whence.find.told import Told
from whence.model import Change, Qualifier, Quantity
from whence.resolve.likeness import Subject
from whence.resolve.rounding import buckets

FORM = 1
"""The form of the tables; it is raised whenever they are to hold something else."""

TABLES = (
    "CREATE TABLE articles"
    " (article TEXT PRIMARY KEY, version TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL)",
    "CREATE VIRTUAL TABLE claims USING fts5 (population, measure, quote, around, number, claim UNINDEXED,"
    " value UNINDEXED, unit UNINDEXED, qualifier UNINDEXED, printed UNINDEXED, change UNINDEXED, years UNINDEXED,"
    " figures UNINDEXED, tokenize = 'ascii', detail = 'column')",
    "CREATE VIRTUAL TABLE counts USING fts5vocab (claims, row)",
)
"""The articles that were read, each with the range of its claims' rows; the claims; how many claims have a term."""

INSERT = "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def row(claim: Told) -> tuple[str, ...]:
    """A claim as the values of its row."""
    about, quantity = in_terms(claim.subject), claim.quantity
    return (
        *map(_joined, (about.population, about.measure, about.quote, terms(claim.around), number_terms(quantity))),
        claim.claim,
        str(quantity.value),
        quantity.unit,
        quantity.qualifier,
        quantity.printed,
        claim.change or "",
        _joined(map(str, about.years)),
        _joined(about.numbers),
    )


def claim(found: sqlite3.Row) -> Told:
    """The claim of a row, with terms for stems."""
    subject = Subject(
        _parts(found["population"]),
        _parts(found["measure"]),
        _parts(found["quote"]),
        frozenset(map(int, found["years"].split())),
        _parts(found["figures"]),
    )
    quantity = Quantity(Decimal(found["value"]), found["unit"], Qualifier(found["qualifier"]), found["printed"])
    change = Change(found["change"]) if found["change"] else None
    return Told(found["claim"], quantity, change, subject, _parts(found["around"]))


def number_terms(quantity: Quantity) -> Iterator[str]:
    """Terms of which two numbers that can be tellings of one share at least one, whatever their units."""
    return (f"n{bucket}" for bucket in buckets(quantity))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(sorted(parts))


def _parts(column: str) -> frozenset[str]:
    return frozenset(column.split())
