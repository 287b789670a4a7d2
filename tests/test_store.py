"""The store: articles come, are replaced and go as a whole, on disk and in memory alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from whence.errors import QueryRefused, StoreError, UsageError
from whence.normal import normal
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

RUN = iris.relation("extraction", "whence", "test")


def filled(store: Store) -> Store:
    for evidence, text in ((release(), RELEASE_TEXT), (blog(), BLOG_TEXT)):
        store.put_article([*evidence_quads(evidence, RUN), text_quad(evidence, text)])
    store.put_derived(knowledge_quads(told()))
    return store


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store" if request.param == "disk" else None) as opened:
        yield filled(opened)


def test_what_an_article_says_reads_back(store: Store) -> None:
    assert store.articles() == sorted(iris.article(each) for each in (release(), blog()))
    assert store.evidence(iris.article(release())) == normal(release())


def test_an_articles_text_is_kept_and_is_no_part_of_the_graph(store: Store) -> None:
    assert store.text(iris.article(blog())) == BLOG_TEXT
    assert not [quad for quad in store.quads() if "articleBody" in quad.predicate.value]


def test_putting_an_article_again_changes_nothing(store: Store) -> None:
    before = sorted(map(str, store.quads()))
    filled(store)
    assert sorted(map(str, store.quads())) == before


def test_forgetting_an_article_leaves_nothing_of_it_but_what_is_derived(store: Store) -> None:
    home = iris.article(blog())
    store.forget(home)
    assert store.articles() == [iris.article(release())]
    assert not [quad for quad in store.quads() if quad.graph_name.value == iris.graph(home)]  # type: ignore[union-attr]
    with pytest.raises(StoreError, match="no text"):
        store.text(home)


def test_queries_see_all_graphs_together_and_bind_variables_as_terms(store: Store) -> None:
    from whence.ask import ask

    answer = ask(store, "study-of", words='half of all adults") } DROP ALL #')
    assert answer.rows == ()
    assert len(ask(store, "study-of", words="half of all adults").rows) == 1


def test_nodes_are_found_by_class_and_by_what_they_lead_to(store: Store) -> None:
    assert store.instances("wh:Article") == store.articles()
    claims = store.instances("wh:Claim")
    assert len(claims) == store.count("wh:Claim") == 3
    stated = {node for home in store.articles() for node in store.subjects("wh:statedIn", home)}
    assert set(claims) < stated
    assert store.subjects("wh:statedIn", claims[0]) == []


@pytest.mark.parametrize("name", ["release.txt", "https://lunch.example.org/half", iris.article(release())])
def test_an_article_is_found_by_file_name_address_and_iri(store: Store, name: str) -> None:
    assert store.articles_named(name) == [iris.article(release())]
    assert store.articles_named(f"{name}x") == []


def test_a_query_that_does_not_parse_is_a_usage_error(store: Store) -> None:
    with pytest.raises(UsageError, match="doesn't parse"):
        store.query("SELECT WHERE")


def test_an_update_is_no_query(store: Store) -> None:
    with pytest.raises(QueryRefused, match="DROP is an update"):
        store.query("DROP ALL")


def test_a_store_on_disk_is_there_the_next_time(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as first:
        filled(first)
    with Store(tmp_path / "s", read_only=True) as again:
        assert len(again.articles()) == 2


def test_reading_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="whence build"):
        Store(tmp_path / "none", read_only=True)


def test_a_folder_that_is_no_store_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="can't be opened"):
        Store(tmp_path / "file")


def test_a_file_that_is_no_rdf_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b>")
    with Store() as store, pytest.raises(StoreError, match=r"bad\.ttl"):
        store.load(tmp_path / "bad.ttl")


def test_a_folder_of_other_files_is_no_store_and_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="no store"):
            Store(tmp_path, read_only=read_only)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with Store(tmp_path / "s"), pytest.raises(StoreError, match="another whence"):
        Store(tmp_path / "s")
