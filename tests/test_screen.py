"""What a query may not ask is found in it however it is written, and only there."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import QueryRefused, QuerySyntax, QueryTooLarge, WhenceError
from whence.sandbox.screen import MOST_NESTED, MOST_PARTS, screen
from whence.sandbox.tokens import tokens
from whence.store import Store

ALLOWED = {
    "a word in a string": 'ASK { ?s ?p "SERVICE FROM LOAD" }',
    "a long string": "ASK { ?s ?p '''it''s\nSERVICE <x> {''' }",
    "a quote in a string": r'ASK { ?s ?p "\" SERVICE" }',
    "a comment": "ASK { ?s ?p ?o } # SERVICE <http://example.org/> {",
    "an IRI": "ASK { ?s <http://example.org/SERVICE/FROM> ?o }",
    "a variable": "SELECT ?from ?service { ?from ?service ?to }",
    "a local name": "PREFIX e: <http://example.org/> ASK { e:SERVICE e:from e:a.FROM }",
    "a blank node": "ASK { _:from ?p _:service }",
    "a language": 'ASK { ?s ?p "a"@from }',
    "no spaces": "SELECT*{?s?p?o.FILTER(?o<3&&?s>2)}",
    "a prologue": "BASE <http://example.org/#> PREFIX : <a#> ASK { :a :b <c> }",
    "a byte order mark": "\ufeffASK {}",
    "1.2": "VERSION '1.2' SELECT * { << ?s ?p ?o >> ?q ?r }",
    "an IRI with escapes": r"ASK { <http://example.org/\u0041#> ?p ?o }",
    "long lists": "SELECT * { VALUES (?x ?y) { "
    + "(1 UNDEF) " * 5000
    + "} FILTER(?x IN ("
    + ", ".join("1" * 5000)
    + ")) }",
    "128 deep": "SELECT * " + "{" * MOST_NESTED + "}" * MOST_NESTED,
}

REFUSED = {
    "SERVICE": "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "in lower case": "SELECT * { service silent <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "a comment between": "SELECT * { SERVICE # it's\n <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "glued to a name": "PREFIX : <http://127.0.0.1:PORT/> SELECT * { SERVICE:a { ?s ?p ?o } }",
    "glued to a declared name": "PREFIX SERVICE: <a:> PREFIX : <http://127.0.0.1:PORT/> ASK { SERVICE:a { ?s ?p ?o } }",
    "glued to SILENT": "SELECT * { SERVICESILENT<http://127.0.0.1:PORT/>{ ?s ?p ?o } }",
    "glued to a number": "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:PORT/>{ ?s ?p ?o } }",
    "glued to a boolean": "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:PORT/>{ ?s ?p ?o } }",
    "after a dot": "SELECT * { ?s ?p ?o.SERVICE<http://127.0.0.1:PORT/>{ ?s ?p ?o } }",
    "between comparisons": "ASK{FILTER(?a<?b)SERVICE<http://127.0.0.1:PORT/>{}FILTER(?c>?d)}",
    "after a carriage return": "ASK { ?s ?p ?o # \rSERVICE <http://127.0.0.1:PORT/> {}\n}",
    "FROM a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "FROM the web": "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * from named <http://127.0.0.1:PORT/> { GRAPH ?g { ?s ?p ?o } }",
    "FROM glued": "ASKFROM<http://127.0.0.1:PORT/>{ ?s ?p ?o }",
    "LOAD": "LOAD SILENT <http://127.0.0.1:PORT/>",
    "INSERT": "PREFIX e: <http://example.org/> INSERT DATA { e:a e:b e:c }",
    "an update after a prologue": "BASE <http://example.org/> delete where { ?s ?p ?o }",
    "CLEAR": "CLEAR ALL",
}

HIDDEN = {
    "a comment that a lexer takes for an IRI and a string": "SELECT * { ?s ?p ?o FILTER(?s<?p#>'''\n) "
    "SERVICE <http://127.0.0.1:PORT/> { ?a ?b ?c } }#'''",
    "a string that a lexer takes for an IRI": "ASK{FILTER('a'<'>'||'b'='c') SERVICE <http://127.0.0.1:PORT/> {} #'\n}",
    "an IRI that a lexer takes for a comparison": "ASK { <a:\\u0041#>SERVICE <http://127.0.0.1:PORT/> {} }",
    "a quote in an IRI": "ASK { ?s <http://example.org/'> ?o } #'\n SERVICE <http://127.0.0.1:PORT/> {}",
    "an escape in the keyword": r"SELECT * { SERV\u0049CE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
}
"""What may pass, if only the engine reads it as the screen does: then it is a syntax error, or asks nobody."""


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[int, list[str]]]:
    """A server on loopback that must not be asked, by its port, and what it was asked."""
    asked: list[str] = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


@pytest.mark.parametrize("query", ALLOWED.values(), ids=ALLOWED)
def test_what_only_looks_like_it_passes(query: str) -> None:
    screen(query)
    with Store() as store:
        store.query(query)


@pytest.mark.parametrize("query", [*REFUSED.values(), *HIDDEN.values()], ids=[*REFUSED, *HIDDEN])
def test_nothing_is_asked_of_anybody_else(query: str, canary: tuple[int, list[str]]) -> None:
    port, asked = canary
    with Store() as store:
        refused = None
        try:
            solutions = store.query(query.replace("PORT", str(port)))
            if not isinstance(solutions, ox.QueryBoolean):
                list(solutions)
        except WhenceError as error:
            refused = error
    assert asked == []
    if query in REFUSED.values():
        assert isinstance(refused, QueryRefused)


@pytest.mark.parametrize("case", ["SERVICE", "glued to a name", "glued to a declared name", "glued to a number"])
def test_the_engine_would_have_asked(case: str, canary: tuple[int, list[str]]) -> None:
    """That the table speaks of what Oxigraph does; where it does so no longer, the screen can be simpler."""
    port, asked = canary
    store = ox.Store()
    store.update("INSERT DATA { <http://example.org/a> <http://example.org/b> 1 }")
    with pytest.raises((OSError, RuntimeError)):
        list(store.query(REFUSED[case].replace("PORT", str(port))))  # type: ignore[arg-type]
    assert asked
    asked.clear()


TOO_LARGE = {
    "5,000 braces": "SELECT * " + "{" * 5000 + "?s ?p ?o" + "}" * 5000,
    "20,000 patterns": "SELECT * {" + "?s ?p ?o . " * 20_000 + "}",
    "129 deep": "SELECT * " + "{" * (MOST_NESTED + 1) + "}" * (MOST_NESTED + 1),
    "brackets of all kinds": "SELECT * {" + "FILTER EXISTS { ?s ?p (" * 80 + ")}" * 80 + "}",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 200 + "1" + "]" * 200 + "}",
    "annotations": "SELECT * { ?s ?p ?o " + "{| ?p ?o " * 200 + "|}" * 200 + "}",
    "triple terms": "SELECT * { ?s ?p " + "<<( ?s ?p " * 200 + "1" + ")>>" * 200 + "}",
    "objects": "SELECT * { ?s ?p " + ", ".join(f"?o{n}" for n in range(3000)) + "}",
    "a collection": "SELECT * { ?s ?p (" + "1 " * 3000 + ") }",
    "unions": "SELECT * { " + " UNION ".join(["{ ?s ?p 1 }"] * 3000) + "}",
    "a sum": "SELECT * { FILTER(" + "+".join("1" * 3000) + ") }",
    "denials": "SELECT * { FILTER(" + "!" * 3000 + "true) }",
    "a path": "PREFIX : <a:> SELECT * { ?s " + "/".join([":p"] * 3000) + " ?o }",
    "nodes to describe": "PREFIX : <a:> DESCRIBE " + ":a " * 3000,
    "patterns that call themselves VALUES": "SELECT * { VALUES ?x { " + "{ ?s ?p ?o } " * 3000 + "} }",
}


@pytest.mark.parametrize("query", TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_would_overflow_the_engine_is_too_large(query: str) -> None:
    with pytest.raises(QueryTooLarge, match=f"{MOST_NESTED} deep|{MOST_PARTS:,} patterns"):
        screen(query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT", "1:28: expected"),
        ("SELECT * { ?s <http://a/#b> ?o }\n x", "2:3: expected"),
        ("ASK { ?s <http://a/#b> <http://a/'c'> . ?s ?p }", "1:48: expected"),
        ("# 'comments' are kept in place\nASK { ?s ?p }", "2:14: expected"),
        ("ASK { ?s ex:p ?o }", "no PREFIX declares ex:"),
        ("ASK { ?s ?p 'o }", "1:13: this quote is never closed"),
        ("SELECT ?x (1 AS ?x) {}", "Duplicated variable"),
        ("", "1:1: expected one of SELECT"),
        ("HELLO", "1:1: expected one of SELECT"),
        ("PREFIX a: <a:>\n", "2:1: expected one of SELECT"),
    ],
)
def test_a_mistake_is_told_with_its_place(query: str, words: str) -> None:
    with Store() as store, pytest.raises(QuerySyntax, match=words):
        store.query(query)


def test_a_dataset_from_the_protocol_stands_above_that_of_the_query() -> None:
    query = "PREFIX e: <http://e/> ASK FROM <http://e/g> FROM NAMED e:h { ?s ?p 'FROM <x>' }"
    screened = screen(query, dataset=True)
    assert screened.text.split() == ["PREFIX", "e:", "<http://e/>", "ASK", "{", "?s", "?p", "'FROM", "<x>'", "}"]
    assert len(screened.text) == len(query)


@given(st.text())
def test_tokens_are_all_of_the_query(query: str) -> None:
    try:
        found = list(tokens(query))
    except QuerySyntax:
        return
    assert "".join(token.text for token in found) == query


@given(st.text(alphabet="SELECTfromservice<>#'\"?{}():. \n\\a1@^|&"))
def test_what_the_engine_sees_hides_nothing(query: str) -> None:
    """What is written for the engine has no comment, and reads the same when it is read again."""
    try:
        screened = screen(f"ASK {query}")
    except WhenceError:
        return
    again = screen(screened.text)
    assert again.text == screened.text
    assert not any(token.kind == "comment" for token in tokens(screened.text))
