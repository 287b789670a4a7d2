"""Evidence → a flat table of claims, for those who count and don't query."""

from __future__ import annotations

from collections.abc import Iterator

from whence.model import Agent, Evidence, Statement, StatisticalClaim
from whence.rdf import iris

COLUMNS = {
    "claim": "string",
    "article": "string",
    "file_name": "string",
    "url": "string",
    "publisher": "string",
    "published": "string",
    "kind": "string",
    "quote": "string",
    "start": "int",
    "end": "int",
    "value": "double",
    "printed": "string",
    "unit": "string",
    "qualifier": "string",
    "change": "string",
    "population": "string",
    "measure": "string",
    "period": "string",
    "speaker": "string",
    "affiliation": "string",
    "confidence": "double",
}
"""The columns and the types that SQL calls theirs by; all but the first two and `quote` can be empty."""

Cells = tuple[str | int | float | None, ...]


def claim_rows(evidence: Evidence) -> Iterator[Cells]:
    """A row for each claim of an article, statistical ones first, with the columns of COLUMNS."""
    for claim, node in zip(evidence.statistics, iris.claims(evidence), strict=True):
        yield (*_opening(evidence, node, claim), *_number(claim), *_ending(claim.speaker, claim.confidence))
    for statement, node in zip(evidence.statements, iris.statements(evidence), strict=True):
        yield (*_opening(evidence, node, statement), *[None] * 8, *_ending(statement.speaker, statement.confidence))


def _opening(evidence: Evidence, node: str, claim: StatisticalClaim | Statement) -> Cells:
    told, selector = evidence.metadata, claim.selector
    found = (told.url, told.publisher, told.published)
    kind = claim.kind.value if isinstance(claim, Statement) else "StatisticalClaim"
    return (
        node,
        iris.article(evidence),
        evidence.file_name,
        *(one.value if one else None for one in found),
        kind,
        selector.exact,
        selector.start,
        selector.end,
    )


def _number(claim: StatisticalClaim) -> Cells:
    quantity = claim.quantity
    change = claim.change.value if claim.change else None
    told = (quantity.unit, quantity.qualifier.value, change, claim.population, claim.measure, claim.period)
    return float(quantity.value), quantity.printed, *told


def _ending(speaker: Agent | None, confidence: float) -> Cells:
    return speaker.name if speaker else None, speaker.affiliation if speaker else None, confidence
