"""Studies of bodies without capitals, of publishers, of who asked or led, and of several waves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from test_studies import Expected, analysis_of, assert_studies
from whence.analyse import analyse
from whence.extract.studies import studies
from whence.model import Found, Metadata

FOUND: list[tuple[str, str, Expected]] = [
    (
        "an office in lower case that says by how much",
        "The deficit narrowed to $1.4bn in May, the customs office said on Monday.",
        [({"customs office"}, [])],
    ),
    (
        "numbers of a state department in lower case",
        "Barges employ 9,120 people, state transportation department figures show.",
        [({"state transportation department"}, [])],
    ),
    (
        "league figures are those of the league that the article names",
        "The Western Rowing League had a fine year. Crowds grew by 31 percent, according to league figures.",
        [({"Western Rowing League"}, [])],
    ),
    (
        "a survey for the council is the named council's",
        "Barrow Town Council met on Tuesday. A survey of 540 riders carried out for the council found 71% happy.",
        [({"Barrow Town Council"}, [540])],
    ),
    (
        "a report to a public body",
        "A report to Barrow Town Council's roads committee shows there were 2.2 million journeys last year.",
        [({"Barrow Town Council"}, [])],
    ),
    (
        "partners who asked",
        "Trellis teamed up with research firm Comly to ask 1,950 cooks what they eat. Some 12% live on toast.",
        [({"Trellis", "Comly"}, [1950])],
    ),
    (
        "a vendor that looked at many records",
        "Booking service Tablo looked at 41 million reservations and put the average party at 2.9 people.",
        [({"Tablo"}, [41000000])],
    ),
    (
        "a paper out of a school",
        "A 2016 paper out of Calder Business School is worth a look. Diners rated soup 12 percent higher.",
        [({"Calder Business School"}, [])],
    ),
    (
        "a figure put by a body behind it",
        "The share of dockers in a union is put at about a third by the World Harbour Organization.",
        [({"World Harbour Organization"}, [])],
    ),
    (
        "who led the work names the team of the lead",
        "Gulls nap for 40 minutes a day, a team of Danish zoologists has found.\n"
        '"We were surprised," says Jane Roe of Calder University, who led the work.',
        [({"Calder University"}, [])],
    ),
    (
        "a team that interviewed people",
        "Her team at the Pantry Project had just finished interviewing 8,040 cooks. Some 12% were alone.",
        [({"Pantry Project"}, [8040])],
    ),
    (
        "sociologists at a college with a number",
        "Sociologists at Calder College sent 900 letters to landlords; 23 percent were answered.",
        [({"Calder College"}, [])],
    ),
    (
        "the latest report from a house is no echo of the index before",
        "The figures, from the Statistics Authority's price index, show a rise of 4%.\n"
        "The latest quarterly report from the lettings website Roomly puts rents at 39% above the low.",
        [({"Statistics Authority"}, []), ({"Roomly"}, [])],
    ),
    (
        "a release beside a survey of the same bank",
        "National Bank of Arcadia\nNote on credit\nDebt rose 4% to 412 billion crowns.\nLoans grew by 7.2%.\n"
        "Arrears fell to 1.1%.\nIn the Bank's Household Money Survey, 44% of households had debts.",
        [({"National Bank of Arcadia"}, []), ({"National Bank of Arcadia"}, [])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_a_study_is_found_by_who_stands_behind_it(text: str, expected: Expected) -> None:
    assert_studies(text, expected)


NONE = [
    "A customs office closed on Monday after 12 years, said a union of 40 dockers.",
    "The BBC spoke to 12 traders who feared the tax.",
    "The firm asked for $12 million in damages.",
    "Acme, said Jane Roe, has 40 plants.",
    "The council will spend 12 million pounds on roads, the mayor said.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_body_that_merely_acts_or_asks_for_something_is_no_study(text: str) -> None:
    assert_studies(text, [])


def test_a_newspaper_s_review_of_records_is_its_own_study() -> None:
    assert_studies(
        "A Tribune review of 11,400 eviction cases found that 87 percent were won by landlords.",
        [({"Calder Tribune"}, [])],
        "https://www.caldertribune.example.org/local/evictions",
    )


def test_we_in_an_interview_is_the_house_of_the_one_who_answers() -> None:
    text = (
        "A talk with Jane Roe, the chief executive of Calder Railways\n"
        "Jane Roe: It depends on the day.\n"
        "We asked 12,000 passengers, and 31 per cent said they would stay at home."
    )
    (mention,) = studies(analysis_of(text)).mentions
    assert mention.organizations == ("Calder Railways",)


def test_an_earlier_wave_is_told_by_its_year_from_the_poll_that_the_article_is_on() -> None:
    text = (
        "Barely 38 per cent back the mayor, according to a Comly poll for the Calder Post.\n"
        "Some 46 per cent chose rents, double the 23 per cent in a Comly survey in March 2021."
    )
    dated = replace(analysis_of(text).document, metadata=Metadata(published=Found("2023-09-14", "front matter")))
    assert [mention.year for mention in studies(analyse(dated)).mentions] == [None, 2021]
