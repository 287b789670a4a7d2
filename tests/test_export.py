"""Exports: every format holds the same triples, the same bytes each time, and other tools read them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from whence.errors import UsageError
from whence.export import Format, export
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

RUN = iris.relation("extraction", "whence", "test")
ARTICLES = [(release(), RELEASE_TEXT), (blog(), BLOG_TEXT)]


def exported(form: Format, *, backwards: bool = False) -> bytes:
    with Store() as store:
        for evidence, text in reversed(ARTICLES) if backwards else ARTICLES:
            store.put_article([*evidence_quads(evidence, RUN), text_quad(evidence, text)])
        store.put_derived(knowledge_quads(told()))
        output = io.BytesIO()
        count = export(store, output, form)
        assert count > 100
        return output.getvalue()


def triples(raw: bytes, form: Format) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(raw, format=form.value.serialization)}


@pytest.mark.parametrize("form", Format.rdf())
def test_the_same_graph_gives_the_same_bytes_in_any_order_of_articles(form: Format) -> None:
    assert exported(form) == exported(form) == exported(form, backwards=True)


@pytest.mark.parametrize("form", [form for form in Format.rdf() if form is not Format.TURTLE])
def test_every_format_holds_the_same_triples(form: Format) -> None:
    assert triples(exported(form), form) == triples(exported(Format.TURTLE), Format.TURTLE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its parsers use what it deprecates
@pytest.mark.parametrize(
    ("form", "rdflib_name"),
    [
        (Format.TURTLE, "turtle"),
        (Format.NTRIPLES, "nt"),
        (Format.JSONLD, "json-ld"),
        (Format.TRIG, "trig"),
        (Format.NQUADS, "nquads"),
    ],
)
def test_rdflib_reads_as_many_triples_as_oxigraph(form: Format, rdflib_name: str) -> None:
    raw = exported(form)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=raw, format=rdflib_name)
    assert len(set(graph.triples((None, None, None)))) == len(triples(raw, form))


@pytest.mark.skipif(not shutil.which("rapper"), reason="raptor's rapper is not installed")
def test_raptor_reads_as_many_triples_as_oxigraph(tmp_path: Path) -> None:
    raw = exported(Format.TURTLE)
    (tmp_path / "a.ttl").write_bytes(raw)
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(tmp_path / "a.ttl")]
    read = subprocess.run(command, check=True, capture_output=True)
    assert len(set(read.stdout.splitlines())) == len(triples(raw, Format.TURTLE))


def test_turtle_is_made_for_reading() -> None:
    text = exported(Format.TURTLE).decode()
    assert "@prefix wh: <https://w3id.org/whence/ns#> ." in text
    assert "a wh:Claim , wh:StatisticalClaim ;" in text
    assert "<https://w3id.org/whence/ns#" not in text.replace("@prefix wh: <https://w3id.org/whence/ns#>", "")


@pytest.mark.parametrize("form", [Format.TRIG, Format.NQUADS])
def test_a_format_with_graphs_says_which_article_a_triple_comes_from(form: Format) -> None:
    graphs = {quad.graph_name.value for quad in ox.parse(exported(form), format=form.value.serialization)}
    assert graphs == {*(iris.graph(iris.article(evidence)) for evidence, _ in ARTICLES), iris.KNOWLEDGE}


def test_a_format_is_known_by_its_name_and_by_a_files_extension() -> None:
    assert Format.named("n-quads") is Format.named("nquads") is Format.of_file(Path("a.nq")) is Format.NQUADS
    assert Format.of_file(Path("a.doc")) is None
    with pytest.raises(UsageError, match="choose from turtle"):
        Format.named("word")
