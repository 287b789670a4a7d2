"""What came from the web → Documents, by its media type; its address tells where it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from whence.errors import Failure
from whence.model import Document, Found
from whence.read import page, pdf, text
from whence.read.decoding import decode_page, decode_text


def _page(content: bytes, source: str, file_name: str, address: str) -> Iterator[Document | Failure]:
    yield page.document(decode_page(content), source, file_name, address)


def _text(content: bytes, source: str, file_name: str, address: str) -> Iterator[Document | Failure]:
    yield _found_at(text.document(decode_text(content), source, file_name), address)


def _pdf(content: bytes, source: str, file_name: str, address: str) -> Iterator[Document | Failure]:
    for one in pdf.documents(content, source, file_name):
        yield _found_at(one, address) if isinstance(one, Document) else one


def _found_at(document: Document, address: str) -> Document:
    if document.metadata.url:
        return document
    return replace(document, metadata=replace(document.metadata, url=Found(address, "address")))


READERS: Mapping[str, Callable[[bytes, str, str, str], Iterator[Document | Failure]]] = MappingProxyType(
    {
        "text/html": _page,
        "application/xhtml+xml": _page,
        "text/plain": _text,
        "application/pdf": _pdf,
    }
)
"""Content, source, file name and address → what is in it, by media type; raises SourceError where that is nothing."""
