"""The pages of `whence serve`: each answers in the format that is asked for; links resolve; hostile text stays text."""

from __future__ import annotations

import html
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from whence import vocab
from whence.ask import Question, ask, questions
from whence.cli.serving import served_folder
from whence.export import export
from whence.serve.links import outside, path
from whence.serve.plot import Point, plotted
from whence.serve.querying import as_query
from whence.store import Store

from pages import BROWSER, EVIL, browsing, built, links

GIVEN = {"study-of": "62 percent"}
"""What a question is asked about where not about the study."""

VALIDATOR = shutil.which("html-validate")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def client(place: Path) -> Iterator[httpx.Client]:
    with browsing(place) as made:
        yield made


@pytest.fixture(scope="module")
def store(place: Path) -> Iterator[Store]:
    with Store(place, read_only=True) as made:
        yield made


@pytest.fixture(scope="module")
def crawled(client: httpx.Client) -> dict[str, httpx.Response]:
    """What stands at each address that is three links from the start page or nearer."""
    found: dict[str, httpx.Response] = {}
    ahead = ["/"]
    for _ in range(4):
        for address in ahead:
            found[address] = client.get(address)
        pages = [found[address] for address in ahead if found[address].headers["content-type"].startswith("text/html")]
        ahead = list(dict.fromkeys(link for page in pages for link in links(page.text) if link not in found))
        # Of the many documents in RDF and answers to take away, some of each kind will do.
        ahead = [link for link in ahead if not re.search(r"\.(nt|rdf|csv|json|ttl|jsonld)\b", link)][:120]
    return found


def article(store: Store, file_name: str) -> str:
    return path(store.articles_named(file_name)[0]) or ""


def test_every_link_from_the_start_page_leads_somewhere(crawled: dict[str, httpx.Response]) -> None:
    assert {address: page.status_code for address, page in crawled.items() if page.status_code != 200} == {}
    kinds = {address.split("/")[2] for address in crawled if address.startswith("/doc/")}
    assert kinds >= {"article", "claim", "study", "statistic", "person", "organization"}


def test_every_page_has_one_title_one_heading_its_landmarks_and_nothing_inline(
    crawled: dict[str, httpx.Response],
) -> None:
    for address, page in crawled.items():
        if not page.headers["content-type"].startswith("text/html"):
            continue
        for part in ("<title>", "<h1>", '<main id="main">', '<a class="skip"', "<footer"):
            assert page.text.count(part) == 1, (address, part)
        assert not re.search(r"<style|style=|<script(?! src=)|\son[a-z]+=\"", page.text), address
        assert "'unsafe" not in page.headers["content-security-policy"]
        assert (
            set(re.findall(r'(?:src|href)="(https?:[^"]*)"(?! rel="nofollow noopener noreferrer")', page.text)) == set()
        )


@pytest.mark.skipif(VALIDATOR is None, reason="html-validate is not installed")
def test_html_validate_finds_no_error(crawled: dict[str, httpx.Response], client: httpx.Client, tmp_path: Path) -> None:
    pages = {**crawled, "/nothing": client.get("/nothing"), "/query?query=x": client.get("/query?query=x")}
    for number, page in enumerate(pages.values()):
        if page.headers["content-type"].startswith("text/html"):
            (tmp_path / f"{number}.html").write_text(page.text, "utf-8")
    (tmp_path / ".htmlvalidate.json").write_text('{"root": true, "extends": ["html-validate:recommended"]}')
    done = subprocess.run([str(VALIDATOR), "*.html"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:3_000]


# ---------------------------------------------------------------- what the pages say


def test_the_start_page_shows_what_is_worth_a_look(client: httpx.Client) -> None:
    page = client.get("/").text
    for words in ("cannot both be right", "Told most often", "Dead ends", "Thirty-eight percent", "38 percent"):
        assert words in page


def test_a_search_finds_a_number_in_other_words_and_things_by_their_names(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "six in ten office workers work from home"}).text
    assert re.search(r'one of 6 tellings of <a href="/doc/statistic/\w+">62 percent · office workers', page)
    page = client.get("/search", params={"q": "halden"}).text
    assert re.search(r'href="/doc/organization/[0-9a-f]{16}">Halden Institute', page)
    assert "Nothing here has these words" in client.get("/search?q=zzyzx").text


def test_an_article_shows_its_text_with_each_claim_marked_and_its_card(client: httpx.Client, store: Store) -> None:
    page = client.get(article(store, "morning-memo.txt")).text
    assert "More than six in ten" in page
    assert 'class="mark reached' in page
    assert page.count('class="card ') == len(re.findall(r'id="mark-\d+"', page)) > 0
    for number in re.findall(r'href="#(claim-\d+)"', page):
        assert f'id="{number}"' in page
    for words in ("office workers", "Deskless", "Remote Shift 2023", "names the study", "Found in"):
        assert words in page


def test_an_article_tells_where_its_metadata_came_from(client: httpx.Client, store: Store) -> None:
    page = client.get(article(store, "city-daily.html")).text
    assert re.search(r'<td><a href="/doc/person/\w+">Priya Nair</a></td><td>JSON-LD author</td>', page)
    assert 'rel="nofollow noopener noreferrer">https://citydaily.example.org' in page


def test_a_claim_is_shown_with_its_chain_its_picture_and_what_speaks_against_it(
    client: httpx.Client, store: Store
) -> None:
    cards = client.get(article(store, "city-daily.html")).text
    claims = [client.get(link).text for link in links(cards) if re.fullmatch(r"/doc/claim/[0-9a-f-]+", link)]
    wrong = next(page for page in claims if "What it cannot be right together with" in page)
    assert "Thirty-eight percent" in wrong
    assert "Mistold" in wrong
    assert re.search(r'<svg [^>]*role="group".*<a href="/doc/study/', wrong, re.DOTALL)
    assert "└─ retells" in wrong


def test_a_study_shows_its_samples_its_waves_and_its_tellings_by_hand(client: httpx.Client) -> None:
    studies = client.get("/studies").text
    study = re.search(r'href="(/doc/study/\w+)">Remote Shift 2023', studies)
    assert study is not None
    page = client.get(study[1]).text
    for words in (
        "1,204 office workers",
        "about 1,200 office workers",
        "From wave to wave",
        "62 percent",
        "57 percent",
    ):
        assert words in page
    second = client.get(study[1], params={"hand": "second"}).text
    assert second.count('<li class="line') == 1
    assert "Morning Memo" in second


@pytest.mark.parametrize("kind", ["study", "statistic"])
def test_a_page_beyond_the_tellings_is_none(client: httpx.Client, kind: str) -> None:
    studies = client.get("/studies").text
    study = client.get(next(link for link in links(studies) if link.startswith("/doc/study/"))).text
    told = next(link for link in links(studies + study) if link.startswith(f"/doc/{kind}/"))
    for number in ("2", "0", "two"):
        answer = client.get(told, params={"page": number})
        assert (answer.status_code, f"there is no page {number}" in answer.text) == (404, True)


def test_a_list_is_filtered_by_the_beginnings_of_words(client: httpx.Client) -> None:
    page = client.get("/people?q=nair").text
    assert "Priya Nair" in page
    assert "1 person with" in page


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing", 404, "No page is at /nothing"),
        ("/doc/article/0000000000000000", 404, "nothing is known here"),
        ("/doc/study/0000000000000000", 404, "nothing is known here"),
        ("/doc/study/0000000000000000.ttl", 404, "nothing is known here"),
        ("/doc/mention/0000000000000000", 404, "nothing is known here"),
        ("/doc/article/..%2f..", 400, "climbs"),
        ("/doc/article/x%20y", 404, "no node is named so"),
        ("/doc/study/7650af1e8c5ea869.pdf", 404, "there are .html, .ttl"),
        ("/articles?page=99", 404, "there is no page 99"),
        ("/articles?page=-1", 404, "there is no page -1"),
        ("/ask/claim", 404, "did you mean claims?"),
        ("/ask/claims.pdf", 404, ".csv or .json"),
        ("/ask/stale?years=many", 400, "not a number"),
        ("/ask/claims?file=zzyzx", 400, "no article"),
        ("/query?query=SELECT", 400, "parse"),
        ("/query?query=DROP+ALL", 400, ""),
        (f"/query?query=ASK{'%7B' * 200}{'%7D' * 200}", 400, "128 deep"),
        ("/query?example=nothing", 400, "no question is named nothing"),
    ],
)
def test_what_goes_wrong_is_said(client: httpx.Client, address: str, status: int, words: str) -> None:
    # httpx would take the dots out of the address
    url = client.base_url.copy_with(raw_path=address.encode())
    answer = client.get(url)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)
    assert client.get(url, headers={"accept": "text/plain"}).status_code == status


# ---------------------------------------------------------------- documents


@pytest.mark.parametrize(
    ("accept", "suffix", "kind", "form"),
    [
        ("text/turtle", ".ttl", "text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ".jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ".nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ".rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("text/html;q=0.4, text/turtle", ".ttl", "text/turtle", ox.RdfFormat.TURTLE),
    ],
)
def test_a_node_is_described_in_the_format_that_is_preferred(
    client: httpx.Client, store: Store, accept: str, suffix: str, kind: str, form: ox.RdfFormat
) -> None:
    iri = store.instances("wh:Study")[0]
    document = path(iri) or ""
    thing = document.replace("/doc/", "/id/")
    sent = client.get(thing, headers={"accept": accept})
    assert (sent.status_code, sent.headers["location"]) == (303, document + suffix)
    by_suffix, preferred = client.get(document + suffix), client.get(document, headers={"accept": accept})
    for answer in (by_suffix, preferred, sent):
        assert "Accept" in answer.headers["vary"]
        assert answer.headers["access-control-allow-origin"] == "*"
    assert by_suffix.content == preferred.content
    assert by_suffix.headers["content-type"].startswith(kind)
    told = {quad.triple for quad in ox.parse(by_suffix.content, format=form)}
    assert {quad.triple for quad in store.about(iri)} <= told
    assert any(triple.object == ox.NamedNode(iri) for triple in told)


def test_a_browser_is_sent_to_the_page(client: httpx.Client, store: Store) -> None:
    document = path(store.instances("wh:Study")[0]) or ""
    assert client.get(document.replace("/doc/", "/id/")).headers["location"] == document
    page = client.get(document)
    assert page.headers["content-type"].startswith("text/html")
    assert "Accept" in page.headers["vary"]
    assert f'rel="alternate" type="text/turtle" href="{document}.ttl"' in page.text


def test_the_document_of_an_article_is_all_that_it_says(client: httpx.Client, store: Store) -> None:
    iri = store.articles()[0]
    told = {quad.triple for quad in ox.parse(client.get(f"{path(iri)}.ttl").content, format=ox.RdfFormat.TURTLE)}
    claims = store.subjects("wh:statedIn", iri)
    assert claims
    assert {
        quad.triple for claim in claims for quad in store.about(claim) if "/graph/knowledge" not in str(quad)
    } <= told


def test_every_node_of_the_graph_has_a_page(client: httpx.Client, store: Store) -> None:
    kinds: dict[str, str] = {}
    for quad in store.quads():
        if isinstance(quad.subject, ox.NamedNode) and (place := path(quad.subject.value)):
            kinds.setdefault(place.split("/")[2], place)
    assert {place: status for place in kinds.values() if (status := client.get(place).status_code) != 200} == {}


def test_the_ontology_has_a_page_with_an_anchor_for_each_term(client: httpx.Client) -> None:
    page = client.get("/ns").text
    assert [term for term in vocab.terms() if f'id="{term.removeprefix("wh:")}"' not in page] == []
    turtle = client.get("/ns", headers={"accept": "text/turtle"})
    assert b"wh:Claim" in turtle.content
    assert turtle.content == client.get("/ns.ttl").content


# ---------------------------------------------------------------- questions and queries


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_is_answered_as_on_the_command_line(question: Question, client: httpx.Client, store: Store) -> None:
    values = {p.name: GIVEN.get(question.name, "Remote Shift 2023") for p in question.parameters if p.default is None}
    answer = ask(store, question.name, **values)
    taken = client.get(f"/ask/{question.name}.json", params=values).json()
    assert taken == json.loads(json.dumps(answer.records()))
    page = client.get(f"/ask/{question.name}", params=values)
    assert page.status_code == 200
    assert html.escape(answer.note, quote=False) in html.unescape(page.text) or answer.note in html.unescape(page.text)


@pytest.mark.parametrize(
    "question", [question for question in questions() if not question.computed], ids=lambda question: question.name
)
def test_an_example_in_the_editor_finds_what_the_question_does(
    question: Question, client: httpx.Client, store: Store
) -> None:
    values = {p.name: GIVEN.get(question.name, "Remote Shift 2023") for p in question.parameters if p.default is None}
    query = as_query(question, values)
    rows = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    assert len(rows) == len(ask(store, question.name, **values).rows)
    assert (
        html.escape(query, quote=False).split("\n")[0]
        in client.get("/query", params={"example": question.name, **values}).text
    )


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(client: httpx.Client) -> None:
    query = "/ask/claims.csv"
    assert not re.search(r"(?m)(^|,)[=@]", client.get(query).text)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?f { ?a <https://w3id.org/whence/ns#fileName> ?f } ORDER BY ?f", "city-daily.html"),
        ("ASK { ?s ?p ?o }", ">Yes<"),
        ("ASK { ?s <e:nothing> ?o }", ">No<"),
        ("SELECT * { ?s <e:nothing> ?o }", "No row"),
        ("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3", "a wh:"),
    ],
)
def test_a_query_is_answered_on_its_page(client: httpx.Client, query: str, words: str) -> None:
    page = client.get("/query", params={"query": query})
    assert page.status_code == 200
    assert words in page.text
    taken = [link for link in links(page.text) if link.startswith("/sparql?")]
    assert len(taken) >= 4
    assert {client.get(link).status_code for link in taken} == {200}


# ---------------------------------------------------------------- hostile articles


def test_hostile_text_stays_text_everywhere(
    crawled: dict[str, httpx.Response], client: httpx.Client, store: Store
) -> None:
    pages = {**crawled, "hostile": client.get(article(store, "hostile.html"))}
    assert html.escape(EVIL, quote=False) in pages["hostile"].text or "&lt;script&gt;" in pages["hostile"].text
    for address, page in pages.items():
        if page.headers["content-type"].startswith("text/html"):
            assert EVIL not in page.text, address
            assert "<img" not in page.text, address
            assert not re.search(r'(?:href|src)="\s*(?:javascript|data|vbscript):', page.text, re.IGNORECASE), address


@pytest.mark.parametrize(
    "address", ["/search?q={}", "/articles?q={}", "/ask/claims?file={}", "/query?query={}", "/{}", "/ask/{}"]
)
def test_what_is_asked_is_repeated_as_text(client: httpx.Client, address: str) -> None:
    page = client.get(
        address.format(httpx.QueryParams({"q": f'">{EVIL}'})["q"].replace("/", "%2F").replace("<", "%3C"))
    )
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("https://", False),
        ("https://[", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(address: str | None, safe: bool) -> None:
    assert outside(address) == (address if safe else None)


# ---------------------------------------------------------------- the plot


def test_a_plot_begins_at_zero_and_names_its_points() -> None:
    drawn = plotted([Point(2020, Decimal(50), "50 <percent>"), Point(2022, Decimal(100), "100 percent")])
    assert "50 &lt;percent&gt;" in drawn
    heights = [float(y) for y in re.findall(r'cy="([\d.]+)"', drawn)]
    ground = float(re.findall(r'y1="([\d.]+)"', drawn)[0])
    assert ground - heights[1] == pytest.approx(2 * (ground - heights[0]))
    assert plotted([Point(2020, Decimal(1), "1")]) == ""


def test_a_browser_without_an_accept_header_gets_a_page(client: httpx.Client) -> None:
    assert client.get("/", headers={"accept": "*/*"}).headers["content-type"].startswith("text/html")
    assert BROWSER.startswith("text/html")


# ---------------------------------------------------------------- the command


def test_an_rdf_file_is_served_by_its_quotes(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    with file.open("wb") as output:
        export(store, output)
    with browsing(served_folder(file, tmp_path)) as client:
        page = client.get(article(store, "city-daily.html")).text
    assert "The text of this article is not in the graph" in page
    assert "83 percent of office workers" in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.db"], "no such store"),
        (["nothing.ttl"], "no such file"),
        (["{place}", "--port", "{taken}"], "can't listen at 127.0.0.1"),
        (["{place}", "--host", "no host"], "can't listen at no host"),
    ],
)
def test_what_cannot_be_served_is_said(arguments: list[str], words: str, place: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        taken = listening.getsockname()[1]
        given = [argument.format(place=place, taken=taken) for argument in arguments]
        command = [sys.executable, "-c", "from whence.cli import main; main()", "serve", *given]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
