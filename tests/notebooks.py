"""Notebooks in the docs: what they show is what their cells print today.

They run in a folder that holds the demo articles as whence-demo/articles. `python tests/notebooks.py NOTEBOOK` runs one
and writes what it shows now into it.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from console import desk


def read(path: Path) -> Any:
    """The notebook of a file."""
    return import_module("nbformat").read(path, as_version=4)


def run(notebook: Any, folder: Path) -> Any:
    """Run a notebook in a folder, and return it with what its cells show."""
    client = import_module("nbclient").NotebookClient(
        notebook,
        timeout=120,
        coalesce_streams=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(desk(folder))}},
    )
    return client.execute()


def outputs(notebook: Any) -> list[Any]:
    """What each cell shows, as plain values."""
    return [[_plain(output) for output in cell.get("outputs", [])] for cell in notebook.cells]


def _plain(output: Any) -> dict[str, Any]:
    return {name: output[name] for name in ("output_type", "name", "text", "data", "ename") if name in output}


def update(path: Path) -> None:
    """Run a notebook, and write what it shows into its file."""
    notebook = read(path)
    told = dict(notebook.metadata)
    with tempfile.TemporaryDirectory() as scratch:
        run(notebook, Path(scratch))
    notebook.metadata = import_module("nbformat").from_dict(told)
    for cell in notebook.cells:
        cell.metadata = import_module("nbformat").from_dict({})
    import_module("nbformat").write(notebook, path)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        update(Path(name))
