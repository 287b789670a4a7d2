"""Drift injected into made chains of articles is found, and nothing else is: the judge, and Whence before it."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from whence.building import build
from whence.export import to_rdflib
from whence.store import Store

SCRIPTS = Path(__file__).parents[1] / "scripts"
CHAINS = 20
"""One chain of each scenario."""


@pytest.fixture(scope="module")
def drift() -> Any:
    """The names of scripts/drift.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
        return runpy.run_path(str(SCRIPTS / "drift.py"))


@pytest.fixture(scope="module")
def made(drift: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chains")
    assert drift["main"](["make", str(folder), "--chains", str(CHAINS), "--seed", "7"]) == 0
    return folder


@pytest.fixture(scope="module")
def graph(made: Path) -> Graph:
    store = Store()
    build([str(path) for path in sorted(made.glob("*.md"))], store)
    return to_rdflib(store)


@pytest.fixture(scope="module")
def scored(drift: Any, made: Path, graph: Graph) -> dict[str, Any]:
    truth = drift["drift_score"].truth(made)
    return {score.kind: score for score, _ in drift["drift_score"].judge(graph, truth)}


@pytest.mark.parametrize(
    "kind",
    [
        "identical", "rounded", "approximated", "value-changed", "unit-changed", "range-collapsed", "strengthened",
        "weakened", "base-widened", "base-narrowed", "study-dropped", "conductor-dropped", "sample-dropped",
        "year-dropped", "hop", "reach", "circle", "orphan", "wave", "look-alike",
    ],
)  # fmt: skip
def test_each_kind_of_drift_is_found_with_precision_and_recall(scored: dict[str, Any], kind: str) -> None:
    score = scored[kind]
    assert score.injected > 0
    assert score.precision >= 0.95, score
    assert score.recall >= 0.95, score


def test_only_numbers_that_were_changed_disagree(drift: Any, made: Path, graph: Graph) -> None:
    """Chains are numbered in the names of their files, and claims named by file."""
    hops = drift["drift_score"].truth(made)["hops"]
    changed = {hop["told"].split("-")[0] for hop in hops if "value-changed" in hop["kinds"]}
    files = graph.query("""PREFIX wh: <https://w3id.org/whence/ns#>
        SELECT ?one ?other {
          ?a wh:disagreesWith ?b ; wh:statedIn/wh:fileName ?one . ?b wh:statedIn/wh:fileName ?other
        }""")
    told = {tuple(str(file).split("-")[0] for file in row) for row in files if isinstance(row, tuple)}
    assert told == {(chain, chain) for chain in changed}


def test_the_same_seed_writes_the_same_bytes(drift: Any, made: Path, tmp_path: Path) -> None:
    drift["main"](["make", str(tmp_path), "--chains", str(CHAINS), "--seed", "7"])
    for path in made.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_every_claim_of_the_truth_stands_in_its_article(drift: Any, made: Path) -> None:
    for claim in drift["drift_score"].truth(made)["claims"].values():
        assert claim["sentence"] in (made / claim["file"]).read_text(encoding="utf-8")
        assert claim["printed"].casefold() in claim["sentence"].casefold()


def test_an_empty_graph_finds_nothing(drift: Any, made: Path) -> None:
    scores = [score for score, _ in drift["drift_score"].judge(Graph(), drift["drift_score"].truth(made))]
    assert {score.recall for score in scores} == {0.0}
