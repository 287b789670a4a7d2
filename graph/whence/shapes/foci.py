"""Which nodes are asked: all that targets tell of in the whole graph, or those of some nodes that are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from whence.shapes.expressions import Classes
from whence.shapes.model import Target

FOCUS = "?focus"

A_QUERY = 1000
"""How many given nodes one query asks."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A pattern that binds ?focus to nodes; a blank node, which no query can name, is bound in advance instead."""

    pattern: str
    node: ox.BlankNode | None = None


@dataclass(frozen=True, slots=True)
class WholeGraph:
    """Every node of the graph."""

    classes: Classes

    def patterns(self, targets: tuple[Target, ...]) -> Iterator[Bound]:
        """One pattern: a choice among targets, each without the nodes of those before."""
        tests = list(dict.fromkeys(_memberships(targets, self.classes)))
        if any(target.kind == "targetObjectsOf" for target in targets) and tests:
            # A person is named as author or speaker a thousand times, and to be asked once.
            yield Bound(f"{{ SELECT DISTINCT {FOCUS} WHERE {{ {{ {' } UNION { '.join(tests)} }} }} }}")
            return
        choices = []
        for index, test in enumerate(tests):
            earlier = "".join(f" FILTER NOT EXISTS {{ {each.replace('?_', '?__')} }}" for each in tests[:index])
            choices.append(f"{{ {test}{earlier} }}")
        if choices:
            yield Bound(choices[0] if len(choices) == 1 else " UNION ".join(choices))


@dataclass(frozen=True, slots=True)
class GivenNodes:
    """Some nodes, with their classes."""

    classes: Classes
    nodes: Mapping[ox.NamedNode | ox.BlankNode, frozenset[str]]

    def patterns(self, targets: tuple[Target, ...]) -> Iterator[Bound]:
        """Lists of the nodes that are of a targeted class; for other targets, of all nodes under a condition."""
        classes = [target.node.value for target in targets if target.kind == "targetClass"]
        wanted = {each for of in classes for each in self.classes.below(of)}
        others = tuple(target for target in targets if target.kind != "targetClass")
        listed = [node for node, kinds in self.nodes.items() if kinds & wanted]
        yield from self._listed(listed, "")
        if others:
            rest = [node for node, kinds in self.nodes.items() if not kinds & wanted]
            yield from self._listed(rest, f"FILTER ({targeted(others, self.classes)})")

    def everything(self) -> Iterator[Bound]:
        """All the nodes."""
        yield from self._listed(self.nodes, "")

    def _listed(self, nodes: Iterable[ox.NamedNode | ox.BlankNode], condition: str) -> Iterator[Bound]:
        named = sorted(str(node) for node in nodes if isinstance(node, ox.NamedNode))
        for start in range(0, len(named), A_QUERY):
            yield Bound(f"VALUES {FOCUS} {{ {' '.join(named[start : start + A_QUERY])} }} {condition}")
        yield from (Bound(condition, node) for node in nodes if isinstance(node, ox.BlankNode))


Foci = WholeGraph | GivenNodes
"""Says how a query comes to the nodes that it is asked of: `patterns` bind ?focus to each node of the targets once."""


def targeted(targets: tuple[Target, ...], classes: Classes) -> str:
    """True where ?focus is a node of the targets, else false."""
    return " || ".join(f"EXISTS {{ {each} }}" for each in dict.fromkeys(_memberships(targets, classes))) or "false"


def _memberships(targets: tuple[Target, ...], classes: Classes) -> Iterator[str]:
    """Patterns that ?focus fits as a node of a target."""
    for target in targets:
        if target.kind == "targetClass":
            yield from (f"{FOCUS} a <{each}>" for each in classes.below(target.node.value))
        else:
            yield _PATTERNS[target.kind].format(str(target.node))


_PATTERNS = {
    "targetSubjectsOf": f"{FOCUS} {{0}} ?_",
    "targetObjectsOf": f"?_ {{0}} {FOCUS}",
    "targetNode": f"VALUES {FOCUS} {{{{ {{0}} }}}}",
}
