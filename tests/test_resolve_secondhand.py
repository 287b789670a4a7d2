"""An outlet that is named as if it had made a study is credited; a house that publishes its own study made it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whence.decision import Decision, Ruling, Target, TargetKind
from whence.knowledge import Knowledge
from whence.model import Evidence
from whence.rdf import iris
from whence.resolve import resolve

from tellings import article, claim, survey

NUMBER = claim("62%", "office workers", "work from home at least two days a week")
OTHER = claim("38%", "office workers", "would look for another job")
RELEASE = article(
    "release",
    NUMBER,
    OTHER,
    studies=[survey("Halden Institute", "Remote Shift", 2023, office_workers=1204)],
    publisher="Halden Institute",
    published="2023-03-14",
)
WORKWEEK = article(
    "workweek",
    NUMBER,
    studies=[survey("Halden Institute", "Remote Shift")],
    publisher="Workweek",
    published="2023-03-16",
)
BLOG = article("blog", NUMBER, studies=[survey("Workweek")], publisher="Mum Notes", published="2023-03-20")


def chain(articles: list[Evidence], decisions: list[Decision] | None = None) -> tuple[set[str], set[str], set[str]]:
    """Who draws on whom, the studies by their conductors, and what mentions are said to credit."""
    knowledge = resolve(articles, decisions or [])
    name = {iris.article(one): one.file_name.removesuffix(".txt") for one in articles}
    drawn = {f"{name[one.article]} < {name[one.source]}" for one in knowledge.derivations}
    credited = {name[one.canonical] for one in knowledge.credits}
    return drawn, set(_conductors(knowledge)), credited


def _conductors(knowledge: Knowledge) -> list[str]:
    names = {agent.iri: agent.name for agent in knowledge.agents}
    return [names[one] for study in knowledge.studies for one in study.conductors]


def test_an_outlet_that_tells_of_anothers_study_is_credited() -> None:
    drawn, studies, credited = chain([RELEASE, WORKWEEK, BLOG])
    assert "blog < workweek" in drawn
    assert studies == {"Halden Institute"}
    assert credited == {"workweek"}
    knowledge = resolve([RELEASE, WORKWEEK, BLOG])
    (told,) = iris.claims(BLOG)
    (reach,) = [one for one in knowledge.reaches if one.claim == told]
    assert reach.via, "the study is reached through the outlet's article"


LATER = article(
    "workweek",
    NUMBER,
    studies=[survey("Halden Institute", "Remote Shift")],
    publisher="Workweek",
    published="2023-04-01",
)
PAGE = article("page", replace(NUMBER, study=None), publisher="Workweek", published="2023-03-01")


@pytest.mark.parametrize(
    ("articles", "conductor"),
    [
        pytest.param(
            [RELEASE, replace(BLOG, studies=(survey("Halden Institute"),))], "Halden Institute", id="its own page"
        ),
        pytest.param([PAGE, BLOG], "Workweek", id="names nobody else's study"),
        pytest.param([RELEASE, replace(WORKWEEK, statistics=(OTHER,)), BLOG], "Workweek", id="tells another number"),
        pytest.param([RELEASE, LATER, BLOG], "Workweek", id="later"),
        pytest.param(
            [RELEASE, WORKWEEK, replace(BLOG, studies=(survey("Workweek", year=2023),))], "Workweek", id="year"
        ),
        pytest.param(
            [RELEASE, WORKWEEK, replace(BLOG, studies=(survey("Workweek", "Shift"),))], "Workweek", id="title"
        ),
        pytest.param(
            [RELEASE, WORKWEEK, replace(BLOG, studies=(survey("Workweek", readers=9),))], "Workweek", id="sample"
        ),
        pytest.param(
            [RELEASE, replace(WORKWEEK, studies=(*WORKWEEK.studies, survey("Workweek", "Readers"))), BLOG],
            "Workweek",
            id="makes studies of its own",
        ),
    ],
)
def test_what_may_be_a_study_stays_one(articles: list[Evidence], conductor: str) -> None:
    _, studies, credited = chain(articles)
    assert conductor in studies
    assert not credited


def test_who_decides_that_it_is_independent_makes_it_a_study_again() -> None:
    ends = [Target(TargetKind.ARTICLE, iris.article(one), iris.article(one), one.file_name) for one in (BLOG, WORKWEEK)]
    apart = Decision(Ruling.INDEPENDENT, tuple(ends), "Ann", "they asked themselves", "2024-01-01T00:00:00Z")
    drawn, studies, credited = chain([RELEASE, WORKWEEK, BLOG], [apart])
    assert "blog < workweek" not in drawn
    assert "Workweek" in studies
    assert not credited


def test_order_is_all_one() -> None:
    assert resolve([BLOG, WORKWEEK, RELEASE]) == resolve([RELEASE, BLOG, WORKWEEK])
