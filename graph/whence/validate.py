"""Does a graph conform to the shapes? Each violation names the article, the sentence and the rule, in words.

The shapes of ontology/ are compiled to queries of the store (`whence.shapes`). The reference, which must say the same,
is pySHACL; it is only imported where it is asked for.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from whence import vocab
from whence.errors import UsageError
from whence.shapes.checking import findings, nodes_of
from whence.shapes.loading import quads
from whence.shapes.model import Finding, Node
from whence.shapes.places import Places
from whence.shapes.reading import read_shapes, shapes_file
from whence.store import Store

if TYPE_CHECKING:
    import rdflib

RULES = "https://w3id.org/whence/shapes#"
"""The namespace of the rules in ontology/shapes.ttl."""

SHAPES, DISCLOSURE = "shapes.ttl", "disclosure.ttl"
"""The files of rules: what a graph must look like, and what articles should tell of studies."""

COMPILED, REFERENCE = "compiled", "pyshacl"
"""The engines: queries compiled from the shapes, and pySHACL."""

_MOST_SHOWN = 200
"""Characters of a value that are shown to a person."""


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
        value = self.value if len(self.value) <= _MOST_SHOWN else f"{self.value[:_MOST_SHOWN]}…"
        found = f", found {value}" if self.value and self.value != self.focus else ""
        return f"{self.article or 'the graph'}: {quote}{self.message} [{self.rule}: {self.focus}{found}]"


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found: whether the graph conforms, and the violations and warnings in a fixed order.

    `more` is how many there are besides, where only some were wanted.
    """

    conforms: bool
    violations: tuple[Violation, ...]
    more: int = 0


def validate(
    source: Store | Path | rdflib.Graph | Iterable[ox.Quad | ox.Triple],
    shapes: str = SHAPES,
    *,
    articles: Iterable[str] | None = None,
    most: int | None = None,
    engine: str = COMPILED,
) -> Report:
    """Validate a store, a file of RDF, a graph of rdflib or quads; named graphs count as their union.

    What is validated is the graph as a store holds it, in which 007 is 7. `shapes` is a file of the ontology: SHAPES
    says what a graph must look like, DISCLOSURE what articles leave out of the studies they use, which no graph fails.
    `articles` are IRIs of articles of a store: their nodes alone are asked, and the derived nodes that speak of them;
    that costs as much as they are large. With `most`, no more violations are told, the first by rule and node.

    Raises SourceError when a file can't be read as RDF, ShapesError when the shapes can't be compiled.
    """
    if isinstance(source, Store):
        return _report(_found(source, shapes, articles, engine), Places(source), most)
    with Store() as store:
        store.add(quads(source))
        return _report(_found(store, shapes, articles, engine), Places(store), most)


def _found(store: Store, shapes: str, articles: Iterable[str] | None, engine: str) -> Iterator[Finding]:
    if engine == COMPILED:
        return findings(
            store, read_shapes(shapes_file(shapes)), None if articles is None else nodes_of(store, articles)
        )
    if engine != REFERENCE:
        raise UsageError(f"no such engine: {engine}; choose from {COMPILED}, {REFERENCE}")
    if articles is not None:
        raise UsageError(f"{REFERENCE} validates whole graphs only")
    from whence.shapes import reference  # pySHACL takes half a second to import

    return reference.findings(store, shapes_file(shapes))


def _report(found: Iterator[Finding], places: Places, most: int | None) -> Report:
    """The report of findings; where only some are wanted, no more than those are ever held."""
    tally = Counter[str]()

    def counted() -> Iterator[Finding]:
        for finding in found:
            tally[finding.severity] += 1
            yield finding

    kept = set(counted()) if most is None else set(heapq.nsmallest(most, counted(), key=_order))
    place = cache(places.of)  # a node that breaks one rule often breaks others
    violations = sorted({_violation(finding, *place(finding.focus)) for finding in kept})
    return Report(not tally["Violation"], tuple(violations), 0 if most is None else tally.total() - len(kept))


def _order(finding: Finding) -> tuple[str, ...]:
    return finding.rule, str(finding.focus), finding.path, finding.component, str(finding.value)


def _violation(finding: Finding, article: str, sentence: str) -> Violation:
    return Violation(
        article=article,
        sentence=sentence,
        rule=finding.rule.removeprefix(RULES),
        component=finding.component,
        message=finding.message,
        focus=_shown(finding.focus),
        path=finding.path,
        value="" if finding.value is None else _shown(finding.value),
        severity=finding.severity,
    )


def _shown(node: Node) -> str:
    return vocab.compact(node.value) if isinstance(node, ox.NamedNode) else node.value
