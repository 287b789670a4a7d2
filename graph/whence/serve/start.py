"""The start page, the search, and the lists."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from math import ceil

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from whence.explain.locate import locate
from whence.serve.catalogue import KINDS, Entry, Kind
from whence.serve.highlights import Finding
from whence.serve.site import Line, Site, page

PATIENCE = 1.5
"""Seconds that the start page waits for its findings; after that it comes without."""

PER_PAGE = 50
MOST_CLAIMS, MOST_NAMED = 20, 5
"""How many claims, and how many things of each kind, a search shows."""


@dataclass(frozen=True, slots=True)
class Start:
    """The pages that lead to all others."""

    site: Site
    finding: Finding

    def home(self, request: Request) -> Response:
        """The start page."""
        return page(request, "start.html", found=self.finding.found(PATIENCE))

    def search(self, request: Request) -> Response:
        """What has these words: claims, the likeliest first, and things by their names."""
        words = request.query_params.get("q", "").strip()
        if not words:
            return page(request, "search.html", words="", claims=[], named={})
        named = {name: self.site.catalogue.named(name, words)[:MOST_NAMED] for name in KINDS if name != "publishers"}
        return page(request, "search.html", words=words, claims=self._claims(words), named=named)

    def listed(self, request: Request) -> Response:
        """A page of a list, or of what in it has some words."""
        kind, words = KINDS[request.path_params["kind"]], request.query_params.get("q", "").strip()
        found = self.site.catalogue.named(kind.name, words)
        number = _page_number(request.query_params.get("page", "1"), len(found))
        shown = found[(number - 1) * PER_PAGE : number * PER_PAGE]
        return page(request, "list.html", listing=Listing(kind, words, shown, number, _pages(len(found)), len(found)))

    def _claims(self, words: str) -> list[Line]:
        return [self.site.line(claim) for claim in islice(locate(self.site.store, words), MOST_CLAIMS)]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: what it is a list of, the words that it was filtered by, and its place among the pages."""

    kind: Kind
    words: str
    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int


def _pages(total: int) -> int:
    return max(1, ceil(total / PER_PAGE))


def _page_number(given: str, total: int) -> int:
    """The page that is asked for; raises HTTPException where there is none of that number."""
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= _pages(total)):
        raise HTTPException(404, f"there is no page {given[:20]} of this list; it has {_pages(total):,}")
    return int(given)
