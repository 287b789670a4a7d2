"""Does a graph conform to the shapes? Each violation names the article, the sentence and the rule, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import SH, XSD, Dataset, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import BNode, Node

from whence import resources, vocab
from whence.errors import SourceError

RULES = "https://w3id.org/whence/shapes#"
"""The namespace of the rules in ontology/shapes.ttl."""

SHAPES, DISCLOSURE = "shapes.ttl", "disclosure.ttl"
"""The files of rules: what a graph must look like, and what articles should tell of studies."""

_TARGETS = (SH.targetClass, SH.targetSubjectsOf)
_STRING = vocab.expand("xsd:string")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One node that breaks one rule.

    `article` is the file name of the article concerned and `sentence` the quote from it; each is empty where there
    is none, as for a run of the software. `rule` is the rule's name in ontology/shapes.ttl, `message` the rule in
    words. `component` is the kind of constraint ("MinCount", "Datatype", "SPARQL"). `focus`, `path` and `value` are
    what SHACL calls so, IRIs compact; `path` is empty for a rule about a whole node. `severity` is "Violation" or
    "Warning" or "Info"; a graph without violations proper conforms.
    """

    article: str
    sentence: str
    rule: str
    component: str
    message: str
    focus: str
    path: str = ""
    value: str = ""
    severity: str = "Violation"

    def __str__(self) -> str:
        quote = f"“{self.sentence}” " if self.sentence else ""
        found = f", found {self.value}" if self.value and self.value != self.focus else ""
        return f"{self.article or 'the graph'}: {quote}{self.message} [{self.rule}: {self.focus}{found}]"


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found: whether the graph conforms, and all violations and warnings in a fixed order."""

    conforms: bool
    violations: tuple[Violation, ...]


def validate(source: Graph | Path | Iterable[ox.Quad | ox.Triple], shapes: str = SHAPES) -> Report:
    """Validate a graph, a file of RDF, or the quads of a store; named graphs count as their union.

    `shapes` is a file of the ontology: SHAPES says what a graph must look like, DISCLOSURE what articles leave out of
    the studies they use, which no graph fails. Raises SourceError when a file can't be read as RDF.
    """
    graph = _graph(source)
    with _literals_as_written():
        conforms, results, _ = pyshacl.validate(
            graph, shacl_graph=_shapes(shapes), inplace=True, advanced=False, do_owl_imports=False, allow_warnings=True
        )
    places = _Places(graph)
    found = (_violation(results, node, places) for node in results.objects(None, SH.result))
    return Report(bool(conforms), tuple(sorted(set(found))))


@cache
def _shapes(name: str) -> Graph:
    """The shapes, each property shape with the targets of the node shapes that name it.

    That says the same, but pySHACL then asks a property shape once about all its nodes instead of once about each.
    """
    source = resources.ontology().joinpath(name).read_bytes()
    shapes = _graph(ox.parse(source, format=ox.RdfFormat.TURTLE))
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
    """Keep rdflib from rewriting literals such as 012, and leave its switch as it was, which pySHACL doesn't."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


# ---------------------------------------------------------------- graphs as pySHACL takes them


class _Queried(Graph):
    """A graph that parses each query once; parsing the rules anew costs more than asking them of a small graph."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


def _graph(source: Graph | Path | Iterable[ox.Quad | ox.Triple]) -> Graph:
    """A copy of the source, all its graphs in one."""
    graph = _Queried()
    for subject, predicate, value in _triples(source):
        graph.add((subject, predicate, _number_or_text(value)))
    return graph


def _triples(source: Graph | Path | Iterable[ox.Quad | ox.Triple]) -> Iterator[tuple[Node, Node, Node]]:
    if isinstance(source, Dataset):
        yield from (quad[:3] for quad in source.quads())
    elif isinstance(source, Graph):
        yield from source
    else:
        for each in _parse(source) if isinstance(source, Path) else source:
            yield _term(each.subject), _term(each.predicate), _term(each.object)


def _number_or_text(value: Node) -> Node:
    """The value, but as plain text where rdflib takes for a decimal what is none, such as NaN, and then fails on it."""
    if isinstance(value, Literal) and value.datatype == XSD.decimal and not _DECIMAL.fullmatch(value):
        return Literal(str(value))
    return value


def _parse(path: Path) -> Iterator[ox.Quad | ox.Triple]:
    form = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    if form is None:
        raise SourceError(f"{path}: no RDF format is known by the extension {path.suffix!r}; use .ttl, .trig or .nq")
    try:
        yield from ox.parse(path=str(path), format=form)
    except (OSError, SyntaxError) as error:
        raise SourceError(f"{path}: can't be read as {form.name}: {error}") from error


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.Literal():
            # rdflib tells "a" from "a"^^xsd:string, which RDF 1.1 doesn't.
            plain = term.language or term.datatype.value == _STRING
            datatype = None if plain else URIRef(term.datatype.value)
            return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
        case ox.BlankNode():
            return BNode(term.value)
    raise SourceError(f"a statement about a statement is no RDF 1.1: {term}")


# ---------------------------------------------------------------- results in the words of the articles


def _violation(results: Graph, result: Node, places: _Places) -> Violation:
    values = dict(results.predicate_objects(result))
    rule = values.get(SH.sourceConstraint)
    # A rule about the whole graph has the shapes for its focus, and gives the node that breaks it as the value.
    focus = values[SH.value if rule else SH.focusNode]
    article, sentence = places.of(focus)
    return Violation(
        article=article,
        sentence=sentence,
        rule=str(rule or values[SH.sourceShape]).removeprefix(RULES),
        component=str(values[SH.sourceConstraintComponent]).removeprefix(str(SH)).removesuffix("ConstraintComponent"),
        message=str(values[SH.resultMessage]),
        focus=_shown(focus),
        path=_path(results, values.get(SH.resultPath)),
        value=_shown(values.get(SH.value)),
        severity=str(values[SH.resultSeverity]).removeprefix(str(SH)),
    )


def _shown(node: Node | None) -> str:
    if node is None:
        return ""
    return vocab.compact(str(node)) if isinstance(node, URIRef) else str(node)


def _path(results: Graph, path: Node | None) -> str:
    """A property path as SPARQL writes it."""
    if path is None or isinstance(path, URIRef):
        return _shown(path)
    if (inverse := results.value(path, SH.inversePath)) is not None:
        return f"^{_path(results, inverse)}"
    if (choice := results.value(path, SH.alternativePath)) is not None:
        return "(" + "|".join(_path(results, step) for step in Collection(results, choice)) + ")"
    return "/".join(_path(results, step) for step in Collection(results, path))


# ---------------------------------------------------------------- where a node stands


class _Places:
    """Finds the article and the sentence that a node belongs to: its own, else its nearest owner's."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._owned_by = _iris(
            *("oa:hasTarget", "oa:hasSelector", "wh:sample", "wh:population", "wh:attributedTo", "wh:conductedBy"),
            *("schema:affiliation", "schema:author", "schema:publisher", "wh:metadata", "wh:refersTo", "wh:reports"),
            *("prov:qualifiedDerivation", "prov:qualifiedPrimarySource", "wh:fromStudy", "wh:asExtracted"),
        )
        self._leads_to = _iris("wh:statedIn", "oa:hasSource", "wh:member", "wh:compares", "wh:concerns")
        self._file_name, self._text, self._exact = _iris("wh:fileName", "schema:text", "oa:exact")
        self._stated_in, self._target, self._selector = _iris("wh:statedIn", "oa:hasTarget", "oa:hasSelector")

    def of(self, node: Node) -> tuple[str, str]:
        """The file name of the article and the quote; "" for what isn't found within four steps."""
        article = sentence = ""
        level, seen = [node], {node}
        for _ in range(5):
            for each in level:
                article = article or self._literal(each, self._file_name)
                sentence = sentence or self._quote(each)
            if article:
                break
            level = [each for each in dict.fromkeys(self._owners(level)) if each not in seen]
            seen.update(level)
        return article, sentence

    def _owners(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            for predicate in self._leads_to:
                yield from sorted(self._graph.objects(node, predicate), key=str)
            for predicate in self._owned_by:
                yield from sorted(self._graph.subjects(predicate, node), key=str)

    def _quote(self, node: Node) -> str:
        own = self._literal(node, self._exact)
        if own or self._graph.value(node, self._stated_in) is None:
            return own
        selectors = self._graph.objects(node, self._target / self._selector)
        quotes = sorted(filter(None, (self._literal(each, self._exact) for each in selectors)))
        return quotes[0] if quotes else self._literal(node, self._text)

    def _literal(self, node: Node, predicate: URIRef) -> str:
        return min((str(value) for value in self._graph.objects(node, predicate)), default="")


def _iris(*names: str) -> tuple[URIRef, ...]:
    return tuple(URIRef(vocab.expand(name)) for name in names)
