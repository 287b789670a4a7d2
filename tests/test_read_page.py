"""Web pages: main text, blocks, links, and what a page declares about itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import SourceError
from whence.model import Document, Found, Metadata
from whence.read import page as web
from whence.read.addresses import web_address
from whence.read.dates import path_date, printed_date

PROSE = "More than half of the towns on the coast said that they had raised their walls since the last flood of 2019."
BODY = (
    f"<article><h1>Walls Rise</h1><p>{PROSE}</p><h2>Who pays?</h2>"
    '<p>The <a href="/data?x=1">coast&nbsp;office</a> said so in its yearly report.</p>'
    f"<ul><li>One town in five has no wall.</li><li>Two in five do.</li></ul><p>{PROSE} They did.</p>"
    "<table><tr><th>Town</th><th>Share</th></tr><tr><td>Bay</td><td>41%</td></tr></table></article>"
)


def page(head: str = "", body: str = BODY, address: str = "https://baypost.example.org/a/b") -> Document:
    menu = '<nav><a href="/">Home</a> <a href="/coast">Coast</a></nav>'
    content = f"<body>{menu}{body}<footer>© Bay Post</footer></body>"
    markup = f"<!doctype html><html lang='en-GB'><head>{head}</head>{content}</html>"
    return web.document(markup, "a.html", "a.html", address)


def json_ld(**node: object) -> str:
    described = json.dumps({"@type": "NewsArticle", "headline": "Walls Rise", **node})
    return f'<script type="application/ld+json">{described}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def shown(*names: str) -> str:
    return BODY.replace("</h1>", f"</h1><div class='credit'>{' and '.join(names)}</div>")


def authors(document: Document) -> list[str]:
    return [author.value for author in document.metadata.authors]


def test_the_main_text_keeps_headings_lists_tables_and_leaves_menus_out() -> None:
    document = page()
    assert [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "Walls Rise"),
        ("paragraph", PROSE),
        ("heading", "Who pays?"),
        ("paragraph", "The coast office said so in its yearly report."),
        ("item", "One town in five has no wall."),
        ("item", "Two in five do."),
        ("paragraph", f"{PROSE} They did."),
        ("row", "Town | Share"),
        ("row", "Bay | 41%"),
    ]


def test_links_are_absolute_and_stand_at_their_text() -> None:
    document = page()
    (link,) = document.links
    assert (document.text[link.start : link.end], link.url) == ("coast office", "https://baypost.example.org/data?x=1")


def test_a_line_break_between_sentences_keeps_them_apart() -> None:
    document = page(
        body=f"<article><h1>Walls Rise</h1><p>{PROSE}<br>They fell.<br><br>Then they rose. {PROSE}</p></article>"
    )
    assert [document.text[block.start : block.end] for block in document.blocks[1:]] == [
        PROSE,
        "They fell.",
        f"Then they rose. {PROSE}",
    ]


def test_the_address_is_the_canonical_one() -> None:
    document = page('<link rel="canonical" href="/walls"><meta property="og:url" content="https://other.example.org/">')
    assert document.metadata.url == Found("https://baypost.example.org/walls", "link canonical")


def test_a_canonical_address_that_is_no_web_address_is_passed_over() -> None:
    document = page(
        '<link rel="canonical" href="javascript:alert(1)">' + meta("og:url", "https://baypost.example.org/og")
    )
    assert document.metadata.url == Found("https://baypost.example.org/og", "meta og:url")


TITLES = [
    pytest.param("<title>Walls Rise - Bay Post</title>", BODY, Found("Walls Rise", "h1"), id="the heading shown"),
    pytest.param(
        meta("og:title", "Walls Rise | Bay Post") + meta("og:site_name", "Bay Post"),
        BODY.replace("<h1>Walls Rise</h1>", "<h1>Bay Post</h1>"),
        Found("Walls Rise", "meta og:title"),
        id="without the site's name",
    ),
    pytest.param(
        "<title>Sea: Walls Rise &raquo; Baypost</title>",
        BODY.replace("<h1>Walls Rise</h1>", ""),
        Found("Sea: Walls Rise", "title"),
        id="without the host's name",
    ),
    pytest.param(
        json_ld(headline="Walls Rise in Bay"),
        BODY.replace("<h1>Walls Rise</h1>", "<h1>Log in</h1>"),
        Found("Walls Rise in Bay", "JSON-LD headline"),
        id="a heading that is no headline",
    ),
]


@pytest.mark.parametrize(("head", "body", "title"), TITLES)
def test_the_title_is_the_headline_alone(head: str, body: str, title: Found) -> None:
    assert page(head, body).metadata.title == title


AUTHORS = [
    pytest.param(
        json_ld(author={"@type": "Person", "name": "Ana Poe"}), shown("Ana Poe"), ["Ana Poe"], id="JSON-LD person"
    ),
    pytest.param(
        json_ld(author=[{"name": "Ana Poe"}, {"name": "Max Roe"}]),
        shown("Ana Poe", "Max Roe"),
        ["Ana Poe", "Max Roe"],
        id="two",
    ),
    pytest.param(
        json_ld(author="By Ana Poe and Max Roe"), shown("Ana Poe", "Max Roe"), ["Ana Poe", "Max Roe"], id="a string"
    ),
    pytest.param(
        json_ld(author={"@id": "#a"}) + json_ld(**{"@id": "#a", "@type": "Person", "name": "Ana Poe"}),
        shown("Ana Poe"),
        ["Ana Poe"],
        id="by reference",
    ),
    pytest.param(meta("author", "Ana Poe"), shown("Ana Poe"), ["Ana Poe"], id="meta element"),
    pytest.param(
        "",
        BODY.replace("</h1>", "</h1><p class='byline'>By Ana Poe, Bay Post, 3 March 2020</p>"),
        ["Ana Poe"],
        id="by-line",
    ),
    pytest.param(
        "", BODY.replace("</h1>", "</h1><a rel='author' href='/ana'>Ana Poe</a>"), ["Ana Poe"], id="author link"
    ),
    pytest.param(json_ld(author={"name": "Ana Poe"}), BODY, [], id="declared, but not shown"),
    pytest.param(json_ld(author={"name": "Newsroom Staff"}), shown("Newsroom Staff"), [], id="staff"),
    pytest.param(meta("author", "https://example.org/ana"), BODY, [], id="an address"),
    pytest.param(
        json_ld(author={"name": "Bay Post"}) + meta("og:site_name", "Bay Post"), shown("Bay Post"), [], id="the outlet"
    ),
    pytest.param(json_ld(author={"name": "AFP"}), shown("AFP"), ["AFP"], id="an agency"),
    pytest.param(
        "", BODY + "<div class='comment'><span class='comment-author'>Max Roe</span></div>", [], id="a commenter"
    ),
    pytest.param("", BODY.replace("</h1>", "</h1><p class='credit'>KUNA</p>"), ["KUNA"], id="agency in a credit line"),
    pytest.param(
        "", BODY.replace("</h1>", "</h1><figure><p class='credit'>AFP</p></figure>"), [], id="agency of a picture"
    ),
    pytest.param(
        "", BODY.replace("</h1>", "</h1><p>by <b class='author vcard fn'>tidal</b></p>"), ["tidal"], id="hCard nickname"
    ),
    pytest.param(
        "", BODY.replace("</h1>", "</h1><div><p>By</p></div><p>Ana Poe</p>"), ["Ana Poe"], id="name below the word By"
    ),
    pytest.param(
        meta("og:site_name", "The Bay Post"),
        BODY.replace("</h1>", "</h1><p>By TBP, in <a href='/b'>Business</a></p>"),
        ["TBP"],
        id="the outlet signs with its initials",
    ),
    pytest.param(
        meta("og:site_name", "Bay Today"),
        BODY.replace("</h1>", "</h1><p>Written by <a rel='author' href='/admin'>Bay Today</a> on May 7, 2019</p>"),
        ["Bay Today"],
        id="the outlet signs with its name",
    ),
    pytest.param(
        json_ld(author={"@type": "Person", "name": "Ana Poe"}),
        BODY + "<div style='display: none'>Ana Poe</div>",
        [],
        id="shown only in a hidden part",
    ),
]


@pytest.mark.parametrize(("head", "body", "expected"), AUTHORS)
def test_authors_are_all_who_are_credited_and_nobody_else(head: str, body: str, expected: list[str]) -> None:
    assert authors(page(head, body)) == expected


PUBLISHERS = [
    pytest.param(meta("og:site_name", "Bay Post"), Found("Bay Post", "meta og:site_name"), id="site name"),
    pytest.param(
        meta("og:site_name", "baypost") + json_ld(publisher={"name": "Bay Post"}),
        Found("Bay Post", "meta og:site_name"),
        id="better spelled",
    ),
    pytest.param(json_ld(publisher={"name": "Coast Media"}), Found("Coast Media", "JSON-LD publisher"), id="JSON-LD"),
    pytest.param(
        json_ld(publisher={"name": "Coast Media"}) + meta("application-name", "Baypost"),
        Found("Baypost", "meta application-name"),
        id="the one that the host bears out",
    ),
    pytest.param(
        "<title>Walls Rise - The Bay Post</title>", Found("The Bay Post", "end of title"), id="end of the title"
    ),
    pytest.param("", None, id="none"),
]


@pytest.mark.parametrize(("head", "publisher"), PUBLISHERS)
def test_the_publisher_is_named_as_the_site_names_itself(head: str, publisher: Found | None) -> None:
    assert page(head).metadata.publisher == publisher


DATES = [
    pytest.param(json_ld(datePublished="2020-03-05T08:00:00Z"), "2020-03-05", id="JSON-LD"),
    pytest.param(json_ld(datePublished="2024-13-45"), None, id="an impossible date is none"),
    pytest.param(json_ld(datePublished="2999-01-01"), None, id="the future is no date"),
    pytest.param(meta("article:published_time", "2020-03-05"), "2020-03-05", id="meta element"),
    pytest.param(
        json_ld(datePublished="2020-03-06T02:00:00Z") + meta("article:published_time", "2020-03-05T21:00:00-05:00"),
        "2020-03-05",
        id="the day in the zone of the page",
    ),
    pytest.param(meta("og:url", "https://baypost.example.org/2014/08/20/walls"), "2014-08-20", id="the address"),
    pytest.param(
        meta("og:url", "https://baypost.example.org/2014/08/20/w") + json_ld(datePublished="2019-01-02"),
        "2014-08-20",
        id="an address older than the new edition",
    ),
    pytest.param("", None, id="none"),
]


@pytest.mark.parametrize(("head", "date"), DATES)
def test_the_date_is_one_that_the_page_prints(head: str, date: str | None) -> None:
    found = page(head).metadata.published
    assert (found.value if found else None) == date


def test_a_date_below_the_headline_is_the_last_resort() -> None:
    body = BODY.replace("</h1>", "</h1><div class='post-date'>Posted 5 March 2020</div>")
    assert page(body=body).metadata.published == Found("2020-03-05", "date on the page")


def test_the_language_is_that_of_the_page() -> None:
    assert page().metadata.language == Found("en-GB", "html lang")


BROKEN = [
    pytest.param("{not json", id="no JSON"),
    pytest.param("[" * 100_000, id="nested too deeply"),
    pytest.param('{"@type": "NewsArticle", "headline": ' + "9" * 6000 + "}", id="a number of 6,000 digits"),
    pytest.param(
        '{"@type": ["NewsArticle", 7], "headline": ["x"], "author": [7, null, {"name": {}}], "@id": []}',
        id="wrong types",
    ),
    pytest.param('{"@type": "NewsArticle", "headline": "\\ud800", "author": "\\udfff"}', id="lone surrogates"),
    pytest.param(
        '{"@id": "a", "author": {"@id": "a"}, "@type": "NewsArticle", "headline": "x", "datePublished": NaN}',
        id="a circle",
    ),
]


@pytest.mark.parametrize("block", BROKEN)
def test_a_broken_block_of_json_ld_loses_nothing_else(block: str) -> None:
    head = f'<script type="application/ld+json">{block}</script>' + meta("og:site_name", "Bay Post")
    document = page(head)
    assert document.metadata.publisher == Found("Bay Post", "meta og:site_name")
    assert PROSE in document.text


HOSTILE = [
    pytest.param("<div>" * 100_000 + PROSE, id="deep nesting"),
    pytest.param("<p>Half.</p>" * 60_000, id="too many elements"),
    pytest.param(f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>{PROSE}</p>", id="too many attributes"),
    pytest.param("<" * 300_000, id="only brackets"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_page_is_refused_in_words(body: str) -> None:
    with pytest.raises(SourceError):
        web.document(f"<html><body>{body}</body></html>", "a.html", "a.html")


def test_an_encoding_that_the_page_declares_is_used() -> None:
    content = f"<body><article><p>Caf\xe9. {PROSE}</p><p>{PROSE}</p></article></body>"
    markup = f"<html><head><meta charset='iso-8859-1'></head>{content}</html>"
    (document,) = web.documents(markup.encode("latin-1"), "a.html", "a.html")
    assert document.text.startswith("Café.")


PRINTED = [
    ("Posted 08-20-2014", "2014-08-20"),
    ("20 August 2014", "2014-08-20"),
    ("Aug. 20th, 2014 at 6:01 am", "2014-08-20"),
    ("20.8.2014", "2014-08-20"),
    ("2014/08/20", "2014-08-20"),
    ("20140820T101500", "2014-08-20"),
    ("August 2014", "2014-08"),
    ("2014", "2014"),
    ("03/04/2014", "2014"),
    ("31 April 2014", None),
    ("1 in 2014 towns", None),
    ("phone 555-2014", None),
]


@pytest.mark.parametrize(("printed", "iso"), PRINTED, ids=[printed for printed, _ in PRINTED])
def test_a_printed_date_keeps_its_precision(printed: str, iso: str | None) -> None:
    assert printed_date(printed) == iso


PATHS = [
    ("/2014/08/20/walls-rise", "2014-08-20"),
    ("/USA/2014/0219/walls", "2014-02-19"),
    ("/news/2013-12-03/walls.html", "2013-12-03"),
    ("/news/2016/sep/14/walls", "2016-09-14"),
    ("/2016/9/13/12902218/walls", "2016-09-13"),
    ("/2014/02/2014-report", "2014-02"),
    ("/article/19/12/walls", "2019-12"),
    ("/article/3440519/walls", None),
    ("/2014/13/45/x", None),
]


@pytest.mark.parametrize(("path", "iso"), PATHS, ids=[path for path, _ in PATHS])
def test_a_path_tells_its_date(path: str, iso: str | None) -> None:
    assert path_date(path) == iso


ADDRESSES = [
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("//example.org/x", "https://example.org/x"),
    ("https://example.org/<script>", "https://example.org/%3Cscript%3E"),
    ("file:///etc/passwd", None),
    ("data:text/html,x", None),
    ("http://", None),
    ("https://example.org:port/", None),
    ("https://[::1", None),
    ("x" * 3000, None),
]


@pytest.mark.parametrize(("printed", "address"), ADDRESSES, ids=[printed[:30] for printed, _ in ADDRESSES])
def test_only_web_addresses_pass_and_only_as_iris(printed: str, address: str | None) -> None:
    assert web_address(printed, "https://example.org/") == address


def test_a_page_that_declares_nothing_has_no_metadata_but_its_text() -> None:
    bare = web.document(f"<p>{PROSE}</p><p>{PROSE}</p>", "a.html", "a.html")
    assert bare.metadata == Metadata()


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='byline'>",
        "</div>",
        "<h1>",
        "</h1>",
        "<ul><li>",
        "</li></ul>",
        "<a href='/x'>",
        "</a>",
        "<br>",
    ]
)
PARTS = st.one_of(
    TAGS, st.sampled_from([PROSE, "<table><tr><td>", "<time>", "&#0;", "&amp;", "<!--", "]]>"]), st.text(max_size=20)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=20).map("".join))
def test_any_markup_is_a_document_with_true_offsets_or_is_refused(body: str) -> None:
    try:
        read = web.document(f"<html><body><article>{body}<p>{PROSE}</p></article></body></html>", "a.html", "a.html")
    except SourceError:
        return
    edges = [edge for block in read.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(read.text[block.start : block.end].strip() for block in read.blocks)
    assert all(0 <= link.start < link.end <= len(read.text) for link in read.links)
