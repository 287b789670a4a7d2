"""Where a graph is kept: an Oxigraph store, on disk or in memory, with one named graph for each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

import pyoxigraph as ox

from whence.decision import Decision, Standing
from whence.errors import StoreError, UsageError
from whence.model import Evidence
from whence.rdf import iris
from whence.rdf.decisions import recover_decisions, recover_standings
from whence.rdf.quads import Quad, name, triples
from whence.rdf.recover import recover
from whence.rdf.runs import Run, input_hash, recover_runs

Bound = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What a variable of a query can be bound to."""

Solutions = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

Graph = ox.NamedNode | ox.DefaultGraph

_MARK = "CURRENT"
"""A file that every Oxigraph store on disk has."""

_EVIDENCE = f"{iris.BASE}graph/"
_DERIVED = (iris.KNOWLEDGE, iris.RUNS, iris.STANDINGS)
_ARTICLE = ox.NamedNode(name("wh:Article")[1:-1])
_TYPE = ox.NamedNode(name("rdf:type")[1:-1])
_GENERATED = ox.NamedNode(name("prov:wasGeneratedBy")[1:-1])
_INPUT = ox.NamedNode(name("wh:inputHash")[1:-1])
_HASH = ox.NamedNode(name("wh:contentHash")[1:-1])
_DECISION = ox.NamedNode(name("wh:Decision")[1:-1])
_STANDING = ox.NamedNode(name("wh:standing")[1:-1])
_OF_DECISIONS = {name(each)[1:-1] for each in ("wh:concerns", "wh:instead", "prov:wasAttributedTo", "oa:hasSelector")}
_EXTRACTED = ox.NamedNode(name("wh:asExtracted")[1:-1])


class Store:
    """A Whence graph.

    Give a folder to keep it on disk, nothing to keep it in memory. An article's evidence is replaced and
    forgotten as a whole; the knowledge graph is replaced as a whole. Use it as a context manager.
    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        """Open the store; raises StoreError when the folder can't be opened, isn't there to be read, or is no store."""
        self._writes = not read_only
        try:
            if folder is None:
                self._oxigraph = ox.Store()
                return
            _check(folder, must_exist=read_only)
            self._oxigraph = ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreError(f"{folder}: another whence is writing to this store; wait until it is done") from error
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
        """Put one article's graphs in the place of what the store had in graphs of those names, in one transaction.

        What decisions make of the article is lost until the derived graphs are put anew.
        """
        self._replace(quads, also=(iris.STANDINGS,))

    def put_derived(self, quads: Iterable[Quad]) -> None:
        """Put the graphs that are derived from all articles together in the place of the earlier ones.

        Other graphs among the quads (of articles with corrected claims, of decisions) are replaced, too, all in one
        transaction.
        """
        self._replace(quads, also=_DERIVED)

    def _replace(self, quads: Iterable[Quad], also: Iterable[str] = ()) -> None:
        by_graph: dict[str, list[Quad]] = {f"<{graph}>": [] for graph in also}
        for quad in quads:
            by_graph.setdefault(quad.graph, []).append(quad)
        drops = [f"DROP SILENT GRAPH {graph}" for graph in by_graph]
        inserts = "".join(f"GRAPH {graph} {{ {triples(found)} }} " for graph, found in by_graph.items())
        self._oxigraph.update(" ; ".join([*drops, f"INSERT DATA {{ {inserts}}}"]))

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

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided, in the order in which they did; articles that come and go leave it alone."""
        return recover_decisions(self._about_decisions())

    def standings(self) -> dict[str, Standing]:
        """Whether each decision takes effect, by IRI; none of a graph that wasn't derived since it was made."""
        return recover_standings(self._about_decisions())

    def _about_decisions(self) -> Iterator[ox.Quad]:
        """What is said of the decisions and of what they lead to, whichever graph a file had it in."""
        nodes = [quad.subject for quad in self._oxigraph.quads_for_pattern(None, _TYPE, _DECISION, None)]
        seen = set(nodes)
        while nodes:
            for quad in self._oxigraph.quads_for_pattern(nodes.pop(), None, None, None):
                yield quad
                ahead = quad.object
                if quad.predicate.value in _OF_DECISIONS and isinstance(ahead, ox.NamedNode) and ahead not in seen:
                    seen.add(ahead)
                    nodes.append(ahead)

    def extraction_of(self, article: str) -> str:
        """The IRI of the run that found what an article says."""
        return self._objects(_GENERATED, of=ox.NamedNode(article))[article]

    def revised_articles(self) -> set[str]:
        """The articles that hold claims which decisions correct or reject."""
        graphs = {quad.graph_name for quad in self._oxigraph.quads_for_pattern(None, _EXTRACTED, None, None)}
        return {article for article in self.articles() if ox.NamedNode(iris.graph(article)) in graphs}

    # ------------------------------------------------------------ reading

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the evidence and the derived graphs; the articles' texts are left out."""
        for graph in self.graphs():
            yield from self._oxigraph.quads_for_pattern(None, None, None, graph)

    def graphs(self) -> list[Graph]:
        """The graphs of the evidence and the derived ones, sorted; before them the one where a file's triples are."""
        named = [graph for graph in self._oxigraph.named_graphs() if isinstance(graph, ox.NamedNode)]
        kept = (graph for graph in named if graph.value.startswith(_EVIDENCE))
        return [ox.DefaultGraph(), *sorted(kept, key=lambda graph: graph.value)]

    def dump(
        self, output: IO[bytes], form: ox.RdfFormat, prefixes: Mapping[str, str], graph: Graph | None = None
    ) -> None:
        """Write the triples of one graph, or all that the store holds with the texts, in the engine's order."""
        self._oxigraph.dump(output, form, from_graph=graph, prefixes=dict(prefixes))

    def about(self, node: str) -> Iterator[ox.Quad]:
        """The quads whose subject is a node, in the graphs of `quads`."""
        for quad in self._oxigraph.quads_for_pattern(ox.NamedNode(node), None, None, None):
            graph = quad.graph_name
            if not isinstance(graph, ox.NamedNode) or graph.value.startswith(_EVIDENCE):
                yield quad

    def pointing_at(self, node: str, predicate: str) -> list[str]:
        """The nodes that have a node as the value of a predicate, both by IRI, each once, sorted."""
        found = self._oxigraph.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(node), None)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})

    def triples(self) -> int:
        """How many distinct triples the evidence and the derived graphs hold."""
        return len({quad.triple for quad in self.quads()})

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
        decided = {quad.subject for quad in self._oxigraph.quads_for_pattern(None, _TYPE, _DECISION, None)}
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

        Raises UsageError when the query doesn't parse.
        """
        bound: dict[ox.Variable, Bound] = {ox.Variable(variable): term for variable, term in (bindings or {}).items()}
        try:
            return self._oxigraph.query(sparql, use_default_graph_as_union=True, substitutions=bound)
        except SyntaxError as error:
            raise UsageError(f"the query doesn't parse ({error}); declare every prefix it uses") from error


def _check(folder: Path, *, must_exist: bool) -> None:
    """Raise StoreError unless the folder is a store or, to be written, could become one without harm to its files."""
    if not folder.is_dir():
        if must_exist:
            raise StoreError(f"{folder}: no such store; `whence build ARTICLES -o {folder}` makes one")
    elif not (folder / _MARK).is_file() and (must_exist or any(folder.iterdir())):
        raise StoreError(f"{folder}: is a folder, but no store; name a new folder for the store, such as whence.db")
