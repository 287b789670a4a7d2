"""When a number is told to be true: phrases of time that are its own, and those that are of another number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from test_claims import found
from whence.extract.claims import periods
from whence.extract.claims.time_phrases import time_phrases


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Sales rose 4% in the spring of 2015.", "the spring of 2015"),
        ("Sales fell 3% in the winter of 2009.", "the winter of 2009"),
        ("The tower had 61 tenants on June 4th.", "June 4th"),
        ("The tower had 61 tenants on 3 May.", "3 May"),
        ("By the end of 2021, 40% had left.", "the end of 2021"),
        ("The club had 212 members on April 1 of last year.", "April 1 of last year"),
        ("Bus use fell by a fifth over the same period.", "the same period"),
        ("Firms grew by 8% over the previous three years.", "the previous three years"),
        ("Two years on, 61% still work there.", "Two years on"),
        ("Pay rose 12% in a single year.", "a single year"),
        ("Rents have dropped 12% since then.", "since then"),
        ("Consumers will spend $700 on gifts this holiday season.", "this holiday season"),
        ("Before the pandemic 12% worked at home.", "Before the pandemic"),
        ("Third-quarter output was 310 million tonnes.", "Third-quarter"),
        ("The fare will hit $12 in five years.", "in five years"),
        ("61% met the standard on last year's test.", "last year"),
        ("The party won 91% of races in the 2014 midterms.", "the 2014 midterms"),
        ("Four out of five rooms are shared these days.", "these days"),
    ],
    ids=lambda value: value,
)
def test_phrases_of_time(text: str, period: str) -> None:
    assert [claim.period for claim in found(text)] == [period]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        pytest.param("Prices were 4% up on 2019.", [None], id="what a change is on"),
        pytest.param("Sales were up 3% over the same quarter last year.", [None], id="what a change is over"),
        pytest.param("Profits were up 4% over the previous year.", [None], id="the year a change is over"),
        pytest.param("It is running 9% ahead of last year.", [None], id="what a pace is ahead of"),
        pytest.param("It drew 12% of homes, the first rise in a decade.", [None], id="how long a record stood"),
        pytest.param("Imports, which had soared in the autumn, fell 3%.", [None], id="an aside"),
        pytest.param("Theft fell 2%, though fraud rose in March.", [None], id="another clause"),
        pytest.param("A survey in March found that 40% of nurses smoke.", [None], id="when a survey was made"),
        pytest.param("In a poll taken last week, 52% of voters backed it.", [None], id="when a poll was taken"),
        pytest.param("Analysts predicted in May that 9% would go.", [None], id="when it was foretold"),
        pytest.param("The price was twice the previous year's level.", [None], id="of what it is a multiple"),
        pytest.param(
            "Prices reached five times their normal level last summer.", ["last summer"], id="a multiple's own"
        ),
        pytest.param(
            "There were 310 shops to let on 3 May, compared with 420 on the same date last year.",
            ["3 May", "the same date last year"],
            id="each its day",
        ),
        pytest.param("15% of farms have a robot (2020: 11%).", [None, "2020"], id="a year that opens brackets"),
        pytest.param(
            "Trust stands at 32%, the lowest since 1998, when 55% had faith in it.", [None, "1998"], id="since, when"
        ),
        pytest.param(
            "It was $9 billion, more than triple the $3 billion recorded in 2016.",
            [None, None, "2016"],
            id="triple the",
        ),
        pytest.param("26% were sent, an improvement on the 30% recorded in 2019.", [None, "2019"], id="recorded"),
        pytest.param("Output will grow 6 to 9 percent in 2018.", ["2018", "2018"], id="both ends of a range"),
        pytest.param(
            "In 2020, when shops were shut during the lockdowns, 68% of us cooked.", ["2020"], id="the front one first"
        ),
    ],
)
def test_times_of_other_numbers(text: str, periods: list[str | None]) -> None:
    assert [claim.period for claim in found(text)] == periods


def test_a_time_beside_two_numbers_is_read_by_what_stands_on_either_side() -> None:
    told = found("Police recorded 310 thefts in the 12 months to May, compared with 290 in the previous year.")
    assert {claim.quantity.printed: claim.period for claim in told} == {
        "310": "12 months to May",
        "12 months": "May",
        "290": "the previous year",
    }


def test_times_are_looked_for_once_in_a_sentence_however_many_numbers_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        read.append(end - start)
        return time_phrases(plain, start, end)

    monkeypatch.setattr(periods, "time_phrases", counted)
    text = "5 % of 6 in 7 " * 200
    assert len(found(text)) > 50
    assert 0 < sum(read) <= len(text)
