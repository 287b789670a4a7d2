"""What a page declares about itself: JSON-LD, meta elements, microdata, link elements, headings and by-lines.

Of each field the places are asked in a fixed order, the most deliberate first; the first good value is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lxml import etree, html

from whence.model import Found, Metadata, Review
from whence.read.credits import authors
from whence.read.dates import path_date, printed_date
from whence.read.jsonld import text_of
from whence.read.markup import Markup, select, shown
from whence.read.outlets import outlet
from whence.read.reviews import reviews
from whence.read.titles import bare_title, names_host, names_site, respelled, same_title, segments
from whence.resources import word_list
from whence.text import squeeze

_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "citation_title", "dc.title", "title")
_DATES = word_list("metadata", "date_names.txt")
_PUBLISHERS = ("dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher")
_SITES = frozenset({"WebSite", "NewsMediaOrganization"})
_SITE_NAME = "meta og:site_name"
_TIMES = etree.XPath("//time")
_DATED = re.compile(r"date|time|publi|posted|meta|byline|stamp", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|recommend|sidebar|widget|footer|card|teaser|promo", re.IGNORECASE)
_LONGEST_DATE_LINE, _LONGEST_BARE_DATE, _MOST_PARTS, _MOST_LOOKED_AT = 200, 50, 6, 1_000
_NO_DATES = frozenset({"script", "style", "noscript", "option", "a", "nav", "footer"})
_LONGEST_NAME = 80
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page declares: its metadata, its claim reviews, and the headline on the page ("" where none stands)."""

    metadata: Metadata
    headline: str
    reviews: tuple[Review, ...] = ()


def declared(tree: html.HtmlElement, address: str = "") -> Declared:
    """What a page declares about itself; `address` is where it was found, if known. The tree is left as it is."""
    page = Markup(tree, address)
    publisher = _publisher(page)
    sites = [*([publisher.value] if publisher else []), *page.hosts]
    headline = _headline(page, sites)
    return Declared(
        Metadata(
            url=Found(page.url, page.url_place) if page.url else None,
            title=_title(page, headline, sites),
            authors=authors(page, publisher.value if publisher else ""),
            publisher=publisher,
            published=_published(page),
            language=_language(page),
        ),
        headline,
        reviews(page.linked),
    )


def _headline(page: Markup, sites: Sequence[str]) -> str:
    """The headline that stands on the page: the first h1 that a declared title agrees with, or the only one."""
    headings = [*page.tree.iter("h1"), *page.marked.get("headline", ())]
    printed = [text for text in map(shown, headings) if 3 < len(text) < 300 and not names_site(text, sites)]
    titles = [title for title, _ in _titles(page)]
    labeled = (title for title in titles if any(text.endswith(f" {title}") for text in printed))
    if bare := next(labeled, ""):
        return bare
    agreed = [text for text in printed if any(same_title(text, title) for title in titles)]
    only = printed if len(printed) == 1 and not titles else []
    return next(iter(agreed or only), "")


def _titles(page: Markup) -> Iterator[tuple[str, str]]:
    if found := text_of(page.article, "headline"):
        yield found, "JSON-LD headline"
    yield from page.meta(_TITLES)
    for element in page.tree.iter("title"):
        if text := shown(element):
            yield text, "title"
            break
    if found := text_of(page.article, "name"):
        yield found, "JSON-LD name"


def _title(page: Markup, headline: str, sites: Sequence[str]) -> Found | None:
    """The title without the site's name: the headline on the page, else the first that is declared."""
    if headline:
        return Found(headline, "h1")
    bare = ((bare_title(title, sites), place) for title, place in _titles(page))
    return next((Found(title, place) for title, place in bare if title), None)


def _publisher(page: Markup) -> Found | None:
    """The known name of the host; else the site's own, else the first that the host bears out, else the first."""
    known = next(filter(None, map(outlet, page.hosts)), "")
    if known:
        return Found(known, "host")
    named = [Found(name, place) for name, place in _publishers(page) if 0 < len(name) < _LONGEST_NAME]
    own = [one for one in named if one.place == _SITE_NAME]
    borne_out = [one for one in named if names_host(one.value, page.hosts)]
    chosen = next(iter(own or borne_out or named), None)
    return Found(respelled(chosen.value, [one.value for one in named]), chosen.place) if chosen else None


def _publishers(page: Markup) -> Iterator[tuple[str, str]]:
    yield from page.meta(["og:site_name"])
    for title, place in _titles(page):
        for part in segments(title)[1:]:
            if names_host(part, page.hosts):
                yield part, f"end of {place}"
    yield from page.meta(["application-name"])
    yield from page.linked_names("publisher", "sourceOrganization")
    for element in page.marked.get("publisher", ()):
        for inner in element.iter():
            if inner.get("itemprop") == "name":
                yield squeeze(inner.get("content") or shown(inner)), "itemprop publisher"
    yield from page.meta(_PUBLISHERS)
    for node in page.linked.of_type(_SITES):
        yield text_of(node, "name") or "", "JSON-LD WebSite"


def _published(page: Markup) -> Found | None:
    """The day of publication where the page was made: its address, its own zone, else what it declares.

    A time in UTC can be a day off; an address with an earlier day is the first publication, not a new edition.
    """
    found = [(iso, place, printed) for printed, place in _dates(page) if (iso := printed_date(printed))]
    in_path = path_date(urlsplit(page.url).path) or "" if page.url else ""
    if len(in_path) == len("2014-08-20") and (not found or in_path < found[0][0]):
        return Found(in_path, "address")
    if not found:
        return _shown_date(page)
    iso, place, _ = next((one for one in found if _local_of(found[0][2], one[2])), found[0])
    return Found(iso, place)


def _dates(page: Markup) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        if printed := text_of(page.article, key):
            yield printed, f"JSON-LD {key}"
    yield from page.meta(_DATES)
    for element in page.marked.get("datePublished", ()):
        yield element.get("datetime") or element.get("content") or shown(element), "itemprop datePublished"
    for element in select(_TIMES, page.tree)[:2]:
        yield element.get("datetime") or shown(element), "time"


def _local_of(utc: str, printed: str) -> bool:
    """Whether one time tells in another zone what the other tells in UTC."""
    try:
        one, other = datetime.fromisoformat(utc), datetime.fromisoformat(printed)
    except ValueError:
        return False
    return one.utcoffset() == timedelta() and bool(other.utcoffset()) and one == other


def _shown_date(page: Markup) -> Found | None:
    """The first whole date below the headline that stands by itself or in an element made for dates."""
    after, looked = False, 0
    for element in page.tree.iter():
        after = after or element.tag in {"h1", "article", "main"}
        if not after or looked > _MOST_LOOKED_AT or element.tag in _NO_DATES:
            continue
        looked += 1
        marks = " ".join((element.get("class") or "", element.get("id") or ""))
        if len(element) > _MOST_PARTS or _ELSEWHERE.search(marks):
            continue
        text = shown(element)
        longest = _LONGEST_DATE_LINE if _DATED.search(marks) else _LONGEST_BARE_DATE
        if 8 <= len(text) < longest and len(iso := printed_date(text) or "") == len("2014-08-20"):
            return Found(iso, "date on the page")
    return None


def _language(page: Markup) -> Found | None:
    for element in page.tree.iter("html"):
        tag = (element.get("lang") or element.get("xml:lang") or "").strip()
        if _LANGUAGE.fullmatch(tag):
            return Found(tag.replace("_", "-"), "html lang")
    return None
