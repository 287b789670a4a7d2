"""The file of the index: opened, and brought up to the store.

It holds nothing that can't be read from the store again. What it has of an article is renewed when the article's
evidence is another, so that a store which grows by little costs little. It stands in the store's folder; where nothing
can be written there, or another process is at it, a temporary file takes its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from whence.find import rows
from whence.find.told import told
from whence.store import Store

FILE = "find.sqlite"
"""The name of the index in the folder of its store."""

_WAIT = 5.0
"""Seconds to wait for another process that renews the index."""

Progress = Callable[[int], None]
"""Is told how many articles are to be read into the index, before they are."""


def opened(store: Store, progress: Progress) -> sqlite3.Connection:
    """The index of a store as the store is now; raises sqlite3.Error where there can't be any."""
    versions = _versions(store)
    if store.folder is None:
        return _renewed(_connected(":memory:"), store, versions, progress)
    file = store.folder / FILE
    with suppress(sqlite3.Error):
        try:
            return _renewed(_connected(str(file)), store, versions, progress)
        except sqlite3.OperationalError:  # nothing can be written there now; any other error: what is there is no index
            raise
        except sqlite3.DatabaseError:
            with suppress(OSError):
                file.unlink()
            return _renewed(_connected(str(file)), store, versions, progress)
    return _renewed(_copied(file), store, versions, progress)


def _connected(name: str) -> sqlite3.Connection:
    made = sqlite3.connect(name, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    made.row_factory = sqlite3.Row
    return made


def _copied(file: Path) -> sqlite3.Connection:
    """An index in a temporary file, which goes when it is closed, with what a file has already."""
    made = _connected("")
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as old:
        old.backup(made)
    return made


def _renewed(
    index: sqlite3.Connection, store: Store, versions: Mapping[str, str], progress: Progress
) -> sqlite3.Connection:
    """The index with the claims of these articles, each in its version, and of no others."""
    try:
        if not _is_current(index, versions):
            with _transaction(index):
                _bring_up(index, store, versions, progress)
    except BaseException:
        index.close()
        raise
    return index


@contextmanager
def _transaction(index: sqlite3.Connection) -> Iterator[None]:
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        index.rollback()
        raise
    index.execute("COMMIT")


def _bring_up(index: sqlite3.Connection, store: Store, versions: Mapping[str, str], progress: Progress) -> None:
    if _form(index) != rows.FORM:
        _start(index)
    held = _held(index)
    old = sorted(article for article in held if versions.get(article) != held[article])
    new = sorted(article for article in versions if versions[article] != held.get(article))
    progress(len(new))
    for article in old:
        _drop(index, article)
    for article in new:
        _put(index, store, article, versions[article])


def _start(index: sqlite3.Connection) -> None:
    for table in ("counts", "claims", "articles"):
        index.execute(f"DROP TABLE IF EXISTS {table}")
    for table in rows.TABLES:
        index.execute(table)
    index.execute(f"PRAGMA user_version = {rows.FORM}")


def _drop(index: sqlite3.Connection, article: str) -> None:
    first, last = index.execute("SELECT first, last FROM articles WHERE article = ?", (article,)).fetchone()
    index.execute("DELETE FROM claims WHERE rowid BETWEEN ? AND ?", (first, last))
    index.execute("DELETE FROM articles WHERE article = ?", (article,))


def _put(index: sqlite3.Connection, store: Store, article: str, version: str) -> None:
    put = [index.execute(rows.INSERT, rows.row(claim)).lastrowid or 0 for claim in told(store, article)]
    span = (put[0], put[-1]) if put else (1, 0)
    index.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", (article, version, *span))


def _is_current(index: sqlite3.Connection, versions: Mapping[str, str]) -> bool:
    return _form(index) == rows.FORM and _held(index) == versions


def _form(index: sqlite3.Connection) -> int:
    return int(index.execute("PRAGMA user_version").fetchone()[0])


def _held(index: sqlite3.Connection) -> dict[str, str]:
    return dict(index.execute("SELECT article, version FROM articles"))


def _versions(store: Store) -> dict[str, str]:
    """The version of each article's evidence; of one with corrected claims it tells the decisions in force, too."""
    versions, revised = store.versions(), store.revised_articles()
    if revised:
        standings = sha256(repr(sorted(store.standings().items())).encode()).hexdigest()
        versions |= {article: f"{versions[article]} {standings}" for article in revised}
    return versions
