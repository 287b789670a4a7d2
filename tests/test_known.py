"""Lists of known studies, people and organizations: read, kept in the graph, and what they decide."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from whence.building import derive
from whence.cli import cli
from whence.curate.lists import read_references
from whence.errors import UsageError
from whence.extractors import RUN, Extracted
from whence.intake.task import article_quads
from whence.knowledge import Knowledge
from whence.model import AgentKind, Evidence, Metadata, Sample, StudyMention
from whence.rdf import iris
from whence.rdf.quads import lines
from whence.rdf.references import recover_references, reference_quads
from whence.reference import KnownAgent, KnownStudy, References
from whence.resolve import resolve
from whence.store import Store
from whence.validate import validate

from samples import anchored

ADDRESS = "https://lake.example.org/b"
LISTED = KnownStudy(
    "studies.csv", "The Balcony Survey", 2025, ("Lakeside Institute",), ("Balcony Watch",), ADDRESS, (1204,)
)
EARLIER = KnownStudy("studies.csv", "The Balcony Survey", 2023, ("Lakeside Institute",))
INSTITUTE = KnownAgent(
    "people.yaml", "Lakeside Institute", AgentKind.ORGANIZATION, ("http://www.wikidata.org/entity/Q42",), ("LSI",)
)
REFERENCES = References((LISTED, EARLIER), (INSTITUTE,), frozenset({"studies.csv", "people.yaml"}))


def article(name: str, phrase: str, **mention: object) -> Evidence:
    """An article that mentions one study."""
    text = f"{name}: half agreed, {phrase} found."
    study = StudyMention(anchored(text, phrase), **mention)  # type: ignore[arg-type]
    return Evidence(name, sha256(text.encode()).hexdigest(), Metadata(), (study,))


def names(knowledge: Knowledge, articles: Sequence[Evidence]) -> list[str]:
    """The title of the study that each article mentions, and its year where it is a listed one."""
    studies = {member: study for study in knowledge.studies for member in study.members}
    found = [studies[mention] for one in articles for mention in iris.study_mentions(one)]
    return [f"{study.title} {study.year}" if study.listed else "another" for study in found]


CASES = [
    ("its title and year", {"title": "Balcony Survey", "year": 2025}, "The Balcony Survey 2025"),
    ("its title in other letters", {"title": "the BALCONY survey", "year": 2023}, "The Balcony Survey 2023"),
    ("its title with the year in it", {"title": "The Balcony Survey 2023"}, "The Balcony Survey 2023"),
    ("an alias", {"title": "Balcony Watch"}, "The Balcony Survey 2025"),
    ("conductor and year", {"organizations": ("Lakeside Institute",), "year": 2025}, "The Balcony Survey 2025"),
    ("conductor and sample", {"organizations": ("Lakeside Institute",), "samples": (Sample("tenants", 1204),)},
     "The Balcony Survey 2025"),
    ("a title that two waves have", {"title": "The Balcony Survey"}, "another"),
    ("another year", {"title": "The Balcony Survey", "year": 2019}, "another"),
    ("another title of the conductor", {"title": "Garden Poll", "organizations": ("Lakeside Institute",), "year": 2025},
     "another"),
    ("the conductor alone", {"organizations": ("Lakeside Institute",)}, "another"),
    ("nothing", {}, "another"),
]  # fmt: skip


@pytest.mark.parametrize(("mention", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_a_mention_is_of_the_listed_study_that_it_fits(mention: dict[str, object], expected: str) -> None:
    articles = [article("a.txt", "a survey of tenants", **mention)]
    assert names(resolve(articles, references=REFERENCES), articles) == [expected]


def test_mentions_of_one_entry_are_one_study_and_say_why() -> None:
    articles = [
        article("a.txt", "a survey of tenants", title="Balcony Watch"),
        article("b.txt", "a study", organizations=("Lakeside Institute",), year=2025),
    ]
    alone, together = resolve(articles), resolve(articles, references=REFERENCES)
    assert len(alone.studies) == 2
    (study,) = together.studies
    assert (study.title, study.url, study.year) == ("The Balcony Survey", "https://lake.example.org/b", 2025)
    assert set(study.titles) >= {"Balcony Watch", "The Balcony Survey"}
    assert {match.reason for match in together.matches if match.canonical == study.iri} == {"in the list studies.csv"}


def test_two_entries_are_two_studies_whatever_else_they_share() -> None:
    shared = {"organizations": ("Lakeside Institute",), "samples": (Sample("tenants", 1204),)}
    entries = (LISTED, KnownStudy("studies.csv", "Herb Count", 2025))
    articles = [
        article("a.txt", "a survey of tenants", title="The Balcony Survey", year=2025, **shared),
        article("b.txt", "a survey of tenants", title="Herb Count", year=2025, **shared),
    ]
    assert len({study.iri for study in resolve(articles, references=References(entries)).studies}) == 2


def test_a_listed_organization_has_its_id_and_name_under_all_its_spellings() -> None:
    spellings = {"a.txt": "LSI", "b.txt": "Lakeside Institute"}
    articles = [article(name, "a survey", organizations=(spelling,)) for name, spelling in spellings.items()]
    (agent,) = resolve(articles, references=REFERENCES).agents
    assert (agent.name, agent.same_as) == ("Lakeside Institute", ("http://www.wikidata.org/entity/Q42",))
    assert len(agent.members) == 2
    assert len(resolve(articles).agents) == 2


def test_lists_read_back_from_their_graph_as_they_were() -> None:
    quads = list(ox.parse(lines(reference_quads(REFERENCES)), format=ox.RdfFormat.N_QUADS))
    found = recover_references(quads)
    assert set(found.studies) == set(REFERENCES.studies)
    assert found.agents == REFERENCES.agents
    assert recover_references([]) == References()


def test_a_store_keeps_the_lists_until_one_of_their_names_replaces_them() -> None:
    one = article("a.txt", "a survey of tenants", title="Balcony Watch")
    with Store() as store:
        store.put_article(article_quads(Extracted(one, RUN), "a.txt: half agreed, a survey of tenants found."))
        assert names(derive(store, references=REFERENCES), [one]) == ["The Balcony Survey 2025"]
        kept = {str(quad) for quad in store.quads()}
        assert names(derive(store), [one]) == ["The Balcony Survey 2025"]
        assert {str(quad) for quad in store.quads()} == kept
        assert validate(store.quads()).violations == ()
        assert names(derive(store, references=References(lists=frozenset({"studies.csv"}))), [one]) == ["another"]
        assert store.references().agents == (INSTITUTE,)


# ---------------------------------------------------------------- files

CSV = """title,conductor,year,aliases,url,sample
The Balcony Survey,Lakeside Institute,2025,Balcony Watch,https://lake.example.org/b,"1,204"

The Balcony Survey,Lakeside Institute,2023,,,
"""
YAML = """
- name: Lakeside Institute
  kind: organization
  id: Q42
  aliases: [LSI]
"""


def read(folder: Path, text: str, name: str = "studies.csv", *, agents: bool = False) -> References:
    (folder / name).write_text(text, "utf-8")
    return read_references(() if agents else (folder / name,), (folder / name,) if agents else ())


def test_lists_are_read_from_csv_and_yaml(tmp_path: Path) -> None:
    assert read(tmp_path, CSV).studies == (LISTED, EARLIER)
    assert read(tmp_path, CSV.replace(",", ";").replace('"1;204"', "1204")).studies == (LISTED, EARLIER)
    assert read(tmp_path, YAML, "people.yaml", agents=True).agents == (INSTITUTE,)
    assert read(tmp_path, "") == References(lists=frozenset({"studies.csv"}))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title,year\nBalconies,twenty\n", "studies.csv:2: the year 'twenty' is no year"),
        ("title,year\n\n,2020\n", "studies.csv:3: a study needs a title"),
        ("title,jahr\nBalconies,2020\n", "studies.csv:2: 'jahr' is no column of this list: title, conductor"),
        ("title,url\nBalconies,javascript:alert(1)\n", "studies.csv:2: the url"),
        ("title,sample\nBalconies,many\n", "studies.csv:2: the sample 'many' is no number"),
        ("title\nBalconies\nBalconies\n", "studies.csv:3: 'Balconies' stands in"),
        ("title,year\nBalconies,2020,x\n", "studies.csv:2: has 3 cells under 2 columns"),
        ('title\n"Balconies', "studies.csv:2: is no CSV"),
        ("title\nB\u0001\n", "studies.csv:2: holds a character that no graph can keep"),
    ],
)
def test_an_error_in_a_list_names_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read(tmp_path, text)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- name: Ann Bo\n  kind: cat\n  id: Q1\n", "people.yaml:1: the kind of 'Ann Bo' is 'cat'"),
        ("- name: Ann Bo\n  kind: person\n- kind: person\n", "people.yaml:3: an entry needs a name"),
        ("- name: Ann Bo\n  kind: person\n  id: 'Q 1'\n", "people.yaml:1: the id 'Q 1' is no Wikidata item"),
        ("name: Ann Bo\n", "people.yaml:1: is no list"),
        ("- Ann Bo\n", "people.yaml:1: is no entry"),
        ("- name: [Ann, Bo]\n  kind: person\n", "people.yaml:1: name has 2 values"),
        ("- name: {a: b}\n", "people.yaml:1: has a value that is neither"),
        ("- name: 'Ann\n", "people.yaml:2: is no YAML"),
        ("- " * 5_000 + "a", "people.yaml"),
    ],
)
def test_an_error_in_yaml_names_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read(tmp_path, text, "people.yaml", agents=True)
    assert told in str(error.value)


def test_two_lists_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for folder in (tmp_path, tmp_path / "b"):
        (folder / "studies.csv").write_text("title\nBalconies\n", "utf-8")
    with pytest.raises(UsageError, match="two lists have this name"):
        read_references([tmp_path / "studies.csv", tmp_path / "b" / "studies.csv"], [])


def test_a_build_is_given_lists_and_obeys_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Half of the tenants grow herbs, according to Balcony Watch, a survey by the Lakeside Institute.\n", "utf-8"
    )
    (tmp_path / "studies.csv").write_text(CSV, "utf-8")
    (tmp_path / "people.yaml").write_text(YAML, "utf-8")
    graph = tmp_path / "graph.ttl"
    lists = ["--studies", str(tmp_path / "studies.csv"), "--authorities", str(tmp_path / "people.yaml")]
    shown = CliRunner().invoke(cli, ["build", str(tmp_path / "a.txt"), "-o", str(graph), *lists])
    assert shown.exit_code == 0, shown.output
    assert "<http://www.wikidata.org/entity/Q42>" in graph.read_text("utf-8")
    (tmp_path / "studies.csv").write_text("title,year\nBalconies,soon\n", "utf-8")
    with pytest.raises(UsageError, match=r"studies\.csv:2: the year 'soon'"):
        CliRunner().invoke(cli, ["build", str(tmp_path / "a.txt"), *lists], catch_exceptions=False)
