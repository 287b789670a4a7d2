"""Values to quads and back: nothing is lost, nothing is made up, and every literal reads back as it was."""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from whence import model as m
from whence.errors import StoreError
from whence.normal import normal
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.rdf.quads import Quad, decimal, iri, lines, name, string, when
from whence.rdf.recover import recover

from samples import BLOG_TEXT, blog, release, told

RUN = iris.relation("extraction", "whence", "test")


def parsed(quads: list[Quad]) -> list[ox.Quad]:
    return list(ox.parse(lines(quads), format=ox.RdfFormat.N_QUADS))


words = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=20).map(str.strip).filter(bool)
)
selectors = st.builds(m.Selector, st.integers(0, 9999), st.integers(0, 9999), words, words, words)
agents = st.builds(m.Agent, words, st.sampled_from(m.AgentKind), st.none() | words, st.none() | words)
quantities = st.builds(
    m.Quantity,
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.sampled_from(["unit:PERCENT", "wh:PercentagePoint", "wh:Times", "unit:NUM", "cur:USD"]),
    st.sampled_from(m.Qualifier),
    words,
)
samples = st.builds(m.Sample, st.none() | words, st.integers(0, 10**9), st.sampled_from(m.Qualifier))
mentions = st.builds(
    m.StudyMention,
    selectors,
    st.none() | words,
    st.lists(words, max_size=2).map(tuple),
    st.none() | st.integers(1000, 2100),
    st.lists(samples, max_size=2).map(tuple),
)
found = st.none() | st.builds(m.Found, words, words)
metadata = st.builds(
    m.Metadata,
    st.none() | st.builds(m.Found, words.map("https://example.org/{}".format), words),
    found,
    st.lists(st.builds(m.Found, words, words), max_size=2).map(tuple),
    found,
    st.none() | st.builds(m.Found, st.sampled_from(["2014", "2014-08", "2014-08-20"]), words),
    found,
)

addresses = words.map("https://example.org/{}".format)
captures = st.builds(m.Capture, addresses, st.just("2024-03-05T10:11:12Z"), st.just("0" * 64))
reviews = st.builds(m.Review, words, *[st.just("") | words] * 7, st.just("") | addresses)


@st.composite
def evidences(draw: st.DrawFn) -> m.Evidence:
    studies = tuple(draw(st.lists(mentions, max_size=2)))
    study = st.none() | st.integers(0, len(studies) - 1) if studies else st.none()
    return m.Evidence(
        draw(words),
        draw(words),
        draw(metadata),
        studies,
        tuple(
            draw(
                st.lists(
                    st.builds(
                        m.StatisticalClaim,
                        selectors,
                        quantities,
                        st.none() | words,
                        words,
                        st.none() | st.sampled_from(m.Change),
                        st.none() | st.sampled_from(["2014", "last year"]),
                        study,
                        st.none() | agents,
                        st.floats(0, 1),
                    ),
                    max_size=3,
                )
            )
        ),
        tuple(
            draw(
                st.lists(
                    st.builds(m.Statement, st.sampled_from(m.StatementKind), selectors, agents, study, st.floats(0, 1)),
                    max_size=3,
                )
            )
        ),
        tuple(draw(st.lists(st.builds(m.SourceMention, selectors, st.none() | words, st.none() | words), max_size=2))),
        pages=tuple(sorted({0, *draw(st.lists(st.integers(1, 9999), max_size=3))})) if draw(st.booleans()) else (),
        capture=draw(st.none() | captures),
        reviews=tuple(draw(st.lists(reviews, max_size=2))),
    )


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(evidences())
def test_evidence_reads_back_from_its_graph_as_it_was(evidence: m.Evidence) -> None:
    evidence = normal(evidence)
    assert recover(parsed(evidence_quads(evidence, RUN))) == evidence


def test_a_damaged_graph_is_a_store_error_that_says_what_to_do() -> None:
    quads = [quad for quad in parsed(evidence_quads(release(), RUN)) if "fileName" not in quad.predicate.value]
    with pytest.raises(StoreError, match=r"fileName.*build it again"):
        recover(quads)


def test_normal_form_describes_an_agent_alike_throughout() -> None:
    plain, full = (
        m.Agent("Ann Bo", m.AgentKind.PERSON),
        m.Agent("Ann Bo", m.AgentKind.PERSON, "head", "Lunch Institute"),
    )
    statement = release().statements[0]
    later = m.Statement(m.StatementKind.QUOTATION, m.Selector(90, 95, "Again"), plain)
    spoken = normal(m.Evidence("a", "b", m.Metadata(), statements=(later, statement)))
    assert [each.speaker for each in spoken.statements] == [full, full]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_string_reads_back_as_it_was_but_for_characters_no_xml_may_hold(text: str) -> None:
    line = f"<urn:s> <urn:p> {string(text)} .\n".encode()
    (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, ox.Literal)
    assert triple.object.value == re.sub(r"[\x00-\x07\x0b\x0e-\x1f\x7f\ufffe\uffff]", "\ufffd", text)


@pytest.mark.parametrize(
    ("value", "spelled"),
    [("83", '"83"'), ("12.50", '"12.5"'), ("3.5E6", '"3500000"'), ("-0.6", '"-0.6"'), ("100", '"100"'), ("0.0", '"0"')],
)
def test_a_decimal_has_no_exponent_and_no_trailing_zeros(value: str, spelled: str) -> None:
    assert decimal(Decimal(value)).startswith(f"{spelled}^^")


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2014", "gYear"),
        ("2014-08", "gYearMonth"),
        ("2014-08-20", "date"),
        ("2014-13", None),
        ("2014-02-30", None),
        ("last year", None),
        ("20140820", None),
    ],
)
def test_a_date_has_the_precision_it_was_given_and_no_other(value: str, datatype: str | None) -> None:
    assert when(value) == (f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>' if datatype else f'"{value}"')


@given(st.text(max_size=12), st.text(max_size=12))
@example('"> <urn:x', "")
@example("a b{x}\n%", "#a#b[")
@example("\ud800\ue000\U000e0001", "%zz%41")
def test_any_address_becomes_an_iri_that_cannot_break_out_of_its_brackets(path: str, rest: str) -> None:
    line = f"<urn:s> <urn:p> {iri(f'https://example.org/{path}?q={rest}')} .\n".encode()
    assert len(list(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))) == 1


def test_no_graph_holds_a_blank_node() -> None:
    quads = [*evidence_quads(release(), RUN), *evidence_quads(blog(), RUN), *knowledge_quads(told())]
    nodes = {type(term) for quad in parsed(quads) for term in (quad.subject, quad.object)}
    assert nodes == {ox.NamedNode, ox.Literal}


def test_an_articles_evidence_stands_in_its_graph_and_its_text_in_another() -> None:
    home = iris.article(release())
    assert {quad.graph for quad in evidence_quads(release(), RUN)} == {f"<{iris.graph(home)}>"}
    assert text_quad(release(), "x").graph == f"<{iris.text_graph(home)}>"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.example.org/a", "https://example.org/a/"),
        ("https://example.org/a?utm_source=x", "https://example.org/a#part"),
        ("https://example.org/a?b=1&a=2", "https://EXAMPLE.org/a?a=2&b=1"),
    ],
)
def test_a_link_and_the_page_it_leads_to_have_one_iri(one: str, other: str) -> None:
    assert iris.page(one) == iris.page(other)


def test_different_pages_have_different_iris() -> None:
    assert iris.page("https://example.org/a") != iris.page("https://example.org/a?id=2")


def test_the_blog_links_to_the_very_node_of_the_release() -> None:
    assert iris.page(blog().links[0]) == iris.article(release())


def test_an_edit_elsewhere_in_the_text_leaves_a_claims_iri_alone() -> None:
    claim = blog().statistics[0]
    moved = m.Selector(claim.selector.start + 40, claim.selector.end + 40, claim.selector.exact, "other", BLOG_TEXT[:9])
    edited = m.StatisticalClaim(moved, claim.quantity, claim.population, claim.measure)
    evidence = blog()
    before = iris.claims(evidence)
    after = iris.claims(m.Evidence(evidence.file_name, evidence.content_hash, evidence.metadata, statistics=(edited,)))
    assert before == after


def test_an_undefined_term_cannot_be_written() -> None:
    with pytest.raises(Exception, match="wh:Clam"):
        name("wh:Clam")
