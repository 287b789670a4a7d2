"""What resolution compares by: stems, honest rounding, and pairs worth comparing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model import Qualifier, Quantity
from whence.resolve import wording
from whence.resolve.grouping import SMALL_BLOCK, WINDOW, Link, Rules, candidate_pairs, components
from whence.resolve.rounding import buckets, compatible, consistent, interval

from tellings import quantity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("aligning their plans", "the alignment of plans", id="inflection and noun of a verb"),
        pytest.param("CIOs", "chief information officers", id="a title and its abbreviation"),
        pytest.param("U.S. teachers", "teachers in the United States", id="a country and its abbreviation"),
        pytest.param("women aged 30", "females aged 30", id="words of one meaning"),
        pytest.param("aren’t ready", "are not ready", id="curly apostrophe and contraction"),
        pytest.param("IT budgets", "information technology budgets", id="IT in capitals is no pronoun"),
        pytest.param("say they trust banks", "trust banks", id="a reporting verb is no content"),
    ],
)
def test_wordings_have_the_same_stems(one: str, other: str) -> None:
    assert wording.stems(one) == wording.stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("approve of the plan", "disapprove of the plan", id="a verb and its opposite"),
        pytest.param("trust banks", "don't trust banks", id="a negation is content"),
        pytest.param("it works", "IT works", id="a pronoun is no information technology"),
        pytest.param("CIOs", "CMOs", id="different offices"),
        pytest.param("CIOs", "IT executives", id="near words are no synonyms"),
    ],
)
def test_wordings_differ(one: str, other: str) -> None:
    assert wording.stems(one) != wording.stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("CIOs", "IT executives", id="an office and those who hold it"),
        pytest.param("senior marketers", "senior marketing executives", id="an occupation"),
        pytest.param("approval of the mayor", "approve of the mayor", id="a noun and its verb"),
    ],
)
def test_near_words_have_one_gist(one: str, other: str) -> None:
    assert wording.gist(one) == wording.gist(other)


@pytest.mark.parametrize("label", ["respondents", "those surveyed", "participants in the survey", "all respondents"])
def test_whoever_was_asked_names_nobody(label: str) -> None:
    assert not wording.population_gist(label)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("83%", "83%", id="the same"),
        pytest.param("85.19%", "85%", id="rounded to the unit"),
        pytest.param("68%", "nearly seven in ten", id="tens in words"),
        pytest.param("48%", "half", id="half in words"),
        pytest.param("46%", "nearly half", id="nearly half"),
        pytest.param("34%", "more than 30%", id="more than a round share"),
        pytest.param("77%", "three-quarters", id="a fraction"),
        pytest.param("405", "about 400", id="a count rounded in hundreds"),
        pytest.param("252", "250", id="a count rounded in tens"),
        pytest.param("1,142", "more than 1,100", id="more than a round count"),
        pytest.param("$3,480,000", "$3,500,000", id="an amount"),
    ],
)
def test_two_honest_tellings_of_one_number(one: str, other: str) -> None:
    assert consistent(quantity(one), quantity(other))
    assert consistent(quantity(other), quantity(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("83%", "84%", id="the next percent"),
        pytest.param("12.5%", "13.5%", id="a point apart"),
        pytest.param("70%", "73%", id="exact shares aren't rounded to tens"),
        pytest.param("60%", "nearly 60 points", id="another unit"),
        pytest.param("29%", "more than 30%", id="below what it is more than"),
        pytest.param("71%", "nearly seven in ten", id="above what it nearly is"),
        pytest.param("61%", "16%", id="digits swapped"),
        pytest.param("420", "500", id="too far for a rounding"),
        pytest.param("15%", "12%", id="multiples of five are exact in digits"),
    ],
)
def test_no_rounding_makes_these_one_number(one: str, other: str) -> None:
    assert not consistent(quantity(one), quantity(other))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        pytest.param("more than 60%", "nearly 70%", True, id="hedges that meet"),
        pytest.param("more than 60%", "83%", True, id="far more is more"),
        pytest.param("at least half", "83%", True, id="at least"),
        pytest.param("up to 40%", "12%", True, id="up to"),
        pytest.param("83%", "83%", True, id="the same"),
        pytest.param("85.19%", "85%", True, id="a rounding"),
        pytest.param("more than 60%", "52%", False, id="less is not more"),
        pytest.param("less than 40%", "52%", False, id="more is not less"),
        pytest.param("nearly 70%", "52%", False, id="far from nearly"),
        pytest.param("83%", "38%", False, id="two exact shares"),
    ],
)
def test_hedges_taken_at_their_word_let_both_be_true(one: str, other: str, both: bool) -> None:
    assert compatible(quantity(one), quantity(other)) is both
    assert compatible(quantity(other), quantity(one)) is both


def test_a_share_spelled_out_is_as_exact_as_in_digits() -> None:
    spelled = Quantity(Decimal(15), "unit:PERCENT", Qualifier.EXACTLY, "Fifteen percent")
    assert interval(spelled) == interval(quantity("15%"))


@given(st.decimals(0, 100, places=2), st.sampled_from(["1", "0.1"]))
def test_a_share_rounded_by_the_rules_is_consistent_with_itself(value: Decimal, place: str) -> None:
    rounded = value.quantize(Decimal(place), ROUND_HALF_UP)
    exact = Quantity(value, "unit:PERCENT", Qualifier.EXACTLY, f"{value}%")
    told = Quantity(rounded, "unit:PERCENT", Qualifier.EXACTLY, f"{rounded}%")
    assert interval(told).low <= value <= interval(told).high
    assert consistent(exact, told)


UNITS = st.sampled_from(["unit:PERCENT", "unit:NUM", "cur:USD", "wh:Times"])
QUANTITIES = st.builds(
    Quantity,
    st.one_of(st.integers(0, 10**7).map(Decimal), st.decimals(0, 1000, places=2)),
    UNITS,
    st.sampled_from(Qualifier),
    st.sampled_from(["12", "half", "seven in ten", "12 percent"]),
)


@given(QUANTITIES, QUANTITIES)
def test_consistent_quantities_share_a_bucket(one: Quantity, other: Quantity) -> None:
    if consistent(one, other):
        assert set(buckets(one)) & set(buckets(other))


@given(QUANTITIES)
def test_a_quantity_touches_few_buckets(one: Quantity) -> None:
    assert interval(one).low < interval(one).high
    assert 1 <= len(buckets(one)) <= 20


def test_a_skewed_block_costs_no_more_than_its_window() -> None:
    members = [f"m{i:05}" for i in range(2000)]
    pairs = list(candidate_pairs({member: ["one key"] for member in members}, {}))
    assert len(pairs) <= len(members) * WINDOW
    assert len(set(pairs)) == len(pairs)


def test_a_small_block_is_compared_entirely() -> None:
    members = [f"m{i:02}" for i in range(SMALL_BLOCK)]
    assert len(list(candidate_pairs(dict.fromkeys(members, "k"), {}))) == SMALL_BLOCK * (SMALL_BLOCK - 1) // 2


def test_the_surer_link_wins_where_a_rule_allows_only_one() -> None:
    links = [Link("a", "b", "likely", 0.7), Link("b", "c", "sure", 0.9)]
    found = components("abc", links, Rules(homes={"a": 1, "c": 1}))
    assert found.groups == (("a",), ("b", "c"))
    assert [link.reason for link in found.refused] == ["likely"]


def test_facts_are_joined_as_components_grow() -> None:
    links = [Link("a", "b", "", 0.9), Link("b", "c", "", 0.8)]
    found = components("abc", links, Rules(facts={"a": 2014, "c": 2015}))
    assert found.groups == (("a", "b"), ("c",))
