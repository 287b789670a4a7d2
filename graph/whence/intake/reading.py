"""Pieces → what was taken from each: a crew reads them in batches, and where a batch is lost, one by one."""

from __future__ import annotations

import json
import pickle
from base64 import b85encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from whence.errors import Failure
from whence.extractors import Extractor
from whence.rdf.runs import Run
from whence.read.pieces import Piece
from whence.workers import Crew, Header, Job, Lost, Reply

TASK = "whence.intake.task:work"
_PIECES, _BYTES = 16, 1 << 18
"""A job ends with this many pieces, or bytes."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article as it comes from a worker: what names it, and all that a store keeps of it, as N-Quads."""

    iri: str
    content_hash: str
    file_name: str
    source: str
    run: Run
    lines: bytes
    tally: Mapping[str, int]
    warnings: tuple[Failure, ...]


@dataclass(slots=True)
class Taken:
    """All that was taken from a piece."""

    piece: Piece
    articles: list[Arrival] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def is_whole(self, run: Run) -> bool:
        """Whether all was read as the run would read it, so that it needs no reading again."""
        return not self.failures and all(one.run == run and not one.warnings for one in self.articles)


def digest(piece: Piece, run: Run) -> str:
    """The SHA-256 of all that what is taken from a piece depends on: what it holds, its name, and the run."""
    named = json.dumps([run.iri, piece.form, piece.file_name, dict(piece.about)], sort_keys=True)
    return sha256(named.encode() + b"\0" + piece.content).hexdigest()


def taken(pieces: Iterable[Piece], crew: Crew, extractor: Extractor) -> Iterator[Taken]:
    """What is taken from each piece, in any order; a piece on which a worker was lost has a Failure that says why.

    The pieces of a batch are read in their order: where its time was up, it was up for the first that has not ended,
    which is given up then and there. What else ends a worker may be the doing of those before.
    """
    sent = b85encode(pickle.dumps(extractor)).decode()
    again: list[Piece] = []
    for result in _read(_batches(pieces), crew, sent):
        if isinstance(result, Taken):
            yield result
        else:
            if result.late:
                yield _given_up(result)
            again += result.pieces[result.late :]
    for result in _read(([piece] for piece in again), crew, sent):
        if isinstance(result, Taken):
            yield result
        else:
            yield _given_up(result)


@dataclass(frozen=True, slots=True)
class _Unread:
    """Pieces of a job that was lost, one or more; `late` is whether it was lost for its time."""

    pieces: tuple[Piece, ...]
    reason: str
    late: bool


def _given_up(unread: _Unread) -> Taken:
    piece = unread.pieces[0]
    return Taken(piece, failures=[Failure(piece.source, "read", f"reading it {unread.reason}")])


@dataclass(slots=True)
class _Batch:
    """A job at work: its pieces, what came of each so far, and which have ended."""

    pieces: list[Piece]
    found: list[Taken]
    ended: set[int] = field(default_factory=set)


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.content)
        if len(batch) >= _PIECES or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(batches: Iterable[list[Piece]], crew: Crew, extractor: str) -> Iterator[Taken | _Unread]:
    at_work: dict[int, _Batch] = {}

    def jobs() -> Iterator[Job]:
        for number, pieces in enumerate(batches):
            at_work[number] = _Batch(pieces, [Taken(piece) for piece in pieces])
            yield _job(number, pieces, extractor)

    for outcome in crew.run(jobs()):
        batch = at_work[outcome.job.header["number"]]
        if isinstance(outcome, Reply):
            if ended := _noted(outcome.header, outcome.content, batch):
                yield ended
            continue
        del at_work[outcome.job.header["number"]]
        if isinstance(outcome, Lost):
            left = tuple(piece for number, piece in enumerate(batch.pieces) if number not in batch.ended)
            if left:
                yield _Unread(left, outcome.reason, outcome.late)


def _job(number: int, pieces: list[Piece], extractor: str) -> Job:
    told = [
        {
            "form": piece.form,
            "source": piece.source,
            "file_name": piece.file_name,
            "about": dict(piece.about),
            "size": len(piece.content),
        }
        for piece in pieces
    ]
    header = {"number": number, "extractor": extractor, "pieces": told}
    return Job(header, b"".join(piece.content for piece in pieces))


def _noted(header: Header, content: bytes, batch: _Batch) -> Taken | None:
    """Put a reply to what came of its piece, and give that when the piece has ended."""
    number: int = header["piece"]
    found = batch.found[number]
    if "end" in header:
        batch.ended.add(number)
        return found
    if "failure" in header:
        found.failures.append(Failure(*header["failure"]))
        return None
    software, version, settings = header["run"]
    found.articles.append(
        Arrival(
            header["article"],
            header["content_hash"],
            header["file_name"],
            header["source"],
            Run(software, version, tuple(settings)),
            content,
            header["tally"],
            tuple(Failure(*warning) for warning in header["warnings"]),
        )
    )
    return None
