"""The quantities of a sentence, read against tables of sentences and held to what must be true of any text."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.analyse import Sentence, analyse
from whence.extract.quantities import FoundQuantity, Kind, quantities
from whence.model import Block, BlockKind, Change, Document, Metadata, Qualifier

HERE = Path(__file__).parent
HEDGES = {
    Qualifier.EXACTLY: "",
    Qualifier.ABOUT: "about ",
    Qualifier.NEARLY: "nearly ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.LESS_THAN: "less than ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.AT_MOST: "at most ",
    Qualifier.UP_TO: "up to ",
}
UNITS = {"unit:PERCENT": "%", "wh:PercentagePoint": "pp", "wh:Times": "times"}
CHANGES = {Change.INCREASE: " up", Change.DECREASE: " down", None: ""}


def sentences(text: str) -> tuple[Sentence, ...]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return analyse(Document("a.txt", "a.txt", text, (block,), (), Metadata(), "")).sentences


def found(text: str) -> list[FoundQuantity]:
    return [quantity for sentence in sentences(text) for quantity in quantities(sentence)]


def told(quantity: FoundQuantity) -> str:
    """A quantity as the tables write it: "at least 10 % up"; "(date 2014)" when it is no finding."""
    value = f"{quantity.quantity.value:f}"
    if not quantity.finding:
        return f"({quantity.kind} {value})"
    unit = quantity.quantity.unit
    named = str(quantity.kind) if unit == "unit:NUM" else UNITS.get(unit, unit.partition(":")[2])
    return f"{HEDGES[quantity.quantity.qualifier]}{value} {named}{CHANGES[quantity.change]}"


def table(path: Path) -> list[ParameterSet]:
    """The rows of a table; the id of a row is its group and its sentence."""
    rows, group = [], ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            group = line[3:]
        elif " => " in line and not line.startswith("#"):
            sentence, reading = line.strip().rsplit(" => ", 1)
            rows.append(pytest.param(sentence, reading, id=f"{group}: {sentence}"))
    return rows


@pytest.mark.parametrize(("sentence", "reading"), table(HERE / "quantities" / "sentences.txt"))
def test_sentence_is_read_as(sentence: str, reading: str) -> None:
    assert ("; ".join(map(told, found(sentence))) or "nothing") == reading


@pytest.mark.parametrize(("sentence", "reading"), table(HERE.parent / "docs" / "quantities.md"))
def test_example_of_the_documentation_is_true(sentence: str, reading: str) -> None:
    assert ("; ".join(map(told, found(sentence))) or "nothing") == reading


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Nearly seven in ten bakers rise early.", ["Nearly seven in ten"]),
        ("It cost US$3.50 million.", ["US$3.50 million"]),
        ("Just over a third of them left.", ["Just over a third"]),
        ("A 12-point rise, or +3.0%.", ["12-point", "+3.0%"]),
        ("There were 6.8 deaths per 1,000 births.", ["6.8 deaths per 1,000"]),
        ("It takes 45 days or more.", ["45 days or more"]),
    ],
)
def test_expression_is_printed_as_it_stands_with_hedge_and_unit(sentence: str, printed: list[str]) -> None:
    assert [quantity.quantity.printed for quantity in found(sentence)] == printed


def test_number_range_leaves_out_hedge_and_unit() -> None:
    (sentence,) = sentences("More than $3.5 million went.")
    (quantity,) = quantities(sentence)
    words = [token.text for token in sentence.tokens]
    assert words[quantity.first : quantity.last] == ["More", "than", "$", "3.5", "million"]
    assert words[quantity.number_first : quantity.number_last] == ["3.5", "million"]


def test_restatement_in_words_points_at_the_exact_number() -> None:
    rough, exact = found("Nearly half of the bakers (46%) rise early.")
    assert (rough.restates, exact.restates) == (1, None)


def test_shares_that_only_follow_each_other_restate_nothing() -> None:
    assert all(quantity.restates is None for quantity in found("Half said yes, 48% of the men no."))
    assert all(quantity.restates is None for quantity in found("Fifteen percent chose tea, followed by milk (13%)."))


@pytest.mark.parametrize(
    "sentence", ["Between 10 and 20 percent fail.", "Some 10-20% fail.", "From 10 percent to 20 percent fail."]
)
def test_ends_of_a_range_point_at_each_other(sentence: str) -> None:
    low, high = found(sentence)
    assert (low.partner, high.partner) == (1, 0)
    assert (low.quantity.qualifier, high.quantity.qualifier) == (Qualifier.AT_LEAST, Qualifier.AT_MOST)


@pytest.mark.parametrize(
    ("sentence", "compared"),
    [
        ("Turnout was 61%, up from 55%.", [None, 0]),
        ("The rate fell from 9% in 2010 to 6% in 2014.", [2, None, None, None]),
        ("Prices rose from 14.8 to 16.5 percent.", [1, None]),
        ("Women hold 20% of seats, compared with 12% in 2010.", [None, 0, None]),
        ("More men (61%) than women ride.", [None]),
        ("Of men, 61% ride, versus 25% of women.", [None, 0]),
    ],
)
def test_yardstick_points_at_the_number_it_measures(sentence: str, compared: list[int | None]) -> None:
    assert [quantity.compared for quantity in found(sentence)] == compared


def test_numbers_of_a_respectively_list_have_their_place() -> None:
    assert [q.respective for q in found("Men and women earn $52,000 and $41,000, respectively.")] == [0, 1]
    assert [q.respective for q in found("Men earn $52,000 and women $41,000.")] == [None, None]


def test_count_out_of_a_known_whole_keeps_the_whole() -> None:
    (quantity,) = found("Eight of the nine judges agreed.")
    assert (quantity.quantity.value, quantity.whole) == (Decimal(8), Decimal(9))


def test_row_of_a_table_that_adds_up_to_a_hundred_is_shares() -> None:
    assert [told(quantity) for quantity in found("The county council 61 34 5")] == ["61 %", "34 %", "5 %"]
    assert {quantity.kind for quantity in found("The county council 61 340 5")} == {Kind.CELL}


@pytest.mark.parametrize(
    ("caption", "read"),
    [
        ("Table 2: Homes with a kiln, per cent", ["29.1 %", "33.7 %"]),
        ("Table 2: Kilns a home", ["(cell 29.1)", "(cell 33.7)"]),
    ],
    ids=["percent", "something else"],
)
def test_row_of_a_table_takes_its_unit_from_the_caption(caption: str, read: list[str]) -> None:
    lines = [caption, "Town 2016 2018", "Bakers' Row 29.1 33.7"]
    text = "\n".join(lines)
    blocks = tuple(Block(BlockKind.ROW, text.index(line), text.index(line) + len(line)) for line in lines)
    *_, row = analyse(Document("a.txt", "a.txt", text, blocks, (), Metadata(), "")).sentences
    assert [told(quantity) for quantity in quantities(row)] == read


def test_no_finding_says_why() -> None:
    reasons = {quantity.reason for quantity in found("In May 2013, pollsters asked 1,012 adults aged 18 to 34.")}
    assert reasons == {"a year", "a sample size", "an age"}


def test_sentence_without_a_number_has_no_quantity() -> None:
    assert found("Nobody counted them.") == []


# ---------------------------------------------------------------- what holds for any text

PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        """one two seven ten twenty seventy hundred million a an half third thirds quarter dozen in of out to from
        between and or - ( ) , . + $ £ % percent percentage points times twice double most majority hundreds more than
        nearly up down rose fell by per 5 12 3.5 1,012 2014 20th 55 s 3 x bn May years people respondents respectively
        margin error survey CIOs the said is 1/3 ½ 0 007 9/11""",
    )
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80)
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_quantities_stand_in_order_and_are_what_the_text_prints(text: str) -> None:
    for sentence in sentences(text):
        end = 0
        for quantity in quantities(sentence):
            assert end <= quantity.first <= quantity.number_first < quantity.number_last <= quantity.last
            assert quantity.last <= len(sentence.tokens)
            end = quantity.last
            start, stop = sentence.tokens[quantity.first].start, sentence.tokens[quantity.last - 1].end
            assert quantity.quantity.printed == " ".join(sentence.plain[start:stop].split())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_values_links_and_reasons_are_sound(text: str) -> None:
    for sentence in sentences(text):
        read = quantities(sentence)
        for index, quantity in enumerate(read):
            assert quantity.quantity.value >= 0 or quantity.kind is Kind.MEASURE
            assert quantity.finding == (quantity.reason == "")
            for link in (quantity.partner, quantity.restates, quantity.compared):
                assert link is None or (0 <= link < len(read) and link != index)
            if quantity.partner is not None:
                assert read[quantity.partner].partner == index


@pytest.mark.parametrize(
    "piece", ["1,", "one in ", "between 1 and ", "half a ", "one hundred and ", "1-", "from 1% to ", "million "]
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    short, long = found(piece * 500), found(piece * 2000)
    assert len(long) <= 5 * max(len(short), 1)
