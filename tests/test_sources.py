"""The articles, blogs and outlets that an article says it draws on."""

from __future__ import annotations

import pytest

from whence.analyse import analyse
from whence.extract.sources import sources
from whence.model import Block, BlockKind, Document, Found, Link, Metadata


def document(text: str, url: str | None = None, links: tuple[Link, ...] = ()) -> Document:
    metadata = Metadata(url=Found(url, "front matter") if url else None)
    return Document("a.txt", "a.txt", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), links, metadata, "0")


NAMED = [
    pytest.param(
        "Jane Miller reported it first, in a podcast at Acme News.", [("Acme News", "Jane Miller")], id="in a piece at"
    ),
    pytest.param(
        '"It grew," Jane Miller wrote in a column for Farm World.', [("Farm World", "Jane Miller")], id="a column for"
    ),
    pytest.param(
        "Jane Miller, a partner at Acme Labs, wrote in a Dairy Council newsletter article that milk is cheap.",
        [("Dairy Council newsletter", "Jane Miller")],
        id="a newsletter by its owner",
    ),
    pytest.param(
        '"It grew," wrote Acme Research analyst Jane Miller in a blog post.',
        [("Acme Research blog", "Jane Miller")],
        id="own blog",
    ),
    pytest.param('"It grew," reports Education Week.', [("Education Week", None)], id="an outlet reports"),
    pytest.param("As the Baltimore Sun reported, it grew.", [("Baltimore Sun", None)], id="as an outlet reported"),
    pytest.param("He told The Associated Press that it grew.", [("Associated Press", None)], id="told an outlet"),
    pytest.param("It grew, as first reported by Reuters.", [("Reuters", None)], id="first reported by"),
    pytest.param("It grew (via TechCrunch).", [("TechCrunch", None)], id="via"),
    pytest.param("For more, check out the Farm World article.", [("Farm World", None)], id="read more"),
    pytest.param("A ZDNet headline calls it a trend.", [("ZDNet", None)], id="a headline"),
    pytest.param(
        "It grew, according to the New York Times.", [("New York Times", None)], id="according to a newspaper"
    ),
    pytest.param(
        "The Capital Observer's Jane Miller had a fine piece on Sunday about it.",
        [("Capital Observer", "Jane Miller")],
        id="an outlet's writer and her piece",
    ),
    pytest.param(
        "As Jane Miller of the Prairie Gazette noted this week, it grew.",
        [("Prairie Gazette", "Jane Miller")],
        id="a writer of an outlet",
    ),
    pytest.param(
        "They pointed to an article in the Fairmont Clarion.", [("Fairmont Clarion", None)], id="an article in"
    ),
    pytest.param("This article originally appeared on Grist.", [("Grist", None)], id="first appeared elsewhere"),
    pytest.param(
        "Writing in the Prairie Gazette, Jane Miller says it grew.",
        [("Prairie Gazette", "Jane Miller")],
        id="writing in",
    ),
    pytest.param(
        "Jane Miller, blogging at Salt Lines, did the sums.", [("Salt Lines", "Jane Miller")], id="blogging at"
    ),
    pytest.param("It cites a piece by Jane Miller in Wired.", [("Wired", "Jane Miller")], id="a piece by somebody in"),
    pytest.param("Hat tip: Jane Miller at Farm World.", [("Farm World", "Jane Miller")], id="hat tip"),
    pytest.param("Source: Prairie Gazette", [("Prairie Gazette", None)], id="a label"),
    pytest.param("Source: Gallup", [], id="a label before a pollster"),
    pytest.param("It was an article in the Journal of Sleep.", [], id="an article in a journal is a study"),
    pytest.param("It is a $60 piece of duct, Jane Miller said.", [], id="a piece of something"),
    pytest.param("It grew, according to Gallup.", [], id="a pollster is a study, no source"),
    pytest.param("Jane Miller wrote a letter to the mayor.", [], id="a letter"),
    pytest.param("The post office told its staff.", [], id="a post office"),
    pytest.param("Apple told investors that it grew.", [], id="a company that tells is no outlet"),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_an_article_draws_on(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    found = sources(analyse(document(text)))
    assert [(source.name, source.author) for source in found] == expected
    assert all(text[s.selector.start : s.selector.end] == s.selector.exact for s in found)


def test_an_outlet_does_not_draw_on_itself() -> None:
    article = document("He told Farm World that it grew.", url="https://www.farmworld.com/a")
    assert sources(analyse(article)) == ()


def test_a_source_named_twice_is_one_and_knows_its_author() -> None:
    (source,) = sources(analyse(document("Farm World reported it. Jane Miller wrote it in a post on Farm World.")))
    assert (source.name, source.author) == ("Farm World", "Jane Miller")


def test_the_address_is_the_link_s_or_that_of_the_outlet_s_site() -> None:
    text = "As Farm World reported, it grew. See https://www.farmworld.com/milk/ for more."
    (source,) = sources(analyse(document(text)))
    assert source.url == "https://www.farmworld.com/milk/"
    start = text.index("Farm World")
    link = Link(start, start + 10, "https://example.org/other")
    (source,) = sources(analyse(document(text, links=(link,))))
    assert source.url == "https://example.org/other"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "As Lakeside Research reported, it grew.", ["Lakeside Research"], id="a linked name that reported"
        ),
        pytest.param("It was reported by Lakeside Research.", ["Lakeside Research"], id="reported by a linked name"),
        pytest.param("We read it in the Lakeside Research.", ["Lakeside Research"], id="read in a linked name"),
        pytest.param("It grew, according to Lakeside Research.", [], id="who is cited for a figure is a study"),
        pytest.param("He joined Lakeside Research.", [], id="a link alone is no credit"),
    ],
)
def test_any_organization_is_a_source_where_its_name_links_to_what_it_reported(text: str, expected: list[str]) -> None:
    start = text.index("Lakeside")
    link = Link(start, start + len("Lakeside Research"), "https://lakeside.example.org/a")
    assert [source.name for source in sources(analyse(document(text, links=(link,))))] == expected
    assert sources(analyse(document(text))) == ()
