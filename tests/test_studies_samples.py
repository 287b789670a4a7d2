"""Samples: the numbers of people and things that a study asked or looked at, and those that are none."""

from __future__ import annotations

import pytest

from whence.analyse import analyse
from whence.extract.studies.samples import samples
from whence.model import Block, BlockKind, Document, Metadata


def sizes(text: str) -> list[tuple[int, str | None]]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    analysis = analyse(Document("a.txt", "a.txt", text, (block,), (), Metadata(), "0"))
    found = (sample.sample for sentence in analysis.sentences for sample in samples(sentence))
    return [(sample.size, sample.population) for sample in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Out of 514 divers with the bends, 77 had dived alone.", [(514, "divers with the bends")], id="out of"
        ),
        pytest.param(
            "Of the 4,300 clubs we wrote to, only 29 percent replied.", [(4300, "clubs")], id="of the, then a share"
        ),
        pytest.param("A report concerning 86 wrecks was filed.", [(86, "wrecks")], id="what a report is about"),
        pytest.param("We had 287 replies to the survey.", [(287, "replies")], id="replies"),
        pytest.param(
            "It was a poll of 1,962 likely voters, including 514 mothers.",
            [(1962, "likely voters"), (514, "mothers")],
            id="a group among them",
        ),
        pytest.param("In trials with 300 families, the bag kept bread fresh.", [(300, "families")], id="a trial"),
        pytest.param("Hearth teamed up with Lume to ask 2,011 adults why.", [(2011, "adults")], id="an infinitive"),
        pytest.param("When Hearth asked 1,120 of them, few agreed.", [(1120, None)], id="people named before"),
        pytest.param("Pay differed in the 133 firms they examined.", [(133, "firms")], id="a clause behind"),
        pytest.param("What 18,422 of you told us about tools", [(18422, None)], id="readers addressed"),
        pytest.param("Trout interviewed 1,504 GB adults online.", [(1504, "GB adults")], id="GB is a country"),
        pytest.param("Few drive at night (base: 540 owners).", [(540, "owners")], id="a base"),
        pytest.param("Fieldwork: 2,004 UK adults, 4-6 May.", [(2004, "UK adults")], id="a line on fieldwork"),
        pytest.param("The outfit looked at 76 million payments.", [(76_000_000, "payments")], id="records looked at"),
        pytest.param("We heard from 6,400 nurses.", [(6400, "nurses")], id="those heard from"),
        pytest.param("The audit checked 350 sites.", [(350, "sites")], id="things checked"),
        pytest.param("The index tracks 212 buildings.", [(212, "buildings")], id="things tracked"),
        pytest.param("Nearly 2,000 people filled out the questionnaire.", [(2000, "people")], id="a form filled out"),
        pytest.param("The findings come from a panel of 1,200 shoppers.", [(1200, "shoppers")], id="a panel"),
        pytest.param(
            "Both were face to face, with samples of 1,004 and 1,512.",
            [(1004, None), (1512, None)],
            id="two bare sizes",
        ),
        pytest.param(
            "The guild, which has 450,000 members, surveyed 2,100 of them.", [(2100, None)], id="members are no sample"
        ),
        pytest.param("She has looked at 14 flats since the survey.", [], id="a seeker of flats makes no study"),
        pytest.param("The company asked for 40 machines and employs 300 people.", [], id="staff are no sample"),
        pytest.param(
            "The survey of 200 bosses found they plan to hire 3,000 people.", [(200, "bosses")], id="hires are none"
        ),
    ],
)
def test_samples_of_a_sentence(text: str, expected: list[tuple[int, str | None]]) -> None:
    assert sizes(text) == expected
