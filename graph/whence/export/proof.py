"""A proof as a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import pyoxigraph as ox

from whence.export.namespaces import prefixes


def write_proof(quads: Iterable[ox.Quad], output: IO[bytes]) -> None:
    """Write the quads of a proof as TriG, in their order."""
    ox.serialize(quads, output, format=ox.RdfFormat.TRIG, prefixes=prefixes())
