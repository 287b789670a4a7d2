"""A Whence graph in the hand: articles in, listings, answers, explanations and exports out."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from whence.answers import answer
from whence.ask import ask
from whence.dossier import reading
from whence.errors import Failure
from whence.export import Format, to_rdflib
from whence.library import html
from whence.library.rows import Article, Claim, Study, article_rows, claim_rows, columns, study_rows
from whence.library.tables import Listing, Table
from whence.library.tracing import Explained, explained
from whence.opening import open_store
from whence.store import Store

if TYPE_CHECKING:
    import rdflib

    from whence.find import Finding
    from whence.validate import Report

Source = str | PathLike[str]
"""A file, a folder or a glob."""


class Graph:
    """The graph of some articles: what they claim, which study each claim came from, and through whom.

    `store` is what holds it; `failures` are the sources that the build which made it could not read. Use it as a
    context manager, or close it, where it stands in a folder that others want to write to.
    """

    def __init__(self, store: Store, failures: tuple[Failure, ...] = ()) -> None:
        """The graph that a store holds; `whence.build` and `whence.open` make one."""
        self.store = store
        self.failures = failures

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # ------------------------------------------------------------ what it holds

    def articles(self) -> Listing[Article]:
        """The articles, by IRI."""
        return Listing(columns(Article), lambda: article_rows(self.store))

    def claims(self, article: str | None = None) -> Listing[Claim]:
        """All claims, article by article in the order of each text, or those of one article.

        `article` is its file name, its address or its IRI; raises UsageError when the graph has no such article.
        """
        homes = reading.chosen(self.store, article)
        return Listing(columns(Claim), lambda: claim_rows(self.store, homes))

    def studies(self) -> Listing[Study]:
        """The studies that the articles draw on, by IRI."""
        return Listing(columns(Study), lambda: study_rows(self.store))

    # ------------------------------------------------------------ what it answers

    def ask(self, question: str, /, **values: str) -> Table:
        """The answer to a named question, such as `ask("withdraw", study="Remote Shift 2023")`.

        Raises UnknownQuestion, or UsageError when a parameter is wrong; docs/questions.md lists them all.
        """
        return Table.of(ask(self.store, question, **values))

    def query(self, sparql: str) -> Table:
        """The answer to a SPARQL query over the union of all articles; raises UsageError when it doesn't parse.

        Each prefix that it uses must be declared in it.
        """
        return Table.of(answer(self.store.query(sparql), iri=str))

    def explain(self, claim: str | Claim) -> Explained:
        """Where a number came from: a claim, its IRI, or words of it as in "83 percent", of which the likeliest.

        Raises UsageError when no claim has these words.
        """
        return explained(self.store, claim.iri if isinstance(claim, Claim) else claim)

    def find(self, words: str, limit: int = 10) -> tuple[Finding, ...]:
        """The findings that tell what the words say, also where it is worded or rounded otherwise, the likeliest first.

        `words` are read as a sentence of an article is: "83% of CIOs", "four in five CIOs want to work with marketing".
        """
        from whence.find import find  # reads words as articles are read: as slow to import as the whole extraction

        return find(self.store, words, limit)

    def validate(self) -> Report:
        """What the shapes say of the graph: `conforms`, and its `violations`."""
        from whence.validate import validate  # pySHACL takes half a second to import

        return validate(self.store)

    # ------------------------------------------------------------ where it goes

    def to_rdflib(self) -> rdflib.Graph:
        """The graph for rdflib, with prefixes bound."""
        return to_rdflib(self.store)

    def export(self, form: str = "turtle", target: Source | None = None, *, article: str | None = None) -> bytes | None:
        """Write the graph in a format that `whence export --format` knows, into a file; without one, return it.

        Of one `article` alone where the format allows it. Raises UsageError on an unknown format or article.
        """
        chosen = Format.named(form)
        chosen.check(article=article)
        if article is not None:
            reading.chosen(self.store, article)
        if target is None:
            output = BytesIO()
            chosen.write(self.store, output, article=article)
            return output.getvalue()
        with Path(target).open("wb") as stream:
            chosen.write(self.store, stream, article=article)
        return None

    def __repr__(self) -> str:
        held = ", ".join(f"{self.store.count(kind)} {name}" for name, kind in _HELD)
        return f"<whence.Graph of {held}>"

    def _repr_html_(self) -> str:
        held = [(name, f"{self.store.count(kind):,}") for name, kind in _HELD]
        return html.card("A Whence graph", [*held, ("could not be read", len(self.failures) or None)])


_HELD = (
    ("articles", "wh:Article"),
    ("claims", "wh:Claim"),
    ("statistical claims", "wh:StatisticalClaim"),
    ("studies", "wh:Study"),
    ("retellings", "wh:Retelling"),
)


def build(paths: Source | Iterable[Source], store: Source | None = None) -> Graph:
    """Read articles, and return the graph of what they say.

    The paths are files, folders and globs, as `whence build` takes them. The graph is held in memory, or in the
    folder `store`, which is made, or kept and added to. What can't be read is told in `failures`; raises StoreError
    when the folder is no store or another program writes to it.
    """
    from whence.building import build as build_into  # the stages take a third of a second to import

    sources = [paths] if isinstance(paths, str | PathLike) else list(paths)
    held = Store(Path(store)) if store is not None else Store()
    try:
        built = build_into([str(source) for source in sources], held)
    except BaseException:
        held.close()
        raise
    return Graph(held, built.failures)


def open(path: Source) -> Graph:  # noqa: A001 - whence.open, as gzip.open and tarfile.open
    """The graph in a store's folder, to be read, or in an RDF file; raises UsageError where there is none."""
    return Graph(open_store(Path(path)))
