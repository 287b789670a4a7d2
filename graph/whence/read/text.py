"""Plain text and Markdown → Document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from whence.model import Document, Found, Metadata
from whence.read.addresses import web_address
from whence.read.bylines import people
from whence.read.chrome import article
from whence.read.dates import printed_date
from whence.read.decoding import decode_text
from whence.read.front_matter import FrontMatter, front_matter
from whence.read.layout import layout
from whence.read.links import links
from whence.text import plain, squeeze

_TIDY: dict[str, Callable[[str], str | None]] = {
    "url": web_address,
    "title": squeeze,
    "publisher": squeeze,
    "date": printed_date,
    "language": squeeze,
}


def documents(content: bytes, source: str, file_name: str) -> Iterator[Document]:
    """The one article of a text file; raises SourceError where it is none."""
    yield document(decode_text(content), source, file_name)


def document(text: str, source: str, file_name: str) -> Document:
    """A text as an article: its whole text, and the blocks of it that are the article."""
    matter = front_matter(text)
    return Document(
        source=source,
        file_name=file_name,
        text=text,
        blocks=article(plain(text), layout(text, matter.end)),
        links=links(text, matter.end),
        metadata=_metadata(matter),
        content_hash=content_hash(text),
    )


def content_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _metadata(matter: FrontMatter) -> Metadata:
    """What the front matter tells, the first good value of each field; values of the wrong form are left out."""
    return Metadata(
        url=_first(matter, "url"),
        title=_first(matter, "title"),
        authors=_authors(matter),
        publisher=_first(matter, "publisher"),
        published=_first(matter, "date"),
        language=_first(matter, "language"),
    )


def _first(matter: FrontMatter, field: str) -> Found | None:
    for one in matter.values(field):
        value = _TIDY[field](one.value)
        if value:
            return Found(value, one.place)
    return None


def _authors(matter: FrontMatter) -> tuple[Found, ...]:
    named = {name: one.place for one in reversed(matter.values("author")) for name in reversed(people(one.value))}
    return tuple(Found(name, place) for name, place in reversed(named.items()))
