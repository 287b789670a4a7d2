"""Metadata completed from the text and the address, where the page or the front matter does not declare it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whence.analyse import analyse
from whence.extract.metadata import complete
from whence.model import Found, Metadata
from whence.read.bylines import byline, person, signed
from whence.read.text import document
from whence.read.titles import bare_title, names_host

PROSE = "More than half of the towns on the coast said that they had raised their walls since the last flood of 2019."


def metadata(text: str, url: str = "") -> Metadata:
    read = document(text, "a.txt", "a.txt")
    if url:
        read = replace(read, metadata=replace(read.metadata, url=Found(url, "test")))
    return complete(analyse(read))


def authors(text: str) -> list[str]:
    return [author.value for author in metadata(text).authors]


def test_the_title_is_the_first_heading() -> None:
    assert metadata(f"Walls Rise\n\n{PROSE}").title == Found("Walls Rise", "first heading")


def test_a_text_that_begins_with_prose_has_no_title() -> None:
    assert metadata(f"{PROSE}\n\nWho pays?\n\n{PROSE}").title is None


def test_what_is_declared_stands() -> None:
    text = (
        f"Title: Tides\nAuthor: Ana Poe\nDate: March 2020\nPublisher: Bay Post\n\nWalls Rise\n\nBy Max Roe\n\n{PROSE}"
    )
    found = metadata(text, "https://www.nytimes.com/2014/08/20/walls")
    assert found.title == Found("Tides", "front matter Title")
    assert found.authors == (Found("Ana Poe", "front matter Author"),)
    assert found.published == Found("2020-03", "front matter Date")
    assert found.publisher == Found("Bay Post", "front matter Publisher")


AUTHORS = [
    pytest.param(f"Walls Rise\n\nBy Ana Poe\n\n{PROSE}", ["Ana Poe"], id="by-line"),
    pytest.param(
        f"Walls Rise\n\nBy Ana Poe and Max Roe, Staff Writers\n\n{PROSE}",
        ["Ana Poe", "Max Roe"],
        id="two, with their place",
    ),
    pytest.param(f"Walls Rise\n\nBy ANNA POE Associated Press\n\n{PROSE}", ["Anna Poe"], id="before the agency"),
    pytest.param(f"Walls Rise\n\nBy Anna M. Poe Bay Post\n\n{PROSE}", ["Anna M. Poe"], id="before the outlet"),
    pytest.param(f"Walls Rise\n\nAnna Poe, Staff Writer\n\n{PROSE}", ["Anna Poe"], id="with her place"),
    pytest.param(f"Walls Rise\n\nBy Boston Tide Staff\n\n{PROSE}", [], id="a place is no given name"),
    pytest.param(f"Walls Rise\n\nBY ANA POE\n\n{PROSE}", ["Ana Poe"], id="in capitals"),
    pytest.param(f"Walls Rise\n\nAnna Poe | March 3, 2020\n\n{PROSE}", ["Anna Poe"], id="name and date"),
    pytest.param(f"Anna Poe\n\nTHE BAY\n\n{PROSE}", ["Anna Poe"], id="name above the outlet"),
    pytest.param(
        f"{PROSE}\n\n{PROSE}\n\nAbout Ana Poe\n\nAna Poe is an editor at the Bay Post.", ["Ana Poe"], id="author box"
    ),
    pytest.param(
        f"{PROSE}\n\n{PROSE}\n\nAna Poe is a freelance writer for the Bay Post.", ["Ana Poe"], id="the box alone"
    ),
    pytest.param(
        f"{PROSE}\n\n{PROSE}\n\n_[Dr. Ana Poe](https://example.org/a) is a professor at Bay College._",
        ["Ana Poe"],
        id="linked",
    ),
    pytest.param(f"Walls Rise\n\nBy Newsroom Staff\n\n{PROSE}", [], id="staff"),
    pytest.param(f"Walls Rise\n\nBy Reuters\n\n{PROSE}", [], id="an agency is no person"),
    pytest.param(f"By Tuesday Night All Was Dry\n\n{PROSE}", [], id="a heading that begins with By"),
    pytest.param(f"{PROSE}\n\nBy contrast, Ana Poe saw no flood in 2018.", [], id="a sentence that begins with By"),
    pytest.param(
        f"{PROSE}\n\n{PROSE}\n\nRelated Articles:\n\nBy Max Roe\n\nTowns sink …", [], id="the author of a teaser"
    ),
]


@pytest.mark.parametrize(("text", "expected"), AUTHORS)
def test_authors_are_read_where_a_text_prints_them(text: str, expected: list[str]) -> None:
    assert authors(text) == expected


PUBLISHERS = [
    pytest.param("https://www.nytimes.com/a", PROSE, "The New York Times", id="a known host"),
    pytest.param("https://blogs.wsj.com/a", PROSE, "The Wall Street Journal", id="a host below a known one"),
    pytest.param(
        "https://baypost.test/a",
        f"{PROSE}\n\nJoin the Bay Post communities.",
        "Bay Post",
        id="as the text spells it",
    ),
    pytest.param("https://www.bayside.test/a", PROSE, "Bayside", id="the host alone"),
    pytest.param("https://github.com/a/b.txt", PROSE, None, id="a host of other people's texts"),
    pytest.param("", f"{PROSE}\n\nCopyright © 2019 The Bay Post, LLC. Reprints.", "The Bay Post", id="copyright line"),
    pytest.param("", f"BAYWATCH LOGO\nMain Menu\nHome / News / Walls\n\n{PROSE}", "BAYWATCH", id="head of the page"),
    pytest.param(
        "", f"{PROSE}\n\n{PROSE}\n\nAna Poe is associate editor of Coast Today.", "Coast Today", id="author box"
    ),
    pytest.param("", PROSE, None, id="nothing"),
]


@pytest.mark.parametrize(("url", "text", "name"), PUBLISHERS)
def test_the_publisher_is_named_as_people_name_it(url: str, text: str, name: str | None) -> None:
    found = metadata(text, url).publisher
    assert (found.value if found else None) == name


DATES = [
    pytest.param("https://bay.test/2014/08/20/walls", PROSE, "2014-08-20", id="path to the day"),
    pytest.param("https://bay.test/2014/08/walls", PROSE, "2014-08", id="path to the month"),
    pytest.param(
        "https://bay.test/2014/08/w",
        f"BAY, Maine, August 20, 2014 - {PROSE}",
        "2014-08-20",
        id="dateline in that month",
    ),
    pytest.param(
        "https://bay.test/2014/08/w", f"BAY, Maine, March 5, 2012 - {PROSE}", "2014-08", id="dateline of another year"
    ),
    pytest.param("", f"Walls Rise\n\nBy Ana Poe | Posted 08-20-2014\n\n{PROSE}", "2014-08-20", id="by-line"),
    pytest.param("", f"Walls Rise\n\nBAY, 5 March 2020 — {PROSE}", "2020-03-05", id="dateline, day first"),
    pytest.param("", f"Walls Rise\n\nBAY, March 5, 2020 /Quaywire/ -- {PROSE}", "2020-03-05", id="dateline of a wire"),
    pytest.param("", f"Bay Journal\nApril 5-11, 2013 | Vol. 29\n\nWalls rise\n\n{PROSE}", "2013-04", id="a week"),
    pytest.param("https://bay.test/2018", f"Walls Rise\n\n5 March 2020\n\n{PROSE}", "2020-03-05", id="year in path"),
    pytest.param("", f"Walls Rise\n\nUpdated 5 March 2020\n\n{PROSE}", "2020-03-05", id="date line"),
    pytest.param("", f"{PROSE} It was built on March 5, 2012.", None, id="a date in the text is not the article's"),
    pytest.param("", f"{PROSE}\n\nCopyright © 2019 Bay Post", None, id="a copyright year is not the article's"),
]


@pytest.mark.parametrize(("url", "text", "date"), DATES)
def test_the_date_is_that_of_publication(url: str, text: str, date: str | None) -> None:
    found = metadata(text, url).published
    assert (found.value if found else None) == date


PERSONS = [
    ("Ana Poe", "Ana Poe"),
    ("ANA POE", "Ana Poe"),
    ("Dr. Ana M. Poe, PhD", "Ana M. Poe"),
    ("Jean-Luc de la Cruz", "Jean-Luc de la Cruz"),
    ("Seán O’Brien", "Seán O'Brien"),
    ("Ana", None),
    ("ana.poe@example.org", None),
    ("https://example.org/Ana", None),
    ("Bay Post Staff", None),
    ("The Associated Press", None),
    ("Follow", None),
    ("ana poe", None),
    ("Half of them agreed", None),
]


@pytest.mark.parametrize(("printed", "name"), PERSONS, ids=[printed for printed, _ in PERSONS])
def test_a_person_is_told_from_what_else_stands_in_an_authors_place(printed: str, name: str | None) -> None:
    assert person(printed) == name


def test_a_byline_ends_where_the_names_end() -> None:
    assert byline("By Ana Poe, Director of Walls · Published 5 March 2020") == ("Ana Poe",)
    assert byline("Written by Ana Poe, Max Roe & Eva Loe on Monday") == ("Ana Poe", "Max Roe", "Eva Loe")
    assert signed("Ana Poe • Aug 20, 2014") == ("Ana Poe",)


def test_a_title_loses_only_the_names_of_its_site() -> None:
    assert bare_title("Walls - and Tides | Bay Post", ["Bay Post"]) == "Walls - and Tides"
    assert bare_title("Bay Post: Walls Rise", ["Bay Post"]) == "Bay Post: Walls Rise"
    assert bare_title("Bay Post", ["Bay Post"]) == "Bay Post"


def test_a_host_bears_out_its_own_name() -> None:
    assert names_host("Bay Post News", ["www.baypost.test"])
    assert not names_host("Coast Media", ["www.baypost.test"])


PUBLISHERS = [
    pytest.param(
        f"Walls Rise\n\n{PROSE} The Bay Post asked.", "https://baypost.example.org/a", "Bay Post", id="host as printed"
    ),
    pytest.param(f"Walls Rise\n\n{PROSE}", "https://tidewise.example.org/a", None, id="host that is not printed"),
    pytest.param(f"Walls Rise\n\n{PROSE} Tides rose.", "https://news.example.org/a", None, id="label of no site"),
    pytest.param(f"Walls Rise\n\nLONDON, Sept 16 (Bay Wire) - {PROSE}", "", "Bay Wire", id="dateline"),
    pytest.param(
        f"Ministry of Ports\n\nNews release 12/14\n\nWALLS RISE AGAIN\n\n{PROSE}",
        "",
        "Ministry of Ports",
        id="masthead",
    ),
    pytest.param(f"Walls Rise\n\n{PROSE}\n\nAbout Bay College: Founded in 1871.", "", "Bay College", id="box below"),
    pytest.param(f"The Tide Letter – Issue 94\n\n{PROSE}", "", "The Tide Letter", id="issue"),
    pytest.param(f"Walls Rise\n\nThe Bay Herald, 3 March 2020\n\n{PROSE}", "", "The Bay Herald", id="line with a date"),
    pytest.param(f'Walls Rise\n\n{PROSE} "Walls fail," Ana Poe told the Bay Herald.', "", "Bay Herald", id="talk"),
    pytest.param(
        f"Press release\n\nWalls rise\n\n{PROSE}\n\nBay Mutual was founded in 1887.", "", "Bay Mutual", id="boilerplate"
    ),
    pytest.param(
        f"Walls Rise\n\n{PROSE} Seawise asked.", "https://seawisegroup.example.org/a", "Seawise", id="most of host"
    ),
    pytest.param(
        f"Walls Rise\n\n{PROSE} The Office for Tide Tables (OTT) asked.",
        "https://www.ott.example.org/a",
        "Office for Tide Tables",
        id="initials",
    ),
    pytest.param(f"Walls Rise\n\n{PROSE}", "https://quaytribune.example.org/a", "Quay Tribune", id="noun of the host"),
    pytest.param(f"Walls Rise\n\nBy Anna Poe | Tidemark | 14 June 2022\n\n{PROSE}", "", "Tidemark", id="between bars"),
    pytest.param(
        f"Walls Rise\n\nStone Quay | 6 May 2023 | Jobs\n\nBy Anna Poe\n\n{PROSE}", "", "Stone Quay", id="bars"
    ),
    pytest.param(f"TIDEMARK – Daily news for ports\n\nWalls rise\n\n{PROSE}", "", None, id="a motto is no name"),
    pytest.param(
        f"Walls rise\n\nA summary of the report by the Free Harbour Alliance, June 2017\n\n{PROSE}",
        "",
        "Free Harbour Alliance",
        id="summary by",
    ),
    pytest.param(f"Walls Rise\n\n{PROSE}", "", None, id="nothing printed"),
]


@pytest.mark.parametrize(("text", "url", "expected"), PUBLISHERS)
def test_a_publisher_is_what_the_text_prints(text: str, url: str, expected: str | None) -> None:
    found = metadata(text, url).publisher
    assert (found.value if found else None) == expected


TITLES = [
    pytest.param(
        f"Press release\n\nFor immediate release: 4 October 2022\n\nWalls rise, says trust\n\n{PROSE}", id="labels"
    ),
    pytest.param(f"MAPS | Walls rise, says trust\n\n{PROSE}", id="words in capitals before a bar"),
    pytest.param(f"News | Sport | Money\n\nWalls rise, says trust\n\n{PROSE}", id="a menu"),
    pytest.param(f"BAY POST   News  Charts  Log in\n\nWalls rise, says trust\n\n{PROSE}", id="a menu without bars"),
    pytest.param(f"Bay Labs > Tides > Reports\n\nWalls rise, says trust\n\n{PROSE}", id="a trail of crumbs"),
    pytest.param(f"Bank of Tidewater\nNote No. 11/2019\nWalls rise, says trust\n\n{PROSE}", id="a body and a number"),
    pytest.param(f"Bulletin 3/2024 – Walls rise, says trust\n\n{PROSE}", id="the number of a series"),
    pytest.param(f"Interview\n\nWalls rise, says trust\n\n{PROSE}", id="the sort of text"),
]


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_below_the_labels(text: str) -> None:
    assert metadata(text).title == Found("Walls rise, says trust", "first heading")


def test_the_title_is_the_line_that_the_address_names() -> None:
    found = metadata(f"The Salt Page\n\nWalls in dispute\n\n{PROSE}", "https://tides.test/2019/03/walls-in-dispute")
    assert found.title == Found("Walls in dispute", "heading that the address names")


def test_a_headline_of_two_sentences_stands_by_the_masthead() -> None:
    found = metadata(f"Walls rise. So do rents.\n\nThe Harbour\nSaturday, May 2, 2020\nANNA POE\n\n{PROSE}")
    assert found.title == Found("Walls rise. So do rents.", "line by the masthead")
    assert found.publisher == Found("The Harbour", "line with a date")


CREDITS = [
    pytest.param(f"Walls Rise\n\nCity Editor Anna Poe\n\n{PROSE}", ["Anna Poe"], id="role before the name"),
    pytest.param(f"Walls Rise\n\nAnna Poe @annapoe 6:01 AM\n\n{PROSE}", ["Anna Poe"], id="handle"),
    pytest.param(f"Walls Rise\n\n20 April 2021 | By Anna Poe\n\n{PROSE}", ["Anna Poe"], id="after the date"),
    pytest.param(
        f"Walls Rise\n\n{PROSE}\n\n(Reporting by Anna Poe; editing by Max Roe)", ["Anna Poe"], id="credit below"
    ),
    pytest.param(f"Walls Rise\n\n{PROSE}\n\n– Anna", ["Anna"], id="sign-off"),
    pytest.param(f"Walls Rise\n\nInterview: Thandeka Nkosana\n\n{PROSE}", ["Thandeka Nkosana"], id="interviewer"),
    pytest.param(f"The Quay\nA weblog about tides, by Anna Poe\n\n{PROSE}", ["Anna Poe"], id="end of a line"),
    pytest.param(f"Walls Rise\n\n{PROSE}\n\nBy Hamo Garriock\n\n{PROSE}", ["Hamo Garriock"], id="below the lead"),
]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_authors_are_credited_in_other_places(text: str, expected: list[str]) -> None:
    assert authors(text) == expected


def test_a_date_at_the_top_counts() -> None:
    found = metadata(
        f"Press release\n\nFor immediate release: Tuesday 4 October 2022\n\nWalls rise\n\n{PROSE}"
    ).published
    assert found == Found("2022-10-04", "line above the text")
