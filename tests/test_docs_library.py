"""The page on the library and the notebook say what is so: their examples print what they show."""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from console import ROOT, desk
from notebooks import outputs, read, run

PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
NOTEBOOKS = sorted((ROOT / "docs").rglob("*.ipynb"))


def test_the_examples_of_the_page_print_what_it_shows(tmp_path: Path) -> None:
    blocks = re.findall(r"```pycon\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) >= 6
    if not importlib.util.find_spec("pandas"):
        blocks = [block for block in blocks if "dataframe" not in block]
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "library.md", "library.md", 0)
    found: list[str] = []
    with contextlib.chdir(desk(tmp_path)):
        doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(test, out=found.append)
    assert not found, "".join(found)


def test_the_page_names_every_public_name() -> None:
    import whence

    told = set(re.findall(r"\b[A-Za-z_]+\b", PAGE))
    assert set(whence.__all__) - {"__version__"} - told == set()


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_shows_what_its_cells_print(path: Path, tmp_path: Path) -> None:
    for needed in ("nbclient", "nbformat", "ipykernel", "pandas"):
        pytest.importorskip(needed)
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r}); import test_docs_library as t; t.check(sys.argv)"
    shown = os.environ | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(tmp_path)], capture_output=True, text=True, check=False, env=shown
    )
    assert done.returncode == 0, done.stderr[-3000:]


def check(arguments: list[str]) -> None:
    """Compare a notebook with what it shows when it is run; in a process of its own, since Jupyter leaves warnings."""
    notebook = read(Path(arguments[1]))
    before = outputs(notebook)
    assert outputs(run(notebook, Path(arguments[2]))) == before, "python tests/notebooks.py NOTEBOOK updates it"
