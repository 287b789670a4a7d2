"""The endpoint speaks the SPARQL 1.1 Protocol, and says in plain text what it doesn't do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

pytest.importorskip("starlette", reason="needs whence[web]")
pytest.importorskip("uvicorn", reason="needs whence[web]")

import httpx
from starlette.applications import Starlette

from whence.building import derive
from whence.extractors import RUN, Extracted
from whence.intake.task import article_quads
from whence.sandbox.formats import named
from whence.sandbox.limits import Limits
from whence.sandbox.pool import Sandbox
from whence.serve.description import About, Description
from whence.serve.dump import Dump
from whence.serve.guard import Guard
from whence.serve.negotiation import preferred
from whence.serve.sparql import endpoint
from whence.serve.statistics import Counting
from whence.store import Store

from samples import BLOG_TEXT, blog
from serving import serving

JUDGE = Path(__file__).parents[2] / "shared" / "judges" / "sparql_protocol.py"
HOME = "http://kasei.us/2009/09/sparql/data/"
D1, D2, D3 = (f"{HOME}data{number}.rdf" for number in (1, 2, 3))
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
DOCUMENT = "http://xmlns.com/foaf/0.1/Document"
LIMITS = Limits(seconds=1.5, rows=1_000, wait=0.2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graphs of the W3C's tests: each says of itself that it is a document."""
    place = tmp_path_factory.mktemp("endpoint") / "s.db"
    store = ox.Store(str(place))
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for graph in (D1, D2, D3):
        store.add(ox.Quad(ox.NamedNode(graph), kind, ox.NamedNode(DOCUMENT), ox.NamedNode(graph)))
    store.flush()
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    about = About(title="Numbers & their <sources>", licence="https://example.org/licence", publisher="A Desk")
    description = Description(folder, about)
    with Sandbox(folder, LIMITS, children=1) as sandbox, Store(folder, read_only=True) as store:
        routes = [endpoint(sandbox, description.service), description.route(), Dump(store).route()]
        with serving(Guard(Starlette(routes=routes))) as address:
            yield address


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, headers={"accept": ""}, timeout=30) as made:
        yield made


def ask(client: httpx.Client, query: str, **more: Any) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more.pop("params", {})}, **more)


# ---------------------------------------------------------------- the protocol

TWO = f"ASK {{ <{D1}> a ?type . <{D2}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{D1}> a ?type }} GRAPH ?h {{ <{D2}> a ?type }} }}"
FULL = f"ASK {{ <{D3}> a ?type GRAPH ?g {{ <{D1}> a ?type }} GRAPH ?h {{ <{D2}> a ?type }} }}"

Pairs = Sequence[tuple[str, str]]

ANSWERED: dict[str, tuple[str, Pairs, bytes | Pairs | None, str, bool]] = {
    "GET": ("GET", [("query", "ASK {}")], None, "", True),
    "GET with a graph that isn't there": (
        "GET",
        [("query", "ASK {}"), ("default-graph-uri", f"{HOME}0")],
        None,
        "",
        True,
    ),
    "POST of a form": ("POST", [("default-graph-uri", f"{HOME}0")], [("query", "ASK {}")], FORM, True),
    "POST of the query": ("POST", [], b"ASK {}", QUERY, True),
    "POST of the query, charset": ("POST", [], "ASK { FILTER('é' = 'é') }".encode(), f"{QUERY}; charset=UTF-8", True),
    "default graphs, GET": (
        "GET",
        [("query", TWO), ("default-graph-uri", D1), ("default-graph-uri", D2)],
        None,
        "",
        True,
    ),
    "default graphs, POST": ("POST", [("default-graph-uri", D1), ("default-graph-uri", D2)], TWO.encode(), QUERY, True),
    "one default graph": ("GET", [("query", TWO), ("default-graph-uri", D1)], None, "", False),
    "graphs in the form": ("POST", [], [("query", TWO), ("default-graph-uri", D1)], FORM, False),
    "the union of all": ("GET", [("query", TWO)], None, "", True),
    "named graphs": ("POST", [("named-graph-uri", D1), ("named-graph-uri", D2)], NAMED.encode(), QUERY, True),
    "one named graph": ("POST", [("named-graph-uri", D1)], NAMED.encode(), QUERY, False),
    "both": (
        "POST",
        [("default-graph-uri", D3), ("named-graph-uri", D1), ("named-graph-uri", D2)],
        FULL.encode(),
        QUERY,
        True,
    ),
    "above the query's own": (
        "POST",
        [("named-graph-uri", D1), ("named-graph-uri", D2)],
        NAMED.replace("ASK", f"ASK FROM <{D3}>").encode(),
        QUERY,
        True,
    ),
}


@pytest.mark.parametrize(("method", "address", "body", "kind", "expected"), ANSWERED.values(), ids=ANSWERED)
def test_a_query_is_answered(
    client: httpx.Client, method: str, address: Pairs, body: bytes | Pairs | None, kind: str, expected: bool
) -> None:
    content = body if body is None or isinstance(body, bytes) else str(httpx.QueryParams(tuple(body))).encode()
    headers = {"content-type": kind} if kind else {}
    response = client.request(method, "/sparql", params=tuple(address), content=content, headers=headers)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["boolean"] is expected


REFUSED: dict[str, tuple[str, str, bytes | None, str, int, str]] = {
    "no query": ("POST", "", b"", FORM, 400, "no query"),
    "two queries": ("GET", "?query=ASK%20%7B%7D&query=ASK%20%7B%7D", None, "", 400, "more than one"),
    "another method": ("PUT", "?query=ASK%20%7B%7D", None, "", 405, "GET or POST"),
    "DELETE": ("DELETE", "", None, "", 405, "GET or POST"),
    "another media type": ("POST", "", b"ASK {}", "text/plain", 415, QUERY),
    "no media type": ("POST", "", b"ASK {}", "", 415, QUERY),
    "a form of files": ("POST", "", b"--x\r\n", "multipart/form-data; boundary=x", 415, QUERY),
    "UTF-16": ("POST", "", "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415, "UTF-8"),
    "not UTF-8": ("POST", "", b"ASK { ?s ?p '\xff' }", QUERY, 400, "UTF-8"),
    "a form that isn't UTF-8": ("POST", "", b"query=ASK+%7B+%3Fs+%3Fp+%27%FF%27+%7D", FORM, 400, "UTF-8"),
    "an address that isn't UTF-8": ("GET", "?query=%FF", None, "", 400, "UTF-8"),
    "syntax": ("GET", "?query=ASK%20%7B", None, "", 400, "doesn't parse (1:"),
    "a graph that is no IRI": ("GET", "?query=ASK%7B%7D&default-graph-uri=nowhere", None, "", 400, "no absolute IRI"),
    "an update, GET": ("GET", "?update=CLEAR%20ALL", None, "", 403, "only to be read"),
    "an update, form": ("POST", "", b"update=CLEAR+ALL", FORM, 403, "only to be read"),
    "an update, direct": ("POST", "", b"CLEAR ALL", "application/sparql-update", 403, "only to be read"),
    "an update as a query": ("POST", "", b"INSERT DATA { <a:> <a:> 1 }", QUERY, 400, "INSERT is an update"),
    "SERVICE": ("POST", "", b"ASK { SERVICE <http://127.0.0.1:1/> {} }", QUERY, 400, "SERVICE is refused"),
    "FROM": ("POST", "", b"ASK FROM <file:///etc/passwd> { ?s ?p ?o }", QUERY, 400, "default-graph-uri"),
    "too large": ("POST", "", b"ASK " + b"{" * 5_000 + b"}" * 5_000, QUERY, 400, "128 deep"),
    "too long": ("POST", "", b"ASK {} #" + b"x" * 300_000, QUERY, 400, "characters"),
    "too much": ("POST", "", b"x" * 2_000_000, QUERY, 413, "larger"),
    "too many parameters": ("POST", "", b"query=ASK%7B%7D" + b"&a=b" * 500, FORM, 400, "too many parameters"),
    "too many rows": (
        "POST",
        "",
        b"SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u }",
        QUERY,
        400,
        "1,000 rows",
    ),
    "too slow": (
        "POST",
        "",
        ("SELECT (COUNT(*) AS ?n) {" + "?a ?b ?c . " * 600 + "}").encode(),
        QUERY,
        503,
        "1.5 seconds",
    ),
}


@pytest.mark.parametrize(("method", "address", "body", "kind", "status", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_told_in_plain_text(
    client: httpx.Client, method: str, address: str, body: bytes | None, kind: str, status: int, words: str
) -> None:
    headers = {"content-type": kind} if kind else {}
    response = client.request(method, f"/sparql{address}", content=body, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert words in response.text
    if status != 413:  # told by the guard, before the endpoint is asked
        assert response.headers["access-control-allow-origin"] == "*"


# ---------------------------------------------------------------- formats

SELECT, CONSTRUCT = "SELECT ?s { ?s a ?type } ORDER BY ?s", "CONSTRUCT { ?s a ?type } WHERE { ?s a ?type }"

PREFERRED = [
    (SELECT, "", "application/sparql-results+json"),
    (SELECT, "*/*", "application/sparql-results+json"),
    (SELECT, "application/json", "application/sparql-results+json"),
    (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
    (SELECT, "text/csv", "text/csv; charset=utf-8"),
    (SELECT, "text/tab-separated-values, text/csv;q=0.9", "text/tab-separated-values; charset=utf-8"),
    (SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.4, */*;q=0.1", "text/csv; charset=utf-8"),
    (SELECT, "application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    (SELECT, "text/*", "text/csv; charset=utf-8"),
    ("ASK {}", "text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+xml"),
    (CONSTRUCT, "", "text/turtle; charset=utf-8"),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/n-quads", "application/n-quads"),
    (CONSTRUCT, "application/trig", "application/trig"),
    (f"DESCRIBE <{D1}>", "application/sparql-results+json, text/turtle;q=0.1", "text/turtle; charset=utf-8"),
]


@pytest.mark.parametrize(("query", "accept", "expected"), PREFERRED)
def test_the_format_is_what_the_client_prefers(client: httpx.Client, query: str, accept: str, expected: str) -> None:
    response = ask(client, query, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, expected)
    assert response.headers["vary"] == "Accept"
    assert int(response.headers["content-length"]) == len(response.content)


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        (SELECT, "csv", "text/csv"),
        (SELECT, "xml", "application/sparql-results+xml"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "ttl", "text/turtle"),
        (CONSTRUCT, "nt", "application/n-triples"),
    ],
)
@pytest.mark.parametrize("parameter", ["format", "output"])
def test_a_parameter_names_the_format(
    client: httpx.Client, query: str, name: str, expected: str, parameter: str
) -> None:
    response = ask(client, query, params={parameter: name}, headers={"accept": "image/png"})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, expected)


@pytest.mark.parametrize(
    ("query", "headers", "params"),
    [
        (SELECT, {"accept": "text/turtle"}, {}),
        (SELECT, {"accept": "text/html"}, {}),
        (CONSTRUCT, {"accept": "text/csv"}, {}),
        (SELECT, {}, {"format": "turtle"}),
        (SELECT, {}, {"format": "pdf"}),
    ],
)
def test_what_is_not_on_offer_is_told(
    client: httpx.Client, query: str, headers: dict[str, str], params: dict[str, str]
) -> None:
    response = ask(client, query, headers=headers, params=params)
    assert response.status_code == 406
    assert "turtle" in response.text or "sparql-results" in response.text or "json" in response.text


def test_solutions_are_the_same_in_all_formats(client: httpx.Client) -> None:
    found = {name: ask(client, SELECT, params={"format": name}) for name in ("json", "xml", "csv", "tsv")}
    rows = json.loads(found["json"].text)["results"]["bindings"]
    assert [row["s"]["value"] for row in rows] == [D1, D2, D3]
    assert [each.text for each in ET.fromstring(found["xml"].text).findall(".//{*}uri")] == [D1, D2, D3]  # noqa: S314
    assert found["csv"].text.split() == ["s", D1, D2, D3]
    assert found["tsv"].text.split() == ["?s", *(f"<{each}>" for each in (D1, D2, D3))]


def test_a_large_answer_comes_in_pieces(folder: Path) -> None:
    with Sandbox(folder, children=1) as sandbox:
        cells = " ".join(f'(CONCAT("{"x" * 3_000}", STR(?s)) AS ?x{n})' for n in range(50))
        with serving(Starlette(routes=[endpoint(sandbox, lambda _form, _address: b"")])) as address:
            response = httpx.post(f"{address}/sparql", data={"query": f"SELECT {cells} {{ ?s ?p ?o . ?a ?b ?c }}"})
    assert len(response.content) == int(response.headers["content-length"]) > 1 << 20
    assert len(response.json()["results"]["bindings"]) == 9


def test_relative_iris_are_resolved_against_the_endpoint(client: httpx.Client, server: str) -> None:
    response = ask(client, "CONSTRUCT { <#a> <b> <c/d> } {}", params={"format": "nt"})
    assert response.text == f"<{server}/sparql#a> <{server}/b> <{server}/c/d> .\n"


def test_head_and_options(client: httpx.Client) -> None:
    head = client.head("/sparql", params={"query": "ASK {}"})
    assert (head.status_code, head.text) == (200, "")
    options = client.options("/sparql", headers={"origin": "https://example.org"})
    assert options.status_code == 204
    assert options.headers["access-control-allow-origin"] == "*"
    assert "POST" in options.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in options.headers


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/html", None),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", None),
        ("", "ttl"),
        ("*/*", "ttl"),
        ("application/rdf+xml", "rdf"),
        ("text/turtle, text/html;q=0.5", "ttl"),
        ("application/ld+json", "jsonld"),
    ],
)
def test_without_a_query_people_get_the_page_and_programs_the_description(
    client: httpx.Client, server: str, accept: str, expected: str | None
) -> None:
    response = client.get("/sparql", headers={"accept": accept})
    if expected is None:
        assert (response.status_code, response.headers["location"]) == (303, "/query")
    else:
        described = facts(response.content, expected)
        assert (f"{server}/sparql", f"{SD}endpoint", f"{server}/sparql") in described


def test_without_a_query_what_is_neither_is_not_acceptable(client: httpx.Client) -> None:
    assert client.get("/sparql", headers={"accept": "image/png"}).status_code == 406


def test_a_query_is_given_up_when_who_asked_is_gone(folder: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) {" + "?a ?b ?c . " * 600 + "}"
    with Sandbox(folder, Limits(seconds=30), children=1) as sandbox:
        app = Guard(Starlette(routes=[endpoint(sandbox, lambda _form, _address: b"")]))
        with serving(app) as address:
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(f"{address}/sparql", data={"query": query}, timeout=0.5)
            answered = httpx.post(f"{address}/sparql", data={"query": "ASK {}"}, timeout=5)
    assert answered.json()["boolean"] is True


@pytest.mark.skipif(not JUDGE.is_file(), reason="the judge is not here")
def test_the_judge_passes_all_queries_and_sees_no_update_succeed(server: str) -> None:
    command = [sys.executable, str(JUDGE), f"{server}/sparql", f"{server}/sparql"]
    judged = subprocess.run(command, capture_output=True, text=True, check=True)
    verdicts = re.findall(r"^(\w+) +(pass|FAIL) ?(.*)$", judged.stdout, re.MULTILINE)
    queries = [verdict for name, verdict, _ in verdicts if "update" not in name]
    updates = [(verdict, words) for name, verdict, words in verdicts if "update" in name]
    assert queries == ["pass"] * 20
    assert len(updates) == 14
    assert all(verdict == "pass" or words.startswith("status 4") for verdict, words in updates)


# ---------------------------------------------------------------- negotiation

OFFERS = {"text/turtle": "ttl", "application/rdf+xml": "rdf", "text/html": "html"}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "ttl"),
        ("*/*", "ttl"),
        ("text/html", "html"),
        ("TEXT/HTML;Q=1.0", "html"),
        ("text/*;q=0.5, text/html", "html"),
        ("text/*, text/turtle;q=0.1", "html"),
        ("text/*, text/turtle;q=0", "html"),
        ("application/*", "rdf"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("text/turtle;q=7, application/rdf+xml;q=0.1", "rdf"),
        ("text/html;level=1;q=0.2, application/rdf+xml;q=0.3", "rdf"),
        (", ; ,garbage", "ttl"),
    ],
)
def test_the_highest_quality_and_the_most_specific_range_win(accept: str, expected: str | None) -> None:
    assert preferred(accept, OFFERS) == expected


# ---------------------------------------------------------------- description

SD, VOID, DCT = (
    "http://www.w3.org/ns/sparql-service-description#",
    "http://rdfs.org/ns/void#",
    "http://purl.org/dc/terms/",
)


def facts(body: bytes, extension: str = "ttl") -> set[tuple[str, str, str]]:
    form = ox.RdfFormat.from_extension(extension)
    return {(t.subject.value, t.predicate.value, t.object.value) for t in ox.parse(body, format=form)}


def test_the_graph_is_described(client: httpx.Client, server: str) -> None:
    described = facts(client.get("/.well-known/void").content)
    name = f"{server}/.well-known/void#dataset"
    about = {(predicate, value) for subject, predicate, value in described if subject == name}
    assert {
        (f"{DCT}title", "Numbers & their <sources>"),
        (f"{DCT}license", "https://example.org/licence"),
        (f"{VOID}triples", "3"),
        (f"{VOID}entities", "3"),
        (f"{VOID}classes", "1"),
        (f"{VOID}sparqlEndpoint", f"{server}/sparql"),
        (f"{VOID}dataDump", f"{server}/dump.nq"),
    } <= about
    assert any(predicate == f"{DCT}modified" for predicate, _ in about)
    parts = {value for predicate, value in about if predicate == f"{VOID}classPartition"}
    assert {(s, o) for s, p, o in described if p == f"{VOID}class"} == {(part, DOCUMENT) for part in parts}
    assert not any(subject.startswith("_:") for subject, _, _ in described)


@pytest.mark.parametrize(("accept", "expected"), [("application/ld+json", "jsonld"), ("application/rdf+xml", "rdf")])
def test_descriptions_are_the_same_in_all_formats(client: httpx.Client, accept: str, expected: str) -> None:
    response = client.get("/.well-known/void", headers={"accept": accept})
    assert facts(response.content, expected) == facts(client.get("/.well-known/void").content)
    assert client.get("/.well-known/void", headers={"accept": "image/png"}).status_code == 406


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article."""
    place = tmp_path_factory.mktemp("built") / "s.db"
    with Store(place) as store:
        store.put_article(article_quads(Extracted(blog(), RUN), BLOG_TEXT))
        derive(store)
    return place


def test_the_dump_is_the_graph_without_the_texts(built: Path) -> None:
    with Store(built, read_only=True) as store, serving(Starlette(routes=[Dump(store).route()])) as address:
        response = httpx.get(f"{address}/dump.nq")
        assert httpx.head(f"{address}/dump.nq").status_code == 200
        assert set(ox.parse(response.content, format=ox.RdfFormat.N_QUADS)) == set(store.quads())
    assert BLOG_TEXT not in response.text


def test_a_whence_graph_says_what_generated_it(built: Path) -> None:
    described = facts(Description(built).dataset(named("turtle"), "http://h/.well-known/void"))
    assert ("http://h/.well-known/void#dataset", "http://www.w3.org/ns/prov#wasGeneratedBy", RUN.iri) in described
    assert not any(predicate == f"{DCT}license" for _, predicate, _ in described)
    assert any(predicate == f"{DCT}rights" for _, predicate, _ in described)


def test_a_graph_is_not_described_with_the_counts_of_an_earlier_one(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting(built)
    assert counting.found(30) is not None
    monkeypatch.setattr("whence.serve.statistics.modified", lambda _folder: datetime(2099, 1, 1, tzinfo=UTC))
    assert counting.found(0) is None
    assert counting.found(30) is not None
