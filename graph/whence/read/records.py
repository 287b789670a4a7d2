"""JSON Lines → Documents: one article a line, with its metadata beside its text or its page."""

from __future__ import annotations

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from whence.errors import SourceError
from whence.model import Document, Found, Metadata
from whence.read import page, text
from whence.read.addresses import web_address
from whence.read.bylines import people
from whence.read.dates import printed_date
from whence.read.decoding import decode_text, mend
from whence.read.pieces import Piece
from whence.read.unpacking import Unpacked
from whence.text import squeeze

LONGEST_LINE = 5_000_000
"""Bytes; a longer line is no article."""

_KEYS = {
    "url": ("url", "link", "canonical_url", "source_url"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "site_name", "site", "source_name", "outlet"),
    "date": ("date", "published", "date_published", "publish_date", "published_at", "datePublished"),
    "language": ("language", "lang"),
}
_AUTHORS = ("author", "authors", "byline")
_PAGES = ("html", "raw_html")
_TEXTS = ("text", "body", "content", "maintext", "article")


def cut(stream: Unpacked, source: str, file_name: str) -> Iterator[Piece]:
    """A piece for each line, with "file#LINE" for a source; raises SourceError where the file holds nothing at all."""
    empty = True
    for number, line in enumerate(_lines(stream), 1):
        if line.strip():
            empty = False
            yield Piece(".jsonl", f"{source}#{number}", f"{file_name}#{number}", line)
    if empty:
        raise SourceError("is empty: there is nothing to read")


def documents(piece: Piece) -> Iterator[Document]:
    """The article of a line; raises SourceError where it holds none."""
    yield _document(_record(decode_text(piece.content)), piece.source, piece.file_name)


def _lines(stream: Unpacked) -> Iterator[bytes]:
    """The lines of a file; of one that is longer than a line may be, only as much as shows it."""
    first = stream.readline(LONGEST_LINE + 1)
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        stream.give_back(first)
        yield from decode_text(stream.rest()).encode("utf-8", "replace").split(b"\n")
        return
    line = first.removeprefix(BOM_UTF8)
    while line:
        ended = line.endswith(b"\n")
        yield line
        while not ended and (more := stream.readline(LONGEST_LINE)):
            ended = more.endswith(b"\n")
        line = stream.readline(LONGEST_LINE + 1)


def _record(line: str) -> Mapping[str, object]:
    """The JSON object of a line; raises SourceError where it is none."""
    if len(line) > LONGEST_LINE:
        raise SourceError(f"is a line of more than {LONGEST_LINE // 1_000_000} million bytes")
    try:
        record = json.loads(mend(line))
    except RecursionError as error:
        raise SourceError("is JSON that is nested too deeply") from error
    except ValueError as error:
        raise SourceError(f"is no JSON ({error})") from error
    if not isinstance(record, dict):
        raise SourceError("is no JSON object: a record with url, title, author, date, publisher and text is needed")
    return record


def _document(record: Mapping[str, object], source: str, file_name: str) -> Document:
    told = _metadata(record)
    address = told.url.value if told.url else ""
    if markup := _string(record, _PAGES):
        document = page.document(markup, source, file_name, address)
    elif article := _string(record, _TEXTS):
        document = text.document(article, source, file_name)
    else:
        raise SourceError('has no "text" and no "html": one of them is needed')
    return replace(document, metadata=joined(told, document.metadata))


def _string(record: Mapping[str, object], keys: tuple[str, ...]) -> str:
    """The first of the keys whose value is a string with something in it; "" where none is."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return mend(value)
    return ""


def _metadata(record: Mapping[str, object]) -> Metadata:
    tidy: dict[str, Callable[[str], str | None]] = {"url": web_address, "date": printed_date}
    found: dict[str, Found | None] = {}
    for field, keys in _KEYS.items():
        printed = _string(record, keys)
        value = tidy.get(field, squeeze)(printed) if printed else None
        found[field] = Found(value, f"record {field}") if value else None
    return Metadata(
        url=found["url"],
        title=found["title"],
        authors=_authors(record),
        publisher=found["publisher"],
        published=found["date"],
        language=found["language"],
    )


def _authors(record: Mapping[str, object]) -> tuple[Found, ...]:
    for key in _AUTHORS:
        value = record.get(key)
        printed = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        names = dict.fromkeys(name for one in printed if isinstance(one, str) for name in people(mend(one)))
        if names:
            return tuple(Found(name, f"record {key}") for name in names)
    return ()


def joined(first: Metadata, second: Metadata) -> Metadata:
    """What the first tells, and what the second tells of the other fields."""
    return Metadata(
        url=first.url or second.url,
        title=first.title or second.title,
        authors=first.authors or second.authors,
        publisher=first.publisher or second.publisher,
        published=first.published or second.published,
        language=first.language or second.language,
    )
