"""Proves the compiled validation against pySHACL on mutated graphs: `python scripts/validation_mutations.py`.

Directed mutations break each constraint of each shape at least once, on an example that has every class; random ones
drop, double, retype and replace what they hit, on that and on graphs of articles. Mutations that touch different
statements share a copy of the graph. Both engines must find the same: focus node, path, component, value, severity,
rule and message.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from whence import resources, vocab
from whence.build import build
from whence.shapes import checking, reference
from whence.shapes.model import Alternative, Constraint, Finding, Inverse, Node, Predicate, Shape, Target
from whence.shapes.model import Path as PropertyPath
from whence.shapes.queries import asked
from whence.shapes.reading import read_shapes, shapes_file
from whence.store import Store
from whence.validate import RULES, SHAPES

ROOT = Path(__file__).resolve().parents[1]
MUTATIONS, BATCH = 500, 60
RULES_FILE = shapes_file(SHAPES)
EXAMPLE = "https://example.org/id/"

Triple = tuple[Node, ox.NamedNode, Node]


def term(name: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.expand(name))


def ex(name: str) -> ox.NamedNode:
    return ox.NamedNode(EXAMPLE + name)


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=term(f"xsd:{datatype}"))


TYPE, STRANGE = term("rdf:type"), ox.Literal("x", datatype=ex("strange"))


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of a graph: statements that go and statements that come; `alone` where others could undo it."""

    removed: frozenset[Triple]
    added: frozenset[Triple]
    alone: bool = False

    @property
    def touched(self) -> frozenset[tuple[Node, Node]]:
        """The subjects and properties that it changes."""
        return frozenset((subject, predicate) for subject, predicate, _ in self.removed | self.added)

    @property
    def nodes(self) -> frozenset[Node]:
        return frozenset(node for subject, _, value in self.removed | self.added for node in (subject, value))

    @property
    def unclassed(self) -> frozenset[Node]:
        """The nodes that it takes a class from, so that less is asked of them."""
        return frozenset(subject for subject, predicate, _ in self.removed if predicate == TYPE)

    def meets(self, other: Mutation) -> bool:
        """Whether one of them could hide what the other breaks."""
        hidden = self.unclassed & other.nodes or self.nodes & other.unclassed
        return bool(hidden or self.touched & other.touched or self.alone or other.alone)


class Facts:
    """A graph in which values are looked up."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = frozenset(triples)
        self.ordered = sorted(self.triples, key=str)
        self._of, self._to = defaultdict[Node, list[Triple]](list), defaultdict[Node, list[Triple]](list)
        for triple in self.ordered:
            self._of[triple[0]].append(triple)
            self._to[triple[2]].append(triple)

    def said(self, node: Node, predicate: ox.NamedNode, *, inverse: bool = False) -> list[Triple]:
        return [each for each in (self._to if inverse else self._of)[node] if each[1] == predicate]

    def about(self, node: Node) -> list[Triple]:
        return self._of[node] + self._to[node]

    def foci(self, targets: Iterable[Target]) -> list[Node]:
        found = dict[Node, None]()
        for target in targets:
            for subject, predicate, value in self.ordered:
                if target.kind == "targetClass" and predicate == TYPE and value == target.node:
                    found[subject] = None
                elif target.kind in ("targetSubjectsOf", "targetObjectsOf") and predicate == target.node:
                    found[subject if target.kind == "targetSubjectsOf" else value] = None
        return list(found)


# ---------------------------------------------------------------- each constraint broken on purpose


def directed(facts: Facts) -> Iterator[Mutation]:
    """Mutations that break each constraint of each shape, each at another focus node where there are several."""
    for shape, targets in asked(read_shapes(RULES_FILE)):
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


def blanked(facts: Facts, node: Node) -> Mutation:
    """A node that loses its IRI."""
    blank, gone = ox.BlankNode(), facts.about(node)
    swap = {node: blank}
    return mutation(removed=gone, added=[(swap.get(s, s), p, swap.get(o, o)) for s, p, o in gone])


def mutation(removed: Iterable[Triple] = (), added: Iterable[Triple] = (), *, alone: bool = False) -> Mutation:
    """A mutation; what would say something of a literal is left out."""
    said = frozenset(each for each in added if not isinstance(each[0], ox.Literal))
    return Mutation(frozenset(removed), said, alone)


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


# ---------------------------------------------------------------- what chance breaks


def accidental(facts: Facts, chance: random.Random) -> Iterator[Mutation]:
    """Random mutations without end: of a statement, its subject, its value or its property."""
    while True:
        triple, other = chance.choice(facts.ordered), chance.choice(facts.ordered)
        yield chance.choice(ACCIDENTS)(facts, triple, other, chance)


def replaced(triple: Triple, value: Node) -> Mutation:
    return mutation([triple], [(triple[0], triple[1], value)])


def retyped(_facts: Facts, triple: Triple, _other: Triple, chance: random.Random) -> Mutation:
    datatypes = ("string", "integer", "decimal", "boolean", "date", "gYear", "gYearMonth", "dateTime", "anyURI")
    return replaced(triple, typed(triple[2].value, chance.choice(datatypes)))


def misspelled(_facts: Facts, triple: Triple, _other: Triple, chance: random.Random) -> Mutation:
    texts = ("", " ", "abc", "-3", "1e3", "2023-02-30", "2023-13", "20", "NaN", "0.5\n", "٤٢", "101", "-0.5", "9" * 30)
    datatype = triple[2].datatype if isinstance(triple[2], ox.Literal) else term("xsd:string")
    return replaced(
        triple, ox.Literal(chance.choice(texts), datatype=datatype if datatype != term("rdf:langString") else None)
    )


def below(facts: Facts, _triple: Triple, _other: Triple, chance: random.Random) -> Mutation:
    """A class told to be below another: its instances are then instances of that, too."""
    types = [each for each in facts.ordered if each[1] == TYPE]
    retyped, kind = chance.choice(types), ex(f"kind{chance.randrange(3)}")
    above = (kind, term("rdfs:subClassOf"), retyped[2])
    return mutation([retyped], [(retyped[0], TYPE, kind), *([above] if chance.random() < 0.7 else [])])


ACCIDENTS: Sequence[Callable[[Facts, Triple, Triple, random.Random], Mutation]] = (
    lambda _facts, triple, _other, _chance: mutation([triple]),
    lambda facts, triple, _other, _chance: mutation(facts.said(triple[0], triple[1])),
    lambda _facts, triple, other, _chance: mutation(added=[(triple[0], triple[1], other[2])]),
    lambda _facts, triple, other, _chance: replaced(triple, other[2]),
    lambda _facts, triple, other, _chance: mutation([triple], [(other[0], triple[1], triple[2])]),
    lambda _facts, triple, other, _chance: mutation([triple], [(triple[0], other[1], triple[2])]),
    lambda facts, triple, _other, _chance: blanked(facts, triple[0]),
    lambda _facts, triple, _other, _chance: replaced(triple, ox.Literal(triple[2].value, language="de")),
    lambda _facts, triple, _other, _chance: replaced(triple, ex("nothing")),
    lambda _facts, triple, _other, _chance: replaced(triple, triple[0]),
    retyped,
    misspelled,
    below,
)


# ---------------------------------------------------------------- graphs to mutate


def example() -> Facts:
    """The example of the tests that has every class, and the code lists of the ontology under other names."""
    triples = _as_triples(ox.parse(path=str(ROOT / "tests/shapes/whole.ttl")))
    described = _as_triples(
        ox.parse(resources.ontology().joinpath("whence.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    )
    scheme, entry = term("skos:ConceptScheme"), term("skos:inScheme")
    kept = {s for s, p, o in described if (p == TYPE and o == scheme) or p == entry}
    renamed = {node: ex("code-" + node.value.rsplit("#")[-1]) for node in kept}
    return Facts(triples + [(renamed[s], p, renamed.get(o, o)) for s, p, o in described if s in kept])


def articles(*paths: Path) -> Facts:
    """The graph of articles, with all that is derived."""
    with Store() as store:
        build([str(path) for path in paths], store)
        return Facts(_as_triples(store.quads()))


def _as_triples(quads: Iterable[ox.Quad | ox.Triple]) -> list[Triple]:
    return [cast(Triple, (each.subject, each.predicate, each.object)) for each in quads]


def packed(mutations: Iterable[Mutation]) -> list[list[Mutation]]:
    """The mutations in groups, in each of which none stands in the way of another."""
    groups: list[list[Mutation]] = []
    for each in mutations:
        group = next((group for group in groups if len(group) < BATCH and not any(map(each.meets, group))), None)
        if group is None:
            groups.append(group := [])
        group.append(each)
    return groups


def mutated(facts: Facts, mutations: Iterable[Mutation]) -> Store:
    triples = set(facts.triples)
    for each in mutations:
        triples = triples - each.removed | each.added
    store = Store()
    store.add(ox.Quad(cast(ox.NamedNode, s), p, o, ox.DefaultGraph()) for s, p, o in triples)
    return store


# ---------------------------------------------------------------- both engines


def compared(store: Store) -> tuple[set[Finding], set[Finding]]:
    """What only the compiled queries find or only pySHACL finds, and what both find."""
    ours, theirs = set(checking.findings(store, read_shapes(RULES_FILE))), set(reference.findings(store, RULES_FILE))
    return ours ^ theirs, ours & theirs


def uncovered(found: Iterable[Finding]) -> set[tuple[str, str]]:
    """The constraints that no finding is about: rule and component."""
    told = {(each.rule, each.component) for each in found}
    shapes = list(asked(read_shapes(RULES_FILE)))
    wanted = {(shape.rule, each.component) for shape, _ in shapes for each in shape.constraints}
    return (wanted | {(each.rule, "SPARQL") for shape, _ in shapes for each in shape.selects}) - told


def run(number: int, seed: int, graphs: Sequence[Facts]) -> int:
    """Try so many mutations and those that each constraint needs; returns the exit code."""
    chance, whole = random.Random(seed), example()  # noqa: S311 - nothing here is a secret
    tried, batches, found, differing = 0, 0, set[Finding](), set[Finding]()
    aimed = list(directed(whole))
    rest = max(0, number - len(aimed))
    jobs = [(whole, group) for group in packed(aimed)]
    for index, facts in enumerate(graphs):
        share = rest // len(graphs) + (index < rest % len(graphs))
        wild = accidental(facts, chance)
        jobs += [(facts, group) for group in packed(next(wild) for _ in range(share))]
    for facts, group in jobs:
        with mutated(facts, group) as store:
            unlike, alike = compared(store)
        differing |= unlike
        found |= alike
        tried, batches = tried + len(group), batches + 1
    missing = uncovered(found)
    print(
        f"{tried} mutations in {batches} graphs: {len(found):,} findings of both engines, {len(differing)} of one alone"
    )
    for each in sorted(differing, key=str)[:20]:
        print(f"  differs: {each}")
    for rule, component in sorted(missing):
        print(f"  never broken: {rule.removeprefix(RULES)} {component}")
    return 1 if differing or missing else 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--mutations", type=int, default=MUTATIONS)
    parser.add_argument("--seed", type=int, default=1)
    asked_for = parser.parse_args(arguments)
    demo = Path(str(resources.data("demo")))
    corpus = sorted((ROOT / "tests" / "corpus").glob("b-*.txt"))[:12]
    return run(asked_for.mutations, asked_for.seed, [example(), articles(demo), articles(*corpus)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
