"""Plain text and Markdown: front matter, blocks, links, and what is no part of an article."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model import Block, Document
from whence.read.chrome import ends_article, is_chrome
from whence.read.front_matter import front_matter
from whence.read.links import links
from whence.read.text import document

PROSE = "More than half of the towns on the coast said that they had raised their walls since the last flood of 2019."


def read_text(text: str) -> Document:
    return document(text, "a.txt", "a.txt")


def blocks(text: str) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    read = read_text(text)
    return [(block.kind.value, read.text[block.start : block.end]) for block in read.blocks]


LAYOUTS = [
    pytest.param("Walls Rise\n\nThey rose.", [("heading", "Walls Rise"), ("paragraph", "They rose.")], id="first line"),
    pytest.param(
        "Walls Rise\n======\nThey rose.", [("heading", "Walls Rise"), ("paragraph", "They rose.")], id="underlined"
    ),
    pytest.param("### Who pays? ###\n\nWe do.", [("heading", "Who pays?"), ("paragraph", "We do.")], id="hash heading"),
    pytest.param("## **Who pays?**\n\nWe do.", [("heading", "Who pays?"), ("paragraph", "We do.")], id="bold heading"),
    pytest.param(
        "They rose.\nThey fell.", [("paragraph", "They rose."), ("paragraph", "They fell.")], id="line paragraphs"
    ),
    pytest.param(
        "The walls rose and then the\nwater came.\n\n" + PROSE,
        [("paragraph", "The walls rose and then the\nwater came."), ("paragraph", PROSE)],
        id="a sentence goes on in the next line",
    ),
    pytest.param("* One rose\n* Two fell", [("item", "One rose"), ("item", "Two fell")], id="starred list"),
    pytest.param(
        "•One rose\n  • Two fell", [("item", "One rose"), ("item", "Two fell")], id="bullets with and without space"
    ),
    pytest.param("1. One rose\n2) Two fell", [("item", "One rose"), ("item", "Two fell")], id="numbered list"),
    pytest.param("> _They rose_\n\nHe left.", [("quote", "They rose"), ("paragraph", "He left.")], id="block quote"),
    pytest.param(
        "| town | share |\n|---|---|\n| Bay | 4% |", [("row", "| town | share |"), ("row", "| Bay | 4% |")], id="table"
    ),
    pytest.param("![A wall](wall.png)\n\nThey rose.", [("paragraph", "They rose.")], id="image left out"),
    pytest.param(
        "They rose.\n\n```\nx = 50%\n```\n\nHe left.",
        [("paragraph", "They rose."), ("paragraph", "He left.")],
        id="code left out",
    ),
    pytest.param("He left.\n\n[1]: https://example.org/a", [("paragraph", "He left.")], id="link definition left out"),
    pytest.param(
        "Walls Rise\n\nHarbour towns\n\n41% rose.\n\nHarbour towns\n\nHe left.",
        [
            ("heading", "Walls Rise"),
            ("heading", "Harbour towns"),
            ("paragraph", "41% rose."),
            ("paragraph", "He left."),
        ],
        id="a caption that repeats its heading",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_lines_become_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_lines_of_one_width_are_one_paragraph() -> None:
    words = (PROSE + " Others said that they had no money for it.\n\n").replace("\n\n", " ") * 4
    wrapped = "\n".join(re.findall(r".{40,64}(?: |$)", words)).strip()
    assert len(blocks(wrapped)) == 1


def test_items_tell_their_depth() -> None:
    read = read_text("- One\n  - Two\n  - Three\n- Four")
    assert [block.level for block in read.blocks] == [1, 2, 2, 1]


CHROME = [
    "Advertisement",
    "SHARE THIS ARTICLE Share Tweet Post Email",
    "Sign up for our daily newsletter",
    "© 2020 Bay Post. All rights reserved.",
    "Photo credit: Ana Poe",
    "[[ Get the newsletter ]](https://example.org/n)",
    "Ana Poe / Getty Images",
    "Join the Bay Post communities on [Facebook](https://example.org/f) and elsewhere.",
]
TEXT = [
    "Sign up for the walls rose by 41% last year.",
    "Share of towns with a wall: 41 percent",
    "Print is not dead, half of the readers said.",
    "More towns than ever built a wall last year, the coast office said in its report on Monday.",
    "Comments were mixed.",
    "Photographs of the flood were shown in the town hall.",
]


@pytest.mark.parametrize("line", CHROME)
def test_chrome_is_told_by_its_line(line: str) -> None:
    assert is_chrome(line)
    assert blocks(f"{PROSE}\n\n{line}\n\n{PROSE}") == [("paragraph", PROSE)] * 2


@pytest.mark.parametrize("line", TEXT)
def test_text_is_not_taken_for_chrome(line: str) -> None:
    assert not is_chrome(line)
    assert not ends_article(line)


@pytest.mark.parametrize(
    "end",
    [
        "Leave a Reply",
        "Comments (12)",
        "3 Comments",
        "Filed Under:",
        "Related Articles:",
        "Show Comments",
        "Check Also",
    ],
)
def test_nothing_after_the_end_of_an_article_is_in_a_block(end: str) -> None:
    text = f"Walls Rise\n\n{PROSE}\n\n{end}\n\nOther towns sink\n\nEvery third town is sinking …"
    assert blocks(text) == [("heading", "Walls Rise"), ("paragraph", PROSE)]


def test_a_box_of_links_in_the_midst_ends_no_article() -> None:
    text = f"{PROSE}\n\nRelated stories\n\n{PROSE}\n\n{PROSE}"
    assert [kind for kind, _ in blocks(text)] == ["paragraph"] * 3


def test_menus_bylines_and_author_boxes_are_in_no_block() -> None:
    text = (
        "BAY POST\nMain Menu\nHome / Coast / Walls Rise\n\nWalls Rise\n\nBy Ana Poe | Posted 08-20-2014\n\n"
        f"{PROSE}\n\nAbout Ana Poe\n\nAna Poe is an editor at the Bay Post. She lives by the sea.\n"
    )
    assert blocks(text) == [("heading", "Walls Rise"), ("paragraph", PROSE)]


def test_a_release_keeps_how_it_asked_but_not_who_it_is() -> None:
    text = (
        f"{PROSE}\n\n## About the survey\n\n212 mayors were asked.\n\n## About Acme\n\nAcme serves 40 towns.\n\n###\n"
    )
    assert blocks(text) == [
        ("paragraph", PROSE),
        ("heading", "About the survey"),
        ("paragraph", "212 mayors were asked."),
    ]


def test_someone_the_article_speaks_of_at_its_end_is_no_author_box() -> None:
    last = "Ana Poe is an engineer for the town, where 41% of walls leak."
    assert blocks(f"{PROSE}\n\n{PROSE}\n\n{last}")[-1] == ("paragraph", last)


FRONT = [
    pytest.param("URL: https://example.org/a\n\nText.", {"url": "https://example.org/a"}, id="header line"),
    pytest.param(
        "Title: Walls Rise\nAuthor: Ana Poe\n\nText.", {"title": "Walls Rise", "author": "Ana Poe"}, id="two lines"
    ),
    pytest.param(
        "---\ntitle: 'Walls'\ndate: 2020-03-05\ntags:\n- x\n---\nText.",
        {"title": "Walls", "date": "2020-03-05"},
        id="YAML",
    ),
    pytest.param("---\nauthors:\n- name: Ana Poe\n---\nText.", {"author": "Ana Poe"}, id="YAML list of mappings"),
    pytest.param(
        "[#]: author: (Ana Poe https://example.org/ana)\n\nText.", {"author": "Ana Poe"}, id="Markdown comment"
    ),
    pytest.param("---\n\nText without any end", {}, id="a rule is no front matter"),
    pytest.param("Warning: this is the text.", {}, id="an unknown key is text"),
    pytest.param("---\n[: broken\n---\nText.", {}, id="broken YAML is text"),
]


@pytest.mark.parametrize(("text", "expected"), FRONT)
def test_front_matter_is_read(text: str, expected: dict[str, str]) -> None:
    matter = front_matter(text)
    assert {one.field: one.value for one in matter.declared} == expected
    assert text[matter.end :].startswith("Text") or not expected


LINKS = [
    pytest.param("See [the data](https://example.org/d).", [("the data", "https://example.org/d")], id="inline"),
    pytest.param("See [it][1].\n\n[1]: https://example.org/d", [("it", "https://example.org/d")], id="by reference"),
    pytest.param("See https://example.org/d.", [("https://example.org/d", "https://example.org/d")], id="bare"),
    pytest.param(
        "See [it](https://example.org/a_(b)).", [("it", "https://example.org/a_(b)")], id="brackets in the address"
    ),
    pytest.param("[x](javascript:alert(1)) [y](/local)", [], id="only http and https"),
    pytest.param("![a wall](https://example.org/w.png)", [], id="an image is no link"),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_links_are_found_with_the_offsets_of_their_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[link.start : link.end], link.url) for link in links(text)] == expected


def test_text_is_the_file_entire() -> None:
    text = "URL: https://example.org/a\r\n\r\nWalls  Rise\r\n\r\nThey rose.\r\n"
    assert read_text(text).text == text


def ordered(blocks: tuple[Block, ...], length: int) -> bool:
    edges = [edge for block in blocks for edge in (block.start, block.end)]
    return edges == sorted(edges) and all(block.start < block.end for block in blocks) and (edges or [0])[-1] <= length


LINES = st.sampled_from(
    [
        "",
        "  ",
        "Walls Rise",
        "======",
        "---",
        "* one",
        "  - two",
        "1. three",
        "> quoted",
        "| a | b |",
        "```",
        "**bold**",
        "_",
        "*",
        "By Ana Poe",
        "URL: https://example.org/a",
        "[x](https://example.org/b)",
        "[1]: https://example.org",
        "Comments",
        PROSE,
        "\u2028",
        "é",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25).map("\n".join))
def test_blocks_and_links_stand_in_the_text_in_order(text: str) -> None:
    read = read_text(text)
    assert ordered(read.blocks, len(text))
    assert all(0 <= link.start < link.end <= len(text) for link in read.links)
    assert all(text[block.start : block.end].strip() for block in read.blocks)


WORD = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1, max_size=12)
PHRASE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


@given(PHRASE, PHRASE, st.dates().map(str))
def test_front_matter_survives_the_round_trip(title: str, publisher: str, published: str) -> None:
    forms = (
        f"Title: {title}\nPublisher: {publisher}\nDate: {published}\n\n{PROSE}",
        f'---\ntitle: "{title}"\npublisher: "{publisher}"\ndate: {published}\n---\n{PROSE}',
        f"[#]: title: ({title})\n[#]: publisher: ({publisher})\n[#]: date: ({published})\n\n{PROSE}",
    )
    for form in forms:
        matter = front_matter(form)
        assert [one.value for one in matter.declared] == [title, publisher, published]
        assert form[matter.end :] == PROSE


@pytest.mark.parametrize(
    "unit",
    [" ", "1,", "[", "[a](", "[a][", "*", "- ", "|", "> ", "By A ", "home / ", "\n", "\r", "#", "a: ", "http://"],
)
def test_hostile_text_costs_linear_time(unit: str) -> None:
    started = time.process_time()
    read_text(unit * (150_000 // len(unit)) + "x")
    assert time.process_time() - started < 2
