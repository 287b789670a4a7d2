"""What the user names → the documents in it: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from whence.errors import Failure, SourceError, UsageError
from whence.model import Document
from whence.read import archive, feed, page, pdf, records, text
from whence.read.decoding import MAX_BYTES
from whence.read.fetch import Fetcher
from whence.read.unpacking import Unpacked

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_GZIP = b"\x1f\x8b"

Whole = Callable[[bytes, str, str], Iterator[Document | Failure]]
"""Content, source and file name → what is in it; raises SourceError where nothing can be read."""

Streamed = Callable[[Unpacked, str, str], Iterator[Document | Failure]]
"""The same for formats of many articles in a file, which is never in memory as a whole."""

READERS: dict[str, Whole] = {
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
"""The formats that are read whole, by extension; ".gz" may follow each."""

STREAMS: dict[str, Streamed] = {
    ".jsonl": records.documents,
    ".ndjson": records.documents,
    ".warc": archive.documents,
}
"""The formats that are read piece by piece, by extension; ".gz" may follow each."""

_LARGEST: dict[Whole, int] = {pdf.documents: pdf.MAX_BYTES}
"""The most bytes of the formats that may have more than text needs."""

EXTENSIONS = (*READERS, *STREAMS)


def _whole(reader: Whole) -> Streamed:
    """A reader of whole files as one of streams."""

    def read_whole(stream: Unpacked, source: str, file_name: str) -> Iterator[Document | Failure]:
        content = stream.rest(_LARGEST.get(reader, MAX_BYTES))
        if not content.strip():
            raise SourceError("is empty: there is nothing to read")
        yield from reader(content, source, file_name)

    return read_whole


@dataclass(frozen=True, slots=True)
class _Format:
    reader: Streamed
    compressed: bool


def read(inputs: Iterable[str], fetcher: Fetcher | None = None) -> Iterator[Document | Failure]:
    """The documents of all inputs, in the order named (folders and globs sorted); what cannot be read is a Failure.

    A web address is one, too, unless there is a fetcher to fetch it.
    """
    seen: set[str] = set()
    for given in inputs:
        if _ADDRESS.match(given):
            if given not in seen:
                seen.add(given)
                yield from _fetched(given, fetcher)
            continue
        for source in _sources(given):
            if isinstance(source, Failure):
                yield source
            elif (key := os.path.realpath(source)) not in seen or source == STANDARD_INPUT:
                seen.add(key)
                yield from _read_source(source)


def _fetched(address: str, fetcher: Fetcher | None) -> Iterator[Document | Failure]:
    if fetcher is None:
        yield Failure(address, "read", "is a web address: nothing is fetched without --fetch")
        return
    try:
        yield from fetcher.documents(address)
    except (SourceError, UsageError) as error:
        yield Failure(address, "fetch", str(error))


def _sources(given: str) -> Iterator[str | Failure]:
    """The files that an input names; in folders and globs, only those of known formats."""
    path = Path(given)
    try:
        if given == STANDARD_INPUT or path.is_file() or path.is_fifo():
            yield given
        elif path.is_dir():
            yield from _in_folder(given)
        elif path.exists():
            yield Failure(given, "read", "is neither a file nor a folder")
        elif glob.has_magic(given):
            yield from _in_glob(given)
        else:
            yield Failure(given, "read", "does not exist: check the path")
    except (OSError, ValueError) as error:
        yield Failure(given, "read", f"cannot be opened ({_why(error)})")


def _in_folder(given: str) -> Iterator[str | Failure]:
    found = False
    for folder, folders, names in os.walk(given):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _by_extension(name):
                found = True
                yield str(Path(folder, name))
    if not found:
        yield Failure(given, "read", f"holds no article ({', '.join(EXTENSIONS)}, also .gz)")


def _in_glob(given: str) -> Iterator[str | Failure]:
    matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - a pattern may be absolute
    if not matches:
        yield Failure(given, "read", "matches no file: check the pattern")
    for match in matches:
        if Path(match).is_dir():
            yield from _in_folder(match)
        else:
            yield match


def _read_source(source: str) -> Iterator[Document | Failure]:
    name = "stdin" if source == STANDARD_INPUT else Path(source).name
    try:
        if source == STANDARD_INPUT:
            yield from _read_stream(_standard_input(), source, name)
        else:
            with Path(source).open("rb") as stream:
                before = _state(stream)
                yield from _read_stream(stream, source, name)
                if _state(stream) != before:
                    yield Failure(
                        source, "read", "changed while it was read: what was read may be mixed, build it again"
                    )
    except (SourceError, UsageError) as error:  # a library that is missing stops the files that need it, and no other
        yield Failure(source, "read", str(error))
    except OSError as error:
        yield Failure(source, "read", f"cannot be read ({_why(error)})")


def _read_stream(stream: BinaryIO, source: str, name: str) -> Iterator[Document | Failure]:
    form = _by_extension(name)
    unpacked = Unpacked(stream, compressed=form.compressed) if form else None
    if form is None or unpacked is None:
        form, unpacked = _by_content(stream, name)
    yield from form.reader(unpacked, source, name)


def _state(stream: BinaryIO) -> tuple[int, ...]:
    """What changes when somebody writes to a file; nothing of a pipe."""
    told = os.fstat(stream.fileno())
    return (told.st_size, told.st_mtime_ns) if stat.S_ISREG(told.st_mode) else ()


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise SourceError("is closed: nothing can be read from it")
    return sys.stdin.buffer


def _by_extension(name: str) -> _Format | None:
    lower = name.lower()
    suffix = Path(lower.removesuffix(".gz")).suffix
    reader = STREAMS.get(suffix) or (_whole(READERS[suffix]) if suffix in READERS else None)
    return _Format(reader, lower.endswith(".gz")) if reader else None


def _by_content(stream: BinaryIO, name: str) -> tuple[_Format, Unpacked]:
    """The format of what has no known extension, from how it starts, and the content to be read, decompressed.

    A file with an extension that is not in the table is not guessed at.
    """
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    if suffix and suffix[1:].isalpha() and name != "stdin":
        raise SourceError(f"has an unknown format ({suffix}): one of {', '.join(EXTENSIONS)} is needed")
    plain = Unpacked(stream, compressed=False)
    opening = plain.read(len(_GZIP))
    plain.give_back(opening)
    compressed = opening == _GZIP
    unpacked = Unpacked(cast("BinaryIO", plain), compressed=True) if compressed else plain
    start = unpacked.read(2048)
    unpacked.give_back(start)
    return _Format(_sniffed(start), compressed), unpacked


def _sniffed(content: bytes) -> Streamed:
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return records.documents
    if start.startswith(b"warc/"):
        return archive.documents
    if start.startswith(b"%pdf-"):
        return _whole(pdf.documents)
    if start.startswith(b"<?xml") and b"<html" not in start:
        return _whole(feed.documents_of_xml)
    if start.startswith((b"<rss", b"<feed", b"<rdf:rdf")):
        return _whole(feed.documents)
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<!--")) or b"<html" in start:
        return _whole(page.documents)
    return _whole(text.documents)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
