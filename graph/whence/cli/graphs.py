"""Which graph a command works on: a store's folder or an RDF file, named, in the environment, or the only one here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.store import Store


def chosen_graph(path: Path | None) -> Path:
    """The graph that is named, else the only one in this folder; raises UsageError when there is no one choice."""
    return path or _only_graph(Path.cwd())


def open_graph(path: Path | None) -> Store:
    """The store in a folder, or a file's triples in memory; raises UsageError when there is none or no one choice."""
    from whence.export import Format
    from whence.store import Store

    chosen = chosen_graph(path)
    form = Format.of_file(chosen)
    if chosen.is_dir() or (form is None and not chosen.exists()):
        return _current(Store(chosen, read_only=True), chosen)
    if form is None:
        raise UsageError(f"{chosen}: neither a store's folder nor an RDF file ({_extensions()})")
    if not chosen.is_file():
        raise UsageError(f"{chosen}: no such file; `whence build ARTICLES -o {chosen}` makes one")
    store = Store()
    store.load(chosen, form.value.serialization)
    return store


def _current(store: Store, folder: Path) -> Store:
    if not store.is_current():
        raise UsageError(f"{folder}: its last build broke off; `whence build ARTICLES -o {folder}` again finishes it")
    return store


def _only_graph(folder: Path) -> Path:
    from whence.export import Format

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


def _extensions() -> str:
    from whence.export import Format

    return ", ".join(extension for form in Format for extension in form.value.extensions)
