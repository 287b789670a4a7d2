"""Several files as one zip archive, the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from typing import IO

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest date that zip knows: what an archive holds doesn't depend on when it was written."""


def write_zip(files: Mapping[str, Callable[[IO[bytes]], int]], output: IO[bytes]) -> int:
    """Write each file into an archive on a stream, which may not seek; returns how many things they hold."""
    written = 0
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, write in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as stream:
                written += write(stream)
    return written
