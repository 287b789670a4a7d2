"""What a graph lists: articles, claims and studies, each a flat row that knows its store where it has more to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal

from whence import vocab
from whence.ask import ask
from whence.dossier import reading, values, words
from whence.library import html
from whence.library.tracing import Explained, explained
from whence.store import Store


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
    _store: Store = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """The text as it was read; raises StoreError where the graph has none, as in an RDF file."""
        return self._store.text(self.iri)

    def claims(self) -> list[Claim]:
        """Its claims, in the order of the text."""
        return list(claim_rows(self._store, [self.iri]))

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
    _store: Store = field(repr=False, compare=False)

    def explain(self) -> Explained:
        """Where it came from: the tellings of its finding, back to the study."""
        return explained(self._store, self.iri)

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


def article_rows(store: Store) -> Iterator[Article]:
    """The articles of a store, by IRI."""
    for article in reading.articles(store):
        yield Article(
            article.file_name,
            article.title,
            article.authors,
            article.publisher,
            article.date,
            article.url,
            article.language,
            article.iri,
            store,
        )


def claim_rows(store: Store, homes: Iterable[str]) -> Iterator[Claim]:
    """The claims of articles, by their IRIs."""
    labels: dict[str, str] = {}
    for home in homes:
        article = reading.article(store, home)
        for claim in reading.claims(store, home):
            if claim.study and claim.study not in labels:
                labels[claim.study] = reading.study_label(store, claim.study)
            yield _claim_row(claim, article, labels.get(claim.study or ""), store)


def _claim_row(claim: values.Claim, article: values.Article, study: str | None, store: Store) -> Claim:
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
        store,
    )


def study_rows(store: Store) -> Iterator[Study]:
    """The studies of a store, by IRI."""
    counted = {str(row["iri"]): row for row in ask(store, "studies").records()}
    for study in reading.studies(store):
        row = counted.get(study.iri, {})
        yield Study(
            study.label,
            study.title,
            study.conductors,
            study.year,
            study.addresses,
            int(row.get("articles") or 0),
            int(row.get("claims") or 0),
            study.iri,
        )
