"""What can happen to a graph: its statements that are looked up, and mutations of them, some of them by chance."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from whence import vocab
from whence.shapes.model import Node, Target

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


def blanked(facts: Facts, node: Node) -> Mutation:
    """A node that loses its IRI."""
    blank, gone = ox.BlankNode(), facts.about(node)
    swap = {node: blank}
    return mutation(removed=gone, added=[(swap.get(s, s), p, swap.get(o, o)) for s, p, o in gone])


def mutation(removed: Iterable[Triple] = (), added: Iterable[Triple] = (), *, alone: bool = False) -> Mutation:
    """A mutation; what would say something of a literal is left out."""
    said = frozenset(each for each in added if not isinstance(each[0], ox.Literal))
    return Mutation(frozenset(removed), said, alone)


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
