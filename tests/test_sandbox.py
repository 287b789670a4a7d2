"""Queries that kill an engine end in a typed error, and the next one is answered."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import QueryBusy, QueryLimit, QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge, StoreError
from whence.sandbox.formats import GRAPHS, SOLUTIONS, Format, named
from whence.sandbox.limits import Dataset, Limits
from whence.sandbox.pool import Sandbox
from whence.sandbox.rows import counter
from whence.sandbox.ticket import Ticket
from whence.sandbox.worker import Worker

E = "http://example.org/"
LIMITS = Limits(seconds=1.0, memory=256 << 20, rows=2_000, size=1 << 20, length=50_000, wait=0.5)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of this kind are Linux's")


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(E + name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sandbox") / "s.db"
    store = ox.Store(str(place))
    store.bulk_extend(ox.Quad(node(f"s{n}"), node("p"), ox.Literal(n), node(f"g{n % 10}")) for n in range(3_000))
    store.add(ox.Quad(node("odd"), node("q"), ox.Literal('a\r\n"b",{\\ <result>\x01é', language="en"), node("g0")))
    store.flush()
    return place


@pytest.fixture(scope="module")
def sandbox(folder: Path) -> Iterator[Sandbox]:
    with Sandbox(folder, LIMITS, children=1) as made:
        yield made


def read(sandbox: Sandbox, query: str, form: Format | None = None, dataset: Dataset | None = None) -> bytes:
    with sandbox.run(query, form, dataset) as result:
        body = b"".join(result.chunks())
        assert len(body) == result.size
        return body


def values(sandbox: Sandbox, query: str, dataset: Dataset | None = None) -> list[str]:
    rows = json.loads(read(sandbox, query, dataset=dataset))["results"]["bindings"]
    return [value["value"] for row in rows for value in row.values()]


DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))

DEADLY: dict[str, tuple[str, type[QueryLimit]]] = {
    "5,000 braces": ("SELECT * " + "{" * 5_000 + "}" * 5_000, QueryTooLarge),
    "20,000 patterns": ("SELECT * {" + "?s ?p ?o." * 5_000 + "}", QueryTooLarge),
    "a cross product": (ENDLESS, QueryTimeout),
    "patterns that can't be planned": ("SELECT * {" + "?s ?p ?o . " * 600 + "}", QueryTimeout),
    "too many rows": ("SELECT * { ?s ?p ?o }", QueryTooLarge),
    "rows without end": ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", QueryTooLarge),
    "too many triples": ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", QueryTooLarge),
    "too many bytes": ('SELECT (CONCAT("' + "x" * 2_000 + '", STR(?s)) AS ?x) { ?s ?p ?o } LIMIT 1000', QueryTooLarge),
    "too long": ("ASK {} #" + "x" * 50_000, QueryTooLarge),
}
OUT_OF_MEMORY = {
    "doubling": f'SELECT (STRLEN(?x30) AS ?n) {{ BIND("0123456789" AS ?x0) {DOUBLED} }}',
    "sorting": "SELECT ?a { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f",
}


@pytest.mark.parametrize(("query", "error"), DEADLY.values(), ids=DEADLY)
def test_a_deadly_query_costs_itself(sandbox: Sandbox, query: str, error: type[QueryLimit]) -> None:
    with pytest.raises(error):
        sandbox.run(query)
    assert values(sandbox, "SELECT (1 AS ?one) {}") == ["1"]


@linux
@pytest.mark.parametrize("query", OUT_OF_MEMORY.values(), ids=OUT_OF_MEMORY)
def test_memory_is_limited(folder: Path, query: str) -> None:
    with Sandbox(folder, Limits(seconds=20, memory=64 << 20), children=1) as sandbox:
        with pytest.raises(QueryTooLarge, match="64 MB of memory"):
            sandbox.run(query)
        assert read(sandbox, "ASK {}", named("csv")) == b"true"


def test_a_pattern_that_backtracks_elsewhere_takes_linear_time(sandbox: Sandbox) -> None:
    query = f'SELECT (REGEX("{"a" * 5_000}b", "^(a+)+$") AS ?x) (REPLACE("{"a" * 40}b", "^(a+)+$", "") AS ?y) {{}}'
    assert values(sandbox, query)[0] == "false"


def test_errors_of_a_query_are_typed(sandbox: Sandbox) -> None:
    with pytest.raises(QuerySyntax, match="1:24: expected"):
        sandbox.run("SELECT * { ?s ?p ?o } x")
    with pytest.raises(QueryRefused):
        sandbox.run("SELECT * { SERVICE <http://127.0.0.1/> {} }")
    with pytest.raises(QuerySyntax, match="isn't answered as turtle"):
        sandbox.run("ASK {}", GRAPHS[0])


def test_a_child_is_reused(sandbox: Sandbox) -> None:
    read(sandbox, "ASK {}")
    before = sandbox.pids()
    for _ in range(5):
        read(sandbox, "ASK {}")
    with pytest.raises(QuerySyntax):
        sandbox.run("SELECT * {")
    assert sandbox.pids() == before


def test_a_child_that_was_killed_is_replaced(sandbox: Sandbox) -> None:
    read(sandbox, "ASK {}")
    (before,) = sandbox.pids()
    os.kill(before, signal.SIGKILL)
    time.sleep(0.1)
    assert read(sandbox, "ASK {}", named("csv")) == b"true"
    assert sandbox.pids() != [before]


def test_a_query_that_nobody_waits_for_is_given_up(sandbox: Sandbox) -> None:
    ticket = Ticket()
    threading.Timer(0.2, ticket.cancel).start()
    start = time.monotonic()
    with pytest.raises(QueryLimit, match="given up"):
        sandbox.run(ENDLESS, ticket=ticket)
    assert time.monotonic() - start < LIMITS.seconds
    with pytest.raises(QueryLimit, match="given up"):
        sandbox.run("ASK {}", ticket=ticket)


def test_more_than_can_wait_are_sent_away(folder: Path) -> None:
    with Sandbox(folder, LIMITS, children=1, waiting=1) as sandbox, ThreadPoolExecutor(4) as asking:
        read(sandbox, "ASK {}")
        asked = [asking.submit(sandbox.run, ENDLESS) for _ in range(4)]
        errors = [type(each.exception()) for each in asked]
    assert errors.count(QueryBusy) == 3  # two at once, one after waiting its time
    assert errors.count(QueryTimeout) == 1


def test_an_answer_that_can_not_be_kept_is_not_given_to_the_next(folder: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _chunk: object) -> int:
            raise OSError(28, "No space left on device")

    worker = Worker(folder, LIMITS)
    asked: dict[str, object] = {"query": "SELECT * { ?s ?p ?o } LIMIT 1000", "form": "SELECT", "format": "json"}
    try:
        with pytest.raises(StoreError, match="No space left"):
            worker.ask({**asked, "base": None, "default": [], "named": []}, Full())
        assert not worker.is_alive
    finally:
        worker.close()


def test_a_store_that_was_written_to_is_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whence.sandbox.pool.QUIET", 0.05)
    store = ox.Store(str(tmp_path / "s.db"))
    store.flush()
    with Sandbox(tmp_path / "s.db", LIMITS, children=1) as sandbox:
        assert values(sandbox, "SELECT * { ?s ?p ?o }") == []
        store.add(ox.Quad(node("s"), node("p"), ox.Literal("new"), node("g")))
        store.flush()
        time.sleep(0.1)
        assert values(sandbox, "SELECT ?o { ?s ?p ?o }") == ["new"]


def test_large_answers_that_nobody_reads_are_limited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whence.sandbox.pool.LARGE", 2)
    query = f'SELECT (CONCAT("{"x" * 3_000}", STR(?s)) AS ?x) {{ ?s ?p ?o }} LIMIT 1000'
    with Sandbox(folder, Limits(), children=1) as sandbox:
        kept = [sandbox.run(query), sandbox.run(query)]
        with pytest.raises(QueryBusy, match="large answers"):
            sandbox.run(query)
        kept[0].close()
        kept[0].close()
        sandbox.run(query).close()
        kept[1].close()


def test_a_closed_sandbox_answers_nobody(folder: Path) -> None:
    sandbox = Sandbox(folder, LIMITS, children=1)
    sandbox.close()
    with pytest.raises(QueryBusy):
        sandbox.run("ASK {}")


def test_what_is_no_store_can_not_be_asked(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "none", LIMITS, children=1) as sandbox, pytest.raises(StoreError):
        sandbox.run("ASK {}")


def test_a_dataset_chooses_graphs(sandbox: Sandbox) -> None:
    count, by_graph = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert values(sandbox, count) == ["3001"]
    assert values(sandbox, count, Dataset(default=(f"{E}g1", f"{E}g2"))) == ["600"]
    assert values(sandbox, count, Dataset(named=(f"{E}g1",))) == ["0"]
    assert values(sandbox, by_graph, Dataset(named=(f"{E}g1",))) == ["300"]
    assert values(sandbox, count.replace("{", f"FROM <{E}g3> {{", 1), Dataset(default=(f"{E}g1",))) == ["300"]
    assert values(sandbox, count, Dataset(default=("file:///etc/passwd",))) == ["0"]


@pytest.mark.parametrize("form", SOLUTIONS, ids=lambda form: form.name)
def test_solutions_are_written_and_counted(sandbox: Sandbox, form: Format) -> None:
    query = f"SELECT ?s ?o {{ ?s ?p ?o FILTER(?s = <{E}odd> || ?o < 5) }} ORDER BY ?s"
    with sandbox.run(query, form) as result:
        assert result.rows == 6
        body = result.body.read()
    if form.name in ("json", "tsv"):  # CSV is not to be parsed, and XML can't hold \x01
        assert len(list(ox.parse_query_results(body, format=form.engine))) == 6  # type: ignore[arg-type]


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_graphs_are_written_and_counted(sandbox: Sandbox, form: Format) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(?o < 5) }"
    with sandbox.run(query, form, prefixes={"e": E}) as result:
        assert result.rows == 5
        assert len(list(ox.parse(result.body.read(), format=form.engine))) == 5  # type: ignore[arg-type]


@linux
def test_a_child_reaches_no_network(folder: Path) -> None:
    """Even a query that the screen would miss: it is asked of the child itself."""
    import http.server

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raise AssertionError("the child called out")

        do_GET = do_POST  # noqa: N815

    server = http.server.HTTPServer(("127.0.0.1", 0), Canary)
    server.timeout = 0.5
    reached = []
    server.process_request = lambda *_arguments: reached.append(1)  # type: ignore[method-assign]
    asking = threading.Thread(target=server.handle_request)
    asking.start()
    worker = Worker(folder, LIMITS)
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{server.server_port}/> {{ ?s ?p ?o }} }}"
    asked: dict[str, object] = {
        "query": query,
        "form": "SELECT",
        "format": "json",
        "base": None,
        "default": [],
        "named": [],
    }
    try:
        with pytest.raises(StoreError):
            worker.ask(asked, io.BytesIO())
    finally:
        worker.close()
        asking.join()
        server.server_close()
    if not _can_leave_network():
        pytest.skip("this system makes no network namespaces")
    assert not reached


def _can_leave_network() -> bool:
    import subprocess

    leave = "from whence.workers.isolation import leave_network; print(leave_network())"
    done = subprocess.run(
        [sys.executable, "-c", leave], capture_output=True, text=True, env={"PYTHONPATH": os.pathsep.join(sys.path)}
    )
    return done.stdout.strip() == "True"


# ---------------------------------------------------------------- rows

TERMS = st.one_of(
    st.none(),
    st.builds(ox.Literal, st.text(alphabet="a\"\\\n\r,{}[]:<>'\t result&é")),
    st.builds(lambda text: ox.Literal(text, language="en"), st.text(alphabet='",{\\[')),
    st.just(ox.NamedNode("http://example.org/,%7B")),
)


@settings(deadline=None)
@given(st.lists(st.tuples(TERMS, TERMS), max_size=6), st.integers(1, 9))
def test_rows_are_counted_whatever_they_hold(rows: list[tuple[ox.Literal, ox.Literal]], step: int) -> None:
    values = " ".join("(" + " ".join("UNDEF" if term is None else str(term) for term in row) + ")" for row in rows)
    for form in SOLUTIONS:
        found = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
        written = found.serialize(format=form.engine) or b""  # type: ignore[arg-type]
        count = counter(form.name)
        assert sum(count(written[at : at + step]) for at in range(0, len(written), step)) == len(rows), written
