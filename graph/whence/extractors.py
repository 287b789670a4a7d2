"""What an extractor is: it makes evidence of a document, and says who did so and what went wrong on the way.

An extractor crosses into worker processes, so it can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from whence.errors import Failure
from whence.model import Document, Evidence
from whence.rdf.runs import Run


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one article says, and the run that found it.

    `tally` counts what became of proposals, by outcome; `warnings` tell what went wrong without costing the article.
    """

    evidence: Evidence
    run: Run
    tally: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Failure, ...] = ()


Extractor = Callable[[Document], Extracted]
"""Reads one document; what it raises costs that document."""
