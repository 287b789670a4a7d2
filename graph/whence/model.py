"""The values that flow between the stages: Document, then Evidence, then Knowledge.

All are frozen and compare by content. Offsets count Unicode code points in `Document.text`, from 0, end
exclusive. The members of the enumerations are the local names of the individuals in ontology/whence.ttl.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# ---------------------------------------------------------------- a document


class BlockKind(StrEnum):
    """What part of an article a stretch of its text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, block quote or table row; blocks stand in text order and don't overlap.

    `level` is 1–6 for a heading and the nesting depth, from 1, for a list item; otherwise 0.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the offsets of its text, and the absolute http(s) address it leads to."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """A metadata value and the place where it was found ("JSON-LD headline", "front matter Author", "byline")."""

    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text.

    `published` is an ISO 8601 date of the precision that was found: "2014-08-20", "2014-08" or "2014".
    `language` is a BCP 47 tag; `url` is the canonical address where the page names one.
    """

    url: Found | None = None
    title: Found | None = None
    authors: tuple[Found, ...] = ()
    publisher: Found | None = None
    published: Found | None = None
    language: Found | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """The page that an article was read from, as a crawler or Whence itself fetched it.

    `captured` is the time in UTC ("2024-03-05T10:11:12Z"), `digest` the SHA-256 of the page's bytes in hexadecimal,
    `url` where they were found.
    """

    url: str
    captured: str
    digest: str


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's rating of a claim, as a page declares it in schema.org ClaimReview markup.

    `claim` is the claim that is rated, `rating` the verdict in words ("Mostly false"), `value` the number of it on a
    scale from `worst` to `best`, as printed. `claimant` said the claim, on `claimed`; `author` rates it. `appearance`
    is where the claim was made.
    """

    claim: str
    rating: str = ""
    value: str = ""
    worst: str = ""
    best: str = ""
    claimant: str = ""
    claimed: str = ""
    author: str = ""
    appearance: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read: its text, the structure of that text, and what the page declares about itself.

    `source` is what the user named ("news/a.html", "feed.jsonl#3"); `file_name` its base name. `text` holds the
    article and, for plain-text inputs, all else that stands in the file, so that offsets are offsets in the
    file; what is no article (front matter, menus) is in no block. `pages` are the offsets at which the pages of a
    paged input begin, strictly rising from 0; empty for what has no pages. `capture` tells when and where a page was
    fetched or archived, and `reviews` what ratings of other people's claims it declares.
    """

    source: str
    file_name: str
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    metadata: Metadata
    content_hash: str
    pages: tuple[int, ...] = ()
    capture: Capture | None = None
    reviews: tuple[Review, ...] = ()


# ---------------------------------------------------------------- evidence: what one article says


class Qualifier(StrEnum):
    """How a number is hedged."""

    EXACTLY = "Exactly"
    ABOUT = "About"
    NEARLY = "Nearly"
    MORE_THAN = "MoreThan"
    LESS_THAN = "LessThan"
    AT_LEAST = "AtLeast"
    AT_MOST = "AtMost"
    UP_TO = "UpTo"


class Change(StrEnum):
    """The direction of a number that is itself a change."""

    INCREASE = "Increase"
    DECREASE = "Decrease"


class StatementKind(StrEnum):
    """The class of a claim that somebody is on record for."""

    QUOTATION = "Quotation"
    PARAPHRASE = "Paraphrase"
    FORECAST = "Forecast"


class AgentKind(StrEnum):
    """The schema.org class of somebody who can say, write or conduct something."""

    PERSON = "Person"
    ORGANIZATION = "Organization"


@dataclass(frozen=True, slots=True)
class Selector:
    """Where in the article's text something stands, by position and by quote (W3C Web Annotation selectors).

    `exact` is the text from `start` to `end`, verbatim; `prefix` and `suffix` are up to 32 characters of context.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or organization as one article names it."""

    name: str
    kind: AgentKind
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as stated: "83%" is 83 in unit:PERCENT, "$3.5 million" 3500000 in cur:USD.

    `unit` is a compact IRI (unit:PERCENT, wh:PercentagePoint, wh:Times, unit:NUM, unit:YR, cur:USD, ...).
    `printed` is the number as the text prints it ("nearly seven in ten", "01.50").
    """

    value: Decimal
    unit: str
    qualifier: Qualifier
    printed: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Who was asked, and how many."""

    population: str | None
    size: int
    qualifier: Qualifier = Qualifier.EXACTLY


@dataclass(frozen=True, slots=True)
class StudyMention:
    """How one article describes a study; anonymous ("research shows") when it gives neither title nor organization."""

    selector: Selector
    title: str | None = None
    organizations: tuple[str, ...] = ()
    year: int | None = None
    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceMention:
    """Another article, outlet or page that an article says it draws on."""

    selector: Selector
    name: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class StatisticalClaim:
    """A number that the article reports as a finding.

    `population` is of whom the number speaks, `measure` what is said of them, both in the text's words. `period`
    is the time the number speaks of, when the text gives one ("2012", "2019-03"). `study` indexes
    `Evidence.studies`. `confidence` is the probability that all of this is right.
    """

    selector: Selector
    quantity: Quantity
    population: str | None
    measure: str
    change: Change | None = None
    period: str | None = None
    study: int | None = None
    speaker: Agent | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words, somebody's words retold, or somebody's prediction. `study` indexes `Evidence.studies`."""

    kind: StatementKind
    selector: Selector
    speaker: Agent
    study: int | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that one article says, anchored in its text; a function of that article alone."""

    file_name: str
    content_hash: str
    metadata: Metadata
    studies: tuple[StudyMention, ...] = ()
    statistics: tuple[StatisticalClaim, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    links: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    capture: Capture | None = None
    reviews: tuple[Review, ...] = ()
