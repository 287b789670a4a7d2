"""The formats of articles: how a file is cut into pieces, and what documents are in a piece.

A new format is a module with its reader and a row of `FORMATS`. Cutting only moves bytes; reading, in which a library
may hang or crash, asks for nothing but the piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whence.errors import Failure, SourceError, UsageError
from whence.model import Document
from whence.read import archive, feed, page, pdf, records, tables, text
from whence.read.decoding import MAX_BYTES
from whence.read.pieces import Piece
from whence.read.unpacking import Unpacked

Whole = Callable[[bytes, str, str], Iterator[Document | Failure]]
"""Content, source and file name → what is in it; raises SourceError where nothing can be read."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is read.

    `cut` makes pieces of a file with a source and a file name, which is never in memory as a whole; `read` finds the
    documents of a piece. Both raise SourceError where there is nothing to be had.
    """

    cut: Callable[[Unpacked, str, str], Iterator[Piece | Failure]]
    read: Callable[[Piece], Iterator[Document | Failure]]


def _whole(form: str, reader: Whole) -> Format:
    """The format of files that are one piece."""

    def cut(stream: Unpacked, source: str, file_name: str) -> Iterator[Piece]:
        content = stream.rest(_LARGEST.get(reader, MAX_BYTES))
        if not content.strip():
            raise SourceError("is empty: there is nothing to read")
        yield Piece(form, source, file_name, content)

    def read(piece: Piece) -> Iterator[Document | Failure]:
        yield from reader(piece.content, piece.source, piece.file_name)

    return Format(cut, read)


_WHOLE: dict[str, Whole] = {
    ".html": page.documents,
    ".htm": page.documents,
    ".xhtml": page.documents,
    ".txt": text.documents,
    ".text": text.documents,
    ".md": text.documents,
    ".markdown": text.documents,
    ".pdf": pdf.documents,
    ".rss": feed.documents,
    ".atom": feed.documents,
    ".xml": feed.documents_of_xml,
}
_LARGEST: dict[Whole, int] = {pdf.documents: pdf.MAX_BYTES}
"""The most bytes of the formats that may have more than text needs."""
_RECORDS = Format(records.cut, records.documents)

FORMATS: dict[str, Format] = {
    **{form: _whole(form, reader) for form, reader in _WHOLE.items()},
    ".jsonl": _RECORDS,
    ".ndjson": _RECORDS,
    ".warc": Format(archive.cut, archive.documents),
    ".parquet": Format(tables.cut, records.documents),
}
"""The formats by extension; ".gz" may follow each."""


def documents(piece: Piece) -> Iterator[Document | Failure]:
    """The documents of a piece; what can't be read is a Failure."""
    try:
        yield from FORMATS[piece.form].read(piece)
    except (SourceError, UsageError) as error:  # a library that is missing stops the files that need it, and no other
        yield Failure(piece.source, "read", str(error))


def sniffed(content: bytes) -> str:
    """The format of a file, from how it starts."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return ".jsonl"
    if start.startswith(b"warc/"):
        return ".warc"
    if content.startswith(tables.MARK):
        return ".parquet"
    if start.startswith(b"%pdf-"):
        return ".pdf"
    if start.startswith(b"<?xml") and b"<html" not in start:
        return ".xml"
    if start.startswith((b"<rss", b"<feed", b"<rdf:rdf")):
        return ".rss"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<!--")) or b"<html" in start:
        return ".html"
    return ".txt"
