"""The annotated articles of our own say what their annotation claims: every quote is theirs, every study is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent / "corpus"
QUALIFIERS = {"exact", "about", "nearly", "more_than", "less_than", "at_least", "at_most", "up_to"}


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_an_annotation_holds_of_its_article(path: Path) -> None:
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    text = path.with_suffix(".txt").read_text("utf-8")
    studies = {study["id"] for study in gold["studies"]} | {None}
    assert gold["id"] == path.stem
    for row in gold["statistics"] + gold["statements"]:
        assert row["quote"] in text
        assert row["study"] in studies
    for row in gold["statistics"]:
        assert row["qualifier"] in QUALIFIERS
        assert isinstance(row["value"], int | float)
        assert row["change"] in {"none", "increase", "decrease"}


def test_every_article_has_its_annotation() -> None:
    assert {path.stem for path in CORPUS.glob("*.txt")} == {path.stem for path in CORPUS.glob("*.json")}
