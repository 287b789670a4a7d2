"""What each telling of a number gives of its study, and at which hop the rest was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from whence.answers import Answer, Cell, Record
from whence.questions.choosing import claims_with, counted, text_of

PARTS = ("conductor", "title", "year", "sample size", "population")
"""What a reader needs to find and to weigh a study, as of AAPOR's Transparency Initiative (the sponsor or conductor,
the dates, the size and the population of the sample) and the rules of the British Polling Council; the graph does not
know the mode and the wording of questions."""

COLUMNS = (
    "study",
    "article",
    "publisher",
    "date",
    "quote",
    "value",
    "gives",
    "lacks",
    "lostHere",
    "lostBefore",
    "claim",
)


@dataclass(slots=True)
class _Telling:
    """A claim, what its article gives of the study, and the claims it was taken from."""

    row: Record
    given: set[str] = field(default_factory=set)
    sources: dict[str, None] = field(default_factory=dict)


def lost_context(records: Sequence[Record], values: Mapping[str, str]) -> Answer:
    """One row for each telling: the parts that its article `gives` and `lacks`.

    Of those it lacks, `lostHere` are given by a claim that it was taken from; `lostBefore` names those which a claim
    further up the chain gives, with the article that dropped them first. What no claim up the chain gives was never
    told.
    """
    tellings = _tellings(records)
    if values["claim"] and not (chosen := _chosen(records, values["claim"])):
        return Answer(COLUMNS, (), f"no number that leads to a study has these words: {values['claim']}")
    shown = [claim for claim in tellings if not values["claim"] or claim in chosen]
    return Answer(COLUMNS, tuple(_row(claim, tellings) for claim in shown), _in_words([tellings[c] for c in shown]))


def _tellings(records: Sequence[Record]) -> dict[str, _Telling]:
    tellings: dict[str, _Telling] = {}
    for row in records:
        telling = tellings.setdefault(text_of(row, "claim"), _Telling(row))
        if row["source"]:
            telling.sources[text_of(row, "source")] = None
        telling.given |= {part for part in ("conductor", "title", "year") if row[part] == "true"}
        telling.given |= {"sample size"} if row["size"] is not None else set()
        telling.given |= {"population"} if row["asked"] or row["population"] else set()
    return tellings


def _chosen(records: Sequence[Record], words: str) -> set[str]:
    """The tellings of the likeliest number with these words."""
    finding = {text_of(row, "claim"): text_of(row, "finding") or text_of(row, "claim") for row in records}
    fitting = claims_with(words, records)
    return {claim for claim in finding if finding[claim] == finding[fitting[0]]} if fitting else set()


def _row(claim: str, tellings: Mapping[str, _Telling]) -> tuple[Cell, ...]:
    telling = tellings[claim]
    lost = dict(_lost(claim, tellings))
    here = [part for part in PARTS if lost.get(part) == claim]
    before = [
        f"{part} (at {text_of(tellings[lost[part]].row, 'article')})"
        for part in PARTS
        if lost.get(part, claim) != claim
    ]
    return (
        *(telling.row[name] for name in ("label", "article", "publisher", "date", "quote", "value")),
        *(_joined([part for part in PARTS if (part in telling.given) is wanted]) for wanted in (True, False)),
        _joined(here),
        _joined(before),
        claim,
    )


def _lost(claim: str, tellings: Mapping[str, _Telling]) -> Iterator[tuple[str, str]]:
    """Each part that a claim lacks and the nearest one up the chain gives, with the claim that dropped it."""
    missing = [part for part in PARTS if part not in tellings[claim].given]
    level, seen = [(claim, source) for source in tellings[claim].sources], {claim}
    while level and missing:
        onward = []
        for taker, source in level:
            if source in seen or source not in tellings:
                continue
            seen.add(source)
            found = [part for part in missing if part in tellings[source].given]
            yield from ((part, taker) for part in found)
            missing = [part for part in missing if part not in found]
            onward += [(source, further) for further in tellings[source].sources]
        level = onward


def _joined(parts: Sequence[str]) -> str | None:
    return ", ".join(parts) or None


def _in_words(tellings: Sequence[_Telling]) -> str:
    """How many of the tellings give each part."""
    counts = ", ".join(f"{part} {sum(part in telling.given for telling in tellings):,}" for part in PARTS)
    return f"given in {counted(len(tellings), 'telling')}: {counts}" if tellings else ""
