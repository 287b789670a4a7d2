"""One question across the waves of a survey."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import networkx as nx

from whence import vocab
from whence.answers import Answer, Cell, Record
from whence.questions.choosing import claims_with, counted, text_of

COLUMNS = ("question", "year", "value", "unit", "change", "study", "tellings", "article", "quote", "statistic")
_YEAR = re.compile(r"\d{4}")


def trend(records: Sequence[Record], values: Mapping[str, str]) -> Answer:
    """One row for each wave of a question, in the order of years; questions are numbered.

    `year` is the year that the number speaks of, else that of its study; `change` is the difference to the wave next
    before it, in the number's unit (points for percentages), where both numbers are told without a hedge. Article and
    quote are those of the first telling.
    """
    tellings: dict[str, list[Record]] = defaultdict(list)
    for row in records:
        tellings[text_of(row, "finding")].append(row)
    wanted = set(tellings)
    if values["claim"]:
        fitting = set(claims_with(values["claim"], (row for row in records if row["claim"])))
        wanted = {text_of(row, "finding") for row in records if row["claim"] in fitting}
        if not wanted:
            return Answer(COLUMNS, (), f"no question with these words was asked in two waves: {values['claim']}")
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((finding, text_of(row, "earlier")) for finding in tellings for row in tellings[finding] if row["earlier"])
    series = [_by_year(wave, tellings) for wave in nx.connected_components(graph) if wave & wanted]
    series.sort(key=lambda waves: (_first_quote(tellings[waves[-1]]), waves))
    rows = [row for number, waves in enumerate(series, 1) for row in _rows(number, waves, tellings)]
    return Answer(COLUMNS, tuple(rows), counted(len(series), "question") + " asked in several waves" if series else "")


def _by_year(waves: set[str], tellings: Mapping[str, Sequence[Record]]) -> list[str]:
    return sorted(waves & tellings.keys(), key=lambda wave: (_year(tellings[wave][0]) or "", wave))


def _year(row: Record) -> str | None:
    told = _YEAR.search(text_of(row, "period")) or _YEAR.search(text_of(row, "year"))
    return told[0] if told else None


def _first_quote(rows: Sequence[Record]) -> tuple[str, str]:
    return min((text_of(row, "article"), text_of(row, "quote")) for row in rows)


def _rows(number: int, waves: Sequence[str], tellings: Mapping[str, Sequence[Record]]) -> Iterator[tuple[Cell, ...]]:
    for wave in waves:
        rows = tellings[wave]
        first = min(rows, key=lambda row: (text_of(row, "date") or "9999", text_of(row, "article"), text_of(row, "claim")))
        unit = vocab.label(vocab.expand(text_of(first, "unit"))) if first["unit"] else None
        told = len({row["claim"] for row in rows if row["claim"]})
        change = _change(rows, tellings)
        yield (number, _year(first), first["found"], unit, change, first["label"], told, first["article"], first["quote"], wave)


def _change(rows: Sequence[Record], tellings: Mapping[str, Sequence[Record]]) -> Cell:
    earlier = next((text_of(row, "earlier") for row in rows if row["earlier"]), "")
    if earlier not in tellings:
        return None
    now, then = rows[0], tellings[earlier][0]
    if "false" in (now["exact"], then["exact"]) or now["unit"] != then["unit"]:
        return None
    return float(Decimal(text_of(now, "found")) - Decimal(text_of(then, "found")))
