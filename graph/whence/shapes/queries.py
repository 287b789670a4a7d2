"""Shapes → queries: each asks all its nodes at once, and collects nothing in memory but what it finds.

Values are looked at where the index of their property has them, and whether their subject is asked at all is looked up
for those alone that break something. Counts are taken focus node by focus node, all of a shape in one pass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whence import vocab
from whence.errors import ShapesError
from whence.shapes.exactly import Judge, judge
from whence.shapes.expressions import BROKEN, COMPARED, Compiler, along, not_once
from whence.shapes.foci import FOCUS, Bound, Foci, GivenNodes, WholeGraph, targeted
from whence.shapes.model import Constraint, Node, Path, Predicate, Select, Shape, Target, spelled

_TYPE = vocab.expand("rdf:type")
_HEAD = re.compile(r"\bSELECT\s+(?:DISTINCT\s+)?[$?]this\s+[$?]value\s+WHERE\s*\{", re.IGNORECASE)
_DISTINCT_HEAD = "SELECT DISTINCT $this ?value WHERE {"
_FORBIDDEN = re.compile(r"\b(?:MINUS|SERVICE|VALUES)\b|\bSELECT\b.*\bSELECT\b", re.IGNORECASE | re.DOTALL)

Targets = tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A constraint that a query asks of, as it is reported where a node breaks it.

    `judge`, where there is one, tells more exactly than SPARQL can whether a value, and what it is compared with,
    break the constraint.
    """

    rule: str
    component: str
    message: str
    severity: str
    path: str = ""
    judge: Judge | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what it checks. Its answer has the node as ?focus and the value, if any, as ?value.

    For the check at index N, column ?brokenN is true where it is broken; a query of one check has no such column, and
    each row is a finding. `bound` are variables that are bound in advance.
    """

    text: str
    checks: tuple[Check, ...]
    bound: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Queries:
    """Makes the queries of shapes over a graph's classes, for the nodes that are asked."""

    compiler: Compiler
    foci: Foci

    def of(self, shapes: Iterable[Shape]) -> Iterator[Query]:
        """The queries of all shapes; raises ShapesError for what can't be compiled."""
        by_targets: dict[Targets, list[tuple[Constraint, Shape]]] = defaultdict(list)
        for shape, targets in asked(shapes):
            by_targets[targets] += [(each, shape) for each in shape.constraints if each.kind in BROKEN]
            yield from self._values(shape, targets)
            for constraint in shape.constraints:
                if constraint.kind in COMPARED:
                    yield from self._compared(constraint, shape, targets)
            for select in shape.selects:
                yield from self._selected(select, shape, targets)
        for targets, constraints in by_targets.items():
            yield from self._counts(constraints, targets)

    # ------------------------------------------------------------ core constraints

    def _counts(self, constraints: list[tuple[Constraint, Shape]], targets: Targets) -> Iterator[Query]:
        """One query of all constraints that are about a node's values together."""
        if not constraints:
            return
        checks = [_check(constraint, shape) for constraint, shape in constraints]
        tests = [self.compiler.broken(constraint, shape.path, FOCUS) for constraint, shape in constraints]
        together = " || ".join(self._together(constraints))
        for bound in self.foci.patterns(targets):
            yield _query(bound, "", bound.pattern, tests, checks, together)

    def _together(self, constraints: list[tuple[Constraint, Shape]]) -> Iterator[str]:
        """Tests of which one is true where a constraint is broken: one, not two, for a property that stands once."""
        by_shape: dict[str, list[tuple[Constraint, Shape]]] = defaultdict(list)
        for constraint, shape in constraints:
            by_shape[shape.rule].append((constraint, shape))
        for same in by_shape.values():
            path, rest = same[0][1].path, [constraint for constraint, _ in same]
            if path is not None and {("minCount", 1), ("maxCount", 1)} <= {(each.kind, each.count) for each in rest}:
                yield not_once(path, FOCUS)
                rest = [each for each in rest if each.kind not in ("minCount", "maxCount")]
            yield from (self.compiler.broken(each, path, FOCUS) for each in rest)

    def _values(self, shape: Shape, targets: Targets) -> Iterator[Query]:
        """One query of all constraints of a shape that are about each value by itself."""
        constraints = [each for each in shape.constraints if each.kind not in BROKEN and each.kind not in COMPARED]
        if not constraints:
            return
        value = FOCUS if shape.path is None else "?value"
        tests = [f"!{self.compiler.kept(each, value)}" for each in constraints]
        checks = [_check(each, shape) for each in constraints]
        if shape.path is None:
            for bound in self.foci.patterns(targets):
                yield _query(bound, f"({FOCUS} AS ?value)", bound.pattern, tests, checks)
        else:
            yield from self._along(shape.path, along(shape.path, FOCUS, "?value"), targets, tests, checks)

    def _along(
        self, path: Path, pattern: str, targets: Targets, tests: list[str], checks: list[Check]
    ) -> Iterator[Query]:
        """A query of values: by the index of their property where it has one, else from the focus nodes on."""
        columns = "?value ?other" if "?other" in pattern else "?value"
        by_index = isinstance(self.foci, WholeGraph) and isinstance(path, Predicate) and path.iri != _TYPE
        for bound in self.foci.patterns(targets):
            if by_index:
                asked_at_all = targeted(targets, self.compiler.classes)
                yield _query(bound, columns, pattern, tests, checks, also=asked_at_all)
            else:
                yield _query(bound, columns, f"{bound.pattern} {pattern}", tests, checks)

    def _compared(self, constraint: Constraint, shape: Shape, targets: Targets) -> Iterator[Query]:
        """Queries of a constraint between the values of two paths."""
        if shape.path is None:
            raise ShapesError(f"{shape.rule}: sh:{constraint.kind} in a node shape can't be compiled")
        check, other = _check(constraint, shape), Predicate(constraint.values[0].value)
        here, there = (along(path, FOCUS, "?value") for path in (shape.path, other))
        if constraint.kind == "equals":
            yield from self._along(shape.path, here, targets, [f"NOT EXISTS {{ {there} }}"], [check])
            yield from self._along(other, there, targets, [f"NOT EXISTS {{ {here} }}"], [check])
        else:
            pair = f"{here} {along(other, FOCUS, '?other')}"
            yield from self._along(shape.path, pair, targets, ["!COALESCE(?value < ?other, false)"], [check])

    # ------------------------------------------------------------ constraints in SPARQL

    def _selected(self, select: Select, shape: Shape, targets: Targets) -> Iterator[Query]:
        """The queries of a SPARQL constraint, of all focus nodes at once or of the whole graph."""
        head = _HEAD.search(select.query)
        if head is None or _FORBIDDEN.search(select.query):
            raise ShapesError(
                f"{select.rule}: can't be compiled: write it as SELECT $this ?value WHERE {{ … }}, "
                "without MINUS, SERVICE, VALUES or another SELECT"
            )
        if shape.path is not None:
            raise ShapesError(f"{shape.rule}: a property shape with sh:sparql can't be compiled")
        check = Check(select.rule, "SPARQL", select.message, shape.severity)
        parts = select.query[: head.start()] + _DISTINCT_HEAD, select.query[head.end() :]
        if of_the_graph(targets):
            yield from self._of_the_graph(parts, targets, check)
            return
        for bound in self.foci.patterns(targets):
            text = bound.pattern.replace(FOCUS, "?this").join((f"{parts[0]} ", parts[1]))
            yield Query(text, (check,), (("this", bound.node),) if bound.node else ())

    def _of_the_graph(self, parts: tuple[str, str], targets: Targets, check: Check) -> Iterator[Query]:
        """The queries of a rule about the whole graph, whose ?value is what breaks it."""
        everything = self.foci.everything() if isinstance(self.foci, GivenNodes) else (Bound(""),)
        for bound in everything:
            text = bound.pattern.replace(FOCUS, "?value").join((f"{parts[0]} ", parts[1]))
            value = (("value", bound.node),) if bound.node else ()
            yield from (Query(text, (check,), (("this", target.node), *value)) for target in targets)


def of_the_graph(targets: Targets) -> bool:
    """Whether a SPARQL constraint is about the whole graph, for which a node stands; its ?value is what breaks it."""
    return all(target.kind == "targetNode" for target in targets)


def asked(shapes: Iterable[Shape]) -> Iterator[tuple[Shape, Targets]]:
    """Each shape with what it is asked of: a property shape, what the shapes that name it are asked of, too."""
    found: dict[str, Shape] = {}
    targets: dict[str, dict[Target, None]] = defaultdict(dict)
    for shape in shapes:
        for each in (shape, *shape.properties):
            found[each.rule] = each
            targets[each.rule].update(dict.fromkeys(shape.targets))
    for rule, shape in found.items():
        yield shape, tuple(targets[rule])


def _check(constraint: Constraint, shape: Shape) -> Check:
    if not shape.message:
        raise ShapesError(f"{shape.rule}: has a constraint and no sh:message")
    path = "" if shape.path is None else spelled(shape.path, vocab.compact)
    return Check(shape.rule, constraint.component, shape.message, shape.severity, path, judge(constraint))


def _query(
    bound: Bound, columns: str, pattern: str, tests: list[str], checks: list[Check], together: str = "", also: str = ""
) -> Query:
    """Asks which nodes of a pattern fail one of the tests, or `together` where that says the same faster."""
    also = also and f" && ({also})"
    before = (("focus", bound.node),) if bound.node else ()
    if len(tests) == 1:
        text = f"SELECT DISTINCT {FOCUS} {columns} WHERE {{ {pattern} FILTER ({tests[0]}{also}) }}"
        return Query(text, tuple(checks), before)
    named = " ".join(f"({test} AS ?broken{index})" for index, test in enumerate(tests))
    broken = f"({together or ' || '.join(tests)}){also}"
    text = f"SELECT DISTINCT {FOCUS} {columns} {named} WHERE {{ {pattern} FILTER ({broken}) }}"
    return Query(text, tuple(checks), before)
