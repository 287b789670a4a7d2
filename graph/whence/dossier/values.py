"""Articles, claims and studies as a reader knows them: values with words in them, and no RDF."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Trace(Enum):
    """How far a claim can be followed, in words."""

    NAMED = "its article names the study"
    REACHED = "a study is reached through another article"
    UNNAMED = "rests on a study that nobody names"
    SAID = "somebody's word"
    NONE = "no study and no source"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its metadata tell it; `url` is where it stands, and `date` is as precise as it was told."""

    iri: str
    file_name: str
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    language: str | None
    content_hash: str

    @property
    def outlet(self) -> str:
        """The publisher as the article names it, else the file's name."""
        return self.publisher or self.file_name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in its article's text: characters from `start` to before `end`, and what is around them."""

    start: int
    end: int
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of a statistical claim or of a finding.

    `unit`, `qualifier` and `change` are IRIs of the vocabulary; `printed` is how the article spells the number.
    """

    value: Decimal
    unit: str
    qualifier: str
    printed: str | None
    population: str | None
    measure: str | None
    change: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is on record for a claim."""

    name: str
    is_person: bool
    job_title: str | None
    affiliation: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of an article; `kinds` are IRIs of classes, `figure` is there where it is statistical.

    `study` is the IRI of the study that it comes from, and `disagrees` are the claims whose number can't be right if
    this one's is.
    """

    iri: str
    article: str
    kinds: tuple[str, ...]
    quote: str
    place: Place | None
    figure: Figure | None
    speaker: Speaker | None
    study: str | None
    trace: Trace
    disagrees: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Study:
    """A study, whoever mentions it; `title` is None where no article gives one, and then `label` describes it.

    `releases` are those of the articles that mention it which its conductors published themselves.
    """

    iri: str
    label: str
    title: str | None
    conductors: tuple[str, ...]
    year: str | None
    spellings: tuple[str, ...]
    releases: tuple[Article, ...]

    @property
    def is_named(self) -> bool:
        """Whether an article tells its title or who conducted it."""
        return bool(self.title or self.conductors)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where its releases stand, the first one first."""
        return tuple(release.url for release in self.releases if release.url)
