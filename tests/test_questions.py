"""The questions that are worked out: what each says of small corpora, and what it does not say."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Identifier

from whence import resources
from whence.answers import Answer, Record, answer
from whence.ask import ask, find, questions
from whence.building import build
from whence.errors import UsageError
from whence.export import to_rdflib
from whence.model import Evidence, Qualifier, Selector, StatisticalClaim
from whence.questions import computed
from whence.questions.circular import circular
from whence.questions.orphans import orphans
from whence.questions.parts import parts_of_one_question
from whence.questions.shares import shares
from whence.questions.trend import trend
from whence.rdf.evidence import evidence_quads
from whence.rdf.knowledge import knowledge_quads
from whence.resolve import resolve
from whence.store import Store
from whence.validate import DISCLOSURE, validate

from tellings import article, claim, credit, quantity, survey

NEW = ("origins", "circular", "orphans", "dead-ends", "stale", "lost-context", "withdraw", "trend", "arithmetic")


def store_of(*evidence: Evidence) -> Store:
    store = Store()
    for one in evidence:
        store.put_article(evidence_quads(one, "urn:run"))
    store.put_derived(knowledge_quads(resolve(evidence)))
    return store


RELEASE = article(
    "release",
    claim("62%", "tenants", "grow herbs on a balcony"),
    claim("37%", "tenants", "own a toolbox"),
    studies=[survey("Harbour Institute", "Rented Homes Survey", 2023, tenants=1204)],
    publisher="Harbour Institute",
    published="2023-03-14",
    url="https://harbour.example.org/homes",
)
PAPER = article(
    "paper",
    claim("62%", "tenants", "grow herbs on a balcony"),
    studies=[survey("Harbour Institute", "Rented Homes Survey")],
    publisher="The Paper",
    published="2023-03-16",
    url="https://paper.example.org/herbs",
    links=["https://harbour.example.org/homes"],
)
BLOG = article(
    "blog",
    claim("62%", "tenants", "grow herbs on a balcony", study=None),
    publisher="The Blog",
    published="2023-03-20",
    url="https://blog.example.org/1",
    links=["https://paper.example.org/herbs"],
)
ALONE = article("alone", claim("17%", "sailors", "knit socks", study=None), publisher="Alone", published="2022-01-01")
CHAIN = (RELEASE, PAPER, BLOG, ALONE)


@pytest.fixture(scope="module")
def chain() -> Iterator[Store]:
    with store_of(*CHAIN) as store:
        yield store


@pytest.fixture(scope="module")
def demo() -> Iterator[Store]:
    with Store() as store:
        build([str(resources.data("demo"))], store)
        yield store


def files(answer: Answer, column: str = "article") -> list[object]:
    return [record[column] for record in answer.records()]


# ---------------------------------------------------------------- every question


def test_each_computed_question_has_its_function_and_no_function_is_without_one() -> None:
    names = {question.name for question in questions() if question.computed}
    assert all(callable(computed(name)) for name in names)
    room = Path(str(import_module("whence.questions").__file__)).parent
    parts = {"__init__", "choosing", "support", "shares", "margins", "parts"}
    assert {path.stem for path in room.glob("*.py")} - parts == {name.replace("-", "_") for name in names}


@pytest.mark.parametrize("name", NEW)
def test_a_question_without_an_answer_says_so_in_a_sentence(name: str) -> None:
    with Store() as empty:
        given = {parameter.name: "zz" for parameter in find(name).parameters if parameter.default is None}
        found = ask(empty, name, **given)
    assert found.rows == ()
    assert len(found.note.split()) > 4


@pytest.mark.parametrize("name", NEW)
def test_the_order_of_articles_makes_no_difference(name: str, chain: Store) -> None:
    given = {"study": "harbour"} if name == "withdraw" else {}
    shuffled = list(CHAIN)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - any order
    with store_of(*shuffled) as other:
        assert ask(other, name, **given) == ask(chain, name, **given)


@pytest.mark.parametrize("name", NEW)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_and_oxigraph_give_the_same_rows(name: str, demo: Store) -> None:
    question = find(name)
    terms = {} if question.computed else question.bindings({})
    ours = demo.query(question.sparql, terms)
    assert isinstance(ours, ox.QuerySolutions)
    columns = [variable.value for variable in ours.variables if variable.value not in terms]
    expected = Counter(tuple(_text(row[name]) for name in columns) for row in ours)
    bound: dict[str, Identifier] = {
        name: _literal(term) for name, term in terms.items() if isinstance(term, ox.Literal)
    }
    found = to_rdflib(demo).query(question.sparql, initBindings=bound)
    assert Counter(tuple(_text(getattr(row, name)) for name in columns) for row in found) == expected


def _text(term: object) -> str:
    value = getattr(term, "value", term) if not isinstance(term, Literal | URIRef) else str(term)
    return "" if term is None else str(value).lower()


def _literal(term: ox.Literal) -> Literal:
    datatype = term.datatype.value
    return Literal(term.value, datatype=None if datatype.endswith("#string") else URIRef(datatype))


# ---------------------------------------------------------------- origins and withdrawal


def test_a_study_that_three_articles_tell_of_is_one_origin(chain: Store) -> None:
    found = ask(chain, "origins", claim="62% of tenants grow herbs")
    assert [(row["source"], row["numbers"], row["articles"]) for row in found.records()] == [
        ("Rented Homes Survey", 3, 3),
        ("paper.txt", 1, 1),
    ]
    assert found.note == "3 numbers in 3 articles rest on 1 origin: Rented Homes Survey"


def test_an_article_that_names_no_study_is_an_origin_of_its_own(chain: Store) -> None:
    found = ask(chain, "origins")
    assert ("alone.txt", "article without a study") in [(row["source"], row["kind"]) for row in found.records()]
    assert "Without Rented Homes Survey, 4 numbers in 3 articles have no source left" in found.note


def test_origins_of_some_articles(chain: Store) -> None:
    found = ask(chain, "origins", articles="blog, alone")
    assert found.note.startswith("2 numbers in 2 articles rest on 2 origins: 1 study and 1 article that names none")
    with pytest.raises(UsageError, match=r"did you mean blog\.txt"):
        ask(chain, "origins", articles="blok.txt")


def test_all_tellings_can_pass_through_one_article() -> None:
    rows = [
        telling("a", study="s1"),
        telling("b", study="s2"),
        telling("hub", source="a"),
        telling("hub", source="b"),
        telling("last", source="hub"),
    ]
    rows = [{**row, "finding": "f"} for row in rows]
    found = computed("origins")(rows, {"claim": "83%", "articles": "hub last"})
    assert found.note.endswith("All of them pass through hub.txt")


def test_a_claim_falls_with_its_only_study_and_stands_on_another() -> None:
    rows = [
        telling("a", study="s1"),
        telling("b", study="s2"),
        telling("c", source="a"),
        telling("d", source="c"),
        telling("d", source="b"),
    ]
    found = computed("withdraw")(rows, {"study": "s1"})
    assert [(row["hop"], row["verdict"], row["article"], row["alsoFrom"]) for row in found.records()] == [
        (0, "falls", "a.txt", None),
        (1, "falls", "c.txt", None),
        (2, "stands", "d.txt", "Study s2 (study)"),
    ]
    assert found.note.startswith("Study s1: 2 claims in 2 articles")
    assert found.note.endswith("1 still stands")


def test_claims_in_a_circle_without_a_source_stand_on_the_first_of_them() -> None:
    rows = [telling("a", source="b", date="2024-02"), telling("b", source="a", date="2024-01")]
    found = computed("origins")(rows, {"claim": "", "articles": ""})
    first = found.records()[0]
    assert (first["source"], first["origin"], first["numbers"]) == ("b.txt", "yes", 2)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param("study", "2 studies have the words 'study'", id="several"),
        pytest.param("s", "2 studies have the words 's'", id="several by a short word"),
    ],
)
def test_a_study_of_whom_several_have_the_words_must_be_told_apart(words: str, complaint: str) -> None:
    rows = [{**telling("a", study="s1"), "label": "Study s one"}, {**telling("b", study="s2"), "label": "Study s two"}]
    with pytest.raises(UsageError, match=complaint):
        computed("withdraw")(rows, {"study": words})


def test_a_study_that_nobody_knows_is_no_answer(chain: Store) -> None:
    found = ask(chain, "withdraw", study="lighthouse")
    assert (found.rows, found.note) == ((), "no study has these words: lighthouse")


def telling(name: str, *, source: str | None = None, study: str | None = None, date: str = "2024") -> Record:
    """A row of origins.rq and withdraw.rq."""
    return {
        **{"claim": name, "page": f"page {name}", "article": f"{name}.txt", "publisher": None, "date": date},
        **{"quote": "83% of tenants sing", "value": 83, "printed": "83%", "population": "tenants", "measure": "sing"},
        **{"confidence": 0.9, "finding": None, "source": source, "study": study, "named": "true"},
        **{"label": f"Study {study}", "title": None, "conductor": None, "year": None},
    }


# ---------------------------------------------------------------- circles


def ring_row(page: str, other: str, **known: str) -> Record:
    return {
        **{"page": page, "article": page, "publisher": page, "whose": f"org {page}", "date": None, "how": "credits"},
        **{"other": other, "credited": other, "finding": "f", "claim": f"c {page}", "quote": "83%", "title": None},
        **{"conductor": None, **known},
    }


@pytest.mark.parametrize(
    ("rows", "circles"),
    [
        pytest.param([ring_row("a", "b"), ring_row("b", "a")], 1, id="two"),
        pytest.param([ring_row("a", "b"), ring_row("b", "c"), ring_row("c", "a")], 1, id="three"),
        pytest.param([ring_row("a", "b"), ring_row("b", "c")], 0, id="a chain"),
        pytest.param([ring_row("a", "b", title="Homes"), ring_row("b", "a")], 0, id="a study with a title"),
        pytest.param([ring_row("a", "b", conductor="org z"), ring_row("b", "a")], 0, id="a study of somebody else"),
        pytest.param([ring_row("a", "b", conductor="org b"), ring_row("b", "a")], 1, id="a study of one of the ring"),
        pytest.param([ring_row("a", "b"), ring_row("b", "a", finding="g")], 0, id="two numbers"),
    ],
)
def test_a_ring_of_credits_is_a_circle_when_nothing_leads_out_of_it(rows: list[Record], circles: int) -> None:
    assert len({row[0] for row in circular(rows, {}).rows}) == circles


def test_the_demo_has_one_circle_and_one_dead_end(demo: Store) -> None:
    assert [(row["article"], row["credits"]) for row in ask(demo, "circular").records()] == [
        ("desk-notes.md", "officebeat.md"),
        ("officebeat.md", "desk-notes.md"),
    ]
    assert files(ask(demo, "dead-ends")) == ["officebeat.md"]


# ---------------------------------------------------------------- orphans


SOURCE = article("source", claim("62%", "tenants", "grow herbs", study=None), url="https://source.example.org/a")


def crediting(printed: str, *, url: str = "https://source.example.org/a", named: bool = False) -> Evidence:
    """An article whose one number is told in the sentence that credits the source."""
    text = f"{printed} of tenants own a toolbox, the Source reported."
    told = StatisticalClaim(Selector(0, 31, text[:31], "", text[31:]), quantity(printed), "tenants", "own a toolbox")
    if named:
        told = StatisticalClaim(told.selector, told.quantity, "tenants", "own a toolbox", study=0)
    start = text.index("Source")
    mention = credit("Source", url=url)
    place = Selector(start, start + 6, "Source", text[max(0, start - 32) : start], text[start + 6 :])
    return article(
        "reader",
        told,
        studies=[survey("Harbour Institute")] if named else (),
        sources=[type(mention)(place, "Source", None, url)],
        published="2024-01-02",
    )


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        pytest.param(crediting("48%"), ["reader.txt"], id="a number that does not stand there"),
        pytest.param(crediting("62%"), [], id="the number stands there"),
        pytest.param(crediting("about 60%"), [], id="a number that is rounded stands there"),
        pytest.param(crediting("48%", url="https://else.example.org/b"), [], id="an article that we don't hold"),
        pytest.param(crediting("48%", named=True), [], id="the article names a study"),
    ],
)
def test_a_number_is_an_orphan_when_the_credited_article_does_not_hold_it(
    reader: Evidence, expected: list[str]
) -> None:
    with store_of(SOURCE, reader) as store:
        assert files(ask(store, "orphans")) == expected


def test_an_article_without_numbers_holds_nothing_against_anybody() -> None:
    with store_of(article("source", url="https://source.example.org/a"), crediting("48%")) as store:
        assert ask(store, "orphans").rows == ()


def test_a_credit_in_another_sentence_is_of_other_numbers() -> None:
    claimed: Record = {
        **{"page": "p", "article": "p", "publisher": None, "date": None, "claim": "c", "quote": "q", "value": 48},
        **{"unit": "unit:PERCENT", "qualifier": f"wh:{Qualifier.EXACTLY}", "printed": "48%", "taken": "false"},
        **{"named": "false", "start": 0, "end": 10, "size": None, "mention": None, "other": None, "credit": None},
        **{"prefix": None, "suffix": None},
    }
    mention: Record = {**claimed, "claim": None, "quote": None, "mention": "m", "credit": "Source", "other": "s"}
    mention |= {"start": 20, "end": 26, "prefix": "f the town. In the ", "suffix": ""}
    other: Record = {**claimed, "page": "s", "article": "s", "claim": "d", "quote": None, "value": 62, "printed": "62%"}
    second: Record = {**mention, "mention": "n", "other": None, "start": 90, "end": 96}
    assert orphans([claimed, mention, second, other], {"file": ""}).rows == ()
    beside: Record = {**mention, "prefix": " of tenants, the "}
    assert len(orphans([claimed, beside, second, other], {"file": ""}).rows) == 1


# ---------------------------------------------------------------- dead ends, old studies


NAMELESS = article("nameless", claim("70%", "meetings", "could be an email"), studies=[survey("", year=None)])


def test_a_study_that_nobody_names_is_a_dead_end() -> None:
    with store_of(NAMELESS, RELEASE) as store:
        assert files(ask(store, "dead-ends")) == ["nameless.txt"]
        assert ask(store, "dead-ends", file="release").rows == ()


def test_a_nameless_study_that_the_chain_names_is_none() -> None:
    told = article(
        "told",
        claim("62%", "tenants", "grow herbs on a balcony"),
        studies=[survey("")],
        published="2023-04-01",
        links=["https://harbour.example.org/homes"],
    )
    with store_of(RELEASE, told) as store:
        assert ask(store, "dead-ends").rows == ()


def old(year: int, published: str, title: str | None = "Homes 2019") -> Evidence:
    return article(
        "column", claim("62%", "tenants", "grow herbs"), studies=[survey("Harbour", title, year)], published=published
    )


@pytest.mark.parametrize(
    ("column", "years", "ages"),
    [
        pytest.param(old(2019, "2023-05-01"), "2", [4], id="four years"),
        pytest.param(old(2019, "2020-05-01"), "2", [], id="last year's"),
        pytest.param(old(2019, "2020-05-01"), "1", [1], id="the asker sets the age"),
        pytest.param(old(2019, ""), "2", [], id="no date"),
    ],
)
def test_the_age_of_a_study_when_its_number_is_used(column: Evidence, years: str, ages: list[int]) -> None:
    with store_of(column) as store:
        assert files(ask(store, "stale", years=years), "age") == ages


WAVES = [
    article(
        f"release-{year}",
        claim(printed, "tenants", "grow herbs on a balcony"),
        studies=[survey("Harbour Institute", f"Rented Homes {year}", year, tenants=size)],
        publisher="Harbour Institute",
        published=f"{year}-03-14",
        url=f"https://harbour.example.org/{year}",
    )
    for year, printed, size in ((2021, "58%", 1204), (2022, "61%", 1530), (2023, "70%", 1499))
]


def test_a_newer_wave_that_was_out_already_is_told() -> None:
    late = article(
        "late",
        claim("58%", "tenants", "grow herbs on a balcony"),
        studies=[survey("Harbour Institute", "Rented Homes 2021", 2021, tenants=1204)],
        published="2022-06-01",
    )
    with store_of(*WAVES, late) as store:
        rows = [row for row in ask(store, "stale").records() if row["newerValue"]]
    assert [(row["article"], row["newerValue"], row["newerYear"]) for row in rows] == [("late.txt", 61, "2022")]


@pytest.mark.parametrize("question", ["origins", "lost-context"])
def test_a_claim_is_named_by_its_file_and_words(chain: Store, question: str) -> None:
    assert ask(chain, question, claim="blog.txt: grow herbs").rows == ask(chain, question, claim="62% grow herbs").rows
    assert not ask(chain, question, claim="blog.txt: keep bees").rows


def test_the_study_of_a_claim_of_one_article(chain: Store) -> None:
    assert {row["article"] for row in ask(chain, "study-of", words="herbs").records()} > {"blog.txt"}
    assert {row["article"] for row in ask(chain, "study-of", words="blog.txt: herbs").records()} == {"blog.txt"}


# ---------------------------------------------------------------- trends


def test_a_question_across_three_waves() -> None:
    with store_of(*WAVES) as store:
        found = ask(store, "trend", claim="grow herbs")
        assert ask(store, "trend", claim=f"{WAVES[0].file_name}: grow herbs").rows == found.rows
        assert ask(store, "trend", claim="knit socks").note.endswith("knit socks")
    assert [(row["year"], row["value"], row["change"]) for row in found.records()] == [
        ("2021", 58, None),
        ("2022", 61, 3.0),
        ("2023", 70, 9.0),
    ]


def wave(finding: str, earlier: str | None, value: int, **known: object) -> Record:
    row: dict[str, object] = {
        **{"finding": finding, "earlier": earlier, "exact": "true", "found": value, "unit": "unit:NUM", "study": "s"},
        **{"period": None, "label": "Study", "year": "2020", "conductor": "o", "claim": f"c {finding}", "article": "a"},
        **{"date": "2020", "quote": "so many", "population": None, "measure": None, "value": value, "printed": "1"},
        **{"confidence": 0.9, **known},
    }
    return row  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("rows", "waves"),
    [
        pytest.param([wave("a", None, 1, period="2019"), wave("b", "a", 2)], 2, id="two waves"),
        pytest.param([wave("a", None, 1, period="2020"), wave("b", "a", 2)], 0, id="one year twice"),
        pytest.param([wave("a", None, 1, period="2019"), wave("b", "a", 2, date="2025")], 0, id="an old study's year"),
        pytest.param(
            [wave("a", None, 1, period="2019", study="t", conductor="p"), wave("b", "a", 2)], 0, id="two houses"
        ),
        pytest.param(
            [wave("a", None, 1, period="2019", quote="5 a day"), wave("b", "a", 2, quote="150 a month")], 0, id="spans"
        ),
    ],
)
def test_what_is_a_trend(rows: list[Record], waves: int) -> None:
    assert len(trend(rows, {"claim": ""}).rows) == waves


# ---------------------------------------------------------------- lost context


def test_what_each_telling_gives_and_where_the_rest_was_lost(chain: Store) -> None:
    rows = {row["article"]: row for row in ask(chain, "lost-context", claim="62% grow herbs").records()}
    assert rows["release.txt"]["lacks"] is None
    assert rows["paper.txt"]["lostHere"] == "year, sample size"
    assert rows["blog.txt"]["gives"] == "population"
    assert rows["blog.txt"]["lostHere"] == "conductor, title"
    assert rows["blog.txt"]["lostBefore"] == "year (at paper.txt), sample size (at paper.txt)"


def test_disclosure_is_a_report_that_no_graph_fails(chain: Store) -> None:
    report = validate(chain.quads(), DISCLOSURE)
    assert report.conforms
    assert {(lack.article, lack.rule, lack.severity) for lack in report.violations} == {
        ("paper.txt", "Disclosure-date", "Info"),
        ("paper.txt", "Disclosure-size", "Info"),
        ("paper.txt", "Disclosure-population", "Info"),
    }


@pytest.mark.parametrize(
    ("mention", "rules"),
    [
        pytest.param(survey("Harbour", "Homes", 2023, tenants=9), set(), id="all told"),
        pytest.param(survey("", "Homes", 2023, tenants=9), {"conductor"}, id="no conductor"),
        pytest.param(survey("", None, 2023, tenants=9), {"source"}, id="no name"),
        pytest.param(survey("Harbour", "Homes", None, tenants=9), {"date"}, id="no date"),
        pytest.param(survey("Harbour", "Homes", 2023), {"size", "population"}, id="no sample"),
    ],
)
def test_each_rule_of_disclosure(mention: object, rules: set[str]) -> None:
    told = article("told", claim("62%", "tenants", "sing"), studies=[mention])  # type: ignore[list-item]
    with store_of(told) as store:
        found = validate(store.quads(), DISCLOSURE).violations
    assert {lack.rule.removeprefix("Disclosure-") for lack in found} == rules


# ---------------------------------------------------------------- arithmetic


def of_sample(printed: str, size: int, population: str = "tenants", **samples: int) -> Evidence:
    told = claim(printed, population, "grow herbs")
    return article("told", told, studies=[survey("Harbour", None, None, **(samples or {"tenants": size}))])


@pytest.mark.parametrize(
    ("evidence", "finding"),
    [
        pytest.param(of_sample("45.2%", 30), "45.2 percent: 13 are 43.33 and 14 are 46.67", id="30"),
        pytest.param(of_sample("46.7%", 30), None, id="14 of 30"),
        pytest.param(of_sample("46.6%", 30), None, id="14 of 30, cut off"),
        pytest.param(of_sample("45%", 30), "45 percent: 13 are 43.3 and 14 are 46.7", id="whole"),
        pytest.param(of_sample("45%", 1200), None, id="a large sample"),
        pytest.param(of_sample("about 45%", 30), None, id="a hedge"),
        pytest.param(of_sample("half", 31), None, id="a fraction in words"),
        pytest.param(of_sample("45%", 30, "landlords"), None, id="others than were asked"),
        pytest.param(of_sample("45%", 30, "respondents"), "45 percent: 13 are 43.3 and 14 are 46.7", id="respondents"),
        pytest.param(of_sample("45%", 30, "respondents", tenants=30, landlords=20), None, id="two samples"),
        pytest.param(of_sample("0%", 30), None, id="nobody"),
        pytest.param(of_sample("100%", 30), None, id="all"),
    ],
)  # fmt: skip
def test_a_share_that_no_count_makes(evidence: Evidence, finding: str | None) -> None:
    with store_of(evidence) as store:
        rows = ask(store, "arithmetic", kind="share").records()
    assert [row["finding"] for row in rows] == ([f"no number of 30 tenants is {finding}"] if finding else [])


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        pytest.param([(47, "approve of the plan"), (58, "disapprove")], 2, id="opposite answers"),
        pytest.param([(47, "approve of the plan"), (58, "disapprove of it"), (9, "are undecided")], 3, id="and a rest"),
        pytest.param([(47, "strongly support the plan"), (58, "oppose it")], 2, id="an adverb"),
        pytest.param([(47, "approve of the plan"), (58, "disapprove of the mayor")], 0, id="two objects"),
        pytest.param([(47, "own a car"), (58, "own a bicycle")], 0, id="two things at once"),
        pytest.param([(47, "do not approve of the plan"), (58, "disapprove")], 0, id="a negation"),
    ],
)
def test_opposite_answers_to_one_question_are_parts_of_a_whole(told: list[tuple[int, str]], parts: int) -> None:
    found = list(parts_of_one_question(shares(in_one_sentence(told))))
    assert [len(group) for group in found] == ([parts] if parts else [])


def in_one_sentence(told: list[tuple[int, str]]) -> list[Record]:
    return [
        {
            **{"claim": f"c{index}", "page": "p", "article": "a", "quote": f"{value}% {measure}", "value": value},
            **{"qualifier": "wh:Exactly", "printed": f"{value}%", "population": "tenants", "measure": measure},
            **{"finding": None, "earlier": None, "study": "s", "start": 40 * index, "end": 40 * index + 30},
            **{"suffix": ", and ", "size": None, "counted": None, "asked": None},
        }
        for index, (value, measure) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "finding"),
    [
        pytest.param((47, 58), "47 + 58 is 105 percent, more than rounding makes of 100", id="more"),
        pytest.param((47, 54), None, id="rounding"),
        pytest.param((47, 30), None, id="less: there may be other answers"),
    ],
)
def test_parts_that_make_more_than_a_whole(told: tuple[int, int], finding: str | None) -> None:
    rows = in_one_sentence([(told[0], "approve"), (told[1], "disapprove")])
    found = computed("arithmetic")(rows, {"kind": "parts"}).records()
    assert [row["finding"] for row in found] == ([finding] if finding else [])


def test_a_change_between_waves_within_the_margin_of_error() -> None:
    with store_of(*WAVES) as store:
        found = ask(store, "arithmetic", kind="difference").records()
    assert [(row["value"], row["otherValue"], row["finding"]) for row in found] == [
        (61, 58, "a change between two waves of 3 points, within ±3.7 (n = 1,530 and 1,204)")
    ]


@pytest.mark.parametrize(("other", "found"), [("63%", 1), ("75%", 0)], ids=["within", "beyond"])
def test_a_difference_between_two_groups_with_samples_of_their_own(other: str, found: int) -> None:
    told = article(
        "told",
        claim("61%", "tenants", "grow herbs"),
        claim(other, "landlords", "grow herbs"),
        studies=[survey("Harbour", None, None, tenants=500, landlords=400)],
    )
    with store_of(told) as store:
        assert len(ask(store, "arithmetic", kind="difference").rows) == found


def test_decimals_are_kept_as_printed() -> None:
    (share,) = shares(in_one_sentence([(47, "approve")]))
    assert (share.value, share.places, share.step) == (Decimal(47), 0, Decimal(1))


# ---------------------------------------------------------------- what can't be asked


@pytest.mark.parametrize(
    ("question", "values", "complaint"),
    [
        ("arithmetic", {"kind": "zzz"}, "--arg kind=zzz: none of share, parts, difference"),
        ("proposals", {"kind": "zzz"}, "none of study, claim, person, organization, article"),
        ("orphans", {"file": "zzz"}, "no article's file name holds 'zzz'"),
        ("dead-ends", {"file": "releese.txt"}, "did you mean release.txt?"),
        ("claims", {"file": "https://harbour.example.org/homes"}, "no article's file name holds"),
        ("origins", {"articles": ","}, "',' names no article"),
    ],
)
def test_nothing_is_said_of_what_is_not_there(
    chain: Store, question: str, values: dict[str, str], complaint: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(complaint)):
        ask(chain, question, **values)


def test_a_part_of_a_name_will_do_in_any_case(chain: Store) -> None:
    assert ask(chain, "arithmetic", kind="Diff") == ask(chain, "arithmetic", kind="difference")
    assert ask(chain, "claims", file="RELEASE").rows


# ---------------------------------------------------------------- the command line's words


def test_what_a_note_says_is_no_row(chain: Store) -> None:
    found = ask(chain, "lost-context")
    assert found.note.startswith(f"given in {len(found.rows)} tellings: conductor")


def test_an_answer_of_sparql_has_no_note_when_there_are_rows(demo: Store) -> None:
    assert ask(demo, "studies").note == ""
    assert answer(demo.query("ASK {}")).note == ""


def test_the_graph_of_the_demo_holds_its_credits(demo: Store) -> None:
    wanted: Mapping[str, str] = {"officebeat.md": "desk-notes.md"}
    sparql = """PREFIX wh: <https://w3id.org/whence/ns#> SELECT ?from ?to WHERE {
      ?a wh:fileName ?from ; wh:credits/wh:refersTo ?b . ?b wh:fileName ?to }"""
    assert {str(row[0]): str(row[1]) for row in answer(demo.query(sparql)).rows} == wanted
    assert isinstance(to_rdflib(demo), Graph)
