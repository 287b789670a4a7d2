"""The ontology is complete, consistent and closed, and nothing speaks of a term that it doesn't define."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import BNode, Node

from whence import model, resources, vocab
from whence.decision import Ruling, State
from whence.knowledge import Alteration, DisagreementKind
from whence.validate import validate

HOME = URIRef(vocab.PREFIXES["wh"])
ROOT = Path(__file__).parents[1]
CONTEXT = resources.ontology().joinpath("context.jsonld")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
RESERVED: frozenset[str] = frozenset()
"""Terms that are defined for readers of a graph, though nothing here writes, checks or asks for them."""


@cache
def ontology() -> Graph:
    return Graph().parse(data=resources.ontology().joinpath("whence.ttl").read_bytes(), format="turtle")


def iri(name: str) -> URIRef:
    return URIRef(vocab.expand(name))


def is_ours(node: Node) -> bool:
    return isinstance(node, URIRef) and node.startswith(HOME) and node != HOME


OWN = sorted(vocab.terms())


# ---------------------------------------------------------------- each term is described


@pytest.mark.parametrize("term", OWN)
def test_a_term_has_one_label_one_definition_and_its_home(term: str) -> None:
    about = ontology()
    labels, definitions = (list(about.objects(iri(term), each)) for each in (RDFS.label, SKOS.definition))
    assert [label.language for label in labels if isinstance(label, Literal)] == ["en"]
    assert len(definitions) == 1
    assert str(definitions[0]).endswith(".")
    assert list(about.objects(iri(term), RDFS.isDefinedBy)) == [HOME]


def test_no_two_terms_share_a_definition() -> None:
    definitions = [str(value) for node, value in ontology().subject_objects(SKOS.definition) if is_ours(node)]
    assert len(definitions) == len(set(definitions)) == len(OWN)


@pytest.mark.parametrize(
    ("term", "relation", "parent"),
    [
        ("wh:Article", "subClassOf", "schema:Article"),
        ("wh:Article", "subClassOf", "prov:Entity"),
        ("wh:Claim", "subClassOf", "schema:Claim"),
        ("wh:Claim", "subClassOf", "prov:Entity"),
        ("wh:Statistic", "subClassOf", "schema:Observation"),
        ("wh:Population", "subClassOf", "skos:Concept"),
        ("wh:Extraction", "subClassOf", "prov:Activity"),
        ("wh:Retelling", "subClassOf", "prov:Derivation"),
        ("schema:Person", "subClassOf", "prov:Agent"),
        ("schema:Organization", "subClassOf", "prov:Agent"),
        ("wh:fromStudy", "subPropertyOf", "prov:hadPrimarySource"),
        ("wh:takenFrom", "subPropertyOf", "prov:wasDerivedFrom"),
        ("wh:attributedTo", "subPropertyOf", "prov:wasAttributedTo"),
        ("wh:cites", "subPropertyOf", "cito:cites"),
        ("wh:unit", "subPropertyOf", "qudt:hasUnit"),
        ("wh:Decision", "subClassOf", "prov:Entity"),
        ("wh:asExtracted", "subPropertyOf", "prov:wasRevisionOf"),
    ],
    ids=lambda value: value,
)
def test_a_term_is_aligned_with_the_vocabulary_that_others_use(term: str, relation: str, parent: str) -> None:
    assert (iri(term), RDFS[relation], iri(parent)) in ontology()


@pytest.mark.parametrize(
    "name",
    [
        *("dcterms:title", "dcterms:description", "dcterms:creator", "dcterms:publisher", "dcterms:license"),
        *("dcterms:created", "dcterms:modified", "dcterms:bibliographicCitation", "schema:creativeWorkStatus"),
        *("vann:preferredNamespacePrefix", "vann:preferredNamespaceUri", "owl:versionIRI", "owl:versionInfo"),
    ],
)
def test_the_ontology_tells_about_itself(name: str) -> None:
    assert len(list(ontology().objects(HOME, iri(name)))) == 1


def test_the_version_of_the_ontology_is_one() -> None:
    version = str(ontology().value(HOME, OWL.versionInfo))
    assert str(ontology().value(HOME, OWL.versionIRI)).endswith(f"/{version}")
    assert version in str(ontology().value(HOME, iri("dcterms:bibliographicCitation")))


# ---------------------------------------------------------------- code lists


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        pytest.param("Qualifier", model.Qualifier, id="qualifiers"),
        pytest.param("Change", model.Change, id="changes"),
        pytest.param("Alteration", Alteration, id="alterations"),
        pytest.param("Ruling", Ruling, id="rulings"),
        pytest.param("Standing", State, id="standings of decisions"),
        pytest.param("DisagreementKind", DisagreementKind, id="kinds of disagreement"),
    ],
)
def test_a_code_list_holds_the_members_of_the_enumeration(kind: str, members: type[StrEnum]) -> None:
    listed = set(ontology().subjects(RDF.type, iri(f"wh:{kind}")))
    assert listed == {iri(f"wh:{member}") for member in members}


@pytest.mark.parametrize(
    "kind", ["Qualifier", "Change", "Alteration", "Verdict", "DisagreementKind", "Ruling", "Standing"]
)
def test_a_code_list_is_a_scheme_of_concepts(kind: str) -> None:
    about, scheme = ontology(), iri(f"wh:{kind}Scheme")
    entries = set(about.subjects(RDF.type, iri(f"wh:{kind}")))
    assert (iri(f"wh:{kind}"), RDFS.subClassOf, SKOS.Concept) in about
    for relation in (SKOS.inScheme, SKOS.topConceptOf):
        assert set(about.subjects(relation, scheme)) == entries
    assert set(about.objects(scheme, SKOS.hasTopConcept)) == entries
    notations = [str(about.value(entry, SKOS.notation)) for entry in entries]
    assert len(set(notations)) == len(entries)
    assert all(about.value(entry, SKOS.prefLabel) == about.value(entry, RDFS.label) for entry in entries)


@pytest.mark.parametrize("member", [*model.StatementKind], ids=str)
def test_a_kind_of_statement_is_a_class_of_claims(member: model.StatementKind) -> None:
    assert (iri(f"wh:{member}"), RDFS.subClassOf, iri("wh:Claim")) in ontology()


@pytest.mark.parametrize("member", [*model.AgentKind], ids=str)
def test_a_kind_of_agent_is_declared(member: model.AgentKind) -> None:
    assert (iri(f"schema:{member}"), RDF.type, OWL.Class) in ontology()


# ---------------------------------------------------------------- OWL 2 DL, without a network


def test_nothing_is_imported() -> None:
    assert not list(ontology().subject_objects(OWL.imports))


def test_each_term_used_is_declared_once() -> None:
    """OWL 2 DL: every IRI is a class, a property of one kind, or an individual, and is declared to be so."""
    kinds: dict[Node, set[Node]] = {}
    for node, kind in ontology().subject_objects(RDF.type):
        if kind in KINDS:
            kinds.setdefault(node, set()).add(kind)
    assert {node: found for node, found in kinds.items() if len(found) > 1} == {}
    built_in = tuple(map(str, (RDF, RDFS, OWL, XSD)))
    named = {node for triple in ontology() for node in triple if isinstance(node, URIRef)}
    terms = {node for node in named if vocab.compact(str(node)) != str(node) and not str(node).startswith(built_in)}
    assert terms - kinds.keys() == set()


def test_no_foreign_term_is_declared_for_nothing() -> None:
    declared = {vocab.compact(str(n)) for kind in KINDS for n in ontology().subjects(RDF.type, kind) if not is_ours(n)}
    inside = {vocab.compact(str(n)) for s, p, o in ontology() if p != RDFS.label for n in (p, o)}
    units = {name for name in declared if name.startswith(("unit:", "cur:"))}
    assert declared - inside - used() - units == set()


UNSUPPORTED = {XSD.date, XSD.gYear, XSD.gYearMonth}


def test_ranges_are_of_the_datatype_map_of_owl() -> None:
    assert not set(ontology().objects(None, RDFS.range)) & UNSUPPORTED


def test_data_never_needs_a_blank_node_that_the_ontology_defines() -> None:
    assert not [node for node in ontology().subjects(RDFS.isDefinedBy) if isinstance(node, BNode)]


PLANTED = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wh: <https://w3id.org/whence/ns#> .
wh:Impossible a owl:Class ; rdfs:subClassOf wh:Study, wh:Extraction .
"""


def has_java() -> bool:
    java = shutil.which("java")
    return java is not None and subprocess.run([java, "-version"], capture_output=True, check=False).returncode == 0


def unsatisfiable(graph: Graph, folder: Path) -> set[str]:
    """The classes that HermiT finds can have no members; raises when the graph contradicts itself."""
    owlready2 = pytest.importorskip("owlready2")
    file = folder / "ontology.rdf"
    graph.serialize(file, format="xml")
    world = owlready2.World()
    with world.get_ontology(file.as_uri()).load():
        owlready2.sync_reasoner_hermit(world, debug=0)
    return {str(each.iri) for each in world.inconsistent_classes()} - {str(OWL.Nothing)}


@pytest.mark.skipif(not has_java(), reason="HermiT runs on Java")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
class TestReasoning:
    def test_every_class_can_have_members(self, tmp_path: Path) -> None:
        assert unsatisfiable(ontology(), tmp_path) == set()

    def test_a_class_that_can_have_none_is_found(self, tmp_path: Path) -> None:
        planted = ontology() + Graph().parse(data=PLANTED, format="turtle")
        assert unsatisfiable(planted, tmp_path) == {f"{HOME}Impossible"}

    def test_the_whole_example_is_consistent_with_the_ontology(self, tmp_path: Path) -> None:
        example = Graph().parse(Path(__file__).parent / "shapes" / "whole.ttl")
        for dated in [triple for triple in example if getattr(triple[2], "datatype", None) in UNSUPPORTED]:
            example.remove(dated)
        assert unsatisfiable(ontology() + example, tmp_path) == set()


# ---------------------------------------------------------------- who uses which term

COMPACT = re.compile(rf"\b(?:{'|'.join(vocab.PREFIXES)}):[A-Za-z_][\w-]*")


def places() -> Iterator[Path]:
    """Where terms are used: code and its data, questions, shapes and context; the ontology itself is not among them."""
    yield from (ROOT / "graph" / "whence").rglob("*.py")
    yield from (ROOT / "graph" / "whence" / "data").rglob("*.txt")
    yield from (ROOT / "ontology").rglob("*.rq")
    yield from (
        ROOT / "ontology" / "shapes.ttl",
        ROOT / "ontology" / "disclosure.ttl",
        ROOT / "ontology" / "cube.ttl",
        ROOT / "ontology" / "context.jsonld",
    )


@cache
def used() -> frozenset[str]:
    """The compact names that code, shapes and questions use; the context, which holds every term, doesn't count."""
    texts = (place.read_text("utf-8") for place in places() if place.suffix != ".jsonld")
    enumerated = {f"wh:{each}" for kind in (model.Qualifier, model.Change, model.StatementKind) for each in kind}
    return frozenset(name for text in texts for name in COMPACT.findall(text)) | frozenset(enumerated)


@pytest.mark.parametrize("place", [pytest.param(place, id=str(place.relative_to(ROOT))) for place in places()])
def test_no_undefined_term_is_used(place: Path) -> None:
    names = {name for name in COMPACT.findall(place.read_text("utf-8")) if name.startswith("wh:")}
    assert names - vocab.terms() == set()


def test_each_unit_that_the_code_knows_is_declared() -> None:
    units = {name for name in used() if name.startswith(("unit:", "cur:"))}
    assert {name for name in units if (iri(name), RDF.type, OWL.NamedIndividual) not in ontology()} == set()


def test_each_defined_term_is_used() -> None:
    schemes = {vocab.compact(str(node)) for node in ontology().subjects(RDF.type, SKOS.ConceptScheme)}
    assert vocab.terms() - used() - schemes == RESERVED


# ---------------------------------------------------------------- JSON-LD


@cache
def context() -> dict[str, str | dict[str, str]]:
    found: dict[str, dict[str, str | dict[str, str]]] = json.loads(CONTEXT.read_text("utf-8"))
    return found["@context"]


@cache
def meant() -> dict[str, str]:
    """What each word of the context stands for, as an IRI; its keywords are left out."""
    words = {key: value["@id"] if isinstance(value, dict) else value for key, value in context().items()}
    return {
        key: value if "//" in value else vocab.expand(value)
        for key, value in words.items()
        if isinstance(value, str) and not value.startswith("@")
    }


@pytest.mark.parametrize("term", OWN)
def test_the_context_has_a_word_for_each_term(term: str) -> None:
    assert meant()[term.removeprefix("wh:")] == vocab.expand(term)


def test_no_two_words_of_the_context_mean_the_same() -> None:
    assert len(set(meant().values())) == len(meant())


def test_the_prefixes_of_the_context_are_those_of_the_vocabulary() -> None:
    namespaces = {key: value for key, value in meant().items() if value.endswith(("/", "#"))}
    assert namespaces.items() <= vocab.PREFIXES.items()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own reader of JSON-LD
def test_what_is_written_with_the_context_reads_back_the_same() -> None:
    graph = Graph().parse(Path(__file__).parent / "shapes" / "whole.ttl")
    written = graph.serialize(format="json-ld", context=context(), auto_compact=True)
    nodes = json.dumps(json.loads(written)["@graph"])
    assert '"unit": "PERCENT"' in nodes
    assert {name for name in COMPACT.findall(nodes) if not name.startswith("xsd:")} == set()
    assert isomorphic(graph, Graph().parse(data=written, format="json-ld"))


def test_another_reader_understands_the_context() -> None:
    graph = Graph().parse(Path(__file__).parent / "shapes" / "whole.ttl")
    written = graph.serialize(format="json-ld", context=context(), auto_compact=True)
    again = ox.serialize(ox.parse(written.encode(), format=ox.RdfFormat.JSON_LD), format=ox.RdfFormat.N_TRIPLES)
    assert again is not None
    assert isomorphic(graph, Graph().parse(data=again, format="turtle"))


# ---------------------------------------------------------------- docs/ontology.md

PAGE = (ROOT / "docs" / "ontology.md").read_text("utf-8")
EXAMPLE = re.search(r"```turtle\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("term", OWN)
def test_the_page_defines_each_term_in_the_words_of_the_ontology(term: str) -> None:
    if term.endswith("Scheme"):
        assert f"`{term.removesuffix('Scheme')}`" in PAGE
    elif (iri(term), RDF.type, iri("qudt:Unit")) in ontology():
        assert f"`{term}`" in PAGE
    else:
        definition = re.escape(vocab.definition(vocab.expand(term)))
        assert re.search(rf"^\| `{term}` \|.* {definition} \|$", PAGE, re.MULTILINE)


def test_the_page_uses_no_undefined_term() -> None:
    assert {name for name in COMPACT.findall(PAGE) if name.startswith("wh:")} <= vocab.terms()


def test_the_example_of_the_page_conforms(tmp_path: Path) -> None:
    assert EXAMPLE is not None
    (tmp_path / "graph.ttl").write_text(EXAMPLE[1], "utf-8")
    assert validate(tmp_path / "graph.ttl").violations == ()


def test_the_violation_on_the_page_is_what_the_example_gives_when_it_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert EXAMPLE is not None
    (tmp_path / "graph.ttl").write_text(EXAMPLE[1].replace("wh:value 50.0", "wh:value 500.0"), "utf-8")
    (violation,) = validate(tmp_path / "graph.ttl").violations
    assert f"```\n{violation}\n```" in PAGE
    shown = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    monkeypatch.chdir(tmp_path)
    exec(shown[1], {})  # noqa: S102 - the page's own example
    assert capsys.readouterr().out == f"herbs.txt Graph-share {violation.message}\n"
