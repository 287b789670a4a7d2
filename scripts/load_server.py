"""Load a server with many requests at a time, slow clients among them, and say what it made of it.

    python scripts/load_server.py [STORE] [--seconds 60] [--clients 500] [--slow 50]

It serves the store (by default the sample articles, built for it) in a process of its own on a free port of loopback.
Each client asks one request after the other: queries whose answers are known, descriptions, mistakes, and queries that
take too long. Slow clients send their headers or bodies drop by drop, or don't take their answers. Exits with 1 when an
answer was wrong, a status was none of 200, 400, 408, 429 and 503, or the server's memory grew by more than a quarter
after the first fifth of the time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import socket
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

SEED = 7
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def serve(folder: str, listening: socket.socket) -> None:
    """Serve a store's endpoint and descriptions behind the guard; in a process of its own."""
    import uvicorn
    from starlette.applications import Starlette

    from whence.sandbox.limits import Limits
    from whence.sandbox.pool import Sandbox
    from whence.serve.description import Description
    from whence.serve.guard import Guard
    from whence.serve.server import config
    from whence.serve.sparql import endpoint

    place = Path(folder)
    description = Description(place)
    with Sandbox(place, Limits(seconds=3.0)) as sandbox:
        app = Starlette(routes=[endpoint(sandbox, description.service), description.route()])
        uvicorn.Server(config(Guard(app))).run([listening])


@dataclass
class Tally:
    """What was seen: statuses, wrong answers, the times of good answers in seconds, memory in MB by second."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """Where to ask, and how many triples are there."""

    port: int
    triples: int
    until: float


async def exchange(target: Target, sent: bytes) -> tuple[int, bytes]:
    """Send a request and take the whole answer: its status (0 where there is none) and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    try:
        writer.write(sent)
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(), 60)
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return (int(head.split(b" ", 2)[1]), body) if head else (0, b"")


def asked(path: str, *headers: str) -> bytes:
    """A request of a client that closes its connection after it."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]).encode()


def query(text: str) -> str:
    """The path of a query."""
    return f"/sparql?query={quote(text)}"


async def client(target: Target, tally: Tally, chance: random.Random) -> None:
    """Ask one request after the other."""
    while time.monotonic() < target.until:
        kind = chance.choices(("count", "ask", "void", "mistake", "endless"), (60, 25, 5, 9, 1))[0]
        number = chance.randrange(1_000_000)
        path = {
            "count": query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
            "ask": query(f"SELECT ({number} + 1 AS ?n) {{}}"),
            "void": "/.well-known/void",
            "mistake": query("SELECT * { ?s ?p"),
            "endless": query(ENDLESS),
        }[kind]
        start = time.monotonic()
        try:
            status, body = await exchange(target, asked(path))
        except (OSError, TimeoutError) as error:
            tally.statuses[type(error).__name__] += 1
            continue
        tally.statuses[str(status)] += 1
        if status == 200:
            tally.times.append(time.monotonic() - start)
            if kind in ("count", "ask"):
                expected = str(target.triples if kind == "count" else number + 1)
                check(tally, path, body, expected)
        elif status == 503:
            await asyncio.sleep(chance.uniform(0.5, 2.0))


def check(tally: Tally, path: str, body: bytes, expected: str) -> None:
    """Compare an answer of one number with what it should be."""
    try:
        found = json.loads(body)["results"]["bindings"][0]["n"]["value"]
    except (ValueError, LookupError):
        found = repr(body[:80])
    if found != expected:
        tally.wrong.append(f"{path}: {found} instead of {expected}")


async def slow_client(target: Target, tally: Tally, chance: random.Random) -> None:
    """Send a header or a body drop by drop, or take nothing of an answer, until the server has enough of it."""
    while time.monotonic() < target.until:
        kind = chance.choice(("header", "body", "answer"))
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
            if kind == "answer":
                writer.write(asked(query("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 50000")))
                await asyncio.sleep(chance.uniform(5, 30))
            else:
                more = (
                    "" if kind == "header" else "Content-Type: application/sparql-query\r\nContent-Length: 500\r\n\r\n"
                )
                writer.write(f"POST /sparql HTTP/1.1\r\nHost: localhost\r\n{more}".encode())
                for _ in range(60):
                    writer.write(b"X: y\r\n" if kind == "header" else b" ")
                    await writer.drain()
                    if reader.at_eof():
                        break
                    await asyncio.sleep(0.5)
            writer.close()
            tally.statuses[f"slow {kind}"] += 1
        except OSError:
            tally.statuses[f"slow {kind}, let go"] += 1


async def watch(target: Target, tally: Tally, pid: int) -> None:
    """Note the memory of the server and its children, second by second."""
    while time.monotonic() < target.until:
        tally.memory.append(sum(resident(each) for each in (pid, *children(pid))))
        await asyncio.sleep(1)


def resident(pid: int) -> float:
    """The memory of a process in MB; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


async def load(target: Target, clients: int, slow: int, pid: int) -> Tally:
    """Run all clients until the time is over."""
    tally = Tally()
    await asyncio.gather(
        watch(target, tally, pid),
        *(client(target, tally, random.Random(SEED + number)) for number in range(clients)),  # noqa: S311
        *(slow_client(target, tally, random.Random(-number)) for number in range(slow)),  # noqa: S311
    )
    return tally


def sample(folder: Path) -> Path:
    """A store of the sample articles."""
    from whence import resources
    from whence.building import build
    from whence.store import Store

    with Store(folder / "demo.db") as store:
        build([str(resources.data("demo"))], store)
    return folder / "demo.db"


def report(tally: Tally, seconds: float) -> bool:
    """Print the figures; whether all is well."""
    total = sum(number for status, number in tally.statuses.items() if not status.startswith("slow"))
    print(f"{total:,} requests in {seconds:.0f} s")
    for status, number in sorted(tally.statuses.items()):
        print(f"  {status:<20} {number:>8,}")
    times = sorted(tally.times) or [0.0]
    middle, late = (times[int(len(times) * part)] * 1000 for part in (0.5, 0.99))
    print(f"answers with 200: median {middle:.0f} ms, 99% within {late:.0f} ms; wrong: {len(tally.wrong)}")
    settled = tally.memory[len(tally.memory) // 5 :] or [0.0]
    print(
        f"memory of the server and its children: {settled[0]:.0f} MB, at most {max(settled):.0f}, {settled[-1]:.0f} MB"
    )
    for wrong in tally.wrong[:5]:
        print(f"  {wrong}")
    known = {"200", "400", "408", "429", "503"}
    bad = {status for status in tally.statuses if status not in known and not status.startswith("slow")}
    flat = settled[-1] <= settled[0] * 1.25 + 20
    print("all is well" if not (bad or tally.wrong) and flat else f"NOT WELL: {sorted(bad) or 'answers or memory'}")
    return not (bad or tally.wrong) and flat


def main() -> int:
    """Serve, load, report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--slow", type=int, default=50)
    options = parser.parse_args()
    from whence.store import Store

    with tempfile.TemporaryDirectory() as scratch, socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        folder = options.store or sample(Path(scratch))
        with Store(folder, read_only=True) as store:
            triples = len(store)
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(str(folder), listening))
        server.start()
        try:
            time.sleep(2)
            until = time.monotonic() + options.seconds
            target = Target(listening.getsockname()[1], triples, until)
            tally = asyncio.run(load(target, options.clients, options.slow, server.pid or 0))
            return 0 if report(tally, options.seconds) else 1
        finally:
            server.terminate()
            server.join()


if __name__ == "__main__":
    sys.exit(main())
