"""How claims hang together across articles: derivations, retellings, reaches, disagreements, waves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.knowledge import Alteration, Disagreement, DisagreementKind, Knowledge, Match, Proposal, Reach, Retelling
from whence.model import Evidence, StatisticalClaim, StudyMention
from whence.rdf import iris
from whence.resolve import resolve
from whence.resolve.rings import without_rings
from whence.resolve.survival import survival

from tellings import anchor, article, claim, credit, said, survey

SUBJECT = ("nurses", "trust the new rota to protect their sleep")
ROTA = "https://wardweekly.example.org/rota"
STUDY = survey("Harbour Institute", "Sleep on the Ward", 2019, nurses=1012)
CLAIMS = (
    claim("83%", "nurses", "trust the new rota to protect their sleep"),
    claim("41%", "nurses", "swap night shifts with colleagues"),
    claim("27%", "ward managers", "still plan rotas on paper"),
)
RELEASE = article(
    "release",
    *CLAIMS,
    studies=[STUDY],
    title="Eight in ten nurses trust the new rota",
    publisher="Harbour Institute",
    published="2019-05-02",
    url="https://harbour.example.org/news/rota",
)


def unsourced(*claims: StatisticalClaim) -> list[StatisticalClaim]:
    """The claims as an article that names no study tells them."""
    return [replace(one, study=None) for one in claims]


def from_to(knowledge: Knowledge, articles: Sequence[Evidence]) -> set[tuple[str, str]]:
    """The derivations by the file names of both articles."""
    name = {iris.article(one): one.file_name.removesuffix(".txt") for one in articles}
    return {(name[one.article], name[one.source]) for one in knowledge.derivations}


# ---------------------------------------------------------------- derivations

TRADE = article(
    "trade",
    *CLAIMS[:2],
    studies=[STUDY],
    title="Nurses sleep better since the new ward rota",
    author="Bo Ek",
    publisher="Ward Weekly",
    published="2019-05-06",
    url=ROTA,
)
BLOG_CLAIMS = unsourced(CLAIMS[0], claim("more than 40%", "nurses", "swap their night shifts with colleagues"))


@pytest.mark.parametrize(
    "blog",
    [
        pytest.param(
            article("blog", *BLOG_CLAIMS, links=["https://www.wardweekly.example.org/rota/?utm_source=x"]), id="a link"
        ),
        pytest.param(
            article("blog", *BLOG_CLAIMS, sources=[credit(url=ROTA)]),
            id="a cited address",
        ),
        pytest.param(
            article("blog", *BLOG_CLAIMS, sources=[credit(author="Bo Ek")], published="2019-05-09"),
            id="its author credited",
        ),
        pytest.param(article("blog", *BLOG_CLAIMS, sources=[credit("Ward Weekly")]), id="its outlet credited"),
        pytest.param(
            article(
                "blog",
                *BLOG_CLAIMS,
                links=["https://mirror.example.net/2019/nurses-sleep-better-since-the-new-ward-rota.html"],
            ),
            id="an address that spells its title",
        ),
    ],
)
def test_an_article_draws_on_another_by(blog: Evidence) -> None:
    knowledge = resolve([TRADE, blog])
    assert from_to(knowledge, [TRADE, blog]) == {("blog", "trade")}
    assert all(derivation.reasons for derivation in knowledge.derivations)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            article("other", claim("12%", "gulls", "eat chips", study=None), links=[ROTA]),
            id="a link with nothing in common",
        ),
        pytest.param(
            article("other", *unsourced(*CLAIMS[:2]), sources=[credit("Night Post")]), id="another outlet credited"
        ),
        pytest.param(
            article("other", *unsourced(*CLAIMS[:2]), sources=[credit("Ward Weekly")], published="2019-05-01"),
            id="an article published before it",
        ),
        pytest.param(
            article("other", *CLAIMS[:2], studies=[STUDY], publisher="Night Post", published="2019-05-07"),
            id="the same study reported by another outlet",
        ),
    ],
)
def test_an_article_does_not_draw_on_another_by(other: Evidence) -> None:
    assert from_to(resolve([TRADE, other]), [TRADE, other]) == set()


def test_the_press_draws_on_the_conductors_own_page() -> None:
    assert from_to(resolve([RELEASE, TRADE]), [RELEASE, TRADE]) == {("trade", "release")}


LONG = tuple(
    claim(number, "nurses on the night wards of the three harbour hospitals", f"told us that they {habit}")
    for number, habit in (
        ("71%", "walk home along the quay before dawn"),
        ("18%", "sleep at the hospital between shifts"),
    )
)


def test_copied_wording_is_the_later_articles() -> None:
    early = article("early", *LONG, studies=[STUDY], published="2019-05-02")
    late = article("late", *LONG, studies=[STUDY], published="2019-05-04")
    assert from_to(resolve([early, late]), [early, late]) == {("late", "early")}


def test_copied_wording_without_dates_is_the_fuller_articles() -> None:
    short = article("short", *LONG, studies=[STUDY])
    added = said("The council will answer in June, said its clerk, and not before that.", "Ada Lund")
    long = article("long", *LONG, CLAIMS[0], studies=[STUDY], statements=[added])
    assert from_to(resolve([short, long]), [short, long]) == {("long", "short")}


def test_copied_wording_with_nothing_to_tell_the_direction_is_proposed() -> None:
    one, other = (article(name, *LONG, studies=[STUDY], publisher=name) for name in ("Quay", "Pier"))
    knowledge = resolve([one, other])
    assert knowledge.derivations == ()
    assert [proposal.kind for proposal in knowledge.proposals] == ["derivation"]


# ---------------------------------------------------------------- chains


def test_a_claim_reaches_its_study_through_two_articles() -> None:
    cited = [credit(url=ROTA)]
    blog = article("blog", *unsourced(*CLAIMS[:2]), sources=cited, author="Cy Dee")
    letter = article("letter", *unsourced(CLAIMS[0]), sources=[credit(author="Cy Dee")])
    knowledge = resolve([TRADE, blog, letter])
    (study,) = knowledge.studies
    ways = {reach.claim: reach for reach in knowledge.reaches}
    way = ways[iris.claims(letter)[0]]
    assert way.study == study.iri
    assert way.via == (iris.claims(blog)[0], iris.claims(TRADE)[0])
    assert way.confidence < ways[iris.claims(blog)[0]].confidence
    assert ways[iris.claims(TRADE)[0]].via == ()


def test_a_claim_with_no_study_and_no_source_reaches_none() -> None:
    assert resolve([article("alone", *unsourced(*CLAIMS))]).reaches == ()


def test_a_claim_of_an_anonymous_study_reaches_the_one_that_its_source_names() -> None:
    blog = article("blog", CLAIMS[0], studies=[survey("")], sources=[credit(url=ROTA)])
    knowledge = resolve([TRADE, blog])
    named = next(study for study in knowledge.studies if study.title)
    assert {reach.study for reach in knowledge.reaches} == {named.iri}


def test_articles_that_credit_each_other_are_a_circle_that_ends() -> None:
    one = article("one", *unsourced(CLAIMS[0]), author="Al Ba", sources=[credit("Pier Post", author="Bo Ek")])
    two = article("two", *unsourced(CLAIMS[0]), author="Bo Ek", sources=[credit("Quay News", author="Al Ba")])
    knowledge = resolve([one, two])
    assert {(hop.article, hop.source) for hop in knowledge.derivations} == {
        (iris.article(one), iris.article(two)),
        (iris.article(two), iris.article(one)),
    }
    assert len(knowledge.retellings) == 1  # for no claim comes from itself
    assert knowledge.reaches == ()


def test_the_least_sure_hop_of_a_ring_is_dropped() -> None:
    def hop(claim: str, source: str, confidence: float) -> Retelling:
        return Retelling(claim, source, (Alteration.IDENTICAL,), "", confidence)

    ring = [hop("a", "b", 0.9), hop("b", "c", 0.6), hop("c", "a", 0.8)]
    beside = [hop("d", "a", 0.5), hop("b", "e", 0.5)]
    for order in (ring + beside, beside + ring[::-1]):
        assert {(one.claim, one.source) for one in without_rings(order)} == {
            ("a", "b"),
            ("c", "a"),
            ("d", "a"),
            ("b", "e"),
        }


def test_a_number_got_wrong_is_a_retelling_and_a_disagreement() -> None:
    wrong = claim("38%", "nurses", "trust the new rota to protect their sleep", study=None)
    right = unsourced(CLAIMS[1])
    blog = article("blog", wrong, *right, sources=[credit(url=ROTA)])
    knowledge = resolve([TRADE, blog])
    mistold = iris.claims(blog)[0]
    hop = next(retelling for retelling in knowledge.retellings if retelling.claim == mistold)
    assert Alteration.VALUE_CHANGED in hop.alterations
    (clash,) = knowledge.disagreements
    assert {clash.one, clash.other} == {mistold, iris.claims(TRADE)[0]}
    assert clash.kind is DisagreementKind.MISTOLD
    assert "the same digits in another order" in clash.reason


def test_hedges_that_let_both_be_true_are_a_retelling_and_no_disagreement() -> None:
    blog = article("blog", claim("nearly 70%", *SUBJECT, study=None), *unsourced(CLAIMS[1]), sources=[credit(url=ROTA)])
    trade = replace(TRADE, statistics=(claim("more than 60%", *SUBJECT), *TRADE.statistics[1:]))
    knowledge = resolve([trade, blog])
    hop = next(hop for hop in knowledge.retellings if hop.claim == iris.claims(blog)[0])
    assert hop.source == iris.claims(trade)[0]
    assert knowledge.disagreements == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(CLAIMS[0], CLAIMS[0], id="the same number"),
        pytest.param(CLAIMS[0], claim("about 80%", *SUBJECT), id="a rounding"),
        pytest.param(CLAIMS[0], claim("79%", "doctors", SUBJECT[1]), id="another base"),
        pytest.param(CLAIMS[0], claim("79%", "nurses", "fear the board will lose elections"), id="another question"),
        pytest.param(
            CLAIMS[0],
            claim("79%", *SUBJECT, period="2016"),
            id="another year",
        ),
        pytest.param(CLAIMS[0], claim("more than 70%", *SUBJECT), id="a hedge that 83% fits"),
        pytest.param(claim("nearly 90%", *SUBJECT), claim("more than 80%", *SUBJECT), id="hedges that meet"),
        pytest.param(
            claim("80%", "nurses", "said changing the rota takes 15 days"),
            claim("79%", "nurses", "said changing the rota takes 45 days"),
            id="another answer to one question",
        ),
    ],
)
def test_no_disagreement(one: StatisticalClaim, other: StatisticalClaim) -> None:
    told = [article("a", one, studies=[STUDY]), article("b", other, studies=[STUDY])]
    assert resolve(told).disagreements == ()


def test_two_reports_of_one_study_disagree() -> None:
    other = claim("79%", "nurses", "trust the new rota to protect their sleep")
    knowledge = resolve([article("a", CLAIMS[0], studies=[STUDY]), article("b", other, studies=[STUDY])])
    (clash,) = knowledge.disagreements
    assert "83%" in clash.reason
    assert "79%" in clash.reason
    assert clash.kind is DisagreementKind.CONTRADICTED


def told_together(quote: str, *numbers: str) -> Evidence:
    """An article of one sentence, with these numbers in it, all of them shares of one thing."""
    claims = [claim(number, "canal boats", "carry gravel", study=None) for number in numbers]
    return article("office", *(replace(one, selector=anchor(quote)) for one in claims))


@pytest.mark.parametrize(
    ("quote", "old", "new"),
    [
        ("The canal office revised the share of boats with gravel from 19% to 12%", "19%", "12%"),
        ("The share was revised up to 21% from an initial 18%, the canal office said", "18%", "21%"),
        ("The office has restated the June share down from the 19% told in July to 12%", "19%", "12%"),
        ("The office corrected the share from just 9% in its first count to 11%", "9%", "11%"),
        ("Some 38% of the boats carry gravel, rather than the 41% first reported", "41%", "38%"),
        ("The office now says 6% instead of the 8% it originally published", "8%", "6%"),
    ],
)
def test_an_article_tells_of_a_revision(quote: str, old: str, new: str) -> None:
    told = told_together(quote, old, new)
    (revision,) = resolve([told]).disagreements
    assert {revision.one, revision.other} == set(iris.claims(told))
    assert revision.kind is DisagreementKind.REVISED
    assert revision.reason == f"the article says that {old} was revised to {new}"


@pytest.mark.parametrize(
    ("quote", "numbers"),
    [
        ("The share of boats with gravel rose from 12% to 19%", ("12%", "19%")),
        ("The revised rules raised the share of boats with gravel from 12% to 19%", ("12%", "19%")),
        ("The office revised its forecast to 3% for gravel and 2% for coal", ("3%", "2%")),
        ("The office revised the count, and 12% carry gravel against 19% that carry coal", ("12%", "19%")),
        ("The office revised the share from 12.2% to 12%", ("12.2%", "12%")),
        ("Boats with gravel were 12%, not 19% as in the year before", ("12%", "19%")),
        ("The share was up from a revised 12% to 19%", ("12%", "19%")),
    ],
)
def test_an_article_tells_of_no_revision(quote: str, numbers: tuple[str, ...]) -> None:
    assert resolve([told_together(quote, *numbers)]).disagreements == ()


# ---------------------------------------------------------------- waves


def test_a_later_wave_is_linked_to_the_one_before_it_and_is_no_conflict() -> None:
    told = [
        article(str(year), claim(number, *SUBJECT), studies=[survey(title="Sleep on the Ward", year=year)])
        for year, number in ((2015, "61%"), (2017, "70%"), (2019, "83%"))
    ]
    knowledge = resolve(told)
    value = {statistic.iri: statistic.quantity.printed for statistic in knowledge.statistics}
    assert {(value[w.statistic], value[w.earlier]) for w in knowledge.later_waves} == {("70%", "61%"), ("83%", "70%")}
    assert knowledge.disagreements == ()


def test_a_figure_of_an_earlier_wave_is_given_to_that_wave() -> None:
    first = article("first", claim("61%", *SUBJECT), studies=[survey(year=2017)], published="2017-05-01")
    then = claim("61%", *SUBJECT, period="2017")
    second = article("second", claim("83%", *SUBJECT), then, studies=[survey(year=2019)], published="2019-05-01")
    knowledge = resolve([first, second])
    assert len(knowledge.studies) == 2
    assert sorted(len(statistic.members) for statistic in knowledge.statistics) == [1, 2]
    (wave,) = knowledge.later_waves
    value = {statistic.iri: statistic.quantity.printed for statistic in knowledge.statistics}
    assert (value[wave.statistic], value[wave.earlier]) == ("83%", "61%")


def test_a_wave_follows_the_number_that_most_articles_tell_of_the_one_before() -> None:
    told = [
        article(name, claim(number, *SUBJECT), studies=[survey(title="Sleep on the Ward", year=year)])
        for name, year, number in (("a", 2017, "38%"), ("b", 2017, "38%"), ("c", 2017, "83%"), ("d", 2019, "41%"))
    ]
    knowledge = resolve(told)
    value = {statistic.iri: statistic.quantity.printed for statistic in knowledge.statistics}
    assert [(value[wave.statistic], value[wave.earlier]) for wave in knowledge.later_waves] == [("41%", "38%")]


def test_waves_of_unknown_years_have_no_order() -> None:
    told = [article(name, claim(number, *SUBJECT), studies=[survey()]) for name, number in (("a", "61%"), ("b", "83%"))]
    assert resolve(told).later_waves == ()


# ---------------------------------------------------------------- survival


@pytest.mark.parametrize(
    ("told", "source", "expected"),
    [
        pytest.param("83%", "83%", {Alteration.IDENTICAL}, id="identical"),
        pytest.param("85%", "85.19%", {Alteration.ROUNDED}, id="rounded"),
        pytest.param("more than 80%", "83%", {Alteration.APPROXIMATED}, id="hedged"),
        pytest.param("about 83%", "83%", {Alteration.APPROXIMATED}, id="a hedge added"),
        pytest.param("70%", "nearly 70%", {Alteration.ROUNDED}, id="a hedge dropped"),
        pytest.param("38%", "83%", {Alteration.VALUE_CHANGED}, id="digits swapped"),
        pytest.param("71.3%", "about 70%", {Alteration.VALUE_CHANGED}, id="more precise than its source"),
        pytest.param("4 points", "4%", {Alteration.UNIT_CHANGED}, id="percent told as points"),
    ],
)
def test_what_happened_to_a_number(told: str, source: str, expected: set[Alteration]) -> None:
    found = survival(claim(told, *SUBJECT), claim(source, *SUBJECT))
    assert set(found.alterations) == expected
    assert found.reason


@pytest.mark.parametrize(
    ("told", "source", "expected"),
    [
        pytest.param(("nurses", "must sleep"), ("nurses", "need sleep"), Alteration.STRENGTHENED, id="need to must"),
        pytest.param(
            ("nurses", "may sleep"), ("nurses", "will have to sleep"), Alteration.WEAKENED, id="have to to may"
        ),
        pytest.param(
            ("nurses", "sleep"), ("night nurses", "sleep"), Alteration.BASE_WIDENED, id="a part for the whole"
        ),
        pytest.param(
            ("night nurses", "sleep"), ("nurses", "sleep"), Alteration.BASE_NARROWED, id="the whole for a part"
        ),
        pytest.param(("doctors", "sleep"), ("nurses", "sleep"), Alteration.BASE_CHANGED, id="others"),
    ],
)
def test_what_happened_to_the_wording(told: tuple[str, str], source: tuple[str, str], expected: Alteration) -> None:
    assert set(survival(claim("83%", *told), claim("83%", *source)).alterations) == {Alteration.IDENTICAL, expected}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(STUDY, set(), id="everything kept"),
        pytest.param(survey("Harbour Institute", year=2019), {Alteration.SAMPLE_DROPPED}, id="the sample"),
        pytest.param(
            survey("Harbour Institute"),
            {Alteration.SAMPLE_DROPPED, Alteration.YEAR_DROPPED},
            id="the sample and the year",
        ),
        pytest.param(
            None,
            {
                Alteration.STUDY_DROPPED,
                Alteration.CONDUCTOR_DROPPED,
                Alteration.SAMPLE_DROPPED,
                Alteration.YEAR_DROPPED,
            },
            id="the study altogether",
        ),
    ],
)
def test_what_was_lost_on_the_way(told: StudyMention | None, expected: set[Alteration]) -> None:
    found = survival(CLAIMS[0], CLAIMS[0], told, STUDY)
    assert set(found.alterations) == {Alteration.IDENTICAL} | expected


# ---------------------------------------------------------------- the whole

NEWSROOM = [
    RELEASE,
    TRADE,
    article("blog", *BLOG_CLAIMS, sources=[credit(url=ROTA)]),
    article(
        "wave", claim("70%", *SUBJECT), studies=[survey(title="Sleep on the Ward", year=2017)], published="2017-09"
    ),
    article("lone", *unsourced(CLAIMS[2]), statements=[said("Nobody asked the porters about it, though.", "Bo Ek")]),
    article("mistold", claim("38%", *SUBJECT), CLAIMS[1], studies=[STUDY]),
]


@given(st.permutations(NEWSROOM))
def test_any_order_of_articles_gives_the_same_knowledge(shuffled: list[Evidence]) -> None:
    assert resolve(shuffled) == resolve(NEWSROOM)


NUMBERS = st.sampled_from(["83%", "nearly 83%", "80%", "38%", "half", "1,012", "more than 1,000"])
TOLD = st.builds(
    lambda number, population, measure, study: claim(number, population, measure, study=study),
    NUMBERS,
    st.sampled_from(["nurses", "night nurses", "respondents", None]),
    st.sampled_from(["trust the rota", "have trust in the new rota", "swap shifts", "do not swap shifts"]),
    st.sampled_from([0, None]),
)
MENTIONS = st.builds(
    survey,
    st.sampled_from(["Harbour Institute", "HI", "Seabank", ""]),
    st.sampled_from([None, "Sleep on the Ward", "The Ferry Ahead"]),
    st.sampled_from([None, 2017, 2019]),
    nurses=st.sampled_from([1000, 1012, 2044]),
)
ARTICLES = st.lists(
    st.builds(
        lambda name, claims, mention, outlet, date: article(
            name, *claims, studies=[mention], publisher=outlet, published=date, sources=[credit("Quay News")]
        ),
        st.uuids().map(str),
        st.lists(TOLD, max_size=4, unique_by=lambda one: one.selector.exact),
        MENTIONS,
        st.sampled_from(["Quay News", "Ward Weekly", "Harbour Institute"]),
        st.sampled_from(["2016-05-01", "2019-05-01", "2019-05-03", "2019"]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_knowledge_is_a_function_of_the_set_of_articles(articles: list[Evidence], random: object) -> None:
    shuffled = [*articles, *articles[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == resolve(articles)


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_every_node_of_the_evidence_has_one_canonical_node_and_every_reason_is_told(articles: list[Evidence]) -> None:
    knowledge = resolve(articles)
    claims = [iri for one in articles for iri in iris.claims(one)]
    mentions = [iri for one in articles for iri in iris.study_mentions(one)]
    assert sorted(claims) == sorted(member for statistic in knowledge.statistics for member in statistic.members)
    assert sorted(mentions) == sorted(member for study in knowledge.studies for member in study.members)
    concluded: list[Match | Proposal | Retelling | Reach | Disagreement] = [
        *knowledge.matches,
        *knowledge.proposals,
        *knowledge.retellings,
        *knowledge.reaches,
        *knowledge.disagreements,
    ]
    assert all(one.reason and 0 < one.confidence <= 1 for one in concluded)
    assert all(retelling.claim != retelling.source for retelling in knowledge.retellings)
    assert all(one.iri == iris.canonical("study", one.members) for one in knowledge.studies)


def test_no_articles_tell_nothing() -> None:
    assert resolve([]) == Knowledge()
