"""What can be validated, as quads of one graph: a file of RDF, a graph of rdflib, quads of a store."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from whence.errors import SourceError
from whence.shapes.model import Node
from whence.store import check_depth

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node as RdflibNode


def quads(source: Path | rdflib.Graph | Iterable[ox.Quad | ox.Triple]) -> Iterator[ox.Quad]:
    """The triples of a source, all its graphs in the default one.

    Raises SourceError where a file can't be read as RDF, or where a statement is about a statement, and StoreError
    where a file is nested too deep.
    """
    for subject, predicate, value in _triples(source):
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            raise SourceError(f"a statement about a statement is no RDF 1.1: {subject} {predicate} {value}")
        yield ox.Quad(subject, predicate, value, ox.DefaultGraph())


_Subject = ox.NamedNode | ox.BlankNode | ox.Triple
_Object = Node | ox.Triple


def _triples(
    source: Path | rdflib.Graph | Iterable[ox.Quad | ox.Triple],
) -> Iterable[tuple[_Subject, ox.NamedNode, _Object]]:
    if isinstance(source, Path):
        return ((each.subject, each.predicate, each.object) for each in _parsed(source))
    if "rdflib" in sys.modules and isinstance(source, sys.modules["rdflib"].Graph):
        return _of_rdflib(cast("rdflib.Graph", source))
    given = cast(Iterable[ox.Quad | ox.Triple], source)
    return ((each.subject, each.predicate, each.object) for each in given)


def _parsed(path: Path) -> Iterator[ox.Quad | ox.Triple]:
    form = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    if form is None:
        raise SourceError(f"{path}: no RDF format is known by the extension {path.suffix!r}; use .ttl, .trig or .nq")
    try:
        check_depth(path, form)
        yield from ox.parse(path=str(path), format=form)
    except (OSError, SyntaxError) as error:
        raise SourceError(f"{path}: can't be read as {form.name}: {error}") from error


def _of_rdflib(graph: rdflib.Graph) -> Iterator[tuple[_Subject, ox.NamedNode, _Object]]:
    import rdflib

    triples = (quad[:3] for quad in graph.quads()) if isinstance(graph, rdflib.Dataset) else iter(graph)
    for triple in triples:
        yield cast(tuple[_Subject, ox.NamedNode, _Object], tuple(map(_term, triple)))


def _term(node: RdflibNode) -> Node:
    import rdflib

    try:
        if isinstance(node, rdflib.Literal):
            if node.language:
                return ox.Literal(str(node), language=node.language)
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
        return ox.BlankNode(str(node)) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))
    except ValueError as error:
        raise SourceError(f"{node!r} is no term of RDF: {error}") from error
