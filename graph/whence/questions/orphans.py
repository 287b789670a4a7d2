"""Numbers that an article credits to another one we hold, and that do not stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from whence.answers import Answer, Record
from whence.model import Qualifier, Quantity
from whence.questions.choosing import counted, text_of
from whence.resolve.rounding import consistent
from whence.text import CONTEXT

COLUMNS = ("article", "publisher", "date", "quote", "value", "credit", "source", "reason", "claim")
_SENTENCE_ENDS = re.compile(r"[.!?…][\"'”’)]*\s|\n")
_BESIDE = "the credit stands beside the number"
_ONLY = "the article's only credit; it names no study, and no number of its own stands there"


def orphans(records: Sequence[Record], values: Mapping[str, str]) -> Answer:
    """One row for each number and the credited article that does not hold it, nor any that could be rounded to it.

    A number is credited by a source mention in its own sentence or, in an article that names no study, by the only
    source mention, if none of the article's numbers stands in that source. What was taken from any article we hold is
    no orphan, nor what names its study. An article of which no number was read holds nothing against anybody.
    """
    claims: dict[str, list[Record]] = defaultdict(list)
    told: dict[str, list[Record]] = defaultdict(list)
    mentions: dict[str, list[Record]] = defaultdict(list)
    sizes: dict[str, set[int]] = defaultdict(set)
    for row in records:
        page = text_of(row, "page")
        if row["claim"]:
            (told if row["quote"] else claims)[page].append(row)
        elif row["mention"]:
            mentions[page].append(row)
        elif isinstance(row["size"], int):
            sizes[page].add(row["size"])
    wanted = values["file"].casefold()
    rows = [
        (
            *(row[name] for name in COLUMNS[:5]),
            credit["credit"],
            text_of(claims[source][0], "article"),
            reason,
            row["claim"],
        )
        for page in sorted(mentions, key=lambda page: text_of(mentions[page][0], "article"))
        if wanted in text_of(mentions[page][0], "article").casefold()
        for row, credit, source, reason in _orphans(told[page], mentions[page], claims, sizes)
    ]
    note = (
        counted(len(rows), "number")
        + f" {'does' if len(rows) == 1 else 'do'} not stand where the credit leads, as far as was read"
    )
    return Answer(COLUMNS, tuple(rows), note if rows else "")


def _orphans(
    own: Sequence[Record],
    mentions: Sequence[Record],
    claims: Mapping[str, Sequence[Record]],
    sizes: Mapping[str, set[int]],
) -> Iterator[tuple[Record, Record, str, str]]:
    """The numbers of an article that stand in no source it credits, with the credit, the source and the reason."""
    meant = [credit for credit in mentions if claims.get(text_of(credit, "other"))]
    free = [row for row in own if row["taken"] == "false" and row["named"] == "false"]
    for row in free:
        beside = [credit for credit in mentions if _beside(row, credit)]
        if len(beside) == 1 and beside[0] in meant:
            source = text_of(beside[0], "other")
            if not _stands(row, claims[source], sizes.get(source, set())):
                yield row, beside[0], source, _BESIDE
    if len(mentions) == 1 and meant and len(free) == len(own):
        source = text_of(meant[0], "other")
        if not any(_stands(row, claims[source], sizes.get(source, set())) for row in own):
            yield from ((row, meant[0], source, _ONLY) for row in own if not _beside(row, meant[0]))


def _beside(claim: Record, credit: Record) -> bool:
    """Whether a claim and a credit stand in one sentence: one within the other, or with no sentence's end between."""
    start, end, first, last = (int(row[name] or 0) for row in (claim, credit) for name in ("start", "end"))
    if first < end and start < last:
        return True
    gap = first - end if first >= end else start - last
    if gap > CONTEXT:
        return False
    text = text_of(credit, "prefix")[-gap:] if first >= end else text_of(credit, "suffix")[:gap]
    return not _SENTENCE_ENDS.search(text) if gap else True


def _stands(claim: Record, others: Sequence[Record], sizes: set[int]) -> bool:
    """Whether a number, or one that can be told as it, stands among others or is the size of a sample."""
    quantity = _quantity(claim)
    return claim["value"] in sizes or any(consistent(quantity, _quantity(other)) for other in others)


def _quantity(row: Record) -> Quantity:
    value, qualifier = Decimal(text_of(row, "value")), Qualifier(text_of(row, "qualifier").removeprefix("wh:"))
    return Quantity(value, text_of(row, "unit"), qualifier, text_of(row, "printed"))
