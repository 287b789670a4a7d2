"""A store as a file: the formats that other tools read, the same bytes for the same graph.

`Format` is the table of them. A new format is a row there, and a module with the function that the row names.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from whence.export.formats import Format, Option
from whence.export.namespaces import prefixes
from whence.export.rdflib_graph import to_rdflib

if TYPE_CHECKING:
    from whence.store import Store

__all__ = ["Format", "export", "prefixes", "to_rdflib"]


def export(store: Store, output: IO[bytes], form: Format = Format.TURTLE, **options: Option) -> int:
    """Write the store's evidence and knowledge; returns how many things (of RDF: triples or quads) were written.

    Raises UsageError on an option that the format doesn't take, on a package that it needs and that is missing,
    and on a format of several files that no one file can hold.
    """
    return form.write(store, output, **options)
