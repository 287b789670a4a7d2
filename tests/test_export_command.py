"""The export command: formats by name and by extension, folders and archives, and what it says where it can't."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whence.cli import cli
from whence.errors import UsageError
from whence.export import Format
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    run = iris.relation("extraction", "whence", "test")
    with Store(tmp_path / "a.db") as store:
        for evidence, text in ((release(), RELEASE_TEXT), (blog(), BLOG_TEXT)):
            store.put_article([*evidence_quads(evidence, run), text_quad(evidence, text)])
        store.put_derived(knowledge_quads(told()))
    monkeypatch.setattr("whence.store.Store.is_current", lambda _store: True)
    return lambda *arguments: CliRunner().invoke(cli, ["export", *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("a.ttl", "@prefix"),
        ("a.nt", "<https"),
        ("a.jsonld", '{\n"@context"'),
        ("a.rdf", "<?xml"),
        ("a.gexf", "<?xml"),
        ("a.nanopub.trig", "@prefix"),
        ("a.cyjs", '{"data"'),
    ],
)
def test_the_extension_of_the_file_chooses_the_format(run: Run, file: str, start: str) -> None:
    assert run("-o", file).exit_code == 0
    assert Path(file).read_text("utf-8").startswith(start)


def test_turtle_goes_to_standard_output_where_nothing_is_named(run: Run) -> None:
    assert run().stdout.startswith("@prefix")


def test_tables_go_into_a_folder_an_archive_or_one_to_a_stream(run: Run) -> None:
    assert run("--format", "csv", "-o", "tables").exit_code == 0
    names = ["articles.csv", "claims.csv", "datapackage.json", "hops.csv", "studies.csv"]
    assert sorted(path.name for path in Path("tables").iterdir()) == names
    run("--format", "csv", "-o", "tables.zip")
    with zipfile.ZipFile("tables.zip") as archive:
        assert sorted(archive.namelist()) == names
        assert archive.read("claims.csv") == Path("tables/claims.csv").read_bytes()
    shown = run("--format", "csv", "--table", "claims")
    assert shown.stdout_bytes == Path("tables/claims.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "csv"], "csv is 5 files: name a folder or a .zip with -o, or one with --table"),
        (["-o", "a.csv"], "csv is 5 files"),
        (["-o", "a.doc"], "no format is known by this name"),
        (["--format", "turtle", "--table", "claims"], "turtle takes no --table"),
        (["--format", "gexf", "--annotations"], "gexf takes no --annotations; formats that do: turtle, trig"),
        (["--format", "gexf", "--nodes", "dogs"], "no such kind of node: dogs"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run(*arguments)
    assert [path.name for path in Path().iterdir()] == ["a.db"]


def test_annotations_are_an_option(run: Run) -> None:
    assert "rdf:reifies <<(" in run("--annotations").stdout
    assert "rdf:reifies" not in run().stdout


PAGE = (Path(__file__).parents[1] / "docs" / "exports.md").read_text("utf-8")


@pytest.mark.parametrize("form", Format)
def test_the_page_lists_every_format(form: Format) -> None:
    extensions = " ".join(f"`{extension}`" for extension in form.value.extensions)
    options = ", ".join(f"`--{option}`" for option in form.value.options)
    extra = f"`{form.value.extra.partition(':')[0]}`" if form.value.extra else ""
    row = (f"`{form.label}`", f"`{form.value.media_type}`", extensions, form.value.writes, options, extra)
    assert f"| {' | '.join(row)} |".replace("  ", " ") in PAGE.replace("  ", " ")
