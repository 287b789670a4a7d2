"""The page of a study: its samples as each article tells them, its findings, their trends, and all their tellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence import vocab
from whence.answers import Record
from whence.dossier import reading
from whence.dossier.facts import Facts
from whence.dossier.values import Figure
from whence.errors import UsageError
from whence.serve.finding import Trend, trend
from whence.serve.paging import Paged, paged
from whence.serve.rows import rows
from whence.serve.site import Line, Site
from whence.store import Store

MOST_ARTICLES, MOST_FINDINGS, MOST_TRENDS = 6, 200, 12
"""How many articles are named for a sample, how many findings a page shows, how many trends it plots."""

_CONDUCTORS = (
    "SELECT ?house ?name WHERE { $study wh:conductedBy ?house . ?house schema:name ?name } ORDER BY ?name ?house"
)
_SAMPLES = """SELECT ?size ?qualifier ?population ?page ?file WHERE {
  ?mention wh:refersTo $study ; wh:sample ?sample ; wh:statedIn ?page . ?page wh:fileName ?file .
  ?sample wh:size ?size ; wh:qualifier ?qualifier .
  OPTIONAL { ?sample wh:population/skos:prefLabel ?population }
}"""
_FINDINGS = """SELECT ?finding (COUNT(DISTINCT ?claim) AS ?tellings) WHERE {
  ?finding wh:fromStudy $study ; a wh:Statistic . ?claim wh:reports ?finding
} GROUP BY ?finding ORDER BY DESC(?tellings) ?finding"""
_TELLINGS = """SELECT ?claim ?date WHERE {
  ?claim wh:fromStudy $study ; wh:statedIn ?page OPTIONAL { ?page schema:datePublished ?date }
}"""
_SECOND_HAND = "SELECT ?claim WHERE { ?way prov:entity $study . ?claim prov:qualifiedPrimarySource ?way }"


@dataclass(frozen=True, slots=True)
class Sample:
    """One way in which the sample is told, and the articles that tell it so, or the first of them."""

    words: str
    size: int
    articles: Sequence[tuple[str, str]]
    told: int


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of the study, and how many claims tell it."""

    node: str
    figure: Figure
    tellings: int


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows; `lines` are one `page` of the tellings of a hand ("first", "second" or "" for all)."""

    node: str
    label: str
    title: str | None
    year: str | None
    spellings: Sequence[str]
    conductors: Sequence[tuple[str, str]]
    samples: Sequence[Sample]
    findings: Sequence[Told]
    findings_in_all: int
    trends: Sequence[tuple[Told, Trend]]
    first: int
    second: int
    hand: str
    page: Paged[str]
    lines: Sequence[Line]


def view(site: Site, iri: str, number: str, hand: str) -> View:
    """What a page about a study shows; raises UsageError where the store holds none of this IRI."""
    facts = Facts(site.store, iri)
    label = facts.text("skos:prefLabel")
    if label is None:
        raise UsageError(f"the store holds no study {iri}")
    counted = rows(site.store, _FINDINGS, study=iri)
    found = [told for row in counted[:MOST_FINDINGS] if (told := _told(site, row))]
    tellings = _tellings(site.store, iri)
    second_hand = sum(second for _, second in tellings)
    page = paged([claim for claim, second in tellings if not hand or second == (hand == "second")], number)
    return View(
        iri,
        label,
        facts.text("schema:name"),
        facts.text("wh:year"),
        facts.texts("skos:altLabel"),
        [(str(row["house"]), str(row["name"])) for row in rows(site.store, _CONDUCTORS, study=iri)],
        _samples(site.store, iri),
        found,
        len(counted),
        _trends(site, found),
        len(tellings) - second_hand,
        second_hand,
        hand,
        page,
        [site.line(claim) for claim in page.shown],
    )


def _told(site: Site, row: Record) -> Told | None:
    node = str(row["finding"])
    figure = reading.figure(site.store, Facts(site.store, node))
    return Told(node, figure, int(row["tellings"] or 0)) if figure else None


def _trends(site: Site, found: Sequence[Told]) -> list[tuple[Told, Trend]]:
    """The trends of findings, each once, of those that are told most."""
    seen: set[str] = set()
    trends: list[tuple[Told, Trend]] = []
    for told in found:
        if len(trends) < MOST_TRENDS and told.node not in seen and (over := trend(site, told.node)):
            seen |= {wave.node for wave in over.waves}
            trends.append((told, over))
    return trends


@lru_cache(256)
def _samples(store: Store, iri: str) -> tuple[Sample, ...]:
    found: dict[tuple[int, str], dict[str, str]] = {}
    for row in rows(store, _SAMPLES, study=iri):
        exact = row["qualifier"] == vocab.expand("wh:Exactly")
        size = int(row["size"] or 0)
        hedge = "" if exact else f"{vocab.label(str(row['qualifier']))} "
        said = f"{hedge}{size:,} {row['population'] or 'people'}"
        found.setdefault((size, said), {})[str(row["page"])] = str(row["file"])
    listed = [Sample(said, size, _articles(pages), len(pages)) for (size, said), pages in found.items()]
    return tuple(sorted(listed, key=lambda sample: (-sample.told, sample.words)))


def _articles(pages: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(pages.items(), key=lambda page: (page[1], page[0]))[:MOST_ARTICLES]


@lru_cache(256)
def _tellings(store: Store, iri: str) -> tuple[tuple[str, bool], ...]:
    """The claims that come from the study, the first ones first, each with whether it's told at second hand."""
    second_hand = {str(row["claim"]) for row in rows(store, _SECOND_HAND, study=iri)}
    dated = {str(row["claim"]): str(row["date"] or "9999") for row in rows(store, _TELLINGS, study=iri)}
    return tuple((claim, claim in second_hand) for claim in sorted(dated, key=lambda claim: (dated[claim], claim)))
