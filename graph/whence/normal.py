"""Evidence in normal form: everything once, in a fixed order, and each agent described alike throughout.

Two pieces of evidence that say the same are equal in normal form, so that a graph read back equals what was
written, and resolution doesn't depend on the order in which an extractor happened to find things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from whence.model import (
    Agent,
    AgentKind,
    Evidence,
    Metadata,
    Sample,
    SourceMention,
    Statement,
    StatisticalClaim,
    StudyMention,
)
from whence.text import as_iri

_Describe = dict[tuple[str, AgentKind], Agent]


def normal(evidence: Evidence) -> Evidence:
    """The same evidence in normal form."""
    mentions = [_study_mention(mention) for mention in evidence.studies]
    studies = sorted(set(mentions), key=lambda m: (m.selector.start, m.selector.end, m.title or "", m.organizations))
    place = {index: studies.index(mention) for index, mention in enumerate(mentions)}
    speakers = [claim.speaker for claim in evidence.statements]
    agents = _descriptions([*speakers, *(claim.speaker for claim in evidence.statistics if claim.speaker)])
    return replace(
        evidence,
        metadata=_metadata(evidence.metadata),
        studies=tuple(studies),
        statistics=_statistics(evidence.statistics, place, agents),
        statements=_statements(evidence.statements, place, agents),
        sources=_sources(evidence.sources),
        links=tuple(sorted(set(map(as_iri, evidence.links)))),
    )


def _metadata(metadata: Metadata) -> Metadata:
    authors = {author.value: author for author in reversed(metadata.authors)}
    return replace(metadata, authors=tuple(sorted(authors.values(), key=lambda author: author.value)))


def _sources(sources: Iterable[SourceMention]) -> tuple[SourceMention, ...]:
    unique = {replace(source, url=as_iri(source.url) if source.url else None) for source in sources}
    return tuple(sorted(unique, key=lambda source: (source.selector.start, source.selector.end, source.url or "")))


def _study_mention(mention: StudyMention) -> StudyMention:
    samples: dict[tuple[int, str | None], Sample] = {}
    for sample in mention.samples:
        samples.setdefault((sample.size, sample.population), sample)
    return replace(
        mention,
        organizations=tuple(sorted(set(mention.organizations))),
        samples=tuple(sorted(samples.values(), key=lambda sample: (sample.size, sample.population or ""))),
    )


def _statistics(
    claims: Iterable[StatisticalClaim], place: dict[int, int], agents: _Describe
) -> tuple[StatisticalClaim, ...]:
    unique = {
        replace(
            claim,
            quantity=replace(claim.quantity, value=_shortest(claim.quantity.value)),
            study=None if claim.study is None else place[claim.study],
            speaker=_described(claim.speaker, agents),
            confidence=round(claim.confidence, 4),
        )
        for claim in claims
    }
    return tuple(sorted(unique, key=_claim_order))


def _shortest(value: Decimal) -> Decimal:
    """The value with no trailing zeros behind the point, and no exponent: 3.50 is 3.5, and 5E+1 is 50."""
    return Decimal(f"{value.normalize():f}")


def _claim_order(claim: StatisticalClaim) -> tuple[object, ...]:
    where, quantity = claim.selector, claim.quantity
    return (
        where.start,
        where.end,
        quantity.value,
        quantity.unit,
        quantity.printed,
        claim.population or "",
        claim.measure,
    )


def _statements(claims: Iterable[Statement], place: dict[int, int], agents: _Describe) -> tuple[Statement, ...]:
    unique = {
        replace(
            claim,
            study=None if claim.study is None else place[claim.study],
            speaker=_described(claim.speaker, agents) or claim.speaker,
            confidence=round(claim.confidence, 4),
        )
        for claim in claims
    }
    return tuple(sorted(unique, key=lambda c: (c.selector.start, c.selector.end, c.kind, c.speaker.name)))


def _descriptions(agents: Iterable[Agent]) -> _Describe:
    """The first role and the first affiliation that the article gives each agent, in the order it names them."""
    known: _Describe = {}
    for agent in agents:
        old = known.setdefault((agent.name, agent.kind), agent)
        known[agent.name, agent.kind] = replace(
            old, role=old.role or agent.role, affiliation=old.affiliation or agent.affiliation
        )
    return known


def _described(agent: Agent | None, agents: _Describe) -> Agent | None:
    return agents[agent.name, agent.kind] if agent else None
