"""Which graph a command works on: a store's folder or an RDF file, named, in the environment, or the only one here."""

from __future__ import annotations

from pathlib import Path

from whence.errors import UsageError
from whence.export import Format
from whence.opening import open_store
from whence.store import Store


def chosen_graph(path: Path | None) -> Path:
    """The graph that is named, else the only one in this folder; raises UsageError when there is no one choice."""
    return path or _only_graph(Path.cwd())


def open_graph(path: Path | None) -> Store:
    """The graph that is named, or the only one in this folder; raises UsageError when there is no one choice."""
    return open_store(chosen_graph(path))


def _only_graph(folder: Path) -> Path:
    try:
        here = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(f"the current folder can't be read ({error.strerror}): name a graph with --graph") from error
    found = [p for p in here if (Format.of_file(p) or (p.suffix == ".db" and p.is_dir())) and not _is_ledger(p)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError("no graph here: name one with --graph, or make one with `whence build ARTICLES -o whence.db`")
    raise UsageError(f"several graphs here ({', '.join(p.name for p in found)}): name one with --graph")


def _is_ledger(path: Path) -> bool:
    """Whether a file holds decisions by its name: decisions.ttl, news.decisions.trig."""
    return path.stem == "decisions" or path.stem.endswith(".decisions")
