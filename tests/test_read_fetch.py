"""Fetching: only what the user names, only from the open internet, within limits; without --fetch nothing at all."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import Failure, SourceError
from whence.model import Capture, Document
from whence.read import Fetcher, fetch, read

PAGE = (
    "<!doctype html><html><head><title>Tides Rise</title></head><body><article><h1>Tides Rise</h1>"
    + "<p>Half of the harbour towns flooded in 2019, a survey of 212 mayors by the coast office found.</p>" * 3
    + "<p><a href='/next'>More</a></p></article></body></html>"
).encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


PACKED = HTML | {"Content-Encoding": "gzip"}
PAGES: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/tides.html": (200, PAGE, HTML),
    "/packed": (200, gzip.compress(PAGE), PACKED),
    "/bomb": (200, gzip.compress(bytes(30_000_000)), PACKED),
    "/large": (200, b"<p>" + bytes(21_000_000), HTML),
    "/text": (200, b"Half of the harbour towns flooded in 2019.", {"Content-Type": "text/plain"}),
    "/picture": (200, b"\x89PNG", {"Content-Type": "image/png"}),
    "/short": (200, PAGE, HTML | {"Content-Length": str(len(PAGE) + 9)}),
    "/moved": (302, b"", {"Location": "/tides.html"}),
    "/round": (302, b"", {"Location": "/round"}),
    "/drip": (200, b"", HTML),
}


class Site(BaseHTTPRequestHandler):
    """A small site on this machine; what it was asked for is kept."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        path, _, query = self.path.partition("?")
        self.send(*((302, b"", {"Location": query}) if path == "/away" else PAGES.get(path, (404, b"", {}))))
        while path == "/drip":
            self.wfile.write(b"a")
            time.sleep(0.05)

    def send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone is what some tests are about."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with Server(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()


NOW = datetime(2024, 3, 5, 10, 11, 12, tzinfo=UTC)


def local(resolve: Callable[[str, int], list[str]] = lambda _host, _port: ["127.0.0.1"]) -> Fetcher:
    """A fetcher to which this machine is the internet, and 10.0.0.0/8 is not."""
    return Fetcher(resolve, lambda address: not address.startswith("10."), now=lambda: NOW)


def only(address: str, fetcher: Fetcher) -> Document | Failure:
    (one,) = read([address], fetcher)
    return one


def reason(address: str, fetcher: Fetcher | None = None) -> str:
    (one,) = read([address], fetcher or local())
    assert isinstance(one, Failure), one
    assert one.source == address
    return one.reason


def test_a_page_is_fetched_with_its_address_time_and_digest(port: int) -> None:
    url = f"http://bay.example.org:{port}/tides.html"
    page = only(url, local())
    assert isinstance(page, Document), page
    assert page.capture == Capture(url, "2024-03-05T10:11:12Z", hashlib.sha256(PAGE).hexdigest())
    assert page.file_name == "tides.html"
    assert page.metadata.url is not None
    assert page.metadata.url.value == url
    path, agent = Site.asked[-1]
    assert path == "/tides.html"
    assert agent.startswith("whence/")


@pytest.mark.parametrize("path", ["packed", "moved", "text", "away?/text", "tides.html?q=é ü"])
def test_what_stands_behind_compression_and_redirects_is_read(port: int, path: str) -> None:
    page = only(f"http://bay.example.org:{port}/{path}", local())
    assert isinstance(page, Document), page
    assert "Half of the harbour towns" in page.text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("missing", "answers 404 Not Found"),
        ("picture", "is image/png, which is no article"),
        ("bomb", "is larger than 20 MB"),
        ("large", "is larger than 20 MB"),
        ("short", "was cut short"),
        ("round", "redirects more than 5 times"),
        ("away?file:///etc/passwd", "redirects to 'file:///etc/passwd', which is not fetched: it is no web address"),
        ("away?http://u:p@bay.example.org/", "a user name"),
        ("away?http://inside.example.org/", "inside.example.org is no public address"),
        ("away?http://[::ffff:127.0.0.1]/", "is no public address"),
    ],
)
def test_what_is_no_article_and_what_leads_astray_is_refused(port: int, path: str, expected: str) -> None:
    homes = {"bay.example.org": ["127.0.0.1"]}
    fetcher = local(lambda host, _port: homes.get(host, ["127.0.0.1", "10.0.0.7"]))
    assert expected in reason(f"http://bay.example.org:{port}/{path}", fetcher)


def test_the_connection_goes_to_the_address_that_was_checked(port: int) -> None:
    """A name that means something else the next time is looked up once for each request."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    fetcher = local(lambda _host, _port: next(answers))
    assert isinstance(only(f"http://bay.example.org:{port}/tides.html", fetcher), Document)
    assert "is no public address" in reason(f"http://bay.example.org:{port}/tides.html", fetcher)


def test_an_answer_that_drips_is_ended(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_SECONDS", 0.4)
    assert "it takes more than 0 seconds" in reason(f"http://bay.example.org:{port}/drip")


def test_a_host_without_a_certificate_is_refused(port: int) -> None:
    assert "no certificate that holds" in reason(f"https://bay.example.org:{port}/tides.html")


def test_a_host_that_is_not_there_is_told() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise socket.gaierror("no such name")

    assert "no address is known of bay.example.org" in reason("https://bay.example.org/", local(nowhere))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert "can't be spoken to" in reason(f"http://bay.example.org:{closed.getsockname()[1]}/")


@pytest.mark.parametrize(
    "address",
    ["http://2130706433/", "http://0x7f000001/", "http://bay", "http://", "http://bay.example.org:99999/",
     "http://user@bay.example.org/", "http://bay.example.org:0/", "http://a b.example.org/"],
)  # fmt: skip
def test_an_address_that_hides_something_is_not_asked_for(address: str) -> None:
    assert reason(address).startswith("is not fetched")


def test_no_redirect_leads_from_https_to_http() -> None:
    with pytest.raises(SourceError, match="redirects from https to http"):
        fetch._redirected("https://bay.example.org/a", "http://bay.example.org/b")
    assert fetch._redirected("https://bay.example.org/a/b", "../c?d#e") == "https://bay.example.org/c?d#e"


PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946")
SPECIAL = """
127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 192.0.2.1
198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
::127.0.0.1 fe80::1 fe80::1%eth0 fc00::1 fd12::1 fec0::1 ff02::1 2001:db8::1 64:ff9b::10.0.0.1 2002:7f00:1::
2001:0:1:1::80ff:fffe 2130706433 0x7f.1 localhost 127.1 ::ffff:0:127.0.0.1
"""


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert fetch.is_public(address)


@pytest.mark.parametrize("address", SPECIAL.split())
def test_a_private_local_or_special_address_is_not_public(address: str) -> None:
    assert not fetch.is_public(address)


def test_a_build_that_was_not_told_to_fetch_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_given: object, **_named: object) -> None:
        raise AssertionError("the network was touched")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, forbidden)
    shown = CliRunner().invoke(cli, ["build", "https://bay.example.org/tides.html"])
    assert shown.exit_code == 2
    assert "is a web address: nothing is fetched without --fetch" in shown.output


def test_the_command_fetches_when_told_to(port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whence.cli.building.Fetcher", local)
    graph = tmp_path / "graph.ttl"
    url = f"http://bay.example.org:{port}/tides.html"
    shown = CliRunner().invoke(cli, ["build", url, "--fetch", "-o", str(graph)])
    assert shown.exit_code == 0, shown.output
    assert hashlib.sha256(PAGE).hexdigest() in graph.read_text("utf-8")
