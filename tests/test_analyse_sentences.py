from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.analyse import Analysis, analyse
from whence.analyse.sentences import LONGEST
from whence.model import Block, BlockKind, Document, Metadata


def document(*blocks: str) -> Document:
    """A document whose blocks are parted by blank lines."""
    text, found = "", []
    for block in blocks:
        found.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(block)))
        text += block + "\n\n"
    return Document("a.txt", "a.txt", text, tuple(found), (), Metadata(), "")


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in analyse(document(text)).sentences]


# Each row is one block; "|" stands where one sentence ends and the next begins.
SPLITS = {
    "a full stop and a capital": "Prices rose.| Wages fell.",
    "a question and an exclamation": "Why now?| Because it pays!| Few agree.",
    "a figure begins the next sentence": "Few replied.| 40 percent said no.",
    "a figure ends the sentence": "The index stood at 104.5.| It was 101 a year before.",
    "a unit after a figure ends the sentence": "It fell by 4.2 per cent.| Energy use rose.| Rents are 7 pct.| Few pay.",
    "a figure with its unit ends the sentence": "Sales were €22.6bn.| Milk cost 41.3p.| Rents rose.",
    "decimals and thousands": "It cost $3.5 million, or 1,200.50 a head, in 2019.",
    "a year before the stop": "The firm began in 1998.| It grew.",
    "titles": "Mr. Hale met Dr. Ruiz and Prof. Lee.| They spoke.",
    "initials": "J. R. Hobbs and Mary K. Stone led the work.| It took years.",
    "initials run together": "J.R. Hobbs led the work.",
    "a company's Inc. inside": "Norwood Inc. said sales rose.",
    "Inc. and Corp. with a name behind": "Norwood Inc. Chief Ana Bell left Acme Corp. in May.",
    "Inc. at the end": "She works at Norwood Inc.| The firm sells shoes.",
    "U.S. before a noun": "The U.S. Census counts people.",
    "U.S. before a starter": "Rents fell in the U.S.| The drop was small.",
    "U.S. before a small letter": "The U.S. economy grew.",
    "U.K. and E.U. in a list": "Data came from the U.K., the E.U. and Japan.",
    "a.m. inside": "At 9 a.m. Eastern time the doors open.",
    "p.m. at the end": "It closed at 5 p.m.| The crowd left.",
    "No. with a figure": "It is the No. 1 worry.| No. 2 is cost.",
    "no. as an answer": "Half said no.| Half said yes.",
    "a month with a day": "On Jan. 5 and Sept. 11 they met.| Few came.",
    "vs., e.g. and i.e.": "It was men vs. Women, e.g. Nurses, i.e. Staff.",
    "et al.": "Lopez et al. Found the same.",
    "a degree": "He holds a B.A. in law and a Ph.D. from Rice.| He teaches.",
    "a junior": "Sam Cole Jr. runs it.| He is 40.",
    "etc. inside": "Shoes, hats, etc. are sold there.",
    "etc. at the end": "They sell shoes, hats, etc.| The shop is small.",
    "an ellipsis inside": "It was ... a surprise to them.",
    "an ellipsis at the end": "Nobody knew...| Then it came.",
    "an ellipsis sign": "They also want to sell …",
    "a stop inside closing quotes": '"We won."| It was late.',
    "curly quotes": "“Costs rose.”| The rest is known.",
    "a comma inside closing quotes": '"We won," said Ann.| It was late.',
    "a question inside quotes, then the speaker": '"Why now?" Ann Bell asked.| Nobody knew.',
    "a question inside quotes, then a small letter": '"Why now?" she asked.',
    "two quoted sentences": '"We won.| It was late," he said.',
    "an opening quote after the stop": 'It grew.| "That is new," she said.',
    "a single quote": "He said 'It is over.'| They left.",
    "brackets around a sentence": "It grew.| (See the table.)| It fell.",
    "brackets inside": "Few (about 9 pct.) agreed.",
    "a brand with a small first letter": "Phones sell.| iPhones sell best.",
    "a missing space": "It rose last year.|The drop came later.",
    "a site's name": "Visit Norwood.com for more.",
    "an address": "See https://www.example.org/a.b?c=1.2 for more.| It is free.",
    "a version": "Release 2.0.1 is out.| It is fast.",
    "a list number": "1. Ask the staff.| They know.",
    "a list letter": "A. Ask the staff.",
    "a heading without a stop": "What the Survey Found",
    "a colon and a semicolon": "Two things grew: rents; wages.",
    "a line break is a space": "Prices rose in\nMay.| Wages\nfell.",
    "a link mark between": "Prices rose.[12] |Wages fell.",
    "a plan with a letter": "They chose plan B.| The rest waited.",
    "more marks than one": "Really?!| Yes.",
    "a dash": "It rose - by 5 percent - in May.",
    "percent signs": "It rose 5%.| It fell 3%.",
}


@pytest.mark.parametrize("marked", SPLITS.values(), ids=SPLITS.keys())
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    plain = analyse(document(text)).plain
    expected, start = [], 0
    for part in marked.split("|"):
        expected.append(plain[start : start + len(part)].strip())
        start += len(part)
    assert sentences(text) == expected


def test_a_sentence_never_crosses_a_block() -> None:
    analysis = analyse(document("A heading", "A line without a stop", "Two. Three."))
    assert [sentence.text for sentence in analysis.sentences] == [
        "A heading",
        "A line without a stop",
        "Two.",
        "Three.",
    ]


def test_what_is_in_no_block_is_in_no_sentence() -> None:
    text = "Menu. Home.\n\nIt rose. It fell.\n\nShare this."
    page = Document("a", "a", text, (Block(BlockKind.PARAGRAPH, 13, 31),), (), Metadata(), "")
    assert [sentence.text for sentence in analyse(page).sentences] == ["It rose.", "It fell."]


def test_the_sentence_at_an_offset() -> None:
    analysis = analyse(document("It rose. It fell."))
    assert analysis.sentence_at(12) is analysis.sentences[1]
    assert analysis.sentence_at(8) is None
    assert analysis.sentence_at(400) is None


def test_a_long_run_is_cut() -> None:
    found = analyse(document("1, " * 3 * LONGEST)).sentences
    assert max(len(sentence.tokens) for sentence in found) <= LONGEST
    assert sum(len(sentence.tokens) for sentence in found) == 6 * LONGEST


PROSE = st.text(st.sampled_from("abcAB .,!?\"'“”’()[]-—–%$0123456789\n…\u00a0&@:/é#*_"), max_size=120)


@settings(max_examples=150, deadline=None)
@given(st.lists(PROSE, max_size=4))
def test_every_character_of_a_block_but_space_is_in_one_token(blocks: list[str]) -> None:
    analysis = analyse(document(*blocks))
    covered = [False] * len(analysis.plain)
    last = 0
    for sentence in analysis.sentences:
        assert sentence.block.start <= sentence.start < sentence.end <= sentence.block.end
        for token in sentence.tokens:
            assert last <= token.start < token.end <= sentence.end
            assert analysis.plain[token.start : token.end] == token.text
            assert token.tag
            covered[token.start : token.end] = [True] * (token.end - token.start)
            last = token.end
    assert_covered(analysis, covered)


def assert_covered(analysis: Analysis, covered: list[bool]) -> None:
    for block in analysis.document.blocks:
        for offset in range(block.start, block.end):
            assert covered[offset] or analysis.plain[offset].isspace(), offset


HOSTILE = {
    "figures and commas": "1,",
    "spaces": " ",
    "one long word": "a",
    "apostrophes": "a'",
    "quotation marks": '" ',
    "stops": ".",
    "initials": "A. ",
    "hyphens": "a-",
    "dotted figures": "1.",
    "brackets": "([",
    "at signs": "a@",
    "slashes": "1/",
    "groups of three digits": "10,20",
}


@pytest.mark.parametrize("part", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_costs_linear_time(part: str) -> None:
    def seconds(size: int) -> float:
        page = document(part * size)
        started = time.process_time()
        for sentence in analyse(page).sentences:
            assert len(sentence.tokens) <= LONGEST
        return time.process_time() - started

    seconds(50)
    once = min(seconds(2_000) for _ in range(3))
    twice = min(seconds(4_000) for _ in range(3))
    assert twice < 2.5 * once + 0.03
