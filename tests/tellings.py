"""Small evidence for the tests of resolution: articles of invented outlets on invented studies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256

from whence.model import (
    Agent,
    AgentKind,
    Change,
    Evidence,
    Found,
    Metadata,
    Qualifier,
    Quantity,
    Sample,
    Selector,
    SourceMention,
    Statement,
    StatementKind,
    StatisticalClaim,
    StudyMention,
)

FRACTIONS = {"half": 50, "a third": 33.3, "a quarter": 25, "three-quarters": 75, "seven in ten": 70, "eight in ten": 80}
HEDGES = {
    "about ": Qualifier.ABOUT,
    "nearly ": Qualifier.NEARLY,
    "more than ": Qualifier.MORE_THAN,
    "less than ": Qualifier.LESS_THAN,
    "at least ": Qualifier.AT_LEAST,
    "up to ": Qualifier.UP_TO,
}


def quantity(printed: str) -> Quantity:
    """The quantity of a number as printed: "nearly 83%", "half", "$3,500,000", "4 points", "3 times", "1,012"."""
    hedge = next((words for words in HEDGES if printed.startswith(words)), "")
    bare = printed.removeprefix(hedge)
    qualifier = HEDGES.get(hedge, Qualifier.EXACTLY)
    if bare in FRACTIONS:
        return Quantity(Decimal(str(FRACTIONS[bare])), "unit:PERCENT", qualifier, printed)
    value = Decimal(re.sub(r"[^\d.]", "", bare))
    units = (("%", "unit:PERCENT"), (" points", "wh:PercentagePoint"), (" times", "wh:Times"))
    unit = next((unit for mark, unit in units if bare.endswith(mark)), "unit:NUM")
    return Quantity(value, "cur:USD" if bare.startswith("$") else unit, qualifier, printed)


def anchor(quote: str) -> Selector:
    """A selector of a quote; its place follows from its words, so that different quotes don't overlap."""
    start = int(sha256(quote.encode()).hexdigest()[:7], 16)
    return Selector(start, start + len(quote), quote)


def claim(
    printed: str,
    population: str | None,
    measure: str,
    *,
    study: int | None = 0,
    period: str | None = None,
    change: Change | None = None,
) -> StatisticalClaim:
    """A claim whose quote is its number, population and measure in a row."""
    quote = f"{printed} of {population or 'them'} {measure}"
    return StatisticalClaim(anchor(quote), quantity(printed), population, measure, change, period, study)


def survey(
    conductor: str | Sequence[str] = "Harbour Institute",
    title: str | None = None,
    year: int | None = None,
    **samples: int,
) -> StudyMention:
    """A mention of a study; samples are given as population=size, underscores standing for spaces."""
    conductors = (conductor,) if isinstance(conductor, str) else tuple(conductor)
    told = tuple(Sample(population.replace("_", " "), size) for population, size in samples.items())
    words = " ".join(filter(None, (*conductors, title, str(year or ""), *map(str, samples.values()))))
    return StudyMention(anchor(f"a survey {words}"), title, tuple(filter(None, conductors)), year, told)


def said(
    quote: str,
    speaker: str,
    affiliation: str | None = None,
    *,
    kind: StatementKind = StatementKind.QUOTATION,
    organization: bool = False,
) -> Statement:
    """A statement by a person, or by an organization."""
    agent = Agent(speaker, AgentKind.ORGANIZATION if organization else AgentKind.PERSON, None, affiliation)
    return Statement(kind, anchor(quote), agent)


def credit(name: str | None = None, author: str | None = None, url: str | None = None) -> SourceMention:
    """Another article that an article says it draws on."""
    return SourceMention(anchor(f"as {name} {author} {url} has it"), name, author, url)


def article(
    name: str,
    *claims: StatisticalClaim,
    studies: Sequence[StudyMention] = (),
    statements: Sequence[Statement] = (),
    sources: Sequence[SourceMention] = (),
    links: Sequence[str] = (),
    **known: str,
) -> Evidence:
    """The evidence of an article; `known` holds its title, author, publisher, published and url, where it has them."""
    found = {key: Found(value, "test") for key, value in known.items() if value}
    metadata = Metadata(
        url=found.get("url"),
        title=found.get("title"),
        authors=(found["author"],) if "author" in found else (),
        publisher=found.get("publisher"),
        published=found.get("published"),
    )
    text = f"{name} {sorted(known.items())}"
    return Evidence(
        f"{name}.txt",
        sha256(text.encode()).hexdigest(),
        metadata,
        tuple(studies),
        tuple(claims),
        tuple(statements),
        tuple(sources),
        tuple(links),
    )
