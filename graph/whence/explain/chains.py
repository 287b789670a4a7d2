"""Chains as values: how a statistic reached each article that tells it."""

from __future__ import annotations

from dataclasses import dataclass

GRAVE = (
    *("wh:ValueChanged", "wh:UnitChanged", "wh:RangeCollapsed", "wh:Strengthened", "wh:Weakened"),
    *("wh:BaseChanged", "wh:BaseNarrowed", "wh:BaseWidened"),
)
"""What can happen to a number on its way that changes what it says."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim and the article that states it.

    `speaker` is who the article says said it. `names` is what it tells of the study for this claim: it holds those
    of "study", "conductor", "year" and "sample" that the article gives.
    """

    claim: str
    quote: str
    file_name: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    speaker: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hop:
    """A telling was taken from another; `alterations` are labels, `reason` says what the link rests on."""

    alterations: tuple[str, ...]
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class StudyCard:
    """A study, with its samples as each article tells them."""

    iri: str
    label: str
    conductors: tuple[str, ...]
    year: str | None
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of a number: `tellings` from the last to the first, with the hops between them, and the study.

    `named_at` is the index of the telling that leads to the study: the one nearest to the first that names it.
    """

    tellings: tuple[Telling, ...]
    hops: tuple[Hop, ...]
    study: StudyCard | None
    named_at: int

    def lost(self) -> list[tuple[Telling, tuple[str, ...]]]:
        """At which telling what was lost: what the telling before it named of the study, and it doesn't."""
        pairs = zip(self.tellings, self.tellings[1:], strict=False)
        gone = ((later, tuple(sorted(earlier.names - later.names))) for later, earlier in pairs)
        return [(telling, parts) for telling, parts in gone if parts]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All tellings of one finding: a chain for each telling that no other is taken from, the
    longest first.

    `finding` says what is told: "83 percent · CIOs · see the need", or who said what; `spoken` is whether it is
    somebody's word rather than a number. `decisions` are those of people that shaped it, in sentences.
    """

    finding: str
    spoken: bool
    chains: tuple[Chain, ...]
    earlier_waves: tuple[str, ...]
    decisions: tuple[str, ...] = ()

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Every telling, once, by date and article."""
        unique = {telling.claim: telling for chain in self.chains for telling in chain.tellings}
        return tuple(sorted(unique.values(), key=lambda t: (t.date or "9999", t.file_name, t.claim)))

    @property
    def origins(self) -> int:
        """How many independent sources stand behind the tellings: studies, and first tellings that name none."""
        ends = {chain.study.iri if chain.study else chain.tellings[-1].claim for chain in self.chains}
        return 1 if self.spoken else len(ends)
