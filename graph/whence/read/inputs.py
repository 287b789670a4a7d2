"""What the user names → the documents in it: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from whence.errors import Failure, SourceError
from whence.model import Document
from whence.read import page, records, text
from whence.read.decoding import read_bytes

STANDARD_INPUT = "-"

Reader = Callable[[bytes, str, str], Iterator[Document | Failure]]
"""Content, source and file name → what is in it; raises SourceError where nothing can be read."""

READERS: dict[str, Reader] = {
    ".html": page.documents,
    ".htm": page.documents,
    ".xhtml": page.documents,
    ".txt": text.documents,
    ".text": text.documents,
    ".md": text.documents,
    ".markdown": text.documents,
    ".jsonl": records.documents,
    ".ndjson": records.documents,
}
"""The formats, by extension; ".gz" may follow each."""


@dataclass(frozen=True, slots=True)
class _Format:
    reader: Reader
    compressed: bool


def read(inputs: Iterable[str]) -> Iterator[Document | Failure]:
    """The documents of all inputs, in the order named (folders and globs sorted); what cannot be read is a Failure."""
    seen: set[str] = set()
    for given in inputs:
        for source in _sources(given):
            if isinstance(source, Failure):
                yield source
            elif (key := os.path.realpath(source)) not in seen or source == STANDARD_INPUT:
                seen.add(key)
                yield from _read_source(source)


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
        yield Failure(given, "read", f"holds no article ({', '.join(READERS)}, also .gz)")


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
        form = _by_extension(name)
        if source == STANDARD_INPUT:
            raw = read_bytes(_standard_input(), compressed=False)
        else:
            with Path(source).open("rb") as stream:
                raw = read_bytes(stream, compressed=form.compressed if form else False)
        if form is None:
            form, raw = _by_content(raw, name)
        yield from form.reader(raw, source, name)
    except SourceError as error:
        yield Failure(source, "read", str(error))
    except OSError as error:
        yield Failure(source, "read", f"cannot be read ({_why(error)})")


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise SourceError("is closed: nothing can be read from it")
    return sys.stdin.buffer


def _by_extension(name: str) -> _Format | None:
    lower = name.lower()
    compressed = lower.endswith(".gz")
    reader = READERS.get(Path(lower.removesuffix(".gz")).suffix)
    return _Format(reader, compressed) if reader else None


def _by_content(raw: bytes, name: str) -> tuple[_Format, bytes]:
    """The format of what has no known extension, from how it starts, and the content decompressed.

    A file with an extension that is not in the table is not guessed at.
    """
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    if suffix and suffix[1:].isalpha() and name != "stdin":
        raise SourceError(f"has an unknown format ({suffix}): one of {', '.join(READERS)} is needed")
    if raw.startswith(b"\x1f\x8b"):
        raw = read_bytes(BytesIO(raw), compressed=True)
    start = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return _Format(records.documents, False), raw
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<!--")) or b"<html" in start:
        return _Format(page.documents, False), raw
    return _Format(text.documents, False), raw


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
