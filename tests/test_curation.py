"""Curating a corpus: things named as people name them, decisions that outlive builds, and what is told of them."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from test_cli import BAD, FINE, NO, Shell
from test_proof import problems
from whence import resources
from whence.ask import ask
from whence.building import build, derive
from whence.cli import deciding
from whence.cli.files import write_texts
from whence.curate.ledger import read_decisions, write_decisions
from whence.curate.making import Signature, corrections, derivation, independence, pair, rejection, too_late, undoing
from whence.curate.naming import Names
from whence.curate.values import change, qualifier, unit
from whence.decision import Decision, Ruling, State, TargetKind, moment
from whence.difference import differences
from whence.errors import StoreError, UsageError
from whence.explain.decided import rejections
from whence.explain.explaining import explain_all
from whence.explain.proof import prove, proven_articles
from whence.explain.words import in_words
from whence.export import Format, export
from whence.export.proof import write_proof
from whence.rdf import iris, quads
from whence.rdf.decisions import recover_decisions
from whence.store import Store
from whence.validate import validate

ADA = Signature("Ada Finch", "I asked the desk", "2025-03-01T00:00:00Z")
LATER = Signature("Bo Ek", "not so", "2025-03-02T00:00:00Z")
ANY = tuple(TargetKind)
UNDONE = Decision(Ruling.UNDO, (), "Ada Finch", "so", "2025-03-01T00:00:00Z", undoes="urn:x")
NAMESAKES = {
    "bank.txt": "URL: https://bank.example.org/a\n\n“We sail on Monday,” said Ada Lund, director at Seabank.\n",
    "line.txt": "URL: https://line.example.org/b\n\n“We never sail,” said Ada Lund, an engineer at Fjordline.\n",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo articles."""
    folder = tmp_path_factory.mktemp("desk")
    for article in resources.data("demo").iterdir():
        (folder / article.name).write_bytes(article.read_bytes())
    return folder


@pytest.fixture(scope="module")
def graph(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the demo articles as N-Quads."""
    file = tmp_path_factory.mktemp("graph") / "demo.nq"
    with Store() as opened:
        build([str(desk)], opened)
        file.write_bytes(written(opened))
    return file


@pytest.fixture
def store(graph: Path) -> Iterator[Store]:
    with Store() as opened:
        opened.load(graph)
        yield opened


@pytest.fixture(scope="module")
def names(graph: Path) -> Iterator[Names]:
    with Store() as opened:
        opened.load(graph)
        yield Names(opened)


def a_pair(store: Store, ruling: Ruling, one: str, other: str, signed: Signature = ADA) -> Decision:
    return pair(Names(store), ruling, (one, other), signed, ANY)


def every_kind(store: Store) -> list[Decision]:
    """A decision of each kind on the demo articles."""
    names = Names(store)
    return [
        a_pair(store, Ruling.SAME, "Halden Institute", "Workweek"),
        a_pair(store, Ruling.DIFFERENT, "workweek.html: survey", "city-daily.html: survey"),
        *corrections(names, "city-daily.html: 83 percent", ["value=38", "population=desk workers"], ADA),
        *corrections(names, "deskless.md: more than six", ["study=Labour Force Survey", "speaker=Jo Poe"], ADA),
        rejection(names, "ledger.html: Four in ten", ADA),
        derivation(names, "ledger.html", "workweek.html", ADA),
        independence(names, ["city-daily.html", "halden-release-2023.html"], ADA),
    ]


def written(store: Store, *, without_decisions: bool = False) -> bytes:
    output = io.BytesIO()
    export(store, output, Format.NQUADS)
    kept = (iris.DECISIONS, iris.STANDINGS)
    lines = output.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not (without_decisions and any(each in line for each in kept))).encode()


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("named", "kinds", "found"),
    [
        pytest.param("83 percent", ["claim"], "“83 percent of office workers", id="words of a claim"),
        pytest.param("city-daily.html: 62 percent", ["claim"], "(city-daily.html)", id="file and words"),
        pytest.param("halden institute", ["organization"], "Halden Institute", id="a name in any case"),
        pytest.param("Remote Shift 2023", ["study"], "survey", id="the title of a study"),
        pytest.param("Ada Finch", ["person"], "Ada Finch", id="a person"),
        pytest.param("Finch", ["person"], "Ada Finch", id="a part of a name"),
    ],
)
def test_things_are_named_as_people_name_them(names: Names, named: str, kinds: list[str], found: str) -> None:
    by_kind = names.either(named, ANY)
    assert sorted(by_kind) == kinds
    assert found in str(by_kind[TargetKind(kinds[0])][0].target)


def test_every_iri_of_the_evidence_and_of_what_it_stands_for_names_it(names: Names) -> None:
    for node, thing in names.things.items():
        assert [one.target.node for one in names.of(node, ANY)] == [node]
        assert thing in names.of(thing.canonical, ANY)


def test_two_studies_are_told_apart_by_their_titles(names: Names) -> None:
    decision = pair(names, Ruling.DIFFERENT, ("Remote Shift 2023", "Labour Force Survey"), ADA, ANY)
    assert [target.kind for target in decision.targets] == [TargetKind.STUDY, TargetKind.STUDY]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda n: rejection(n, "62 percent", ADA), r"fits \d+ .*\n  city-daily.html: 62", id="several"),
        pytest.param(lambda n: rejection(n, "99 percent of geese", ADA), "no claim or statement", id="none"),
        pytest.param(lambda n: corrections(n, "83 percent", ["height=3"], ADA), "FIELD=VALUE.*value, unit", id="field"),
        pytest.param(lambda n: corrections(n, "83 percent", ["value"], ADA), "FIELD=VALUE", id="no value"),
        pytest.param(lambda n: corrections(n, "83 percent", ["value=many"], ADA), "not a number", id="no number"),
        pytest.param(lambda n: corrections(n, "83 percent", ["value=1,5"], ADA), "a point before", id="a comma"),
        pytest.param(lambda n: corrections(n, "83 percent", ["value=1e29"], ADA), "beyond what is", id="too large"),
        pytest.param(lambda n: corrections(n, "83 percent", ["value=1e-10"], ADA), "beyond what is", id="too small"),
        pytest.param(
            lambda n: corrections(n, "83 percent", [f"value=1.{28 * '3'}"], ADA), "28 digits", id="too many digits"
        ),
        pytest.param(lambda n: corrections(n, "83 percent", ["value=none"], ADA), "reject", id="a number that is none"),
        pytest.param(lambda n: corrections(n, "83 percent", ["value=3", "value=4"], ADA), "twice", id="twice"),
        pytest.param(lambda n: corrections(n, "83 percent", ["unit=smoots"], ADA), "not a unit", id="unit"),
        pytest.param(lambda n: corrections(n, "83 percent", ["unit=unit:FOO"], ADA), "not a unit", id="no such unit"),
        pytest.param(
            lambda n: corrections(n, "83 percent", ["value=-5", "change=decrease"], ADA),
            "its size",
            id="a change below 0",
        ),
        pytest.param(lambda n: corrections(n, "83 percent", ["qualifier=maybe"], ADA), "more than", id="qualifier"),
        pytest.param(lambda n: corrections(n, "83 percent", ["study=Nap Census"], ADA), "no study", id="study"),
        pytest.param(lambda n: pair(n, Ruling.SAME, ("83 percent", "Workweek"), ADA, ANY), "of one kind", id="kinds"),
        pytest.param(
            lambda n: pair(n, Ruling.SAME, ("Workweek", "workweek"), ADA, ANY), "the same organization", id="itself"
        ),
        pytest.param(
            lambda n: pair(n, Ruling.DIFFERENT, ("Remote Shift 2023", "city-daily.html: survey"), ADA, ANY),
            "fits 4 things",
            id="which mention of the study is to be parted",
        ),
        pytest.param(lambda n: pair(n, Ruling.SAME, ("abcdef",), ADA, ANY), "ask proposals", id="no such proposal"),
        pytest.param(lambda n: pair(n, Ruling.SAME, ("",), ADA, ANY), "too short", id="a proposal without an ID"),
        pytest.param(lambda n: independence(n, ["abc"], ADA), "too short", id="too little of a proposal's ID"),
        pytest.param(lambda _: undoing({}, "abcdef", ADA), "decide list", id="no such decision"),
        pytest.param(lambda _: Signature("Ada", " ", ADA.decided), "needs its reason", id="no reason"),
        pytest.param(lambda _: Signature("", "so", ADA.decided), "WHENCE_AUTHOR", id="nobody"),
        pytest.param(lambda _: Signature("Ren\udce9", "so", ADA.decided), r"U\+DCE9 at place 4", id="a stray byte"),
        pytest.param(lambda _: Signature("Ada", "so\x01", ADA.decided), r"the reason has .*U\+0001", id="a control"),
        pytest.param(
            lambda n: corrections(n, "83 percent", ["measure=m\ufffe"], ADA),
            r"measure has .*U\+FFFE",
            id="none such",
        ),
    ],
)
def test_what_cannot_be_decided_says_what_to_do(names: Names, make: Callable[[Names], object], words: str) -> None:
    with pytest.raises(UsageError, match=f"(?s){words}"):
        make(names)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("3,500,000", "3500000"), ("1.50", "1.5"), ("-4", "-4"), ("2e3", "2000"), (".5", "0.5"), ("-0", "0")],
)
def test_numbers_are_kept_in_one_spelling(names: Names, given: str, kept: str) -> None:
    assert [made.value for made in corrections(names, "83 percent", [f"value={given}"], ADA)] == [kept]


@pytest.mark.parametrize("beginning", ["", " ", "abc"])
def test_too_little_of_an_id_takes_nothing_back(beginning: str) -> None:
    only = undoing({"https://w3id.org/whence/id/decision/abcdef": UNDONE}, "abcd", ADA)
    assert only.undoes == "https://w3id.org/whence/id/decision/abcdef"
    with pytest.raises(UsageError, match="too short"):
        undoing({"https://w3id.org/whence/id/decision/abcdef": UNDONE}, beginning, ADA)


def test_naming_costs_near_linear_time() -> None:
    """Each node is joined with the labels of its own canonical node only."""
    seconds = []
    for many in (400, 1600):
        with Store() as store:
            store.put_derived(_agents(many))
            tries = []
            for _ in range(3):
                start = perf_counter()
                assert len(Names(store).things) == many
                tries.append(perf_counter() - start)
            seconds.append(min(tries))
    assert seconds[1] < 10 * max(seconds[0], 0.01)


def _agents(many: int) -> Iterator[quads.Quad]:
    graph = quads.iri("urn:graph")
    for number in range(many):
        node, canonical = quads.iri(f"{iris.BASE}agent/{number}"), quads.iri(f"{iris.BASE}person/{number}")
        yield quads.Quad(node, quads.name("rdf:type"), quads.name("schema:Person"), graph)
        yield quads.Quad(node, quads.name("wh:refersTo"), canonical, graph)
        yield quads.Quad(node, quads.name("schema:name"), quads.string(f"Ada {number}"), graph)
        yield quads.Quad(canonical, quads.name("schema:name"), quads.string(f"Ada {number}"), graph)


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("percent", "unit:PERCENT"),
        ("points", "wh:PercentagePoint"),
        ("hours", "unit:HR"),
        ("dollars", "cur:USD"),
        ("EUR", "cur:EUR"),
    ],
)
def test_units_are_named_in_words(words: str, term: str) -> None:
    assert unit(words) == unit(term) == term


def test_hedges_and_directions_are_named_in_words() -> None:
    assert (qualifier("at least"), change("increase")) == ("AtLeast", "Increase")


# ---------------------------------------------------------------- what outlives what


def test_decisions_of_every_kind_conform_and_take_effect(store: Store) -> None:
    derive(store, every_kind(store))
    assert {standing.state for standing in store.standings().values()} == {State.APPLIED}
    assert validate(store.quads()).violations == ()
    assert store.is_current()


@pytest.mark.parametrize("stray", ["\udce9", "\x01", "\ufffe"])
def test_what_would_not_read_back_is_refused_before_anything_is_written(store: Store, stray: str) -> None:
    (made,) = corrections(Names(store), "83 percent", ["measure=left"], ADA)
    before = written(store)
    for bad in (replace(made, value=stray), replace(made, author=stray), replace(made, reason=stray)):
        with pytest.raises(UsageError, match="can't be kept"):
            derive(store, [bad])
        with pytest.raises(UsageError, match="can't be kept"):
            write_decisions([bad], io.BytesIO())
    assert written(store) == before


def test_what_breaks_a_rule_conforms_once_it_is_rejected_or_corrected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("183 percent of adults skip lunch, a survey by the Lunch Institute found.", "utf-8")
    for number, made in enumerate(("reject", "correct")):
        with Store() as store:
            build([str(tmp_path)], store)
            assert {violation.rule for violation in validate(store.quads()).violations} == {"Graph-share"}
            names = Names(store)
            derive(store, corrections(names, "183", ["value=83"], ADA) if number else [rejection(names, "183", ADA)])
            assert validate(store.quads()).violations == (), made


def test_building_again_in_any_order_or_bit_by_bit_keeps_what_was_decided(store: Store, desk: Path) -> None:
    decisions = every_kind(store)
    derive(store, decisions)
    expected = written(store)
    files = sorted(str(file) for file in desk.iterdir())
    build([str(desk)], store)
    assert written(store) == expected
    with Store() as other:
        build(files[::-1], other, decisions=decisions[::-1])
        assert written(other) == expected
    with Store() as other:
        for number, file in enumerate(files):
            build([file], other, decisions=decisions if number == 0 else ())
        assert written(other) == expected


def test_a_decision_waits_while_its_article_is_forgotten_and_holds_when_it_is_back(store: Store, desk: Path) -> None:
    derive(store, every_kind(store))
    expected = written(store)
    (city,) = store.articles_named("city-daily.html")
    store.forget(city)
    derive(store)
    assert sorted(standing.state for standing in store.standings().values()).count(State.WAITING) == 4
    build([str(desk / "city-daily.html")], store)
    assert written(store) == expected


def test_what_is_taken_back_leaves_nothing_but_the_history(store: Store) -> None:
    before = written(store, without_decisions=True)
    made = every_kind(store)
    derive(store, made)
    assert written(store, without_decisions=True) != before
    known = {iris.decision(decision): decision for decision in made}
    derive(store, [undoing(known, iris.short(iri), LATER) for iri in known])
    assert written(store, without_decisions=True) == before
    assert len(store.decisions()) == 2 * len(made)


def test_a_build_that_breaks_off_is_seen_where_only_decisions_are_missing(store: Store, desk: Path) -> None:
    derive(store, every_kind(store))

    def breaks_off(_source: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([str(desk)], store, breaks_off)
    assert not store.is_current()
    build([str(desk)], store)
    assert store.is_current()


def test_a_file_of_decisions_says_the_same_as_the_store_in_every_format(store: Store, tmp_path: Path) -> None:
    decisions = every_kind(store)
    for form in Format.rdf():
        file = tmp_path / f"decisions{form.value.extensions[0]}"
        with file.open("wb") as output:
            write_decisions(reversed(decisions), output, form)
        assert set(read_decisions(file)) == set(decisions)
        again = io.BytesIO()
        write_decisions(read_decisions(file), again, form)
        assert file.read_bytes() == again.getvalue()


def test_a_file_that_is_no_file_of_decisions_is_told(tmp_path: Path) -> None:
    (tmp_path / "decisions.ttl").write_text("no turtle", "utf-8")
    with pytest.raises(StoreError, match="can't be read as RDF"):
        read_decisions(tmp_path / "decisions.ttl")


# ---------------------------------------------------------------- what is told of them


def test_an_explanation_tells_of_the_decisions_that_shaped_it(store: Store) -> None:
    assert "decided" not in in_words(next(explain_all(store, "83 percent")))
    derive(store, every_kind(store))
    words = in_words(next(explain_all(store, "83 percent")))
    assert words.startswith("38 percent · desk workers")
    assert "is 38 (83 was extracted), by decision of Ada Finch on 2025-03-01, because “I asked the desk”" in words
    assert "Jo Poe" not in words, "a decision on another finding"


def test_an_explanation_tells_why_two_mentions_are_of_one_study(store: Store) -> None:
    derive(store, [a_pair(store, Ruling.SAME, "Officebeat study", "Labour Force Survey")])
    words = in_words(next(explain_all(store, "47 percent of managers")))
    assert "are one study, by decision of Ada Finch on 2025-03-01, because “I asked the desk”" in words


def test_a_difference_tells_of_decisions_and_of_what_they_changed(store: Store, desk: Path) -> None:
    with Store() as before:
        build([str(desk)], before)
        made = corrections(Names(store), "83 percent", ["value=38"], ADA)
        derive(store, made)
        told = list(map(str, differences(before, store)))
        assert any(one.startswith("city-daily.html: changed claim:") and "value 38, was 83" in one for one in told)
        assert any(one.startswith("new decision: the value of “83 percent") for one in told)
        derive(before, made)
        assert differences(before, store) == ()
        derive(store, [undoing({iris.decision(one): one for one in made}, iris.decision(made[0]), LATER)])
        told = list(map(str, differences(before, store)))
        assert any(one.startswith("changed decision:") and "undone, was applied" in one for one in told)


def test_proposals_are_listed_and_decided_by_their_id(tmp_path: Path) -> None:
    for name, text in NAMESAKES.items():
        (tmp_path / name).write_text(text, "utf-8")
    with Store() as store:
        build([str(tmp_path)], store)
        (row,) = ask(store, "proposals").records()
        assert (row["what"], row["one"], row["reason"]) == (
            "person",
            row["one"],
            "the same name, but different affiliations",
        )
        for ruling, people in ((Ruling.DIFFERENT, 2), (Ruling.SAME, 1)):
            signed = ADA if ruling is Ruling.DIFFERENT else LATER
            decision = pair(Names(store), ruling, (str(row["id"]),), signed, ANY) if people == 2 else None
            again = decision or a_pair(store, ruling, "bank.txt: Ada Lund", "line.txt: Ada Lund", signed)
            knowledge = derive(store, [again])
            assert sum(agent.name == "Ada Lund" for agent in knowledge.agents) == people
            assert ask(store, "proposals").rows == ()
        states = {str(row["what"]).split()[0]: row["standing"] for row in ask(store, "decisions").records()}
        assert states == {"different": "overruled", "same": "applied"}


COPIED = (
    "Sixty-two percent of harbour towns raised their walls last year, a survey by the Tide Institute found, "
    "and 17 percent of those towns mean to raise them again before the next winter storms arrive on the coast.\n"
)


def test_which_of_two_articles_was_first_is_proposed_and_decided(tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = f"URL: https://{name}.example.org/a\n\nNews of {name}\n\n{COPIED}"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with Store() as store:
        build([str(tmp_path)], store)
        (row,) = ask(store, "proposals", kind="article").records()
        with pytest.raises(UsageError, match="draws-on"):
            pair(Names(store), Ruling.SAME, (str(row["id"]),), ADA, ANY)
        derive(store, [independence(Names(store), [str(row["id"])], ADA)])
        assert ask(store, "proposals").rows == ()
        knowledge = derive(store, [derivation(Names(store), "two.txt", "https://one.example.org/a", LATER)])
        (drawn,) = knowledge.derivations
        assert drawn.reasons == ("by decision of Bo Ek on 2025-03-02, because “not so”",)
        words = in_words(next(explain_all(store, "62 percent of harbour towns")))
        assert "decided: News of two (two.txt) draws on News of one (one.txt), by decision of Bo Ek" in words


def test_a_proof_of_a_corrected_claim_holds_what_was_extracted_and_the_decision(store: Store) -> None:
    derive(store, corrections(Names(store), "83 percent", ["value=38"], ADA))
    told = {f"{quad.predicate} {quad.object}" for quad in prove(store, "83 percent")}
    for words in ('ns#value> "83"', 'ns#value> "38"', 'ns#reason> "I asked the desk"'):
        assert any(words in one for one in told)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_proof_holds_every_decision_on_its_chain_and_is_checked_all_the_same(
    store: Store, desk: Path, tmp_path: Path
) -> None:
    build([str(desk)], store)  # for its texts
    made = [
        a_pair(store, Ruling.SAME, "city-daily.html: 83 percent", "halden-release-2023.html: Thirty-eight"),
        derivation(Names(store), "city-daily.html", "halden-release-2023.html", ADA),
        rejection(Names(store), "ledger.html: Four in ten", ADA),
    ]
    derive(store, made)
    proof = prove(store, "83 percent")
    assert set(recover_decisions(proof)) == set(made[:2]), "and not the one on another claim"
    texts = {file_name: store.text(article) for article, file_name in proven_articles(proof).items()}
    assert {"city-daily.html", "halden-release-2023.html"} <= set(texts)
    write_texts(tmp_path / "texts", texts)
    output = io.BytesIO()
    write_proof(proof, output)
    assert problems(output.getvalue().decode(), tmp_path / "texts") == []


def test_decisions_can_be_asked_for_by_what_they_say(store: Store) -> None:
    derive(store, every_kind(store))
    rows = ask(store, "decisions", text="four in ten now").records()
    assert {(row["standing"], row["who"], row["date"]) for row in rows} == {("applied", "Ada Finch", "2025-03-01")}
    assert sorted(str(row["what"])[:12] for row in rows) == ["draws on Fou", "reject “Four"]


def test_what_was_rejected_is_told_with_who_and_why(store: Store) -> None:
    derive(store, [rejection(Names(store), "83 percent", ADA)])
    for words in ("83 percent", "city-daily.html: 83 percent", "83 percent would look for another job"):
        assert not list(explain_all(store, words))
        (told,) = rejections(store, words)
        assert told.startswith("“83 percent of office workers")
        assert told.endswith("is no claim, by decision of Ada Finch on 2025-03-01, because “I asked the desk”")
    assert rejections(store, "deskless.md: 83 percent") == ()
    assert rejections(store, "six in ten") == ()


@pytest.mark.parametrize(
    ("article", "source", "doubt"),
    [
        ("workweek.html", "halden-release-2023.html", ""),
        (
            "halden-release-2023.html",
            "workweek.html",
            "workweek.html is dated 2023-03-16, and halden-release-2023.html",
        ),
        ("halden-release-2024.html", "workweek.html", ""),
    ],
)
def test_a_source_that_is_dated_later_is_doubted(store: Store, article: str, source: str, doubt: str) -> None:
    told = too_late(store, derivation(Names(store), article, source, ADA))
    assert told.startswith(doubt)
    assert bool(told) == bool(doubt)


def test_a_ring_is_refused_and_the_graph_conforms(store: Store) -> None:
    release, trade, blog = "halden-release-2023.html", "workweek.html", "deskless.md"
    derive(store, [derivation(Names(store), release, blog, ADA)])
    (standing,) = store.standings().values()
    assert standing.state is State.CONFLICTING
    for name in (release, trade, blog):
        assert name in standing.reason
    assert validate(store.quads()).violations == ()


# ---------------------------------------------------------------- the command line


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, desk: Path) -> Path:
    """A folder with two articles and a store of them."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    for name in ("city-daily.html", "halden-release-2023.html"):
        (folder / "articles" / name).write_bytes((desk / name).read_bytes())
    with Store(folder / "w.db") as store:
        build([str(folder / "articles")], store)
    return folder


@pytest.fixture
def shell(tmp_path: Path, built: Path) -> Shell:
    return Shell(Path(shutil.copytree(built, tmp_path / "desk")))


WHY = ("--because", "misread: the page has 38", "--by", "Ada Finch")


def test_a_store_is_decided_on_listed_and_taken_back(shell: Shell) -> None:
    assert shell.run("decide", "list").returncode == NO
    warned = shell.run("decide", "draws-on", "halden-release-2023.html", "city-daily.html", *WHY)
    assert warned.stderr.startswith("warning: city-daily.html is dated 2023-03-17")
    assert shell.run("decide", "undo", warned.stderr.splitlines()[1][:8], *WHY).returncode == FINE
    made = shell.run("decide", "correct", "83 percent", "value=38", *WHY)
    assert made.returncode == FINE, made.stderr
    assert "takes effect: the value is 38" in made.stderr
    name = made.stderr[:8]
    assert "38 percent" in shell.run("explain", "83 percent").stdout
    listed = shell.run("decide", "list", "--format", "csv").stdout
    assert name in listed
    assert "Ada Finch" in listed
    undone = shell.run("decide", "undo", name[:5], *WHY)
    assert "is undone: Ada Finch took it back" in undone.stderr
    assert shell.run("explain", "83 percent").stdout.startswith("83 percent")
    assert shell.run("validate").returncode == FINE
    exported = shell.run("decide", "export")
    assert exported.stdout.count("a wh:Decision ;") == 4


def test_what_is_explained_in_vain_was_rejected(shell: Shell) -> None:
    shell.run("decide", "reject", "83 percent", *WHY)
    told = shell.run("explain", "83 percent")
    assert told.returncode == NO
    assert told.stderr.startswith("rejected: “83 percent of office workers")


def test_a_graph_that_is_a_file_is_decided_on_through_a_file_of_decisions(shell: Shell) -> None:
    shutil.rmtree(shell.folder / "w.db")
    assert shell.run("build", "articles", "-o", "w.ttl").returncode == FINE
    refused = shell.run("decide", "correct", "83 percent", "value=38", *WHY)
    assert refused.returncode == BAD
    assert "--decisions decisions.ttl" in refused.stderr
    kept = shell.run("decide", "correct", "83 percent", "value=38", *WHY, "--decisions", "decisions.ttl")
    assert kept.returncode == FINE, kept.stderr
    built = shell.run("build", "articles", "-o", "w.ttl", "--decisions", "decisions.ttl")
    assert "1 decision: 1 applied" in built.stderr
    assert shell.run("explain", "83 percent").stdout.startswith("38 percent")
    undone = shell.run("decide", "undo", kept.stderr[:8], *WHY, WHENCE_DECISIONS="decisions.ttl")
    assert undone.returncode == FINE, undone.stderr
    built = shell.run("build", "articles", "-o", "w.ttl", WHENCE_DECISIONS="decisions.ttl")
    assert "2 decisions: 1 applied, 1 undone" in built.stderr
    assert "give it their file with --decisions" in shell.run("build", "articles", "-o", "w.ttl").stderr


def test_a_stale_decision_is_told_by_the_build_that_finds_it_so(shell: Shell) -> None:
    shell.run("decide", "correct", "83 percent", "value=38", *WHY)
    page = shell.folder / "articles" / "city-daily.html"
    page.write_text(page.read_text("utf-8").replace("83 percent", "38 percent"), "utf-8")
    built = shell.run("build", "articles", "-o", "w.db")
    assert "1 decision: 1 stale" in built.stderr
    assert "city-daily.html says no longer: “83 percent of office workers" in built.stderr


def test_who_decides_is_told_by_the_environment_or_by_git(shell: Shell) -> None:
    because = ("--because", "so it is")
    shell.run("decide", "reject", "83 percent", *because, WHENCE_AUTHOR="Cy Dee")
    git = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "Gil Ito"}
    shell.run("decide", "correct", "city-daily.html: 62 percent", "period=2023", *because, **git)
    listed = shell.run("decide", "list", "--format", "csv").stdout
    assert "Cy Dee" in listed
    assert "Gil Ito" in listed


def test_a_name_in_another_encoding_is_passed_over_for_that_of_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    git = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "Ren\udce9"}
    for name, value in {**git, "LOGNAME": "rene"}.items():
        monkeypatch.setenv(name, value)
    assert deciding._author() == "rene"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["decide", "reject", "83 percent"], "--because", id="no reason"),
        pytest.param(["decide", "same", "a", "b", "c", *WHY], "two things", id="three things"),
        pytest.param(["decide", "reject", "83 percent", *WHY, "--date", "tomorrow"], "not a time", id="no time"),
        pytest.param(
            ["decide", "reject", "83 percent", *WHY, "--date", "0001-01-01T00:00:00+05:00"],
            "not a time",
            id="a time before time",
        ),
        pytest.param(["build", "articles", "--decisions", "articles"], "is a directory", id="a folder of decisions"),
    ],
)
def test_bad_usage_of_decide_is_told_in_a_line(shell: Shell, arguments: list[str], words: str) -> None:
    done = shell.run(*arguments)
    assert (done.returncode, words in done.stderr) == (BAD, True), done.stderr


def test_a_time_is_told_in_utc() -> None:
    from datetime import datetime

    assert moment(datetime.fromisoformat("2025-03-01T02:00:00+02:00")) == "2025-03-01T00:00:00Z"
    with pytest.raises(ValueError, match="is spelled"):
        Decision(Ruling.UNDO, (), "Ada", "so", "2025-03-01T00:00:00.000Z", undoes="urn:x")
