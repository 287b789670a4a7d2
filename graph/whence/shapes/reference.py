"""The reference: pySHACL on a copy of the graph in rdflib, for graphs that fit there and for proving the compiler."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import BNode
from rdflib.term import Node as RdflibNode

from whence import vocab
from whence.errors import SourceError
from whence.shapes.dialect import python_pattern
from whence.shapes.expressions import DATATYPES, well_formed
from whence.shapes.model import Finding, Node, Shape
from whence.shapes.queries import asked, of_the_graph
from whence.shapes.reading import read_shapes
from whence.store import Store

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_STRING = vocab.expand("xsd:string")


def findings(store: Store, shapes: bytes) -> Iterator[Finding]:
    """What pySHACL says that breaks shapes, given in Turtle, in the union of a store's graphs."""
    graph = as_rdflib(store)
    with _literals_as_written():
        _, results, _ = pyshacl.validate(
            graph, shacl_graph=_shapes(shapes), inplace=True, advanced=False, do_owl_imports=False, allow_warnings=True
        )
    yield from told(results, read_shapes(shapes))


def told(results: Graph, shapes: Iterable[Shape]) -> Iterator[Finding]:
    """The findings in a report of pySHACL about shapes."""
    whole = {select.rule for shape, of in asked(shapes) if of_the_graph(of) for select in shape.selects}
    for node in results.objects(None, SH.result):
        yield _finding(results, node, whole)


@cache
def _shapes(turtle: bytes) -> Graph:
    """The shapes, patterns in the dialect of Python, each property shape with the targets of those that name it.

    That says the same, but pySHACL then asks a property shape once about all its nodes instead of once about each.
    """
    shapes = _Queried()
    for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        value = _term(triple.object)
        if triple.predicate.value == str(SH.pattern):
            value = Literal(python_pattern(str(value)))
        shapes.add((_term(triple.subject), _term(triple.predicate), value))
    targeted = {(node, target) for target in _TARGETS for node in shapes.subjects(target)}
    for node, target in targeted:
        for rule in shapes.objects(node, SH.property):
            for where in shapes.objects(node, target):
                shapes.add((rule, target, where))
    for node, _ in targeted:
        shapes.remove((node, SH.property, None))
    return shapes


@contextmanager
def _literals_as_written() -> Iterator[None]:
    """Keep rdflib from rewriting literals such as 012, and from logging a stack trace for each that is ill-formed.

    Its switches are left as they were, which pySHACL doesn't do.
    """
    log = logging.getLogger("rdflib.term")
    before, disabled = rdflib.NORMALIZE_LITERALS, log.disabled
    rdflib.NORMALIZE_LITERALS, log.disabled = False, True
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS, log.disabled = before, disabled


# ---------------------------------------------------------------- a store as pySHACL takes it


class _Queried(Graph):
    """A graph that parses each query once; parsing the rules anew costs more than asking them of a small graph."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


class _Strict(Literal):
    """A literal that is compared as SPARQL has it: with none of another datatype, and not where it is ill-formed.

    rdflib has an order among literals of different datatypes, and takes some ill-formed ones, as the year 20, for good.
    """

    __slots__ = ()

    def _comparable(self, other: object) -> bool:
        return (
            isinstance(other, Literal) and not (self.ill_typed or other.ill_typed) and self.datatype == other.datatype
        )

    def eq(self, other: Any) -> bool:
        if not self._comparable(other):
            raise TypeError(f"{self!r} can't be compared with {other!r}")
        return bool(super().eq(other))

    def __lt__(self, other: Any) -> bool:
        return self._comparable(other) and bool(super().__lt__(other))

    def __gt__(self, other: Any) -> bool:
        return self._comparable(other) and bool(super().__gt__(other))

    def __le__(self, other: Any) -> bool:
        return self.eq(other) or self < other

    def __ge__(self, other: Any) -> bool:
        return self.eq(other) or self > other


def as_rdflib(store: Store) -> Graph:
    """All graphs of a store in one, literals as they are written and as strict as SPARQL is."""
    graph, ill_formed = _Queried(), _ill_formed(store)
    with _literals_as_written(), warnings.catch_warnings(action="ignore", category=UserWarning):
        answer = store.query("SELECT ?subject ?predicate ?object WHERE { ?subject ?predicate ?object }")
        for subject, predicate, value in cast(Iterable[tuple[Node, Node, Node]], answer):
            term = _marked(cast(ox.Literal, value)) if value in ill_formed else _term(value)
            graph.add((_term(subject), _term(predicate), term))
    return graph


def _ill_formed(store: Store) -> set[Node]:
    found = set[Node]()
    for datatype in sorted(DATATYPES):
        test = f"DATATYPE(?value) = <{datatype}> && !{well_formed(datatype, '?value')}"
        answer = store.query(
            f"SELECT DISTINCT ?value WHERE {{ ?node ?says ?value FILTER (isLiteral(?value) && {test}) }}"
        )
        found.update(cast(Node, row["value"]) for row in cast(ox.QuerySolutions, answer))
    return found


def _marked(value: ox.Literal) -> Literal:
    """An ill-formed literal as rdflib can bear it: a number that is none breaks off its queries."""
    datatype = value.datatype.value
    marked = _Strict(value.value, datatype=URIRef(f"{_NO_NUMBER}{datatype}" if datatype in _NUMBERS else datatype))
    cast(Any, marked)._ill_typed = True
    return marked


def _term(term: Node | ox.Triple) -> RdflibNode:
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.Literal():
            # rdflib tells "a" from "a"^^xsd:string, which RDF 1.1 doesn't.
            if term.language or term.datatype.value == _STRING:
                return Literal(term.value, lang=term.language)
            kind = Literal if term.datatype.value in _NUMBERS and _NUMBER.fullmatch(term.value) else _Strict
            return kind(term.value, datatype=URIRef(term.datatype.value), normalize=False)
        case ox.BlankNode():
            return BNode(term.value)
    raise SourceError(f"a statement about a statement is no RDF 1.1: {term}")


_NO_NUMBER = "urn:x-whence:no-number:"
_NUMBERS = {vocab.expand(f"xsd:{each}") for each in ("integer", "decimal", "double", "float")}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


# ---------------------------------------------------------------- what pySHACL says


def _finding(results: Graph, result: RdflibNode, whole: set[str]) -> Finding:
    values = dict(results.predicate_objects(result))
    select, value = values.get(SH.sourceConstraint), values.get(SH.value)
    focus = value if select is not None and str(select) in whole else values[SH.focusNode]
    return Finding(
        rule=str(select or values[SH.sourceShape]),
        component=str(values[SH.sourceConstraintComponent]).removeprefix(str(SH)).removesuffix("ConstraintComponent"),
        message=str(values[SH.resultMessage]),
        severity=str(values[SH.resultSeverity]).removeprefix(str(SH)),
        focus=_node(focus or values[SH.focusNode]),
        path=_path(results, values.get(SH.resultPath)),
        value=None if value is None else _node(value),
    )


def _node(node: RdflibNode) -> Node:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    literal = cast(Literal, node)
    if literal.language:
        return ox.Literal(str(literal), language=literal.language)
    datatype = str(literal.datatype or _STRING).removeprefix(_NO_NUMBER)
    return ox.Literal(str(literal), datatype=ox.NamedNode(datatype))


def _path(results: Graph, path: RdflibNode | None) -> str:
    """A property path as SPARQL writes it."""
    if path is None:
        return ""
    if isinstance(path, URIRef):
        return vocab.compact(str(path))
    if (inverse := results.value(path, SH.inversePath)) is not None:
        return f"^{_path(results, inverse)}"
    if (choice := results.value(path, SH.alternativePath)) is not None:
        return "(" + "|".join(_path(results, step) for step in Collection(results, choice)) + ")"
    return "/".join(_path(results, step) for step in Collection(results, path))
