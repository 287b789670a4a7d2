"""Named questions: each reads its header, binds its parameters as terms, and answers with a table."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from whence.answers import cell
from whence.ask import Parameter, ask, find, questions
from whence.errors import UnknownQuestion, UsageError
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told

REQUIRED = {
    *("claims", "studies", "study-of", "articles-of", "unsourced", "repeated", "disagreements", "people", "samples"),
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store() as opened:
        for evidence, text in ((release(), RELEASE_TEXT), (blog(), BLOG_TEXT)):
            opened.put_article([*evidence_quads(evidence, "urn:run"), text_quad(evidence, text)])
        opened.put_derived(knowledge_quads(told()))
        yield opened


def test_the_questions_that_people_ask_are_there() -> None:
    assert {question.name for question in questions()} >= REQUIRED


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_says_what_it_asks_and_shows_how(question) -> None:  # type: ignore[no-untyped-def]
    assert question.title
    assert question.question.endswith("?")
    assert question.example.startswith(f"whence ask {question.name}")
    for parameter in question.parameters:
        assert parameter.meaning
        if question.computed:
            continue  # its value goes to a function, and not into the query
        assert f"?{parameter.name} " in question.sparql.split("SELECT", 1)[1].split("WHERE", 1)[0]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_can_be_answered_and_has_a_fixed_order(store: Store, question) -> None:  # type: ignore[no-untyped-def]
    given = {parameter.name: "lunch" for parameter in question.parameters if parameter.default is None}
    assert ask(store, question.name, **given) == ask(store, question.name, **given)
    assert "ORDER BY" in question.sparql


def test_claims_are_one_row_each_with_study_conductor_and_way() -> None:
    with Store() as opened:
        for evidence, text in ((release(), RELEASE_TEXT), (blog(), BLOG_TEXT)):
            opened.put_article([*evidence_quads(evidence, "urn:run"), text_quad(evidence, text)])
        opened.put_derived(knowledge_quads(told()))
        of_blog, of_release, _said = sorted(
            ask(opened, "claims").records(),
            key=lambda row: (str(row["kind"]) != "statistical claim", str(row["article"])),
        )
    assert of_release["author"] == "Cy Dee"
    assert of_release["date"] == "2023-05"
    assert (of_release["value"], of_release["unit"], of_release["via"]) == (50, "percent", None)
    assert of_blog["study"] == of_release["study"] == "Lunch Institute study (2023)"
    assert (of_blog["conductor"], of_blog["via"]) == ("Lunch Institute", "release.txt")


def test_a_retold_claim_is_second_hand(store: Store) -> None:
    hands = {row["article"]: row["hand"] for row in ask(store, "articles-of", words="lunch").records()}
    assert hands == {"release.txt": "first-hand", "blog.md": "second-hand"}


def test_a_claim_that_reaches_its_study_through_another_article_is_not_unsourced(store: Store) -> None:
    assert ask(store, "unsourced").rows == ()


def test_the_study_of_a_claim_is_found_by_the_claims_iri_too(store: Store) -> None:
    (claim,) = iris.claims(blog())
    assert {row["via"] for row in ask(store, "study-of", words=claim).records()} == {"release.txt"}


def test_samples_that_all_articles_tell_alike_are_no_difference(store: Store) -> None:
    assert ask(store, "samples").rows == ()


def test_repeated_shows_each_wording(store: Store) -> None:
    quotes = {row["quote"] for row in ask(store, "repeated").records()}
    assert quotes == {"Half of 1,012 adults skip lunch", "Half of all adults skip lunch"}


def test_an_unknown_question_suggests_a_near_one() -> None:
    with pytest.raises(UnknownQuestion, match="did you mean claims"):
        find("clams")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "needs --arg words"),
        ({"words": "a", "file": "b"}, "no parameter file"),
        ({"file": "b"}, "no parameter file"),
    ],
)
def test_a_parameter_that_is_missing_or_unknown_is_named(store: Store, given: dict[str, str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        ask(store, "study-of", **given)


@pytest.mark.parametrize(("kind", "value"), [("iri", "no iri"), ("number", "twelve")])
def test_a_value_of_the_wrong_kind_is_a_usage_error(kind: str, value: str) -> None:
    with pytest.raises(UsageError, match="--arg x="):
        Parameter("x", kind, None, "a value").term(value)


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (ox.NamedNode("https://w3id.org/whence/ns#MoreThan"), "more than"),
        (ox.NamedNode("https://example.org/a"), "https://example.org/a"),
        (ox.Literal("83.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), 83.5),
        (ox.Literal("2014", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")), "2014"),
        (ox.Literal("plain"), "plain"),
        (ox.Literal("NaN", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#double")), "NaN"),
        (ox.Literal("abc", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")), "abc"),
        (
            ox.Literal("12345678901234567890.123", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
            "12345678901234567890.123",
        ),
        (None, None),
    ],
)
def test_a_cell_is_what_people_read(term: ox.NamedNode | ox.Literal | None, shown: object) -> None:
    assert cell(term) == shown


def test_names_are_iris_of_whence_only_in_their_own_columns(store: Store) -> None:
    for row in ask(store, "studies").records():
        assert str(row["iri"]).startswith(iris.BASE)
