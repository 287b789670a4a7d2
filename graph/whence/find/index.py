"""An index of the words and numbers of claims: SQLite with full-text search (FTS5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from math import log
from threading import Lock

from whence.errors import StoreError
from whence.find import rows
from whence.find.keeping import Progress, opened
from whence.find.told import Told
from whence.model import Quantity
from whence.store import Store

_FOUND = """
SELECT population, measure, quote, around, claim, value, unit, qualifier, printed, change, years, figures
FROM claims WHERE claims MATCH ? ORDER BY bm25(claims, 1.0, 1.0, 0.8, 0.4, 0.0), claim LIMIT ?"""
_WORDS = "{population measure quote around}"
_UNKNOWN = 0.5
"""A term that no claim has tells so much of what the rarest do: it may be another word for what is told."""


class Index:
    """The index of a store as it is now; a store that changes later needs a new one.

    It may be asked from several threads.
    """

    def __init__(self, store: Store, progress: Progress) -> None:
        """Open the index, and bring it up to the store; raises StoreError where SQLite can't search texts."""
        try:
            self._database = opened(store, progress)
        except sqlite3.Error as error:
            raise StoreError(
                f"claims can't be indexed ({error}): SQLite with FTS5 and room for it are needed"
            ) from error
        self._lock = Lock()
        self._counts: dict[str, int] = {}
        self._claims = self._number("SELECT coalesce(sum(last - first + 1), 0) FROM articles")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def count(self, term: str) -> int:
        """How many claims have a term."""
        if term not in self._counts:
            self._counts[term] = self._number("SELECT coalesce(sum(doc), 0) FROM counts WHERE term = ?", term.lower())
        return self._counts[term]

    def rarity(self, term: str) -> float:
        """How much a term tells: the logarithm of how many times more claims there are than claims that have it."""
        count = self.count(term)
        return log(1 + self._claims / (1 + count)) * (1.0 if count else _UNKNOWN)

    def with_words(self, words: Collection[str], most: int) -> list[Told]:
        """The claims that have some of these terms, those with most of the rarest first."""
        return self._found(f"{_WORDS} : ({_any(words)})", most) if words else []

    def with_number(self, quantity: Quantity, words: Collection[str], most: int) -> list[Told]:
        """The claims whose number may be this one, in any unit; where words are given, only those that have some."""
        number = f"number : ({_any(list(rows.number_terms(quantity)))})"
        return self._found(f"{number} AND {_WORDS} : ({_any(words)})" if words else number, most)

    def _found(self, match: str, most: int) -> list[Told]:
        with self._lock:
            return list(map(rows.claim, self._database.execute(_FOUND, (match, most))))

    def _number(self, sql: str, *values: str) -> int:
        with self._lock:
            return int(self._database.execute(sql, values).fetchone()[0])


def _any(words: Collection[str]) -> str:
    return " OR ".join(f'"{word}"' for word in sorted(words))
