"""A web page → Document."""

from __future__ import annotations

from collections.abc import Iterator

from whence.errors import SourceError
from whence.model import Document


def documents(content: bytes, source: str, file_name: str) -> Iterator[Document]:
    """The article of a page; raises SourceError where it holds none."""
    raise SourceError("is a web page, which this version cannot read yet")
    yield
