"""Web archives: each page with when and where it was stored; what is damaged is told, and the rest is read."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from whence.errors import Failure, SourceError
from whence.model import Capture, Document
from whence.read import read
from whence.read.unpacking import Unpacked

PAGE = (
    "<!doctype html><html lang='en'><head><title>Tides Rise | Bay Post</title></head><body><article><h1>Tides Rise</h1>"
    + "<p>Half of the harbour towns flooded in 2019, a survey of 212 mayors by the coast office found.</p>" * 3
    + "</article></body></html>"
).encode()
DATE = "2024-03-05T10:11:12Z"
URL = "https://bay.example.org/tides"
FRAMED = b"%x\r\n%s\r\n0\r\n\r\n"


def http(body: bytes = PAGE, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block: bytes, *more: str, uri: str = URL, kind: str = "response", length: int | str | None = None) -> bytes:
    """A record of WARC; `length` can lie."""
    told = len(block) if length is None else length
    media = "application/http; msgtype=response" if kind == "response" else "text/html"
    headers = [f"WARC-Type: {kind}", f"WARC-Target-URI: {uri}", f"WARC-Date: {DATE}", f"Content-Length: {told}", *more]
    if not any(line.startswith("Content-Type") for line in more):
        headers.append(f"Content-Type: {media}")
    return ("WARC/1.0\r\n" + "\r\n".join(headers)).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def told(folder: Path, content: bytes, name: str = "crawl.warc") -> list[str]:
    """The name of each document, and the reason of each failure after its place."""
    (folder / name).write_bytes(content)
    return [
        one.file_name if isinstance(one, Document) else f"{Path(one.source).name}: {one.reason}"
        for one in read([str(folder / name)])
    ]


def only(folder: Path, content: bytes, name: str = "crawl.warc") -> Document:
    (folder / name).write_bytes(content)
    (one,) = read([str(folder / name)])
    assert isinstance(one, Document), one
    return one


def test_a_page_is_read_with_the_address_time_and_digest_that_it_was_stored_with(tmp_path: Path) -> None:
    page = only(tmp_path, record(b"software: none", kind="warcinfo") + record(http()))
    assert page.file_name == "crawl.warc#2"
    assert page.capture == Capture(URL, DATE, hashlib.sha256(PAGE).hexdigest())
    assert page.metadata.url is not None
    assert page.metadata.url.value == URL
    assert page.text.startswith("Tides Rise\n\nHalf of the harbour towns")


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(http(FRAMED % (len(PAGE), PAGE), "Transfer-Encoding: chunked"), id="chunked"),
        pytest.param(http(PAGE, "Transfer-Encoding: chunked"), id="chunks taken apart, header kept"),
        pytest.param(http(gzip.compress(PAGE), "Content-Encoding: gzip"), id="gzip"),
        pytest.param(http(PAGE, "Content-Encoding: gzip"), id="gzip taken off, header kept"),
    ],
)
def test_what_the_transfer_added_is_taken_off(tmp_path: Path, block: bytes) -> None:
    page = only(tmp_path, record(block))
    assert page.capture is not None
    assert page.capture.digest == hashlib.sha256(PAGE).hexdigest()


@pytest.mark.parametrize("members", [1, 3], ids=["one member", "a member for each record"])
def test_a_compressed_archive_is_read_in_either_form(tmp_path: Path, members: int) -> None:
    parts = [record(http(), uri=f"{URL}/{number}") for number in range(3)]
    content = gzip.compress(b"".join(parts)) if members == 1 else b"".join(map(gzip.compress, parts))
    assert told(tmp_path, content, "crawl.warc.gz") == [f"crawl.warc.gz#{number}" for number in (1, 2, 3)]


def test_text_of_an_archive_is_read_and_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    text = b"Half of the harbour towns flooded in 2019, a survey of 212 mayors found."
    records = [
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"\x89PNG", kind="image/png")),
        record(http(b"gone", status="404 Not Found")),
        record(b"20240305 dns", "Content-Type: text/dns", uri="dns:bay.example.org"),
        record(text, "Content-Type: text/plain", kind="conversion"),
    ]
    page = only(tmp_path, b"".join(records))
    assert (page.file_name, page.text) == ("crawl.warc#5", text.decode())


GOOD = record(http())
OTHER = record(http(), uri=f"{URL}/2")
HTTP = http()
ENDLESS = b"WARC/1.0\r\n" + b"a: b\r\n" * 500
BOMB = http(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip")

DAMAGED = [
    pytest.param(GOOD + OTHER[: len(OTHER) // 2], ["crawl.warc#1", "crawl.warc#2: is cut short"], id="cut short"),
    pytest.param(
        record(HTTP, length=40) + OTHER, ["#1: is longer or", "#2: no record", "crawl.warc#3"], id="short"
    ),
    pytest.param(record(HTTP, length=len(HTTP) + 90) + OTHER, ["#1: is longer or", "crawl.warc#2"], id="long"),
    pytest.param(record(http(), length=-5) + OTHER, ["#1: has no true length (-5)", "crawl.warc#2"], id="negative"),
    pytest.param(record(HTTP, length="many") + OTHER, ["#1: has no true length (many)", "crawl.warc#2"], id="words"),
    pytest.param(record(http(), length=10**12), ["#1: is cut short"], id="terabyte"),
    pytest.param(b"junk\r\n" + GOOD, ["#1: no record begins", "crawl.warc#2"], id="junk before"),
    pytest.param(ENDLESS + GOOD, ["#1: has no true length", "crawl.warc#2"], id="headers without end"),
    pytest.param(record(http(), "WARC-Block-Digest: sha1:" + "A" * 32), ["#1: does not have the digest"], id="digest"),
    pytest.param(record(http(), uri="file:///../../etc/passwd"), ["#1: has no web address"], id="file address"),
    pytest.param(record(http(), uri="../../x.html"), ["#1: has no web address"], id="path for an address"),
    pytest.param(record(BOMB), ["#1: is larger than 20 MB"], id="bomb"),
    pytest.param(record(http(b"\x1f\x8b\x08", "Content-Encoding: gzip")), ["#1: is compressed, and"], id="broken gzip"),
    pytest.param(record(http(b"", "Content-Encoding: br")), ["#1: is compressed in a way"], id="other compression"),
    pytest.param(record(b"no answer\r\n\r\n"), ["#1: is no answer to a web request"], id="no answer"),
    pytest.param(record(http(b"<p>Hi")), ["#1: holds no article"], id="no article"),
    pytest.param(record(http(b"a" * 41_000_000)) + OTHER, ["#1: is larger than 40 MB", "crawl.warc#2"], id="too large"),
    pytest.param(record(http(b"a" * 41_000_000, kind="video/mp4")) + OTHER, ["crawl.warc#2"], id="film"),
    pytest.param(b"", ["crawl.warc: is empty"], id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), DAMAGED)
def test_what_is_damaged_is_told_and_the_rest_is_read(tmp_path: Path, content: bytes, expected: Iterable[str]) -> None:
    found = told(tmp_path, content)
    assert [part in one for part, one in zip(expected, found, strict=True)] == [True] * len(found), found


def test_a_compressed_archive_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    whole = gzip.compress(GOOD) + gzip.compress(OTHER)
    first, second = told(tmp_path, whole[:-40], "crawl.warc.gz")
    assert first == "crawl.warc.gz#1"
    assert "is not a whole gzip file" in second


def test_a_file_that_expands_without_measure_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whence.read.unpacking._FREE", 1_000_000)
    stream = Unpacked(io.BytesIO(gzip.compress(bytes(5_000_000))), compressed=True)
    with pytest.raises(SourceError, match="more than 300 times"):
        stream.rest()


def test_lines_and_pieces_given_back_are_read_next() -> None:
    stream = Unpacked(io.BytesIO(b"c\nd"), compressed=False)
    stream.give_back(b"b")
    stream.give_back(b"a\n")
    assert [stream.readline(9), stream.read(1), stream.readline(9), stream.readline(9)] == [b"a\n", b"b", b"c\n", b"d"]
    stream.give_back(b"ab")
    assert [stream.readline(9), stream.read(9)] == [b"ab", b""]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # its files, which it leaves open
def test_an_archive_that_another_program_wrote_is_read_as_that_program_reads_it(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio")
    headers_of = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    with (tmp_path / "crawl.warc.gz").open("wb") as file:
        writer = warcio.WARCWriter(file, gzip=True)
        for number in range(3):
            headers = headers_of("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(f"{URL}/{number}", "response", io.BytesIO(PAGE), http_headers=headers)
            )
    found = list(read([str(tmp_path / "crawl.warc.gz")]))
    assert not [one for one in found if isinstance(one, Failure)]
    captures = [one.capture for one in found if isinstance(one, Document)]
    with (tmp_path / "crawl.warc.gz").open("rb") as file:
        theirs = [
            (each.rec_headers.get_header("WARC-Target-URI"), hashlib.sha256(each.content_stream().read()).hexdigest())
            for each in warcio.ArchiveIterator(file)
        ]
    assert [(one.url, one.digest) for one in captures if one] == theirs
