"""Whose study an article can tell of without a name: its publisher's, when that lives by studies or says "we"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whence.analyse import Analysis
from whence.extract.names import RESEARCH_ORGANIZATIONS
from whence.extract.studies.links import house_of
from whence.extract.studies.references import Reference
from whence.extract.studies.words import FIRM_NOUNS
from whence.read.addresses import host
from whence.read.outlets import hosts_others, outlet


@dataclass(frozen=True, slots=True)
class House:
    """The publisher of an article, as far as its page or address tells, and whether it lives by studies."""

    name: str | None
    researches: bool

    def makes(self, references: Iterable[Reference]) -> Iterator[str]:
        """The house, if a study without a name and with these references must be its own."""
        told = list(references)
        own = any(reference.own for reference in told)
        if self.name and (own or (self.researches and told[0].noun in FIRM_NOUNS)):
            yield self.name


def publishing_house(analysis: Analysis) -> House:
    """The publisher of an article by its declared name, else by its address."""
    metadata = analysis.document.metadata
    declared = metadata.publisher.value if metadata.publisher else None
    if declared in RESEARCH_ORGANIZATIONS:
        return House(declared, True)
    address = metadata.url.value if metadata.url else ""
    if (research := house_of(address)) is not None:
        return House(research, True)
    return House(declared or _by_host(host(address)), False)


def _by_host(name: str) -> str | None:
    """The publisher that a host tells: of a known outlet, else the label before its suffix, with a capital."""
    if not name or hosts_others(name):
        return None
    labels = [label for label in name.split(".") if len(label) > _SHORTEST]
    return outlet(name) or (labels[-1].capitalize() if labels else None)


_SHORTEST = 3
