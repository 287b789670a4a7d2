"""Values for tests, written so that a test reads like what it is about."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from whence.knowledge import (
    Alteration,
    CanonicalAgent,
    Derivation,
    Knowledge,
    Match,
    Reach,
    Retelling,
    Statistic,
    Study,
)
from whence.model import (
    Agent,
    AgentKind,
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
from whence.rdf import iris

RELEASE_TEXT = "Half of 1,012 adults skip lunch, a survey by the Lunch Institute found. “Eat,” said Ann Bo, its head."
BLOG_TEXT = "Half of all adults skip lunch, I read in the Courier."


def anchored(text: str, exact: str) -> Selector:
    start = text.index(exact)
    end = start + len(exact)
    return Selector(start, end, exact, text[max(0, start - 32) : start], text[end : end + 32])


def percent(value: str, printed: str, qualifier: Qualifier = Qualifier.EXACTLY) -> Quantity:
    return Quantity(Decimal(value), "unit:PERCENT", qualifier, printed)


def release() -> Evidence:
    """A release that names its study, with one statistic and one quotation."""
    ann = Agent("Ann Bo", AgentKind.PERSON, "head", "Lunch Institute")
    return Evidence(
        "release.txt",
        sha256(RELEASE_TEXT.encode()).hexdigest(),
        Metadata(
            url=Found("https://lunch.example.org/half", "front matter URL"),
            title=Found("Half skip lunch", "front matter Title"),
            authors=(Found("Cy Dee", "byline"),),
            publisher=Found("Lunch Institute", "front matter Publisher"),
            published=Found("2023-05", "front matter Date"),
        ),
        studies=(
            StudyMention(
                anchored(RELEASE_TEXT, "a survey by the Lunch Institute"),
                None,
                ("Lunch Institute",),
                2023,
                (Sample("adults", 1012),),
            ),
        ),
        statistics=(
            StatisticalClaim(
                anchored(RELEASE_TEXT, "Half of 1,012 adults skip lunch"),
                percent("50", "Half"),
                "adults",
                "skip lunch",
                study=0,
                confidence=0.9,
            ),
        ),
        statements=(Statement(StatementKind.QUOTATION, anchored(RELEASE_TEXT, "Eat,"), ann, None, 0.8),),
    )


def blog() -> Evidence:
    """A blog that repeats the release's number and names no study."""
    return Evidence(
        "blog.md",
        sha256(BLOG_TEXT.encode()).hexdigest(),
        Metadata(title=Found("Lunch is over", "first heading")),
        statistics=(
            StatisticalClaim(
                anchored(BLOG_TEXT, "Half of all adults skip lunch"),
                percent("50", "Half"),
                "all adults",
                "skip lunch",
                confidence=0.7,
            ),
        ),
        sources=(SourceMention(anchored(BLOG_TEXT, "Courier"), "Courier", None, "https://lunch.example.org/half"),),
        links=("https://lunch.example.org/half",),
    )


def told() -> Knowledge:
    """What release and blog tell together: one study, one statistic, one hop."""
    first, second = release(), blog()
    mention, (claim,), (retold,) = iris.study_mentions(first)[0], iris.claims(first), iris.claims(second)
    conductor = iris.canonical("organization", [iris.agent(first, "Lunch Institute", AgentKind.ORGANIZATION)])
    study = iris.canonical("study", [mention])
    statistic = iris.canonical("statistic", [claim, retold])
    institute = iris.agent(first, "Lunch Institute", AgentKind.ORGANIZATION)
    return Knowledge(
        agents=(
            CanonicalAgent(conductor, AgentKind.ORGANIZATION, "Lunch Institute", ("Lunch Institute",), (institute,)),
        ),
        studies=(Study(study, None, (), (conductor,), 2023, (Sample("adults", 1012),), (mention,)),),
        statistics=(
            Statistic(statistic, percent("50", "Half"), "skip lunch", None, None, None, study, (claim, retold)),
        ),
        matches=(Match(mention, study, "names its conductor", 1.0),),
        derivations=(Derivation(iris.article(second), iris.article(first), ("links to it",), 0.9),),
        retellings=(
            Retelling(retold, claim, (Alteration.IDENTICAL, Alteration.STUDY_DROPPED), "its article links there", 0.9),
        ),
        reaches=(
            Reach(claim, study, (), "its article names the study", 0.9),
            Reach(retold, study, (claim,), "through the release", 0.8),
        ),
    )
