"""The scripts that fit the weights of our models: what they learn, on which articles, and the same bytes each time."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from whence import resources
from whence.extract.claims.choice import WEIGHTS as OF_POPULATIONS
from whence.extract.claims.confidence import WEIGHTS as OF_CLAIMS
from whence.extract.claims.reading import What, Whom

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "corpus"
FEW = ("b-mutual-bank-survey", "d-swing-state-moms-2012", "wardround-nurses-2023")


def names_of(script: str) -> Any:
    """The names of a script, as if they were of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
        return runpy.run_path(str(ROOT / "scripts" / f"{script}.py"))


MODELS, ARTICLES, JUDGING, CALIBRATION = map(names_of, ("linear_models", "annotated", "judging", "calibrate_claims"))


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder of a few annotated articles."""
    for name in FEW:
        for ending in (".txt", ".json"):
            shutil.copy(CORPUS / f"{name}{ending}", tmp_path)
    return tmp_path


# ---------------------------------------------------------------- the trainer


def slopes(example: tuple[str, bool], weights: Mapping[str, float]) -> dict[str, float]:
    """Of a logistic model with one feature."""
    feature, right = example
    return {feature: right - CALIBRATION["probability"]({feature: 1.0}, weights)}


def test_a_feature_weighs_as_much_as_its_share_of_right_examples_says() -> None:
    examples = [("often", at % 4 > 0) for at in range(400)] + [("seldom", at % 4 == 0) for at in range(400)]
    weights = MODELS["fit"](examples, slopes, epochs=20, rate=0.1, decay=0.0)
    sure = {feature: CALIBRATION["probability"]({feature: 1.0}, weights) for feature in weights}
    assert sure == {"often": pytest.approx(0.75, abs=0.03), "seldom": pytest.approx(0.25, abs=0.03)}


def test_decay_keeps_weights_small() -> None:
    examples = [("always", True)] * 100
    free, held = (MODELS["fit"](examples, slopes, epochs=10, rate=0.1, decay=decay) for decay in (0.0, 0.1))
    assert 0 < held["always"] < free["always"]


@pytest.mark.parametrize(("size", "sets"), [(25, 10), (10, 10), (3, 3), (0, 0)])
def test_folds_part_articles_evenly(size: int, sets: int) -> None:
    names = [f"article {at}" for at in range(size)]
    found = MODELS["folds"](reversed([*names, *names]))
    assert len(found) == sets
    assert sorted(name for fold in found for name in fold) == sorted(names)
    assert max(map(len, found), default=0) - min(map(len, found), default=0) <= 1


# ---------------------------------------------------------------- the articles


def test_what_is_held_back_is_never_trained_on(tmp_path: Path) -> None:
    texts = ARTICLES["trained_on"]([CORPUS], tmp_path)
    assert {path.stem[:2] for path in texts} >= {"b-", "c-", "d-"}
    assert not [path.stem for path in texts if path.stem.startswith(("e-", "f-"))]


@pytest.mark.parametrize(
    ("folders", "message"), [((), "--gold"), (("empty",), "NAME.txt and NAME.json")], ids=["no gold", "empty folder"]
)
def test_where_there_is_nothing_to_train_on_the_message_says_so(
    tmp_path: Path, folders: tuple[str, ...], message: str
) -> None:
    with pytest.raises(SystemExit, match=f"no annotated articles in .*{message}"):
        ARTICLES["trained_on"]([tmp_path / folder for folder in folders], tmp_path)


def test_a_digest_knows_names_and_contents_and_no_order(few: Path) -> None:
    texts = sorted(few.glob("*.txt"))
    before = ARTICLES["described"](texts)
    assert before == ARTICLES["described"](reversed(texts))
    texts[0].with_suffix(".json").write_text("{}")
    assert before != ARTICLES["described"](texts)


# ---------------------------------------------------------------- what is right


@pytest.mark.parametrize(
    ("population", "measure", "right"),
    [
        pytest.param("the nurses surveyed", "want shorter shifts", True, id="half of the words"),
        pytest.param("doctors", "want shorter shifts", False, id="others"),
        pytest.param(None, "night nurses want shorter shifts", True, id="nobody, and the measure has the words"),
        pytest.param(None, "want shorter shifts", False, id="nobody, and nothing has the words"),
    ],
)
def test_a_population_is_judged_by_its_words(population: str | None, measure: str, right: bool) -> None:
    assert JUDGING["population_right"]({"population": "night nurses"}, population, measure) is right


def test_a_report_counts_claims_by_class_and_above_bars() -> None:
    lines = list(CALIBRATION["report"]({"ours": [(0.55, False), (0.92, True), (1.0, True)]}))
    assert "| 0.5 to 0.6 | 1, 0.55, 0.00 |" in lines
    assert "| all | 3, 0.82, 0.67 |" in lines
    assert "| at least 0.9 | 2, 0.96, 1.00 |" in lines


# ---------------------------------------------------------------- the weights


@pytest.mark.parametrize("script", ["train_populations", "calibrate_claims"])
def test_a_script_writes_the_same_bytes_under_every_hash_seed(script: str, few: Path) -> None:
    def written(seed: str) -> str:
        command = [sys.executable, str(ROOT / "scripts" / f"{script}.py"), str(few)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    first = written("1")
    assert first == written("2")
    lines = first.splitlines()
    assert f"python scripts/{script}.py, of 3 articles" in lines[1]
    assert len(lines) > 10
    assert all(float(weight) for weight, _, _ in (line.partition("\t") for line in lines if line[0] != "#"))


@pytest.mark.parametrize("names", [OF_POPULATIONS, OF_CLAIMS], ids=["populations", "claims"])
def test_shipped_weights_tell_how_they_were_made(names: tuple[str, str]) -> None:
    made = resources.data(*names).read_text("utf-8").splitlines()[1]
    assert "Made by python scripts/" in made
    assert ", digest " in made


def test_the_shipped_weights_of_a_claim_are_of_features_that_claims_have() -> None:
    article = next(ARTICLES["articles"]([CORPUS / f"{FEW[0]}.txt"]))
    made = {feature.partition("=")[0] for one in CALIBRATION["judged"](article) for feature in one.features}
    shipped = resources.weights(*OF_CLAIMS)
    assert {feature.partition("=")[0] for feature in shipped} == made
    kinds = {f"whom={one}" for one in Whom} | {f"what={one}" for one in What}
    assert {feature for feature in shipped if feature.startswith(("whom=", "what="))} <= kinds
