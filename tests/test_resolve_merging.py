"""What is one agent, population, study, statistic or proposition, and what is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module

import pytest

from whence.knowledge import Knowledge
from whence.model import AgentKind, Change, Evidence, Found, Metadata, StatementKind, StatisticalClaim, StudyMention
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads
from whence.resolve import resolve
from whence.resolve.likeness import Likeness, Subject, likeness

from tellings import anchor, article, claim, credit, said, survey

FORECAST = StatementKind.FORECAST

# ---------------------------------------------------------------- agents


def names(evidence: Sequence[Evidence], kind: AgentKind) -> list[tuple[str, ...]]:
    """The spellings of each canonical agent of a kind."""
    return sorted(agent.spellings for agent in resolve(evidence).agents if agent.kind is kind)


def conducted_by(*conductors: str) -> list[Evidence]:
    """One article for each name, on a study conducted under it."""
    return [article(f"a{n}", studies=[survey(name)]) for n, name in enumerate(conductors)]


@pytest.mark.parametrize(
    "conductors",
    [
        pytest.param(["Harbour Institute", "The Harbour Institute"], id="an article"),
        pytest.param(["Fjordline Ltd.", "Fjordline"], id="a legal form"),
        pytest.param(["FjordLine", "Fjordline"], id="case"),
        pytest.param(["Fjordline", "Fjordline Research"], id="a closing word that is left out"),
        pytest.param(["OHTS", "Office for Harbour and Tide Statistics"], id="an acronym of four letters"),
    ],
)
def test_one_organization(conductors: list[str]) -> None:
    assert names(conducted_by(*conductors), AgentKind.ORGANIZATION) == [tuple(sorted(conductors))]


@pytest.mark.parametrize(
    "conductors",
    [
        pytest.param(["Harbour Institute", "Harbour Board"], id="a first word in common"),
        pytest.param(["Fjordline", "Fjordline Digital"], id="a division"),
        pytest.param(["HI", "Harbour Institute"], id="a short acronym never seen with the long form"),
        pytest.param(["MBT", "Mersey Bridge Trust", "Moray Bay Trust"], id="an acronym of two long forms"),
    ],
)
def test_different_organizations(conductors: list[str]) -> None:
    assert names(conducted_by(*conductors), AgentKind.ORGANIZATION) == [(name,) for name in sorted(conductors)]


def test_a_short_acronym_counts_where_one_article_has_both() -> None:
    both = article("a", studies=[survey(["CBI", "Coastal Building Institute"])])
    assert names([both, *conducted_by("CBI")], AgentKind.ORGANIZATION) == [("CBI", "Coastal Building Institute")]


def quoted(*speakers: tuple[str, str | None]) -> list[Evidence]:
    """One article for each speaker, with a quotation of its own."""
    return [
        article(f"a{n}", statements=[said(f"This is quotation number {n}, word for word.", name, home)])
        for n, (name, home) in enumerate(speakers)
    ]


@pytest.mark.parametrize(
    "speakers",
    [
        pytest.param([("Ada Lund", None), ("Ada Lund", "Fjordline")], id="the same full name"),
        pytest.param([("Dr. Ada Lund", None), ("Ada B. Lund", None)], id="titles and middle initials"),
        pytest.param([("A. Lund", "Fjordline"), ("Ada Lund", "Fjordline")], id="an initial in one affiliation"),
    ],
)
def test_one_person(speakers: list[tuple[str, str | None]]) -> None:
    assert len(names(quoted(*speakers), AgentKind.PERSON)) == 1


@pytest.mark.parametrize(
    "speakers",
    [
        pytest.param([("A. Lund", None), ("Ada Lund", "Fjordline")], id="an initial without the affiliation"),
        pytest.param([("A. Lund", "Fjordline"), ("Ada Lund", "Seabank")], id="an initial in another affiliation"),
        pytest.param([("Lund", None), ("Ada Lund", None)], id="a last name alone"),
        pytest.param([("Ada Lund", "Fjordline"), ("Ada Lund", "Seabank")], id="namesakes of two affiliations"),
        pytest.param([("Ada Lund", None), ("Eva Lund", None)], id="relatives"),
    ],
)
def test_different_people(speakers: list[tuple[str, str | None]]) -> None:
    assert sum(agent.kind is AgentKind.PERSON for agent in resolve(quoted(*speakers)).agents) == 2


def test_namesakes_of_two_affiliations_are_proposed() -> None:
    knowledge = resolve(quoted(("Ada Lund", "Fjordline"), ("Ada Lund", "Seabank")))
    assert [proposal.kind for proposal in knowledge.proposals] == ["person"]


# ---------------------------------------------------------------- populations


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("CIOs", "chief information officers", True, id="abbreviation"),
        pytest.param("U.S. nurses", "nurses in the United States", True, id="the same content in other words"),
        pytest.param("CIOs", "IT executives", False, id="near words"),
        pytest.param("nurses", "night nurses", False, id="a part of them"),
        pytest.param("respondents", "respondents", False, id="respondents of two articles"),
    ],
)
def test_populations(one: str, other: str, same: bool) -> None:
    told = [
        article(name, claim("83%", label, f"like {name}", study=None)) for name, label in (("a", one), ("b", other))
    ]
    assert (len(resolve(told).populations) == 1) is same


# ---------------------------------------------------------------- studies

ROTA = [
    claim("83%", "nurses", "trust the new rota to protect their sleep"),
    claim("41%", "nurses", "swap night shifts with colleagues"),
    claim("27%", "ward managers", "plan rotas on paper"),
]
SWAPS = claim("83%", "nurses", "swap shifts")
FERRIES = [
    claim("62%", "commuters", "would take a ferry to work"),
    claim("19%", "commuters", "own a folding bicycle"),
    claim("44%", "drivers", "avoid the bridge at rush hour"),
]


def two_mentions(
    one: StudyMention,
    other: StudyMention,
    claims: Sequence[StatisticalClaim] = (),
    others: Sequence[StatisticalClaim] = (),
    dates: tuple[str, str] = ("", ""),
) -> Knowledge:
    """Two articles, each on one study with claims of its own."""
    first, second = dates
    return resolve(
        [
            article("a", *claims, studies=[one], published=first),
            article("b", *others, studies=[other], published=second),
        ]
    )


@pytest.mark.parametrize(
    ("one", "other", "claims", "others"),
    [
        pytest.param(survey(title="Sleep on the Ward"), survey(title="Sleep on the Ward"), [], [], id="the same title"),
        pytest.param(
            survey(title="Sleep on the Ward 2019", year=2019),
            survey(title="2019 Harbour Sleep on the Ward Report", year=2019),
            [],
            [],
            id="the same title in other words",
        ),
        pytest.param(
            survey(CIOs=252, CMOs=405),
            survey(CIOs=250, CMOs=400),
            [],
            [],
            id="exact and rounded sizes of two samples",
        ),
        pytest.param(
            survey(CIOs=252, CMOs=405),
            survey(IT_executives=250, senior_marketing_executives=400),
            [],
            [],
            id="rounded sizes of samples named in near words",
        ),
        pytest.param(survey(), survey(), ROTA, ROTA[:2], id="findings in common"),
        pytest.param(survey(year=2019), survey(), ROTA, ROTA[:2], id="findings in common, one year unstated"),
        pytest.param(survey(nurses=1012), survey(nurses=1012), ROTA, ROTA[:1], id="sample and a finding in common"),
        pytest.param(survey("Fjordline Digital"), survey("Fjordline"), ROTA, ROTA, id="a division of the conductor"),
        pytest.param(survey(""), survey(), ROTA, ROTA, id="all findings of an anonymous study"),
        pytest.param(
            survey("Fjordline Rota Watch"),
            survey("Fjordline"),
            [SWAPS],
            [SWAPS],
            id="a conductor's name cut short, and one finding",
        ),
    ],
)
def test_one_study(
    one: StudyMention, other: StudyMention, claims: list[StatisticalClaim], others: list[StatisticalClaim]
) -> None:
    knowledge = two_mentions(one, other, claims, others)
    assert len(knowledge.studies) == 1
    assert all(match.reason for match in knowledge.matches)


@pytest.mark.parametrize(
    ("one", "other", "claims", "others"),
    [
        pytest.param(survey(), survey(), ROTA, FERRIES, id="only the conductor in common"),
        pytest.param(survey(), survey(), [], [], id="nothing told but the conductor"),
        pytest.param(survey(nurses=1012), survey(nurses=1012), ROTA, FERRIES, id="only a sample size in common"),
        pytest.param(survey(nurses=1012), survey(nurses=2044), ROTA, ROTA[:1], id="other sample of one population"),
        pytest.param(survey(year=2018), survey(year=2019), ROTA, ROTA, id="waves of two years"),
        pytest.param(
            survey(title="Ward Sleep 2018"), survey(title="Ward Sleep 2019"), ROTA, ROTA, id="waves by their titles"
        ),
        pytest.param(
            survey(title="Sleep on the Ward"), survey(title="The Ferry Ahead"), ROTA, ROTA[:1], id="different titles"
        ),
        pytest.param(survey("Seabank"), survey("Fjordline"), ROTA, ROTA[:1], id="different conductors"),
        pytest.param(
            survey("Fjordline Rota Watch"),
            survey("Fjordline Ferry Board"),
            [SWAPS],
            [SWAPS],
            id="two houses of one first word, and one finding",
        ),
        pytest.param(
            survey("Seabank", title="Sleep on the Ward", year=2019, nurses=1012),
            survey("Fjordline", title="Sleep on the Ward", year=2019, nurses=2044),
            ROTA,
            ROTA,
            id="other conductors and other samples under one title",
        ),
        pytest.param(survey(""), survey(""), [], [], id="two anonymous studies"),
    ],
)
def test_different_studies(
    one: StudyMention, other: StudyMention, claims: list[StatisticalClaim], others: list[StatisticalClaim]
) -> None:
    assert len(two_mentions(one, other, claims, others).studies) == 2


def test_an_article_published_before_the_year_of_a_study_tells_of_another() -> None:
    knowledge = two_mentions(survey(year=2019), survey(), ROTA, ROTA, ("2019-03-01", "2016-03-01"))
    assert len(knowledge.studies) == 2


def test_a_likely_pair_is_proposed_and_not_merged() -> None:
    knowledge = two_mentions(survey(nurses=1012), survey(nurses=1012))
    assert len(knowledge.studies) == 2
    (proposal,) = knowledge.proposals
    assert proposal.kind == "study"
    assert "1,012" in proposal.reason


def test_an_article_keeps_the_waves_it_tells_apart() -> None:
    both = article("a", studies=[survey(year=2018), survey(year=2019)])
    other = article("b", *ROTA, studies=[survey(year=2019)])
    assert sorted(len(study.members) for study in resolve([both, other]).studies) == [1, 1, 1]


@pytest.mark.parametrize("phrase", ["A previous Harbour Institute survey", "another poll", "a separate study by them"])
def test_an_article_keeps_apart_what_it_calls_another_study(phrase: str) -> None:
    apart = replace(survey(), selector=anchor(phrase))
    both = article("a", *ROTA, replace(FERRIES[0], study=1), studies=[survey(), apart])
    other = article("b", *ROTA, FERRIES[0], studies=[survey()])
    knowledge = resolve([both, other])
    (first, second), (third,) = iris.study_mentions(both), iris.study_mentions(other)
    assert sorted(sorted(study.members) for study in knowledge.studies) == sorted([sorted([first, third]), [second]])


def test_a_study_keeps_every_telling_of_its_samples() -> None:
    (study,) = two_mentions(survey(CIOs=252, CMOs=405), survey(CIOs=250, CMOs=400)).studies
    assert sorted(sample.size for sample in study.samples) == [250, 252, 400, 405]


# ---------------------------------------------------------------- statistics


def statistics_of(one: StatisticalClaim, other: StatisticalClaim) -> int:
    """How many statistics two claims make in two articles that surely tell of one study."""
    study = survey(title="Sleep on the Ward", year=2019)
    return len(two_mentions(study, study, [one], [other]).statistics)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            claim("83%", "nurses", "trust the new rota"),
            claim("83%", "nurses", "have trust in the new rota"),
            id="reworded",
        ),
        pytest.param(
            claim("83.4%", "nurses", "trust the new rota"), claim("83%", "nurses", "trust the new rota"), id="rounded"
        ),
        pytest.param(
            claim("68%", "nurses", "trust the new rota"),
            claim("nearly seven in ten", "nurses", "trust the new rota"),
            id="in words",
        ),
        pytest.param(
            claim("83%", "respondents", "trust the new rota"),
            claim("83%", "nurses", "trust the new rota"),
            id="respondents may be anybody",
        ),
        pytest.param(
            claim("30%", "CMOs", "want bigger budgets"),
            claim("30%", "marketing executives", "want larger budgets"),
            id="near words",
        ),
    ],
)
def test_one_statistic(one: StatisticalClaim, other: StatisticalClaim) -> None:
    assert statistics_of(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            claim("31%", "nurses", "plan rotas on paper"),
            claim("31%", "nurses", "commute by ferry"),
            id="the same number for another question",
        ),
        pytest.param(
            claim("31%", "nurses", "commute by ferry"), claim("32%", "nurses", "commute by ferry"), id="another number"
        ),
        pytest.param(
            claim("31%", "nurses", "trust the board"),
            claim("31%", "nurses", "do not trust the board at all these days"),
            id="the opposite",
        ),
        pytest.param(
            claim("31%", "nurses", "commute by ferry", period="2018"),
            claim("31%", "nurses", "commute by ferry", period="2019"),
            id="another year",
        ),
        pytest.param(
            claim("31%", "nurses", "commute by ferry", change=Change.INCREASE),
            claim("31%", "nurses", "commute by ferry", change=Change.DECREASE),
            id="another direction",
        ),
        pytest.param(
            claim("31%", "nurses", "commute by ferry"),
            claim("31 points", "nurses", "commute by ferry"),
            id="another unit",
        ),
    ],
)
def test_different_statistics(one: StatisticalClaim, other: StatisticalClaim) -> None:
    assert statistics_of(one, other) == 2


def test_the_same_number_from_two_studies_is_two_statistics() -> None:
    told = [claim("31%", "nurses", "commute by ferry")]
    knowledge = two_mentions(survey("Seabank"), survey("Fjordline"), told, told)
    assert len(knowledge.statistics) == 2


def test_of_several_like_claims_none_is_chosen() -> None:
    vague = claim("31%", "nurses", "gave sleep or pay as the reason")
    reasons = [claim("31%", "nurses", reason) for reason in ("want to sleep at home", "ask for pay at night")]
    study = survey(title="Sleep on the Ward", year=2019)
    knowledge = two_mentions(study, study, [vague], reasons)
    assert len(knowledge.statistics) == 3
    assert {proposal.kind for proposal in knowledge.proposals} == {"statistic"}


def test_a_number_told_again_in_the_same_article_is_one_statistic() -> None:
    again = claim("83%", "nurses", "trust the new ward rota")
    once = claim("83%", "nurses", "trust the ward rota")
    assert len(resolve([article("a", once, again, studies=[survey()])]).statistics) == 1


def test_a_statistic_is_told_as_its_most_precise_claim_has_it() -> None:
    study = survey(title="Sleep on the Ward", year=2019)
    rough, exact = (claim(number, "nurses", "trust the new rota") for number in ("nearly seven in ten", "68.2%"))
    (statistic,) = two_mentions(study, study, [rough], [exact]).statistics
    assert statistic.quantity.printed == "68.2%"
    assert statistic.study is not None


# ---------------------------------------------------------------- propositions

WORDS = "Ferries will carry more people than the bridge does, and sooner than the council thinks."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(said(WORDS, "Ada Lund"), said(WORDS, "Ada Lund"), id="the same words"),
        pytest.param(said(WORDS, "Ada Lund"), said(WORDS[:50], "Lund"), id="a part of the words, by last name"),
        pytest.param(
            said(
                "By 2031, ferries will outnumber buses in every harbour town",
                "Tidewatch",
                organization=True,
                kind=FORECAST,
            ),
            said(
                "The average harbour town will run more ferries than buses by 2031", "Bo Ek", "Tidewatch", kind=FORECAST
            ),
            id="a forecast by a house and by one of its people",
        ),
    ],
)
def test_one_proposition(one: object, other: object) -> None:
    told = [article("a", statements=[one]), article("b", statements=[other])]  # type: ignore[list-item]
    (proposition,) = resolve(told).propositions
    assert len(proposition.members) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(said(WORDS, "Ada Lund"), said(WORDS, "Bo Ek"), id="the words of another person"),
        pytest.param(said(WORDS, "Ada Lund"), said("Nobody asked us about the bridge.", "Ada Lund"), id="other words"),
        pytest.param(
            said("By 2031, ferries will outnumber buses in harbour towns", "Bo Ek", "Tidewatch", kind=FORECAST),
            said("By 2035, ferries will outnumber buses in harbour towns", "Bo Ek", "Tidewatch", kind=FORECAST),
            id="a forecast for another year",
        ),
        pytest.param(
            said("By 2031, ferries will outnumber buses in harbour towns", "Bo Ek", "Tidewatch", kind=FORECAST),
            said("By 2031, the price of diesel doubles everywhere", "Bo Ek", "Tidewatch", kind=FORECAST),
            id="a forecast of something else",
        ),
        pytest.param(
            said("By 2031, ferries will outnumber buses in harbour towns", "Bo Ek", "Tidewatch", kind=FORECAST),
            said("Harbour towns by 2031: ferries will well outnumber buses", "Ada Lund", "Seabank", kind=FORECAST),
            id="a forecast of another house",
        ),
    ],
)
def test_different_propositions(one: object, other: object) -> None:
    told = [article("a", statements=[one]), article("b", statements=[other])]  # type: ignore[list-item]
    assert len(resolve(told).propositions) == 2


def test_a_forecast_is_the_organizations_and_keeps_its_year() -> None:
    forecast = "By 2031, ferries will outnumber buses in every harbour town"
    house = said(forecast, "Tidewatch", organization=True, kind=FORECAST)
    person = said("More ferries than buses in each harbour town by 2031", "Bo Ek", "Tidewatch", kind=FORECAST)
    knowledge = resolve([article("a", statements=[house]), article("b", statements=[person])])
    (proposition,) = knowledge.propositions
    assert proposition.target == 2031
    assert {agent.iri: agent.name for agent in knowledge.agents}[proposition.speaker] == "Tidewatch"


def test_a_credited_page_outside_the_corpus_makes_no_derivation() -> None:
    lone = article("a", *ROTA, studies=[survey()], sources=[credit("The Quay", url="https://quay.example.org/rota")])
    assert resolve([lone]).derivations == ()


def test_an_agency_that_signs_an_article_is_one_organization_in_evidence_and_knowledge() -> None:
    signed = Evidence("a.txt", "1", Metadata(authors=(Found("The Associated Press", "by-line"),)))
    (agent,) = resolve([signed]).agents
    assert agent.kind is AgentKind.ORGANIZATION
    written = {quad.subject for quad in evidence_quads(signed, "urn:run")}
    assert {f"<{member}>" for member in agent.members} <= written


def test_one_title_is_one_study_though_an_article_names_no_conductor() -> None:
    title = "Fjordline Rota Survey 2021"
    knowledge = two_mentions(survey("Fjordline", title=title), survey("", title=title), ROTA, ROTA[:1])
    assert len(knowledge.studies) == 1


def test_claims_that_are_all_alike_are_compared_with_few_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[None] = []

    def counted(one: Subject, other: Subject) -> Likeness:
        compared.append(None)
        return likeness(one, other)

    monkeypatch.setattr(import_module("whence.resolve.statistics"), "likeness", counted)
    claims = [replace(claim("5%", None, "of 6", study=None), selector=anchor(f"place {n}")) for n in range(150)]
    assert len(resolve([article("all alike", *claims)]).statistics) == 1
    assert len(compared) <= 40 * len(claims)
