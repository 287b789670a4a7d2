"""Feeds: each whole article of one, with what the feed tells of it; beginnings, repetitions and tricks are told."""

from __future__ import annotations

from html import escape

import pytest

from whence.errors import Failure, SourceError, UsageError
from whence.model import Document
from whence.read import extras, feed

pytest.importorskip("feedparser")

ARTICLE = "".join(
    f"<p>Half of the {place} towns flooded in 2019, a survey of 212 mayors by the coast office found.</p>"
    for place in ("harbour", "river", "island", "valley", "mountain", "lake")
)
ITEM = (
    "<item><title>Tides &amp;amp; towns</title><link>https://bay.example.org/a</link><dc:creator>Ana Poe</dc:creator>"
    "<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>{}</item>"
)


def whole(markup: str = ARTICLE) -> str:
    return f"<content:encoded>{escape(markup)}</content:encoded>"


def rss(*items: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Bay Post</title>'
        f"<link>https://bay.example.org/</link><language>en-GB</language>{''.join(items)}</channel></rss>"
    ).encode()


def read(content: bytes) -> list[Document | Failure]:
    return list(feed.documents_of_xml(content, "news.rss", "news.rss"))


def only(content: bytes) -> Document:
    (one,) = read(content)
    assert isinstance(one, Document), one
    return one


def reasons(content: bytes) -> list[str]:
    return [one.reason for one in read(content) if isinstance(one, Failure)]


def test_an_item_is_an_article_with_what_the_feed_tells_of_it() -> None:
    document = only(rss(ITEM.format(whole())))
    told = document.metadata
    assert document.file_name == "news.rss#1"
    assert document.text.startswith("Tides & towns\n\nHalf of the harbour towns")
    values = [
        one.value if one else None for one in (told.url, told.title, told.publisher, told.published, told.language)
    ]
    assert values == ["https://bay.example.org/a", "Tides & towns", "Bay Post", "2024-03-05", "en-GB"]
    assert [author.value for author in told.authors] == ["Ana Poe"]


def test_atom_is_read_alike() -> None:
    content = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay Post</title><entry><title>Tides</title>'
        '<id>tag:bay.example.org,2024:1</id><link href="https://bay.example.org/t"/>'
        "<author><name>Ana Poe</name></author>"
        "<published>2024-03-05T23:30:00+01:00</published>"
        f'<content type="html">{escape(ARTICLE)}</content></entry></feed>'
    ).encode()
    told = only(content).metadata
    assert told.published is not None
    assert told.published.value == "2024-03-05"
    assert told.url is not None
    assert told.url.value == "https://bay.example.org/t"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>/2024/tides</link>", "https://bay.example.org/2024/tides"),
        ('<guid isPermaLink="true">https://bay.example.org/g</guid>', "https://bay.example.org/g"),
        ("<guid>7731</guid>", None),
    ],
)
def test_only_web_addresses_name_an_article(link: str, address: str | None) -> None:
    url = only(rss(f"<item><title>Tides rise</title>{link}{whole()}</item>")).metadata.url
    assert (url.value if url else None) == address


def test_a_description_that_is_the_whole_article_is_read() -> None:
    assert only(rss(ITEM.format(f"<description>{escape(ARTICLE)}</description>"))).text.count("Half of the") == 6


@pytest.mark.parametrize(
    "description",
    ["Half of the harbour towns flooded in 2019.", f"{ARTICLE[:-4]} […]", f"{ARTICLE} <a href='/a'>Read more »</a>",
     f"{ARTICLE}<p>Continue reading Tides & towns →</p>", ""],
    ids=["short", "ellipsis", "read more", "continue reading", "none"],
)  # fmt: skip
def test_the_beginning_of_an_article_is_not_taken_for_the_article(description: str) -> None:
    (reason,) = reasons(rss(ITEM.format(f"<description>{escape(description)}</description>")))
    assert (
        reason
        == "gives only the beginning of its article: build https://bay.example.org/a with --fetch, or save that page"
    )


def test_items_that_repeat_and_items_beyond_measure_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MAX_ITEMS", 3)
    found = read(rss(*[ITEM.format(whole())] * 5))
    assert [isinstance(one, Document) for one in found] == [True, False, False]
    assert [str(one) for one in found[1:]] == [
        "news.rss: 2 of its items repeat earlier ones: they were left out (read)",
        "news.rss: has more than 3 items: the last 2 were left out (read)",
    ]


BILLION = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
FOREIGN = "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (rss(ITEM.format(whole()), before=BILLION), "declares entities"),
        (rss(ITEM.format(whole()), before=FOREIGN), "declares entities"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "neither a feed nor a page: it begins with <urlset>"),
        (b"<?xml version='1.0'?><!-- <rss> -->", "it begins with no element"),
        (rss(), "is a feed without items"),
        (b"<rss>", "is no feed"),
    ],
)
def test_what_is_no_feed_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read(content)


def test_a_page_in_xml_is_a_page() -> None:
    markup = f"<?xml version='1.0'?><!DOCTYPE html><html><body><article><h1>Tides</h1>{ARTICLE}</article></body></html>"
    assert only(markup.encode()).file_name == "news.rss"


def test_a_library_that_is_missing_is_named_with_its_extra() -> None:
    with pytest.raises(UsageError, match=r"to read feeds, no_such_library is needed: pip install 'whence\[feed\]'"):
        extras.needed("no_such_library", "feed", "feeds")
