"""Whose study a number is: what outsiders tell, what is told in passing, and what comes back to the main study."""

from __future__ import annotations

import pytest

from whence.analyse import analyse
from whence.extract.studies import studies
from whence.read.text import documents

POLL = "Half of commuters would give up a pay rise for a shorter trip, an Ipsos poll of 2,004 people shows.\n\n"


def maker(text: str, number: str) -> str | None:
    """The first organization of the study to which a number of an article is credited."""
    (document,) = documents((text + "\n").encode(), "a.txt", "a.txt")
    found = studies(analyse(document))
    start = document.text.index(number)
    index = found.of(start, start + len(number))
    return None if index is None else found.mentions[index].organizations[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Karen Doyle, a nurse in Leeds, spends 90 minutes on two buses.", "90", id="an example"),
        pytest.param("Karen Doyle, a nurse, takes two buses. She pays £140 a month.", "140", id="her doings"),
        pytest.param('Ann Lee, 34, is cross. "My rent went up 12%," she said.', "12%", id="her words"),
        pytest.param(
            '"It rose a lot. Nine in ten pay 15%," said Judge Renata Voss.', "15%", id="earlier in her quotation"
        ),
        pytest.param("Campaigners say fares cover 55% of costs.", "55%", id="campaigners"),
        pytest.param("The government says fares cover 55% of costs.", "55%", id="a body that made no study"),
        pytest.param("I paid 35% more last week.", "35%", id="the author's own"),
        pytest.param("I called my daughter. She said buses cost 22% more.", "22%", id="the author's family"),
        pytest.param(
            '"We have hired 54 drivers," said Ben Page, chief executive of Ipsos.', "54", id="a maker's business"
        ),
        pytest.param("Shares in the bus firm fell 7%.", "7%", id="the stock market"),
        pytest.param("The City had expected a fall of 9%.", "9%", id="what was expected"),
        pytest.param(
            "Dr Tom Reed, a doctor who was not involved in the poll, said 5% of his patients walk.",
            "5%",
            id="disclaimed",
        ),
    ],
)
def test_what_outsiders_tell_is_of_no_study(text: str, number: str) -> None:
    assert maker(POLL + text, number) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Among those with children, 61% said the same.", "61%", id="the next paragraph"),
        pytest.param('"Nearly 70% told us they would move," said Ben Page of Ipsos.', "70%", id="a maker's people"),
        pytest.param("Mayor Hale leads by 14 points among bus users.", "14", id="a contestant"),
        pytest.param("Campaigners say that 33% of respondents walk.", "33%", id="respondents, whoever tells"),
        pytest.param('Some 27% use a bus they call "the snail".', "27%", id="scare quotes"),
        pytest.param(
            "Jo Day, a nurse, takes two buses.\n\nWomen are late more often (19%).", "19%", id="after an example"
        ),
    ],
)
def test_the_article_goes_on_with_its_study(text: str, number: str) -> None:
    assert maker(POLL + text, number) == "Ipsos"


PASSING = (
    "A poll by Ipsos shows that 40% of commuters are tired. The Ipsos poll asked 2,004 people, 30% of them old.\n\n"
    "For comparison, a study by Deloitte put the share at 25% in the north.\n\n"
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("25%", "Deloitte", id="told in passing"),
        pytest.param("18%", "Ipsos", id="back to the main study in the next paragraph"),
    ],
)
def test_a_study_told_in_passing_reaches_to_the_end_of_its_paragraph(number: str, expected: str) -> None:
    assert maker(PASSING + "Only 18% sleep on the train.", number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("48%", "Acme Water", id="what is told of the earlier survey"),
        pytest.param("63%", "Tidewater Trust", id="the survey, later on"),
    ],
)
def test_an_article_comes_back_from_an_earlier_survey(number: str, expected: str) -> None:
    text = (
        "A new study by the Tidewater Trust shows that half of swimmers fear currents.\n\n"
        "A previous Acme Water survey had found that 48% swim alone.\n\n"
        '"We see them every day," says Mary Lund, who guards the beach at Sandwick. "It is a worry."\n\n'
        "The survey found that 63% never look at the flags.\n"
    )
    assert maker(text, number) == expected


def test_an_article_of_many_sources_has_no_main_one() -> None:
    told = (
        "The town has changed more in the past ten years than in the hundred years that went before them.\n\n"
        "Rents are up by a lot, and nobody whom we asked on the high street can remember anything quite like it.\n\n"
        "Wages are up 4%, according to Deloitte.\n\nCars are slower, and 12% are electric, according to Gallup.\n\n"
        "A pint costs £6.20 on the quay."
    )
    assert maker(told, "4%") == "Deloitte"
    assert maker(told, "6.20") is None


def test_in_an_interview_a_study_reaches_to_the_end_of_its_answer() -> None:
    told = (
        "How is business?\n\nIt is fine, I think. A Gallup poll says 44% of people shop with us.\n\nAnd the costs?\n\n"
        "They rose 8% in a year.\n\nWhy?\n\nI wish I knew. Gas went up 31%.\n\nWill you stay?\n\n"
        "Yes, I will.\n\nFor long?\n\nYes."
    )
    assert maker(told, "44%") == "Gallup"
    assert maker(told, "8%") is None
