"""What holds of any input: depth is told as it is, quotes stand at their offsets, no store is lost at birth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

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
    assert too_deep(written.encode()) == (around + depth(value) > MOST_NESTED)


@pytest.mark.parametrize("content", [b"", b'"', b'"\\', b"[" * MOST_NESTED, b'"' + b'\\"' * 1_000_000], ids=len)
def test_what_is_no_json_is_left_to_its_parser(content: bytes) -> None:
    assert not too_deep(content)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789%.,½“”‘’\u202e\u200b\n ")))
def test_what_a_text_says_stands_at_its_offsets(more: str) -> None:
    sentence = "According to a survey of 1,012 adults by the Lunch Institute, 62 percent of adults skip lunch."
    document = reader.document(f"{more}\n\n{sentence}\n\n{more}", "a.txt", "a.txt")
    evidence = extract(document)
    told = [claim.selector for claim in evidence.statistics] + [claim.selector for claim in evidence.statements]
    for selector in told:
        assert document.text[selector.start : selector.end] == selector.exact


def test_a_deep_graph_is_refused_and_a_flat_one_is_read(tmp_path: Path) -> None:
    deep, flat, empty = (tmp_path / f"{name}.jsonld" for name in ("deep", "flat", "empty"))
    deep.write_text('{"a:b":' * 20_000 + "1" + "}" * 20_000)
    flat.write_text('{"@id": "https://a.example.org/", "https://a.example.org/p": "[[{{"}')
    empty.write_bytes(b"")
    form = ox.RdfFormat.JSON_LD
    with Store() as store:
        with pytest.raises(StoreError, match="nested deeper than 128 levels"):
            store.load(deep, form)
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
