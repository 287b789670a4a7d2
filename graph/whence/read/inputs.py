"""What the user names → pieces of it: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from whence.errors import Failure, SourceError, UsageError
from whence.model import Document
from whence.read.fetch import Fetcher
from whence.read.formats import FORMATS, documents, sniffed
from whence.read.pieces import Piece
from whence.read.unpacking import Unpacked

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_START = 2048
"""Bytes that tell the format of a file without a known extension."""


def read(inputs: Iterable[str], fetcher: Fetcher | None = None) -> Iterator[Document | Failure]:
    """The documents of all inputs, in the order named (folders and globs sorted); what cannot be read is a Failure.

    A web address is one, too, unless there is a fetcher to fetch it.
    """
    for piece in pieces(inputs, fetcher):
        if isinstance(piece, Failure):
            yield piece
        else:
            yield from documents(piece)


def pieces(inputs: Iterable[str], fetcher: Fetcher | None = None) -> Iterator[Piece | Failure]:
    """The pieces of all inputs, in the order named (folders and globs sorted); what cannot be read is a Failure."""
    seen: set[str] = set()
    for given in inputs:
        if _ADDRESS.match(given):
            if given not in seen:
                seen.add(given)
                yield _fetched(given, fetcher)
            continue
        for source in _sources(given):
            if isinstance(source, Failure):
                yield source
            elif (key := os.path.realpath(source)) not in seen or source == STANDARD_INPUT:
                seen.add(key)
                yield from _of_source(source)


def _fetched(address: str, fetcher: Fetcher | None) -> Piece | Failure:
    if fetcher is None:
        return Failure(address, "read", "is a web address: nothing is fetched without --fetch")
    try:
        return fetcher.piece(address)
    except SourceError as error:
        return Failure(address, "fetch", str(error))


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
            if not name.startswith(".") and form_of(name):
                found = True
                yield str(Path(folder, name))
    if not found:
        yield Failure(given, "read", f"holds no article ({', '.join(FORMATS)}, also .gz)")


def _in_glob(given: str) -> Iterator[str | Failure]:
    matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - a pattern may be absolute
    if not matches:
        yield Failure(given, "read", "matches no file: check the pattern")
    for match in matches:
        if Path(match).is_dir():
            yield from _in_folder(match)
        else:
            yield match


def _of_source(source: str) -> Iterator[Piece | Failure]:
    shown = _spelled(source)
    name = "stdin" if source == STANDARD_INPUT else Path(shown).name
    try:
        if source == STANDARD_INPUT:
            yield from cut(_standard_input(), source, name)
        else:
            with Path(source).open("rb") as stream:
                before = _state(stream)
                yield from cut(stream, shown, name)
                if _state(stream) != before:
                    yield Failure(
                        shown, "read", "changed while it was read: what was read may be mixed, build it again"
                    )
    except (SourceError, UsageError) as error:
        yield Failure(shown, "read", str(error))
    except OSError as error:
        yield Failure(shown, "read", f"cannot be read ({_why(error)})")


def _spelled(path: str) -> str:
    """A path as people write it: in UTF-8, whatever the locale takes file names for."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def cut(stream: BinaryIO, source: str, name: str) -> Iterator[Piece | Failure]:
    """The pieces of one open file, with the source and file name; raises SourceError where there are none to be had."""
    form = form_of(name)
    if form is None:
        form, unpacked = _by_content(stream, name)
    else:
        unpacked = Unpacked(stream, compressed=name.lower().endswith(".gz"))
    yield from FORMATS[form].cut(unpacked, source, name)


def _state(stream: BinaryIO) -> tuple[int, ...]:
    """What changes when somebody writes to a file; nothing of a pipe."""
    told = os.fstat(stream.fileno())
    return (told.st_size, told.st_mtime_ns) if stat.S_ISREG(told.st_mode) else ()


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise SourceError("is closed: nothing can be read from it")
    return sys.stdin.buffer


def form_of(name: str) -> str | None:
    """The format that the extension of a file name tells, a key of FORMATS; None where it tells none."""
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    return suffix if suffix in FORMATS else None


def _by_content(stream: BinaryIO, name: str) -> tuple[str, Unpacked]:
    """The format of what has no known extension, from how it starts, and the content to be read, decompressed.

    A file with an extension that is not in the table is not guessed at.
    """
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    if suffix and suffix[1:].isalpha() and name != "stdin":
        raise SourceError(f"has an unknown format ({suffix}): one of {', '.join(FORMATS)} is needed")
    plain = Unpacked(stream, compressed=False)
    opening = plain.read(len(_GZIP))
    plain.give_back(opening)
    unpacked = Unpacked(cast("BinaryIO", plain), compressed=True) if opening == _GZIP else plain
    start = unpacked.read(_START)
    unpacked.give_back(start)
    return sniffed(start), unpacked


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
