"""Where a graph is kept: an Oxigraph store, on disk or in memory, with one named graph for each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from whence.errors import StoreError, UsageError
from whence.model import Evidence
from whence.rdf import iris
from whence.rdf.quads import Quad, lines, name
from whence.rdf.recover import recover

Bound = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What a variable of a query can be bound to."""

Solutions = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

_EVIDENCE = f"{iris.BASE}graph/"
_DERIVED = (iris.KNOWLEDGE, iris.RUNS)
_ARTICLE = ox.NamedNode(name("wh:Article")[1:-1])
_TYPE = ox.NamedNode(name("rdf:type")[1:-1])


class Store:
    """A Whence graph.

    Give a folder to keep it on disk, nothing to keep it in memory. An article's evidence is replaced and
    forgotten as a whole; the knowledge graph is replaced as a whole. Use it as a context manager.
    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        """Open the store; raises StoreError when the folder can't be opened, or isn't there to be read."""
        if read_only and folder is not None and not folder.is_dir():
            raise StoreError(f"{folder}: no such store; `whence build ARTICLES -o {folder}` makes one")
        self._writes = not read_only
        try:
            if folder is None:
                self._oxigraph = ox.Store()
            elif read_only:
                self._oxigraph = ox.Store.read_only(str(folder))
            else:
                self._oxigraph = ox.Store(str(folder))
        except OSError as error:
            raise StoreError(f"{folder}: the store can't be opened ({error})") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._oxigraph)

    def close(self) -> None:
        """Write what is pending, and let go of the folder."""
        if self._writes:
            self._oxigraph.flush()
        del self._oxigraph

    def load(self, file: Path, form: ox.RdfFormat | None = None) -> None:
        """Add the triples of an RDF file; raises StoreError where it doesn't parse."""
        try:
            self._oxigraph.bulk_load(path=str(file), format=form)
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"{file}: can't be read as RDF ({error})") from error

    # ------------------------------------------------------------ articles

    def put_article(self, quads: Iterable[Quad]) -> None:
        """Put one article's graphs in the place of what the store had in graphs of those names."""
        self._replace(ox.parse(lines(quads), format=ox.RdfFormat.N_QUADS))

    def put_derived(self, quads: Iterable[Quad]) -> None:
        """Put the graphs that are derived from all articles together in the place of the earlier ones."""
        for graph in _DERIVED:
            self._oxigraph.remove_graph(ox.NamedNode(graph))
        self._replace(ox.parse(lines(quads), format=ox.RdfFormat.N_QUADS))

    def _replace(self, quads: Iterable[ox.Quad]) -> None:
        new = list(quads)
        for graph in {quad.graph_name for quad in new}:
            self._oxigraph.remove_graph(graph)
        self._oxigraph.extend(new)

    def forget(self, article: str) -> None:
        """Drop all that the store holds of an article, by IRI; the derived graphs are the caller's to renew."""
        for graph in (iris.graph(article), iris.text_graph(article)):
            self._oxigraph.remove_graph(ox.NamedNode(graph))

    def articles(self) -> list[str]:
        """The IRIs of the articles that the store holds, sorted."""
        found = self._oxigraph.quads_for_pattern(None, _TYPE, _ARTICLE, None)
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))

    def articles_named(self, name: str) -> list[str]:
        """The articles of a file name, an address or an IRI, sorted; empty where the store holds none."""
        if name in (held := self.articles()):
            return [name]
        page = iris.page(name)
        return [article for article in held if article == page or self.evidence(article).file_name == name]

    def evidence(self, article: str) -> Evidence:
        """What one article says, read back from its graph."""
        graph = ox.NamedNode(iris.graph(article))
        return recover(self._oxigraph.quads_for_pattern(None, None, None, graph))

    # ------------------------------------------------------------ reading

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the evidence and the derived graphs; the articles' texts are left out."""
        yield from self._oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph())
        for graph in sorted(self._oxigraph.named_graphs(), key=str):
            if isinstance(graph, ox.NamedNode) and graph.value.startswith(_EVIDENCE):
                yield from self._oxigraph.quads_for_pattern(None, None, None, graph)

    def triples(self) -> int:
        """How many distinct triples the evidence and the derived graphs hold."""
        return len({quad.triple for quad in self.quads()})

    def text(self, article: str) -> str:
        """The text of an article; raises StoreError when the store has none."""
        home, body = ox.NamedNode(article), ox.NamedNode(name("schema:articleBody")[1:-1])
        for quad in self._oxigraph.quads_for_pattern(home, body, None, ox.NamedNode(iris.text_graph(article))):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
        raise StoreError(f"{article}: the store has no text of this article; build it again")

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Solutions:
        """Answer a SPARQL query over the union of all graphs, variables bound as given.

        Raises UsageError when the query doesn't parse.
        """
        bound: dict[ox.Variable, Bound] = {ox.Variable(variable): term for variable, term in (bindings or {}).items()}
        try:
            return self._oxigraph.query(sparql, use_default_graph_as_union=True, substitutions=bound)
        except SyntaxError as error:
            raise UsageError(f"the query doesn't parse: {error}") from error
