"""Shares of a sample as an article tells them, and the sample that each is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from whence.answers import Record
from whence.questions.choosing import text_of
from whence.resolve.wording import population_gist

_DIGITS = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)?", re.IGNORECASE)
_EXACTLY = "wh:Exactly"


@dataclass(frozen=True, slots=True)
class Share:
    """A share printed in digits and without a hedge; `size` is that of the one sample it is of, where it is known.

    `exact` tells whether the size is; `places` are the decimal places that are printed. `whom` are the stems of the
    population.
    """

    claim: str
    page: str
    article: str
    quote: str
    value: Decimal
    places: int
    whom: frozenset[str]
    measure: str
    finding: str
    earlier: str
    study: str
    start: int
    end: int
    suffix: str
    size: int | None
    exact: bool
    asked: str

    @property
    def step(self) -> Decimal:
        """The distance between two shares as they are printed: 1, or 0.1 where a decimal place is."""
        return Decimal(1).scaleb(-self.places)


def shares(records: Iterable[Record]) -> list[Share]:
    """The shares among the rows of the query, in text order; rows of one claim differ in the sample.

    A share is of a sample when its article tells of one sample size in the study, or of one among those of the same
    population, and the population of the share is that of the sample or just "respondents" and the like. A size told
    exactly and roughly is one.
    """
    rows: dict[str, list[Record]] = {}
    for row in records:
        rows.setdefault(text_of(row, "claim"), []).append(row)
    return [share for told in rows.values() if (share := _share(told)) is not None]


def _share(rows: list[Record]) -> Share | None:
    row = rows[0]
    printed = _DIGITS.fullmatch(text_of(row, "printed").strip())
    if printed is None or row["qualifier"] != _EXACTLY:
        return None
    whom = population_gist(text_of(row, "population"))
    size, exact, asked = _sample(rows, whom)
    return Share(
        claim=text_of(row, "claim"),
        page=text_of(row, "page"),
        article=text_of(row, "article"),
        quote=text_of(row, "quote"),
        value=Decimal(printed[1]),
        places=len(printed[1].partition(".")[2]),
        whom=whom,
        measure=text_of(row, "measure"),
        finding=text_of(row, "finding"),
        earlier=text_of(row, "earlier"),
        study=text_of(row, "study"),
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        suffix=text_of(row, "suffix"),
        size=size,
        exact=exact,
        asked=asked,
    )


def _sample(rows: Iterable[Record], whom: frozenset[str]) -> tuple[int | None, bool, str]:
    """The size of the sample that a share is of, whether it is exact, and who was asked."""
    told = {
        (int(row["size"]), row["counted"] == _EXACTLY, text_of(row, "asked"))
        for row in rows
        if isinstance(row["size"], int) and row["size"] > 0
    }
    groups = {population_gist(asked) for _, _, asked in told if asked}
    if whom:
        told = {sample for sample in told if population_gist(sample[2]) == whom}
    elif len(groups) > 1:
        return None, False, ""
    exact = {size for size, is_exact, _ in told if is_exact}
    sizes = exact or {size for size, _, _ in told}
    if len(sizes) != 1:
        return None, False, ""
    (size,) = sizes
    return size, bool(exact), min(asked for known, _, asked in told if known == size)
