"""Finding statistics by a number and a few words, and the index that it rests on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.building import build, derive
from whence.cli import cli
from whence.curate.making import Signature, corrections, rejection
from whence.curate.naming import Names
from whence.explain.explaining import explain
from whence.explain.history import history
from whence.find import Finder, find
from whence.find.asked import asked
from whence.find.keeping import FILE
from whence.store import Store

ARTICLES = {
    "release.txt": """Title: Nurses and the new rota
Publisher: Harbour Institute
Date: 2019-05-02

A survey of 1,012 nurses by the Harbour Institute asked about the rota.
In the survey, 83 percent of nurses trust the new rota to protect their sleep.
Forty-one percent of nurses swap night shifts with colleagues.
Hospitals spent $3.5 million on rota software, the institute found.
""",
    "trade.txt": """Title: Ward Weekly on the rota
Publisher: Ward Weekly
Date: 2019-05-06

According to the Harbour Institute survey, more than four in five nurses trust the new rota to
protect their sleep. By contrast, 69 percent of ward managers trust the new rota, the survey found.
""",
    "garden.txt": """Title: Hedgehogs
Publisher: Garden Post
Date: 2020-03-01

A Garden Society poll found that 83 percent of gardeners have seen a hedgehog this year.
Half of gardeners do not trust slug pellets, the poll found. A third of gardeners keep bees.
""",
}


def write(folder: Path, articles: dict[str, str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / name).write_text(text, "utf-8")
    return [str(folder / name) for name in articles]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("find")


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with Store() as opened:
        build(write(folder / "articles", ARTICLES), opened)
        yield opened


@pytest.fixture(scope="module")
def finder(store: Store) -> Iterator[Finder]:
    with Finder(store) as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "value", "measure"),
    [
        ("83% of nurses", 83, "trust the new rota"),
        ("83 nurses", 83, "trust the new rota"),
        ("four out of five nurses have confidence in the rota", 83, "trust the new rota"),
        ("most nurses trust the rota to protect sleep", 83, "trust the new rota"),
        ("over 80 percent of nurses believe that the new rota protects their sleep", 83, "trust the new rota"),
        ("nurses who swap shifts", 41, "swap night shifts"),
        ("two in five nurses swapping their nights", 41, "swap night shifts"),
        ("83 percent of gardeners", 83, "seen a hedgehog"),
        ("hedgehog", 83, "seen a hedgehog"),
        ("50% of gardeners distrust slug pellets", 50, "slug pellets"),
        ("33 percent keep bees", 33.3, "keep bees"),
        ("3.5m dollars for rota software", 3_500_000, "rota software"),
        ("ward managers and the rota", 69, "trust the new rota"),
    ],
)
def test_a_number_and_a_few_words_find_the_statistic(finder: Finder, words: str, value: float, measure: str) -> None:
    (first, *_) = finder.find(words)
    assert first.number.value == value
    assert measure in f"{first.number.measure} {first.telling.quote}"


@pytest.mark.parametrize(
    "words", ["", "  ", "the", "unicorns", "97 percent of unicorns", "\ud83d'\" OR *", 'NEAR("a" b)']
)
def test_nothing_is_found_where_nothing_is_alike(finder: Finder, words: str) -> None:
    assert finder.find(words) == ()


def test_each_number_of_a_sentence_is_answered(finder: Finder) -> None:
    found = finder.find("83 percent of nurses trust the rota, compared to 69 percent of ward managers", limit=1)
    assert [(one.asked.printed if one.asked else None, one.number.value) for one in found] == [
        ("83 percent", 83),
        ("69 percent", 69),
    ]


def test_a_finding_has_study_chain_and_history(finder: Finder) -> None:
    (found, *_) = finder.find("more than four in five nurses trust the new rota to protect their sleep", limit=1)
    assert found.telling.file_name == "trade.txt"
    assert found.study
    assert found.study.conductors == ("Harbour Institute",)
    assert (found.history.first_told, found.history.first_by) == ("2019-05-02", "Harbour Institute")
    assert (found.history.tellings, found.history.articles, found.history.origins) == (2, 2, 1)
    assert found.score.number == 1


def test_a_history_counts_as_an_explanation_does(store: Store, finder: Finder) -> None:
    for words in ("nurses trust the rota", "gardeners", "nurses swap shifts", "spent on software"):
        for found in finder.find(words):
            told, explained = history(store, found.statistic), explain(store, found.claim)
            assert (told.tellings, told.origins) == (len(explained.tellings), explained.origins)


def test_the_same_words_find_the_same_in_whatever_order_articles_came(folder: Path, finder: Finder) -> None:
    with Store() as other:
        for path in reversed(write(folder / "articles", ARTICLES)):
            build([path], other)
        assert find(other, "nurses and the rota") == finder.find("nurses and the rota")


def test_threads_may_share_a_finder(finder: Finder) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(finder.find, ["83% of nurses", "hedgehog"] * 8))
    assert set(answers[::2]) == {answers[0]}
    assert set(answers[1::2]) == {answers[1]}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("83% of nurses", [("83%", False)]),
        ("83 nurses", [("83", True)]),
        ("most nurses", [("most", False)]),
        ("nurses", []),
        ("nurses in 2019", []),
        ("from 10 to 12 percent of nurses", [("10 to 12 percent", False), ("10 to 12 percent", False)]),
        ("half of nurses (46%)", [("46%", False)]),
    ],
)
def test_words_are_read_as_those_of_articles(words: str, numbers: list[tuple[str, bool]]) -> None:
    read = [(one.number.quantity.printed, one.number.bare) for one in asked(words) if one.number]
    assert len(read) == len(numbers)
    assert [bare for _, bare in read] == [bare for _, bare in numbers]


# ---------------------------------------------------------------- the index


@pytest.fixture
def kept(folder: Path, tmp_path: Path) -> Path:
    place = tmp_path / "news.db"
    with Store(place) as opened:
        build(write(folder / "articles", ARTICLES), opened)
    return place


def read_for(place: Path, words: str = "83% of nurses") -> tuple[list[int], list[object]]:
    """How many articles are read into the index, and the values that are found."""
    counts = list[int]()
    with Store(place, read_only=True) as opened, Finder(opened, counts.append) as finder:
        return counts, [one.number.value for one in finder.find(words)]


def test_an_index_is_made_once_and_renewed_by_what_changed(kept: Path, folder: Path) -> None:
    assert read_for(kept)[0] == [3]
    assert read_for(kept)[0] == []
    with Store(kept) as opened:
        build(write(folder / "more", {"bees.txt": "Seven in ten beekeepers wear hats, a Hive poll found.\n"}), opened)
    assert read_for(kept, "beekeepers with hats") == ([1], [70])
    with Store(kept) as opened:
        (article,) = opened.articles_named("bees.txt")
        opened.forget(article)
        derive(opened)
    assert read_for(kept, "beekeepers with hats") == ([0], [])


def test_decisions_are_followed(kept: Path) -> None:
    signed = Signature("Ann", "the page says so", "2025-03-01T00:00:00Z")
    assert 41 in read_for(kept, "nurses swap night shifts")[1]
    with Store(kept) as opened:
        derive(opened, corrections(Names(opened), "release.txt: Forty-one percent", ["value=14"], signed))
    counts, (first, *_) = read_for(kept, "14 percent of nurses swap night shifts")
    assert (counts, first) == ([1], 14)
    with Store(kept) as opened:
        derive(opened, [rejection(Names(opened), "release.txt: swap night shifts", replace(signed, reason="none"))])
    assert 14 not in read_for(kept, "14 percent of nurses swap night shifts")[1]


@pytest.mark.parametrize("spoilt", [b"", b"no database at all, but some text that is long enough to be one" * 9])
def test_a_broken_index_is_made_anew(kept: Path, spoilt: bytes) -> None:
    (kept / FILE).write_bytes(spoilt)
    assert read_for(kept) == ([3], read_for(kept)[1])
    assert read_for(kept)[0] == []


def test_an_index_of_another_form_is_made_anew(kept: Path) -> None:
    read_for(kept)
    with sqlite3.connect(kept / FILE) as index:
        index.execute("PRAGMA user_version = 99")
    index.close()
    assert read_for(kept)[0] == [3]


def test_where_nothing_can_be_written_a_temporary_index_serves(kept: Path) -> None:
    (kept / FILE).mkdir()  # no file can be made in its place, even by root
    counts, found = read_for(kept)
    assert counts[-1:] == [3]
    assert found[0] == 83


def test_while_another_process_is_at_it_a_copy_is_renewed(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whence.find.keeping._WAIT", 0.05)
    read_for(kept)
    with Store(kept) as opened:
        build(write(folder / "more", {"bees.txt": "Seven in ten beekeepers wear hats, a Hive poll found.\n"}), opened)
    other = sqlite3.connect(kept / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert read_for(kept, "beekeepers with hats") == ([1, 1], [70])
    other.execute("ROLLBACK")
    other.close()


# ---------------------------------------------------------------- the command


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (["83% of nurses"], 0, "1. 83 percent · nurses · trust the new rota to protect their sleep"),
        (["83%", "of", "nurses"], 0, "first told 2019-05-02 by Harbour Institute · 2 tellings · 1 origin"),
        (["nurses", "--format", "csv"], 0, "asked,rank,score,value,unit,population,measure"),
        (["hedgehog", "--format", "jsonl"], 0, '"firstBy": "Garden Post"'),
        (["83 percent of nurses, 69 percent of ward managers", "--limit", "1"], 0, "69 percent:"),
        (["unicorns"], 1, "nothing found that is like: unicorns"),
        (["nurses", "--limit", "0"], 2, "0 is not in the range"),
    ],
)
def test_the_command(kept: Path, arguments: list[str], code: int, shown: str) -> None:
    result = CliRunner().invoke(cli, ["find", *arguments, "-g", str(kept)])
    assert result.exit_code == code, result.output
    assert shown in result.output
