"""What holds of any input: depth is told as it is, quotes stand at their offsets, no store is lost at birth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import Failure, StoreError
from whence.extract.evidence import extract
from whence.extractors import Rules
from whence.intake import taken
from whence.rdf.nesting import MOST_NESTED, too_deep
from whence.read import text as reader
from whence.read.pieces import Piece
from whence.store import Store
from whence.validate import validate
from whence.workers import Job, Lost, Outcome

JSON = st.recursive(
    st.none() | st.booleans() | st.text() | st.just('["}]{\\"'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(value=JSON, around=st.integers(0, 2 * MOST_NESTED))
def test_json_is_as_deep_as_it_is(value: object, around: int) -> None:
    def depth(one: object) -> int:
        inner = one if isinstance(one, list) else list(one.values()) if isinstance(one, dict) else None
        return 0 if inner is None else 1 + max(map(depth, inner), default=0)

    written = "[" * around + json.dumps(value) + "]" * around
    assert too_deep(written.encode(), ox.RdfFormat.JSON_LD) == (around + depth(value) > MOST_NESTED)


HIDING = (
    "<https://a.example.org/(#'>",
    r'"[[ \"(("',
    r"'{{ \'(('",
    '"""[ " "" (\n \\""" {"""',
    "'''[ ' '' (\n {'''",
    '""',
    "''",
    '"a"@en',
    r"<a:\u0028>",
    "# [[ <<( \" ' <\n <a:c>",
    r"a:b\(\'\#c",
    "1.5",
    "[]",
    "()",
)
"""Pieces of Turtle in which no bracket opens a level that stays open."""
LEVELS = (("[ <a:b> ", "]"), ("(", ")"), ("<< <a:a> <a:b> ", ">>"))


@given(
    pieces=st.lists(st.sampled_from(HIDING), max_size=6),
    way=st.sampled_from(LEVELS),
    deep=st.integers(0, 2 * MOST_NESTED),
)
def test_turtle_is_as_deep_as_it_is(pieces: list[str], way: tuple[str, str], deep: int) -> None:
    hidden = "".join(f" {piece}, " for piece in pieces)
    written = f"@prefix a: <a:> . <a:a> <a:b> {hidden} {way[0] * deep} <a:z> {way[1] * deep} .".encode()
    assert too_deep(written, ox.RdfFormat.TURTLE) == (deep > MOST_NESTED)
    assert list(ox.parse(written, ox.RdfFormat.TURTLE))


RDF_XML = (
    "<!DOCTYPE r [<!ENTITY e '<a><b>'>]>" + '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
)
ELEMENTS = (
    "<!-- <a> <b> -->",
    "<![CDATA[ <a> ]]>",
    "<?a <b> ?>",
    "text",
    "&lt;a&gt;",
    "<a:b a:c='/> \"'/>",
    '<a:b a:c=">"/>',
)


@given(pieces=st.lists(st.sampled_from(ELEMENTS), max_size=6), pairs=st.integers(1, MOST_NESTED))
def test_rdf_in_xml_is_as_deep_as_it_is(pieces: list[str], pairs: int) -> None:
    opened, closed = "<r:Description><a:b>" * pairs, "</a:b></r:Description>" * pairs
    written = f"{RDF_XML}{opened}{''.join(pieces)}{closed}</r:RDF>".encode()
    assert too_deep(written, ox.RdfFormat.RDF_XML) == (1 + 2 * pairs > MOST_NESTED)


UNENDED = (
    "",
    '"',
    "'",
    '"\\',
    '"""',
    "'''a\\",
    "[" * MOST_NESTED,
    "<",
    "<!--",
    "<![CDATA[",
    "<?",
    "<a b='",
    "<!A",
    "\\",
    "]>>)",
)


@pytest.mark.parametrize("form", [ox.RdfFormat.JSON_LD, ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML])
@pytest.mark.parametrize("content", UNENDED)
def test_what_is_not_written_in_its_format_is_left_to_its_parser(content: str, form: ox.RdfFormat) -> None:
    assert not too_deep(content.encode(), form)


@pytest.mark.parametrize(
    "form", [ox.RdfFormat.JSON_LD, ox.RdfFormat.TURTLE, ox.RdfFormat.N_QUADS, ox.RdfFormat.RDF_XML]
)
@pytest.mark.parametrize(
    "content", ['"\\', '\\"', "\\'", "'\"", "<!--", "<a b='\"", "<![CDATA[", "]", "a", '""" ', "<a ", "<<(>>"]
)
def test_depth_is_told_in_linear_time(content: str, form: ox.RdfFormat) -> None:
    started = perf_counter()
    too_deep(content.encode() * 200_000, form)
    assert perf_counter() - started < 5


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789%.,½“”‘’\u202e\u200b\n ")))
def test_what_a_text_says_stands_at_its_offsets(more: str) -> None:
    sentence = "According to a survey of 1,012 adults by the Lunch Institute, 62 percent of adults skip lunch."
    document = reader.document(f"{more}\n\n{sentence}\n\n{more}", "a.txt", "a.txt")
    evidence = extract(document)
    told = [claim.selector for claim in evidence.statistics] + [claim.selector for claim in evidence.statements]
    for selector in told:
        assert document.text[selector.start : selector.end] == selector.exact


DEEP = {
    "jsonld": ('{"a:b":', "1", "}"),
    "ttl": ("(", "1", ")"),
    "trig": ("<a:g> {", "<a:a> <a:b> 1", "}"),
    "nt": ("<a:a> <a:b> <<(", "<a:a> <a:b> <a:c>", ")>>"),
    "nq": ("<a:a> <a:b> <<( ", "<a:a> <a:b> <a:c>", ")>>"),
    "n3": ("<a:a> <a:b> {", "<a:a> <a:b> 1", "}"),
    "rdf": ("<a:b>", "1", "</a:b>"),
}


@pytest.mark.parametrize("extension", DEEP)
@pytest.mark.parametrize("named", [True, False])
def test_a_graph_that_is_nested_too_deep_is_refused_before_it_is_parsed(
    extension: str, named: bool, tmp_path: Path
) -> None:
    file, (opened, inner, closed) = tmp_path / f"deep.{extension}", DEEP[extension]
    file.write_text(opened * 20_000 + inner + closed * 20_000)
    with Store() as store, pytest.raises(StoreError, match=r"deep.*: is nested deeper than 128 levels"):
        store.load(file, ox.RdfFormat.from_extension(extension) if named else None)
    with pytest.raises(StoreError, match="is nested deeper"):
        validate(file)


def test_an_empty_graph_is_for_its_parser_to_tell_of_and_a_flat_one_is_read(tmp_path: Path) -> None:
    flat, empty = (tmp_path / f"{name}.jsonld" for name in ("flat", "empty"))
    flat.write_text('{"@id": "https://a.example.org/", "https://a.example.org/p": "[[{{"}')
    empty.write_bytes(b"")
    form = ox.RdfFormat.JSON_LD
    with Store() as store:
        store.load(flat, form)
        assert len(store) == 1
        with pytest.raises(StoreError):
            store.load(empty, form)


def test_a_store_that_was_killed_at_birth_is_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "a.db"
    folder.mkdir()
    for name in ("LOCK", "IDENTITY", "000004.log", "MANIFEST-000005", "OPTIONS-000006.dbtmp"):
        (folder / name).write_bytes(b"")
    with pytest.raises(StoreError):
        Store(folder, read_only=True)
    (folder / "notes.txt").write_bytes(b"mine")
    with pytest.raises(StoreError, match="no store"):
        Store(folder)


def test_a_late_piece_is_given_up_at_once_and_the_others_are_read_again() -> None:
    tried: list[list[str]] = []

    class Hasty:
        def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
            for job in jobs:
                names = [piece["source"] for piece in job.header["pieces"]]
                tried.append(names)
                yield Lost(job, "took more than 1 seconds", late=True) if "late" in names else Lost(job, "ended")

    pieces = [Piece(".txt", name, name, b"x") for name in ("late", "fatal")]
    found = list(taken(pieces, Hasty(), Rules()))
    assert tried == [["late", "fatal"], ["fatal"]]
    assert [one.failures for one in found] == [
        [Failure("late", "read", "reading it took more than 1 seconds")],
        [Failure("fatal", "read", "reading it ended")],
    ]
