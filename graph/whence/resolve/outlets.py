"""The articles that a credit may mean: of which outlet each is, and which of them came before another."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from whence.partial_dates import is_later
from whence.resolve.corpus import Telling
from whence.resolve.organizations import organization_key

_MOST_CANDIDATES = 30
"""Of an outlet with more articles than this, only those last published before the credit are considered."""


def outlets(telling: Telling) -> set[str]:
    """The keys under which others may name an article's outlet: its publisher's name, its host's."""
    metadata = telling.evidence.metadata
    keys = {outlet_key(metadata.publisher.value)} if metadata.publisher else set()
    if metadata.url:
        host = (urlsplit(metadata.url.value).hostname or "").split(".")
        keys |= {label for label in host[:-1] if len(label) > 3}
    return keys


def outlet_key(name: str) -> str:
    """The key that an outlet's names share."""
    return organization_key(name).replace(" ", "")


def by_outlet(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    """The articles of each outlet, by its keys, in the order of their dates."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for telling in by_date(tellings):
        for outlet in outlets(telling):
            found[outlet].append(telling)
    return found


def by_date(tellings: Iterable[Telling]) -> list[Telling]:
    """The articles in the order of their dates, those without one first."""
    return sorted(tellings, key=lambda telling: (telling.published, telling.iri))


def candidates(telling: Telling, others: Sequence[Telling]) -> Sequence[Telling]:
    """The articles that one may draw on, of an outlet's in the order of their dates: of many the last before it."""
    if len(others) <= _MOST_CANDIDATES:
        return others
    # They are in the order of their dates, so those that are later stand together at the end.
    later = bisect_left(others, True, key=lambda other: is_later(other.published, telling.published))
    return others[max(0, later - _MOST_CANDIDATES) : later]
