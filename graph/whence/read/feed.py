"""A feed (RSS, Atom) → Documents: each item that holds a whole article, with what the feed tells of it.

An item that gives only the beginning of its article is a Failure that names the page: to take it for the article would
put half of one in the place of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import Any

from lxml import etree, html

from whence.errors import Failure, SourceError
from whence.model import Document, Found, Metadata
from whence.read import page, text
from whence.read.addresses import web_address
from whence.read.bylines import people
from whence.read.dates import printed_date
from whence.read.decoding import mend
from whence.read.extras import needed
from whence.read.records import joined
from whence.text import squeeze

MAX_ITEMS = 2_000
"""A feed with more items is made to keep a reader busy: the others are left out, and that is told."""

_SHORTEST = 400
"""Characters from which on a summary can be the whole article."""
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]{0,60})")
_FEEDS, _PAGES = (b"rss", b"feed", b"rdf:rdf", b"rdf", b"channel"), (b"html",)
_PROLOG = re.compile(
    rb"<\?.{0,4000}?\?>|<!--.{0,4000}?-->|<!DOCTYPE[^<>\[]{0,2000}(?:\[[^\]]{0,20000}\])?[^<>]{0,200}>", re.DOTALL
)
_PROLOG_WINDOW = 65_536
_CUT = re.compile(
    r"(?:…|\.{3}|\[\s?(?:…|\.{3}|\+)\s?\]|read (?:more|on|the full (?:story|article))|continue reading.{0,200}"
    r"|more\s?[»>›])"
    r"[\s)\]»>›→.]{0,9}$",
    re.IGNORECASE,
)
_ITEM = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)
_CLOSED = {b"<rss": b"</channel></rss>", b"<rdf:rdf": b"</rdf:RDF>", b"<feed": b"</feed>"}
"""What ends a feed after its items, by the beginning of its root."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_Item = Mapping[str, Any]


def documents_of_xml(content: bytes, source: str, file_name: str) -> Iterator[Document | Failure]:
    """The articles of an XML file that is a feed or a page; raises SourceError for other XML."""
    root = _ROOT.search(_PROLOG.sub(b" ", content[:_PROLOG_WINDOW]))
    name = root[1].lower() if root else b""
    if name in _PAGES:
        yield from page.documents(content, source, file_name)
    elif name in _FEEDS:
        yield from documents(content, source, file_name)
    else:
        shown = f"<{name.decode('ascii', 'replace')}>" if name else "no element"
        raise SourceError(f"is XML, but neither a feed nor a page: it begins with {shown}")


def documents(content: bytes, source: str, file_name: str) -> Iterator[Document | Failure]:
    """The articles of a feed, each with "file#ITEM" for a source, and the items that hold none as Failures.

    Raises SourceError where there is no feed, and UsageError where feedparser is not installed.
    """
    parser = needed("feedparser", "feed", "feeds")
    if b"<!ENTITY" in content.replace(b"\0", b"").upper():  # also in UTF-16
        raise SourceError("declares entities, which no feed needs: it is not read")
    first, left_out = _first_items(content)
    try:
        # a stream, so that nothing that stands in it is taken for an address or a file to open
        feed = parser.parse(BytesIO(first), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        raise SourceError(f"is no feed that can be parsed ({type(error).__name__}: {error})") from error
    if not feed.entries:
        why = feed.get("bozo_exception")
        raise SourceError(f"is no feed that can be parsed ({squeeze(str(why))})" if why else "is a feed without items")
    yield from _items(feed, source, file_name)
    if left_out:
        yield Failure(source, "read", f"has more than {MAX_ITEMS:,} items: the last {left_out:,} were left out")


def _first_items(content: bytes) -> tuple[bytes, int]:
    """A feed with no more items than are read, and how many are left out; the parser's cost grows faster than they."""
    starts = [match.start() for match in _ITEM.finditer(content)]
    if len(starts) <= MAX_ITEMS:
        return content, 0
    root = next((end for name, end in _CLOSED.items() if name in content[: starts[0]].lower()), b"")
    return content[: starts[MAX_ITEMS]] + root, len(starts) - MAX_ITEMS


def _items(feed: Any, source: str, file_name: str) -> Iterator[Document | Failure]:
    seen: set[str] = set()
    repeated = 0
    for number, item in enumerate(feed.entries[:MAX_ITEMS], 1):
        told = _told(item, feed.feed)
        key = told.url.value if told.url else sha256(repr((item.get("id"), _markup(item))).encode()).hexdigest()
        if key in seen:
            repeated += 1
            continue
        seen.add(key)
        place = f"{source}#{number}"
        try:
            yield _document(item, told, feed.feed, place, f"{file_name}#{number}")
        except SourceError as error:
            yield Failure(place, "read", str(error))
    if repeated:
        yield Failure(source, "read", f"{repeated:,} of its items repeat earlier ones: they were left out")


# ---------------------------------------------------------------- an item


def _document(item: _Item, told: Metadata, channel: _Item, source: str, file_name: str) -> Document:
    markup, is_html = _markup(item)
    if not item.get("content"):
        _refuse_beginning(markup, told)
    if is_html:
        address = told.url.value if told.url else ""
        found = page.document(_as_page(markup, told), source, file_name, address)
    else:
        found = text.document(markup, source, file_name)
    known = joined(told, found.metadata)
    outlet = _string(item.get("source"), "title") or _string(channel, "title")
    publisher = known.publisher or (Found(outlet, "title of the feed") if outlet else None)
    return replace(found, metadata=replace(known, publisher=publisher))


def _markup(item: _Item) -> tuple[str, bool]:
    """The longest text that an item gives, and whether it is HTML."""
    given = [one for one in (*item.get("content", ()), item.get("summary_detail")) if one and one.get("value")]
    if not given:
        return "", False
    longest = max(given, key=lambda one: len(one["value"]))
    return mend(str(longest["value"])), longest.get("type") != "text/plain" or "</" in longest["value"]


def _refuse_beginning(markup: str, told: Metadata) -> None:
    """Raise SourceError where a summary is all there is and is no whole article."""
    shown = _bare(markup)
    if len(shown) >= _SHORTEST and not _CUT.search(shown[-300:]):
        return
    where = f": build {told.url.value} with --fetch, or save that page" if told.url else ""
    raise SourceError(f"gives only the beginning of its article{where}")


def _as_page(markup: str, told: Metadata) -> str:
    title = escape(told.title.value) if told.title else ""
    headline = f"<h1>{title}</h1>" if title else ""
    return f"<html><head><title>{title}</title></head><body><article>{headline}{markup}</article></body></html>"


def _bare(markup: str) -> str:
    """The words of a piece of HTML, on one line."""
    try:
        return squeeze(" ".join(map(str, html.fromstring(f"<div>{markup}</div>").itertext())))
    except (etree.LxmlError, ValueError, AssertionError):
        return squeeze(markup)


def _told(item: _Item, channel: _Item) -> Metadata:
    """What an item tells of its article."""
    printed = (_string(item, "link"), _string(item, "id"))
    base = web_address(_string(channel, "link")) or ""
    named = (web_address(one, base) for one in printed if "://" in one or one.startswith("/"))
    address = next(filter(None, named), None)
    title = _bare(_string(item, "title"))
    date = printed_date(_string(item, "published")) if _string(item, "published") else None
    language = next((one for one in _languages(item, channel) if _LANGUAGE.fullmatch(one)), None)
    return Metadata(
        url=Found(address, "feed link") if address else None,
        title=Found(title, "feed title") if title else None,
        authors=tuple(Found(name, "feed author") for name in _authors(item)),
        published=Found(date, "feed date") if date else None,
        language=Found(language, "feed language") if language else None,
    )


def _authors(item: _Item) -> tuple[str, ...]:
    named = [_string(one, "name") for one in item.get("authors", ())] or [_string(item, "author")]
    return tuple(dict.fromkeys(name for one in named for name in people(one)))


def _languages(item: _Item, channel: _Item) -> Iterator[str]:
    for one in item.get("content", ()):
        yield _string(one, "language")
    yield _string(channel, "language")


def _string(node: object, key: str) -> str:
    """A property that is a string, without lone surrogates; "" where it is none."""
    value = node.get(key) if isinstance(node, Mapping) else None
    return mend(value) if isinstance(value, str) else ""
