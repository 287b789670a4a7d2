"""A proof of one claim: small, checked by a script that knows nothing of the package, and broken by any tampering."""

from __future__ import annotations

import io
import runpy
from pathlib import Path

import pytest
from rdflib import Dataset

from whence.building import build
from whence.cli.files import write_texts
from whence.errors import UsageError
from whence.explain.proof import prove, proven_articles
from whence.export.proof import write_proof
from whence.store import Store

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib"
)  # its reader of TriG calls what it deprecates

RELEASE = """URL: https://lunch.example.org/2024/05/06/survey

Half of adults skip lunch, Lunch Institute finds

Fifty-one percent of adults skip lunch at least once a week, according to the Lunch Survey 2024 by the Lunch Institute,
which questioned 1,012 adults in April.
"""
BLOG = """URL: https://noon.example.org/2024/05/09/lunch

Nobody eats at noon

Half of adults skip lunch at least once a week, the [Lunch Institute](https://lunch.example.org/2024/05/06/survey) says.
"""
PAGE = f"<html><body><article><h1>Lunch goes</h1><p>{BLOG.split(chr(10))[4]}</p></article></body></html>"
CHECK = Path(__file__).parents[1] / "scripts" / "check_proof.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "release.txt").write_text(RELEASE, "utf-8")
    (tmp_path / "blog.md").write_text(BLOG, "utf-8")
    return tmp_path


@pytest.fixture
def proof(folder: Path) -> str:
    return proof_of(folder, "half of adults skip lunch at least once a week")


def store_of(folder: Path) -> Store:
    store = Store()
    build([str(folder)], store)
    return store


def proof_of(folder: Path, words: str) -> str:
    with store_of(folder) as store:
        written = io.BytesIO()
        write_proof(prove(store, words), written)
    return written.getvalue().decode()


def problems(proof: str, folder: Path) -> list[str]:
    dataset = Dataset(default_union=True)
    dataset.parse(data=proof, format="trig")
    return list(runpy.run_path(str(CHECK))["problems"](dataset, folder))


def test_a_proof_holds_the_chain_and_is_borne_out_by_the_articles(proof: str, folder: Path) -> None:
    assert problems(proof, folder) == []
    assert "release.txt" in proof
    assert "blog.md" in proof
    assert "wh:Retelling" in proof
    assert "Lunch Survey 2024" in proof


def test_a_proof_of_the_first_telling_needs_no_other_article(folder: Path) -> None:
    proof = proof_of(folder, "fifty-one percent of adults skip lunch")
    assert "blog.md" not in proof
    assert problems(proof, folder) == []


def test_the_claim_to_prove_is_named_by_file_and_words(folder: Path) -> None:
    assert proof_of(folder, "release.txt: lunch at least once a week") == proof_of(
        folder, "fifty-one percent of adults"
    )
    assert "blog.md" in proof_of(folder, "blog.md: lunch at least once a week")


TAMPERED = [
    pytest.param("oa:start ", "oa:start 1", id="an offset"),
    pytest.param('oa:exact "Half of adults', 'oa:exact "Most of adults', id="a quote"),
    pytest.param('schema:text "Half of adults', 'schema:text "Most of adults', id="the text of a claim"),
    pytest.param('wh:contentHash "', 'wh:contentHash "0', id="a hash"),
    pytest.param('wh:fileName "blog.md"', 'wh:fileName "other.md"', id="a file name"),
]


@pytest.mark.parametrize(("true", "false"), TAMPERED)
def test_a_tampered_proof_fails(proof: str, folder: Path, true: str, false: str) -> None:
    assert true in proof
    assert problems(proof.replace(true, false), folder)


def test_a_changed_article_fails(proof: str, folder: Path) -> None:
    (folder / "release.txt").write_text(RELEASE.replace("Fifty-one", "Fifty-two"), "utf-8")
    assert problems(proof, folder) == ["release.txt: its text is not the one that was read"]


def test_a_proof_without_quotes_proves_nothing(folder: Path) -> None:
    assert problems("<urn:a> <urn:b> <urn:c> .", folder) == ["holds no quote that could be checked"]


def test_the_texts_of_pages_are_written_to_be_checked(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    with store_of(tmp_path) as store:
        quads = prove(store, "half of adults skip lunch")
        written = io.BytesIO()
        write_proof(quads, written)
        write_texts(tmp_path / "texts", {name: store.text(iri) for iri, name in proven_articles(quads).items()})
    assert problems(written.getvalue().decode(), tmp_path / "texts") == []
    assert problems(written.getvalue().decode(), tmp_path) == ["page.html: its text is not the one that was read"]


def test_a_proof_is_the_same_bytes_each_time(folder: Path, proof: str) -> None:
    assert proof_of(folder, "half of adults skip lunch at least once a week") == proof


def test_a_claim_that_is_not_there_has_no_proof(folder: Path) -> None:
    with store_of(folder) as store, pytest.raises(UsageError, match="no claim has these words"):
        prove(store, "nine in ten penguins")
