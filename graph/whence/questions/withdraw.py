"""What falls with a study that is withdrawn, and what still stands because another origin supports it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

import networkx as nx

from whence.answers import Answer, Cell, Record
from whence.questions.choosing import counted, listed, study_named, text_of
from whence.questions.support import ROOT, Support, support

COLUMNS = ("hop", "verdict", "article", "publisher", "date", "quote", "value", "from", "alsoFrom", "claim")


def withdraw(records: Sequence[Record], values: Mapping[str, str]) -> Answer:
    """One row for each claim that leads to the study, in the order of hops from it.

    A claim `falls` when every way from it to an origin goes through the study, else it `stands`, and `alsoFrom` names
    what it rests on besides. Raises UsageError where several studies have the words.
    """
    study = study_named(values["study"], _studies(records))
    if study is None:
        return Answer(COLUMNS, (), f"no study has these words: {values['study']}")
    whole = support(records)
    hops = _hops(whole, study)
    standing = nx.descendants(without, ROOT) if ROOT in (without := _without(whole, study)) else set()
    values_of = {row["claim"]: row["value"] for row in records}
    rows = []
    for claim, hop in hops.items():
        told = whole.claims[claim]
        nearest = [s for s in whole.graph.predecessors(claim) if s == study or hops.get(s) == hop - 1]
        origins = _others(whole, without, claim) if claim in standing else []
        about = (told.article, told.publisher or None, told.date or None, told.quote, values_of[claim])
        verdict = "stands" if claim in standing else "falls"
        rows.append((hop, verdict, *about, _names(whole, nearest), "; ".join(origins) or None, claim))
    rows.sort(key=lambda row: (row[0], row[1], row[4] or "9999", row[2], row[-1]))
    return Answer(COLUMNS, tuple(rows), _in_words(whole, study, rows))


def _studies(records: Sequence[Record]) -> dict[str, str]:
    """What is told of each study: its label, then other titles, conductors and years, a line each."""
    told: dict[str, dict[str, None]] = {}
    for row in records:
        if row["study"]:
            parts = (text_of(row, column) for column in ("label", "title", "conductor", "year"))
            told.setdefault(text_of(row, "study"), {}).update(dict.fromkeys(filter(None, parts)))
    return {study: "\n".join(parts) for study, parts in told.items()}


def _hops(whole: Support, study: str) -> dict[str, int]:
    """How many hops each claim that leads to the study is away from it, from 0, the nearest first."""
    hops: dict[str, int] = {}
    todo = deque((claim, 0) for claim in sorted(whole.graph.successors(study)))
    while todo:
        claim, hop = todo.popleft()
        if claim not in hops:
            hops[claim] = hop
            todo.extend((each, hop + 1) for each in sorted(whole.graph.successors(claim)))
    return hops


def _without(whole: Support, study: str) -> nx.DiGraph[str]:
    return whole.graph.subgraph([node for node in whole.graph if node != study])


def _others(whole: Support, without: nx.DiGraph[str], claim: str) -> list[str]:
    """The origins, the study aside, that a claim leads to."""
    found = nx.ancestors(without, claim) & whole.origins.keys()
    return sorted(f"{whole.origins[node].label} ({whole.origins[node].kind})" for node in found)


def _names(whole: Support, nodes: Sequence[str]) -> str:
    names = {whole.origins[n].label if n in whole.origins else whole.claims[n].article for n in nodes}
    return "; ".join(sorted(names))


def _in_words(whole: Support, study: str, rows: Sequence[tuple[Cell, ...]]) -> str:
    falling = [row for row in rows if row[1] == "falls"]
    articles = {row[2] for row in falling}
    outlets = sorted({str(row[3]) for row in falling if row[3]})
    where = f" ({listed(outlets)})" if outlets else ""
    verb = "falls" if len(falling) == 1 else "fall"
    stands = f"; {len(rows) - len(falling):,} still stand{'s' if len(rows) - len(falling) == 1 else ''}"
    told = f"{counted(len(falling), 'claim')} in {counted(len(articles), 'article')}{where} {verb}"
    return f"{whole.origins[study].label}: {told}{stands if len(rows) > len(falling) else ''}"
