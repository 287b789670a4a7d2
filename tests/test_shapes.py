"""The shapes say what they should: each is kept by a good example and broken by bad ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import BNode, Node

from whence import resources, vocab
from whence.decision import Field, Ruling, State, TargetKind
from whence.knowledge import Alteration
from whence.model import Change, Qualifier
from whence.rdf.evidence import FIELDS
from whence.validate import RULES, validate

EXAMPLES = Path(__file__).parent / "shapes"
GOOD = sorted(EXAMPLES.glob("good/*.ttl"))
BAD = sorted(EXAMPLES.glob("bad/*.ttl"))
RULE = Namespace(RULES)
EX = Namespace("https://example.org/id/")


def ontology_graph(name: str) -> Graph:
    return Graph().parse(data=resources.ontology().joinpath(name).read_bytes(), format="turtle")


SHAPES = ontology_graph("shapes.ttl")
WHENCE = ontology_graph("whence.ttl")
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
TOLD = {SH[each] for each in ("path", "name", "message", "severity", "prefixes", "select", "qualifiedValueShape")}
GROUPING = {RDF.type, SH.property, SH.sparql, SH.severity, *TARGETS}
TARGETED = {node for target in TARGETS for node in SHAPES.subjects(target)}


def header(example: Path) -> dict[str, str]:
    """What the comments at the head of an example say of it."""
    lines = example.read_text("utf-8").splitlines()
    return dict(line.removeprefix("# ").split(": ", 1) for line in lines if line.startswith("# "))


def local(rule: Node) -> str:
    return str(rule).removeprefix(RULES)


def node_shape_of(rule: str) -> str:
    return rule.split("-")[0]


# ---------------------------------------------------------------- examples


@pytest.mark.parametrize("example", GOOD, ids=lambda path: path.stem)
def test_a_good_example_breaks_no_rule(example: Path) -> None:
    assert validate(example).violations == ()


@pytest.mark.parametrize("example", BAD, ids=lambda path: path.stem)
def test_a_bad_example_breaks_the_rule_it_names_and_no_other(example: Path) -> None:
    said, report = header(example), validate(example)
    assert {(each.rule, each.component) for each in report.violations} == {(said["rule"], said["component"])}
    assert all(said["message"] in each.message for each in report.violations)
    assert report.conforms == all(each.severity == "Warning" for each in report.violations)


def test_each_shape_has_a_good_and_a_bad_example() -> None:
    shapes = {node_shape_of(local(shape)) for shape in TARGETED}
    assert {header(example)["rule"] for example in GOOD} == shapes
    assert {node_shape_of(header(example)["rule"]) for example in BAD} >= shapes


def test_the_whole_example_uses_every_class() -> None:
    whole = Graph().parse(EXAMPLES / "whole.ttl")
    used = set(whole.objects(None, RDF.type))
    told = set(SHAPES.objects(None, SH.targetClass)) - code_lists() - {wh("Paraphrase"), wh("Forecast")}
    assert told <= used


# ---------------------------------------------------------------- each constraint can fail


def wh(name: str) -> URIRef:
    return URIRef(vocab.term(name))


def code_lists() -> set[URIRef]:
    return {
        wh(name) for name in ("Qualifier", "Change", "Alteration", "Verdict", "DisagreementKind", "Ruling", "Standing")
    }


def whole() -> Graph:
    """The whole example, and the code lists of the ontology."""
    graph = Graph().parse(EXAMPLES / "whole.ttl")
    for kind in code_lists():
        for entry in WHENCE.subjects(RDF.type, kind):
            graph += WHENCE.triples((entry, None, None))
    for scheme in WHENCE.subjects(RDF.type, URIRef(vocab.expand("skos:ConceptScheme"))):
        graph += WHENCE.triples((scheme, None, None))
    return graph


Break = Callable[[Graph, Node, URIRef, Node, bool], None]
"""Breaks a constraint of a property, given by its parameter, at a focus node; the flag tells an inverse path."""


def removed(graph: Graph, focus: Node, path: URIRef, _parameter: Node, inverse: bool) -> None:
    graph.remove((None, path, focus) if inverse else (focus, path, None))


def multiplied(graph: Graph, focus: Node, path: URIRef, parameter: Node, inverse: bool) -> None:
    for number in range(int(str(parameter)) + 1):
        graph.add((EX[f"n{number}"], path, focus) if inverse else (focus, path, EX[f"n{number}"]))


def replaced_by(value: Node) -> Break:
    def replaced(graph: Graph, focus: Node, path: URIRef, _parameter: Node, inverse: bool) -> None:
        removed(graph, focus, path, value, inverse)
        graph.add((value, path, focus) if inverse else (focus, path, value))

    return replaced


BREAKS: dict[str, Break] = {
    "minCount": removed,
    "maxCount": multiplied,
    "datatype": replaced_by(Literal("x", datatype=EX.strange)),
    "minLength": replaced_by(Literal("")),
    "pattern": replaced_by(Literal("%%%")),
    "nodeKind": replaced_by(BNode("blank")),
    "class": replaced_by(EX.nobody),
    "in": replaced_by(EX.nothing),
    "or": replaced_by(Literal("x", datatype=EX.strange)),
    "minInclusive": replaced_by(Literal(-1)),
    "maxInclusive": replaced_by(Literal(1000)),
    "equals": replaced_by(EX.nothing),
}


def property_constraints(kind: str) -> Iterator[tuple[URIRef, URIRef, Node, bool]]:
    """The rules with a constraint of a kind about a property or its inverse: rule, path, parameter, inverse.

    Rules about classes are left out, since a node without its class is asked for nothing else.
    """
    for rule, parameter in SHAPES.subject_objects(SH[kind]):
        path = SHAPES.value(rule, SH.path)
        inverse = SHAPES.value(path, SH.inversePath) if path is not None else None
        if isinstance(rule, URIRef) and isinstance(inverse or path, URIRef) and path != RDF.type:
            yield rule, URIRef(str(inverse or path)), parameter, inverse is not None


def foci(graph: Graph, rule: URIRef) -> Iterator[Node]:
    """The nodes of a graph that a rule is asked of."""
    for shape in (rule, *SHAPES.subjects(SH.property, rule)):
        for kind in SHAPES.objects(shape, SH.targetClass):
            yield from set(graph.subjects(RDF.type, kind))
        for path in SHAPES.objects(shape, SH.targetSubjectsOf):
            yield from set(graph.subjects(path))
        for path in SHAPES.objects(shape, SH.targetObjectsOf):
            yield from set(graph.objects(None, path))


@pytest.mark.parametrize("kind", BREAKS)
def test_each_constraint_on_a_property_fails_when_it_is_broken(kind: str) -> None:
    graph = whole()
    asked = [(each, list(foci(graph, each[0]))) for each in property_constraints(kind)]
    for (_, path, parameter, inverse), nodes in asked:
        for focus in nodes:
            BREAKS[kind](graph, focus, path, parameter, inverse)
    broken = {local(rule) for (rule, *_), _ in asked}
    reported = {each.rule for each in validate(graph).violations if each.component.lower() == kind.lower()}
    assert broken - reported == set()
    assert broken


def test_every_constraint_of_every_rule_is_broken_somewhere_in_these_tests() -> None:
    constraints = {(local(rule), "sparql") for rule in SHAPES.subjects(SH.select)}
    for rule in {rule for rule in SHAPES.subjects(SH.message) if isinstance(rule, URIRef)}:
        for parameter in set(SHAPES.predicates(rule)) - TOLD - GROUPING:
            constraints.add((local(rule), str(parameter).removeprefix(str(SH)).lower()))
    on_properties = {(local(rule), kind.lower()) for kind in BREAKS for rule, *_ in property_constraints(kind)}
    on_blank_nodes = {(local(rule), "nodekind") for rule in set(SHAPES.subjects(SH.nodeKind, SH.IRI)) & TARGETED}
    in_examples = {(said["rule"], said["component"].lower()) for said in map(header, BAD)}
    assert constraints - on_properties - on_blank_nodes - in_examples == set()


def test_asking_each_property_rule_by_itself_finds_the_same() -> None:
    """`validate` gives each property shape the targets of its node shape, for speed; SHACL as written is the judge."""
    graph = whole()
    for focus in foci(graph, RULE.Claim):
        graph.remove((focus, wh("statedIn"), None))
        graph.add((focus, wh("confidence"), Literal(7)))
    _, results, _ = pyshacl.validate(graph, shacl_graph=SHAPES, allow_warnings=True)
    told = {
        (str(results.value(node, SH.focusNode)), local(results.value(node, SH.sourceShape)))
        for node in results.objects(None, SH.result)
    }
    found = {(each.focus, each.rule) for each in validate(graph).violations}
    assert found == told
    assert len(found) > 10


def test_a_blank_node_breaks_the_rule_of_its_class() -> None:
    graph, shapes = Graph(), {}
    for shape in set(SHAPES.subjects(SH.nodeKind, SH.IRI)) & TARGETED - set(SHAPES.subjects(SH.path)):
        for number, kind in enumerate(SHAPES.objects(shape, SH.targetClass)):
            graph.add((BNode(f"{local(shape)}{number}"), RDF.type, kind))
            shapes[local(shape)] = shape
    reported = {each.rule for each in validate(graph).violations if each.component == "NodeKind"}
    assert reported == set(shapes)


# ---------------------------------------------------------------- the shapes agree with what else is said


def test_the_shapes_are_themselves_well_formed() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def test_each_rule_is_told_in_words() -> None:
    rules = {rule for rule in SHAPES.subjects(RDF.type) if str(rule).startswith(RULES)}
    grouping = {rule for rule in rules if not set(SHAPES.predicates(rule)) - GROUPING}
    untold = {local(rule) for rule in rules - grouping if not SHAPES.value(rule, SH.message)}
    assert untold == set()
    assert all(str(message).endswith(".") for message in SHAPES.objects(None, SH.message))


def test_a_rule_about_a_class_is_asked_of_its_subclasses_too() -> None:
    for shape in TARGETED:
        told = set(SHAPES.objects(shape, SH.targetClass))
        below = {sub for kind in told for sub in WHENCE.subjects(RDFS.subClassOf, kind)} & set(described())
        assert below <= told, local(shape)


def described() -> Iterator[Node]:
    """The classes of the ontology's own."""
    return (kind for kind in WHENCE.subjects(RDF.type, OWL.Class) if str(kind).startswith(vocab.PREFIXES["wh"]))


def test_each_class_of_the_ontology_has_a_shape() -> None:
    assert set(described()) - set(SHAPES.objects(None, SH.targetClass)) == set()


@pytest.mark.parametrize(
    ("rule", "members"),
    [
        pytest.param("StatisticalClaim-qualifier", Qualifier, id="qualifiers of numbers"),
        pytest.param("Sample-qualifier", Qualifier, id="qualifiers of sample sizes"),
        pytest.param("StatisticalClaim-change", Change, id="changes"),
        pytest.param("Retelling-alteration", Alteration, id="alterations"),
        pytest.param("Decision-ruling", Ruling, id="rulings"),
        pytest.param("Decision-standing", State, id="standings of decisions"),
    ],
)
def test_a_closed_list_is_the_one_of_the_code(rule: str, members: type[StrEnum]) -> None:
    assert set(listed(rule)) == {wh(member.value) for member in members}


def test_the_metadata_fields_are_those_of_the_code() -> None:
    assert {str(field) for field in listed("MetadataValue-field")} == set(FIELDS)


@pytest.mark.parametrize(
    ("rule", "members"),
    [("Decision-field", Field), ("ExtractedClaim-field", Field), ("DecisionTarget-targetKind", TargetKind)],
)
def test_a_closed_list_of_words_is_the_one_of_the_code(rule: str, members: type[StrEnum]) -> None:
    assert {str(word) for word in listed(rule)} == {str(member) for member in members}


def listed(rule: str) -> Iterator[Node]:
    head = SHAPES.value(RULE[rule], SH["in"])
    assert head is not None
    return SHAPES.items(head)


def test_another_engine_judges_the_examples_alike() -> None:
    pyrudof = pytest.importorskip("pyrudof", reason="a second SHACL engine, where it is installed")
    engine, broken = pyrudof.Rudof(pyrudof.RudofConfig()), set()
    engine.read_shacl(str(Path(str(resources.ontology())) / "shapes.ttl"))
    for example in GOOD + BAD:
        engine.read_data(str(example))
        if list(engine.validate_shacl()):
            broken.add(example)
        engine.reset_data()
    assert broken == set(BAD)
