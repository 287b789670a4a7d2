"""What a graph lists: articles, claims and studies, each a flat row that knows its graph where it has more to show."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from whence import vocab
from whence.dossier import values, words
from whence.library import html

if TYPE_CHECKING:
    from whence.library.graph import Graph
    from whence.library.tracing import Explained


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a graph. `date` is as precise as the article tells it: a day, a month or a year."""

    file_name: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    url: str | None
    language: str | None
    iri: str
    _graph: Graph = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """The text as it was read; raises StoreError where the graph has none, as in an RDF file."""
        return self._graph.store.text(self.iri)

    def claims(self) -> list[Claim]:
        """Its claims, in the order of the text."""
        return list(self._graph.claims(self.iri))

    def _repr_html_(self) -> str:
        facts = [(name, getattr(self, name)) for name in columns(Article)]
        return html.card(self.title or self.file_name, facts)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of an article: the quote that states it and, where it is statistical, its number.

    `value` is in the `unit` as stated (83 for "83%", 3500000 for "$3.5 million"); `trace` says how far it can be
    followed; `confidence` is the probability that it was read right, from 0 to 1.
    """

    article: str
    publisher: str | None
    date: str | None
    kind: str
    quote: str
    value: Decimal | None
    unit: str | None
    qualifier: str | None
    change: str | None
    population: str | None
    measure: str | None
    period: str | None
    speaker: str | None
    study: str | None
    trace: str
    confidence: float
    iri: str
    _graph: Graph = field(repr=False, compare=False)

    def explain(self) -> Explained:
        """Where it came from: the tellings of its finding, back to the study."""
        return self._graph.explain(self.iri)

    def _repr_html_(self) -> str:
        facts = [(name, getattr(self, name)) for name in columns(Claim) if name != "quote"]
        return html.card(f"“{self.quote}”", facts) + self.explain().svg()


@dataclass(frozen=True, slots=True)
class Study:
    """A study, with how many articles mention it or rest on it, and how many claims come from it.

    `releases` are the addresses at which its conductors tell of it themselves.
    """

    label: str
    title: str | None
    conductors: tuple[str, ...]
    year: str | None
    releases: tuple[str, ...]
    articles: int
    claims: int
    iri: str

    def _repr_html_(self) -> str:
        return html.card(self.label, [(name, getattr(self, name)) for name in columns(Study)])


def columns(row: type[Article | Claim | Study]) -> tuple[str, ...]:
    """The names of the fields of a row that a table shows."""
    return tuple(each.name for each in fields(row) if each.repr)


def article_row(article: values.Article, graph: Graph) -> Article:
    """An article as a row."""
    return Article(
        article.file_name,
        article.title,
        article.authors,
        article.publisher,
        article.date,
        article.url,
        article.language,
        article.iri,
        graph,
    )


def claim_row(claim: values.Claim, article: values.Article, study: str | None, graph: Graph) -> Claim:
    """A claim as a row, with its article and the label of its study."""
    figure = claim.figure
    return Claim(
        article.file_name,
        article.publisher,
        article.date,
        words.kind(claim),
        claim.quote,
        figure.value if figure else None,
        vocab.label(figure.unit) if figure else None,
        vocab.label(figure.qualifier) if figure else None,
        vocab.label(figure.change) if figure and figure.change else None,
        figure.population if figure else None,
        figure.measure if figure else None,
        figure.period if figure else None,
        words.speaker(claim.speaker) if claim.speaker else None,
        study,
        claim.trace.value,
        claim.confidence,
        claim.iri,
        graph,
    )


def study_row(study: values.Study, articles: int, claims: int) -> Study:
    """A study as a row."""
    releases = tuple(article.url for article in study.releases if article.url)
    return Study(study.label, study.title, study.conductors, study.year, releases, articles, claims, study.iri)
