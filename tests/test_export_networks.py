"""Networks: who drew on whom, as GraphML, GEXF and for Cytoscape, read back by networkx."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from whence.errors import UsageError
from whence.export import Format, export
from whence.export.network import KINDS, clean
from whence.model import Found
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.rdf.quads import Quad, iri, name
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

RUN = iris.relation("extraction", "whence", "test")
NETWORKS = [Format.GRAPHML, Format.GEXF, Format.CYTOSCAPE]


@pytest.fixture(scope="module")
def store() -> Store:
    store, mad = Store(), blog()
    mad = replace(mad, metadata=replace(mad.metadata, title=Found("A <b>&amp; ]]> \U0001f600 title", "title")))
    for evidence, text in ((release(), RELEASE_TEXT), (mad, BLOG_TEXT)):
        store.put_article([*evidence_quads(evidence, RUN), text_quad(evidence, text)])
    store.put_derived(knowledge_quads(told()))
    return store


def read(store: Store, form: Format, nodes: str | None = None) -> Any:
    output = io.BytesIO()
    count = export(store, output, form, nodes=nodes)
    output.seek(0)
    if form is Format.CYTOSCAPE:
        network = nx.cytoscape_graph(json.loads(output.getvalue()))
    else:
        network = (nx.read_graphml if form is Format.GRAPHML else nx.read_gexf)(output)
    assert network.number_of_nodes() + network.number_of_edges() == count
    return network


def kinds(network: Any) -> set[tuple[str, str, str]]:
    """The links, each as the kinds of its ends and its own."""
    types = dict(network.nodes(data="type"))
    return {(types[one], link, types[other]) for one, other, link in network.edges(data="type")}


@pytest.mark.parametrize("form", NETWORKS)
def test_an_analyst_sees_who_drew_on_whom(store: Store, form: Format) -> None:
    network = read(store, form)
    assert kinds(network) >= {("article", "draws on", "article"), ("article", "names", "study")}
    blogs, releases = (iris.article(each()) for each in (blog, release))
    (link,) = (link for *_, link in network.edges(data=True) if link["type"] == "draws on")
    assert float(link["weight"]) == 1
    assert 0 < float(link["confidence"]) <= 1
    by_iri = {data["iri"]: (node, data) for node, data in network.nodes(data=True)}
    assert by_iri[blogs][0] == f"article-{iris.short(blogs)}"
    assert by_iri[blogs][1]["label"] == "A <b>&amp; ]]> \U0001f600 title"
    assert network.has_edge(by_iri[blogs][0], by_iri[releases][0])


@pytest.mark.parametrize("form", NETWORKS)
def test_every_kind_of_node_can_be_had(store: Store, form: Format) -> None:
    network = read(store, form, ",".join(KINDS))
    assert set(dict(network.nodes(data="type")).values()) >= {"article", "study", "statistic", "claim", "person"}
    assert kinds(network) >= {
        ("claim", "stated in", "article"),
        ("claim", "retells", "claim"),
        ("claim", "reports", "statistic"),
        ("statistic", "comes from", "study"),
    }


@pytest.mark.parametrize("form", NETWORKS)
def test_statistics_without_claims_hang_on_the_articles_that_tell_them(store: Store, form: Format) -> None:
    assert ("article", "tells", "statistic") in kinds(read(store, form, "article,statistic"))


def test_the_three_formats_hold_the_same_network(store: Store) -> None:
    networks = [read(store, form, ",".join(KINDS)) for form in NETWORKS]
    assert len({frozenset(network.nodes) for network in networks}) == 1
    assert len({frozenset(kinds(network)) for network in networks}) == 1


@pytest.mark.parametrize("form", NETWORKS)
def test_what_no_xml_can_hold_is_left_out(form: Format) -> None:
    assert clean("a\x00\x1b[31m\ufffe\U0001f600") == "a[31m\U0001f600"
    with Store() as store:
        home, graph = iri(f"{iris.BASE}article/1"), iri(f"{iris.BASE}graph/1")
        said = [
            ("rdf:type", name("wh:Article")),
            ("wh:fileName", '"a.txt"'),
            ("schema:headline", r'"one\u001B\u0001 two"'),
        ]
        store.put_article(Quad(home, name(predicate), value, graph) for predicate, value in said)
        ((_, data),) = read(store, form).nodes(data=True)
    assert data["label"] == "one two"


def test_an_unknown_kind_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no such kind of node: cat; choose from article"):
        export(store, io.BytesIO(), Format.GEXF, nodes="article,cat")
