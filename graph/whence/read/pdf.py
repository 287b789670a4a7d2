"""A PDF file → Document: its text by page in reading order, and of its document information what the text bears out.

pypdf sets each page as a grid of characters, which keeps columns apart; what a grid means is told by `heads`,
`columns` and `paragraphs`.
"""

from __future__ import annotations

import logging
import struct
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from whence.errors import Failure, SourceError
from whence.model import Document, Found, Metadata
from whence.read.bylines import people
from whence.read.chrome import article
from whence.read.columns import in_reading_order
from whence.read.dates import printed_date
from whence.read.decoding import mend
from whence.read.extras import needed
from whence.read.heads import without_heads
from whence.read.layout import layout
from whence.read.links import links
from whence.read.paragraphs import Paged, running_text
from whence.read.text import content_hash
from whence.read.titles import same_title
from whence.text import plain, squeeze

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_BYTES = 100_000_000
"""The largest file: pictures make them large, and their text is read without them."""

MAX_PAGES = 1_000
MAX_SECONDS = 60.0
MAX_CHARACTERS = 10_000_000
"""More pages, more time or more text are refused: such a file is no article, or is made to keep a reader busy."""

_LARGEST_STREAM = 32_000_000
_MOST_ELEMENTS = 50_000
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # RecursionError is one
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises besides its own errors when a file is broken on purpose."""
_HEAD = 3_000
"""Characters at the beginning in which a title, an author and a date are borne out."""


def documents(content: bytes, source: str, file_name: str) -> Iterator[Document | Failure]:
    """The article of a PDF file, and a Failure for each page of it that can't be read.

    Raises SourceError where nothing can be read, and UsageError where pypdf is not installed.
    """
    pypdf = needed("pypdf", "pdf", "PDF files")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would say becomes a Failure
    limits = pypdf.get_configuration().with_overwrites(
        zlib_maximum_output_length=_LARGEST_STREAM,
        lzw_maximum_output_length=_LARGEST_STREAM,
        run_length_maximum_output_length=_LARGEST_STREAM,
        array_based_stream_maximum_output_length=_LARGEST_STREAM,
        maximum_declared_stream_length=_LARGEST_STREAM,
        array_maximum_element_count=_MOST_ELEMENTS,
        dictionary_maximum_element_count=_MOST_ELEMENTS,
    )
    with pypdf.apply_configuration(limits):
        yield from _read(pypdf, content, source, file_name)


def _read(pypdf: Any, content: bytes, source: str, file_name: str) -> Iterator[Document | Failure]:
    broken = (pypdf.errors.PyPdfError, *_BROKEN)
    try:
        reader = _opened(pypdf, content)
        told = _told(reader)
        pages = list(reader.pages[: MAX_PAGES + 1])
    except broken as error:
        raise SourceError(f"is no PDF file that can be read ({_why(error)})") from error
    if len(pages) > MAX_PAGES:
        raise SourceError(f"has more than {MAX_PAGES:,} pages: split it")
    grids: list[list[str]] = []
    lost: list[Failure] = []
    started = time.monotonic()
    for number, page in enumerate(pages, 1):
        try:
            grids.append(_grid(page))
        except broken as error:
            grids.append([])
            lost.append(Failure(f"{source}#page={number}", "read", f"this page can't be read ({_why(error)})"))
        _in_time(started)
        if sum(len(line) for line in grids[-1]) > MAX_CHARACTERS:
            raise SourceError(f"has a page of more than {MAX_CHARACTERS // 1_000_000} million characters")
    if not lost or any(grids):
        runs = []
        for grid in without_heads(grids):
            runs.append(in_reading_order(grid))
            _in_time(started)
        yield _document(running_text(runs), told, source, file_name)
    yield from lost


def _in_time(started: float) -> None:
    if time.monotonic() - started > MAX_SECONDS:
        raise SourceError(f"takes more than {MAX_SECONDS:.0f} seconds to read: it may be made to keep readers busy")


def _opened(pypdf: Any, content: bytes) -> PdfReader:
    reader: PdfReader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except pypdf.errors.DependencyError as error:
            raise SourceError("is encrypted: save it without a password first") from error
        if not opened:
            raise SourceError("is encrypted and needs a password: save it without one first")
    return reader


def _grid(page: PageObject) -> list[str]:
    """The lines of a page; text that is set upright only, unless all of it is turned."""
    upright = page.extract_text(extraction_mode="layout")
    found = upright if upright.strip() else page.extract_text()
    return mend(found).replace("\x00", "").splitlines()


def _document(paged: Paged, told: dict[str, str], source: str, file_name: str) -> Document:
    if not any(map(str.isalnum, paged.text)):
        raise SourceError("holds no text: it may be a scan; recognize its text first, for example with ocrmypdf")
    if len(paged.text) > MAX_CHARACTERS:
        raise SourceError(f"has more than {MAX_CHARACTERS // 1_000_000} million characters: split it")
    text = paged.text
    return Document(
        source=source,
        file_name=file_name,
        text=text,
        blocks=article(plain(text), layout(text)),
        links=links(text),
        metadata=_metadata(told, text),
        content_hash=content_hash(text),
        pages=paged.starts,
    )


# ---------------------------------------------------------------- document information


def _told(reader: PdfReader) -> dict[str, str]:
    """The strings of the document information, and the language of the document."""
    information: Mapping[str, object] = reader.metadata or {}
    found = {name: information.get(f"/{name}") for name in ("Title", "Author", "CreationDate")}
    found["Lang"] = reader.root_object.get("/Lang")
    return {name: squeeze(mend(str(value)))[:2_000] for name, value in found.items() if value}


def _metadata(told: dict[str, str], text: str) -> Metadata:
    """What the document information says, as far as the first page bears it out.

    Word processors fill it in by themselves: a title that is a file name, an author who is the typist, the day on which
    the file was made.
    """
    head = text[:_HEAD]
    lines = [line for line in head.split("\n") if line]
    title = told.get("Title", "")
    return Metadata(
        title=Found(title, "PDF title") if len(title) > 3 and _has_title(lines, title) else None,
        authors=tuple(Found(name, "PDF author") for name in people(told.get("Author", "")) if name in text),
        published=_published(told.get("CreationDate", ""), lines),
        language=Found(told["Lang"], "PDF language") if _is_tag(told.get("Lang", "")) else None,
    )


def _has_title(lines: Sequence[str], title: str) -> bool:
    return any(same_title(title, line) or same_title(line, title) for line in lines)


def _published(created: str, lines: Sequence[str]) -> Found | None:
    """The day on which the file was made, if the first page prints it, or the month that it prints of it."""
    day = printed_date(f"{created[2:6]}-{created[6:8]}-{created[8:10]}") if created.startswith("D:") else None
    if day is None:
        return None
    printed = {printed_date(line) for line in lines}
    shown = next((iso for iso in (day, day[:7]) if iso in printed), None)
    return Found(shown, "PDF creation date, as the page prints it") if shown else None


def _is_tag(printed: str) -> bool:
    return 2 <= len(printed) <= 35 and all(part.isalnum() and part.isascii() for part in printed.split("-"))


def _why(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200] if str(error) else type(error).__name__
