"""The compiled shapes say what pySHACL says, of any graph; what can't be compiled is refused."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from whence import vocab
from whence.building import build
from whence.cli import cli
from whence.errors import ShapesError, SourceError, UsageError
from whence.rdf import iris
from whence.shapes import checking, reference
from whence.shapes.dialect import python_pattern, rust_pattern
from whence.shapes.model import Finding
from whence.shapes.reading import read_shapes
from whence.store import Store
from whence.validate import COMPILED, DISCLOSURE, REFERENCE, SHAPES, validate

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
PREFIXES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in vocab.PREFIXES.items())
EX = "@prefix ex: <https://example.org/> .\n"

# What pySHACL logs of literals that it can't read belongs to its results here.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.fixture(scope="module")
def mutations() -> Any:
    """scripts/validation_mutations.py as a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
        return importlib.import_module("validation_mutations")


def graph(turtle: str) -> Store:
    store = Store()
    parsed = ox.parse(PREFIXES + EX + turtle, format=ox.RdfFormat.TURTLE)
    store.add(ox.Quad(each.subject, each.predicate, each.object, ox.DefaultGraph()) for each in parsed)
    return store


def shapes(turtle: str) -> bytes:
    return (PREFIXES + EX + turtle).encode()


def both(store: Store, rules: bytes) -> set[Finding]:
    """What both engines find, which is the same."""
    ours, theirs = set(checking.findings(store, read_shapes(rules))), set(reference.findings(store, rules))
    assert ours == theirs
    return ours


# ---------------------------------------------------------------- the shapes of Whence on mutated graphs


def test_each_constraint_is_found_broken_by_both_engines_alike(mutations: Any) -> None:
    whole, found = mutations.example(), set[Finding]()
    for group in mutations.packed(mutations.directed(whole, read_shapes(mutations.RULES_FILE))):
        unlike, alike = mutations.compared(mutations.mutated(whole, group))
        assert unlike == set()
        found |= alike
    assert mutations.uncovered(found) == set()


@pytest.mark.parametrize("seed", [11, 12])
def test_both_engines_find_the_same_on_graphs_that_chance_has_mutated(seed: int, mutations: Any) -> None:
    chance, facts = random.Random(seed), mutations.articles(*sorted(CORPUS.glob("b-l*.txt")))  # noqa: S311 - no secret
    for group in mutations.packed(islice(mutations.accidental(facts, chance), 40)):
        unlike, alike = mutations.compared(mutations.mutated(facts, group))
        assert unlike == set()
        assert alike


def test_the_checklist_of_disclosure_is_answered_alike(mutations: Any) -> None:
    store = mutations.mutated(mutations.example(), ())
    reports = [validate(store, DISCLOSURE, engine=engine) for engine in (COMPILED, REFERENCE)]
    assert reports[0] == reports[1]
    assert reports[0].conforms


# ---------------------------------------------------------------- what SHACL says, on shapes of our own

ANY = "ex:shape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:rule ."


def rule(constraint: str, path: str = "ex:p") -> bytes:
    return shapes(f'{ANY} ex:rule a sh:PropertyShape ; sh:path {path} ; sh:message "No." ; {constraint} .')


@pytest.mark.parametrize(
    ("rules", "turtle", "broken"),
    [
        pytest.param(
            rule("sh:class ex:A"), "ex:x a ex:Thing ; ex:p ex:y . ex:y a ex:B . ex:B rdfs:subClassOf ex:A .", 0
        ),
        pytest.param(
            rule("sh:class ex:A"),
            "ex:x a ex:Thing ; ex:p ex:y . ex:y a ex:C . ex:C rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:A, ex:C .",
            0,
            id="classes in a circle",
        ),
        pytest.param(
            rule("sh:minCount 1"), "ex:x a ex:Kind . ex:Kind rdfs:subClassOf ex:Thing .", 1, id="target below"
        ),
        pytest.param(rule("sh:minCount 2"), 'ex:x a ex:Thing ; ex:p "a", "a" .', 1),
        pytest.param(rule("sh:maxCount 1"), 'ex:x a ex:Thing ; ex:p "a", "a"@en .', 1),
        pytest.param(rule("sh:datatype xsd:decimal"), 'ex:x a ex:Thing ; ex:p "abc"^^xsd:decimal, 1.0, 1 .', 2),
        pytest.param(rule("sh:datatype xsd:gYear"), 'ex:x a ex:Thing ; ex:p "20"^^xsd:gYear, "2020"^^xsd:gYear .', 1),
        pytest.param(rule("sh:in ( 1 ex:y )"), 'ex:x a ex:Thing ; ex:p 1.0, 1, "1", ex:y .', 2, id="terms, not values"),
        pytest.param(rule('sh:pattern "^a$"'), 'ex:x a ex:Thing ; ex:p "a", "a\\n", _:b .', 2, id="an end is the end"),
        pytest.param(
            rule('sh:pattern "a\\\\s"'), 'ex:x a ex:Thing ; ex:p "a ", "a\\u00a0" .', 1, id="white space of XML"
        ),
        pytest.param(rule("sh:minInclusive 0"), 'ex:x a ex:Thing ; ex:p 0, 0.5, "0", -1, ex:y, "2020"^^xsd:gYear .', 4),
        pytest.param(
            rule("sh:maxInclusive 1"), f"ex:x a ex:Thing ; ex:p {'9' * 40}, -{'9' * 40} .", 1, id="large numbers"
        ),
        pytest.param(rule("sh:lessThan ex:q"), 'ex:x a ex:Thing ; ex:p 1, 3, "a" ; ex:q 2 .', 2),
        pytest.param(rule("sh:equals ex:q"), "ex:x a ex:Thing ; ex:p 1, 2 ; ex:q 2, 3 .", 2),
        pytest.param(rule("sh:hasValue true"), "ex:x a ex:Thing ; ex:p false .", 1),
        pytest.param(rule("sh:uniqueLang true"), 'ex:x a ex:Thing ; ex:p "a"@en, "b"@EN, "c"@de, "d" .', 1),
        pytest.param(rule("sh:nodeKind sh:BlankNodeOrIRI"), 'ex:x a ex:Thing ; ex:p _:b, ex:y, "a" .', 1),
        pytest.param(
            rule("sh:minCount 1", "[ sh:inversePath ex:p ]"), "ex:x a ex:Thing . ex:y ex:p ex:x . ex:z a ex:Thing .", 1
        ),
        pytest.param(
            rule("sh:maxCount 1", "( ex:p [ sh:alternativePath ( ex:q ex:r ) ] )"),
            "ex:x a ex:Thing ; ex:p ex:y . ex:y ex:q 1 ; ex:r 2 .",
            1,
        ),
        pytest.param(rule("sh:not [ sh:datatype xsd:string ]"), 'ex:x a ex:Thing ; ex:p "a", 1 .', 1),
        pytest.param(
            rule("sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ; sh:datatype xsd:integer ] ]"),
            'ex:x a ex:Thing ; ex:p ex:y, ex:z . ex:y ex:q 1 . ex:z ex:q "1" .',
            1,
        ),
        pytest.param(
            rule("sh:and ( [ sh:class ex:A ] [ sh:class ex:B ] )"),
            "ex:x a ex:Thing ; ex:p ex:y, ex:z . ex:y a ex:A, ex:B . ex:z a ex:A .",
            1,
        ),
        pytest.param(
            rule("sh:qualifiedValueShape [ sh:class ex:A ] ; sh:qualifiedMaxCount 1"),
            "ex:x a ex:Thing ; ex:p ex:y, ex:z, ex:w . ex:y a ex:A . ex:z a ex:A .",
            1,
        ),
        pytest.param(
            shapes('ex:s a sh:NodeShape ; sh:targetObjectsOf ex:p, ex:q ; sh:nodeKind sh:IRI ; sh:message "No." .'),
            'ex:x ex:p "a", ex:y ; ex:q "a", "b" .',
            2,
        ),
        pytest.param(
            shapes('ex:s a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:class ex:A ; sh:message "No." .'),
            "ex:x ex:p 1 . _:b ex:p 2 .",
            2,
        ),
        pytest.param(
            shapes('ex:s sh:targetNode ex:x, ex:y ; sh:class ex:A ; sh:severity sh:Info ; sh:message "No." .'),
            "ex:x a ex:A .",
            1,
        ),
        pytest.param(
            shapes(
                """ex:s a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql ex:over .
                ex:over sh:message "No." ; sh:prefixes ex:all . ex:all sh:declare ex:prefix .
                ex:prefix sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI .
                ex:over sh:select "SELECT $this ?value WHERE { $this ex:p ?value . FILTER (?value > 3) }" ."""
            ),
            "ex:x a ex:Thing ; ex:p 1, 4, 5 . ex:y ex:p 9 .",
            2,
            id="a query of each focus node",
        ),
    ],
)
def test_a_constraint_is_taken_as_shacl_has_it(rules: bytes, turtle: str, broken: int) -> None:
    assert len(both(graph(turtle), rules)) == broken


def test_a_statement_of_two_graphs_counts_once() -> None:
    store, said = (
        Store(),
        ox.Triple(ox.NamedNode("https://example.org/x"), ox.NamedNode("https://example.org/p"), ox.Literal("a")),
    )
    typed = ox.Triple(said.subject, ox.NamedNode(vocab.expand("rdf:type")), ox.NamedNode("https://example.org/Thing"))
    for name in ("https://example.org/g", "https://example.org/h"):
        store.add(ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode(name)) for each in (said, typed))
    assert both(store, rule("sh:maxCount 1 ; sh:minCount 1")) == set()
    assert len(both(store, rule("sh:minCount 2"))) == 1


HEAD = "SELECT $this ?value WHERE { ?value ?p ?o"


def shape(says: str) -> bytes:
    return shapes(f"ex:s sh:targetClass ex:T ; {says} .")


def select(query: str) -> str:
    return f'sh:sparql [ sh:message "No." ; sh:select "{query}" ]'


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        pytest.param(rule("sh:closed true"), "sh:closed", id="a component that isn't known"),
        pytest.param(rule("sh:maxLength 3"), "sh:maxLength", id="another"),
        pytest.param(rule("sh:minCuont 1"), "sh:minCuont", id="a slip of the pen"),
        pytest.param(rule("sh:minCount 1", "[ sh:zeroOrMorePath ex:p ]"), "sh:zeroOrMorePath", id="a path"),
        pytest.param(rule("sh:maxCount 40"), "more than 4", id="a large count"),
        pytest.param(rule("sh:datatype ex:strange"), "lexical form", id="a datatype"),
        pytest.param(rule('sh:pattern "(?i)a"'), "pattern", id="a pattern"),
        pytest.param(rule('sh:pattern "a" ; sh:flags "i"'), "sh:flags", id="flags"),
        pytest.param(rule("sh:not ex:rule"), "leads back to itself", id="a recursive shape"),
        pytest.param(rule("sh:in ( 1 2 ) , ( 3 )"), "more than one sh:in", id="two lists"),
        pytest.param(rule("sh:qualifiedMinCount 1"), "sh:qualifiedValueShape", id="half a constraint"),
        pytest.param(rule("sh:property [ sh:path ex:q ]"), "sh:property", id="a property of a property"),
        pytest.param(shape("sh:property [ sh:path ex:p ; sh:minCount 1 ]"), "sh:message", id="no words"),
        pytest.param(shape('sh:minCount 1 ; sh:message "No."'), "sh:path", id="a count of no path"),
        pytest.param(shape("a rdfs:Class, sh:NodeShape"), "its own shape", id="a class as a shape"),
        pytest.param(shape(select("SELECT $this WHERE { $this ?p ?o }")), "SELECT .this", id="another form of query"),
        pytest.param(shape(select(f"{HEAD} MINUS {{ ?value a ?t }} }}")), "MINUS", id="a query with MINUS"),
        pytest.param(shape(select(f"{HEAD} {{ SELECT ?p {{}} }} }}")), "another SELECT", id="a query in a query"),
        pytest.param(shape('sh:sparql [ sh:message "No." ; sh:ask "ASK {}" ]'), "sh:ask", id="another kind of query"),
    ],
)
def test_what_cannot_be_compiled_is_refused(rules: bytes, says: str) -> None:
    with graph("ex:x a ex:Thing, ex:T .") as store, pytest.raises(ShapesError, match=says):
        list(checking.findings(store, read_shapes(rules)))


@pytest.mark.parametrize("name", [SHAPES, DISCLOSURE])
def test_the_shapes_of_whence_can_be_compiled_for_any_graph(name: str) -> None:
    turtle = " ".join(f"ex:x a <{kind}> ." for kind in sorted(_targeted(name)))
    with graph(turtle) as store:
        validate(store, name)


def _targeted(name: str) -> set[str]:
    source = (ROOT / "ontology" / name).read_bytes()
    found = ox.parse(source, format=ox.RdfFormat.TURTLE)
    return {each.object.value for each in found if each.predicate.value == vocab.expand("sh:targetClass")}


@pytest.mark.parametrize(
    "pattern", ["a*?", "a++", "\\d", "\\p{L}", "[a&&b]", "[a[b]]", "[]a]", "a]", "[a", "(?:a)", "\\1"]
)
def test_a_pattern_that_engines_read_differently_is_refused(pattern: str) -> None:
    for dialect in (rust_pattern, python_pattern):
        with pytest.raises(ShapesError):
            dialect(pattern)


# ---------------------------------------------------------------- some nodes alone


@pytest.fixture(scope="module")
def mutated_articles() -> Store:
    """Articles, each of whose graphs has lost something."""
    store, built = Store(), Store()
    build([str(each) for each in sorted(CORPUS.glob("b-m*.txt"))], built)
    gone = {vocab.expand(each) for each in ("wh:unit", "oa:exact", "wh:reason")}
    store.add(quad for quad in built.quads() if quad.predicate.value not in gone)
    return store


def test_what_is_asked_of_articles_is_found_as_in_the_whole(mutated_articles: Store) -> None:
    store, rules = mutated_articles, read_shapes((ROOT / "ontology" / SHAPES).read_bytes())
    whole = set(checking.findings(store, rules))
    for article in store.articles():
        nodes = checking.nodes_of(store, [article])
        assert set(checking.findings(store, rules, nodes)) == {each for each in whole if each.focus in nodes}
        own = {each for each in whole if iris.article_of(each.focus.value) == article}
        assert own
        assert own <= set(checking.findings(store, rules, nodes))


def test_a_blank_node_is_asked_like_others() -> None:
    with graph("_:b a ex:Thing ; ex:p 1 . ex:x a ex:Thing .") as store:
        rules, kinds = read_shapes(rule("sh:maxCount 0")), frozenset({"https://example.org/Thing"})
        (found,) = checking.findings(store, rules)
        assert list(checking.findings(store, rules, {found.focus: kinds})) == [found]  # type: ignore[dict-item]


def test_articles_are_validated_alone_and_no_more_than_wanted_is_told(mutated_articles: Store) -> None:
    whole = validate(mutated_articles)
    some = validate(mutated_articles, most=5)
    assert (len(some.violations), some.more) == (5, len(whole.violations) - 5)
    assert not some.conforms
    assert set(some.violations) <= set(whole.violations)
    alone = validate(mutated_articles, articles=mutated_articles.articles()[:1])
    assert set(alone.violations) < set(whole.violations)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(UsageError, match="no such engine"):
        validate([], engine="fast")
    with pytest.raises(UsageError, match="whole graphs only"), Store() as store:
        validate(store, articles=[], engine=REFERENCE)


def test_a_statement_about_a_statement_is_refused() -> None:
    term = ox.NamedNode("https://example.org/x")
    with pytest.raises(SourceError, match=r"no RDF 1\.1"):
        validate([ox.Triple(term, term, ox.Triple(term, term, term))])


def test_a_build_that_adds_little_to_a_store_validates_what_it_added(tmp_path: Path) -> None:
    articles = [str(each) for each in sorted(CORPUS.glob("b-m*.txt"))]
    last = {}
    changed = tmp_path / Path(articles[0]).name
    changed.write_text(f"{Path(articles[0]).read_text('utf-8')}\nOne more line.\n", "utf-8")
    for name, inputs in {"all": articles, "same": articles, "one": [str(changed)]}.items():
        done = CliRunner().invoke(cli, ["build", *inputs, "-o", str(tmp_path / "whence.db")])
        assert done.exit_code == 0, done.output
        last[name] = done.stderr.splitlines()[-1]
    assert ", conforms to the shapes" in last["all"]
    assert ", conforms to the shapes" in last["same"]
    assert ", what was read conforms to the shapes" in last["one"]


def test_the_reference_is_not_imported_by_default() -> None:
    says = "import sys, whence.cli.building, whence.validate; print({'pyshacl', 'rdflib'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
