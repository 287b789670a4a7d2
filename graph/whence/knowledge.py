"""What the articles together tell: canonical agents, studies, populations, statistics, and how tellings hang together.

All values are frozen, compare by content and name things by the IRIs of the graph: a member is a node of one
article's evidence, the rest are canonical nodes. Every tuple is sorted, so that the same evidence gives an
equal `Knowledge` whatever the order of the articles. Each conclusion carries its reason, in words, and its
confidence from 0 to 1; a reason names the features that decided and never more than they show.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.decision import Field, Standing
from whence.model import AgentKind, Change, Quantity, Sample, Statement, StatementKind, StatisticalClaim


class Alteration(StrEnum):
    """What happened to a number or its context between the claim that was the source and its retelling.

    The members are the local names of the individuals in ontology/whence.ttl. `IDENTICAL` stands alone or with
    alterations of the context; `BASE_CHANGED` is used where neither narrower nor wider can be told.
    """

    IDENTICAL = "Identical"
    ROUNDED = "Rounded"
    APPROXIMATED = "Approximated"
    STRENGTHENED = "Strengthened"
    WEAKENED = "Weakened"
    BASE_CHANGED = "BaseChanged"
    BASE_NARROWED = "BaseNarrowed"
    BASE_WIDENED = "BaseWidened"
    UNIT_CHANGED = "UnitChanged"
    RANGE_COLLAPSED = "RangeCollapsed"
    VALUE_CHANGED = "ValueChanged"
    STUDY_DROPPED = "StudyDropped"
    CONDUCTOR_DROPPED = "ConductorDropped"
    SAMPLE_DROPPED = "SampleDropped"
    YEAR_DROPPED = "YearDropped"


class DisagreementKind(StrEnum):
    """How two numbers for one finding came to differ; the members are the local names of ontology/whence.ttl."""

    MISTOLD = "Mistold"
    CONTRADICTED = "Contradicted"
    REVISED = "Revised"


# ---------------------------------------------------------------- canonical things


@dataclass(frozen=True, slots=True)
class CanonicalAgent:
    """A person or organization, whoever names it.

    `name` is the preferred spelling, `spellings` all of them. `affiliations` are canonical organizations. `listed` is
    the entry of a user's list that it is, by IRI, and `same_as` are the ids that the list gives.
    """

    iri: str
    kind: AgentKind
    name: str
    spellings: tuple[str, ...]
    members: tuple[str, ...]
    affiliations: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class CanonicalPopulation:
    """A population that numbers speak of, under all the labels that mean the same."""

    iri: str
    label: str
    spellings: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """A survey, poll, report or official release that articles mention.

    `title` is the fullest title told, `titles` all of them; `conductors` are canonical organizations; `samples` are
    the samples as told, so exact and rounded sizes stand side by side. `members` are study mentions. `listed` is the
    entry of a user's list that it is, by IRI, and `url` the address that the list gives.
    """

    iri: str
    title: str | None
    titles: tuple[str, ...]
    conductors: tuple[str, ...]
    year: int | None
    samples: tuple[Sample, ...]
    members: tuple[str, ...]
    url: str | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A finding, whoever repeats it.

    `quantity`, `measure`, `change` and `period` are those of the most precise telling; `population` is a canonical
    population and `study` a canonical study, where known. `members` are statistical claims.
    """

    iri: str
    quantity: Quantity
    measure: str
    population: str | None
    change: Change | None
    period: str | None
    study: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposition:
    """What somebody is on record for, however often it is told: a forecast, quotation or paraphrase.

    `speaker` is the canonical agent who made it (the organization, where tellings name both it and one of its
    people); `target` is the year that a forecast speaks of. `members` are statements.
    """

    iri: str
    kind: StatementKind
    text: str
    speaker: str
    target: int | None
    members: tuple[str, ...]


# ---------------------------------------------------------------- conclusions


@dataclass(frozen=True, slots=True)
class Match:
    """Why a node of the evidence stands for a canonical node."""

    member: str
    canonical: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two nodes of the evidence that may be the same; not merged, because the features don't decide.

    `kind` is that of the canonical node they would share ("study", "statistic", "person", ...).
    """

    kind: str
    one: str
    other: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """One article draws on another: `article` was written from `source`. Both are articles of the corpus."""

    article: str
    source: str
    reasons: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Retelling:
    """One hop of a claim: `claim` repeats `source`, a claim of the article that its article draws on."""

    claim: str
    source: str
    alterations: tuple[Alteration, ...]
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reach:
    """A claim leads to a study: first-hand where `via` is empty, else through those claims, nearest first."""

    claim: str
    study: str
    via: tuple[str, ...]
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims about one finding whose numbers cannot both be right; `one` sorts before `other`."""

    one: str
    other: str
    kind: DisagreementKind
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class LaterWave:
    """A statistic answers the same question as `earlier` in an earlier wave of the study: a trend, no conflict."""

    statistic: str
    earlier: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Revision:
    """What decisions make of one claim of the evidence.

    `now` is the claim as corrected, None where it is rejected; `fields` are those that differ from what was extracted,
    `decisions` the IRIs of the decisions. `study` is the mention, in another article, of the study that the claim is
    decided to come from.
    """

    claim: str
    article: str
    now: StatisticalClaim | Statement | None
    fields: tuple[Field, ...]
    decisions: tuple[str, ...]
    study: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the articles together tell; a function of their evidence and of what people decided about it.

    `standings` say of each decision whether it takes effect, `revisions` what decisions make of single claims.
    """

    agents: tuple[CanonicalAgent, ...] = ()
    populations: tuple[CanonicalPopulation, ...] = ()
    studies: tuple[Study, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    matches: tuple[Match, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    retellings: tuple[Retelling, ...] = ()
    reaches: tuple[Reach, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    later_waves: tuple[LaterWave, ...] = ()
    standings: tuple[Standing, ...] = ()
    revisions: tuple[Revision, ...] = ()
    credits: tuple[Match, ...] = ()
    """Source mentions, each with the article of the corpus that it names."""
