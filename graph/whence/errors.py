"""What can go wrong, as one tree of errors and one value for a source that could not be read.

WhenceError
├── UsageError         the caller asked for something that cannot be done
│   └── UnknownQuestion
├── SourceError        one input cannot be read; a build turns it into a `Failure` and goes on
├── StoreError         the store cannot be opened, read or written
└── ShapesError        a file of shapes says something that can't be compiled
"""

from __future__ import annotations

from dataclasses import dataclass


class WhenceError(Exception):
    """The base of every error that Whence raises on purpose; its text is one line that a person can act on."""


class UsageError(WhenceError):
    """The caller asked for something that cannot be done: an unknown format, a missing parameter."""


class UnknownQuestion(UsageError):
    """A named question that no file in ontology/queries answers."""


class SourceError(WhenceError):
    """One input cannot be read as an article; the text says why."""


class StoreError(WhenceError):
    """The store cannot be opened, read or written."""


class ShapesError(WhenceError):
    """A file of shapes says something that the compiler of shapes does not know; the text says what."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that yielded no article.

    `source` names it as the user did, `stage` is where it stopped ("read", "extract"), `reason` says why.
    """

    source: str
    stage: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason} ({self.stage})"
