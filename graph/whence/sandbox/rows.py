"""How many rows an answer has, counted in its bytes as they are written: the engine writes them without telling."""

from __future__ import annotations

from collections.abc import Callable

Counter = Callable[[bytes], int]
"""Takes the next bytes of an answer, and returns how many rows began or ended in them."""


def counter(form: str) -> Counter:
    """A counter for the answer to a SELECT in a format ("json", "xml", "csv", "tsv"), as Oxigraph writes it."""
    return _COUNTERS[form]()


def _lines() -> Counter:
    """TSV: a line a row besides the first; a line feed in a value is written `\\n`."""
    return _after_head(lambda chunk: chunk.count(b"\n"))


def _csv() -> Counter:
    """CSV: as TSV, but a value in quotes may hold a line feed. A quote in it is doubled, which leaves and enters."""
    outside = True

    def count(chunk: bytes) -> int:
        nonlocal outside
        pieces = chunk.split(b'"')
        found = sum(piece.count(b"\n") for piece in pieces[0 if outside else 1 :: 2])
        outside ^= len(pieces) % 2 == 0
        return found

    return _after_head(count)


def _after_head(count: Counter) -> Counter:
    """The counter without the one line that names the variables."""
    head = 1

    def counted(chunk: bytes) -> int:
        nonlocal head
        found = count(chunk)
        skipped, head = min(head, found), max(0, head - found)
        return found - skipped

    return counted


def _marks(*marks: bytes) -> Counter:
    """Counts marks, also one that stands on the border of two chunks."""
    longest = max(map(len, marks))
    tail = b""

    def count(chunk: bytes) -> int:
        nonlocal tail
        text = tail + chunk
        found = sum(text.count(mark) - tail.count(mark) for mark in marks)
        tail = text[1 - longest :]
        return found

    return count


def _xml() -> Counter:
    """XML: a `<result>` a row; in a value it is written `&lt;result&gt;`."""
    return _marks(b"<result>")


def _json() -> Counter:
    """JSON: an object in an array a row; outside of strings, `[{` and `,{` stand nowhere else."""
    rows = _marks(b"[{", b",{")
    inside, escaped = False, False

    def count(chunk: bytes) -> int:
        nonlocal inside, escaped
        if escaped:
            chunk = b"_" + chunk[1:]
        plain = chunk.replace(b"\\\\", b"__")
        escaped = plain.endswith(b"\\")
        pieces = plain.replace(b'\\"', b"__").split(b'"')
        outside = pieces[1 if inside else 0 :: 2]
        inside ^= len(pieces) % 2 == 0
        return rows(b'"'.join(outside)) if outside else 0

    return count


_COUNTERS: dict[str, Callable[[], Counter]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _lines}
