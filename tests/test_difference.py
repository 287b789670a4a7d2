"""What changed between two graphs, told in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.building import derive
from whence.difference import Difference, Event, differences
from whence.extract.evidence import extract
from whence.extractors import RUN, Extracted
from whence.intake.task import article_quads
from whence.read.text import document
from whence.store import Store

RELEASE = """URL: https://tide.example.org/2024/05/06/walls

Sea walls rise

Sixty-two percent of harbour towns raised their walls, according to the Wall Survey 2024 by the Tide Institute, which
questioned 412 towns.
"""
LINK = "[Tide Institute](https://tide.example.org/2024/05/06/walls)"
BLOG = f"""URL: https://quay.example.org/2024/05/09/walls

Walls go up

Sixty-two percent of harbour towns raised their walls, the {LINK} says.
"""
OTHER = """URL: https://dock.example.org/2024/06/01/rent

Rents fall

Rents for docks fell 12 percent last year, according to the Harbour Board.
"""
BOTH = {"release.txt": RELEASE, "blog.txt": BLOG}


def store_of(articles: Mapping[str, str]) -> Store:
    store = Store()
    for name, text in articles.items():
        store.put_article(article_quads(Extracted(extract(document(text, name, name)), RUN), text))
    derive(store)
    return store


def found(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Difference, ...]:
    with store_of(old) as before, store_of(new) as after:
        return differences(before, after)


def told(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return list(map(str, found(old, new)))


def test_a_graph_does_not_differ_from_itself() -> None:
    assert found(BOTH, BOTH) == ()


def test_a_new_article_comes_with_its_claims_studies_and_links() -> None:
    assert told({"release.txt": RELEASE}, BOTH) == [
        "blog.txt: new article: Walls go up",
        "blog.txt: new claim: “Sixty-two percent of harbour towns raised their walls”",
        "blog.txt: new link: “Sixty-two percent of harbour towns raised their walls” was taken from "
        "“Sixty-two percent of harbour towns raised their walls” (release.txt)",
    ]


def test_what_is_forgotten_is_gone() -> None:
    events = {(one.event, one.kind) for one in found(BOTH, {"release.txt": RELEASE})}
    assert events == {(Event.GONE, "article"), (Event.GONE, "claim"), (Event.GONE, "link")}


def test_a_new_study_is_told_without_an_article() -> None:
    (study,) = (one for one in found(BOTH, BOTH | {"rent.txt": OTHER}) if one.kind == "study")
    assert (study.event, study.article) == (Event.NEW, "")
    assert "Harbour Board" in study.words


CHANGES = [
    pytest.param("Sixty-two percent", "Sixty-one percent", "value 61, was 62", id="value and wording"),
    pytest.param("Sixty-two percent", "More than sixty-two percent", "qualifier more than, was exactly", id="hedge"),
    pytest.param("harbour towns", "river towns", "population river towns, was harbour towns", id="population"),
]


@pytest.mark.parametrize(("old", "new", "words"), CHANGES)
def test_a_reworded_claim_is_changed_and_not_new(old: str, new: str, words: str) -> None:
    changed = RELEASE.replace(old, new)
    (claim,) = (one for one in found({"r.txt": RELEASE}, {"r.txt": changed}) if one.kind == "claim")
    assert claim.event is Event.CHANGED
    assert words in claim.words
    assert "was worded" in claim.words


def test_a_changed_text_with_the_same_claims_is_only_that() -> None:
    assert told({"r.txt": RELEASE}, {"r.txt": RELEASE + "\nThe sea was low.\n"}) == ["r.txt: changed article: its text"]


@settings(max_examples=8, deadline=None)
@given(st.sets(st.sampled_from(sorted(BOTH | {"rent.txt": OTHER}))), st.sets(st.sampled_from(sorted(BOTH))))
def test_there_and_back_swaps_new_and_gone(one: set[str], other: set[str]) -> None:
    every = BOTH | {"rent.txt": OTHER}
    old, new = ({name: every[name] for name in sorted(names)} for names in (one, other))
    there = {(d.event, d.kind, d.article, d.words) for d in found(old, new) if d.event is not Event.CHANGED}
    swap = {Event.NEW: Event.GONE, Event.GONE: Event.NEW}
    back = {(swap[d.event], d.kind, d.article, d.words) for d in found(new, old) if d.event is not Event.CHANGED}
    assert there == back
