"""Exports of RDF: every format holds the same triples, the same bytes each time, and other tools read them."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import UsageError
from whence.export import Format, export
from whence.export.turtle import write_blocks
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

RUN = iris.relation("extraction", "whence", "test")
ARTICLES = [(release(), RELEASE_TEXT), (blog(), BLOG_TEXT)]
RDFLIB = {
    Format.TURTLE: "turtle",
    Format.TRIG: "trig",
    Format.NQUADS: "nquads",
    Format.NTRIPLES: "nt",
    Format.JSONLD: "json-ld",
    Format.RDFXML: "xml",
}


def filled(store: Store, *, backwards: bool = False) -> Store:
    for evidence, text in reversed(ARTICLES) if backwards else ARTICLES:
        store.put_article([*evidence_quads(evidence, RUN), text_quad(evidence, text)])
    store.put_derived(knowledge_quads(told()))
    return store


def written(store: Store, form: Format, **options: bool) -> bytes:
    output = io.BytesIO()
    count = export(store, output, form, **options)
    assert count == len(set(ox.parse(output.getvalue(), format=form.value.serialization)))
    return output.getvalue()


def exported(form: Format, *, backwards: bool = False) -> bytes:
    with Store() as store:
        return written(filled(store, backwards=backwards), form)


def triples(raw: bytes, form: Format) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(raw, format=form.value.serialization)}


def canonical(raw: bytes, form: Format) -> list[str]:
    """The dataset of the triples, graphs left aside, in the canonical form of RDFC-1.0."""
    read = ox.parse(raw, format=form.value.serialization)
    dataset = ox.Dataset(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in read)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


@pytest.mark.parametrize("form", Format.rdf())
def test_the_same_graph_gives_the_same_bytes_in_any_order_of_articles(form: Format) -> None:
    assert exported(form) == exported(form) == exported(form, backwards=True)


@pytest.mark.parametrize("form", Format.rdf())
def test_a_store_on_disk_gives_the_same_bytes_as_one_in_memory(form: Format, tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        assert written(filled(store), form) == exported(form)


@pytest.mark.parametrize("form", Format.rdf())
def test_every_format_has_the_same_canonical_form(form: Format) -> None:
    assert canonical(exported(form), form) == canonical(exported(Format.NQUADS), Format.NQUADS)


@pytest.mark.parametrize("form", Format.rdf())
def test_a_file_that_is_read_and_written_again_is_the_same(form: Format, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(exported(form))
    with Store() as store:
        store.load(tmp_path / "a", form.value.serialization)
        assert written(store, form) == exported(form)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its parsers use what it deprecates
@pytest.mark.parametrize("form", Format.rdf())
def test_rdflib_reads_as_many_triples_as_oxigraph(form: Format) -> None:
    raw = exported(form)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=raw, format=RDFLIB[form])
    assert len(set(graph.triples((None, None, None)))) == len(triples(raw, form))


def judged(form: Format, folder: Path, command: list[str]) -> set[str]:
    """The triples that a program which writes N-Triples reads from an export."""
    file = folder / f"export{form.value.extensions[0]}"
    file.write_bytes(exported(form))
    done = subprocess.run([*command, str(file)], check=True, capture_output=True)
    return triples(done.stdout, Format.NTRIPLES)


@pytest.mark.skipif(not shutil.which("rapper"), reason="raptor's rapper is not installed")
@pytest.mark.parametrize(
    ("form", "name"), [(Format.TURTLE, "turtle"), (Format.NTRIPLES, "ntriples"), (Format.RDFXML, "rdfxml")]
)
def test_raptor_reads_the_same_triples(form: Format, name: str, tmp_path: Path) -> None:
    command = ["rapper", "-q", "-i", name, "-o", "ntriples"]
    assert judged(form, tmp_path, command) == triples(exported(form), form)


@pytest.mark.skipif(not shutil.which("serdi"), reason="serdi is not installed")
@pytest.mark.parametrize("form", [Format.TURTLE, Format.NTRIPLES])
def test_serd_reads_the_same_triples(form: Format, tmp_path: Path) -> None:
    assert judged(form, tmp_path, ["serdi", "-o", "ntriples"]) == triples(exported(form), form)


PELLET = find_spec("owlready2")


@pytest.mark.skipif(not (PELLET and shutil.which("java")), reason="needs Java, and Jena from owlready2's jars")
def test_jena_reads_the_same_triples(tmp_path: Path) -> None:
    assert PELLET
    assert PELLET.origin
    jars = Path(PELLET.origin).parent / "pellet" / "*"
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", str(jars), "riotcmd.riot"]
    assert judged(Format.TURTLE, tmp_path, command) == triples(exported(Format.TURTLE), Format.TURTLE)


TURTLEFMT = shutil.which("turtlefmt", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")


@pytest.mark.skipif(not TURTLEFMT, reason="turtlefmt is not installed")
def test_turtle_is_laid_out_as_turtlefmt_would(tmp_path: Path) -> None:
    assert TURTLEFMT
    (tmp_path / "a.ttl").write_bytes(exported(Format.TURTLE))
    assert subprocess.run([TURTLEFMT, "--check", str(tmp_path / "a.ttl")], check=False).returncode == 0


def test_turtle_is_made_for_reading() -> None:
    text = exported(Format.TURTLE).decode()
    declared, _, body = text.partition("\n\n")
    names = [line.split()[1] for line in declared.splitlines()]
    assert names == sorted(names, key=lambda name: name.removesuffix(":"))
    assert "\n    a " not in body
    assert "a wh:Claim , wh:StatisticalClaim ;\n    oa:hasTarget target:" in body
    assert "<https://w3id.org/whence/" not in body
    subjects = [block.split()[0] for block in body.split("\n\n")]
    assert subjects == sorted(set(subjects))


@pytest.mark.parametrize("form", [Format.TRIG, Format.NQUADS])
def test_a_format_with_graphs_says_which_article_a_triple_comes_from(form: Format) -> None:
    graphs = {quad.graph_name.value for quad in ox.parse(exported(form), format=form.value.serialization)}
    assert graphs == {*(iris.graph(iris.article(evidence)) for evidence, _ in ARTICLES), iris.KNOWLEDGE}


def test_lines_are_in_the_order_of_sort() -> None:
    lines = exported(Format.NTRIPLES).splitlines()
    assert lines == sorted(set(lines))


def test_json_ld_uses_the_terms_of_its_context() -> None:
    document = json.loads(exported(Format.JSONLD))
    (claim,) = (node for node in document["@graph"] if "Half of 1,012" in str(node.get("text")))
    assert claim["type"] == ["Claim", "StatisticalClaim"]
    assert (claim["value"], claim["unit"], claim["qualifier"]) == ("50", "PERCENT", "Exactly")
    assert document["@context"]["value"] == {"@id": "wh:value", "@type": "xsd:decimal"}


def test_a_format_is_known_by_its_name_and_by_a_files_extension() -> None:
    assert Format.named("n-quads") is Format.named("nquads") is Format.of_file(Path("a.nq")) is Format.NQUADS
    assert Format.of_file(Path("a.doc")) is None
    assert Format.of_file(Path("a.csv")) is None, "a table is no graph that could be read"
    assert Format.for_file(Path("a.trig")) is Format.TRIG
    assert Format.for_file(Path("a.nanopub.trig")) is Format.NANOPUB
    assert Format.for_file(Path("a.doc")) is None
    with pytest.raises(UsageError, match="choose from turtle"):
        Format.named("word")


def test_an_option_of_another_format_is_refused() -> None:
    with Store() as store, pytest.raises(UsageError, match="turtle takes no --table; formats that do: csv, parquet"):
        export(store, io.BytesIO(), Format.TURTLE, table="claims")


def test_a_format_whose_package_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whence.export.formats.find_spec", lambda _name: None)
    with Store() as store, pytest.raises(UsageError, match=r"pyarrow.*pip install 'whence\[parquet\]'"):
        export(store, io.BytesIO(), Format.PARQUET)


@pytest.mark.parametrize("form", Format)
def test_an_empty_store_can_be_written(form: Format) -> None:
    if form is not Format.PARQUET or find_spec("pyarrow"):
        with Store() as store:
            assert export(store, io.BytesIO(), form) == 0


# ---------------------------------------------------------------- RDF 1.2


ANNOTATED = [Format.TURTLE, Format.TRIG, Format.NTRIPLES, Format.NQUADS]


@pytest.mark.parametrize("form", ANNOTATED)
def test_annotations_add_the_triple_that_each_conclusion_explains(form: Format) -> None:
    with Store() as store:
        plain, annotated = written(filled(store), form), written(store, form, annotations=True)
    more = triples(annotated, form) - triples(plain, form)
    assert triples(plain, form) < triples(annotated, form)
    reifies = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
    reified = [quad for quad in ox.parse(annotated, format=form.value.serialization) if quad.predicate.value == reifies]
    assert len(more) == len(reified) > 0
    told_of = {str(quad.object) for quad in reified}
    assert all(isinstance(quad.object, ox.Triple) and str(quad.object) in triples(plain, form) for quad in reified)
    assert any("takenFrom" in each for each in told_of)


# ---------------------------------------------------------------- any graph


NASTY = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from('"\\\n\r\t<>{} ;,.@^\u2028\x85'),
    max_size=12,
)
XML = NASTY.map(lambda text: "".join(each for each in text if each >= " " or each in "\t\n").replace("\r", ""))
NODES = st.sampled_from(
    [
        ox.NamedNode(f"{iris.BASE}{path}")
        for path in ("claim/a-1", "claim/a", "study/b", "graph/x", "claim/", "other/c", "claim/-a")
    ]
    + [ox.NamedNode(f"http://example.org/{name}") for name in ("a", "é", "a/b", "a#b", "a?b=c&d", "a(b)", "a'b")]
)
PREDICATES = st.sampled_from(
    [ox.NamedNode(iri) for iri in ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "https://schema.org/text")]
    + [ox.NamedNode(f"http://example.org/{name}") for name in ("p", "pq", "p-q")]
)


def literals(texts: st.SearchStrategy[str]) -> st.SearchStrategy[ox.Literal]:
    languages = st.sampled_from(["en", "en-gb", "de"])
    types = st.sampled_from(["decimal", "integer", "boolean", "date"])
    xsd = "http://www.w3.org/2001/XMLSchema#"
    typed = st.builds(lambda text, name: ox.Literal(text, datatype=ox.NamedNode(xsd + name)), texts, types)
    numbers = st.sampled_from(["83", "-1.50", "true", "2024-02-30"])
    numeric = st.builds(lambda text, name: ox.Literal(text, datatype=ox.NamedNode(xsd + name)), numbers, types)
    return st.one_of(
        texts.map(ox.Literal),
        st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, languages),
        typed,
        numeric,
    )


def graphs(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[ox.Quad]]:
    homes = st.sampled_from([ox.DefaultGraph(), ox.NamedNode(f"{iris.BASE}graph/a"), ox.NamedNode(iris.KNOWLEDGE)])
    return st.lists(st.builds(ox.Quad, NODES, PREDICATES, NODES | literals(texts), homes), max_size=12)


def loaded(quads: list[ox.Quad]) -> Store:
    store = Store()
    file = io.BytesIO()
    ox.serialize(quads, file, format=ox.RdfFormat.N_QUADS)
    store._oxigraph.load(file.getvalue(), ox.RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("form", [form for form in Format.rdf() if form is not Format.RDFXML])
@settings(max_examples=60, deadline=None)
@given(quads=graphs(NASTY))
def test_any_graph_comes_back(form: Format, quads: list[ox.Quad]) -> None:
    back(form, quads)


@settings(max_examples=60, deadline=None)
@given(quads=graphs(XML))
def test_any_graph_that_xml_can_hold_comes_back_from_rdf_xml(quads: list[ox.Quad]) -> None:
    back(Format.RDFXML, quads)


def back(form: Format, quads: list[ox.Quad]) -> None:
    with loaded(quads) as store:
        held = set(store.quads())
        raw = written(store, form)
    read = set(ox.parse(raw, format=form.value.serialization))
    assert read == (held if form in (Format.TRIG, Format.NQUADS) else {ox.Quad(*quad.triple) for quad in held})
    with loaded(quads[::-1]) as store:
        assert written(store, form) == raw


def test_a_predicate_in_several_places_is_put_together() -> None:
    block = b'claim:a a wh:Claim ;\n\t\twh:x "1 , 2" ;\n\t\twh:y 3 ;\n\t\twh:x "0 ;" , claim:b'
    output = io.BytesIO()
    assert write_blocks([[block]], output) == 5
    assert output.getvalue().decode() == '\nclaim:a a wh:Claim ;\n    wh:x "0 ;" , "1 , 2" , claim:b ;\n    wh:y 3 .\n'


def test_what_is_longer_than_the_budget_is_sorted_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {form: exported(form) for form in Format.rdf()}
    monkeypatch.setattr("whence.export.sorting.BUDGET", 999)
    assert {form: exported(form) for form in Format.rdf()} == whole
