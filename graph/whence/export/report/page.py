"""The page of a report, written section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import IO

from whence import __version__, resources
from whence.answers import Record
from whence.ask import ask
from whence.dossier import reading, words
from whence.dossier.values import Article, Claim, Study, Trace
from whence.errors import StoreError
from whence.explain.tracing import Tracer
from whence.export.report.article import CLASSES, anchor, section
from whence.export.report.findings import Findings, Pair, Repeated, findings
from whence.export.report.markup import Markup, Part, link, table, tag
from whence.store import Store

MOST_ARTICLES = 200
"""How many articles a report shows in full."""

MOST_STUDIES = 200
"""How many studies it lists."""

MOST_FINDINGS = 20
"""How many findings of each kind it shows."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_report(store: Store, output: IO[bytes], article: str | None = None) -> int:
    """Write the report; returns how many articles it shows in full.

    It is the `article` of a name, or as many as MOST_ARTICLES of all: those first that the findings speak of.
    """
    held = len(store.articles())
    found = findings(store, MOST_FINDINGS)
    chosen = _foremost(store, found) if article is None else reading.chosen(store, article)
    shown = sorted((reading.article(store, home) for home in chosen), key=_by_date)
    page = _Page({article.iri for article in shown}, partial(reading.article, store))
    tracer = Tracer(store)
    output.write(_head(store).encode())
    for part in (_summary(store, held), page.findings(found), _studies(store), _contents(shown, held)):
        output.write(f"{part}\n".encode())
    for each in shown:
        claims = reading.claims(store, each.iri)
        output.write(f"{section(each, _text(store, each), claims, tracer)}\n".encode())
    output.write(f"</main>\n{_foot()}\n</body>\n</html>\n".encode())
    return len(shown)


def _foremost(store: Store, found: Findings) -> list[str]:
    """The articles to show: of too many, those that the findings speak of first."""
    first = (claim.article for claim in found.claims())
    return list(dict.fromkeys((*first, *store.articles())))[:MOST_ARTICLES]


def _by_date(article: Article) -> tuple[str, str, str]:
    return article.date or "9999", article.file_name, article.iri


def _text(store: Store, article: Article) -> str | None:
    """The text of an article, or None in a graph that was read from a file of RDF."""
    try:
        return store.text(article.iri)
    except StoreError:
        return None


# ---------------------------------------------------------------- frame


def _head(store: Store) -> Markup:
    style = resources.data("report", "style.css").read_text("utf-8")
    title = f"Where {store.count('wh:StatisticalClaim'):,} numbers come from"
    return Markup(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{tag('title', title)}\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{tag('header', tag('h1', title), tag('p', _INTRODUCTION))}\n<main>\n"
    )


_INTRODUCTION = (
    "What these articles claim, which study each number comes from, through whom it came, and whether it survived the "
    "trip. All of it was found by a program that reads the articles and nothing else: check before you publish."
)


def _foot() -> Markup:
    return tag("footer", tag("p", f"Made by Whence {__version__}. Each quote stands in its article word for word."))


def _summary(store: Store, articles: int) -> Markup:
    counts = [
        (articles, "article", "articles"),
        (store.count("wh:Claim"), "claim", "claims"),
        (store.count("wh:StatisticalClaim"), "number", "numbers"),
        (store.count("wh:Study"), "study", "studies"),
        (store.count("wh:Retelling"), "retelling", "retellings"),
    ]
    items = [tag("li", tag("strong", f"{count:,}"), f" {one if count == 1 else many}") for count, one, many in counts]
    places = (("findings", "Worth a look"), ("studies", "Studies"), ("articles", "Articles"))
    ways = [tag("li", tag("a", name, href=f"#{place}")) for place, name in places]
    legend = [tag("li", tag("mark", trace.value, class_=CLASSES[trace])) for trace in Trace]
    return tag(
        "section",
        tag("h2", "What it holds", id="holds"),
        tag("ul", items, class_="counts"),
        tag("nav", tag("ul", ways), aria_label="Parts of this page"),
        tag("p", "A claim is marked by how far it can be followed:"),
        tag("ul", legend, class_="legend"),
        aria_labelledby="holds",
    )


def _studies(store: Store) -> Markup:
    """The studies that somebody names, those with the most claims first."""
    told = ((row, reading.study(store, str(row["iri"]))) for row in ask(store, "studies").records())
    named = list(islice(((row, study) for row, study in told if study.is_named), MOST_STUDIES + 1))
    rows = [_study(row, study) for row, study in named[:MOST_STUDIES]]
    note = f"The {MOST_STUDIES} with the most claims are listed; `whence ask studies` lists them all."
    return tag(
        "section",
        tag("h2", "Studies", id="studies"),
        table(("study", "conducted by", "year", "articles", "claims"), rows) if rows else tag("p", "None is named."),
        tag("p", note, class_="note") if len(named) > len(rows) else None,
        aria_labelledby="studies",
    )


def _study(row: Record, study: Study) -> tuple[Part, ...]:
    counts = (f"{row[name]:,}" for name in ("articles", "claims"))
    return (link(next(iter(study.addresses), None), study.label), ", ".join(study.conductors), study.year, *counts)


def _contents(shown: list[Article], held: int) -> Markup:
    items = [
        tag(
            "li",
            tag("a", article.title or article.file_name, href=f"#{anchor(article.iri)}"),
            f" {words.credit(article)}",
        )
        for article in shown
    ]
    note = (
        f"{len(shown):,} of {held:,} articles are shown, chosen by name or because the findings above speak of them. "
        "The graph has them all: whence ask claims, whence explain."
    )
    return tag(
        "section",
        tag("h2", "Articles", id="articles"),
        tag("p", note, class_="note") if len(shown) < held else None,
        tag("ol", items, class_="contents"),
        aria_labelledby="articles",
    )


# ---------------------------------------------------------------- findings


class _Page:
    """Findings with links to those of their articles that the page shows."""

    def __init__(self, shown: set[str], article: partial[Article]) -> None:
        self._shown = shown
        self._article = article

    def findings(self, found: Findings) -> Markup:
        """The section of what is worth a look."""
        return tag(
            "section",
            tag("h2", "Worth a look", id="findings"),
            self._list("Numbers that disagree", _DISAGREE, map(self._pair, found.disagreements)),
            self._list("Numbers that changed on the way", _CHANGED, map(self._pair, found.altered)),
            self._list("Dead ends", _ENDS, (self._telling(claim) for claim in found.dead_ends)),
            self._list("Most repeated", _REPEATED, map(self._repeated, found.repeated)),
            aria_labelledby="findings",
        )

    def _list(self, title: str, meaning: str, items: Iterable[Part]) -> Markup:
        rows = [tag("li", item) for item in items]
        cut = f" The first {MOST_FINDINGS} are shown." if len(rows) >= MOST_FINDINGS else ""
        body = tag("ul", rows, class_="findings") if rows else tag("p", "None was found.")
        return Markup(f"{tag('h3', title)}{tag('p', meaning + cut)}{body}")

    def _pair(self, pair: Pair) -> Part:
        kind = tag("p", tag("strong", pair.kind), f": {pair.reason}")
        return (self._telling(pair.one), self._telling(pair.other), kind)

    def _repeated(self, finding: Repeated) -> Iterator[Part]:
        yield tag("p", tag("strong", words.finding(finding.figure)), f" · in {finding.articles:,} articles")
        yield tag("p", f"from {finding.study}") if finding.study else None
        yield from map(self._telling, finding.claims)
        if finding.articles > len(finding.claims):
            yield tag("p", "and others", class_="note")

    def _telling(self, claim: Claim) -> Part:
        """A claim with its article, as a link where the page shows it."""
        article = self._article(claim.article)
        there = tag("a", words.credit(article), href=f"#{anchor(claim.iri)}") if article.iri in self._shown else None
        quote = tag("q", claim.quote, class_=CLASSES[claim.trace])
        return tag("p", quote, " ", there or words.credit(article), class_="telling")


_DISAGREE = "Two claims about one finding, whose numbers cannot both be right."
_CHANGED = "A number, or what it is said of, that is not what it was where it was taken from."
_ENDS = "Claims that rest on a study which nobody names."
_REPEATED = "Findings that stand in the most articles: one origin, however often it is told."
