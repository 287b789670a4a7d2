"""What a sentence or a table says once for several numbers: verbs left out, questions in front, captions, dollars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from test_claims import Expected, as_ruled, document, found
from whence.analyse import analyse
from whence.extract.claims import claims
from whence.extract.studies import Studies
from whence.model import Found


def told(text: str) -> list[Expected]:
    return [(float(claim.quantity.value), claim.population, claim.measure) for claim in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Pupils with poor sight made up 46 per cent of those who were barred.",
            [(46, "those who were barred", "Pupils with poor sight made up")],
            id="a relative clause behind a number that a verb governs",
        ),
        pytest.param(
            "Renovated homes made up 54 percent of the flats that changed hands.",
            [(54, "the flats that changed hands", "Renovated homes made up")],
            id="… of things",
        ),
        pytest.param(
            "71% of children placed with aunts stayed, against 45% of children placed with strangers.",
            [(71, "children placed with aunts", "stayed"), (45, "children placed with strangers", "stayed")],
            id="a participle tells the others apart",
        ),
        pytest.param(
            "18% of tenants had skipped a meal, compared with 8% of those who own their home.",
            [(18, "tenants", "had skipped a meal"), (8, "those who own their home", "had skipped a meal")],
            id="a relative clause tells the others apart",
        ),
        pytest.param(
            "26 per cent of pleas were turned down, an improvement on the 30 per cent recorded in May.",
            [(26, "pleas", "were turned down"), (30, "pleas", "were turned down")],
            id="a level that was recorded",
        ),
        pytest.param(
            "Just 12% of tenants complained, more than double the 5% who did so in 2010.",
            [(12, "tenants", "complained"), (2, "tenants", "complained"), (5, "tenants", "complained")],
            id="did so, then",
        ),
        pytest.param(
            "60% of cooks sing. For bakers the figure was 55 percent, compared with 61 percent a year ago.",
            [(60, "cooks", "sing"), (55, "bakers", "sing"), (61, "bakers", "sing")],
            id="the figure, a year ago",
        ),
        pytest.param(
            "15% of farms have a robot (2020: 11%).",
            [(15, "farms", "have a robot"), (11, "farms", "have a robot")],
            id="the same of another year",
        ),
        pytest.param(
            "Broken locks were the cause in 36% of cases, stolen keys in 31% and open windows in 14%.",
            [
                (36, "cases", "Broken locks were the cause"),
                (31, "cases", "stolen keys were the cause"),
                (14, "cases", "open windows were the cause"),
            ],
            id="gapped",
        ),
        pytest.param(
            "Car theft was down by 10.5 per cent, robbery by 9.8 per cent and arson by 3.1 per cent.",
            [(10.5, "Car theft", "was down"), (9.8, "robbery", "was down"), (3.1, "arson", "was down")],
            id="gapped, by",
        ),
        pytest.param(
            "Applications have more than doubled, Lind told the board.",
            [(2, "Applications", "have more than doubled")],
            id="a number that is the verb",
        ),
        pytest.param(
            "Volumes have fallen 12% without any effect on sales, said chief operating officer Gareth Hale.",
            [(12, "Volumes", "have fallen without any effect on sales")],
            id="said a role and a name",
        ),
        pytest.param(
            "She put the cost of one dress at between $6 and $11, once postage is included.",
            [(6, None, "put the cost of one dress at"), (11, None, "put the cost of one dress at")],
            id="both ends of a range",
        ),
        pytest.param(
            "Among teachers: fewer than half were confident, while 39% were not.",
            [(50, "teachers", "Among teachers were confident"), (39, "teachers", "were not")],
            id="a group before a colon",
        ),
        pytest.param("42% of commuters cycle.", [(42, "commuters", "cycle")], id="a bare verb"),
        pytest.param(
            "Some 83% of nurses smoke and 12% of doctors drink.",
            [(83, "nurses", "smoke"), (12, "doctors", "drink")],
            id="two bare verbs",
        ),
        pytest.param(
            "12% of savings interest goes to tax.", [(12, "savings interest", "goes to tax")], id="a noun is no verb"
        ),
        pytest.param(
            "Half of cooks sing. That rises to 22% of 18- to 24-year-olds.",
            [(50, "cooks", "sing"), (22, "18- to 24-year-olds", "That rises")],
            id="a hyphen that waits for its noun",
        ),
        pytest.param(
            "For every 100 crashes there were 32.4 deaths, against 31.8 the year before.",
            [
                (32.4, "deaths", "For every 100 crashes there were"),
                (31.8, "deaths", "For every 100 crashes there were"),
            ],
            id="a clause in front is no group",
        ),
    ],
)
def test_words_that_a_sentence_says_once(text: str, expected: list[Expected]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        pytest.param(
            "Asked why they had moved, 66% of tenants cited the noise; 49%, the rent; and 12%, a dog.",
            [f"{answer} Asked why they had moved" for answer in ("cited the noise", "the rent", "a dog")],
            id="asked why",
        ),
        pytest.param(
            "Asked to name their main worry, 46 per cent of tenants chose the rent.",
            ["chose the rent Asked to name their main worry"],
            id="asked to",
        ),
        pytest.param(
            "When voters were asked who would do better, a quarter could not decide.",
            ["could not decide When voters were asked who would do better"],
            id="when asked",
        ),
        pytest.param(
            "If all bills were paid on time, 27% of owners would hire and 23% would buy tools.",
            [f"{act} If all bills were paid on time" for act in ("would hire", "would buy tools")],
            id="if",
        ),
        pytest.param("When it rains, 27% of walkers stay at home.", ["stay at home"], id="when, but not asked"),
        pytest.param("If anything, 27% of walkers stay at home.", ["stay at home"], id="if, without a clause"),
        pytest.param(
            "Tenants were asked for the cause of their last outage:\n- Wind: 38%\n- Squirrels: 12%",
            ["the cause of their last outage Wind", "the cause of their last outage Squirrels"],
            id="asked for, before a list",
        ),
        pytest.param(
            "The parties stand closer, with voting intention as follows:\n- Tories 46%\n- Greens 12%",
            ["voting intention Tories", "voting intention Greens"],
            id="as follows",
        ),
    ],
)
def test_questions_and_conditions_belong_to_what_they_open(text: str, measures: list[str]) -> None:
    assert [claim.measure for claim in found(text)] == measures


def test_a_question_in_front_is_outside_the_quote() -> None:
    (claim,) = found("Asked why they had moved, 66% of tenants cited the noise.")
    assert claim.selector.exact == "66% of tenants cited the noise"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Table 1: Ways to work by town, 2014 (%)\nTown Bus Tram\nAston 64.9 14.2",
            [(64.9, "Ways to work by town: Bus Aston", "2014"), (14.2, "Ways to work by town: Tram Aston", "2014")],
            id="caption, column and year",
        ),
        pytest.param(
            "Table 2: People who work at home, by trade, per cent\nTrade 2016 2018\nTailors 29.1 33.7",
            [
                (29.1, "People who work at home, by trade Tailors", "2016"),
                (33.7, "People who work at home, by trade Tailors", "2018"),
            ],
            id="columns that are years",
        ),
        pytest.param(
            "Table 3: Ways to work (%)\nThe bus was popular and many liked it.\nAston 64.9 14.2",
            [],
            id="prose ends a table",
        ),
    ],
)
def test_cells_take_what_stands_above_them(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(float(claim.quantity.value), claim.measure, claim.period) for claim in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "url", "unit"),
    [
        pytest.param(
            "The firm lost $3 million.", "https://news.example.com.au/a", "cur:AUD", id="a domain of Australia"
        ),
        pytest.param("The firm lost $3 million.", "https://news.example.ca/a", "cur:CAD", id="a domain of Canada"),
        pytest.param(
            "The firm lost US$3 million.", "https://news.example.com.au/a", "cur:USD", id="marked as American"
        ),
        pytest.param("The firm lost $3 million.", "https://news.example.com/a", "cur:USD", id="nothing tells"),
        pytest.param(
            "The Auckland firm lost $3 million, its New Zealand head said.", None, "cur:NZD", id="names of one country"
        ),
        pytest.param(
            "The Auckland firm lost $3 million, its New Zealand head told the U.S. board in New York.",
            None,
            "cur:USD",
            id="names of two countries",
        ),
        pytest.param(
            "The Sydney firm lost $3 million; A$ sums are Australian.", None, "cur:USD", id="a mark of its own is used"
        ),
    ],
)
def test_a_bare_dollar_is_that_of_the_country(text: str, url: str | None, unit: str) -> None:
    page = document(text)
    if url:
        page = replace(page, metadata=replace(page.metadata, url=Found(url, "front matter URL")))
    analysis = analyse(page)
    (claim,) = claims(analysis, Studies((), (), analysis), (), settle=as_ruled)
    assert claim.quantity.unit == unit
