"""Names of people and organizations in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.analyse import Analysis, analyse
from whence.extract.names import full_name, named, names, roster
from whence.model import AgentKind, Block, BlockKind, Document, Metadata

P, O = AgentKind.PERSON, AgentKind.ORGANIZATION  # noqa: E741


def analysis_of(text: str) -> Analysis:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return analyse(Document("a.txt", "a.txt", text, (block,) if text.strip() else (), (), Metadata(), "0"))


FOUND = [
    pytest.param("Jane Miller of Lund University agreed.", [("Jane Miller", P), ("Lund University", O)], id="both"),
    pytest.param("It was written by Eric D. Brown.", [("Eric D. Brown", P)], id="a middle initial"),
    pytest.param("We asked Dr. Petrova about it.", [("Petrova", P)], id="a title makes a person"),
    pytest.param("Then Mr Lishman left.", [("Lishman", P)], id="a title without its full stop"),
    pytest.param(
        "The Office for National Statistics and the Bank of England agree.",
        [("Office for National Statistics", O), ("Bank of England", O)],
        id="phrases inside names",
    ),
    pytest.param(
        "The Centers for Disease Control and Prevention said so.",
        [("Centers for Disease Control and Prevention", O)],
        id="and inside a name",
    ),
    pytest.param("A poll by Gallup and Ipsos failed.", [("Gallup", O), ("Ipsos", O)], id="and between names"),
    pytest.param("A Reuters/Ipsos poll failed.", [("Reuters", O), ("Ipsos", O)], id="a slash parts names"),
    pytest.param("She moved to Marks & Spencer.", [("Marks & Spencer", O)], id="an ampersand joins"),
    pytest.param(
        "The Census Bureau's head met the Pew Research Center's.",
        [("Census Bureau", O), ("Pew Research Center", O)],
        id="possessives",
    ),
    pytest.param("They left Paris on Monday for Kenya.", [], id="places and days are no agents"),
    pytest.param("It stopped in Waynesboro, Va., at noon.", [], id="a town before its state"),
    pytest.param("Many Americans, Democrats and CIOs use IT.", [], id="peoples, parties and jobs"),
    pytest.param(
        "It helps that Red Hat CEO Jim Whitehurst left.", [("Red Hat", O), ("Jim Whitehurst", P)], id="a role inside"
    ),
    pytest.param("He met President Barack Obama.", [("Barack Obama", P)], id="an office before a name"),
    pytest.param("So said analyst Shar Quark.", [("Shar Quark", P)], id="a role before a name tells a person"),
    pytest.param("So said Tod Quark, a criminologist.", [("Tod Quark", P)], id="a role after a name tells a person"),
    pytest.param("The 2014 Nurses Pay Report is out.", [], id="a title of a report is no organization"),
    pytest.param(
        "It was paid for by Save the Children.", [("Save the Children", O)], id="a known name with a small word"
    ),
    pytest.param("In Tuesday's paper, Coca-Cola denied it.", [("Coca-Cola", O)], id="a hyphen inside a name"),
    pytest.param("The London-based firm won.", [], id="a place in a compound"),
    pytest.param("Researchers agreed.", [], id="a capital that begins a sentence"),
    pytest.param("Pew Poll Finds Growing Gap Between Town And Country", [("Pew", O)], id="a headline"),
    pytest.param("It fell, said Nestlé.", [("Nestlé", O)], id="letters beyond ASCII"),
    pytest.param("So said Superintendent Craig Lind.", [("Craig Lind", P)], id="a role with a capital before a name"),
    pytest.param("So said Assistant Governor Ana Bell.", [("Ana Bell", P)], id="a rank and an office before a name"),
    pytest.param("So said Det Ch Insp Ana Bell.", [("Ana Bell", P)], id="short ranks"),
    pytest.param("She is a Senior Lecturer there.", [], id="a role in capitals is no name"),
    pytest.param("So said Jan Rivers, who left in Jan.", [("Jan Rivers", P)], id="a given name that is a month"),
    pytest.param("So said Ana Bell, UK head of sales.", [("Ana Bell", P)], id="a country before a role"),
    pytest.param("The Elora-based firm won.", [], id="a town that no list knows in a compound"),
    pytest.param("ALDER SPRINGS - The board met.", [], id="a dateline"),
    pytest.param("It is open on Sundays and Mondays.", [], id="days in the plural"),
    pytest.param("Operator Tidemark left.", [("Tidemark", O)], id="a noun for a body that begins the sentence"),
    pytest.param("Barley Foods won.", [("Barley Foods", O)], id="a common word before the head of a name"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_of_a_sentence(text: str, expected: list[tuple[str, AgentKind]]) -> None:
    found = [name for sentence in analysis_of(text).sentences for name in names(sentence)]
    assert [(name.text, name.kind) for name in found] == expected


FULL = [
    pytest.param("Eric D. Brown wrote it. We asked Brown.", "Brown", "Eric D. Brown", P, id="a surname"),
    pytest.param(
        "The Office for National Statistics (ONS) spoke. Then the ONS left.",
        "ONS",
        "Office for National Statistics",
        O,
        id="an acronym in brackets",
    ),
    pytest.param(
        "It joined the World Health Organization. Soon the WHO left.",
        "WHO",
        "World Health Organization",
        O,
        id="initials",
    ),
    pytest.param(
        "A Pew Research Center study is out, and Pew likes it.", "Pew", "Pew Research Center", O, id="a first word"
    ),
    pytest.param(
        "Ann Brown met Bob Brown. We asked Brown.", "Brown", "Brown", O, id="two people of one name stay apart"
    ),
]


@pytest.mark.parametrize(("text", "short", "full", "kind"), FULL)
def test_a_short_name_has_its_long_form(text: str, short: str, full: str, kind: AgentKind) -> None:
    analysis = analysis_of(text)
    name = [name for sentence in analysis.sentences for name in names(sentence) if name.text == short][-1]
    resolved = full_name(analysis, name)
    assert (resolved.text, resolved.kind) == (full, kind)
    assert (resolved.first, resolved.last) == (name.first, name.last)


def test_an_acronym_of_a_common_phrase_is_no_organization() -> None:
    known = roster(analysis_of("Many chief marketing officers (CMOs) spoke. The CMOs left."))
    assert known.phrases == {"CMOs": "chief marketing officers"}
    assert not known.organizations


def test_a_surname_that_begins_a_sentence_is_the_person() -> None:
    analysis = analysis_of("We met Jane Archer at noon. Archer said little.")
    assert [name.text for name in named(analysis, analysis.sentences[1])] == ["Jane Archer"]


@given(
    st.lists(
        st.sampled_from(["Acme", "of", "the", "Bank", "and", "Mr.", "&", "-", "(", ")", "2014", "Jane", "said", "."])
    )
)
def test_names_stand_in_order_at_their_tokens(words: list[str]) -> None:
    for sentence in analysis_of(" ".join(words)).sentences:
        found = names(sentence)
        assert all(0 <= name.first < name.last <= len(sentence.tokens) and name.text for name in found)
        assert all(left.last <= right.first for left, right in pairwise(found))
