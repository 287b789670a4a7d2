"""The README says what is so: its commands print what it shows, its code runs, its picture is the one drawn today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from whence.building import build
from whence.cli.demo import NUMBER
from whence.explain.explaining import explain_all
from whence.explain.picture import picture
from whence.store import Store

from console import ROOT, blocks, desk, printed

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md"]
README = PAGES[0].read_text("utf-8")


TESTED = [page for page in PAGES if blocks(page.read_text("utf-8"))]


def test_the_readme_is_tested() -> None:
    assert len(blocks(README)) >= 2


@pytest.mark.parametrize("page", TESTED, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_tested_example_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    desk(tmp_path)
    for block in blocks(page.read_text("utf-8")):
        assert printed(block, tmp_path) == block


def test_the_five_lines_of_python_run(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=desk(tmp_path), capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "62 62 percent of office workers work from home at least two days a week" in done.stdout


def test_the_picture_is_the_one_that_is_drawn_today(tmp_path: Path) -> None:
    with Store() as store:
        build([str(desk(tmp_path) / "whence-demo" / "articles")], store)
        drawn = picture(next(explain_all(store, NUMBER)))
    assert (ROOT / "docs" / "chain.svg").read_text("utf-8") == drawn, "copy the picture of `whence demo` to docs/"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_project_lead_to_something(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
