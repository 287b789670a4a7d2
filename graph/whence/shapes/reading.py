"""A file of shapes → `Shape` values; what the compiler doesn't know is refused, never passed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from whence import resources, vocab
from whence.errors import ShapesError
from whence.shapes.model import (
    Alternative,
    Constraint,
    Inverse,
    Node,
    Path,
    Predicate,
    Select,
    Sequence,
    Shape,
    Target,
)

_SH, _RDF = vocab.PREFIXES["sh"], vocab.PREFIXES["rdf"]
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_OF_TERM = (
    "class",
    "datatype",
    "nodeKind",
    "pattern",
    "hasValue",
    "equals",
    "lessThan",
    "minInclusive",
    "maxInclusive",
)
_OF_COUNT = ("minCount", "maxCount", "minLength", "qualifiedMinCount", "qualifiedMaxCount")
_OF_SHAPES = ("or", "and", "xone")
_TOLD = ("path", "name", "description", "order", "group", "message", "severity", "property", "sparql")
_QUALIFIED = "qualifiedValueShape"
_KNOWN = frozenset(
    (*_TARGETS, *_OF_TERM, *_OF_COUNT, *_OF_SHAPES, *_TOLD, "in", "not", "node", "uniqueLang", _QUALIFIED)
)
"""What a shape may say in the vocabulary of SHACL."""
_ELSEWHERE = frozenset(
    ("declare", "prefix", "namespace", "prefixes", "select", "inversePath", "alternativePath", "path", "message")
)
"""What else a file of shapes may say: of paths, prefixes and SPARQL constraints."""


def shapes_file(name: str) -> bytes:
    """A file of shapes of the ontology, as Turtle."""
    return resources.ontology().joinpath(name).read_bytes()


@cache
def read_shapes(turtle: bytes) -> tuple[Shape, ...]:
    """The shapes of a Turtle document that have a target, in the order of the document.

    Raises ShapesError where it says something in the vocabulary of SHACL that the compiler doesn't know.
    """
    return _Reader(turtle).targeted()


class _Reader:
    """Looks things up in a graph of shapes."""

    def __init__(self, turtle: bytes) -> None:
        self._said: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.Triple) or isinstance(triple.object, ox.Triple):
                raise ShapesError("a triple term stands in the shapes: they are RDF 1.1")
            self._said[triple.subject][triple.predicate.value].append(triple.object)

    def targeted(self) -> tuple[Shape, ...]:
        for node, said in self._said.items():
            self._check(node, said)
        targets = [f"{_SH}{kind}" for kind in _TARGETS]
        return tuple(
            self.shape(node) for node, said in list(self._said.items()) if any(each in said for each in targets)
        )

    def _check(self, node: Node, said: dict[str, list[Node]]) -> None:
        for predicate in said:
            local = predicate.removeprefix(_SH)
            if predicate.startswith(_SH) and local not in _KNOWN and local not in _ELSEWHERE:
                raise ShapesError(f"{node}: sh:{local} can't be compiled; validate with the reference engine instead")
        kinds = {each.value for each in said[f"{_RDF}type"]} if f"{_RDF}type" in said else set()
        classes = {vocab.expand("rdfs:Class"), vocab.expand("owl:Class")}
        if kinds & classes and kinds & {f"{_SH}NodeShape", f"{_SH}PropertyShape"}:
            raise ShapesError(f"{node}: a class that is its own shape can't be compiled; give it a sh:targetClass")

    def all(self, node: Node, local: str) -> list[Node]:
        return list(self._said[node].get(f"{_SH}{local}", ())) if node in self._said else []

    def one(self, node: Node, local: str) -> Node | None:
        values = self.all(node, local)
        if len(values) > 1:
            raise ShapesError(f"{node}: has more than one sh:{local}")
        return values[0] if values else None

    def text(self, node: Node, local: str, default: str = "") -> str:
        value = self.one(node, local)
        return default if value is None else value.value

    def items(self, head: Node) -> tuple[Node, ...]:
        """The members of a list."""
        found, seen = [], set[Node]()
        while head != ox.NamedNode(f"{_RDF}nil"):
            said = self._said.get(head)
            if head in seen or not said or len(said[f"{_RDF}first"]) != 1 or len(said[f"{_RDF}rest"]) != 1:
                raise ShapesError(f"{head}: is no well-formed list")
            seen.add(head)
            found.append(said[f"{_RDF}first"][0])
            head = said[f"{_RDF}rest"][0]
        return tuple(found)

    # ------------------------------------------------------------ shapes

    def shape(self, node: Node, within: tuple[Node, ...] = ()) -> Shape:
        if node in within:
            raise ShapesError(f"{node}: a shape that leads back to itself can't be compiled")
        if isinstance(node, ox.Literal):
            raise ShapesError(f"{node}: a shape is expected, not a literal")
        inside = (*within, node)
        path = self.one(node, "path")
        constraints = tuple(self.constraints(node, inside))
        selects = tuple(map(self.select, self.all(node, "sparql")))
        shape = Shape(
            rule=node.value,
            path=None if path is None else self.path(path),
            constraints=constraints,
            properties=tuple(self.shape(each, inside) for each in self.all(node, "property")),
            selects=selects,
            message=self.text(node, "message"),
            severity=self.text(node, "severity", f"{_SH}Violation").removeprefix(_SH),
            targets=tuple(Target(kind, each) for kind in _TARGETS for each in self.all(node, kind)),
        )
        if shape.path and (shape.properties or selects):
            raise ShapesError(f"{node}: a property shape with sh:property or sh:sparql can't be compiled")
        return shape

    def constraints(self, node: Node, inside: tuple[Node, ...]) -> Iterator[Constraint]:
        for kind in _OF_TERM:
            yield from (Constraint(kind, (value,)) for value in self.all(node, kind))
        for kind in _OF_COUNT:
            if (number := self.one(node, kind)) is not None:
                yield Constraint(kind, shapes=self.qualified(node, kind, inside), count=int(number.value))
        for kind in _OF_SHAPES:
            for head in self.all(node, kind):
                yield Constraint(kind, shapes=tuple(self.shape(each, inside) for each in self.items(head)))
        for kind in ("not", "node"):
            yield from (Constraint(kind, shapes=(self.shape(each, inside),)) for each in self.all(node, kind))
        if (members := self.one(node, "in")) is not None:
            yield Constraint("in", self.items(members))
        if self.text(node, "uniqueLang") in ("true", "1"):
            yield Constraint("uniqueLang")

    def qualified(self, node: Node, kind: str, inside: tuple[Node, ...]) -> tuple[Shape, ...]:
        if not kind.startswith("qualified"):
            return ()
        inner = self.one(node, _QUALIFIED)
        if inner is None:
            raise ShapesError(f"{node}: sh:{kind} needs a sh:{_QUALIFIED}")
        return (self.shape(inner, inside),)

    def select(self, node: Node) -> Select:
        query, message = self.text(node, "select"), self.text(node, "message")
        if not query or not message:
            raise ShapesError(f"{node}: a SPARQL constraint needs a sh:select and a sh:message")
        declared = [each for source in self.all(node, "prefixes") for each in self.all(source, "declare")]
        prologue = (f"PREFIX {self.text(each, 'prefix')}: <{self.text(each, 'namespace')}>\n" for each in declared)
        return Select(node.value, "".join(prologue) + query, message)

    # ------------------------------------------------------------ paths

    def path(self, node: Node) -> Path:
        if isinstance(node, ox.NamedNode):
            return Predicate(node.value)
        if isinstance(node, ox.Literal):
            raise ShapesError(f"{node}: a path is expected, not a literal")
        if (back := self.one(node, "inversePath")) is not None:
            return Inverse(self.path(back))
        if (head := self.one(node, "alternativePath")) is not None:
            return Alternative(self._steps(head))
        return Sequence(self._steps(node))

    def _steps(self, head: Node) -> tuple[Path, ...]:
        return tuple(map(self.path, self.items(head)))
