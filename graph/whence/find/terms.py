"""The terms by which claims are indexed: stems in such letters and digits as every full-text search keeps whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from whence.resolve.likeness import Subject


def terms(stems: Iterable[str]) -> frozenset[str]:
    """The stems as terms.

    >>> sorted(terms({"cio", "chief-officer", "u.s", "zürich"}))
    ['chiefx2dofficer', 'cio', 'ux2es', 'zxfcrich']
    """
    return frozenset(map(_term, stems))


def in_terms(subject: Subject) -> Subject:
    """A subject whose stems are terms."""
    population, measure, quote = map(terms, (subject.population, subject.measure, subject.quote))
    return Subject(population, measure, quote, subject.years, subject.numbers)


@lru_cache(maxsize=1 << 16)
def _term(stem: str) -> str:
    return "".join(mark if mark.isascii() and mark.isalnum() else f"x{ord(mark):x}" for mark in stem)
