"""Bytes → text: the size cap and the character encoding."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup

from whence.errors import SourceError

MAX_BYTES = 20_000_000
"""The largest input that is read, in bytes after decompression; the cap that trafilatura keeps for pages."""

_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "is a PDF file: name it with the extension .pdf"),
    (b"PK\x03\x04", "is a ZIP or Office file: unpack it, or save it as text or HTML"),
    (b"\x89PNG", "is a picture, not an article"),
    (b"\xff\xd8\xff", "is a picture, not an article"),
    (b"GIF8", "is a picture, not an article"),
)
_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,99}encoding=["']([A-Za-z0-9_.-]{1,40})""")
_DECLARATION_WINDOW = 4096
_MOST_BROKEN = 0.002  # a page declared as UTF-8 may hold a few broken bytes: an old comment, a cut title
_MOST_CONTROLS = 0.001
_WINDOW = 65_536
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode_text(content: bytes) -> str:
    """Plain text, which must be UTF-8, or UTF-16 or UTF-32 with a byte order mark; the mark is dropped.

    Raises SourceError for binary files and other encodings: a guess could turn one letter into another.
    """
    _refuse_magic(content)
    text = _by_mark(content)
    if text is None:
        text = _utf8(content)
    if "\x00" in text:
        raise SourceError("is a binary file, not text")
    return _checked(text)


def decode_page(content: bytes) -> str:
    """A web page: by its byte order mark, else as UTF-8, else by the encoding it declares, else as Windows-1252.

    The last is what the HTML standard prescribes for pages without a declaration. Raises SourceError for
    binary files and for pages that do not keep to the encoding they declare.
    """
    _refuse_magic(content)
    marked = _by_mark(content)
    if marked is not None:
        return _checked(marked)
    if content[:_WINDOW].count(b"\x00") > _MOST_CONTROLS * min(len(content), _WINDOW):
        raise SourceError("is a binary file, not a web page")
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_by_declaration(content))


def mend(text: str) -> str:
    """The text without lone surrogates, which JSON can hold but no file can be written with."""
    return _SURROGATES.sub("\ufffd", text)


def _utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in content[:_WINDOW]:
            raise SourceError("is a binary file, not text") from error
        byte = content[error.start]
        raise SourceError(
            f"is not UTF-8 (byte 0x{byte:02X} at {error.start}): convert it, "
            "for example with iconv -f WINDOWS-1252 -t UTF-8"
        ) from error


def _by_mark(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise SourceError(f"starts as {encoding.upper()} but is broken at byte {error.start}") from error
    return None


def _by_declaration(content: bytes) -> str:
    head = content[:_DECLARATION_WINDOW]
    declared = _DECLARED.search(head) or _XML_DECLARED.search(head)
    name = declared[1].decode("ascii") if declared else "windows-1252"
    try:
        encoding = lookup(name).name
    except LookupError as error:
        raise SourceError(f"declares an unknown encoding ({name}): convert it to UTF-8") from error
    if encoding == "iso8859-1":
        encoding = "cp1252"  # as the WHATWG Encoding Standard reads that label
    text = content.decode(encoding, errors="replace")
    if text.count("\ufffd") > _MOST_BROKEN * len(text) + 3:
        raise SourceError(f"is not in the encoding it declares or implies ({name}): convert it to UTF-8")
    return text


def _refuse_magic(content: bytes) -> None:
    for magic, reason in _MAGIC:
        if content.startswith(magic):
            raise SourceError(reason)


def _checked(text: str) -> str:
    """The text, if it has no more control characters than slip into texts, and something else."""
    if len(_CONTROLS.findall(text[:_WINDOW])) > _MOST_CONTROLS * min(len(text), _WINDOW) + 2:
        raise SourceError("is a binary file, not text")
    if not text.strip():
        raise SourceError("is empty: there is nothing to read")
    return text
