"""A build: articles in, one graph out, the same bytes in any order; a bad input is told with its reason."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import __version__, resources
from whence.building import Built, build, derive
from whence.export import Format, export
from whence.extract.evidence import extract
from whence.extractors import Rules
from whence.intake import TASK
from whence.model import Document, Evidence
from whence.normal import normal
from whence.rdf import iris
from whence.rdf.knowledge import knowledge_quads
from whence.rdf.runs import Run
from whence.read import read
from whence.resolve import resolve
from whence.store import Store
from whence.validate import validate
from whence.workers import Inline, Job, Limits, Outcome, Pool

GOOD = """URL: https://paper.example.org/a

According to a survey by the Lunch Institute, 62 percent of adults skip lunch.
"""


def demo_articles(folder: Path) -> list[str]:
    paths = []
    for article in resources.data("demo").iterdir():
        path = folder / article.name
        path.write_bytes(article.read_bytes())
        paths.append(str(path))
    return sorted(paths)


def graph_of(inputs: list[str], form: Format = Format.NQUADS) -> bytes:
    with Store() as store:
        build(inputs, store)
        output = io.BytesIO()
        export(store, output, form)
        return output.getvalue()


def test_the_order_of_inputs_does_not_change_a_byte(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    shuffled = random.Random(7).sample(inputs, len(inputs))  # noqa: S311 - any order will do
    assert graph_of(inputs) == graph_of(inputs[::-1]) == graph_of(shuffled) == graph_of([str(tmp_path)])


def test_building_an_article_into_a_store_again_changes_nothing(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    with Store() as store:
        build(inputs, store)
        before = sorted(map(str, store.quads()))
        build(inputs[:3], store)
        assert sorted(map(str, store.quads())) == before


def test_articles_added_one_by_one_give_the_graph_of_all_at_once(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    with Store(tmp_path / "one.db") as store:
        for path in inputs:
            build([path], store)
        output = io.BytesIO()
        export(store, output, Format.NQUADS)
    assert output.getvalue() == graph_of(inputs)


def own_corpus() -> list[str]:
    """A few series of invented articles on the same outlets and studies."""
    return sorted(map(str, (Path(__file__).parent / "corpus").glob("[bc]-*.txt")))[:16]


@pytest.fixture(scope="module", params=["demo", "corpus"])
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Evidence, ...]:
    """What each article of a corpus says."""
    inputs = demo_articles(tmp_path_factory.mktemp("demo")) if request.param == "demo" else own_corpus()
    return tuple(extract(document) for document in read(inputs) if isinstance(document, Document))


@settings(max_examples=10, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_read_articles_tell_the_same_in_any_order(said: tuple[Evidence, ...], order: random.Random) -> None:
    shuffled = order.sample(said, len(said))
    told = sorted(knowledge_quads(resolve(shuffled)), key=str)
    assert told == sorted(knowledge_quads(resolve(said)), key=str)


@pytest.mark.parametrize("seed", [1, 2])
def test_articles_of_a_series_added_in_any_order_give_the_graph_of_all_at_once(tmp_path: Path, seed: int) -> None:
    inputs = [*demo_articles(tmp_path), *own_corpus()[:6]]
    shuffled = random.Random(seed).sample(inputs, len(inputs))  # noqa: S311 - any order will do
    with Store(tmp_path / "one.db") as store:
        for path in shuffled:
            build([path], store)
        output = io.BytesIO()
        export(store, output, Format.NQUADS)
    assert output.getvalue() == graph_of(inputs)


def test_every_claim_stands_at_its_offsets_in_the_stored_text(tmp_path: Path) -> None:
    with Store() as store:
        build(demo_articles(tmp_path), store)
        checked = 0
        for article in store.articles():
            text, evidence = store.text(article), store.evidence(article)
            assert normal(evidence) == evidence
            selectors = [claim.selector for claim in evidence.statistics]
            selectors += [claim.selector for claim in evidence.statements]
            selectors += [mention.selector for mention in evidence.studies]
            selectors += [source.selector for source in evidence.sources]
            for selector in selectors:
                assert text[selector.start : selector.end] == selector.exact
                checked += 1
    assert checked > 25


def test_the_demo_articles_conform_to_the_shapes(tmp_path: Path) -> None:
    with Store() as store:
        build(demo_articles(tmp_path), store)
        assert validate(store.quads()).violations == ()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with one good article among bad ones."""
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "zero.html").write_bytes(b"")
    (tmp_path / "invalid.md").write_bytes(b"\xff\xfe\xff\x00\xd8" * 30)
    return tmp_path


def test_one_bad_article_never_stops_a_build(mixed: Path) -> None:
    with Store() as store:
        built = build([str(mixed)], store)
    assert len(built.articles) == 1
    assert {Path(failure.source).name for failure in built.failures} >= {"empty.txt", "binary.txt", "zero.html"}
    assert all(failure.reason and failure.stage for failure in built.failures)


def test_an_extractor_that_fails_costs_one_article(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_document: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("whence.extract.evidence.extract", fails)
    with Store() as store:
        built = build([str(mixed / "good.txt")], store)
    assert built.articles == ()
    assert str(built.failures[0]).startswith(f"{mixed / 'good.txt'}: RecursionError: too deep")


def test_of_two_inputs_that_are_one_article_one_is_kept_and_the_other_told(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(GOOD)

    def built(order: list[str]) -> tuple[Built, list[str]]:
        with Store() as store:
            result = build([str(tmp_path / name) for name in order], store)
            return result, [store.evidence(article).file_name for article in store.articles()]

    for order in (["a.txt", "b.txt"], ["b.txt", "a.txt"]):
        result, kept = built(order)
        assert kept == ["a.txt"]
        assert [failure.source for failure in result.failures] == ["b.txt"]


def test_forgetting_an_article_and_deriving_anew_is_as_if_it_had_never_been_read(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    gone = next(path for path in inputs if path.endswith("workweek.html"))
    with Store() as store:
        build(inputs, store)
        (home,) = [a for a in store.articles() if store.evidence(a).file_name == "workweek.html"]
        store.forget(home)
        derive(store)
        output = io.BytesIO()
        export(store, output, Format.NQUADS)
    assert output.getvalue() == graph_of([path for path in inputs if path != gone])


def test_progress_hears_of_every_source(mixed: Path) -> None:
    heard: list[str] = []
    with Store() as store:
        build([str(mixed)], store, heard.append)
    assert sorted(Path(source).name for source in heard) == sorted(path.name for path in mixed.iterdir())


def test_what_read_yields_is_what_a_build_holds(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    with Store() as store:
        built = build(inputs, store)
    assert len(built.articles) == len(list(read(inputs)))
    assert all(article.startswith(iris.BASE) for article in built.articles)


def test_a_build_that_breaks_off_is_seen_and_finished_by_the_next(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)

    def breaks_off(source: str) -> None:
        if source == inputs[5]:
            raise KeyboardInterrupt

    with Store() as store:
        build(inputs[:2], store)
        assert store.is_current()
        with pytest.raises(KeyboardInterrupt):
            build(inputs, store, breaks_off)
        assert not store.is_current()
        build(inputs, store)
        assert store.is_current()
        output = io.BytesIO()
        export(store, output, Format.NQUADS)
    assert output.getvalue() == graph_of(inputs)


def test_evidence_of_an_earlier_version_keeps_its_provenance(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    with Store() as store:
        build(inputs[:1], store)
        build(inputs[1:2], store, extractor=Rules(Run("whence", "99.0", ("model=2",))))
        assert sorted(run.version for run in store.runs().values()) == sorted([__version__, "99.0"])
        assert validate(store.quads()).conforms
        build(inputs[:1], store, extractor=Rules(Run("whence", "99.0", ("model=2",))))
        assert [run.version for run in store.runs().values()] == ["99.0"]


def test_a_build_does_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    corpus = Path(__file__).parent / "corpus"
    articles = [str(corpus / f"{name}.txt") for name in ("adbeat-loyalty-apps-2022", "ministry-exam-results-2014")]
    graphs = []
    for seed in "12":
        graph = tmp_path / f"{seed}.nq"
        command = [sys.executable, "-m", "whence", "build", *articles, "-o", str(graph)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        graphs.append(graph.read_bytes())
    assert graphs[0] == graphs[1]


# ---------------------------------------------------------------- what was read before


@dataclass(frozen=True)
class Watched:
    """A crew that notes the sources of the pieces it is given."""

    sources: list[str]

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        def noted() -> Iterator[Job]:
            for job in jobs:
                self.sources.extend(piece["source"] for piece in job.header["pieces"])
                yield job

        return Inline(TASK).run(noted())


def built_into(store: Store, inputs: list[str]) -> list[str]:
    """The base names of what a build reads."""
    crew = Watched([])
    build(inputs, store, crew=crew)
    return sorted(Path(source).name for source in crew.sources)


def exported(store: Store) -> bytes:
    output = io.BytesIO()
    export(store, output, Format.NQUADS)
    return output.getvalue()


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    changed = tmp_path / "desk-notes.md"
    with Store() as store:
        assert len(built_into(store, inputs)) == len(inputs)
        before = exported(store)
        assert built_into(store, inputs) == []
        assert exported(store) == before
        changed.write_text(changed.read_text("utf-8") + "\nOne more line.\n", "utf-8")
        assert built_into(store, inputs) == ["desk-notes.md"]
        assert exported(store) == graph_of(inputs)


def test_what_was_forgotten_is_read_again(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    with Store() as store:
        build(inputs, store)
        store.forget(store.articles_named("desk-notes.md")[0])
        assert built_into(store, inputs) == ["desk-notes.md"]
        assert exported(store) == graph_of(inputs)


def test_another_extractor_reads_all_again(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)[:2]
    with Store() as store:
        build(inputs, store)
        crew = Watched([])
        build(inputs, store, crew=crew, extractor=Rules(Run("whence", "99.0", ())))
        assert len(crew.sources) == 2


@pytest.mark.parametrize("order", [["a", "b"], ["b", "a"]])
def test_of_two_inputs_that_are_one_article_one_is_kept_whenever_they_came(order: list[str], tmp_path: Path) -> None:
    for name, more in (("a", "First."), ("b", "Second.")):
        (tmp_path / f"{name}.md").write_text(f"---\nurl: https://news.example.org/one\n---\n{GOOD}\n{more}\n")
    inputs = [str(tmp_path / f"{name}.md") for name in order]
    with Store() as store:
        build(inputs[:1], store)
        build(inputs[1:], store)
        build(inputs, store)
        assert exported(store) == graph_of(inputs)
        build(inputs[::-1], store)
        assert exported(store) == graph_of(inputs)


def test_workers_make_the_same_graph(tmp_path: Path) -> None:
    inputs = demo_articles(tmp_path)
    with Store(tmp_path / "store.db") as store:
        build(inputs, store, crew=Pool(TASK, 2, Limits(seconds=60)))
        assert exported(store) == graph_of(inputs)
