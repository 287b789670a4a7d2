"""Whether a folder is a store, or may become one."""

from __future__ import annotations

import re
from pathlib import Path

from whence.errors import StoreError

_MARK = "CURRENT"
"""A file that every Oxigraph store on disk has."""

_UNBORN = re.compile(
    r"LOG(?:\.old\.\d+)?|LOCK|IDENTITY|(?:MANIFEST|OPTIONS)-\d+|\d+\.(?:log|sst|dbtmp)|OPTIONS-\d+\.dbtmp"
)
"""The files that Oxigraph makes before its mark."""


def check(folder: Path, *, must_exist: bool) -> None:
    """Raise StoreError unless the folder is a store or, to be written, could become one without harm to its files."""
    if not folder.is_dir():
        if must_exist:
            raise StoreError(f"{folder}: no such store; `whence build ARTICLES -o {folder}` makes one")
    elif not (folder / _MARK).is_file() and (must_exist or not all(map(_is_unborn, folder.iterdir()))):
        raise StoreError(f"{folder}: is a folder, but no store; name a new folder for the store, such as whence.db")


def _is_unborn(file: Path) -> bool:
    """Whether a file is what a build leaves that was killed before it had made its store."""
    return _UNBORN.fullmatch(file.name) is not None
