"""One question across the waves of a survey."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from whence import vocab
from whence.answers import Answer, Cell, Record
from whence.questions.choosing import claims_with, counted, text_of

COLUMNS = ("question", "year", "value", "unit", "change", "study", "tellings", "article", "quote", "statistic")
_YEAR = re.compile(r"\d{4}")
_SPAN = re.compile(r"\b(?:per|an?|each|every)[ _]+(second|minute|hour|day|week|month|quarter|year)\b", re.IGNORECASE)


def trend(records: Sequence[Record], values: Mapping[str, str]) -> Answer:
    """One row for each wave of a question, in the order of years; questions are numbered.

    `year` is the year that the number speaks of, else that of its study where the article was written within a year of
    it; `change` is the difference to the wave before it, in the number's unit (points for percentages), where both
    numbers are told without a hedge. Article and quote are those of the first telling. Left out are waves of studies
    without a conductor in common, numbers for different spans of time ("a day", "a month"), and questions with two
    numbers for one year or a year that nothing tells.
    """
    waves = _waves(records)
    wanted = set(waves)
    if values["claim"]:
        fitting = set(claims_with(values["claim"], (row for row in records if row["claim"])))
        wanted = {text_of(row, "finding") for row in records if row["claim"] in fitting}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(
        (wave.finding, before)
        for wave in waves.values()
        for before in wave.earlier
        if before in waves and _comparable(wave, waves[before])
    )
    series = [[waves[finding] for finding in found] for found in nx.connected_components(graph) if found & wanted]
    series = sorted((sorted(s, key=lambda wave: wave.year) for s in series if _is_plain(s)), key=lambda s: s[-1].place)
    rows = [row for number, told in enumerate(series, 1) for row in _rows(number, told)]
    note = f"no question with these words was asked in two waves: {values['claim']}" if values["claim"] else ""
    return Answer(
        COLUMNS, tuple(rows), counted(len(series), "question") + " asked in several waves" if series else note
    )


@dataclass(frozen=True, slots=True)
class _Wave:
    """A statistic that has an earlier or a later wave; `first` is the row of its first telling."""

    finding: str
    earlier: frozenset[str]
    year: str
    study: str
    conductors: frozenset[str]
    spans: frozenset[str]
    tellings: int
    first: Record

    @property
    def place(self) -> tuple[str, str, str]:
        """By what questions are put in order."""
        return text_of(self.first, "article"), text_of(self.first, "quote"), self.finding


def _waves(records: Iterable[Record]) -> dict[str, _Wave]:
    rows: dict[str, list[Record]] = defaultdict(list)
    for row in records:
        if row["claim"]:
            rows[text_of(row, "finding")].append(row)
    return {finding: _wave(finding, told) for finding, told in rows.items()}


def _wave(finding: str, rows: Sequence[Record]) -> _Wave:
    first = min(rows, key=lambda row: (text_of(row, "date") or "9999", text_of(row, "article"), text_of(row, "claim")))
    earlier, conductors = ({text_of(row, name) for row in rows if row[name]} for name in ("earlier", "conductor"))
    return _Wave(
        finding,
        frozenset(earlier),
        _year(first),
        text_of(first, "study"),
        frozenset(conductors),
        frozenset(span.lower() for span in _SPAN.findall(text_of(first, "quote"))),
        len({row["claim"] for row in rows}),
        first,
    )


def _year(row: Record) -> str:
    if told := _YEAR.search(text_of(row, "period")):
        return told[0]
    study, published = _YEAR.search(text_of(row, "year")), _YEAR.search(text_of(row, "date"))
    if study is None or (published and not 0 <= int(published[0]) - int(study[0]) <= 1):
        return ""
    return study[0]


def _comparable(one: _Wave, other: _Wave) -> bool:
    by_one_house = one.study == other.study or bool(one.conductors & other.conductors)
    return by_one_house and one.spans == other.spans


def _is_plain(series: Sequence[_Wave]) -> bool:
    """Whether each wave has a year and no two have the same."""
    years = [wave.year for wave in series]
    return all(years) and len(set(years)) == len(years)


def _rows(number: int, series: Sequence[_Wave]) -> Iterator[tuple[Cell, ...]]:
    for before, wave in zip([None, *series], series, strict=False):
        row = wave.first
        unit = vocab.label(vocab.expand(text_of(row, "unit"))) if row["unit"] else None
        change = _change(row, before.first) if before else None
        told = (row["label"], wave.tellings, row["article"], row["quote"], wave.finding)
        yield (number, wave.year, row["found"], unit, change, *told)


def _change(now: Record, then: Record) -> Cell:
    if "false" in (now["exact"], then["exact"]) or now["unit"] != then["unit"]:
        return None
    return float(Decimal(text_of(now, "found")) - Decimal(text_of(then, "found")))
