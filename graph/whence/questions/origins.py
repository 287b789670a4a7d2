"""How many independent origins stand behind numbers, and what would take most of them with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from whence.answers import Answer, Cell, Record
from whence.questions.choosing import articles_named, claims_with, counted, listed, text_of
from whence.questions.support import ROOT, Kind, Support, support

COLUMNS = ("source", "kind", "origin", "numbers", "articles", "publisher", "date", "iri")
_ALL = "all"
"""The node that every number in question leads to, for the minimum cut."""


@dataclass(frozen=True, slots=True)
class _Fall:
    """A study or article, and the claims that have no source left without it; those of others, if it is no origin."""

    node: str
    label: str
    kind: str
    is_origin: bool
    claims: tuple[str, ...]
    articles: int
    publisher: str = ""
    date: str = ""

    @property
    def row(self) -> tuple[Cell, ...]:
        origin = "yes" if self.is_origin else "no"
        told = (self.publisher or None, self.date or None)
        return (self.label, self.kind, origin, len(self.claims), self.articles, *told, self.node)


def origins(records: Sequence[Record], values: Mapping[str, str]) -> Answer:
    """One row for each origin, and for each article that other articles stand on alone, the weightiest first.

    `numbers` and `articles` tell what has no source left if this one falls; of an article between the origin and
    others, the numbers of those others. Raises UsageError for the name of an article that isn't there.
    """
    chosen, others = _chosen(records, values)
    if not chosen:
        words = values["claim"]
        return Answer(COLUMNS, (), f"no number has these words: {words}" if words else "")
    whole = support(records)
    behind = whole.restricted(chosen)
    falls = sorted(
        _falls(behind, chosen), key=lambda fall: (-len(fall.claims), not fall.is_origin, fall.label, fall.node)
    )
    told = _in_words(behind, chosen, falls)
    if values["claim"]:
        told += _cut(behind, chosen) + others
    return Answer(COLUMNS, tuple(fall.row for fall in falls), told)


def _chosen(records: Sequence[Record], values: Mapping[str, str]) -> tuple[frozenset[str], str]:
    """The claims in question: all, those of some articles, all tellings of one number, or both.

    Where the words fit several numbers, the tellings of the likeliest are taken; then a sentence says so.
    """
    pages = {text_of(row, "page"): text_of(row, "article") for row in records}
    kept = articles_named(values["articles"], pages) if values["articles"] else pages.keys()
    within = [row for row in records if row["page"] in kept]
    if not values["claim"]:
        return frozenset(text_of(row, "claim") for row in within), ""
    fitting = claims_with(values["claim"], within)
    if not fitting:
        return frozenset(), ""
    finding = {text_of(row, "claim"): text_of(row, "finding") or text_of(row, "claim") for row in within}
    others = len({finding[claim] for claim in fitting}) - 1
    more = f". {counted(others, 'other number')} with these words left out: give more words to choose" if others else ""
    return frozenset(claim for claim in finding if finding[claim] == finding[fitting[0]]), more


def _falls(behind: Support, chosen: frozenset[str]) -> Iterator[_Fall]:
    dominated = behind.dominated()
    for node, origin in behind.origins.items():
        told = next(behind.claims[claim] for claim in behind.graph.successors(node))
        falling = tuple(claim for claim in dominated.get(node, ()) if claim in chosen)
        about = (told.publisher, told.date) if origin.kind is Kind.ARTICLE else ("", "")
        yield _Fall(node, origin.label, origin.kind.value, True, falling, _articles(behind, falling), *about)
    by_page: dict[str, set[str]] = defaultdict(set)
    for claim, falling in dominated.items():
        if claim in behind.claims:
            by_page[behind.claims[claim].page].update(falling)
    for page, found in by_page.items():
        falling = tuple(sorted(c for c in found if c in chosen and behind.claims[c].page != page))
        if page not in behind.origins and falling:
            told = next(told for told in behind.claims.values() if told.page == page)
            articles = _articles(behind, falling)
            yield _Fall(page, told.article, "article", False, falling, articles, told.publisher, told.date)


def _articles(behind: Support, claims: Sequence[str]) -> int:
    return len({behind.claims[claim].page for claim in claims})


def _in_words(behind: Support, chosen: frozenset[str], falls: Sequence[_Fall]) -> str:
    kinds = [origin.kind for origin in behind.origins.values()]
    parts = (
        counted(kinds.count(Kind.STUDY), "study", "studies"),
        counted(kinds.count(Kind.UNNAMED), "study that nobody names", "studies that nobody names"),
        counted(kinds.count(Kind.ARTICLE), "article that names none", "articles that name none"),
    )
    told = listed([part for part in parts if not part.startswith("0 ")]) if len(kinds) > 1 else falls[0].label
    numbers = f"{counted(len(chosen), 'number')} in {counted(_articles(behind, sorted(chosen)), 'article')}"
    verb = "rests" if len(chosen) == 1 else "rest"
    sentence = f"{numbers} {verb} on {counted(len(kinds), 'origin')}: {told}"
    heaviest = falls[0]
    if heaviest.claims and len(kinds) > 1 and len(heaviest.claims) < len(chosen):
        falling = f"{counted(len(heaviest.claims), 'number')} in {counted(heaviest.articles, 'article')}"
        sentence += (
            f". Without {heaviest.label}, {falling} {'have' if len(heaviest.claims) > 1 else 'has'} no source left"
        )
    return sentence


def _cut(behind: Support, chosen: frozenset[str]) -> str:
    """The fewest studies and articles without which no telling has a source left, where they are fewer than origins.

    That is a minimum cut between the root and the tellings; a telling that nothing was taken from is no part of it.
    """
    last = {claim for claim in chosen if not behind.graph.out_degree(claim)}
    network: nx.DiGraph[str] = nx.DiGraph(behind.graph)
    network.add_edges_from((source, _ALL) for claim in sorted(last) for source in behind.graph.predecessors(claim))
    network.add_edges_from((claim, _ALL) for claim in sorted(chosen - last))
    network.remove_nodes_from(last)
    fewest = nx.minimum_node_cut(network, ROOT, _ALL)
    if len(fewest) == len(behind.origins):
        return ""
    names = sorted(behind.origins[n].label if n in behind.origins else behind.claims[n].article for n in fewest)
    return f". All of them pass through {listed(names)}"
