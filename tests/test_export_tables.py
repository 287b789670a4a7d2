"""Tables as CSV and Parquet: what they say, that no cell is run, and that other tools read them."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from whence import vocab
from whence.errors import UsageError
from whence.export import Format, export
from whence.export.tables import TABLES
from whence.model import Found
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

RUN = iris.relation("extraction", "whence", "test")


@pytest.fixture(scope="module")
def store() -> Store:
    store, mad = Store(), blog()
    mad = replace(mad, metadata=replace(mad.metadata, title=Found('=HYPERLINK("http://evil.example.org")', "title")))
    for evidence, text in ((release(), RELEASE_TEXT), (mad, BLOG_TEXT)):
        store.put_article([*evidence_quads(evidence, RUN), text_quad(evidence, text)])
    store.put_derived(knowledge_quads(told()))
    return store


def file(store: Store, form: Format, table: str) -> bytes:
    output = io.BytesIO()
    export(store, output, form, table=table)
    return output.getvalue()


def rows(store: Store, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file(store, Format.CSV, table).decode(), newline="")))


def test_claims_say_where_each_number_comes_from(store: Store) -> None:
    half = next(row for row in rows(store, "claims") if row["quote"].startswith("Half of 1,012"))
    assert {name: half[name] for name in ("value", "unit", "qualifier", "population", "study", "hops", "article")} == {
        "value": "50",
        "unit": "percent",
        "qualifier": "exactly",
        "population": "adults",
        "study": "Lunch Institute study (2023)",
        "hops": "0",
        "article": "release.txt",
    }
    assert RELEASE_TEXT[int(half["start"]) : int(half["end"])] == half["quote"]


def test_hops_say_who_took_what_from_whom(store: Store) -> None:
    (hop,) = rows(store, "hops")
    assert (hop["article"], hop["source_article"]) == ("blog.md", "release.txt")
    assert (hop["value"], hop["source_value"]) == ("50", "50")
    assert hop["alterations"]


def test_studies_and_articles_count_what_rests_on_them(store: Store) -> None:
    (study,) = rows(store, "studies")
    assert (study["label"], study["claims"], study["articles"]) == ("Lunch Institute study (2023)", "2", "2")
    assert study["sample_sizes"] == "1012"
    assert [row["file"] for row in rows(store, "articles")] == ["blog.md", "release.txt"]


def test_a_text_where_a_node_is_expected_is_left_out(tmp_path: Path) -> None:
    told_by_hand = tmp_path / "hand.ttl"
    told_by_hand.write_text(
        f"""@prefix wh: <{vocab.PREFIXES["wh"]}> . @prefix schema: <{vocab.PREFIXES["schema"]}> .
        <https://a.example.org/1> a wh:Article ; wh:fileName "a.txt" ; schema:author "Ann Bo" ."""
    )
    with Store() as held:
        held.load(told_by_hand, ox.RdfFormat.TURTLE)
        (row,) = rows(held, "articles")
    assert (row["file"], row["authors"]) == ("a.txt", "")


def test_no_spreadsheet_runs_a_cell(store: Store) -> None:
    titles = [row["headline"] for row in rows(store, "articles")]
    assert '\'=HYPERLINK("http://evil.example.org")' in titles


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_every_start_of_a_formula_is_neutralised(start: str) -> None:
    from whence.export.csv_files import _cell
    from whence.export.tables import Column

    assert _cell(f"{start}1", Column("a", "text", "")) == f"'{start}1"
    assert _cell([f"{start}1", "b"], Column("a", "texts", "")) == f"'{start}1; b"
    assert _cell("-1.5", Column("a", "number", "")) == "-1.5", "a number is no formula"


def test_csv_follows_rfc_4180(store: Store) -> None:
    raw = file(store, Format.CSV, "claims")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 4
    assert "“Eat,”" in raw.decode() or "Eat" in raw.decode()


@pytest.mark.parametrize("form", [Format.CSV, Format.PARQUET])
def test_several_tables_are_one_archive(store: Store, form: Format) -> None:
    pytest.importorskip("pyarrow")
    output, again = io.BytesIO(), io.BytesIO()
    export(store, output, form)
    export(store, again, form)
    assert output.getvalue() == again.getvalue()
    names = zipfile.ZipFile(output).namelist()
    extension = form.value.extensions[0]
    assert [name for name in names if name.endswith(extension)] == [f"{table.name}{extension}" for table in TABLES]


def test_an_archive_goes_to_a_pipe_as_to_a_file(store: Store, tmp_path: Path) -> None:
    whole = io.BytesIO()
    export(store, whole, Format.CSV)
    with (tmp_path / "a.zip").open("wb") as stream:
        export(store, stream, Format.CSV)
    with Path(os.devnull).open("wb") as nowhere:
        assert export(store, nowhere, Format.CSV) == 3 + 1 + 2 + 1
    assert (tmp_path / "a.zip").read_bytes() == whole.getvalue()


def test_the_description_names_every_column_in_order(store: Store) -> None:
    written = io.BytesIO()
    Format.CSV.files(store)["datapackage.json"](written)
    package = json.loads(written.getvalue())
    for resource in package["resources"]:
        table = resource["path"].removesuffix(".csv")
        head = file(store, Format.CSV, table).decode().splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == head


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pandas_reads_csv_and_parquet_alike(store: Store) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for table in TABLES:
        parquet = pandas.read_parquet(io.BytesIO(file(store, Format.PARQUET, table.name)))
        comma = pandas.read_csv(io.BytesIO(file(store, Format.CSV, table.name)))
        assert list(parquet.columns) == list(comma.columns)
        assert len(parquet) == len(comma) > 0


def test_parquet_has_types(store: Store) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    read = parquet.read_table(io.BytesIO(file(store, Format.PARQUET, "claims")))
    types = {field.name: str(field.type) for field in read.schema}
    assert (types["value"], types["start"], types["quote"]) == ("double", "int32", "string")
    assert read.schema.field("value").metadata[b"description"].startswith(b"the number")
    assert 50.0 in read.column("value").to_pylist()
    articles = parquet.read_table(io.BytesIO(file(store, Format.PARQUET, "articles")))
    assert ["Cy Dee"] in articles.column("authors").to_pylist()


def test_an_unknown_table_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no such table: x; choose from claims"):
        export(store, io.BytesIO(), Format.CSV, table="x")
