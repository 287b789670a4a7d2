"""The evidence of many articles laid out for comparison: each claim, study mention and statement with its IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.model import Evidence, Statement, StatisticalClaim, StudyMention
from whence.partial_dates import is_date
from whence.rdf import iris

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A statistical claim, its article, and the mention of the study it cites."""

    iri: str
    article: str
    claim: StatisticalClaim
    mention: str | None


@dataclass(frozen=True, slots=True)
class ToldStudy:
    """A study mention, its article, and the claims that cite it."""

    iri: str
    article: str
    mention: StudyMention
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """A statement and its article."""

    iri: str
    article: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Telling:
    """One article with all that it tells."""

    iri: str
    evidence: Evidence
    claims: tuple[ToldClaim, ...]
    studies: tuple[ToldStudy, ...]
    statements: tuple[ToldStatement, ...]
    published: str
    """The date of publication, as precise as it is known; empty where it isn't, or is no date."""


def corpus(evidence: Iterable[Evidence]) -> tuple[Telling, ...]:
    """The articles in the order of their IRIs, each once.

    Of several readings of one article the one with the smallest content hash stands for it, so that the choice
    doesn't depend on the order.
    """
    chosen: dict[str, Evidence] = {}
    for one in evidence:
        iri = iris.article(one)
        if iri not in chosen or _rank(one) < _rank(chosen[iri]):
            chosen[iri] = one
    return tuple(_telling(iri, chosen[iri]) for iri in sorted(chosen))


@lru_cache(maxsize=1 << 14)
def years(wording: str | None) -> frozenset[int]:
    """The years, 1800 to 2099, that a text names."""
    return frozenset(int(year) for year in _YEAR.findall(wording or ""))


def _rank(evidence: Evidence) -> tuple[str, str]:
    return evidence.content_hash, repr(evidence)


def _telling(article: str, evidence: Evidence) -> Telling:
    return laid_out(article, evidence, iris.claims(evidence), iris.statements(evidence))


def laid_out(article: str, evidence: Evidence, claim_iris: Sequence[str], statement_iris: Sequence[str]) -> Telling:
    """An article with all that it tells; the IRIs are those of its claims and of its statements, in their order."""
    mentions = iris.study_mentions(evidence)
    claims = tuple(
        ToldClaim(iri, article, claim, None if claim.study is None else mentions[claim.study])
        for iri, claim in zip(claim_iris, evidence.statistics, strict=True)
    )
    citing: dict[str, list[ToldClaim]] = {iri: [] for iri in mentions}
    for told in claims:
        if told.mention is not None:
            citing[told.mention].append(told)
    studies = tuple(
        ToldStudy(iri, article, mention, tuple(citing[iri]))
        for iri, mention in zip(mentions, evidence.studies, strict=True)
    )
    statements = tuple(
        ToldStatement(iri, article, statement)
        for iri, statement in zip(statement_iris, evidence.statements, strict=True)
    )
    found = evidence.metadata.published
    published = found.value if found and is_date(found.value) else ""
    return Telling(article, evidence, claims, studies, statements, published)
