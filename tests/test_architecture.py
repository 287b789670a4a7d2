"""The house: who may stand on whom, and that no module stands on itself through others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

import whence

PACKAGE = Path(whence.__file__).parent

ORDER = (
    ("errors", "model", "partial_dates", "workers"),
    ("decision", "reference"),
    ("text", "resources", "knowledge"),
    ("normal",),
    ("vocab",),
    ("read",),
    ("analyse",),
    ("extract",),
    ("rdf",),
    ("resolve",),
    ("sandbox",),
    ("store",),
    ("remote", "extractors"),
    ("propose", "intake"),
    ("answers", "dossier", "cluster"),
    ("questions",),
    ("shapes",),
    ("ask", "validate"),
    ("explain", "difference", "publish", "verify"),
    ("export", "find"),
    ("opening",),
    ("curate",),
    ("building",),
    ("serve",),
    ("cli", "library"),
    ("__main__",),
)
"""The rooms from the ground up; a room imports only from itself and from below."""

FLOOR = {room: level for level, rooms in enumerate(ORDER) for room in rooms}


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, by their name below it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("whence.") for alias in node.names if alias.name.startswith("whence."))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "whence":
            home = node.module.removeprefix("whence").removeprefix(".")
            for alias in node.names:
                inner = f"{home}.{alias.name}".removeprefix(".")
                if (inner if inner in MODULES else home) in MODULES:
                    yield inner if inner in MODULES else home


def test_every_room_has_its_place() -> None:
    assert {name.split(".")[0] for name in MODULES if name} == FLOOR.keys()


@pytest.mark.parametrize("name", [name for name in MODULES if name])
def test_a_module_imports_only_from_its_own_room_and_from_below(name: str) -> None:
    room = name.split(".")[0]
    above = {
        other
        for other in imports(MODULES[name])
        if other and other.split(".")[0] != room and FLOOR[other.split(".")[0]] >= FLOOR[room]
    }
    assert not above, f"{name} imports from above or beside: {sorted(above)}"


def test_no_module_stands_on_itself() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph(
        (name, other) for name, path in MODULES.items() if name for other in imports(path) if other != name
    )
    # The package itself offers names of the library for type checkers, and imports none before it is used.
    # A package's __init__ offers what its modules make; that is no circle as long as none of them imports it.
    assert list(nx.simple_cycles(graph)) == []


@pytest.mark.parametrize("name", ["model", "text", "normal", "knowledge", "extract", "analyse", "resolve"])
def test_stages_touch_no_file_and_no_store(name: str) -> None:
    forbidden = {"pyoxigraph", "rdflib", "socket", "subprocess", "sqlite3", "urllib.request", "http.client"}
    for module, path in MODULES.items():
        if module.split(".")[0] == name:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    assert not {alias.name for alias in node.names} & forbidden, module
                elif isinstance(node, ast.ImportFrom):
                    assert node.module not in forbidden, module
                elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    assert node.func.id != "open", module


@pytest.mark.parametrize("name", MODULES)
def test_no_pattern_repeats_a_group_possessively(name: str) -> None:
    """Python before 3.11.5 gives back a part of what such a group has matched; an atomic group is right everywhere."""
    assert not re.search(r"\)[*+?]\+", MODULES[name].read_text("utf-8"))
