"""Scores a graph in the Whence vocabulary against the truth of made chains: precision and recall of each kind.

Needs rdflib and nothing of Whence. The graph is asked in SPARQL for claims (wh:statedIn, schema:text, wh:value), hops
(wh:Retelling with wh:alteration), studies (wh:fromStudy), waves (wh:laterWaveOf) and credits (wh:credits, wh:linksTo).
A claim of the truth is the claim of that article that has its value and quotes words of its sentence: all its words
stand there, or the number and the five words that follow it are quoted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rdflib import Dataset, Graph

PREFIXES = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX unit: <http://qudt.org/vocab/unit/>
PREFIX wh: <https://w3id.org/whence/ns#>
"""
CLAIMS = """SELECT ?claim ?file ?text ?value WHERE {
  ?claim wh:statedIn/wh:fileName ?file ; schema:text ?text ; wh:value ?value
}"""
HOPS = """SELECT ?claim ?source ?kind WHERE {
  ?claim prov:qualifiedDerivation ?hop . ?hop a wh:Retelling ; prov:entity ?source OPTIONAL { ?hop wh:alteration ?kind }
}"""
STUDIES = "SELECT ?claim ?study WHERE { ?claim wh:fromStudy ?study ; wh:statedIn ?article }"
REPORTS = "SELECT ?claim ?statistic WHERE { ?claim wh:reports ?statistic . ?statistic a wh:Statistic }"
WAVES = "SELECT ?later ?earlier WHERE { ?new wh:laterWaveOf ?old . ?later wh:reports ?new . ?earlier wh:reports ?old }"
CREDITS = """SELECT DISTINCT ?file ?credited WHERE {
  ?article wh:fileName ?file . ?other wh:fileName ?credited ; schema:url ?url . FILTER (?article != ?other)
  { ?article wh:linksTo ?url } UNION { ?article wh:linksTo ?other } UNION { ?article wh:credits/schema:url ?url }
}"""
KINDS = {
    "Identical": "identical", "Rounded": "rounded", "Approximated": "approximated", "ValueChanged": "value-changed",
    "UnitChanged": "unit-changed", "RangeCollapsed": "range-collapsed", "Strengthened": "strengthened",
    "Weakened": "weakened", "BaseWidened": "base-widened", "BaseNarrowed": "base-narrowed",
    "BaseChanged": "base-changed", "StudyDropped": "study-dropped", "ConductorDropped": "conductor-dropped",
    "SampleDropped": "sample-dropped", "YearDropped": "year-dropped",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """How one kind was found: what was injected, what the graph tells, and what of it is right."""

    kind: str
    injected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The right among the found; 0 if nothing was found of something injected."""
        return self.right / self.found if self.found else float(not self.injected)

    @property
    def recall(self) -> float:
        """The right among the injected."""
        return self.right / self.injected if self.injected else 1.0


@dataclass(frozen=True, slots=True)
class Errors:
    """A kind's missed and wrongly found items, to read."""

    kind: str
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def _rows(graph: Graph, query: str) -> Iterable[tuple[Any, ...]]:
    for row in graph.query(PREFIXES + query):
        if isinstance(row, tuple):
            yield tuple(row)


def _named(graph: Graph, claims: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The name in the truth of each claim of the graph that has one."""
    wanted = defaultdict(list)
    for name, claim in claims.items():
        wanted[claim["file"], Decimal(claim["value"])].append((name, claim["sentence"], _anchor(claim)))
    named = {}
    for node, file, text, value in _rows(graph, CLAIMS):
        quote = " ".join(str(text).split()).rstrip(".")
        for name, sentence, anchor in wanted.get((str(file), Decimal(str(value))), ()):
            if quote.casefold() in sentence.casefold() or anchor in quote.casefold():
                named[str(node)] = name
    return named


def _anchor(claim: Mapping[str, str]) -> str:
    """The end of the printed number and the words after it, by which a quote of the sentence is known."""
    sentence, printed = claim["sentence"].casefold(), claim["printed"].casefold()
    start = sentence.index(printed) + len(printed.rsplit(" ", 1)[0] if " " in printed else "")
    return " ".join(sentence[start:].split()[:6]).strip(".,")


def judge(graph: Graph, truth: Mapping[str, Any]) -> list[tuple[Score, Errors]]:
    """The score of each kind, and its errors."""
    names = _named(graph, truth["claims"])
    tables = {**_hops(graph, truth, names), **_rest(graph, truth, names)}
    scored = []
    for kind, (injected, found) in tables.items():
        score = Score(kind, len(injected), len(found), len(injected & found))
        missed, extra = sorted(map(str, injected - found)), sorted(map(str, found - injected))
        scored.append((score, Errors(kind, tuple(missed), tuple(extra))))
    return scored


_Table = dict[str, tuple[set[Any], set[Any]]]


def _hops(graph: Graph, truth: Mapping[str, Any], names: Mapping[str, str]) -> _Table:
    """For each kind of alteration, the hops that have it; circles of credits have no first telling and are left out."""
    circling = {file for circle in truth["circles"] for file in circle}
    tables: _Table = {kind: (set(), set()) for kind in KINDS.values() if kind != "base-changed"}
    tables["hop"] = (set(), set())
    for hop in truth["hops"]:
        pair = hop["told"], hop["source"]
        for kind in (*hop["kinds"], "hop"):
            tables[kind][0].add(pair)
    for claim, source, kind in _rows(graph, HOPS):
        pair = names.get(str(claim), str(claim)), names.get(str(source), str(source))
        if pair[0].split("#")[0] not in circling:
            tables["hop"][1].add(pair)
            told = KINDS.get(str(kind).rsplit("#", 1)[-1])
            if told in tables:
                tables[told][1].add(pair)
    return tables


def _rest(graph: Graph, truth: Mapping[str, Any], names: Mapping[str, str]) -> _Table:
    studies, statistic = defaultdict(set), {}
    for claim, study in _rows(graph, STUDIES):
        studies[names.get(str(claim))].add(study)
    for claim, reported in _rows(graph, REPORTS):
        statistic[names.get(str(claim))] = reported
    reach = {(hop["claim"], hop["origin"]) for hop in truth["reach"]}
    reached = {
        (claim, origin if studies[claim] == studies[origin] else "") for claim, origin in reach if studies[claim]
    }
    told = {(names.get(str(later)), names.get(str(earlier))) for later, earlier in _rows(graph, WAVES)}
    apart = {(pair["one"], pair["other"]) for pair in truth["apart"]}
    pairs = apart | {(hop["told"], hop["source"]) for hop in truth["hops"] if "identical" in hop["kinds"]}
    parted = {
        (one, other)
        for one, other in pairs
        if None not in (x := (statistic.get(one), statistic.get(other))) and x[0] != x[1]
    }
    credited = {(str(file), str(other)) for file, other in _rows(graph, CREDITS)}
    return {
        "reach": (reach, reached),
        "circle": ({tuple(circle) for circle in truth["circles"]}, _circles(credited)),
        "orphan": (set(truth["orphans"]), _orphans(graph, truth, names, credited)),
        "wave": ({(wave["later"], wave["earlier"]) for wave in truth["waves"]}, told),
        "look-alike": (apart, parted),
    }


def _orphans(
    graph: Graph, truth: Mapping[str, Any], names: Mapping[str, str], credited: set[tuple[str, str]]
) -> set[str]:
    """Claims of articles that credit one of the corpus, which are taken from none."""
    circling = {file for circle in truth["circles"] for file in circle}
    taken = {names.get(str(claim)) for claim, *_ in _rows(graph, HOPS)}
    crediting = {file for file, _ in credited} - circling
    return {name for name in names.values() if name.split("#")[0] in crediting} - taken


def _circles(edges: set[tuple[str, str]]) -> set[tuple[str, ...]]:
    """The articles that credit each other in a ring, by what each leads to."""
    onward = defaultdict(set)
    for one, other in edges:
        onward[one].add(other)

    def beyond(start: str) -> set[str]:
        seen: set[str] = set()
        todo = list(onward[start])
        while todo:
            file = todo.pop()
            if file not in seen:
                seen.add(file)
                todo += onward[file]
        return seen

    reached = {file: beyond(file) for file in list(onward)}
    return {
        tuple(sorted(other for other in far if file in reached.get(other, ())))
        for file, far in reached.items()
        if file in far
    }


def table(scores: Iterable[Score]) -> str:
    """The scores as a table of Markdown."""
    lines = ["| kind | injected | found | precision | recall |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [f"| {s.kind} | {s.injected} | {s.found} | {s.precision:.3f} | {s.recall:.3f} |" for s in scores]
    return "\n".join(lines)


def read(graph: Path, folder: Path) -> list[tuple[Score, Errors]]:
    """The scores of a Turtle or TriG file on a folder that `make` wrote."""
    dataset = Dataset(default_union=True)
    dataset.parse(graph)
    return judge(dataset, truth(folder))


def truth(folder: Path) -> Any:
    """The truth about the articles in a folder, as drift_make.py documents it."""
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))
