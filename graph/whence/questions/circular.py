"""Articles that credit one another in a ring for a number, so that each seems to have a source and none has one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from whence.answers import Answer, Cell, Record
from whence.questions.choosing import counted, text_of

COLUMNS = ("circle", "numbers", "article", "publisher", "date", "how", "credits", "quote", "claim")
_HOW = ("credits", "draws on", "links to")
"""How an article shows its source, the plainest first."""


@dataclass(frozen=True, slots=True)
class _Ring:
    """Articles that lead to one another, and the findings they all tell."""

    pages: frozenset[str]
    findings: tuple[str, ...]


def circular(records: Sequence[Record], _values: Mapping[str, str]) -> Answer:
    """One row for each credit within a ring of articles that tell one number.

    A ring is a strongly connected component of the credits, links and derivations between articles that report one
    statistic. It is left out where one of its articles names a study for the number, by title or by a conductor that
    is no publisher of the ring: then the number has a source outside.
    """
    by_finding: dict[str, list[Record]] = defaultdict(list)
    for row in records:
        by_finding[text_of(row, "finding")].append(row)
    rings: dict[frozenset[str], list[str]] = defaultdict(list)
    for finding, edges in sorted(by_finding.items()):
        for pages in _rings(edges):
            rings[pages].append(finding)
    found = sorted(
        (_Ring(pages, tuple(findings)) for pages, findings in rings.items()), key=lambda ring: sorted(ring.pages)
    )
    rows = [row for number, ring in enumerate(found, 1) for row in _rows(number, ring, by_finding)]
    told = f"{counted(len(found), 'circle')}: no article in it names a study outside for the number" if found else ""
    return Answer(COLUMNS, tuple(rows), told)


def _rings(edges: Sequence[Record]) -> Iterator[frozenset[str]]:
    graph: nx.DiGraph[str] = nx.DiGraph((text_of(row, "page"), text_of(row, "other")) for row in edges)
    for pages in nx.strongly_connected_components(graph):
        if len(pages) > 1:
            within = [row for row in edges if row["page"] in pages]
            houses = {row["whose"] for row in within}
            if not any(row["title"] or (row["conductor"] and row["conductor"] not in houses) for row in within):
                yield frozenset(pages)


def _rows(number: int, ring: _Ring, by_finding: Mapping[str, Sequence[Record]]) -> Iterator[tuple[Cell, ...]]:
    plainest: dict[tuple[str, str], Record] = {}
    for row in by_finding[ring.findings[0]]:
        if row["page"] in ring.pages and row["other"] in ring.pages:
            pair = text_of(row, "article"), text_of(row, "credited")
            if pair not in plainest or _rank(row) < _rank(plainest[pair]):
                plainest[pair] = row
    for row in (plainest[pair] for pair in sorted(plainest)):
        told = (row["article"], row["publisher"], row["date"], row["how"], row["credited"], row["quote"], row["claim"])
        yield (number, len(ring.findings), *told)


def _rank(row: Record) -> tuple[int, str]:
    return _HOW.index(text_of(row, "how")), text_of(row, "claim")
