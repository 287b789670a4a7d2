"""The library: what `import whence` offers, what it costs, and that nothing of an article gets out of its HTML."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

import whence
from whence.library import html

from console import desk

HOSTILE = """---
Title: <script>alert(1)</script> & "half"
Publisher: <img src=x onerror=alert(2)>
URL: javascript:alert(3)
---
Half of <b>1,012</b> adults "skip" lunch & <script>alert(4)</script>, a survey by the <i>Lunch</i> Institute found.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> whence.Graph:
    return whence.build(desk(tmp_path_factory.mktemp("desk")) / "whence-demo" / "articles")


def tags(text: str) -> set[str]:
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)
            found.update(
                f"{tag}@{name}" for name, value in attrs if name.startswith("on") or "script:" in (value or "")
            )

    Reader().feed(text)
    return found


# ---------------------------------------------------------------- the names


def test_the_public_names_are_what_all_says() -> None:
    public = {name for name in vars(whence) if not name.startswith("_")} | set(whence._HOMES)
    modules = {name for name in public if isinstance(getattr(whence, name), type(sys))}
    assert public - modules - {"annotations", "import_module", "ModuleType", "TYPE_CHECKING"} == {
        name for name in whence.__all__ if name != "__version__"
    }
    assert set(whence.__all__) <= set(dir(whence))
    for name in whence.__all__:
        assert getattr(whence, name) is not None
        assert name == "__version__" or getattr(whence, name).__doc__


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'unbuild'"):
        whence.unbuild  # noqa: B018


def test_importing_costs_nothing() -> None:
    code = "import sys, whence; print(sorted(m for m in sys.modules if m.split('.')[0] in set(sys.argv[1:])))"
    heavy = ["pyoxigraph", "lxml", "rdflib", "click", "networkx", "pandas", "dataclasses"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("first", ["import whence.building", "from whence.building import build", "import whence.cli"])
def test_build_is_the_function_whatever_is_imported_first(first: str) -> None:
    code = f"{first}; import whence; whence.build.__module__ == 'whence.library.graph' or exit(1)"
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------- listings


def test_a_graph_lists_its_articles_claims_and_studies(graph: whence.Graph) -> None:
    assert len(graph.articles()) == 10
    assert len(graph.claims()) == 32
    assert {study.label for study in graph.studies()} > {"Remote Shift 2023", "Labour Force Survey"}
    assert graph.failures == ()


def test_an_article_knows_its_text_and_its_claims(graph: whence.Graph) -> None:
    memo = next(article for article in graph.articles() if article.file_name == "morning-memo.txt")
    assert (memo.publisher, memo.authors, memo.date) == ("Morning Memo", ("Ada Finch",), "2023-03-27")
    (claim,) = memo.claims()
    assert claim.quote in memo.text
    assert (claim.value, claim.unit, claim.qualifier) == (Decimal(60), "percent", "more than")
    assert (claim.study, claim.trace) == ("Remote Shift 2023", "a study is reached through another article")


@pytest.mark.parametrize(
    ("article", "trace"),
    [
        ("halden-release-2023.html", "its article names the study"),
        ("morning-memo.txt", "a study is reached through another article"),
        ("officebeat.md", "rests on a study that nobody names"),
        ("ledger.html", "somebody's word"),
    ],
)
def test_a_claim_says_how_far_it_can_be_followed(graph: whence.Graph, article: str, trace: str) -> None:
    assert trace in {claim.trace for claim in graph.claims(article)}


def test_a_study_knows_what_rests_on_it(graph: whence.Graph) -> None:
    study = next(study for study in graph.studies() if study.label == "Remote Shift 2023")
    assert (study.conductors, study.year, study.claims, study.articles) == (("Halden Institute",), "2023", 12, 6)
    assert study.releases == ("https://halden.example.org/news/remote-shift-2023",)


def test_an_article_that_is_not_there_is_named(graph: whence.Graph) -> None:
    with pytest.raises(whence.UsageError, match=r"no article is named moon\.html"):
        graph.claims("moon.html")


@pytest.mark.parametrize("index", [0, 3, 31, -1, -32, slice(2, 5), slice(30, 99), slice(None), slice(-3, None)])
def test_a_listing_is_indexed_like_a_list(graph: whence.Graph, index: int | slice) -> None:
    claims = graph.claims()
    assert claims[index] == list(claims)[index]


def test_a_listing_ends() -> None:
    with pytest.raises(IndexError):
        whence.build([]).claims()[0]


# ---------------------------------------------------------------- answers


def test_a_question_is_answered_as_a_table(graph: whence.Graph) -> None:
    answer = graph.ask("withdraw", study="Remote Shift 2023")
    assert len(answer) == len(answer.rows) == len(list(answer))
    assert answer[0] == dict(zip(answer.columns, answer.rows[0], strict=True))
    assert answer.note
    with pytest.raises(whence.UsageError, match="did you mean studies"):
        graph.ask("studys")


def test_a_query_is_answered_as_a_table(graph: whence.Graph) -> None:
    found = graph.query("PREFIX wh: <https://w3id.org/whence/ns#> SELECT ?study WHERE { ?study a wh:Study }")
    assert sorted(map(str, found.column("study"))) == [study.iri for study in graph.studies()]
    with pytest.raises(whence.UsageError, match="doesn't parse"):
        graph.query("SELECT")


def test_a_claim_is_explained_by_words_by_iri_and_by_itself(graph: whence.Graph) -> None:
    claim = graph.claims("morning-memo.txt")[0]
    explained = graph.explain("six in ten office workers work from home")
    assert explained == graph.explain(claim) == graph.explain(claim.iri) == claim.explain()
    assert (len(explained.tellings), explained.origins) == (6, 1)
    assert str(explained).startswith(explained.finding)
    with pytest.raises(whence.UsageError, match="no claim has these words"):
        graph.explain("purple elephants")


def test_a_finding_is_found_by_other_words(graph: whence.Graph) -> None:
    best = graph.find("two thirds of office workers work from home two days a week")[0]
    assert best.study is not None
    assert best.study.label == "Remote Shift 2023"
    assert graph.explain(best.claim).finding.startswith("62 percent")


def test_a_graph_is_validated_and_given_to_rdflib(graph: whence.Graph) -> None:
    assert graph.validate().conforms
    assert len(graph.to_rdflib()) == len({quad.triple for quad in graph.store.quads()})


@pytest.mark.parametrize(
    ("form", "beginning"), [("turtle", b"@prefix"), ("bibtex", b"@misc{"), ("report", b"<!DOCTYPE html>")]
)
def test_a_graph_is_exported_into_a_file_or_returned(
    graph: whence.Graph, form: str, beginning: bytes, tmp_path: Path
) -> None:
    written = graph.export(form)
    assert written is not None
    assert written.startswith(beginning)
    assert graph.export(form, tmp_path / "out") is None
    assert (tmp_path / "out").read_bytes() == written


@pytest.mark.parametrize(
    ("form", "article", "message"),
    [
        ("word", None, "no such format: word"),
        ("turtle", "ledger.html", "turtle takes no --article"),
        ("bibtex", "ledger.html", "bibtex takes no --article"),
        ("report", "moon.html", "no article is named moon"),
    ],
)
def test_what_cannot_be_exported_leaves_no_file(
    graph: whence.Graph, form: str, article: str | None, message: str, tmp_path: Path
) -> None:
    with pytest.raises(whence.UsageError, match=message):
        graph.export(form, tmp_path / "out", article=article)
    assert not (tmp_path / "out").exists()


def test_tables_and_listings_become_dataframes(graph: whence.Graph) -> None:
    pytest.importorskip("pandas")
    frame = graph.claims().to_dataframe()
    assert frame.shape == (32, 17)
    assert frame["value"].max() == 2_400_000
    assert graph.ask("studies").to_dataframe()["study"].iloc[0] == "Remote Shift 2023"
    assert graph.articles().to_dataframe()["authors"].str.contains("; ").sum() == 1


def test_without_pandas_a_dataframe_says_what_to_install(graph: whence.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(whence.UsageError, match=r"pip install 'whence\[dataframe\]'"):
        graph.articles().to_dataframe()


# ---------------------------------------------------------------- kept graphs


def test_a_graph_is_kept_in_a_folder_added_to_and_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Half of 1,012 adults skip lunch, a survey by the Lunch Institute found.")
    (tmp_path / "b.txt").write_text("Two-thirds of cooks hum at work, the Lunch Institute reports.")
    store = tmp_path / "lunch.db"
    with whence.build(tmp_path / "a.txt", store) as first:
        assert len(first.articles()) == 1
    with whence.build([str(tmp_path / "b.txt"), tmp_path / "none.txt"], store=str(store)) as second:
        assert len(second.articles()) == 2
        assert [failure.source for failure in second.failures] == [str(tmp_path / "none.txt")]
    with whence.open(store) as opened:
        assert {article.file_name for article in opened.articles()} == {"a.txt", "b.txt"}
        assert opened.articles()[0].text
    with pytest.raises(whence.UsageError, match="neither a store's folder nor an RDF file"):
        whence.open(tmp_path / "a.txt")


# ---------------------------------------------------------------- notebooks


def test_notebooks_show_graphs_listings_answers_and_chains(graph: whence.Graph) -> None:
    assert "<td" in graph._repr_html_()
    assert graph.claims()._repr_html_().count("<tr>") == html.SHOWN + 1
    assert "the first 20 are shown" in graph.claims()._repr_html_()
    assert "Remote Shift 2023" in graph.ask("studies")._repr_html_()
    shown = graph.claims("morning-memo.txt")[0]._repr_html_()
    picture = shown[shown.index("<svg") :]
    assert etree.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"
    assert "Deskless" in picture


def test_nothing_of_an_article_is_markup_in_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HOSTILE)
    graph = whence.build(tmp_path / "a.md")
    shown = [graph, graph.articles(), graph.claims(), graph.studies(), graph.ask("claims"), graph.ask("studies")]
    shown += [*graph.articles(), *graph.claims(), *graph.studies(), *(claim.explain() for claim in graph.claims())]
    assert len(graph.claims()) >= 1
    for each in shown:
        assert tags(each._repr_html_()) <= {  # type: ignore[attr-defined]
            *("p", "b", "table", "thead", "tbody", "tr", "th", "td", "a"),
            *("svg", "style", "rect", "defs", "marker", "path", "text"),
        }


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[", False),
        ("see https://example.org", False),
        ("https://example.org/ and more", False),
    ],
)
def test_only_web_addresses_are_links(text: str, is_link: bool) -> None:
    assert ("<a " in html.card("", [("address", text)])) == is_link
