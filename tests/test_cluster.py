"""A build in parts: however the files are parted, on whichever engine, it is the graph of a build on one machine."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from whence import resources
from whence.building import build
from whence.cluster import (
    ARTICLE,
    COLUMNS,
    END,
    FAILURE,
    File,
    Row,
    claim_rows,
    derived,
    emptied,
    evidence_of,
    opened,
    parted,
    read_shard,
    run_of,
    shards,
    written,
)
from whence.errors import UsageError
from whence.export import Format, export
from whence.extractors import RUN, Rules
from whence.intake import TASK
from whence.rdf import iris
from whence.read.inputs import pieces
from whence.read.pieces import Piece
from whence.store import Store
from whence.workers import Inline

ROOT = Path(__file__).resolve().parents[1]

TOLD = "According to a survey by the Lunch Institute, {} percent of adults skip lunch."


def record(number: int, url: str = "") -> dict[str, str]:
    return {"url": url or f"https://paper.example.org/{number}", "text": TOLD.format(number), "date": "2024-05-01"}


def captured(number: int) -> bytes:
    """A record of a web archive."""
    page = f"<html><body><article><h1>Lunch</h1><p>{TOLD.format(number)}</p></article></body></html>".encode()
    kept = f"https://paper.example.org/{number}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\nContent-Type: text/html"
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {kept}\r\nContent-Length: {len(page)}\r\n\r\n"
    return head.encode() + page + b"\r\n\r\n"


def write_records(file: Path, records: Iterable[dict[str, str]]) -> Path:
    packed: Callable[..., Any] = gzip.open if file.suffix == ".gz" else open
    with packed(file, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(each) + "\n" for each in records)
    return file


def listed(folder: Path) -> list[File]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return [File(f"file:{file}", file.stat().st_size, str(file.stat().st_mtime_ns)) for file in files]


def rows_of(folder: Path, most: int) -> list[Row]:
    planned = shards(listed(folder), RUN, most)
    return [row for shard in planned for row in read_shard(shard, Inline(TASK), Rules())]


def in_parts(folder: Path, most: int = 1 << 26) -> list[str]:
    """The lines of the graph as an engine makes it, sorted."""
    least: dict[str, Row] = {}
    for row in rows_of(folder, most):
        key = (row.content_hash, row.file_name, row.digest)
        if row.kind == ARTICLE and (row.article not in least or key < least[row.article][4:7]):
            least[row.article] = row
    lines = [parted(row.lines, iris.text_graph(row.article))[0] for row in least.values()]
    read = {run_of(row.run): [other.content_hash for other in least.values()] for row in least.values()}
    _, content = derived(map(evidence_of, lines), read)
    return sorted(line for part in (content, *lines) for line in part.decode().splitlines())


def at_once(folder: Path) -> list[str]:
    """The lines of the graph as a build on one machine exports it, sorted."""
    with Store() as store:
        build([str(folder)], store)
        output = io.BytesIO()
        export(store, output, Format.NQUADS)
    return sorted(output.getvalue().decode().splitlines())


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with the demo, records, one article twice, and what can't be read."""
    folder = tmp_path / "mixed"
    (folder / "below").mkdir(parents=True)
    for article in resources.data("demo").iterdir():
        (folder / "below" / article.name).write_bytes(article.read_bytes())
    write_records(folder / "a.jsonl", [record(number) for number in range(10, 30)])
    write_records(folder / "b.jsonl.gz", [record(number, "https://paper.example.org/12") for number in (61, 62, 63)])
    with gzip.open(folder / "crawl.warc.gz", "wb") as archive:
        archive.writelines(captured(number) for number in range(30, 40))
    (folder / "broken.jsonl").write_text('{"text": \n')
    (folder / "empty.txt").write_text("")
    (folder / "picture.png").write_bytes(b"no article")
    return folder


# ---------------------------------------------------------------- shards


def files(*names: str, size: int = 1000) -> list[File]:
    return [File(f"hdfs://host/news/{name}", size, "1") for name in names]


def test_shards_are_the_same_for_any_order_of_files_and_hold_each_once() -> None:
    named = files(*(f"{number}.html" for number in range(2000)))
    planned = shards(named, RUN)
    assert planned == shards(named[::-1], RUN)
    assert sorted(path for shard in planned for path in shard.files) == sorted(file.path for file in named)
    assert 2 < len(planned) < 40


def test_a_new_file_changes_one_shard_only() -> None:
    named = files(*(f"{number:05}.html" for number in range(3000)))
    before, after = ({each.name for each in shards(found, RUN)} for found in (named, [*named, *files("01500x.html")]))
    assert len(after - before) <= 2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(File("hdfs://host/news/a.jsonl", 1001, "1"), id="size"),
        pytest.param(File("hdfs://host/news/a.jsonl", 1000, "2"), id="time"),
        pytest.param(File("hdfs://host/news/b.jsonl", 1000, "1"), id="name"),
    ],
)
def test_a_file_that_was_changed_is_another_shard(other: File) -> None:
    (one,), (two,) = shards(files("a.jsonl"), RUN), shards([other], RUN)
    assert one.name != two.name


@pytest.mark.parametrize(
    ("name", "parts"), [("a.jsonl", 5), ("a.warc.gz", 5), ("a.parquet", 5), ("a.html", 1), ("a.exe", 0)]
)
def test_a_large_file_is_parted_where_it_holds_many_articles(name: str, parts: int) -> None:
    planned = shards(files(name, size=4500), RUN, most=1000)
    assert [(shard.part, shard.of) for shard in planned] == [(part, parts) for part in range(parts)]
    assert len({shard.name for shard in planned}) == parts


# ---------------------------------------------------------------- rows


def test_the_rows_of_a_shard_end_with_its_end(mixed: Path) -> None:
    rows = rows_of(mixed, 1 << 26)
    assert [row.kind for row in rows].count(END) == len(shards(listed(mixed), RUN))
    assert rows[-1].kind == END
    assert {row.source.rsplit("/", 1)[1] for row in rows if row.kind == FAILURE} == {"broken.jsonl#1", "empty.txt"}


def test_a_file_that_is_broken_off_is_told_once_in_however_many_parts(tmp_path: Path) -> None:
    whole = write_records(tmp_path / "a.jsonl.gz", [record(number) for number in range(90)]).read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(whole[:-20])
    rows = rows_of(tmp_path, len(whole) // 4)
    assert [row.kind for row in rows].count(END) > 3
    assert [row.reason for row in rows if row.kind == FAILURE] == [rows_of(tmp_path, 1 << 26)[-2].reason]


def test_a_file_that_is_gone_is_no_failure_but_an_error(tmp_path: Path) -> None:
    planned = shards([File(f"{tmp_path}/gone.html", 10, "1")], RUN)
    with pytest.raises(FileNotFoundError):
        list(read_shard(planned[0], Inline(TASK), Rules()))


# ---------------------------------------------------------------- the graph


@pytest.mark.parametrize("most", [1 << 26, 1000, 300], ids=lambda most: f"{most} bytes")
def test_the_graph_in_parts_is_the_graph_at_once(mixed: Path, most: int) -> None:
    assert in_parts(mixed, most) == at_once(mixed)


def test_the_articles_of_our_own_give_the_same_graph(tmp_path: Path) -> None:
    for article in sorted((ROOT / "tests" / "corpus").glob("*.txt"))[:12]:
        shutil.copy(article, tmp_path)
    assert in_parts(tmp_path, 3000) == at_once(tmp_path)


def test_claims_are_rows_with_a_cell_for_each_column(mixed: Path) -> None:
    lines = [row.lines for row in rows_of(mixed, 1 << 26) if row.kind == ARTICLE and row.file_name == "a.jsonl#1"]
    evidence = evidence_of(parted(lines[0], iris.text_graph(iris.page("https://paper.example.org/10")))[0])
    (row,) = (dict(zip(COLUMNS, cells, strict=True)) for cells in claim_rows(evidence))
    assert (row["value"], row["population"], row["published"]) == (10.0, "adults", "2024-05-01")
    assert row["claim"] in {str(each) for each in iris.claims(evidence)}


# ---------------------------------------------------------------- places


def test_what_is_written_is_the_same_bytes_and_there_only_when_it_is_whole(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with written(f"file:{tmp_path}/out/{name}.gz") as output:
            output.write(b"whole")
    with pytest.raises(OSError, match="full"), written(f"{tmp_path}/out/three.gz") as output:  # noqa: PT012
        output.write(b"half")
        raise OSError("the disk is full")
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["one.gz", "two.gz"]
    with opened(f"file://{tmp_path}/out/one.gz") as one, opened(f"{tmp_path}/out/two.gz") as two:
        assert gzip.decompress(one.read()) == b"whole"
        assert one.seek(0) == 0
        assert one.read() == two.read()
    emptied(f"file:{tmp_path}/out")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not find_spec("pyarrow"), reason="needs pyarrow")
def test_a_place_that_nobody_reads_is_told() -> None:
    with pytest.raises(UsageError, match="ftp is not read here"):
        opened("ftp://host/a.jsonl")


# ---------------------------------------------------------------- Parquet


def parquet(file: Path, records: list[dict[str, Any]]) -> None:
    arrow, tables = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    tables.write_table(arrow.Table.from_pylist(records), file, row_group_size=7)


def found(file: Path) -> Iterator[tuple[str, object]]:
    for piece in pieces([str(file)]):
        if isinstance(piece, Piece):
            yield piece.file_name.partition("#")[2], json.loads(piece.content)
        else:
            yield "failure", piece.reason


def test_rows_of_parquet_are_the_records_of_json_lines(tmp_path: Path) -> None:
    records = [record(number) for number in range(100)]
    parquet(tmp_path / "a.parquet", records)
    shutil.copy(tmp_path / "a.parquet", tmp_path / "named-by-nothing")
    write_records(tmp_path / "a.jsonl", records)
    assert list(found(tmp_path / "a.parquet")) == list(found(tmp_path / "a.jsonl"))
    assert list(found(tmp_path / "named-by-nothing")) == list(found(tmp_path / "a.jsonl"))


def test_values_that_json_has_no_form_for(tmp_path: Path) -> None:
    import datetime

    parquet(
        tmp_path / "a.parquet", [{"date": datetime.date(2024, 5, 1), "html": "<p>é".encode(), "author": ["A", "B"]}]
    )
    assert list(found(tmp_path / "a.parquet")) == [("1", {"date": "2024-05-01", "html": "<p>é", "author": ["A", "B"]})]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"PAR1 and no more", "is not a whole Parquet file"), (b"", "is not a whole Parquet file")],
    ids=["cut short", "empty"],
)
def test_a_file_that_is_no_parquet(tmp_path: Path, content: bytes, reason: str) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(content)
    ((kind, told),) = found(tmp_path / "a.parquet")
    assert kind == "failure"
    assert reason in str(told)


# ---------------------------------------------------------------- Spark


def submit(*arguments: str | Path) -> str:
    options = ["--master", "local[2]", "--conf", "spark.ui.enabled=false", str(ROOT / "scripts" / "spark_build.py")]
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT / "graph")}
    done = subprocess.run(
        ["spark-submit", *options, *map(str, arguments)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stderr


def spark_lines(output: Path) -> list[str]:
    parts = (gzip.decompress(part.read_bytes()).decode() for part in (output / "nquads").glob("*.nq.gz"))
    return sorted(line for part in parts for line in part.splitlines())


@pytest.mark.skipif(
    not (find_spec("pyspark") and find_spec("pyarrow") and shutil.which("java") and shutil.which("spark-submit")),
    reason="needs PySpark, pyarrow and Java",
)
def test_spark_gives_the_graph_at_once_in_any_number_of_shards_and_goes_on_where_it_was(mixed: Path) -> None:
    maker, made = str(ROOT / "scripts" / "make_corpus.py"), str(mixed / "made.jsonl.gz")
    write = [sys.executable, maker, "2000", "-o", made]
    subprocess.run(write, check=True)
    parquet(mixed / "c.parquet", [record(number) for number in range(40, 50)])
    output = mixed.parent / "out"
    graph = at_once(mixed)
    told = submit(mixed, "-o", output, "--parts", "3", "--shard-bytes", "1")
    assert "2 things not read" in told
    assert spark_lines(output) == graph
    before = {each.name: each.read_bytes() for each in (output / "nquads").iterdir()}
    assert " 0 to be read" in submit(mixed, "-o", output, "--parts", "3", "--shard-bytes", "1")
    assert {each.name: each.read_bytes() for each in (output / "nquads").iterdir()} == before
