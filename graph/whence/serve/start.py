"""The start page, the search, and the lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from whence.explain.locate import locate
from whence.find import Finder, Finding
from whence.serve.catalogue import KINDS, Entry, Kind
from whence.serve.highlights import Highlights, highlights
from whence.serve.later import Later
from whence.serve.paging import Paged, paged
from whence.serve.site import Line, Site, page

PATIENCE = 1.5
"""Seconds that a page waits for what takes long to find; after that it comes without."""

MOST_CLAIMS, MOST_NAMED = 12, 5
"""How many findings, and how many things of each kind, a search shows."""

_READ_THROUGH = 1_000
"""In how many articles the claims are gone through for words that are no number's."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: what it is a list of, and the words that it was filtered by."""

    kind: Kind
    words: str
    page: Paged[Entry]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: numbers, where there is none claims that have the words, and things by their names.

    `ready` is false as long as the index of numbers is being made.
    """

    words: str
    numbers: tuple[Finding, ...] = ()
    claims: tuple[Line, ...] = ()
    named: tuple[tuple[Kind, tuple[Entry, ...]], ...] = ()
    ready: bool = True


class Start:
    """The pages that lead to all others."""

    def __init__(self, site: Site) -> None:
        """Look for nothing yet."""
        self.site = site
        self._highlights: Later[Highlights] = Later(lambda: highlights(site.store, site.catalogue), "whence-highlights")
        self._finder: Later[Finder] = Later(lambda: Finder(site.store), "whence-finder")

    def begin(self) -> None:
        """Begin with what takes long, before somebody asks for it."""
        for later in (self._highlights, self._finder, Later(self.site.get_to_know, "whence-studies")):
            later.begin()

    def home(self, request: Request) -> Response:
        """The start page."""
        return page(request, "start.html", found=self._highlights.value(PATIENCE))

    def search(self, request: Request) -> Response:
        """What has these words: numbers, the likeliest first, and things by their names."""
        words = request.query_params.get("q", "").strip()[:500]
        return page(request, "search.html", found=self._found(words) if words else Found(""))

    def lister(self, name: str) -> Callable[[Request], Response]:
        """The pages of a list, or of what in it has some words."""
        kind = KINDS[name]

        def listed(request: Request) -> Response:
            words = request.query_params.get("q", "").strip()[:500]
            found = paged(self.site.catalogue.named(name, words), request.query_params.get("page", "1"))
            return page(request, "list.html", listing=Listing(kind, words, found))

        return listed

    def _found(self, words: str) -> Found:
        finder = self._finder.value(PATIENCE)
        numbers = finder.find(words, MOST_CLAIMS) if finder else ()
        catalogue = self.site.catalogue
        named = tuple(
            (kind, entries)
            for name, kind in KINDS.items()
            if name != "publishers" and (entries := catalogue.named(name, words)[:MOST_NAMED])
        )
        claims = () if numbers or len(catalogue.entries("articles")) > _READ_THROUGH else self._claims(words)
        return Found(words, numbers, claims, named, finder is not None)

    def _claims(self, words: str) -> tuple[Line, ...]:
        return tuple(self.site.line(claim) for claim in islice(locate(self.site.store, words), MOST_CLAIMS))
