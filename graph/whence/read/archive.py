"""Web archives (WARC, ISO 28500) → Documents: each page, text and PDF file that a crawler stored, with when and where.

Records are framed here and not by a library, since those at hand drop what is damaged without a word, or stop at it. A
record that is cut short, lies about its length or fails its digest is a Failure, and reading goes on with the next.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from whence.decision import moment
from whence.errors import Failure, SourceError
from whence.model import Capture, Document
from whence.read.addresses import web_address
from whence.read.by_kind import READERS
from whence.read.decoding import MAX_BYTES
from whence.read.pieces import Piece
from whence.read.responses import answered
from whence.read.unpacking import Unpacked

_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_SWALLOWED = re.compile(rb"\r\n\r\n(?=WARC/[01]\.\d{1,2}\r\n)")
_LONGEST_LINE, _MOST_HEADERS = 65_536, 200
_PIECE = 1 << 20
_LARGEST = 2 * MAX_BYTES
"""Bytes of a block that can be an article before its content is decoded."""
_STORED = {"response", "resource", "conversion"}
"""The types of records that hold a page or its text; the others are of requests, metadata and the crawl."""
_ENDS = (b"\r\n", b"\n")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its number in the file from 1, its headers in lower case, its block and the block's length."""

    number: int
    headers: Mapping[str, str]
    block: bytes
    length: int


@dataclass(frozen=True, slots=True)
class _Damage:
    """A record that can't be trusted, and why."""

    number: int
    reason: str


def cut(stream: Unpacked, source: str, file_name: str) -> Iterator[Piece | Failure]:
    """A piece for each record that can hold an article, named "file#RECORD"; damaged records are Failures.

    Nothing but one record is held in memory, and names that stand in the archive name no file.
    """
    records = _records(stream)
    while True:
        try:
            record = next(records, None)
        except SourceError as error:  # the file itself is broken off: what came before stands
            yield Failure(source, "read", str(error))
            return
        if record is None:
            return
        place = f"{source}#{record.number}"
        if isinstance(record, _Damage):
            yield Failure(place, "read", record.reason)
        else:
            about = {"headers": record.headers, "length": record.length}
            yield Piece(".warc", place, f"{file_name}#{record.number}", record.block, about)


def captured(url: str, kind: str, content: bytes, time: str, source: str, file_name: str) -> Piece:
    """A page that was fetched at a time, as `moment` spells it: a record of an archive tells the same of one."""
    headers = {"warc-type": "resource", "warc-target-uri": url, "warc-date": time, "content-type": kind}
    return Piece(".warc", source, file_name, content, {"headers": headers, "length": len(content)})


def documents(piece: Piece) -> Iterator[Document | Failure]:
    """The articles of a record; raises SourceError where it can't be read."""
    headers, length = piece.about["headers"], piece.about["length"]
    if not isinstance(headers, Mapping) or not isinstance(length, int):
        raise SourceError("is no record of an archive")
    yield from _documents(headers, piece.content, length, piece.source, piece.file_name)


# ---------------------------------------------------------------- records


def _records(stream: Unpacked) -> Iterator[_Record | _Damage]:
    """The records that can hold an article, and the damaged ones, in their order."""
    number = 0
    opening = stream.read(1)
    if not opening:
        raise SourceError("is empty: there is nothing to read")
    stream.give_back(opening)
    while (line := _next_line(stream)) is not None:
        if not _VERSION.fullmatch(line):
            number += 1
            yield _Damage(number, "no record begins where one should: what stood here was skipped")
            if not _resynchronized(stream):
                return
        number += 1
        headers = _headers(stream)
        length = headers.get("content-length", "") if headers is not None else ""
        if headers is None or not (length.isascii() and length.isdigit() and len(length) <= 15):
            yield _Damage(number, f"has no true length ({length or 'none is told'}): it was skipped")
            if not _resynchronized(stream, found=True):
                return
            continue
        found = _block(stream, int(length), wanted=headers.get("warc-type", "").lower() in _STORED)
        if isinstance(found, str):
            yield _Damage(number, found)
        elif found is not None:
            yield _Record(number, headers, found, int(length))


def _next_line(stream: Unpacked) -> bytes | None:
    """The first line that is not blank; None at the end."""
    while line := stream.readline(_LONGEST_LINE):
        if line.strip():
            return line
    return None


def _resynchronized(stream: Unpacked, *, found: bool = False) -> bool:
    """Skip to the line that begins the next record, which is left to be read if it is to be `found`."""
    fresh = True
    while line := stream.readline(_LONGEST_LINE):
        if fresh and _VERSION.fullmatch(line):
            if found:
                stream.give_back(line)
            return True
        fresh = line.endswith(b"\n")
    return False


def _headers(stream: Unpacked) -> dict[str, str] | None:
    """The headers of a record, by name in lower case; None where they don't end."""
    found: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if line in _ENDS:
            return found
        if not line.endswith(b"\n"):
            return None
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return None


def _block(stream: Unpacked, length: int, *, wanted: bool) -> bytes | str | None:
    """The block of a record, or the first piece of one too large for an article; words where the record is damaged.

    None where nobody wants it.
    """
    kept: list[bytes] = []
    most = 1 if length > _LARGEST else _LARGEST
    left, tail = length, b""
    while left and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
        tail = (tail + piece)[-_PIECE:]
        if wanted and len(kept) < most:
            kept.append(piece)
    if left:
        return f"is cut short: {length - left:,} of {length:,} bytes are there"
    after = stream.readline(_LONGEST_LINE)
    if after in _ENDS and (more := stream.readline(_LONGEST_LINE)) in (*_ENDS, b""):
        return b"".join(kept) if wanted else None
    stream.give_back(after + (more if after in _ENDS else b""))
    if swallowed := _SWALLOWED.search(tail):
        stream.give_back(tail[swallowed.end() :])
    return "is longer or shorter than it says: it was skipped"


# ---------------------------------------------------------------- what a record holds


def _documents(
    headers: Mapping[str, str], block: bytes, length: int, source: str, file_name: str
) -> Iterator[Document | Failure]:
    if headers["warc-type"].lower() == "response" and not headers.get("content-type", "").startswith(
        "application/http"
    ):
        return  # the answer to something that is no web request, such as the name of a host
    whole = length <= _LARGEST
    if whole and not _holds_digest(block, headers.get("warc-block-digest", "")):
        raise SourceError("does not have the digest that it tells: it was altered or damaged")
    if headers["warc-type"].lower() == "response":
        answer = answered(block)
        if not 200 <= answer.status < 300:
            return
        kind, content = answer.kind, answer.content
    else:
        kind, content = headers.get("content-type", "").partition(";")[0].strip().lower(), lambda: block
    if kind not in READERS:
        return
    if not whole:
        raise SourceError(f"is larger than {_LARGEST // 1_000_000} MB: it is no article")
    printed = headers.get("warc-target-uri", "").strip("<>")
    address = web_address(printed)
    if address is None:
        raise SourceError(f"has no web address ({printed[:80]!r}): http or https is needed")
    payload = content()
    capture = _capture(address, headers.get("warc-date", ""), payload)
    for one in READERS[kind](payload, source, file_name, address):
        yield replace(one, capture=capture) if isinstance(one, Document) else one


def _holds_digest(block: bytes, told: str) -> bool:
    """Whether a block has the digest that is told of it; what is in no known form tells nothing."""
    name, _, value = told.strip().partition(":")
    try:
        found = hashlib.new(name.lower().replace("-", ""), block, usedforsecurity=False).digest()
        right = bytes.fromhex(value) if len(value) == 2 * len(found) else b32decode(value.upper())
    except ValueError:
        return True
    return len(right) != len(found) or right == found


def _capture(address: str, date: str, payload: bytes) -> Capture | None:
    """When and where a page was stored; None where no time is told."""
    try:
        captured = moment(datetime.fromisoformat(date[:26].rstrip("Z") + "Z"))
    except (ValueError, OverflowError):
        return None
    return Capture(address, captured, hashlib.sha256(payload).hexdigest())
