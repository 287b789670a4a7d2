"""The graph as four tables: claims, studies, articles, and hops from a claim to the one that it was taken from.

A table is its columns and its rows; the rows are made one by one. CSV and Parquet write them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from whence import vocab
from whence.dossier.facts import Facts
from whence.dossier.reading import KINDS
from whence.errors import UsageError
from whence.export.descriptions import Descriptions

Value = str | int | list[str] | None
"""A cell: a number with a fraction is the text of it, as the graph has it."""

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is "text", "iri", "number", "integer", "year" or "texts" (several, in a list)."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rows` makes its rows, each a value for some of its columns. The first column tells rows apart."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Descriptions], Iterator[Row]]


def chosen(name: str | None) -> tuple[Table, ...]:
    """The table of a name, or all; raises UsageError when there is none."""
    if name is None:
        return TABLES
    found = tuple(table for table in TABLES if table.name == name)
    if not found:
        raise UsageError(f"no such table: {name}; choose from {', '.join(table.name for table in TABLES)}")
    return found


def _distance(graph: Descriptions, claim: Facts) -> int:
    """How many claims stand between a claim and its study."""
    ways = graph.reached(claim, "prov:qualifiedPrimarySource")
    return min((int(hops) for way in ways for hops in way.texts("wh:hops")), default=0)


def _label(value: str | None) -> str | None:
    return value and vocab.label(value)


def _claims(graph: Descriptions) -> Iterator[Row]:
    for article in graph.articles():
        for claim in graph.claims(article):
            study = next(iter(graph.reached(claim, "wh:fromStudy")), None)
            start, end = graph.span(claim)
            yield {
                "claim": claim.iri,
                "article": article.text("wh:fileName"),
                "kind": next((vocab.label(vocab.expand(kind)) for kind in KINDS if claim.is_a(kind)), None),
                "quote": claim.text("schema:text"),
                "start": start,
                "end": end,
                "value": claim.text("wh:value"),
                "unit": _label(claim.node("wh:unit")),
                "qualifier": _label(claim.node("wh:qualifier")),
                "printed": claim.text("wh:printed"),
                "change": _label(claim.node("wh:change")),
                "population": "; ".join(
                    node.text("skos:prefLabel") or "" for node in graph.reached(claim, "wh:population")
                ),
                "measure": claim.text("wh:measure"),
                "period": claim.text("wh:period"),
                "speaker": "; ".join(graph.names(claim, "wh:attributedTo")),
                "study": study.text("skos:prefLabel") if study else None,
                "hops": _distance(graph, claim) if study else None,
                "confidence": claim.text("wh:confidence"),
                "statistic": claim.node("wh:reports"),
                "study_iri": study.iri if study else None,
                "article_iri": article.iri,
            }


def _articles(graph: Descriptions) -> Iterator[Row]:
    for article in graph.articles():
        claims = graph.claims(article)
        studies = {
            study.text("skos:prefLabel") or "" for claim in claims for study in graph.reached(claim, "wh:fromStudy")
        }
        sources = (source.text("wh:fileName") for source in graph.reached(article, "prov:wasDerivedFrom"))
        yield {
            "article": article.iri,
            "file": article.text("wh:fileName"),
            "url": article.node("schema:url"),
            "headline": article.text("schema:headline"),
            "authors": graph.names(article, "schema:author"),
            "publisher": "; ".join(graph.names(article, "schema:publisher")),
            "published": article.text("schema:datePublished"),
            "language": article.text("schema:inLanguage"),
            "claims": len(claims),
            "studies": sorted(studies),
            "drawn_from": sorted(source for source in sources if source),
            "content_hash": article.text("wh:contentHash"),
        }


def _studies(graph: Descriptions) -> Iterator[Row]:
    for label, iri in sorted((node.text("skos:prefLabel") or "", node.iri) for node in graph.instances("wh:Study")):
        study = graph.of(iri)
        claims = [node for node in graph.pointing_at(study, "wh:fromStudy") if node.is_a("wh:Claim")]
        mentions = list(graph.pointing_at(study, "wh:refersTo"))
        sizes = {
            size
            for mention in mentions
            for sample in graph.reached(mention, "wh:sample")
            for size in sample.texts("wh:size")
        }
        yield {
            "study": iri,
            "label": label,
            "title": study.text("schema:name"),
            "conductors": graph.names(study, "wh:conductedBy"),
            "year": study.text("wh:year"),
            "other_names": list(study.texts("skos:altLabel")),
            "sample_sizes": sorted(sizes, key=int),
            "articles": len({home for node in (*claims, *mentions) for home in node.nodes("wh:statedIn")}),
            "claims": len(claims),
        }


def _hops(graph: Descriptions) -> Iterator[Row]:
    for article in graph.articles():
        for claim in graph.claims(article):
            for hop in graph.reached(claim, "prov:qualifiedDerivation"):
                for source in graph.reached(hop, "prov:entity"):
                    home = next(iter(graph.reached(source, "wh:statedIn")), None)
                    yield {
                        "hop": hop.iri,
                        "article": article.text("wh:fileName"),
                        "quote": claim.text("schema:text"),
                        "value": claim.text("wh:value"),
                        "source_article": home.text("wh:fileName") if home else None,
                        "source_quote": source.text("schema:text"),
                        "source_value": source.text("wh:value"),
                        "alterations": list(map(vocab.label, hop.nodes("wh:alteration"))),
                        "reason": "; ".join(hop.texts("wh:reason")),
                        "confidence": hop.text("wh:confidence"),
                        "claim": claim.iri,
                        "source_claim": source.iri,
                    }


TABLES = (
    Table(
        "claims",
        "what each article states, in the order of its text",
        (
            Column("claim", "iri", "the claim's IRI"),
            Column("article", "text", "the file of the article"),
            Column("kind", "text", "statistical claim, quotation, paraphrase or forecast"),
            Column("quote", "text", "the words of the article"),
            Column("start", "integer", "where they begin in its text, in characters"),
            Column("end", "integer", "where they end"),
            Column("value", "number", "the number, in the unit as stated"),
            Column("unit", "text", "the unit"),
            Column("qualifier", "text", "exactly, about, more than …"),
            Column("printed", "text", "the number as it is printed"),
            Column("change", "text", "increase or decrease, where the number is a change"),
            Column("population", "text", "of whom the number speaks"),
            Column("measure", "text", "what is said of them"),
            Column("period", "text", "the time that it speaks of"),
            Column("speaker", "text", "who says so"),
            Column("study", "text", "the study that it comes from"),
            Column("hops", "integer", "claims between it and the study; 0 where the article names the study"),
            Column("confidence", "number", "0 to 1"),
            Column("statistic", "iri", "the finding that all its tellings share"),
            Column("study_iri", "iri", "the study's IRI"),
            Column("article_iri", "iri", "the article's IRI"),
        ),
        _claims,
    ),
    Table(
        "studies",
        "the studies that articles draw on",
        (
            Column("study", "iri", "the study's IRI"),
            Column("label", "text", "its title, else who conducted it and when"),
            Column("title", "text", "its title"),
            Column("conductors", "texts", "who conducted, sponsored or published it"),
            Column("year", "year", "its year"),
            Column("other_names", "texts", "other titles that articles use"),
            Column("sample_sizes", "texts", "sizes of its samples, as articles tell them"),
            Column("articles", "integer", "articles that mention it or draw on it"),
            Column("claims", "integer", "claims that come from it"),
        ),
        _studies,
    ),
    Table(
        "articles",
        "the articles that were read",
        (
            Column("article", "iri", "the article's IRI"),
            Column("file", "text", "the name of its file"),
            Column("url", "iri", "its address"),
            Column("headline", "text", "its headline"),
            Column("authors", "texts", "who wrote it"),
            Column("publisher", "text", "who published it"),
            Column("published", "text", "when: a date, a month or a year"),
            Column("language", "text", "its language"),
            Column("claims", "integer", "how many claims were found in it"),
            Column("studies", "texts", "the studies that they come from"),
            Column("drawn_from", "texts", "the articles that it drew on"),
            Column("content_hash", "text", "SHA-256 of its text"),
        ),
        _articles,
    ),
    Table(
        "hops",
        "who took which claim from whom, and what became of it",
        (
            Column("hop", "iri", "the retelling's IRI"),
            Column("article", "text", "the file of the article that retells"),
            Column("quote", "text", "its words"),
            Column("value", "number", "its number"),
            Column("source_article", "text", "the file of the article that it was taken from"),
            Column("source_quote", "text", "the words there"),
            Column("source_value", "number", "the number there"),
            Column("alterations", "texts", "what happened to the number and its context"),
            Column("reason", "text", "why it is taken for a retelling"),
            Column("confidence", "number", "0 to 1"),
            Column("claim", "iri", "the retelling claim's IRI"),
            Column("source_claim", "iri", "the source claim's IRI"),
        ),
        _hops,
    ),
)
"""All of them."""
