"""Of whom a number speaks where its sentence does not say: pronouns, fronted groups, lists, measures of nobody."""

from __future__ import annotations

import pytest

from test_claims import found

Expected = list[tuple[float, str | None]]
"""Value and population of each claim."""

CASES: dict[str, tuple[str, Expected]] = {
    "of them, counted before": (
        "The council fitted loggers to 52 adult swans in May. When 14 of them came back, the data were read.",
        [(14, "adult swans")],
    ),
    "of these": ("The survey covered 900 firms. Of these, 13% had no plan.", [(13, "firms")]),
    "in half of them": (
        "Forty ferries were late last year. In half of them, the engine had failed.",
        [(40, "ferries"), (50, "ferries")],
    ),
    "the former": (
        "Exports rose 4 percent and imports fell 3 percent in May. The former were up 2 per cent on the year.",
        [(4, "Exports"), (3, "imports"), (2, "Exports")],
    ),
    "former and latter of a pair": (
        "The study compared pupils and their teachers. A quarter of the former passed, against half of the latter.",
        [(25, "pupils"), (50, "their teachers")],
    ),
    "its, of the subject before": (
        "Harrow Hill had a bad year. Its average rent was $900.",
        [(900, "Harrow Hill")],
    ),
    "the total is what it says": (
        "Bakers run by women raised 14 percent of the total.",
        [(14, "the total")],
    ),
    "a fronted group up to its comma": (
        "Among people age 25 and older, 33.4% had a degree.",
        [(33.4, "people age 25 and older")],
    ),
    "a fronted group with a relative clause, then another": (
        "Among teams whose outage came from a bad deploy, 53% said it was unreviewed; "
        "at firms that review everything, that fell to 21%.",
        [(53, "teams whose outage came from a bad deploy"), (21, "firms that review everything")],
    ),
    "a fronted group right before its number": (
        "Of those with fewer than 80 goats one in five gave up.",
        [(20, "those with fewer than 80 goats")],
    ),
    "a group after whereas": (
        "Fewer than one in ten men had joined, whereas among factory workers in the same town "
        "the proportion is about a quarter.",
        [(10, "men"), (25, "factory workers in the same town")],
    ),
    "an average of the people before": (
        "Nurses work hard. The average salary is $50,000.",
        [(50000, "Nurses")],
    ),
    "an average of nobody": ("The average loss was $740.", [(740, None)]),
    "who answers a list": (
        "What do cooks want? When the guild asked some of them, the answers came in this order:\n"
        "- Better pay: 30%\n- Newer stoves: 9%",
        [(30, "cooks"), (9, "cooks")],
    ),
    "people answer, things do not": (
        "71% of managers answer mail at night. Phones are cheap, and 12% of phones break. Some 38% say they hate it.",
        [(71, "managers"), (12, "phones"), (38, "managers")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_population_is_found_in_what_was_said_before(text: str, expected: Expected) -> None:
    assert [(round(float(claim.quantity.value), 1), claim.population) for claim in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She expects rents to climb by 4 percent next year.", id="she"),
        pytest.param("Ada Fenn spoke. He figures vacancy will bottom out at 4 percent.", id="he"),
    ],
)
def test_who_tells_a_number_is_not_whom_it_speaks_of(text: str) -> None:
    assert all(claim.population not in ("She", "He", "Ada Fenn") for claim in found(text))


def test_labels_answer_the_question_before_them() -> None:
    text = (
        'The guild asked, "How often do you sharpen your knives - each day, some days, or never?"\nThe answers were:\n'
        "# 24%: Each day\n# 36%: Some days\nCooks were not pleased. Some 12% left."
    )
    measures = [claim.measure for claim in found(text)]
    assert measures[0].startswith("How often do you sharpen your knives")
    assert measures[0].endswith("? Each day")
    assert measures[1].endswith("? Some days")
    assert "knives" not in measures[2]
