"""What can go wrong, as one tree of errors and one value for a source that could not be read.

WhenceError
├── UsageError         the caller asked for something that cannot be done
│   ├── UnknownQuestion
│   ├── QuerySyntax    a query that doesn't parse
│   └── QueryRefused   a query that asks for what none may
├── SourceError        one input cannot be read; a build turns it into a `Failure` and goes on
├── StoreError         the store cannot be opened, read or written
├── ShapesError        a file of shapes says something that can't be compiled
├── RemoteError        a server does not answer, or says no
└── QueryLimit         a query cannot be answered within the limits set
    ├── QueryTooLarge
    ├── QueryTimeout
    └── QueryBusy
"""

from __future__ import annotations

from dataclasses import dataclass


class WhenceError(Exception):
    """The base of every error that Whence raises on purpose; its text is one line that a person can act on."""


class UsageError(WhenceError):
    """The caller asked for something that cannot be done: an unknown format, a missing parameter."""


class UnknownQuestion(UsageError):
    """A named question that no file in ontology/queries answers."""


class QuerySyntax(UsageError):
    """A query that doesn't parse; the text says where."""


class QueryRefused(UsageError):
    """A query that asks for what none may: an update, SERVICE, FROM."""


class SourceError(WhenceError):
    """One input cannot be read as an article; the text says why."""


class StoreError(WhenceError):
    """The store cannot be opened, read or written."""


class ShapesError(WhenceError):
    """A file of shapes says something that the compiler of shapes does not know; the text says what."""


class QueryLimit(WhenceError):
    """A query cannot be answered within the limits set."""


class QueryTooLarge(QueryLimit):
    """A query, its answer, or the memory that it takes is larger than allowed."""


class QueryTimeout(QueryLimit):
    """A query takes longer than allowed."""


class QueryBusy(QueryLimit):
    """As many queries as allowed are running and waiting already; ask again later."""


class RemoteError(WhenceError):
    """A server that was asked does not answer, or says no; the text names it and repeats what it says.

    `status` is the HTTP status by which it says no.
    """

    def __init__(self, words: str, status: int | None = None) -> None:
        """Say what went wrong."""
        super().__init__(words)
        self.status = status


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that yielded no article.

    `source` names it as the user did, `stage` is where it stopped ("read", "fetch", "extract"), `reason` says why.
    """

    source: str
    stage: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason} ({self.stage})"
