"""Explanations: a claim is found by its words, followed to its study, and told so that a reader can check it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

import pytest

from whence.errors import UsageError
from whence.explain.chains import Explanation
from whence.explain.explaining import explain, explain_all
from whence.explain.locate import locate
from whence.explain.picture import picture
from whence.explain.words import in_words
from whence.knowledge import Knowledge, Retelling
from whence.questions.choosing import claims_with
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

(CLAIM,), (RETOLD,) = iris.claims(release()), iris.claims(blog())


def store_of(knowledge: Knowledge) -> Store:
    store = Store()
    for evidence, text in ((release(), RELEASE_TEXT), (blog(), BLOG_TEXT)):
        store.put_article([*evidence_quads(evidence, "urn:run"), text_quad(evidence, text)])
    store.put_derived(knowledge_quads(knowledge))
    return store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with store_of(told()) as opened:
        yield opened


@pytest.fixture(scope="module")
def explanation(store: Store) -> Explanation:
    return explain(store, RETOLD)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("half of all adults", [RETOLD]),
        ("Half of 1,012 adults", [CLAIM]),
        ("1012 adults", [CLAIM]),
        ("skip lunch", [RETOLD, CLAIM]),
        ("50 adults skip", [RETOLD, CLAIM]),
        ("half of adults", [CLAIM, RETOLD]),
        ("dinner", []),
        ("blog.md: skip lunch", [RETOLD]),
        ("release.txt:half of adults", [CLAIM]),
        ("blog.md: dinner", []),
        ("blog.md:", []),
        ("other.md: skip lunch", []),
        (f"blog.md: {CLAIM}", []),
        ("?!", []),
        (CLAIM, [CLAIM]),
    ],
)
def test_a_claim_is_found_by_its_words_or_its_iri(store: Store, words: str, found: list[str]) -> None:
    assert sorted(locate(store, words)) == sorted(found)


def test_claims_that_say_it_themselves_leave_out_those_in_one_quote_with_them() -> None:
    quote = "62% of cooks work from home, and 38% would leave."
    shown = {"quote": quote, "population": "cooks", "printed": None, "confidence": 0.5}
    told = [
        {"claim": "urn:home", "measure": "work from home", "value": 62, **shown},
        {"claim": "urn:leave", "measure": "would leave", "value": 38, **shown},
    ]
    assert claims_with("work from home", told) == ["urn:home"]
    assert claims_with("cooks work, and leave", told) == ["urn:home", "urn:leave"]


def test_percent_is_found_however_it_is_written(store: Store) -> None:
    assert locate(store, "“half” of 1,012  ADULTS") == [CLAIM]


def test_a_chain_leads_from_the_last_telling_to_the_study(explanation: Explanation) -> None:
    (chain,) = explanation.chains
    assert [telling.file_name for telling in chain.tellings] == ["blog.md", "release.txt"]
    assert chain.hops[0].alterations == ("identical", "study dropped")
    assert chain.study is not None
    assert chain.study.conductors == ("Lunch Institute",)
    assert chain.study.samples == ("1,012 adults",)
    assert explanation.origins == 1


def test_the_claim_that_is_the_source_explains_the_same_finding(store: Store, explanation: Explanation) -> None:
    assert explain(store, CLAIM) == explanation
    assert list(explain_all(store, "skip lunch")) == [explanation]


def test_what_was_lost_is_told_with_the_telling_that_lost_it(explanation: Explanation) -> None:
    ((telling, parts),) = explanation.chains[0].lost()
    assert telling.file_name == "blog.md"
    assert parts == ("conductor", "sample", "study", "year")


def test_words_hold_every_quote_and_the_reason_of_every_hop(explanation: Explanation) -> None:
    text = in_words(explanation)
    for piece in (
        "“Half of all adults skip lunch”",
        "“Half of 1,012 adults skip lunch”",
        "its article links there",
        "1 origin",
    ):
        assert piece in text


def test_a_claim_without_study_says_that_the_trail_ends() -> None:
    with store_of(Knowledge()) as store:
        text = in_words(explain(store, RETOLD))
    assert "names no study" in text


def test_a_circle_of_credits_ends_where_it_would_begin_again() -> None:
    known = told()
    back = Retelling(CLAIM, RETOLD, (), "credits the blog", 0.5)
    with store_of(replace(known, retellings=(*known.retellings, back))) as store:
        for chain in explain(store, RETOLD).chains:
            assert len(chain.tellings) == 2


def test_a_claim_that_is_not_there_is_a_usage_error(store: Store) -> None:
    with pytest.raises(UsageError, match="holds no claim"):
        explain(store, f"{iris.BASE}claim/none")


def test_the_picture_is_well_formed_and_shows_study_and_tellings(explanation: Explanation) -> None:
    root = ET.fromstring(picture(explanation))  # noqa: S314 - our own drawing
    texts = " ".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text"))
    for piece in ("Lunch Institute study", "blog.md", "study dropped"):
        assert piece in texts
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_hostile_text_stays_text_in_the_picture(explanation: Explanation) -> None:
    (chain,) = explanation.chains
    evil = replace(chain.tellings[0], publisher="<script>x</script>", quote='"/><script>')
    drawn = picture(replace(explanation, chains=(replace(chain, tellings=(evil, *chain.tellings[1:])),)))
    assert "<script" not in drawn


def test_a_study_that_only_the_reteller_names_is_told_there_and_not_at_the_source() -> None:
    known = told()
    retold = replace(known.reaches[1], via=())
    with store_of(replace(known, reaches=(retold,))) as store:
        (chain,) = explain(store, CLAIM).chains
        text = in_words(explain(store, CLAIM))
    assert chain.named_at == 0
    assert text.index("names the study: Lunch Institute") < text.index("release.txt") < text.index("names no study")


def test_of_several_sources_the_likeliest_is_followed() -> None:
    known = told()
    doubt = replace(known.retellings[0], source=f"{iris.BASE}claim/elsewhere", confidence=0.2)
    with store_of(replace(known, retellings=(doubt, *known.retellings))) as store:
        (chain,) = explain(store, RETOLD).chains
    assert [telling.file_name for telling in chain.tellings] == ["blog.md", "release.txt"]


def test_two_trails_that_end_have_two_ends_in_the_picture() -> None:
    with store_of(replace(told(), studies=(), reaches=(), retellings=())) as store:
        drawn = picture(explain(store, CLAIM))
    assert drawn.count("no study named") == 2


def test_what_is_no_iri_is_a_usage_error(store: Store) -> None:
    with pytest.raises(UsageError, match="not an IRI"):
        explain(store, f"{iris.BASE}a b")
