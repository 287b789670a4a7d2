"""What an extractor is: it makes evidence of a document, and says who did so and what went wrong on the way.

An extractor crosses into worker processes, so it can be pickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from whence import __version__
from whence.errors import Failure
from whence.model import Document, Evidence
from whence.rdf.runs import Run

RUN = Run(software="whence", version=__version__, settings=())
"""The run of the rules alone."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one article says, and the run that found it.

    `tally` counts what became of proposals, by outcome; `warnings` tell what went wrong without costing the article.
    """

    evidence: Evidence
    run: Run
    tally: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Failure, ...] = ()


class Extractor(Protocol):
    """Reads documents; what it raises costs the one document."""

    @property
    def run(self) -> Run:
        """The run that it makes evidence by, unless that says otherwise."""
        ...

    def __call__(self, document: Document) -> Extracted:
        """What a document says."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """The extractor that is used where no other is named: the rules alone."""

    run: Run = RUN

    def __call__(self, document: Document) -> Extracted:
        """What a document says."""
        from whence.extract.evidence import extract  # half a second, which whoever only names the rules need not spend

        return Extracted(extract(document), self.run)
