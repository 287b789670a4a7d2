"""Inputs: files, folders, globs and standard input become documents in a fixed order; one bad input spoils no other."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from whence.errors import Failure
from whence.model import Document
from whence.read import page, read, records
from whence.read.decoding import MAX_BYTES
from whence.read.formats import FORMATS

MALFORMED = Path(__file__).parent / "malformed"
ARTICLE = "Tides Rise\n\nHalf of the harbour towns flooded in 2019, a survey of 212 mayors found.\n"
PAGE = (
    "<!doctype html><html lang='en'><head><title>Tides Rise | Bay Post</title></head><body><article><h1>Tides Rise</h1>"
    + "<p>Half of the harbour towns flooded in 2019, a survey of 212 mayors by the coast office found.</p>" * 3
    + "</article></body></html>"
)


def names(inputs: list[str]) -> list[str]:
    """The file name of each document; a failure is shown as its source."""
    return [one.file_name if isinstance(one, Document) else f"failed {one.source}" for one in read(inputs)]


def only(inputs: list[str]) -> Document | Failure:
    (one,) = read(inputs)
    return one


REASONS = [
    ("empty.txt", "is empty"),
    ("blank.md", "is empty"),
    ("zero.html", "is empty"),
    ("binary.txt", "is a binary file"),
    ("latin1.txt", "is not UTF-8 (byte 0xE9 at 12)"),
    ("pdf.txt", "is a PDF file"),
    ("not_gzip.txt.gz", "is not a whole gzip file"),
    ("cut_short.txt.gz", "is not a whole gzip file"),
    ("bomb.txt.gz", "is larger than 20 MB"),
    ("charset.html", "declares an unknown encoding (klingon-1)"),
    ("wrong_charset.html", "is not in the encoding it declares"),
    ("no_text.html", "holds no article"),
    ("utf16_broken.txt", "starts as UTF-16-LE but is broken"),
    ("slides.pptx", "has an unknown format (.pptx)"),
    ("missing.txt", "does not exist"),
]


@pytest.mark.parametrize(("name", "reason"), REASONS, ids=[name for name, _ in REASONS])
def test_a_bad_file_is_a_failure_that_says_why(name: str, reason: str) -> None:
    path = str(MALFORMED / name)
    failure = only([path])
    assert isinstance(failure, Failure)
    assert (failure.source, failure.stage) == (path, "read")
    assert reason in failure.reason


def test_each_malformed_file_has_its_reason() -> None:
    stated = {name for name, _ in REASONS} | {"records.jsonl"}
    assert {path.name for path in MALFORMED.iterdir()} | {"missing.txt"} == stated


def test_bad_lines_of_a_record_file_fail_alone() -> None:
    path = str(MALFORMED / "records.jsonl")
    failures = list(read([path]))
    assert all(isinstance(one, Failure) for one in failures)
    assert [one.source for one in failures] == [f"{path}#{line}" for line in range(1, 8)]


def test_one_bad_file_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    (tmp_path / "b.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "c.txt").write_bytes(b"caf\xe9")
    assert names([str(tmp_path)]) == [f"failed {tmp_path}/a.html", "b.txt", f"failed {tmp_path}/c.txt"]


def test_a_folder_is_read_through_in_sorted_order_without_other_formats_and_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.md", "b/c.text", "picture.png", ".hidden.txt", "notes"):
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    assert names([str(tmp_path)]) == ["a.md", "z.txt", "c.text"]


def test_a_folder_without_articles_is_a_failure(tmp_path: Path) -> None:
    failure = only([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert "holds no article" in failure.reason


def test_a_glob_names_files_in_sorted_order_and_a_file_is_read_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    assert names([f"{tmp_path}/*.txt", f"{tmp_path}/a.txt"]) == ["a.txt", "b.txt"]
    assert names([f"{tmp_path}/*.html"]) == [f"failed {tmp_path}/*.html"]


def test_gzip_is_read_as_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    document = only([str(tmp_path / "a.txt.gz")])
    assert isinstance(document, Document)
    assert document.text == ARTICLE


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (ARTICLE.encode(), ARTICLE),
        (gzip.compress(ARTICLE.encode()), ARTICLE),
        (ARTICLE.encode("utf-8-sig"), ARTICLE),
        (ARTICLE.encode("utf-16"), ARTICLE),
        (json.dumps({"text": ARTICLE}).encode(), ARTICLE),
        (gzip.compress(json.dumps({"text": ARTICLE}).encode()), ARTICLE),
    ],
    ids=["text", "gzip", "UTF-8 with a mark", "UTF-16", "JSON Lines", "JSON Lines in gzip"],
)
def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch, content: bytes, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    document = only(["-"])
    assert isinstance(document, Document)
    assert document.text == text


def test_closed_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    failure = only(["-"])
    assert isinstance(failure, Failure)
    assert "is closed" in failure.reason


def test_the_page_about_reading_tells_the_formats_and_limits() -> None:
    told = (Path(__file__).resolve().parents[1] / "docs" / "reading.md").read_text("utf-8")
    numbers = (page.MAX_ELEMENTS, page.MAX_ATTRIBUTES)
    assert all(f"`{extension}`" in told for extension in FORMATS)
    assert all(f"{number:,}" in told for number in numbers)
    assert f"{MAX_BYTES // 1_000_000} MB" in told
    assert f"{records.LONGEST_LINE // 1_000_000} million" in told


def test_a_page_on_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    document = only(["-"])
    assert isinstance(document, Document)
    assert document.metadata.title is not None
    assert document.metadata.title.value == "Tides Rise"


def test_records_carry_their_line_number_and_metadata(tmp_path: Path) -> None:
    first = {"url": "https://bay.example.org/a", "title": "Tides", "author": ["Ana Poe", "Staff"], "date": "2020-03-05"}
    rows = [{**first, "publisher": "Bay Post", "text": ARTICLE}, {"html": PAGE}]
    (tmp_path / "all.jsonl").write_text("\n\n".join(map(json.dumps, rows)), "utf-8")
    one, other = read([str(tmp_path / "all.jsonl")])
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert (one.source, one.file_name) == (f"{tmp_path}/all.jsonl#1", "all.jsonl#1")
    assert [author.value for author in one.metadata.authors] == ["Ana Poe"]
    assert one.metadata.published is not None
    assert (one.metadata.published.value, one.metadata.published.place) == ("2020-03-05", "record date")
    assert other.source.endswith("#3")
    assert other.text.startswith("Tides Rise\n\nHalf of the harbour towns")


BAD_LINES = [
    (b"null", "is no JSON object"),
    (b'["text", "Half"]', "is no JSON object"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"text": 3, "text": null}', 'has no "text"'),
    (b"{'text': 'Half'}", "is no JSON ("),
    (b'{"text": "Half \xff"}', "is not UTF-8"),
    (b'{"text": "' + b"a" * 20_000_000 + b'"}', "is a line of more than 5 million bytes"),
    (b"\x00\x01\x02", "is a binary file"),
]


def test_each_bad_line_fails_alone_and_the_lines_between_are_read(tmp_path: Path) -> None:
    good = json.dumps({"text": ARTICLE}).encode()
    lines = [part for bad, _ in BAD_LINES for part in (bad, good)]
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    found = list(read([str(tmp_path / "a.jsonl")]))
    assert [one.file_name for one in found if isinstance(one, Document)] == [f"a.jsonl#{n}" for n in range(2, 17, 2)]
    told = [one.reason for one in found if isinstance(one, Failure)]
    assert [reason in one for (_, reason), one in zip(BAD_LINES, told, strict=True)] == [True] * len(BAD_LINES), told


def test_a_file_of_records_that_is_larger_than_an_article_may_be_is_read(tmp_path: Path) -> None:
    line = json.dumps({"text": ARTICLE, "notes": "x" * 2_000_000}).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"\n".join([line] * 12), 1))
    assert names([str(tmp_path / "a.jsonl.gz")]) == [f"a.jsonl.gz#{number}" for number in range(1, 13)]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    document, failure = read([str(tmp_path)])
    assert isinstance(document, Document)
    assert isinstance(failure, Failure)
    assert "cannot be read" in failure.reason


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": ARTICLE}) + "\n", "utf-8")
    found = read([str(path)])
    assert isinstance(next(found), Document)
    path.write_text(json.dumps({"text": ARTICLE}) * 2, "utf-8")
    *_, failure = found
    assert "changed while it was read" in str(failure)


def test_a_missing_library_stops_only_the_files_that_need_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_text(ARTICLE, "utf-8")
    failure, document = read([str(tmp_path)])
    assert "pip install 'whence[pdf]'" in str(failure)
    assert isinstance(document, Document)


def test_a_lone_surrogate_in_a_record_can_be_written_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Half \\ud800 of them agreed with the plan."}', "utf-8")
    document = only([str(tmp_path / "a.jsonl")])
    assert isinstance(document, Document)
    assert document.text.encode("utf-8")
