"""Nanopublications: four graphs for each claim, under an address that its hash gives it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest

from whence.export import Format, export
from whence.export.trusty import PLACE, artifact_code
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

RUN = iris.relation("extraction", "whence", "test")
NP = "http://www.nanopub.org/nschema#"

JUDGE = """
import json, sys, warnings
warnings.simplefilter("ignore")
from pathlib import Path
from nanopub import Nanopub
found = []
for path in sys.argv[1:]:
    one = Nanopub(rdf=Path(path))
    found.append(bool(one.is_valid and one.has_valid_trusty))
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Said:
    """A quad, its terms as texts; a literal is itself."""

    graph: str
    subject: str
    predicate: str
    object: str | ox.Literal

    @property
    def part(self) -> str:
        return self.graph.partition("#")[2]

    @property
    def value(self) -> str:
        return self.object if isinstance(self.object, str) else self.object.value


def said(quad: ox.Quad) -> Said:
    assert isinstance(quad.subject, ox.NamedNode)
    assert isinstance(quad.graph_name, ox.NamedNode)
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    value = quad.object.value if isinstance(quad.object, ox.NamedNode) else quad.object
    return Said(quad.graph_name.value, quad.subject.value, quad.predicate.value, value)


def nanopubs() -> dict[str, list[Said]]:
    with Store() as store:
        for evidence, text in ((release(), RELEASE_TEXT), (blog(), BLOG_TEXT)):
            store.put_article([*evidence_quads(evidence, RUN), text_quad(evidence, text)])
        store.put_derived(knowledge_quads(told()))
        output = io.BytesIO()
        assert export(store, output, Format.NANOPUB) == 3
    found = defaultdict(list)
    for quad in ox.parse(output.getvalue(), format=ox.RdfFormat.TRIG):
        found[said(quad).graph.partition("#")[0]].append(said(quad))
    return found


def trig(quads: list[Said]) -> bytes:
    made = [
        ox.Quad(
            ox.NamedNode(each.subject),
            ox.NamedNode(each.predicate),
            ox.NamedNode(each.object) if isinstance(each.object, str) else each.object,
            ox.NamedNode(each.graph),
        )
        for each in quads
    ]
    written = io.BytesIO()
    ox.serialize(made, written, format=ox.RdfFormat.TRIG)
    return written.getvalue()


def test_each_claim_has_four_graphs_that_its_head_names() -> None:
    for address, quads in nanopubs().items():
        assert {quad.part for quad in quads} == {"Head", "assertion", "provenance", "pubinfo"}
        named = {quad.predicate: quad.value for quad in quads if quad.part == "Head"}
        assert named[f"{NP}hasAssertion"] == f"{address}#assertion"


def test_the_assertion_says_what_is_claimed_and_the_provenance_where() -> None:
    texts = defaultdict(set)
    for quads in nanopubs().values():
        for quad in quads:
            texts[quad.part].add(quad.value)
    assert {"adults", "50", "Lunch Institute study (2023)"} <= texts["assertion"]
    assert {"release.txt", "https://lunch.example.org/half"} <= texts["provenance"]
    assert "release.txt" not in texts["assertion"]


def test_the_address_is_the_hash_of_the_rest() -> None:
    for address, quads in nanopubs().items():
        code = address.rpartition("/")[2]
        emptied = [
            (
                quad.graph.replace(code, PLACE),
                quad.subject.replace(code, PLACE),
                quad.predicate,
                quad.object.replace(code, PLACE) if isinstance(quad.object, str) else quad.object,
            )
            for quad in quads
        ]
        assert artifact_code(emptied) == code
        assert artifact_code(emptied[1:]) != code


def test_the_same_claim_keeps_its_address() -> None:
    assert nanopubs().keys() == nanopubs().keys()


def test_literals_are_hashed_as_the_specification_spells_them() -> None:
    graph, node = f"{iris.BASE}{PLACE}#g", "http://example.org/a"
    plain = [(graph, node, node, ox.Literal("a\nb\\c"))]
    typed = [
        (graph, node, node, ox.Literal("a\nb\\c", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")))
    ]
    tagged = [(graph, node, node, ox.Literal("a\nb\\c", language="en"))]
    assert artifact_code(plain) == artifact_code(typed) != artifact_code(tagged)


@pytest.mark.skipif(not find_spec("nanopub"), reason="the nanopub package is not installed")
def test_the_nanopub_package_judges_them_valid(tmp_path: Path) -> None:
    files = []
    for number, quads in enumerate(nanopubs().values()):
        files.append(tmp_path / f"{number}.trig")
        files[-1].write_bytes(trig(quads))
    judged = subprocess.run([sys.executable, "-c", JUDGE, *files], check=True, capture_output=True, text=True)
    assert json.loads(judged.stdout.splitlines()[-1]) == [True] * 3


@pytest.mark.skipif(not find_spec("nanopub_sign"), reason="the nanopub-sign package is not installed")
def test_nanopub_sign_judges_them_valid() -> None:
    code = "import sys; from nanopub_sign import Nanopub; Nanopub(sys.stdin.read()).check()"
    for quads in nanopubs().values():
        done = subprocess.run([sys.executable, "-c", code], input=trig(quads), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
