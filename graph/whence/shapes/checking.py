"""Asks the compiled queries of a store, and tells what breaks the shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

import pyoxigraph as ox

from whence import vocab
from whence.errors import StoreError
from whence.rdf import iris
from whence.shapes.expressions import Compiler
from whence.shapes.foci import A_QUERY, Foci, GivenNodes, WholeGraph
from whence.shapes.model import Finding, Node, Shape
from whence.shapes.queries import Queries, Query, asked, of_the_graph
from whence.store import Store

Nodes = Mapping[ox.NamedNode | ox.BlankNode, frozenset[str]]
"""Nodes with the classes that they are instances of."""


def findings(store: Store, shapes: Iterable[Shape], nodes: Nodes | None = None) -> Iterator[Finding]:
    """What breaks the shapes in the union of a store's graphs; a finding may come more than once.

    With `nodes`, they alone are asked, though what is said of them is looked up everywhere.
    """
    shapes = tuple(shapes)
    classes = StoredClasses(store)
    foci: Foci = WholeGraph(classes) if nodes is None else GivenNodes(classes, nodes)
    whole = {select.rule for shape, targets in asked(shapes) if of_the_graph(targets) for select in shape.selects}
    for query in Queries(Compiler(classes), foci).of(shapes):
        yield from _answered(store, query, whole)


def _answered(store: Store, query: Query, whole: set[str]) -> Iterator[Finding]:
    """The findings in the answer of a query, each once."""
    compared = set[Finding]()
    for row in _rows(store, query.text, dict(query.bound)):
        value = row.get("value")
        for index, check in enumerate(query.checks):
            broken = row.get(f"broken{index}", _TRUE) == _TRUE
            if not broken or (check.judge and value is not None and not check.judge(value, row.get("other"))):
                continue
            focus = (value if check.rule in whole else None) or row.get("focus") or row["this"]
            found = Finding(check.rule, check.component, check.message, check.severity, focus, check.path, value)
            if "other" in row:
                if found in compared:
                    continue
                compared.add(found)
            yield found


def _rows(store: Store, sparql: str, bound: Mapping[str, Node] | None = None) -> Iterator[dict[str, Node]]:
    """The solutions of a query, each by variable."""
    try:
        solutions = cast(ox.QuerySolutions, store.query(sparql, bound))
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: term for name in names if (term := solution[name]) is not None}
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the graph can't be validated: {error}") from error


# ---------------------------------------------------------------- what the store says of nodes


@dataclass(frozen=True, slots=True)
class StoredClasses:
    """The classes of a store's graph."""

    store: Store
    _lower: dict[str, list[str]] = field(init=False, default_factory=lambda: defaultdict(list))
    _known: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for row in _rows(self.store, f"SELECT ?lower ?upper {{ ?lower <{vocab.expand('rdfs:subClassOf')}> ?upper }}"):
            self._lower[row["upper"].value].append(row["lower"].value)

    def below(self, of: str) -> tuple[str, ...]:
        """A class and those below it that have instances, in a fixed order."""
        if of not in self._known:
            found, ahead = {of}, [of]
            while ahead:
                fresh = set(self._lower.get(ahead.pop(), ())) - found
                found |= fresh
                ahead.extend(fresh)
            self._known[of] = (*filter(self._has_instances, sorted(found, key=lambda each: (each != of, each))),)
        return self._known[of]

    def _has_instances(self, kind: str) -> bool:
        return bool(self.store.query(f"ASK {{ ?instance a {ox.NamedNode(kind)} }}"))


def nodes_of(store: Store, articles: Iterable[str]) -> Nodes:
    """The nodes of articles' evidence and, one step away, those that speak of them or of which they speak."""
    own = dict[Node, None]()
    for article in articles:
        graph = ox.NamedNode(iris.graph(article))
        own.update(
            (row["node"], None)
            for row in _rows(store, f"SELECT DISTINCT ?node {{ GRAPH {graph} {{ ?node ?says ?of }} }}")
        )
    nodes = own | {row["node"]: None for row in _rows_of(store, _BESIDE, own)}
    kinds: dict[Node, set[str]] = {node: set() for node in nodes}
    for row in _rows_of(store, _KINDS, nodes):
        kinds[row["own"]].add(row["class"].value)
    return {node: frozenset(of) for node, of in kinds.items() if not isinstance(node, ox.Literal)}


def _rows_of(store: Store, sparql: str, nodes: Iterable[Node]) -> Iterator[dict[str, Node]]:
    """The solutions of a query for each of some nodes, which it has as ?own."""
    named = [str(node) for node in nodes if isinstance(node, ox.NamedNode)]
    for start in range(0, len(named), A_QUERY):
        values = f"VALUES ?own {{ {' '.join(named[start : start + A_QUERY])} }}"
        yield from _rows(store, sparql.replace("VALUES", values))
    for node in nodes:
        if isinstance(node, ox.BlankNode):
            yield from _rows(store, sparql.replace("VALUES", ""), {"own": node})


_TRUE = ox.Literal("true", datatype=ox.NamedNode(vocab.expand("xsd:boolean")))
_BESIDE = """SELECT DISTINCT ?own ?node WHERE {
  { VALUES ?own ?leads ?node FILTER (!isLiteral(?node)) } UNION { VALUES ?node ?leads ?own }
}"""
_KINDS = "SELECT DISTINCT ?own ?class WHERE { VALUES ?own a ?class }"
