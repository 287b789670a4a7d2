"""Mutations that break each constraint of each shape at least once, on a graph that has every class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from mutations import STRANGE, TYPE, Facts, Mutation, Triple, blanked, ex, mutation, term, typed
from whence.shapes.model import Alternative, Constraint, Inverse, Node, Predicate, Shape
from whence.shapes.model import Path as PropertyPath
from whence.shapes.queries import asked


def directed(facts: Facts, shapes: Iterable[Shape]) -> Iterator[Mutation]:
    """Mutations that break each constraint of each shape, each at another focus node where there are several."""
    for shape, targets in asked(shapes):
        foci = facts.foci(targets)
        for index, constraint in enumerate(shape.constraints):
            yield from broken(facts, shape, constraint, [*foci[index % len(foci) :], *foci[: index % len(foci)]])
    yield from special(facts)


def broken(facts: Facts, shape: Shape, constraint: Constraint, foci: list[Node]) -> Iterator[Mutation]:
    if shape.path is None:
        if constraint.kind == "nodeKind":
            yield blanked(facts, foci[0])
        return
    ends = list(last_steps(shape.path))
    focus = next((each for each in foci if any(facts.said(each, step, inverse=back) for step, back in ends)), foci[0])
    values = [each for step, back in ends for each in facts.said(focus, step, inverse=back)]
    step, back = ends[0]

    def statement(value: Node) -> Triple:
        return (value, step, focus) if back else (focus, step, value)

    match constraint.kind:
        case "minCount" | "hasValue" | "qualifiedMinCount":
            gone = (
                values
                if constraint.kind != "hasValue"
                else [each for each in values if each[2] == constraint.values[0]]
            )
            yield mutation(removed=gone)
        case "maxCount" | "uniqueLang":
            more = [
                ox.Literal(f"t{each}", language="en") if constraint.kind == "uniqueLang" else ex(f"n{each}")
                for each in range(constraint.count + 2)
            ]
            yield mutation(added=map(statement, more))
        case "qualifiedMaxCount":
            kind = constraint.shapes[0].constraints[0].values[0]
            yield mutation(
                added=[each for name in (ex("q1"), ex("q2")) for each in (statement(name), (name, TYPE, kind))]
            )
        case "equals":
            yield mutation(added=[(focus, ox.NamedNode(constraint.values[0].value), ex("nothing"))])
        case kind:
            # A node that loses its class is asked nothing, and one that nobody names as author is not asked for it.
            classed = step == TYPE
            for bad in BAD_VALUES[kind](constraint):
                yield mutation(removed=[] if classed else values, added=[statement(bad)], alone=classed)


def last_steps(path: PropertyPath) -> Iterator[tuple[ox.NamedNode, bool]]:
    match path:
        case Predicate(iri):
            yield ox.NamedNode(iri), False
        case Inverse(Predicate(iri)):
            yield ox.NamedNode(iri), True
        case Alternative(choices):
            for choice in choices:
                yield from last_steps(choice)
        case _:
            yield TYPE, False


BAD_VALUES: dict[str, Callable[[Constraint], list[Node]]] = {
    "datatype": lambda constraint: (
        [STRANGE, ox.Literal("abc", datatype=ox.NamedNode(constraint.values[0].value))]
        if constraint.values[0] != term("xsd:string")
        else [ox.Literal("abc", language="en")]
    ),
    "or": lambda _: [STRANGE, typed("2023-02-30", "date")],
    "nodeKind": lambda constraint: [
        ox.BlankNode("b"),
        ex("iri") if constraint.values[0] == term("sh:Literal") else STRANGE,
    ],
    "class": lambda _: [ex("nobody"), ox.Literal("nobody")],
    "in": lambda _: [ex("nothing")],
    "pattern": lambda _: [ox.Literal("%%%"), ox.Literal("0123456789abcdef\n")],
    "minLength": lambda _: [ox.Literal("")],
    "minInclusive": lambda _: [typed("-1", "integer"), typed("-" + "9" * 40, "integer")],
    "maxInclusive": lambda _: [typed("1000", "decimal"), typed("9" * 40, "decimal")],
    "lessThan": lambda _: [typed("1000000", "integer"), ox.Literal("x")],
}


def special(facts: Facts) -> Iterator[Mutation]:
    """What breaks the rules that core SHACL can't say, and those between several properties."""

    def one(*said: tuple[str, str | None]) -> Node:
        return next(
            node
            for node in dict.fromkeys(each[0] for each in facts.ordered)
            if all(
                bool(facts.said(node, term(name))) == (kind != "none")
                and (kind in (None, "none") or any(each[2] == term(kind) for each in facts.said(node, term(name))))
                for name, kind in said
            )
        )

    def valued(node: Node, number: str) -> Mutation:
        return mutation(facts.said(node, term("wh:value")), [(node, term("wh:value"), typed(number, "decimal"))])

    percent = (("rdf:type", "wh:StatisticalClaim"), ("wh:unit", "unit:PERCENT"), ("wh:change", "none"))
    share = one(*percent, ("wh:population", None))
    yield from (valued(share, number) for number in ("613", "-1", "9" * 30))
    rate = facts.said(share, term("wh:population")) + facts.said(share, term("wh:value"))
    yield mutation(rate, [(share, term("wh:value"), typed("613", "decimal"))])
    yield valued(one(("rdf:type", "wh:StatisticalClaim"), ("wh:change", None)), "-5")
    article, claim = one(("rdf:type", "wh:Article")), one(("rdf:type", "wh:Claim"), ("wh:takenFrom", "none"))
    yield mutation(added=[(article, term("schema:datePublished"), typed("2999", "gYear"))])
    yield mutation(added=[(claim, term("wh:takenFrom"), claim)])
    retold = one(("rdf:type", "wh:Claim"), ("wh:takenFrom", None))
    yield mutation(added=[(facts.said(retold, term("wh:takenFrom"))[0][2], term("wh:takenFrom"), retold)])
    position = one(("rdf:type", "oa:TextPositionSelector"))
    yield mutation(facts.said(position, term("oa:end")), [(position, term("oa:end"), typed("100000", "integer"))])
    named = one(("rdf:type", "wh:StudyMention"), ("wh:anonymous", "none"))
    yield mutation(added=[(named, term("wh:anonymous"), typed("true", "boolean"))])
    yield mutation(facts.said(one(("wh:anonymous", None)), term("wh:anonymous")))
    retelling = one(("rdf:type", "wh:Retelling"))
    yield mutation(added=[(retelling, term("wh:alteration"), term(each)) for each in ("wh:Identical", "wh:Rounded")])
    decision = one(("rdf:type", "wh:Decision"))
    yield mutation(added=[(decision, term("wh:undoes"), ex("other"))])
