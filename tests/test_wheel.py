"""The wheel: built, installed in a fresh environment, and run far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="needs the checkout")


def run(*command: str | Path, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def whence(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command; its environment has nothing but the wheel and what the wheel asks for."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=home)
    return home / "bin" / "whence"


def test_the_wheel_carries_the_ontology_the_questions_and_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in (*(ROOT / "ontology").rglob("*.*"), *(ROOT / "graph" / "whence" / "data").rglob("*.*")):
        inside = file.relative_to(ROOT / "graph" if "graph" in file.parts else ROOT).as_posix()
        assert (inside if inside.startswith("whence/") else f"whence/{inside}") in names
    assert not [name for name in names if not name.startswith(("whence/", "whence-"))]


def test_the_demo_runs_in_a_fresh_environment(whence: Path, tmp_path: Path) -> None:
    printed = run(whence, "demo", tmp_path / "demo", cwd=tmp_path)
    assert "Halden Institute" in printed
    assert (tmp_path / "demo" / "demo.ttl").stat().st_size > 10_000
    assert (tmp_path / "demo" / "chain.svg").read_text("utf-8").startswith("<svg")


def test_a_build_runs_in_a_fresh_environment(whence: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("According to a survey by the Lunch Institute, 62 percent of adults skip lunch.\n")
    run(whence, "build", "a.txt", "-o", "a.ttl", cwd=tmp_path)
    assert "wh:StatisticalClaim" in (tmp_path / "a.ttl").read_text("utf-8")
