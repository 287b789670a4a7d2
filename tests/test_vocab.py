"""Terms by compact name, taken from the ontology."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest
from rdflib import Graph

from whence import resources, vocab
from whence.errors import UsageError


def test_the_examples_in_the_documentation_hold() -> None:
    failed, tried = doctest.testmod(vocab)
    assert (failed, tried > 0) == (0, True)


def test_the_ontology_declares_the_prefixes() -> None:
    graph = Graph(bind_namespaces="none")
    graph.parse(data=resources.ontology().joinpath("whence.ttl").read_bytes(), format="turtle")
    declared = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    assert declared == dict(vocab.PREFIXES)


@pytest.mark.parametrize(
    ("compact", "iri"),
    [
        pytest.param("wh:takenFrom", "https://w3id.org/whence/ns#takenFrom", id="a term of our own"),
        pytest.param("schema:name", "https://schema.org/name", id="a foreign term"),
        pytest.param("cur:USD", "http://qudt.org/vocab/currency/USD", id="a currency"),
        pytest.param("unit:KiloW-HR", "http://qudt.org/vocab/unit/KiloW-HR", id="a unit with a hyphen"),
    ],
)
def test_a_compact_name_and_its_iri_lead_to_each_other(compact: str, iri: str) -> None:
    assert vocab.expand(compact) == iri
    assert vocab.compact(iri) == compact


@pytest.mark.parametrize("name", sorted(vocab.terms()))
def test_each_term_goes_there_and_back(name: str) -> None:
    assert vocab.compact(vocab.expand(name)) == name


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("wh:Clam", "did you mean wh:Claim", id="an undefined term, with the nearest one"),
        pytest.param("wh:zzzzzz", "defines no term wh:zzzzzz", id="an undefined term unlike any"),
        pytest.param("wh:", "defines no term", id="no local name"),
        pytest.param("nope:Claim", "unknown prefix", id="an unknown prefix"),
        pytest.param("Claim", "unknown prefix", id="no prefix"),
        pytest.param("https://example.org/a", "unknown prefix", id="an IRI"),
    ],
)
def test_what_is_not_defined_cannot_be_expanded(name: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        vocab.expand(name)


@pytest.mark.parametrize(
    "iri",
    [
        pytest.param("https://example.org/a", id="no prefix fits"),
        pytest.param("https://schema.org/a/b", id="the rest is no name"),
        pytest.param("https://schema.org/", id="no rest"),
    ],
)
def test_an_iri_without_a_compact_name_stays(iri: str) -> None:
    assert vocab.compact(iri) == iri


@pytest.mark.parametrize(
    ("iri", "label"),
    [
        pytest.param(vocab.expand("wh:StudyMention"), "study mention", id="a term of our own"),
        pytest.param(vocab.expand("unit:PERCENT"), "percent", id="a unit"),
        pytest.param("https://example.org/id/who/", "who", id="anything else by its last part"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_label_is_words(iri: str, label: str) -> None:
    assert vocab.label(iri) == label


def test_a_definition_is_a_sentence_and_empty_for_what_has_none() -> None:
    assert vocab.definition(vocab.term("Study")).endswith(".")
    assert vocab.definition("https://example.org/a") == ""


def test_importing_the_vocabulary_reads_no_ontology() -> None:
    check = (
        "import sys; from whence import vocab; print(vocab._ontology.cache_info().currsize, 'rdflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False"]
