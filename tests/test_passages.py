"""The text of an article with its claims marked: nothing is lost, whatever overlaps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.dossier.values import Claim, Figure, Place, Trace
from whence.serve.passages import Paragraph, paragraphs


def claim(text: str, quote: str, printed: str | None = None) -> Claim:
    start = text.index(quote)
    return placed(start, start + len(quote), quote, printed)


def placed(start: int, end: int, quote: str = "", printed: str | None = None) -> Claim:
    figure = Figure(Decimal(1), "", "", printed, None, None, None, None) if printed else None
    place = Place(start, end, "", "")
    return Claim("claim", "article", (), quote, place, figure, None, None, Trace.NONE, (), 1.0)


def shown(found: list[Paragraph]) -> list[str]:
    """Each paragraph with its marked pieces in brackets after their claims; a claim's own number has a star."""
    return ["".join(_piece(p.text, p.claim, is_figure=p.is_figure) for p in paragraph) for paragraph in found]


def _piece(text: str, number: int, *, is_figure: bool) -> str:
    return f"{number}{'*' if is_figure else ''}[{text}]" if number else text


TEXT = "One half of adults sing, and a third of them dance.\n\nOthers half sing."
CASES = {
    "no claim": ([], ["One half of adults sing, and a third of them dance.", "Others half sing."]),
    "a claim": (
        [claim(TEXT, "half of adults sing")],
        ["One 1[half of adults sing], and a third of them dance.", "Others half sing."],
    ),
    "its number": (
        [claim(TEXT, "half of adults sing", "half")],
        ["One 1*[half]1[ of adults sing], and a third of them dance.", "Others half sing."],
    ),
    "one quote, two numbers": (
        [
            claim(TEXT, "half of adults sing, and a third of them dance", "half"),
            claim(TEXT, "half of adults sing, and a third of them dance", "third"),
        ],
        ["One 1*[half]1[ of adults sing, and a ]2*[third]1[ of them dance].", "Others half sing."],
    ),
    "one within another": (
        [claim(TEXT, "adults sing, and a third of them dance"), claim(TEXT, "a third of them")],
        ["One half of 1[adults sing, and ]2[a third of them]1[ dance].", "Others half sing."],
    ),
    "across paragraphs": (
        [claim(TEXT, "dance.\n\nOthers")],
        ["One half of adults sing, and a third of them 1[dance.]", "1[Others] half sing."],
    ),
    "out of the text": (
        [placed(60, 4_000)],
        ["One half of adults sing, and a third of them dance.", "Others half sing."],
    ),
}


@pytest.mark.parametrize(("claims", "expected"), CASES.values(), ids=CASES)
def test_claims_are_marked_where_they_stand(claims: list[Claim], expected: list[str]) -> None:
    assert shown(paragraphs(TEXT, claims)) == expected


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8), st.text("ab \n", max_size=40))
def test_no_letter_is_lost_or_doubled_and_each_claim_begins_and_ends_once(
    spans: list[tuple[int, int]], text: str
) -> None:
    found = paragraphs(text, [placed(start, start + length) for start, length in spans])
    plain = "".join(piece.text for paragraph in found for piece in paragraph)
    assert "".join(plain.split()) == "".join(text.split())
    pieces = [piece for paragraph in found for piece in paragraph]
    firsts = [piece.claim for piece in pieces if piece.is_first]
    ends = [number for piece in pieces for number in piece.ends]
    assert len(set(firsts)) == len(firsts)
    assert len(set(ends)) == len(ends)


def test_marking_is_linear() -> None:
    """Ten thousand claims of one text are marked in the time of a page, as each is looked at only where it stands."""
    text = "x" * 100_000
    found = paragraphs(text, [placed(start, start + 15) for start in range(0, 99_980, 10)])
    assert sum(piece.is_first for piece in found[0]) == 9_998
