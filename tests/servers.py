"""Servers for tests, on loopback: a graph store that can misbehave, and the real ones that are installed here."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Seen:
    """A request as the server met it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Server:
    """A loopback HTTP server; `faults` are answers that come first, one a request that `applies`."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler, bytes], None]) -> None:
        self.seen: list[Seen] = []
        self.faults: list[Answer] = []
        self.applies: Callable[[Seen], bool] = lambda _: True
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                seen = Seen(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                outer.seen.append(seen)
                with suppress(BrokenPipeError, ConnectionResetError):
                    if outer.faults and outer.applies(seen):
                        outer.faults.pop(0)(self)
                    else:
                        answer(self, body)

            do_GET = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815 - the names that http.server calls

            def log_message(self, *_: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def methods(self) -> list[str]:
        return [seen.method for seen in self.seen]

    def __enter__(self) -> Server:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def fails(status: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda handler: reply(handler, status, body, **headers)


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<a")
    handler.wfile.flush()
    hang_up(handler)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.shutdown(socket.SHUT_RDWR)


def sleeps(seconds: float) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        reply(handler, 204)

    return answer


def drips(seconds: float) -> Answer:
    """A byte now and then: never silent for long, never done."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.02)
        hang_up(handler)

    return answer


@dataclass
class GraphServer:
    """A graph store of our own: /store by the Graph Store Protocol, /query and /update by the SPARQL Protocol."""

    held: ox.Store = field(default_factory=ox.Store)
    TYPES: ClassVar = {"text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES}

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        url = urlsplit(handler.path)
        if url.path == "/store":
            self._store(handler, ox.NamedNode(parse_qs(url.query)["graph"][0]), body)
        elif url.path == "/update":
            self.held.update(body.decode())
            reply(handler, 204)
        elif url.path == "/query":
            self._query(handler, parse_qs(body.decode())["query"][0], "union" in url.query)
        else:
            reply(handler, 404, b"nothing here")

    def _store(self, handler: BaseHTTPRequestHandler, graph: ox.NamedNode, body: bytes) -> None:
        there = self.held.contains_named_graph(graph)
        if handler.command in ("GET", "DELETE") and not there:
            reply(handler, 404, b"no such graph")
        elif handler.command == "GET":
            triples = self.held.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
            assert triples is not None
            reply(handler, 200, triples, Content_Type="application/n-triples; charset=utf-8")
        else:
            if handler.command in ("PUT", "DELETE"):
                self.held.remove_graph(graph)
            if handler.command in ("PUT", "POST"):
                assert handler.headers["Content-Type"] == "text/turtle; charset=utf-8"
                self.held.load(body, ox.RdfFormat.TURTLE, to_graph=graph)
            reply(handler, 204)

    def _query(self, handler: BaseHTTPRequestHandler, query: str, union: bool) -> None:
        try:
            found = self.held.query(query, use_default_graph_as_union=union)
        except SyntaxError as error:
            reply(handler, 400, str(error).encode(), Content_Type="text/plain")
            return
        if isinstance(found, ox.QueryTriples):
            body = found.serialize(format=ox.RdfFormat.N_TRIPLES)
            assert body is not None
            reply(handler, 200, body, Content_Type="application/n-triples")
        else:
            body = found.serialize(format=ox.QueryResultsFormat.JSON)
            assert body is not None
            reply(handler, 200, body, Content_Type="application/sparql-results+json")

    def graphs(self) -> dict[str, int]:
        """How many triples each named graph holds."""
        return {
            graph.value: sum(1 for _ in self.held.quads_for_pattern(None, None, None, graph))
            for graph in self.held.named_graphs()
            if isinstance(graph, ox.NamedNode)
        }


# ---------------------------------------------------------------- real servers


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own loopback address
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


@contextmanager
def _running(command: list[str], url: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(url, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(program: str) -> Iterator[str]:
    """The Oxigraph server, in memory; yields its address."""
    url = f"http://127.0.0.1:{free_port()}"
    with _running([program, "serve", "--bind", url.removeprefix("http://")], url):
        yield url


VIRTUOSO = """[Database]
DatabaseFile = {0}/v.db
ErrorLogFile = {0}/v.log
LockFile = {0}/v.lck
TransactionFile = {0}/v.trx
xa_persistent_file = {0}/v.pxa
[TempDatabase]
DatabaseFile = {0}/t.db
TransactionFile = {0}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{1}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1000
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerThreads = 4
"""


@contextmanager
def virtuoso(program: str, folder: Path, user: str, password: str) -> Iterator[str]:
    """Virtuoso with a user who may write graphs, and whom it asks for a digest; yields its address."""
    sql, http = free_port(), free_port()
    (folder / "v.ini").write_text(VIRTUOSO.format(folder, sql, http))
    url = f"http://127.0.0.1:{http}"
    with _running([program, "+foreground", "+configfile", str(folder / "v.ini")], f"{url}/sparql"):
        grants = f"""user_create ('{user}', '{password}');
            user_grant_role ('{user}', 'SPARQL_UPDATE');
            DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"""
        isql = shutil.which("isql-vt") or "isql-vt"
        subprocess.run([isql, f"127.0.0.1:{sql}", "dba", "dba"], input=grants.encode(), check=True, capture_output=True)
        yield url
