"""Nothing breaks it: each kind of hostile input costs itself and no other, calls nobody and writes nowhere else."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from whence.building import build
from whence.model import Evidence
from whence.store import Store

from cage import Cage, Ran
from hostile import DATES, FILES, GRAPHS, PROSE, ROWS, SECRET, Bad

TESTS = Path(__file__).parent

ELSEWHERE: dict[int, tuple[str, ...]] = {
    16: ("test_screen.py::test_nothing_is_asked_of_anybody_else", "test_sandbox.py::test_a_child_reaches_no_network"),
    18: ("test_sandbox.py::test_a_deadly_query_costs_itself",),
    19: ("test_sandbox.py::test_a_deadly_query_costs_itself", "test_sandbox.py::test_memory_is_limited"),
    20: ("test_sandbox.py::test_a_pattern_that_backtracks_elsewhere_takes_linear_time",),
    32: ("test_guard.py::test_a_client_that_misbehaves_is_answered", "test_guard.py::test_slow_bodies_hold_up_nobody"),
    33: (
        "test_cli.py::test_control_characters_of_a_page_do_not_reach_the_terminal",
        "test_cli.py::test_csv_cells_are_no_formulas",
    ),
    34: ("test_hostile.py::test_nobody_is_called_and_nothing_is_written_elsewhere",),
    35: ("test_faults.py::test_a_killed_build_keeps_what_it_told_of_and_goes_on",),
}
"""Kinds that other tests look at, too; those of a quick look here are in FILES and GRAPHS."""

SLOW = {"bomb.pdf", "paragraphs.html", "cells.html", "links.html"}
"""Files that take seconds also when they are small: `scripts/torture` reads them."""

QUICK = tuple(bad for bad in FILES if bad.name not in SLOW)
GOOD = {
    f"good_{town}.txt": f"URL: https://good.example.org/{town}\n\n{PROSE.replace('62', str(share))}\n"
    for town, share in (("aden", 31), ("bonn", 32), ("cork", 33))
}
SECONDS, MEMORY = 30.0, 1 << 30


def size(bad: Bad) -> int:
    """Storms are short here, since what they cost is measured by scripts/torture."""
    return min(bad.small, 1_500) if bad.name.startswith("storm") else bad.small


@dataclass(frozen=True)
class Night:
    """A build of all hostile files and a few good ones between them."""

    folder: Path
    ran: Ran


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    cage = Cage(tmp_path_factory.mktemp("night") / "desk")
    inputs = cage.folder / "in"
    inputs.mkdir()
    for bad in QUICK:
        (inputs / bad.name).write_bytes(bad.content(size(bad)))
    for name, text in GOOD.items():
        (inputs / name).write_text(text, "utf-8")
    return Night(cage.folder, cage.run("build", "in", "-o", "night.db", "--timeout", "20", "-j", "2", seconds=300))


def said(folder: Path, store: Path | None = None) -> dict[str, Evidence]:
    """What each article says, by its file."""
    with Store(store, read_only=True) if store else Store() as held:
        if store is None:
            build([str(folder / name) for name in GOOD], held)
        return {one.file_name: one for one in map(held.evidence, held.articles())}


def test_the_night_ends_with_a_graph(night: Night) -> None:
    assert night.ran.code == 0, night.ran.err[-2_000:]
    assert not night.ran.crashed
    assert night.ran.memory < MEMORY
    assert "conforms to the shapes" in night.ran.err
    assert "please report" not in night.ran.err, night.ran.err


def test_nobody_is_called_and_nothing_is_written_elsewhere(night: Night) -> None:
    assert night.ran.escaped == ()
    assert {path.name for path in night.folder.iterdir()} == {"in", "night.db", "tmp", "canary.txt"}
    assert not any((night.folder / "tmp").iterdir())
    assert {path.name for path in (night.folder / "in").iterdir()} == {*(bad.name for bad in QUICK), *GOOD}


def test_the_other_articles_are_unharmed(night: Night) -> None:
    held = said(night.folder / "in", night.folder / "night.db")
    assert {name: held[name] for name in GOOD} == said(night.folder / "in")


def test_each_file_is_in_the_graph_or_in_the_list_of_what_was_not_read(night: Night) -> None:
    held = {name.partition("#")[0] for name in said(night.folder, night.folder / "night.db")}
    told = {
        re.split("[#:]", line.removeprefix("not read: "))[0].rpartition("/")[2] for line in night.ran.err.splitlines()
    }
    assert {bad.name for bad in QUICK} - held - told == set()


def test_what_pages_say_of_themselves_is_not_believed(night: Night) -> None:
    held = said(night.folder, night.folder / "night.db")
    dates = {f"date_{number}.html": date for number, date in enumerate(DATES)}
    for name, date in dates.items():
        found = held[name].metadata.published
        assert found is None or date.startswith(f"{found.value}T"), name
    urls = [one.metadata.url.value for one in held.values() if one.metadata.url]
    assert [url for url in urls if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url)] == []
    with Store(night.folder / "night.db", read_only=True) as store:
        assert not [quad for quad in store.quads() if "evil" in quad.predicate.value or "evil" in str(quad.graph_name)]
        everything = "\n".join(map(str, store.quads())) + "".join(map(store.text, store.articles()))
    assert SECRET not in everything
    assert not re.search(r"<(?:javascript|data|file):", everything)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """What came of asking each hostile graph."""

    def asked(bad: Bad) -> tuple[str, Ran]:
        cage = Cage(tmp_path_factory.mktemp("asked") / "desk")
        (cage.folder / bad.name).write_bytes(bad.make(bad.small))
        query = b"SELECT * { ?s ?p ?o } LIMIT 3"
        return bad.name, cage.run("query", "-", "-g", bad.name, "--format", "json", given=query, seconds=2 * SECONDS)

    with ThreadPoolExecutor(2) as both:
        return dict(both.map(asked, GRAPHS))


@pytest.mark.parametrize("bad", GRAPHS, ids=lambda bad: bad.name)
def test_a_hostile_graph_is_answered_or_refused(bad: Bad, answers: dict[str, Ran]) -> None:
    ran = answers[bad.name]
    assert ran.code in (0, 1, 2), ran
    assert not ran.crashed, ran.err
    assert ran.seconds < SECONDS
    assert ran.memory < MEMORY
    assert ran.escaped == ()
    assert SECRET.encode() not in ran.out
    if ran.code == 2:
        assert len(ran.err.splitlines()) == 1
        assert ran.err.startswith(f"whence: {bad.name}: ")


def test_every_kind_is_looked_at() -> None:
    assert {bad.row for bad in (*FILES, *GRAPHS)} | set(ELSEWHERE) == set(ROWS)
    assert list(ROWS) == list(range(1, 36))


@pytest.mark.parametrize("named", sorted({test for tests in ELSEWHERE.values() for test in tests}))
def test_tests_elsewhere_are_there(named: str) -> None:
    file, _, test = named.partition("::")
    assert f"def {test}(" in (TESTS / file).read_text("utf-8")
