"""Which population a number is given of those it may have, how sure that is, and how sure the whole claim."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.analyse import analyse
from whence.extract.claims import claims, findings
from whence.extract.claims.asked import asked
from whence.extract.claims.candidates import Candidate
from whence.extract.claims.choice import choose, options_of, settled, without_population
from whence.extract.claims.confidence import confidence, features
from whence.extract.claims.drafts import Draft, drafts
from whence.extract.claims.reading import Whom
from whence.extract.studies import Studies, studies
from whence.model import Block, BlockKind, Document, Metadata, StudyMention
from whence.text import select


def document(text: str) -> Document:
    """One paragraph a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    return Document("note.txt", "note.txt", text, tuple(blocks), (), Metadata(), "0")


def drafts_of(text: str) -> list[Draft]:
    return drafts(analyse(document(text)), findings)


def no_studies(text: str) -> Studies:
    return Studies((), (), analyse(document(text)))


def option(population: str | None, *features: str, margin: float = 1.0) -> Candidate:
    return Candidate(population, margin, features=dict.fromkeys(features))


# ---------------------------------------------------------------- choosing

NURSES, DOCTORS, NOBODY = (
    option("nurses", "ruled", margin=0.0),
    option("doctors", "beside"),
    option(None, "none"),
)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param({}, "nurses", id="the rules' own where nothing speaks for another"),
        pytest.param({"beside": 0.9}, "nurses", id="the rules' own where another is likelier by less than the margin"),
        pytest.param({"beside": 1.1}, "doctors", id="another that is likelier by more"),
        pytest.param(
            {"ruled": -1.1}, "doctors", id="another where the rules' own is unlikely by more, the first of two"
        ),
        pytest.param({"none": 1.1}, None, id="nobody"),
        pytest.param({"unheard of": 9.0}, "nurses", id="a feature of no candidate weighs nothing"),
    ],
)
def test_the_likeliest_candidate_is_chosen(weights: Mapping[str, float], expected: str | None) -> None:
    chosen, _ = choose([NURSES, DOCTORS, NOBODY], weights)
    assert chosen.population == expected


def test_candidates_that_a_reader_does_not_tell_apart_make_one_another_surer() -> None:
    def sure_beside(other: str | None) -> float:
        return choose([NURSES, option(other, "beside")], {"ruled": 1.0})[1]

    assert sure_beside("nurses surveyed") == pytest.approx(1.0)
    assert sure_beside("doctors") == sure_beside(None) == pytest.approx(1 / (1 + 1 / 2.718281828))


def test_a_candidate_that_is_next_to_impossible_makes_none_surer() -> None:
    chosen, sure = choose([NURSES, option("the nurses", "beside")], {"beside": -9.0})
    assert chosen is NURSES
    assert sure == pytest.approx(1 / (1 + 2.718281828**-9))


def test_where_nothing_tells_candidates_apart_each_is_as_sure() -> None:
    assert choose([NURSES, DOCTORS, NOBODY], {})[1] == pytest.approx(1 / 3)


# ---------------------------------------------------------------- what may be chosen


def populations(text: str, asked: tuple[str, ...] = (), number: int = -1) -> list[str | None]:
    """The candidates for the last number of a text, or another."""
    return [one.population for one in list(options_of(drafts_of(text), asked))[number][1]]


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        pytest.param("83% of nurses want shorter shifts.", (), {"nurses", "shorter shifts", None}, id="its sentence"),
        pytest.param("83% of nurses say yes. Another 12% said no.", (), {"nurses", None}, id="a number before"),
        pytest.param("Some 12% agreed.", ("beekeepers",), {"beekeepers", None}, id="who was asked"),
    ],
)
def test_a_number_may_be_of_whom_its_article_names(
    text: str, asked: tuple[str, ...], expected: set[str | None]
) -> None:
    found = populations(text, asked)
    assert expected <= set(found)
    assert len(found) == len(set(found))


def test_of_many_who_were_asked_the_most_frequent_may_be_meant() -> None:
    asked = [f"group {at}" for at in range(40)] + ["group 31", "group 7"]
    found = populations("Some 12% agreed.", tuple(asked))
    assert found[:1] + found[-1:] == [None, "group 2"]
    assert {"group 31", "group 7"} < set(found)
    assert len(found) < 10


def test_the_rules_own_population_comes_first_and_needs_no_margin() -> None:
    (draft,) = drafts_of("83% of nurses want shorter shifts.")
    ((_, options),) = options_of([draft], ())
    assert options[0].population == draft.population == "nurses"
    assert options[0].margin == 0.0 < min(one.margin for one in options[1:])


# ---------------------------------------------------------------- the draft with its choice


def test_the_choice_keeps_a_population_that_its_sentence_names() -> None:
    (draft,) = settled(drafts_of("83% of nurses say they want shorter shifts."), ())
    assert (draft.population, draft.whom) == ("nurses", Whom.DIRECT)


def test_a_population_that_the_rules_did_not_find_is_marked_as_chosen_and_leaves_the_measure() -> None:
    (draft,) = drafts_of("Of the nurses, 83 percent want shorter shifts.")
    blind = replace(draft, population="months", whom=Whom.ARTICLE)
    (chosen,) = settled([blind], (), {"in": 9.0, "population|before": 9.0, "people|before": 9.0, "bare": 9.0})
    assert chosen.population is not None
    assert "nurses" in chosen.population
    assert chosen.whom is Whom.CHOSEN
    assert chosen.measure == "want shorter shifts"


def test_a_population_that_is_left_out_gives_its_words_to_the_measure() -> None:
    (draft,) = drafts_of("Unit shipments of trams were down 4 percent.")
    assert {"unit", "shipments", "of", "trams"} <= set(without_population(draft).lower().split())
    (chosen,) = settled([replace(draft, population="trams")], (), {"none": 9.0})
    assert (chosen.population, chosen.whom) == (None, Whom.NONE)
    assert "trams" in chosen.measure


@given(st.lists(st.sampled_from(["83% of nurses smoke.", "Prices rose 4%.", "Another 12% agreed.", "Tea sells."])))
def test_the_choice_changes_no_number_and_no_order(sentences: list[str]) -> None:
    made = drafts_of(" ".join(sentences))
    chosen = settled(made, ["nurses"])
    assert [one.reading.segment for one in chosen] == [one.reading.segment for one in made]
    assert all(0 < one.sure <= 1 for one in chosen)


def test_many_studies_with_samples_cost_linear_time() -> None:
    def seconds(count: int) -> float:
        told = (f"A survey by Acme of {1000 + at} group{at} members found that 5% agreed.\n" for at in range(count))
        analysis = analyse(document("".join(told)))
        found = studies(analysis)
        assert len(asked(found)) == count
        begun = time.process_time()
        claims(analysis, found, ())
        return time.process_time() - begun

    seconds(10)
    assert seconds(400) < 16 * seconds(50) + 0.05


# ---------------------------------------------------------------- confidence


def test_a_claim_is_surer_the_surer_its_population_is() -> None:
    text = "83% of nurses want shorter shifts."
    (draft,) = drafts_of(text)
    steps = [confidence(replace(draft, sure=sure), no_studies(text), None) for sure in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps)
    assert steps[0] > 0
    assert steps[-1] < 1


def test_a_claim_is_weighed_by_where_its_study_is_told() -> None:
    text = "83% of nurses want shorter shifts. Another 12% do not."
    here, after = drafts_of(text)
    one = Studies((StudyMention(select(text, 0, 3)),), ((0, 0),), analyse(document(text)))
    two = replace(one, mentions=one.mentions * 2)
    assert "study=here" in features(here, one, 0)
    assert "study=only" in features(after, one, 0)
    assert "study=several" in features(after, two, 0)
    assert "study=none" in features(here, one, None)
