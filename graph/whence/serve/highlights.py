"""What is worth a look in a store, and how much it holds."""

from __future__ import annotations

from dataclasses import dataclass

from whence.answers import Record
from whence.ask import ask
from whence.export.report.findings import Findings, findings
from whence.serve.catalogue import KINDS, Catalogue
from whence.store import Store

MOST = 4
"""How many findings of each kind are shown."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what a store holds, and the path of their list."""

    number: int
    one: str
    many: str
    path: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """What is worth a look; `old` are rows of the question `stale`, one a claim."""

    findings: Findings
    old: tuple[Record, ...]
    counts: tuple[Count, ...]


def highlights(store: Store, catalogue: Catalogue) -> Highlights:
    """What is worth a look in a store; goes over the whole of it."""
    old: dict[str, Record] = {}
    for row in ask(store, "stale").records():
        old.setdefault(str(row["claim"]), row)
    return Highlights(findings(store, MOST), tuple(old.values())[:MOST], _counts(store, catalogue))


def _counts(store: Store, catalogue: Catalogue) -> tuple[Count, ...]:
    articles, studies, people, organizations = (
        Count(len(catalogue.entries(name)), KINDS[name].one, name, f"/{name}")
        for name in ("articles", "studies", "people", "organizations")
    )
    numbers, claims = store.count("wh:StatisticalClaim"), store.count("wh:Claim")
    return (
        articles,
        Count(numbers, "number", "numbers", "/ask/claims"),
        Count(claims - numbers, "statement", "statements", "/ask/people"),
        studies,
        people,
        organizations,
    )
