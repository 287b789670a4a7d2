"""Asking elsewhere: an endpoint answers queries and questions as the store here does; its faults are told in a line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from whence import resources
from whence.answers import answer
from whence.ask import ask, questions
from whence.building import build
from whence.cli.output import write
from whence.errors import RemoteError
from whence.remote.client import Client, Patience
from whence.remote.endpoint import Endpoint
from whence.remote.spelling import bound
from whence.store import Store

from servers import GraphServer, Server, cut, drips, fails, sleeps

QUICK = Patience(seconds=0.3, tries=2, pause=0.001)
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo articles, in memory."""
    folder = tmp_path_factory.mktemp("demo")
    for article in resources.data("demo").iterdir():
        (folder / article.name).write_bytes(article.read_bytes())
    with Store() as opened:
        build([str(folder)], opened)
        yield opened


@pytest.fixture(scope="module")
def graphs(store: Store) -> GraphServer:
    served = GraphServer()
    served.held.extend(store.quads())
    return served


@pytest.fixture
def server(graphs: GraphServer) -> Iterator[Server]:
    with Server(graphs.answer) as running:
        yield running


@pytest.fixture
def endpoint(server: Server) -> Iterator[Endpoint]:
    with Client(f"{server.url}/query?union", patience=QUICK) as client:
        yield Endpoint(client)


VALUES = {"articles-of": "shift", "study-of": "six in ten", "withdraw": "Remote Shift 2023"}


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_a_question_is_answered_there_as_here(name: str, store: Store, endpoint: Endpoint) -> None:
    parameters = next(question for question in questions() if question.name == name).parameters
    values = {parameters[0].name: VALUES[name]} if name in VALUES else {}
    assert ask(endpoint, name, **values) == ask(store, name, **values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("claims", {"file": "release"}),
        ("stale", {"years": "1"}),
        ("people", {"name": "o"}),
        ("study-of", {"words": 'x" } } ; DROP ALL # \\u0022 } }'}),
        ("study-of", {"words": "percent"}),
    ],
)
def test_values_are_bound_as_terms(name: str, values: dict[str, str], store: Store, endpoint: Endpoint) -> None:
    assert ask(endpoint, name, **values) == ask(store, name, **values)


COUNT = "SELECT (COUNT(?a) AS ?n) { ?a a <https://w3id.org/whence/ns#Article> }"
QUERIES = {
    "select": "SELECT ?f WHERE { GRAPH ?g { ?a <https://w3id.org/whence/ns#fileName> ?f } } ORDER BY ?f",
    "ask": "ASK { ?s ?p ?o }",
    "construct": "CONSTRUCT { ?a a <e:A> } WHERE { ?a <https://w3id.org/whence/ns#fileName> ?f }",
    "none": "SELECT ?f WHERE { ?f <e:p> ?f }",
    "unbound": "SELECT ?x ?f { ?a <https://w3id.org/whence/ns#fileName> ?f OPTIONAL { ?a <e:p> ?x } } ORDER BY ?f",
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_is_answered_there_as_here(query: str, store: Store, endpoint: Endpoint) -> None:
    there, here = io.StringIO(), io.StringIO()
    write(answer(endpoint.query(query), iri=str), "json", there)
    write(answer(store.query(query), iri=str), "json", here)
    assert there.getvalue() == here.getvalue()


def test_variables_are_bound_at_the_head_of_the_outer_group() -> None:
    query = "# WHERE { no }\nSELECT ?a WHERE\n{ { SELECT ?b WHERE { ?b ?c ?d } } }"
    assert bound(query, {"a": ox.Literal('"\n'), "b": ox.NamedNode("https://e.org/")}) == (
        '# WHERE { no }\nSELECT ?a WHERE\n{ VALUES (?a ?b) { ("\\"\\n" <https://e.org/>) }  '
        "{ SELECT ?b WHERE { ?b ?c ?d } } }"
    )


DEEP = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":' + b'{"type":"triple","value":{"subject":' * 50_000


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (fails(404), "404: no SPARQL endpoint"),
        (fails(400, b"no such prefix: ex\nat 1:7"), "400 Bad Request: no such prefix: ex at 1:7"),
        (fails(502), "502 Bad Gateway .tried 2 times"),
        (fails(200, b"<html>", Content_Type="text/html; charset=utf-8"), "text/html, not with SPARQL results"),
        (fails(200, b"<html>"), "something that it does not name"),
        (fails(200, b'{"head":{"vars":["a"]},"results":{"bindings":[{"a', Content_Type=JSON), "can't be read"),
        (fails(200, b"[]", Content_Type=JSON), "can't be read"),
        (fails(200, DEEP, Content_Type=JSON), "nests too deep"),
        (fails(200, b"<e:s> <e:p> ", Content_Type="text/turtle"), "can't be read"),
        (fails(200, b"<e:s> <e:p> " + b"<<( <e:s> <e:p> " * 50_000, Content_Type="text/turtle"), "nests too deep"),
        (fails(200, b"\x1f\x8b", Content_Encoding="gzip", Content_Type=JSON), "can't be (decoded|read)"),
        (fails(302, Location="https://elsewhere.example.org/"), "sends on to https://elsewhere.example.org/"),
        (cut, "can't be reached"),
        (sleeps(0.6), "no answer within 0.3 s"),
        (drips(1.0), "took more than 0.3 s"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_an_endpoint_is_told_in_a_line(fault: object, told: str, endpoint: Endpoint, server: Server) -> None:
    server.faults = [fault, fault]  # type: ignore[list-item]
    with pytest.raises(RemoteError, match=told) as raised:
        endpoint.query("ASK {}")
    assert len(str(raised.value).splitlines()) == 1


def test_the_commands_ask_there(server: Server, tmp_path: Path) -> None:
    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "whence", *arguments, "--endpoint", f"{server.url}/query?union"]
        return subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, text=True, check=False)

    done = run(
        "query", "-", "--format", "json", given="SELECT (COUNT(?a) AS ?n) { ?a a <https://w3id.org/whence/ns#Article> }"
    )
    assert (done.returncode, json.loads(done.stdout)) == (0, [{"n": 10}])
    done = run("ask", "study-of", "six in ten office workers", "--format", "csv")
    assert done.returncode == 0
    assert "Remote Shift 2023" in done.stdout
    done = run("query", "-", given="SELECT nonsense")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
