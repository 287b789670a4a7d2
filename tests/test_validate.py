"""Validation: what a report says, from which inputs, and that it leaves the process as it was."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import Dataset, Graph, URIRef

from whence import vocab
from whence.errors import SourceError
from whence.validate import COMPILED, REFERENCE, Report, Violation, validate

ENGINES = (COMPILED, REFERENCE)
WHOLE = Path(__file__).parent / "shapes" / "whole.ttl"
PREFIXES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in vocab.PREFIXES.items())
EX = "@prefix ex: <https://example.org/id/> .\n"


def broken(*, removing: str = "", adding: str = "") -> Graph:
    """The whole example without the triples of a SPARQL pattern, and with those of some Turtle."""
    graph = Graph().parse(WHOLE)
    if removing:
        prologue = PREFIXES.replace("@prefix", "PREFIX").replace(" .\n", "\n")
        graph.update(f"{prologue} PREFIX ex: <https://example.org/id/> DELETE WHERE {{ {removing} }}")
    return graph.parse(data=PREFIXES + EX + adding, format="turtle")


def only(report: Report) -> Violation:
    (violation,) = report.violations
    return violation


# ---------------------------------------------------------------- what a violation says


@pytest.mark.parametrize(
    ("graph", "rule", "article", "sentence"),
    [
        pytest.param(
            broken(removing="ex:claim wh:unit ?unit"),
            "StatisticalClaim-unit",
            "release.html",
            "61.3 percent of tenants grow food on their balcony",
            id="a claim by its quote",
        ),
        pytest.param(
            broken(removing="ex:growth-quote oa:exact ?exact"),
            "QuoteSelector-exact",
            "release.html",
            "seed sales rose by 140 percent",
            id="a selector by the claim that it selects",
        ),
        pytest.param(
            broken(removing="ex:sample wh:size ?size"),
            "Sample-size",
            "release.html",
            "The Balcony Survey of 1,204 tenants",
            id="a sample by the mention of its study",
        ),
        pytest.param(
            broken(removing="ex:population-tenants skos:prefLabel ?label"),
            "Population-prefLabel",
            "release.html",
            "61.3 percent of tenants grow food on their balcony",
            id="a population by a claim about it",
        ),
        pytest.param(
            broken(removing="ex:retelling wh:alteration ?alteration"),
            "Retelling-alteration",
            "column.txt",
            "about 60% of people in town grow food at home",
            id="a retelling by the claim that retells",
        ),
        pytest.param(
            broken(removing="ex:match wh:reason ?reason"),
            "Match-reason",
            "release.html",
            "The Balcony Survey of 1,204 tenants",
            id="a match by its member",
        ),
        pytest.param(
            broken(removing="ex:metadata-headline wh:foundIn ?place"),
            "MetadataValue-foundIn",
            "release.html",
            "",
            id="metadata by the article alone",
        ),
        pytest.param(
            broken(removing="ex:run schema:softwareVersion ?version"),
            "Extraction-softwareVersion",
            "",
            "",
            id="a run belongs to no one article",
        ),
    ],
)
def test_a_violation_names_the_article_and_the_sentence(graph: Graph, rule: str, article: str, sentence: str) -> None:
    violation = only(validate(graph))
    assert (violation.rule, violation.article, violation.sentence) == (rule, article, sentence)


def test_a_violation_names_the_rule_in_words_and_the_value_that_breaks_it() -> None:
    graph = broken(removing="ex:claim wh:value ?value", adding="ex:claim wh:value 613.0 .")
    assert only(validate(graph)) == Violation(
        article="release.html",
        sentence="61.3 percent of tenants grow food on their balcony",
        rule="Graph-share",
        component="SPARQL",
        message="A percentage share lies between 0 and 100; a larger one must be a change.",
        focus="https://example.org/id/claim",
        value="https://example.org/id/claim",
    )


def test_a_violation_reads_as_a_line() -> None:
    line = str(only(validate(broken(removing="ex:sample wh:size ?size", adding="ex:sample wh:size 0 ."))))
    assert line == (
        "release.html: “The Balcony Survey of 1,204 tenants” A sample has exactly one size, a whole number from 1."
        " [Sample-size: https://example.org/id/sample, found 0]"
    )


def test_a_line_about_no_article_says_so() -> None:
    line = str(only(validate(broken(removing="ex:run schema:softwareVersion ?version"))))
    assert line.startswith("the graph: An extraction tells")


@pytest.mark.parametrize(
    ("removing", "path"),
    [
        pytest.param("ex:claim wh:printed ?printed", "wh:printed", id="one property"),
        pytest.param("ex:quotation wh:reports ?what", "^wh:reports", id="an inverse"),
        pytest.param("ex:derivation prov:entity ?what", "prov:qualifiedDerivation/prov:entity", id="a sequence"),
        pytest.param("ex:mention wh:refersTo ?what", "wh:member/(wh:refersTo|wh:reports)", id="a choice in a sequence"),
    ],
)
def test_the_path_is_written_as_in_sparql(removing: str, path: str) -> None:
    assert path in {each.path for each in validate(broken(removing=removing)).violations}


def test_a_warning_lets_the_graph_conform() -> None:
    report = validate(broken(removing="ex:claim wh:measure ?measure"))
    assert report.conforms
    assert only(report).severity == "Warning"


def test_violations_come_in_the_same_order_each_time() -> None:
    graph = broken(removing="?node wh:confidence ?confidence")
    first = validate(graph).violations
    assert len(first) > 5
    assert list(first) == sorted(first)
    shuffled = Graph()
    for triple in sorted(graph, reverse=True):
        shuffled.add(triple)
    assert validate(shuffled).violations == first


# ---------------------------------------------------------------- what can be validated


def as_file(path: Path) -> Path:
    return path


def as_graph(path: Path) -> Graph:
    return Graph().parse(path)


def as_graph_of_a_plain_store(path: Path) -> Graph:
    return Graph("SimpleMemory").parse(path)


def as_dataset(path: Path) -> Dataset:
    """Every triple in a graph of its own, so that only their union conforms."""
    dataset = Dataset()
    for number, triple in enumerate(Graph().parse(path)):
        dataset.graph(URIRef(f"https://example.org/graph/{number}")).add(triple)
    return dataset


def as_triples(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]


def as_quads(path: Path) -> list[ox.Quad]:
    graphs = (ox.NamedNode(f"https://example.org/graph/{number}") for number in count())
    return [ox.Quad(each.subject, each.predicate, each.object, next(graphs)) for each in as_triples(path)]


@pytest.mark.parametrize("form", [as_file, as_graph, as_graph_of_a_plain_store, as_dataset, as_triples, as_quads])
def test_every_form_of_a_graph_gives_the_same_report(form: type[Graph]) -> None:
    assert validate(form(WHOLE)) == Report(conforms=True, violations=())  # type: ignore[arg-type]
    bad = WHOLE.parent / "bad" / "sample-of-none.ttl"
    assert only(validate(form(bad))).rule == "Sample-size"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        pytest.param("graph.docx", "", "no RDF format is known", id="an unknown extension"),
        pytest.param("graph", "", "no RDF format is known", id="no extension"),
        pytest.param("graph.ttl", "<a> <b>", "can't be read as Turtle", id="not the format it seems"),
        pytest.param("graph.nt", "<a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> .", "no RDF 1.1", id="a quoted statement"),
    ],
)
def test_a_file_that_is_no_graph_is_refused(name: str, text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=says):
        validate(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="can't be read"):
        validate(tmp_path / "none.ttl")


def test_an_empty_graph_conforms() -> None:
    assert validate(Graph()).conforms


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("9" * 5000, id="more digits than Python reads"),
        pytest.param("9" * 5_000_000, id="megabytes of digits"),
        pytest.param("1E999999999", id="a giant exponent"),
        pytest.param("NaN", id="no number"),
        pytest.param("\u0664\u0662", id="digits of another script"),
        pytest.param("", id="nothing"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("datatype", ["decimal", "integer"])
def test_a_monstrous_number_is_a_violation(
    number: str, datatype: str, engine: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    triples = [each for each in as_triples(WHOLE) if each.predicate.value != vocab.expand("wh:value")]
    value = ox.Literal(number, datatype=ox.NamedNode(vocab.expand(f"xsd:{datatype}")))
    claim = ox.NamedNode("https://example.org/id/claim")
    graph = [*triples, ox.Triple(claim, ox.NamedNode(vocab.expand("wh:value")), value)]
    report = validate(graph, engine=engine)
    assert not report.conforms
    assert any(each.focus == claim.value and each.component == "Datatype" for each in report.violations)
    assert all(len(str(each)) < 1000 for each in report.violations)
    assert (capsys.readouterr().err, caplog.records) == ("", [])


# ---------------------------------------------------------------- what stays as it was


def test_the_graph_is_left_alone() -> None:
    graph = broken(removing="ex:sample wh:size ?size")
    before = set(graph)
    validate(graph)
    assert set(graph) == before


@pytest.mark.parametrize("before", [True, False])
def test_the_treatment_of_literals_in_rdflib_is_left_alone(before: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", before)
    validate(Graph(), engine=REFERENCE)
    assert rdflib.NORMALIZE_LITERALS is before


def test_the_treatment_of_literals_is_left_alone_when_validation_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_args: object, **_options: object) -> None:
        rdflib.NORMALIZE_LITERALS = False
        raise RuntimeError

    monkeypatch.setattr("pyshacl.validate", failing)
    with pytest.raises(RuntimeError):
        validate(Graph(), engine=REFERENCE)
    assert rdflib.NORMALIZE_LITERALS is True


@pytest.mark.parametrize("engine", ENGINES)
def test_a_number_is_reported_as_a_store_holds_it(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(WHOLE.read_text("utf-8").replace('"120"^^', '"-007"^^'), "utf-8")
    found = {each.value for each in validate(file, engine=engine).violations if each.rule == "PositionSelector-start"}
    assert found == {"-7"}
