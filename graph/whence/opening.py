"""Opening a graph by its path: a store's folder, or a file of RDF."""

from __future__ import annotations

from pathlib import Path

from whence.errors import UsageError
from whence.export import Format
from whence.store import Store


def open_store(path: Path) -> Store:
    """The store in a folder, to be read, or a file's triples in memory.

    Raises UsageError where there is none, or where its last build broke off.
    """
    form = Format.of_file(path)
    if path.is_dir() or (form is None and not path.exists()):
        return _current(Store(path, read_only=True), path)
    if form is None:
        extensions = ", ".join(extension for each in Format.rdf() for extension in each.value.extensions)
        raise UsageError(f"{path}: neither a store's folder nor an RDF file ({extensions})")
    if not path.is_file():
        raise UsageError(f"{path}: no such file; `whence build ARTICLES -o {path}` makes one")
    store = Store()
    store.load(path, form.value.serialization)
    return store


def _current(store: Store, folder: Path) -> Store:
    if not store.is_current():
        raise UsageError(f"{folder}: its last build broke off; `whence build ARTICLES -o {folder}` again finishes it")
    return store
