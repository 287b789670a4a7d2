"""Evidence in normal form: everything once, in a fixed order, and each agent described alike throughout.

Two pieces of evidence that say the same are equal in normal form, so that a graph read back equals what was
written, and resolution doesn't depend on the order in which an extractor happened to find things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, replace
from decimal import Decimal
from typing import Protocol, TypeVar

from whence.model import (
    Agent,
    AgentKind,
    Evidence,
    Metadata,
    Review,
    Sample,
    Selector,
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
    studies = _in_order(mentions)
    place = {index: studies.index(mention) for index, mention in enumerate(mentions)}
    speakers = [claim.speaker for claim in evidence.statements]
    agents = _descriptions([*speakers, *(claim.speaker for claim in evidence.statistics if claim.speaker)])
    return replace(
        evidence,
        metadata=_metadata(evidence.metadata),
        studies=studies,
        statistics=_statistics(evidence.statistics, place, agents),
        statements=_statements(evidence.statements, place, agents),
        sources=_sources(evidence.sources),
        links=tuple(sorted(set(map(as_iri, evidence.links)))),
        capture=replace(evidence.capture, url=as_iri(evidence.capture.url)) if evidence.capture else None,
        reviews=tuple(sorted(set(map(_review, evidence.reviews)), key=astuple)),
    )


class _Anchored(Protocol):
    """What stands at a place in the text."""

    @property
    def selector(self) -> Selector: ...


_T = TypeVar("_T", bound=_Anchored)


def _in_order(values: Iterable[_T]) -> tuple[_T, ...]:
    """Each value once, by its place in the text; values at one place by all that they say."""
    return tuple(sorted(set(values), key=lambda value: (value.selector.start, value.selector.end, repr(value))))


def _metadata(metadata: Metadata) -> Metadata:
    authors = {author.value: author for author in reversed(metadata.authors)}
    return replace(metadata, authors=tuple(authors[name] for name in sorted(authors)))


def _sources(sources: Iterable[SourceMention]) -> tuple[SourceMention, ...]:
    return _in_order(replace(source, url=as_iri(source.url) if source.url else None) for source in sources)


def _review(review: Review) -> Review:
    return replace(review, appearance=as_iri(review.appearance) if review.appearance else "")


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
    return _in_order(
        replace(
            claim,
            quantity=replace(claim.quantity, value=_shortest(claim.quantity.value)),
            study=None if claim.study is None else place[claim.study],
            speaker=_described(claim.speaker, agents),
            confidence=round(claim.confidence, 4),
        )
        for claim in claims
    )


def _shortest(value: Decimal) -> Decimal:
    """The value with no trailing zeros behind the point, and no exponent: 3.50 is 3.5, and 5E+1 is 50."""
    return Decimal(f"{value.normalize():f}")


def _statements(claims: Iterable[Statement], place: dict[int, int], agents: _Describe) -> tuple[Statement, ...]:
    return _in_order(
        replace(
            claim,
            study=None if claim.study is None else place[claim.study],
            speaker=_described(claim.speaker, agents) or claim.speaker,
            confidence=round(claim.confidence, 4),
        )
        for claim in claims
    )


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
