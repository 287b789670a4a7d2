"""Whose study an article can tell of without a name: its publisher's, when that lives by studies or says "we"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whence.analyse import Analysis
from whence.extract.names import RESEARCH_ORGANIZATIONS, roster
from whence.extract.studies.links import house_of
from whence.extract.studies.references import Reference
from whence.extract.studies.words import COUNTING_BODIES, FIRM_NOUNS
from whence.model import StudyMention
from whence.read.addresses import host
from whence.read.outlets import hosts_others, outlet
from whence.text import select


@dataclass(frozen=True, slots=True)
class House:
    """The publisher of an article, as far as its page or address tells, and whether it lives by studies."""

    name: str | None
    researches: bool

    def makes(self, references: Iterable[Reference]) -> Iterator[str]:
        """The house, if a study without a name and with these references must be its own."""
        told = list(references)
        own = any(reference.own for reference in told)
        others = told[0].other or (told[0].indefinite and told[0].noun not in FIRM_NOUNS)
        if self.name and (own or (self.researches and not others)):
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
    if (office := _letterhead(analysis)) is not None:
        return House(office, True)
    label = _label(host(address))
    written = _as_written(label, roster(analysis).named)
    researches = written is not None and any(stem in label for stem in _RESEARCH_STEMS)
    return House(declared or written or _by_host(host(address)), researches)


def of_house(analysis: Analysis, house: House) -> StudyMention | None:
    """The figures of a house that lives by them, where its text full of numbers speaks of no study at all."""
    at = analysis.plain.find(house.name) if house.name and house.researches else -1
    numbered = sum(bool(_NUMBER.search(sentence.text)) for sentence in analysis.sentences)
    if house.name is None or at < 0 or numbered < _FULL:
        return None
    return StudyMention(
        selector=select(analysis.document.text, at, at + len(house.name)),
        title=None,
        organizations=(house.name,),
        year=None,
        samples=(),
    )


def _letterhead(analysis: Analysis) -> str | None:
    """The public body named on one of the first short lines, as at the head of a release."""
    for line in analysis.plain[:_HEAD].split("\n")[:_HEAD_LINES]:
        words = line.split()
        if words and len(words) <= _LONGEST_LINE:
            found = next((run for run in _capital_runs(words) if _is_office(run)), None)
            if found is not None:
                return " ".join(found)
    return None


def _capital_runs(words: list[str]) -> Iterator[list[str]]:
    """The runs of words with capitals, and small words between them, in a line."""
    run: list[str] = []
    for word in [*words, "-"]:
        if word[0].isupper() or (run and word in _SMALL):
            run.append(word.strip(",.;:"))
            if word[-1] not in ",.;:":
                continue
        while run and run[-1] in _SMALL:
            run.pop()
        if run:
            yield run
        run = []


def _is_office(run: list[str]) -> bool:
    """Whether a run is the name of a body that counts: "Ministry of Canals", "National Canal Office"."""
    bodies = [index for index, word in enumerate(run) if word.lower() in COUNTING_BODIES]
    led = bool(bodies) and (bodies[0] == len(run) - 1 or run[bodies[0] + 1] in ("of", "for", "on"))
    return led and 1 < len(run) <= _LONGEST_NAME and "".join(run).isalpha()


def _label(name: str) -> str:
    """The longest label of a host, in which the publisher's name is written together."""
    return max(name.split("."), key=len) if name else ""


def _as_written(label: str, organizations: Iterable[str]) -> str | None:
    """The organization of the article whose name a host's label is, or begins with: "commonground", "acmepolling"."""
    names = {"".join(filter(str.isalnum, name.lower())): name for name in sorted(organizations)}
    if label.replace("-", "") in names:
        return names[label.replace("-", "")]
    begun = [name for letters, name in names.items() if len(letters) > _SHORTEST and label.startswith(letters)]
    rest = label[len(begun[0].replace(" ", "")) :] if begun else ""
    return begun[0] if any(stem in rest for stem in _RESEARCH_STEMS) else None


def _by_host(name: str) -> str | None:
    """The publisher that a host tells: of a known outlet, else the label before its suffix, with a capital."""
    if not name or hosts_others(name):
        return None
    labels = [label for label in name.split(".") if len(label) > _SHORTEST]
    return outlet(name) or (labels[-1].capitalize() if labels else None)


_NUMBER = re.compile(r"\d ?(?:%|per ?cent|million|billion|thousand)|\d,\d{3}")
_FULL = 3
_SHORTEST = 3
_HEAD = 600
_HEAD_LINES = 6
_LONGEST_NAME = 8
_LONGEST_LINE = 12
_SMALL = frozenset(("and", "for", "of", "on", "the"))
_RESEARCH_STEMS = ("poll", "research", "statistic", "survey", "insight")
"""What is in the address of one who lives by studies."""
