"""Files that a command writes: whole, or not there at all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from whence.errors import UsageError
from whence.export import Format


def form_of(target: Path | None) -> Format | None:
    """The format of the file to write, or None where the target is a store's folder."""
    if target is None:
        return Format.TURTLE
    form = Format.of_file(target)
    if form is None and target.suffix and target.suffix != ".db" and not target.is_dir():
        known = " ".join(extension for each in Format for extension in each.value.extensions)
        raise UsageError(f"{target}: {target.suffix} is no known format ({known}); a store's folder ends in .db")
    return form


def write_file(target: Path | None, write: Callable[[BinaryIO], object]) -> None:
    """Write beside the target and rename, so that a file is whole or isn't there; standard output where None."""
    if target is None:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as stream:
            write(stream)
        partial.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: can't be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
