"""Every kind of tampering with a store is found and named, and a store that nobody touched has no problem."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from whence.building import build
from whence.cli import cli
from whence.rdf import iris
from whence.store import Store
from whence.verify import Problem, Verification

PREFIXES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX wh: <https://w3id.org/whence/ns#>
"""
RELEASE = """URL: https://lunch.example.org/2024/05/06/survey

Half of adults skip lunch, Lunch Institute finds

Sixty-two percent of adults skip lunch at least once a week, according to the Lunch Survey 2024 by the Lunch Institute,
which questioned 1,012 adults in April. Some 38% of managers eat at the desk, the Lunch Institute found.
"""
BLOG = """URL: https://noon.example.org/2024/05/09/lunch

Nobody eats at noon

More than 60 percent of adults skip lunch at least once a week, the
[Lunch Institute](https://lunch.example.org/2024/05/06/survey) says.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles, on disk."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "release.txt").write_text(RELEASE, "utf-8")
    (folder / "blog.md").write_text(BLOG, "utf-8")
    with Store(folder / "whence.db") as store:
        build([str(folder / "release.txt"), str(folder / "blog.md")], store)
    return folder / "whence.db"


def changed(source: Path, update: str = "") -> ox.Store:
    """The quads of a store, after somebody has changed them."""
    raw = ox.Store()
    raw.extend(ox.Store.read_only(str(source)))
    if update:
        raw.update(PREFIXES + update)
    return raw


def copied(source: Path, update: str = "") -> Store:
    """The store in memory, after somebody has changed it."""
    store = Store()
    store.add(changed(source, update))
    return store


def problems(store: Store, *, derive: bool = False) -> list[Problem]:
    return list(Verification(store).problems(derive=derive))


def test_a_store_that_nobody_touched_has_no_problem(built: Path) -> None:
    with copied(built) as store:
        going_on = Verification(store)
        assert list(going_on.problems(derive=True)) == []
        assert (going_on.counts["articles"], going_on.counts["texts"]) == (2, 2)
        assert going_on.counts["quotes"] > going_on.counts["numbers"] > 2


CHANGED = {
    "a text": "DELETE { GRAPH ?g { ?a schema:articleBody ?t } } INSERT { GRAPH ?g { ?a schema:articleBody ?new } } "
    'WHERE { GRAPH ?g { ?a schema:articleBody ?t } BIND (REPLACE(?t, "managers", "majors__") AS ?new) }',
    "a hash": "DELETE { GRAPH ?g { ?a wh:contentHash ?h } } INSERT { GRAPH ?g { ?a wh:contentHash "
    '"0123456789abcdef0123456789abcdef" } } WHERE { GRAPH ?g { ?a wh:contentHash ?h } }',
    "a text that is gone": "DELETE WHERE { GRAPH ?g { ?a schema:articleBody ?t } }",
    "a second text": 'INSERT { GRAPH ?g { ?a schema:articleBody "another" } } '
    "WHERE { GRAPH ?g { ?a schema:articleBody ?t } }",
    "a quote": "DELETE { GRAPH ?g { ?q oa:exact ?e } } INSERT { GRAPH ?g { ?q oa:exact ?new } } "
    'WHERE { GRAPH ?g { ?q oa:exact ?e } FILTER (CONTAINS(?e, "Sixty")) BIND (REPLACE(?e, "Sixty", "Forty") AS ?new) }',
    "a place": "DELETE { GRAPH ?g { ?q oa:start ?s ; oa:end ?e } } INSERT { GRAPH ?g { ?q oa:start ?t ; oa:end ?f } } "
    "WHERE { GRAPH ?g { ?q oa:start ?s ; oa:end ?e } BIND (?s - 3 AS ?t) BIND (?e - 3 AS ?f) }",
    "no offsets": "DELETE WHERE { GRAPH ?g { ?q oa:start ?s } }",
    "words before": 'DELETE { GRAPH ?g { ?q oa:prefix ?p } } INSERT { GRAPH ?g { ?q oa:prefix "nowhere" } } '
    "WHERE { GRAPH ?g { ?q oa:prefix ?p } }",
    "no words behind": 'DELETE { GRAPH ?g { ?q oa:suffix ?p } } INSERT { GRAPH ?g { ?q oa:suffix "" } } '
    "WHERE { GRAPH ?g { ?q oa:suffix ?p } }",
    "what a claim says": "DELETE { GRAPH ?g { ?c schema:text ?t } } INSERT { GRAPH ?g { ?c schema:text ?new } } "
    'WHERE { GRAPH ?g { ?c a wh:Claim ; schema:text ?t } BIND (CONCAT(?t, " indeed") AS ?new) }',
    "a printed number": 'DELETE { GRAPH ?g { ?c wh:printed ?p } } INSERT { GRAPH ?g { ?c wh:printed "93 percent" } } '
    "WHERE { GRAPH ?g { ?c wh:printed ?p } }",
    "a value": "DELETE { GRAPH ?g { ?c wh:value ?v } } INSERT { GRAPH ?g { ?c wh:value 83.0 } } "
    'WHERE { GRAPH ?g { ?c wh:printed ?p ; wh:value ?v } FILTER (CONTAINS(?p, "38")) }',
    "a graph of no article": "INSERT DATA { GRAPH <https://w3id.org/whence/id/graph/0123456789abcdef> "
    "{ <https://w3id.org/whence/id/claim/0> wh:measure 'x' } }",
    "a foreign graph": "INSERT DATA { GRAPH <https://example.org/> { <https://example.org/> schema:name 'x' } }",
    "a statement in no graph": "INSERT DATA { <https://example.org/> schema:name 'x' }",
    "a node of another article": "INSERT { GRAPH ?g { ?other wh:measure 'x' } } WHERE { GRAPH ?g { ?a a wh:Article ; "
    "wh:fileName 'blog.md' } GRAPH ?h { ?b wh:fileName 'release.txt' . ?other a wh:StatisticalClaim } }",
    "an article in another's graph": "DELETE { GRAPH ?g { ?a a wh:Article } } INSERT { GRAPH ?h { ?a a wh:Article } } "
    "WHERE { GRAPH ?g { ?a a wh:Article ; wh:fileName 'blog.md' } GRAPH ?h { ?b wh:fileName 'release.txt' } }",
    "an older derivation": "DELETE WHERE { GRAPH ?g { ?run wh:inputHash ?h } }",
    "a shape": "DELETE WHERE { GRAPH ?g { ?c wh:unit ?u } }",
}
TELLS = {
    "a text": ("text", "the text is not the one that was read"),
    "a hash": ("text", "the text is not the one that was read"),
    "a text that is gone": ("text", "the store has no text"),
    "a second text": ("text", "2 statements and not its one text"),
    "a quote": ("quote", "does not stand at"),
    "a place": ("quote", "does not stand at"),
    "no offsets": ("quote", "has no offsets"),
    "words before": ("quote", "other words stand before it"),
    "no words behind": ("quote", "other words stand behind it"),
    "what a claim says": ("quote", "is not the quote that it points to"),
    "a printed number": ("number", "does not stand in its quote"),
    "a value": ("number", "the value 83 is not what is printed"),
    "a graph of no article": ("graph", "belongs to no article"),
    "a foreign graph": ("graph", "belongs to no article"),
    "a statement in no graph": ("graph", "1 statement stands in no graph"),
    "a node of another article": ("graph", "speaks of a node that is not the article's"),
    "an article in another's graph": ("graph", "described in the graph of another"),
    "an older derivation": ("derived", "is older than the articles"),
    "a shape": ("shape", "A number has exactly one unit"),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_tampering_is_found(kind: str, built: Path) -> None:
    check, says = TELLS[kind]
    with copied(built, CHANGED[kind]) as store:
        found = [each for each in problems(store) if each.check == check and says in each.problem]
        assert found, problems(store)
        assert all(each.advice for each in found)
        if check in ("text", "quote", "number"):
            assert {each.article for each in found} <= {"blog.md", "release.txt"}


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(f"DELETE WHERE {{ GRAPH <{iris.KNOWLEDGE}> {{ ?c wh:takenFrom ?d }} }}", id="a link that is gone"),
        pytest.param(
            f"INSERT {{ GRAPH <{iris.KNOWLEDGE}> {{ ?c wh:takenFrom ?d }} }} "
            "WHERE { GRAPH ?g { ?d wh:takenFrom ?c } }",
            id="a link that was not there",
        ),
        pytest.param(
            f"DELETE {{ GRAPH <{iris.KNOWLEDGE}> {{ ?s wh:value ?v }} }} "
            f"INSERT {{ GRAPH <{iris.KNOWLEDGE}> {{ ?s wh:value 12.0 }} }} "
            "WHERE { GRAPH ?g { ?s a wh:Statistic ; wh:value ?v } }",
            id="another value",
        ),
    ],
)
def test_tampering_with_what_is_derived_is_found_by_deriving_it_anew(update: str, built: Path) -> None:
    with copied(built, update) as store:
        found = [each for each in problems(store, derive=True) if each.check == "derived"]
        assert {each.problem for each in found} == {"what is said of it does not follow from the articles"}


def test_a_corrected_number_is_no_problem(built: Path, tmp_path: Path) -> None:
    store_folder = copy(built, tmp_path)
    claim, why = "release.txt: 38% of managers", ("--because", "a slip", "--by", "Ann")
    decided = shell("decide", "correct", claim, "value=83", *why, "-g", str(store_folder))
    assert decided.exit_code == 0, decided.stderr
    rebuilt = shell("build", str(built.parent / "release.txt"), "-o", str(store_folder))
    assert rebuilt.exit_code == 0, rebuilt.stderr
    with Store(tmp_path / "whence.db", read_only=True) as store:
        assert store.decisions()
        assert problems(store, derive=True) == []


def test_a_text_with_control_characters_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("Lunch\n\nSome 38% of managers\x01 eat at the desk, a survey found.\n", "utf-8")
    with Store() as store:
        build([str(tmp_path)], store)
        going_on = Verification(store)
        assert list(going_on.problems()) == []
        assert going_on.counts["texts that no store can hold as they were"] == 1


# ---------------------------------------------------------------- the command


def shell(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def copy(built: Path, folder: Path, update: str = "") -> Path:
    with Store(folder / "whence.db") as store:
        store.add(changed(built, update))
    return folder / "whence.db"


def test_the_command_says_that_all_is_well(built: Path) -> None:
    done = shell("verify", str(built), "--derive")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "2 articles, 2 texts" in done.stderr
    assert "all as it was built" in done.stderr


def test_the_command_names_what_is_wrong(built: Path, tmp_path: Path) -> None:
    store = copy(built, tmp_path, CHANGED["a value"])
    done = shell("verify", str(store), "--format", "json")
    assert done.exit_code == 1
    told = [each for each in json.loads(done.stdout) if each["check"] == "number"]
    assert [each["article"] for each in told] == ["release.txt"]
    assert "problem" in done.stderr


def test_the_command_takes_stores_alone(tmp_path: Path) -> None:
    assert shell("verify", str(tmp_path / "none.db")).exit_code == 2
    (tmp_path / "graph.ttl").write_text("", "utf-8")
    assert shell("verify", str(tmp_path / "graph.ttl")).exit_code == 2
