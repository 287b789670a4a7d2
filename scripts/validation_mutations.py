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
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from mutations import TYPE, Facts, Mutation, Triple, accidental, ex, term
from shape_mutations import directed
from whence import resources
from whence.building import build
from whence.shapes import checking, reference
from whence.shapes.model import Finding
from whence.shapes.queries import asked
from whence.shapes.reading import read_shapes, shapes_file
from whence.store import Store
from whence.validate import RULES, SHAPES

ROOT = Path(__file__).resolve().parents[1]
MUTATIONS, BATCH = 500, 60
RULES_FILE = shapes_file(SHAPES)


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
    aimed = list(directed(whole, read_shapes(RULES_FILE)))
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
