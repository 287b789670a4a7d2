"""What clients do to a server on raw sockets: it answers in plain text, and then it answers the next."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import pytest

pytest.importorskip("starlette", reason="needs whence[web]")
pytest.importorskip("uvicorn", reason="needs whence[web]")

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from whence.serve import server as listening
from whence.serve.guard import POLICY, Bounds, Guard

from serving import serving

BOUNDS = Bounds(body_seconds=0.5, concurrent=2, stalled=0.3, body=50_000, answer_seconds=1.0)


async def echo(request: Request) -> Response:
    body = await request.body()
    return PlainTextResponse(f"{request.method} {len(body)} {sorted(request.headers)}", headers={"set-cookie": "a=b"})


async def slow(_request: Request) -> Response:
    await anyio.sleep(0.5)
    return PlainTextResponse("slow")


async def endless(_request: Request) -> Response:
    async def pieces() -> object:
        while True:
            yield b"x" * 65_536
            await anyio.sleep(0.001)

    return StreamingResponse(pieces())  # type: ignore[arg-type]


async def broken(_request: Request) -> Response:
    raise RuntimeError("a secret")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    static = tmp_path_factory.mktemp("static") / "static"
    static.mkdir()
    (static / "a.css").write_text("a { color: red }" * 100)
    (static.parent / "secret.txt").write_text("secret")
    methods = ["GET", "POST", "DELETE"]
    app = Starlette(
        routes=[
            Route("/echo", echo, methods=methods),
            Route("/sparql", echo, methods=methods),
            Route("/slow", slow),
            Route("/endless", endless),
            Route("/broken", broken),
            Mount("/static", StaticFiles(directory=static)),
        ]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listening, "HEADER_SECONDS", 0.3)
        patch.setattr(listening, "FAREWELL_SECONDS", 0.3)
        patch.setattr(listening, "_INTERVAL", 0.05)
        with serving(Guard(app, hosts=["localhost", "127.0.0.1", "[::1]", "Graph.Example.org"], bounds=BOUNDS)) as url:
            host, port = url.removeprefix("http://").split(":")
            yield host, int(port)


def talk(address: tuple[str, int], sent: bytes, *, patience: float = 5.0) -> bytes:
    """What comes back on a connection of its own, until the server closes it or goes silent."""
    with socket.create_connection(address, timeout=patience) as connection:
        found = b""
        with suppress(OSError):
            connection.sendall(sent)  # the server may have had enough before the end, and say why
        with suppress(OSError):
            while piece := connection.recv(65_536):
                found += piece
        return found


def request(line: str, *headers: str, host: str | None = "localhost", body: bytes = b"") -> bytes:
    named = [f"Host: {host}"] if host is not None else []
    return "\r\n".join([f"{line} HTTP/1.1", *named, "Connection: close", *headers, "", ""]).encode("latin-1") + body


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


PIECE = b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n"

CASES = {
    "a good request": (request("GET /echo"), 200),
    "a configured name": (request("GET /echo", host="graph.example.ORG:8000"), 200),
    "IPv6": (request("GET /echo", host="[::1]:8000"), 200),
    "another host": (request("GET /echo", host="evil.example"), 400),
    "a host that begins like ours": (request("GET /echo", host="localhost.evil.example"), 400),
    "a host that ends like ours": (request("GET /echo", host="evil-localhost"), 400),
    "user info before the host": (request("GET /echo", host="localhost@evil.example"), 400),
    "no host": (request("GET /echo", host=None), 400),
    "an empty host": (request("GET /echo", host=""), 400),
    "two hosts": (request("GET /echo", "Host: evil.example"), 400),
    "an address of another site": (request("GET http://evil.example/echo", host="evil.example"), 400),
    "an absolute address": (request("GET http://localhost/echo"), 400),
    "CONNECT": (request("CONNECT evil.example:80"), 400),
    "TRACE": (request("TRACE /echo"), 405),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 10, 400),
    "a method of letters": (request("A" * 300 + " /echo"), 405),
    "climbing": (request("GET /static/../secret.txt"), 400),
    "climbing, encoded": (request("GET /static/%2e%2e/secret.txt"), 400),
    "climbing, encoded slash": (request("GET /static/..%2fsecret.txt"), 400),
    "climbing, backslash": (request("GET /static/..\\secret.txt"), 400),
    "climbing, encoded twice": (request("GET /static/%252e%252e/secret.txt"), 404),
    "NUL": (request("GET /static/a.css%00.txt"), 400),
    "bad UTF-8": (request("GET /static/%ff%fe"), 400),
    "overlong UTF-8": (request("GET /static/%c0%ae%c0%ae/secret.txt"), 400),
    "a long address": (request("GET /echo?" + "x" * 60_000), 414),
    "a longer address": (request("GET /echo?" + "x" * 200_000), 400),
    "many headers": (request("GET /echo", *(f"X-{n}: y" for n in range(300))), 431),
    "a long header": (request("GET /echo", "X: " + "y" * 30_000), 431),
    "a longer header": (request("GET /echo", "X: " + "y" * 200_000), 400),
    "a header in two lines": (request("GET /echo", "X: a", " b"), 200),
    "a bare line feed in a header": (request("GET /echo", "X: a\nHost: evil.example"), 400),
    "one range": (request("GET /static/a.css", "Range: bytes=0-3"), 206),
    "10,000 ranges": (request("GET /static/a.css", "Range: bytes=" + ",".join(["0-1"] * 3_000)), 200),
    "a body": (request("POST /echo", "Content-Length: 3", body=b"abc"), 200),
    "a body that is too large": (request("POST /echo", "Content-Length: 100000", body=b"x" * 100_000), 413),
    "a body that says it is huge": (request("POST /echo", "Content-Length: 99999999999", body=b"x" * 1_000_000), 413),
    "a body in pieces, too large": (
        request(
            "POST /echo", "Transfer-Encoding: chunked", body=(b"ffff\r\n" + b"x" * 65_535 + b"\r\n") * 3 + b"0\r\n\r\n"
        ),
        413,
    ),
    "a negative length": (request("POST /echo", "Content-Length: -1"), 400),
    "two lengths": (request("POST /echo", "Content-Length: 1", "Content-Length: 2", body=b"ab"), 400),
    "length and pieces": (
        request("POST /echo", "Content-Length: 1", "Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
        200,
    ),
    "a body that never comes": (request("POST /echo", "Content-Length: 10", body=b"abc"), 408),
    "a websocket": (
        request("GET /echo", "Upgrade: websocket", "Sec-WebSocket-Key: eA==", "Sec-WebSocket-Version: 13"),
        200,
    ),
    "a form of another site": (request("POST /echo", "Origin: http://evil.example", "Content-Length: 0"), 403),
    "of no site": (request("POST /echo", "Origin: null", "Content-Length: 0"), 403),
    "of another port": (request("POST /echo", "Origin: http://localhost:3000", "Content-Length: 0"), 403),
    "by its own account": (request("DELETE /echo", "Sec-Fetch-Site: cross-site"), 403),
    "of the same host": (request("POST /echo", "Origin: http://localhost", "Content-Length: 0"), 200),
    "a query of another site": (request("POST /sparql", "Origin: http://evil.example", "Content-Length: 0"), 200),
}


@pytest.mark.parametrize(("sent", "expected"), CASES.values(), ids=CASES)
def test_a_client_that_misbehaves_is_answered(address: tuple[str, int], sent: bytes, expected: int) -> None:
    answer = talk(address, sent)
    assert status(answer) == expected, answer[:500]
    assert b"secret" not in answer
    assert status(talk(address, request("GET /echo"))) == 200


def test_every_answer_carries_the_rules(address: tuple[str, int]) -> None:
    for line in ("GET /echo", "GET /nowhere", "GET /static/a.css", "GET /broken", "GET /static/../secret.txt"):
        head = talk(address, request(line)).partition(b"\r\n\r\n")[0].decode("latin-1").lower()
        assert f"content-security-policy: {POLICY.lower()}" in head
        assert "x-content-type-options: nosniff" in head
        assert "referrer-policy: no-referrer" in head
        assert "cross-origin-opener-policy: same-origin" in head
        assert "cross-origin-resource-policy: same-origin" in head
        assert "set-cookie" not in head
        assert "server:" not in head


def test_the_policy_is_strict() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


def test_cookies_reach_nobody(address: tuple[str, int]) -> None:
    assert b"cookie" not in talk(address, request("GET /echo", "Cookie: session=1")).lower()


def test_a_failure_tells_no_details(address: tuple[str, int]) -> None:
    answer = talk(address, request("GET /broken"))
    assert status(answer) == 500
    assert b"secret" not in answer
    assert b"Traceback" not in answer


def test_more_requests_than_allowed_are_told_to_come_again(address: tuple[str, int]) -> None:
    with ThreadPoolExecutor(6) as asking:
        answers = list(asking.map(lambda _: talk(address, request("GET /slow")), range(6)))
    assert sorted(map(status, answers)) == [200, 200, 503, 503, 503, 503]
    assert all(b"retry-after: 2" in answer.lower() for answer in answers if status(answer) == 503)
    assert status(talk(address, request("GET /slow"))) == 200


def test_slow_bodies_hold_up_nobody(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        slow_ones = [stack.enter_context(socket.create_connection(address, timeout=5)) for _ in range(20)]
        for each in slow_ones:
            each.sendall(request("POST /echo", "Content-Length: 1000", body=b"x"))
        start = time.monotonic()
        assert status(talk(address, request("GET /echo"))) == 200
        assert time.monotonic() - start < BOUNDS.body_seconds
        assert {status(each.recv(65_536)) for each in slow_ones} == {408}


@pytest.mark.parametrize("sent", [b"", b"GET /echo HT", b"GET /echo HTTP/1.1\r\nHost: localhost\r\nX-A: b"])
def test_who_does_not_say_what_they_want_is_let_go(address: tuple[str, int], sent: bytes) -> None:
    with socket.create_connection(address, timeout=5) as connection:
        start = time.monotonic()
        connection.sendall(sent)
        assert connection.recv(100) == b""
        assert time.monotonic() - start < 2


def test_headers_that_drip_in_do_not_keep_a_connection(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=5) as connection:
        start = time.monotonic()
        connection.sendall(b"GET /echo HTTP/1.1\r\nHost: localhost\r\n")
        with suppress(OSError):
            while time.monotonic() - start < 4:
                connection.sendall(b"X: y\r\n")
                time.sleep(0.1)
        assert time.monotonic() - start < 2


def test_who_takes_nothing_of_an_answer_is_let_go(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(socket.create_connection(address, timeout=5)).sendall(request("GET /endless"))
        time.sleep(1.0)
        assert status(talk(address, request("GET /slow"))) == 200  # their two places are free again


def test_an_answer_without_end_is_ended(address: tuple[str, int]) -> None:
    start = time.monotonic()
    answer = talk(address, request("GET /endless"))
    assert not answer.endswith(b"0\r\n\r\n")  # so that the client knows that it isn't whole
    assert time.monotonic() - start < 5


def test_the_server_listens_to_this_machine_only_by_default() -> None:
    settings = listening.config(Guard(Starlette()))
    assert settings.host == "127.0.0.1"
    assert settings.proxy_headers is False
