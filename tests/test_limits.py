"""The limits that docs/limits.md tells are those of the code, and none that the code makes public is left out."""

from __future__ import annotations

import re
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import pytest

import whence

_ROW = re.compile(r"^\| .+ \| ([\d,]+) \| `(whence\.[a-z._]+)\.([A-Z]\w*(?:\.\w+)?)` \|$", re.MULTILINE)
_PUBLIC = re.compile(r"^((?:MAX|MOST|LONGEST)_[A-Z_]+) = ", re.MULTILINE)
PACKAGE = Path(whence.__file__).parent
TOLD = _ROW.findall((Path(__file__).resolve().parents[1] / "docs" / "limits.md").read_text("utf-8"))


@pytest.mark.parametrize(("number", "module", "name"), TOLD, ids=[f"{module}.{name}" for _, module, name in TOLD])
def test_a_limit_is_as_it_is_told(number: str, module: str, name: str) -> None:
    if module.startswith("whence.serve"):
        pytest.importorskip("uvicorn")
    owner, _, field = name.partition(".")
    value = attrgetter(owner)(import_module(module))
    assert (getattr(value(), field) if field else value) == int(number.replace(",", ""))


@pytest.mark.parametrize("room", ["read", "rdf", "sandbox", "serve"])
def test_no_limit_of_what_comes_in_is_left_out(room: str) -> None:
    told = {(module, name) for _, module, name in TOLD}
    for path in sorted((PACKAGE / room).rglob("*.py")):
        module = ".".join(("whence", *path.relative_to(PACKAGE).with_suffix("").parts))
        for name in _PUBLIC.findall(path.read_text("utf-8")):
            assert (module, name) in told, f"docs/limits.md says nothing of {module}.{name}"
