"""Long lists, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from starlette.exceptions import HTTPException

PER_PAGE = 50

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """One page of a list: what it shows, its number (from 1), how many pages there are, and how much the list has."""

    shown: Sequence[Item]
    number: int
    pages: int
    total: int


def paged(items: Sequence[Item], given: str) -> Paged[Item]:
    """The page of a number, as an address gives it; raises HTTPException where the list has none of that number."""
    pages = max(1, ceil(len(items) / PER_PAGE))
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= pages):
        raise HTTPException(404, f"there is no page {given[:20]} of this list; it has {pages:,}")
    number = int(given[:9])
    return Paged(items[(number - 1) * PER_PAGE : number * PER_PAGE], number, pages, len(items))
