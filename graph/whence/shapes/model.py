"""Shapes, constraints, paths and findings, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode | ox.Literal
"""A term of RDF 1.1."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A path of one property."""

    iri: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path walked backwards."""

    path: Path


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after another."""

    steps: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any one of several paths."""

    choices: tuple[Path, ...]


Path = Predicate | Inverse | Sequence | Alternative


def spelled(path: Path, name: Callable[[str], str]) -> str:
    """A path as SPARQL writes it; `name` spells the IRI of a property.

    >>> spelled(Sequence((Predicate("a"), Alternative((Predicate("b"), Inverse(Predicate("c")))))), str)
    'a/(b|^c)'
    """
    match path:
        case Predicate(iri):
            return name(iri)
        case Inverse(inner):
            told = spelled(inner, name)
            return f"^({told})" if isinstance(inner, Sequence) else f"^{told}"
        case Sequence(steps):
            return "/".join(spelled(step, name) for step in steps)
        case Alternative(choices):
            return "(" + "|".join(spelled(choice, name) for choice in choices) + ")"


@dataclass(frozen=True, slots=True)
class Target:
    """Which nodes a shape is asked of: `kind` is targetClass, targetSubjectsOf, targetObjectsOf or targetNode."""

    kind: str
    node: Node


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape, by the local name of its SHACL property ("minCount", "class", "or").

    `values` are its terms (the members of sh:in, the one datatype), `shapes` those that it combines or qualifies,
    `count` is its number.
    """

    kind: str
    values: tuple[Node, ...] = ()
    shapes: tuple[Shape, ...] = ()
    count: int = 0

    @property
    def component(self) -> str:
        """The name of its component: "MinCount", "Class", "Or"."""
        return self.kind[0].upper() + self.kind[1:]


@dataclass(frozen=True, slots=True)
class Select:
    """A constraint in SPARQL: its rule, the query with its prefixes, and the message."""

    rule: str
    query: str
    message: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with a path a property shape; `properties` are the property shapes that it names."""

    rule: str
    path: Path | None
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...]
    selects: tuple[Select, ...]
    message: str
    severity: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One node that breaks one constraint, as SHACL reports it.

    `rule` is the IRI of the shape or SPARQL constraint; `path` is compact; `value` is None where SHACL gives none.
    """

    rule: str
    component: str
    message: str
    severity: str
    focus: Node
    path: str
    value: Node | None
