"""Files that a command writes: whole, or not there at all."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from whence.errors import UsageError
from whence.export import Format

_T = TypeVar("_T")

STANDARD_OUTPUT = Path("-")

_NO_FILE_NAME = re.compile(r"[\x00-\x1f/\\:]|^\.+")


def form_of(target: Path | None) -> Format | None:
    """The format of the file to write, or None where the target is a store's folder."""
    if target is None or target == STANDARD_OUTPUT:
        return Format.TURTLE
    form = Format.of_file(target)
    if form is None and target.suffix and target.suffix != ".db" and not target.is_dir():
        known = " ".join(extension for each in Format.rdf() for extension in each.value.extensions)
        raise UsageError(f"{target}: {target.suffix} is no known format ({known}); a store's folder ends in .db")
    return form


def check_writable(target: Path | None) -> None:
    """Raise UsageError now rather than after the work where a file can't be written."""
    if target and target != STANDARD_OUTPUT and not target.exists() and not os.access(target.parent, os.W_OK):
        raise UsageError(f"{target}: can't be written; is {target.parent} a folder of yours?")


def holds_decisions(target: Path) -> bool:
    """Whether a file of RDF, if it is there, speaks of decisions: read as text, which costs little."""
    if not target.is_file():
        return False
    with target.open("rb") as stream:
        return any(b"wh:Decision " in line or b"ns#Decision>" in line for line in stream)


def write_file(target: Path | None, write: Callable[[BinaryIO], _T]) -> _T:
    """Write beside the target and rename, so that a file is whole or isn't there; standard output where None or "-".

    Returns what `write` returns.
    """
    if target is None or target == STANDARD_OUTPUT:
        written = write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return written
    try:
        whole = target.resolve()
        if whole.exists() and not whole.is_file():
            with whole.open("wb") as stream:
                return write(stream)
        return _write_beside(whole, write)
    except OSError as error:
        raise UsageError(f"{target}: can't be written ({error.strerror})") from error


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts into a folder, each named after its article with ".txt" at the end, every line end as it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't be made ({error.strerror})") from error
    for file_name, text in texts.items():
        target = folder / f"{_NO_FILE_NAME.sub('_', file_name)}.txt"
        write_file(target, lambda stream, text=text: stream.write(text.encode("utf-8", "surrogatepass")))  # type: ignore[misc]


def _write_beside(whole: Path, write: Callable[[BinaryIO], _T]) -> _T:
    with tempfile.NamedTemporaryFile(
        dir=whole.parent, prefix=f".{whole.name}.", suffix=".partial", delete=False
    ) as made:
        partial = Path(made.name)
        try:
            written = write(cast(BinaryIO, made))
            made.flush()
            os.fchmod(made.fileno(), 0o666 & ~_umask())
            partial.replace(whole)
            return written
        finally:
            partial.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
