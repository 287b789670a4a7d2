"""The word lists of this package, read once: number words, units, currencies, hedges, words of change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from whence.extract.quantities.model import Kind
from whence.model import Change, Qualifier
from whence.resources import word_list

V = TypeVar("V")


class Unit(NamedTuple):
    """What a unit word stands for; `factor` turns a number in that word into one in `iri` (cents into cur:USD)."""

    iri: str
    kind: Kind
    factor: Decimal


class Phrases(Generic[V]):
    """Fixed phrases of one or more words, each with a value; where several fit, the longest wins."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        """Index the phrases by their first and by their last word."""
        self._by_first: dict[str, list[tuple[list[str], V]]] = {}
        self._by_last: dict[str, list[tuple[list[str], V]]] = {}
        for phrase, value in sorted(entries, key=lambda entry: -len(entry[0].split())):
            words = phrase.split()
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))

    def starting(self, words: Sequence[str], at: int) -> tuple[int, V] | None:
        """The end and value of the phrase that starts at a word."""
        if at < len(words):
            for phrase, value in self._by_first.get(words[at], ()):
                if words[at : at + len(phrase)] == phrase:
                    return at + len(phrase), value
        return None

    def ending(self, words: Sequence[str], end: int) -> tuple[int, V] | None:
        """The start and value of the phrase whose last word is just before `end`."""
        if end > 0:
            for phrase, value in self._by_last.get(words[end - 1], ()):
                start = end - len(phrase)
                if start >= 0 and words[start:end] == phrase:
                    return start, value
        return None


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a list whose columns part at a bar (its phrases hold spaces) or, without one, at spaces."""
    for entry in word_list("quantities", name):
        yield [column.strip() for column in entry.split("|")] if "|" in entry else entry.split()


def _currencies() -> Iterator[tuple[str, str, Unit]]:
    for form, code, place, *factor in _rows("currencies.txt"):
        yield form, place, Unit(f"cur:{code}", Kind.MONEY, Decimal(factor[0]) if factor else Decimal(1))


def _units() -> Iterator[tuple[str, Unit]]:
    for form, iri, kind, *factor in _rows("units.txt"):
        yield form, Unit(iri, Kind(kind), Decimal(factor[0]) if factor else Decimal(1))
    for form, place, unit in _currencies():
        if place in ("after", "both"):
            yield form, unit


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a list of two columns."""
    return ((row[0], row[1]) for row in _rows(name))


def words(name: str) -> frozenset[str]:
    """The entries of one of the package's word lists."""
    return frozenset(word_list("quantities", name))


CARDINALS = {word: Decimal(value) for word, value in _rows("numbers.txt")}
SCALES = {word: Decimal(value) for word, value, place in _rows("scales.txt") if place == "word"}
SCALE_MARKS = {word: Decimal(value) for word, value, place in _rows("scales.txt") if place == "mark"}
FRACTIONS = {word: (int(parts), number == "plural") for word, parts, number in _rows("fractions.txt")}
MULTIPLES = {word: (Decimal(factor), use) for word, factor, use in _rows("multiples.txt")}
UNITS = Phrases(_units())
UNIT_MARKS = {form: unit for form, place, unit in _currencies() if place == "mark"}
CURRENCY_MARKS = {form: unit for form, place, unit in _currencies() if place in ("before", "both")}
HEDGES_BEFORE = Phrases((phrase, Qualifier(name)) for phrase, name in _rows("hedges_before.txt"))
HEDGES_AFTER = Phrases((phrase, Qualifier(name)) for phrase, name in _rows("hedges_after.txt"))
CHANGES = {word: (Change(direction.capitalize()), use) for word, direction, use in _rows("changes.txt")}
MONTHS = words("months.txt")
