"""Several files as one zip archive, the same bytes for the same files, wherever it goes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, cast

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest date that zip knows: what an archive holds doesn't depend on when it was written."""


def write_zip(files: Mapping[str, Callable[[IO[bytes]], int]], output: IO[bytes]) -> int:
    """Write each file into an archive, from its beginning to its end; returns how many things the files hold."""
    written = 0
    with zipfile.ZipFile(cast("IO[bytes]", _Forward(output)), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, write in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as stream:
                written += write(stream)
    return written


@dataclass(frozen=True, slots=True)
class _Forward:
    """A stream that can't go back, as a pipe: a file then gets the same bytes as a pipe."""

    output: IO[bytes]

    def write(self, data: bytes) -> int:
        return self.output.write(data)

    def flush(self) -> None:
        self.output.flush()
