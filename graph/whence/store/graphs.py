"""Where a graph is kept: an Oxigraph store, on disk or in memory, with one named graph for each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby, islice
from mmap import ACCESS_READ, mmap
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import IO

import pyoxigraph as ox

from whence.decision import Decision, Standing
from whence.errors import QuerySyntax, StoreError
from whence.model import Evidence
from whence.rdf import iris
from whence.rdf.decisions import recover_decisions, recover_standings
from whence.rdf.nesting import MOST_NESTED, too_deep
from whence.rdf.quads import Quad, iri, lines, name, triples
from whence.rdf.recover import recover
from whence.rdf.references import CLASSES, recover_references
from whence.rdf.runs import Run, input_hash, recover_runs
from whence.reference import References
from whence.sandbox.screen import screen
from whence.store.decided import DECISION, about_decisions
from whence.store.folder import check

Bound = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What a variable of a query can be bound to."""

Solutions = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

Graph = ox.NamedNode | ox.DefaultGraph

_EVIDENCE = f"{iris.BASE}graph/"
_TEXTS = f"{iris.BASE}text/"
_PIECE = 5_000
"""Triples that are spelled at once."""
_AT_ONCE = 100_000
"""Quads that are loaded at once."""
_DERIVED = (iris.KNOWLEDGE, iris.RUNS, iris.STANDINGS, iris.REFERENCES)
_TYPE = ox.NamedNode(name("rdf:type")[1:-1])
_GENERATED = ox.NamedNode(name("prov:wasGeneratedBy")[1:-1])
_INPUT = ox.NamedNode(name("wh:inputHash")[1:-1])
_FILE = ox.NamedNode(name("wh:fileName")[1:-1])
_PIECE_OF = ox.NamedNode(name("wh:inputPiece")[1:-1])
_HASH = ox.NamedNode(name("wh:contentHash")[1:-1])
_STANDING = ox.NamedNode(name("wh:standing")[1:-1])
_EXTRACTED = ox.NamedNode(name("wh:asExtracted")[1:-1])


class Store:
    """A Whence graph.

    Give a folder to keep it on disk, nothing to keep it in memory. An article's evidence is replaced and
    forgotten as a whole; the knowledge graph is replaced as a whole. Use it as a context manager.
    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        """Open the store; raises StoreError when the folder can't be opened, isn't there to be read, or is no store."""
        self.folder = folder
        self._writes = not read_only
        try:
            if folder is None:
                self._oxigraph = ox.Store()
                return
            check(folder, must_exist=read_only)
            self._oxigraph = ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreError(f"{folder}: another whence is writing to this store; wait until it is done") from error
            raise StoreError(f"{folder}: the store can't be opened ({error})") from error
        except RuntimeError as error:  # from a build that was killed before the store had its first tables
            raise StoreError(
                f"{folder}: its first build broke off; `whence build ARTICLES -o {folder}` starts anew"
            ) from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except OSError as failed:
            error = error or failed
        if isinstance(error, OSError) and error.errno is None:  # Oxigraph's own: the disk is full, or gone
            raise StoreError(
                f"{self.folder}: can't be written ({error}); what was told to be done is kept: make room, and go on"
            ) from error

    def __len__(self) -> int:
        return len(self._oxigraph)

    def close(self) -> None:
        """Write what is pending, and let go of the folder."""
        if self._writes:
            self._oxigraph.flush()
        del self._oxigraph

    def load(self, file: Path, form: ox.RdfFormat | None = None) -> None:
        """Add the triples of an RDF file; raises StoreError where it doesn't parse, or is nested too deep."""
        try:
            form = form or ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
            if form:
                check_depth(file, form)
            self._oxigraph.bulk_load(path=str(file), format=form)
        except (OSError, SyntaxError, ValueError, MemoryError) as error:  # the last for a literal of more than 16 MB
            raise StoreError(f"{file}: can't be read as RDF ({error})") from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads as they are, in large steps and without a transaction: for a store that is made for one use."""
        self._oxigraph.bulk_extend(quads)

    # ------------------------------------------------------------ articles

    def put_article(self, quads: Iterable[Quad]) -> None:
        """Put one article's graphs in the place of what the store had in graphs of those names, in one transaction.

        What decisions make of the article is lost until the derived graphs are put anew.
        """
        self._replace(quads, also=(iris.STANDINGS,))

    def put_read(self, articles: Mapping[str, bytes], piece: str | None) -> None:
        """Put articles, each all that is kept of it as N-Quads by its IRI, that were read from a piece of an input.

        All in one transaction, in the place of what the store had of them. `piece` is a digest; None where the piece
        is to be read again by the next build. The derived graphs are the caller's to renew.
        """
        node = iri(f"{iris.PIECE}{piece}")
        whence = [Quad(iri(article), name("wh:inputPiece"), node, iri(iris.INTAKE)) for article in articles if piece]
        content = b"".join(articles.values()) + lines(whence)
        held = [article for article in articles if self._holds(article)]
        if not held:
            self._oxigraph.load(input=content, format=ox.RdfFormat.N_QUADS)
            return
        inserted = "".join(
            f"GRAPH {graph} {{ {''.join(f'{quad.triple} . ' for quad in found)} }} "
            for graph, found in groupby(ox.parse(content, format=ox.RdfFormat.N_QUADS), attrgetter("graph_name"))
        )
        self._oxigraph.update(" ; ".join([*map(_dropping, held), f"INSERT DATA {{ {inserted} }}"]))

    def _holds(self, article: str) -> bool:
        return next(self._oxigraph.quads_for_pattern(ox.NamedNode(article), _HASH, None, None), None) is not None

    def outdate(self) -> None:
        """Forget what decisions make of the articles, since these are about to change."""
        self._oxigraph.remove_graph(ox.NamedNode(iris.STANDINGS))

    def read_from(self, piece: str) -> dict[str, tuple[str, str]]:
        """The articles that the store holds from a piece: the content hash and file name of each, by IRI."""
        node, graph = ox.NamedNode(f"{iris.PIECE}{piece}"), ox.NamedNode(iris.INTAKE)
        found = self._oxigraph.quads_for_pattern(None, _PIECE_OF, node, graph)
        articles = [quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)]
        return {
            one.value: (self._objects(_HASH, of=one)[one.value], self._objects(_FILE, of=one)[one.value])
            for one in articles
        }

    def put_derived(self, quads: Iterable[Quad]) -> None:
        """Put the graphs that are derived from all articles together in the place of the earlier ones.

        Other graphs among the quads (of articles with corrected claims, of decisions) are replaced, too, all in one
        transaction.
        """
        self._replace(quads, also=_DERIVED)

    def put_knowledge(self, quads: Iterable[Quad]) -> None:
        """Add to the derived graphs, of which `put_derived` has dropped the earlier ones, in memory that stays flat.

        This is no transaction: a store says that it is not current until its runs are put, which comes last.
        """
        coming = iter(quads)
        while some := [quad.line() for quad in islice(coming, _AT_ONCE)]:
            self._oxigraph.bulk_load(input="".join(some).encode(), format=ox.RdfFormat.N_QUADS)

    def put_runs(self, quads: Iterable[Quad]) -> None:
        """Put the descriptions of the extractions in the place of the earlier ones, in one transaction."""
        self._replace(quads, also=(iris.RUNS,))

    def _replace(self, quads: Iterable[Quad], also: Iterable[str] = ()) -> None:
        by_graph: dict[str, list[Quad]] = {f"<{graph}>": [] for graph in also}
        for quad in quads:
            by_graph.setdefault(quad.graph, []).append(quad)
        drops = [f"DROP SILENT GRAPH {graph}" for graph in by_graph]
        inserts = "".join(f"GRAPH {graph} {{ {triples(found)} }} " for graph, found in by_graph.items())
        self._oxigraph.update(" ; ".join([*drops, f"INSERT DATA {{ {inserts}}}"]))

    def forget(self, article: str) -> None:
        """Drop all that the store holds of an article, by IRI; the derived graphs are the caller's to renew."""
        self._oxigraph.update(_dropping(article))

    def articles(self) -> list[str]:
        """The IRIs of the articles that the store holds, sorted."""
        return self.instances("wh:Article")

    def articles_named(self, name: str) -> list[str]:
        """The articles of a file name, an address or an IRI, sorted; empty where the store holds none."""
        if name in (held := set(self.articles())):
            return [name]
        found = self._oxigraph.quads_for_pattern(None, _FILE, ox.Literal(name), None)
        named = {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
        return sorted(held & {iris.page(name), *named})

    def evidence(self, article: str) -> Evidence:
        """What one article says, read back from its graph."""
        graph = ox.NamedNode(iris.graph(article))
        return recover(self._oxigraph.quads_for_pattern(None, None, None, graph))

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided, in the order in which they did; articles that come and go leave it alone."""
        return recover_decisions(about_decisions(self._oxigraph))

    def references(self) -> References:
        """What users' lists of studies, people and organizations told, as the builds were given them."""
        nodes = {
            quad.subject
            for each in CLASSES
            for quad in self._oxigraph.quads_for_pattern(None, _TYPE, ox.NamedNode(name(each)[1:-1]), None)
        }
        found = (self._oxigraph.quads_for_pattern(node, None, None, None) for node in nodes)
        return recover_references(quad for quads in found for quad in quads)

    def standings(self) -> dict[str, Standing]:
        """Whether each decision takes effect, by IRI; none of a graph that wasn't derived since it was made."""
        return recover_standings(about_decisions(self._oxigraph))

    def extraction_of(self, article: str) -> str:
        """The IRI of the run that found what an article says."""
        return self._objects(_GENERATED, of=ox.NamedNode(article))[article]

    def versions(self) -> dict[str, str]:
        """A text for each article, by IRI, that is another where what was read of it may be: its hash and its run."""
        hashes, runs = self._objects(_HASH), self._objects(_GENERATED)
        return {article: f"{hashes.get(article, '')} {runs.get(article, '')}" for article in self.articles()}

    def revised_articles(self) -> set[str]:
        """The articles that hold claims which decisions correct or reject."""
        graphs = {quad.graph_name for quad in self._oxigraph.quads_for_pattern(None, _EXTRACTED, None, None)}
        return {article for article in self.articles() if ox.NamedNode(iris.graph(article)) in graphs}

    # ------------------------------------------------------------ reading

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the evidence and the derived graphs; the articles' texts are left out."""
        for graph in self.graph_nodes():
            yield from self._oxigraph.quads_for_pattern(None, None, None, graph)

    def graph_nodes(self) -> list[Graph]:
        """The graphs of the evidence and the derived ones, sorted; before them the one where a file's triples are."""
        return [ox.DefaultGraph(), *map(ox.NamedNode, self.graphs())]

    def dump(
        self, output: IO[bytes], form: ox.RdfFormat, prefixes: Mapping[str, str], graph: Graph | None = None
    ) -> None:
        """Write the triples of one graph, or all that the store holds with the texts, in the engine's order."""
        self._oxigraph.dump(output, form, from_graph=graph, prefixes=dict(prefixes))

    def graphs(self, *, texts: bool = False) -> list[str]:
        """The IRIs of the named graphs of `quads`, and of the articles' texts where they are wanted, sorted."""
        kinds = (_EVIDENCE, _TEXTS) if texts else (_EVIDENCE,)
        named = (graph.value for graph in self._oxigraph.named_graphs() if isinstance(graph, ox.NamedNode))
        return sorted(graph for graph in named if graph.startswith(kinds))

    def graph_triples(self, graph: str) -> Iterator[bytes]:
        """The triples of a named graph as N-Triples, in pieces of whole lines, in no order that could be relied on."""
        quads = self._oxigraph.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        while piece := [quad.triple for quad in islice(quads, _PIECE)]:
            output = BytesIO()
            ox.serialize(piece, output, format=ox.RdfFormat.N_TRIPLES)
            yield output.getvalue()

    def about(self, node: str) -> Iterator[ox.Quad]:
        """The quads whose subject is a node, in the graphs of `quads`."""
        for quad in self._oxigraph.quads_for_pattern(ox.NamedNode(node), None, None, None):
            graph = quad.graph_name
            if not isinstance(graph, ox.NamedNode) or graph.value.startswith(_EVIDENCE):
                yield quad

    def subjects(self, property_name: str, value: str) -> list[str]:
        """The nodes that a property ("wh:statedIn") leads from to a node, in the graphs of `quads`, sorted."""
        property_node = ox.NamedNode(name(property_name)[1:-1])
        found = self._oxigraph.quads_for_pattern(None, property_node, ox.NamedNode(value), None)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})

    def instances(self, class_name: str) -> list[str]:
        """The nodes of a class ("wh:Study"), sorted."""
        return self.subjects("rdf:type", name(class_name)[1:-1])

    def count(self, class_name: str) -> int:
        """How many nodes of a class ("wh:Claim") there are."""
        found = self._oxigraph.quads_for_pattern(None, _TYPE, ox.NamedNode(name(class_name)[1:-1]), None)
        return len({quad.subject for quad in found})

    def size(self) -> int:
        """How many quads the evidence and the derived graphs hold."""
        texts = sum(graph.startswith(_TEXTS) for graph in self.graphs(texts=True))  # of one quad each
        pieces = self._oxigraph.quads_for_pattern(None, None, None, ox.NamedNode(iris.INTAKE))
        return len(self) - texts - sum(1 for _ in pieces)

    def runs(self) -> dict[str, Run]:
        """The extractions that the store knows, by IRI."""
        return recover_runs(self._oxigraph.quads_for_pattern(None, None, None, ox.NamedNode(iris.RUNS)))

    def inputs_of_runs(self) -> dict[str, list[str]]:
        """The content hashes of the articles that each extraction in the store has read, by the extraction's IRI."""
        hashes, inputs = self._objects(_HASH), dict[str, list[str]]()
        for article, run in self._objects(_GENERATED).items():
            inputs.setdefault(run, []).append(hashes[article])
        return inputs

    def is_current(self) -> bool:
        """Whether the derived graphs were made of the evidence and decisions that the store holds.

        They were not where a build broke off.
        """
        held = {run: input_hash(hashes) for run, hashes in self.inputs_of_runs().items()}
        decided = {quad.subject for quad in self._oxigraph.quads_for_pattern(None, _TYPE, DECISION, None)}
        weighed = {quad.subject for quad in self._oxigraph.quads_for_pattern(None, _STANDING, None, None)}
        return held == self._objects(_INPUT) and decided == weighed

    def _objects(self, predicate: ox.NamedNode, of: ox.NamedNode | None = None) -> dict[str, str]:
        """The value of a property that each of its subjects, or one of them, has once."""
        return {
            quad.subject.value: quad.object.value
            for quad in self._oxigraph.quads_for_pattern(of, predicate, None, None)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)
        }

    def text(self, article: str) -> str:
        """The text of an article; raises StoreError when the store has none."""
        home, body = ox.NamedNode(article), ox.NamedNode(name("schema:articleBody")[1:-1])
        for quad in self._oxigraph.quads_for_pattern(home, body, None, ox.NamedNode(iris.text_graph(article))):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
        raise StoreError(f"{article}: the store has no text of this article; build it again")

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Solutions:
        """Answer a SPARQL query over the union of all graphs, variables bound as given.

        Nothing but this store is asked, whoever asks: raises QueryRefused where it would call out (SERVICE) or name a
        document (FROM), QueryTooLarge where it would overflow the engine, QuerySyntax where it doesn't parse.
        """
        asked = screen(sparql)
        bound: dict[ox.Variable, Bound] = {ox.Variable(variable): term for variable, term in (bindings or {}).items()}
        try:
            return self._oxigraph.query(asked.text, use_default_graph_as_union=True, substitutions=bound)
        except SyntaxError as error:
            raise QuerySyntax(asked.explain(str(error))) from error


def _dropping(article: str) -> str:
    """The update that drops all of an article, and what tells that its piece was read."""
    drops = [f"DROP SILENT GRAPH <{one(article)}>" for one in (iris.graph, iris.text_graph)]
    piece = f"GRAPH <{iris.INTAKE}> {{ ?read {_PIECE_OF} ?piece }}"
    was = f"GRAPH <{iris.INTAKE}> {{ <{article}> {_PIECE_OF} ?piece . ?read {_PIECE_OF} ?piece }}"
    return " ; ".join([*drops, f"DELETE {{ {piece} }} WHERE {{ {was} }}"])


def check_depth(file: Path, form: ox.RdfFormat) -> None:
    """Raise StoreError where a file of RDF is nested deeper than a parser should have to go."""
    if not file.stat().st_size:
        return
    with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        if too_deep(content, form):
            raise StoreError(f"{file}: is nested deeper than {MOST_NESTED} levels: it is no graph of articles")
