"""What a worker does with pieces: read them, extract what they say, and write it down as N-Quads."""

from __future__ import annotations

import pickle
from base64 import b85decode
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from whence.errors import Failure
from whence.extractors import Extracted, Extractor
from whence.model import Document
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.quads import Quad, lines
from whence.read.formats import documents
from whence.read.pieces import Piece
from whence.workers import Header


def work(header: Header, content: bytes) -> Iterator[tuple[Header, bytes]]:
    """Replies to a job of pieces: for each its articles and failures, then its end, all with the piece's number."""
    extractor = _extractor(header["extractor"])
    at = 0
    for number, told in enumerate(header["pieces"]):
        piece = Piece(told["form"], told["source"], told["file_name"], content[at : at + told["size"]], told["about"])
        at += told["size"]
        for item in documents(piece):
            yield _reply(number, item if isinstance(item, Failure) else _extracted(item, extractor), item)
        yield {"piece": number, "end": True}, b""


def article_lines(extracted: Extracted, text: str) -> bytes:
    """All that a store keeps of one article, as N-Quads: its evidence and its text."""
    return lines(article_quads(extracted, text))


def article_quads(extracted: Extracted, text: str) -> list[Quad]:
    """The same as quads."""
    evidence = extracted.evidence
    return [*evidence_quads(evidence, extracted.run.iri), text_quad(evidence, text)]


def _extracted(document: Document, extractor: Extractor) -> Extracted | Failure:
    try:
        return extractor(document)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad article must never stop a build
        return Failure(document.source, "extract", f"{type(error).__name__}: {error}; please report this article")


def _reply(number: int, found: Extracted | Failure, item: Document | Failure) -> tuple[Header, bytes]:
    if isinstance(found, Failure) or isinstance(item, Failure):
        failure = found if isinstance(found, Failure) else item
        return {"piece": number, "failure": _told(failure)}, b""  # type: ignore[arg-type]
    evidence, run = found.evidence, found.run
    header: dict[str, Any] = {
        "piece": number,
        "article": iris.article(evidence),
        "source": item.source,
        "file_name": evidence.file_name,
        "content_hash": evidence.content_hash,
        "run": [run.software, run.version, run.settings],
        "tally": dict(found.tally),
        "warnings": [_told(warning) for warning in found.warnings],
    }
    return header, article_lines(found, item.text)


def _told(failure: Failure) -> list[str]:
    return [failure.source, failure.stage, failure.reason]


@lru_cache(maxsize=1)
def _extractor(pickled: str) -> Extractor:
    """The extractor that the parent process sent, which is kept for the next job."""
    extractor: Extractor = pickle.loads(b85decode(pickled))  # noqa: S301 - what our own parent wrote
    return extractor
