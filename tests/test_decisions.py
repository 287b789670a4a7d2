"""What people decide stands above what is inferred: same, different, corrected, rejected, undone."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.decision import Decision, Field, Ruling, State, Target, TargetKind, moment
from whence.errors import StoreError
from whence.knowledge import Knowledge
from whence.model import AgentKind, Evidence, Qualifier, StatementKind
from whence.normal import normal
from whence.rdf import iris
from whence.rdf.decisions import decision_quads, recover_decisions
from whence.rdf.evidence import evidence_quads
from whence.rdf.quads import Quad, lines
from whence.rdf.recover import recover
from whence.resolve import resolve
from whence.resolve.corpus import corpus
from whence.resolve.targets import Places, targets

from tellings import anchor, article, claim, said, survey

ORG, PERSON, POPULATION = TargetKind.ORGANIZATION, TargetKind.PERSON, TargetKind.POPULATION


def at(day: int) -> str:
    return f"2025-03-{day:02}T00:00:00Z"


def decided(ruling: Ruling, *ends: Target, day: int = 1, by: str = "Ada", because: str = "I asked them") -> Decision:
    return Decision(ruling, tuple(sorted(ends, key=iris.target)), by, because, at(day))


def same(*ends: Target, day: int = 1) -> Decision:
    return decided(Ruling.SAME, *ends, day=day)


def different(*ends: Target, day: int = 1) -> Decision:
    return decided(Ruling.DIFFERENT, *ends, day=day)


def undo(decision: Decision, day: int = 20) -> Decision:
    return replace(decided(Ruling.UNDO, day=day), undoes=iris.decision(decision))


def correct(end: Target, field: Field, value: str | None = None, *, to: Target | None = None, day: int = 1) -> Decision:
    return replace(decided(Ruling.CORRECT, end, day=day), field=field, value=value, instead=to)


def target(evidence: Evidence, kind: TargetKind, words: str) -> Target:
    """What an article has of a kind whose quote or name holds the words."""
    (telling,) = corpus([evidence])
    (found,) = (one for one in targets(telling) if one.kind is kind and words in (one.quote or one.name))
    return found


def wide(kind: TargetKind, name: str) -> Target:
    return Target(kind, name=name)


def standing(knowledge: Knowledge, decision: Decision) -> State:
    return next(one.state for one in knowledge.standings if one.decision == iris.decision(decision))


# ---------------------------------------------------------------- the same and the different, kind by kind

NEWS = article(
    "a", claim("62%", "commuters", "would take a ferry"), studies=[survey("Harbour Institute", "Ferry Watch")]
)
BLOG = article("b", claim("60%", "sailors", "like boats"), studies=[survey("Tide Board", "Boat Census")])
ONE_STUDY = [
    article(name, claim("62%", "commuters", "would take a ferry"), studies=[survey("Harbour Institute", "Ferry Watch")])
    for name in ("c", "d")
]
QUOTED = [
    article(name, statements=[said("We mean to sail on.", who)]) for name, who in (("e", "Ada Lund"), ("f", "Bo Ek"))
]
NAMESAKES = [article(name, statements=[said(f"It is {name}.", "Ada Lund", "Fjordline")]) for name in ("g", "h")]


def members(knowledge: Knowledge, kind: TargetKind) -> list[tuple[str, ...]]:
    """The groups of a kind that have more than one member."""
    groups = {
        TargetKind.STUDY: [study.members for study in knowledge.studies],
        TargetKind.CLAIM: [statistic.members for statistic in knowledge.statistics],
        TargetKind.STATEMENT: [proposition.members for proposition in knowledge.propositions],
        POPULATION: [population.members for population in knowledge.populations],
    }
    agents = [agent.members for agent in knowledge.agents if agent.kind.lower() == kind]
    return [group for group in groups.get(kind, agents) if len(group) > 1]


@pytest.mark.parametrize(
    ("kind", "one", "other", "words"),
    [
        pytest.param(TargetKind.STUDY, NEWS, BLOG, ("Ferry", "Boat"), id="studies"),
        pytest.param(TargetKind.CLAIM, NEWS, BLOG, ("62%", "60%"), id="claims"),
        pytest.param(TargetKind.STATEMENT, *QUOTED, ("sail", "sail"), id="statements of two people"),
        pytest.param(PERSON, *QUOTED, ("Ada", "Bo"), id="people"),
        pytest.param(ORG, NEWS, BLOG, ("Harbour", "Tide"), id="organizations"),
        pytest.param(POPULATION, NEWS, BLOG, ("commuters", "sailors"), id="populations"),
    ],
)
def test_what_is_decided_to_be_the_same_is_one_and_says_why(
    kind: TargetKind, one: Evidence, other: Evidence, words: tuple[str, str]
) -> None:
    assert members(resolve([one, other]), kind) == []
    decision = same(target(one, kind, words[0]), target(other, kind, words[1]))
    knowledge = resolve([one, other], [decision])
    (group,) = members(knowledge, kind)
    assert set(group) == {end.node for end in decision.targets}
    reasons = {match.reason for match in knowledge.matches if match.member in group}
    assert reasons == {"by decision of Ada on 2025-03-01, because “I asked them”"}
    assert standing(knowledge, decision) is State.APPLIED
    assert resolve([one, other], [decision, undo(decision)]).studies == resolve([one, other]).studies


@pytest.mark.parametrize(
    ("kind", "one", "other", "words"),
    [
        pytest.param(TargetKind.STUDY, *ONE_STUDY, "Ferry", id="studies"),
        pytest.param(TargetKind.CLAIM, *ONE_STUDY, "62%", id="claims"),
        pytest.param(PERSON, *NAMESAKES, "Ada", id="people"),
        pytest.param(ORG, *NAMESAKES, "Fjordline", id="organizations"),
        pytest.param(POPULATION, *ONE_STUDY, "commuters", id="populations"),
    ],
)
def test_what_is_decided_to_be_different_is_kept_apart(
    kind: TargetKind, one: Evidence, other: Evidence, words: str
) -> None:
    assert len(members(resolve([one, other]), kind)) == 1
    decision = different(target(one, kind, words), target(other, kind, words))
    knowledge = resolve([one, other], [decision])
    assert members(knowledge, kind) == []
    assert not [proposal for proposal in knowledge.proposals if proposal.kind == kind]
    assert standing(knowledge, decision) is State.APPLIED


def test_a_name_without_an_article_is_meant_wherever_it_stands_also_in_articles_to_come() -> None:
    names = [article(f"n{n}", studies=[survey(name)]) for n, name in enumerate(["BT", "Bay Telegraph", "BT"])]
    decision = same(wide(ORG, "BT"), wide(ORG, "Bay Telegraph"))
    for told in (names[:2], names):
        (organization,) = resolve(told, [decision]).agents
        assert organization.spellings == ("BT", "Bay Telegraph")
    waiting = resolve(names[:1], [decision])
    assert standing(waiting, decision) is State.WAITING


def test_one_of_many_of_a_name_can_be_kept_apart_without_parting_the_others() -> None:
    told = [article(f"n{n}", statements=[said(f"It is {n}.", "Ada Lund")]) for n in range(6)]
    for odd in told:
        rest = [one for one in told if one is not odd]
        decisions = [different(target(odd, PERSON, "Ada"), target(one, PERSON, "Ada")) for one in rest]
        assert sorted(len(agent.members) for agent in resolve(told, decisions).agents) == [1, 5]


def test_the_difference_holds_against_what_would_join_two_by_a_third() -> None:
    third = article("i", studies=[survey("Harbour Institute", "Ferry Watch")])
    told = [*ONE_STUDY, third]
    decision = different(target(told[0], TargetKind.STUDY, "Ferry"), target(told[1], TargetKind.STUDY, "Ferry"))
    assert sorted(len(study.members) for study in resolve(told, [decision]).studies) == [1, 2]


def test_claims_of_one_finding_with_two_numbers_disagree() -> None:
    decision = same(target(NEWS, TargetKind.CLAIM, "62%"), target(BLOG, TargetKind.CLAIM, "60%"))
    (clash,) = resolve([NEWS, BLOG], [decision]).disagreements
    assert "62% against 60%" in clash.reason or "60% against 62%" in clash.reason


# ---------------------------------------------------------------- which article draws on which

RETOLD = [
    article(
        name,
        claim("62%", "commuters", "would take a ferry to work", study=None),
        published=f"2024-05-0{day}",
        url=f"https://{name}.example.org/a",
        links=[f"https://{link}.example.org/a"] if link else [],
    )
    for name, day, link in (("wire", 1, ""), ("desk", 2, "wire"), ("memo", 3, ""))
]
WIRE, DESK, MEMO = (target(one, TargetKind.ARTICLE, one.file_name) for one in RETOLD)


def draws_on(one: Target, source: Target, day: int = 1) -> Decision:
    return replace(decided(Ruling.DRAWS_ON, one, day=day), instead=source)


def independent(one: Target, other: Target, day: int = 1) -> Decision:
    return decided(Ruling.INDEPENDENT, one, other, day=day)


@pytest.mark.parametrize(
    ("decisions", "hops", "states"),
    [
        pytest.param([], ["desk wire"], "", id="what is found"),
        pytest.param([draws_on(MEMO, DESK)], ["desk wire", "memo desk"], "applied", id="one more"),
        pytest.param([independent(WIRE, DESK)], [], "applied", id="one less"),
        pytest.param([draws_on(WIRE, DESK)], ["wire desk"], "applied", id="the other way round"),
        pytest.param([draws_on(DESK, WIRE)], ["desk wire"], "applied", id="what is found anyway"),
        pytest.param(
            [draws_on(MEMO, WIRE, 1), independent(WIRE, MEMO, 2)], ["desk wire"], "overruled applied", id="later"
        ),
        pytest.param(
            [draws_on(MEMO, WIRE, 1), draws_on(WIRE, MEMO, 2)],
            ["desk wire", "wire memo"],
            "overruled applied",
            id="turned",
        ),
    ],
)
def test_which_article_draws_on_which_can_be_decided(decisions: list[Decision], hops: list[str], states: str) -> None:
    knowledge = resolve(RETOLD, decisions)
    names = {iris.article(one): one.file_name.removesuffix(".txt") for one in RETOLD}
    assert sorted(f"{names[one.article]} {names[one.source]}" for one in knowledge.derivations) == hops
    assert len(knowledge.retellings) == len(hops), "the number is followed along it"
    assert [standing(knowledge, one).lower() for one in decisions] == states.split()


def test_no_decision_closes_a_ring_of_articles() -> None:
    decisions = [draws_on(DESK, WIRE, 1), draws_on(MEMO, DESK, 2), draws_on(WIRE, MEMO, 3)]
    knowledge = resolve(RETOLD, decisions)
    assert [standing(knowledge, one).lower() for one in decisions] == ["applied", "applied", "conflicting"]
    (ring,) = [one.reason for one in knowledge.standings if one.state is State.CONFLICTING]
    assert "memo.txt draws on desk.txt draws on wire.txt draws on memo.txt" in ring
    assert not {(one.claim, one.source) for one in knowledge.retellings} & {
        (one.source, one.claim) for one in knowledge.retellings
    }


def test_the_later_decision_is_the_one_that_closes_the_ring() -> None:
    decisions = [draws_on(DESK, WIRE, 3), draws_on(MEMO, DESK, 2), draws_on(WIRE, MEMO, 1)]
    knowledge = resolve(RETOLD, decisions)
    assert [standing(knowledge, one).lower() for one in decisions] == ["conflicting", "applied", "applied"]
    assert len(knowledge.derivations) == 2, "nor does it close by what was found"


# ---------------------------------------------------------------- decisions against each other

A, B, C = (article(f"k{n}", studies=[survey(f"Board {n}", f"Title {n * 'x'}")]) for n in (1, 2, 3))
STUDY = [target(one, TargetKind.STUDY, "Board") for one in (A, B, C)]


@pytest.mark.parametrize(
    ("decisions", "states", "studies"),
    [
        pytest.param([same(*STUDY[:2], day=1), different(*STUDY[:2], day=2)], "overruled applied", 3, id="later wins"),
        pytest.param([different(*STUDY[:2], day=1), same(*STUDY[:2], day=2)], "overruled applied", 2, id="either way"),
        pytest.param(
            [same(*STUDY[:2], day=1), same(*STUDY[1:], day=2), different(STUDY[0], STUDY[2], day=3)],
            "conflicting applied applied",
            2,
            id="two that would join what a third keeps apart: the earlier is left out",
        ),
        pytest.param(
            [different(STUDY[0], STUDY[2], day=1), same(*STUDY[:2], day=2), same(*STUDY[1:], day=3)],
            "applied conflicting applied",
            2,
            id="also where what keeps apart is the earliest",
        ),
        pytest.param([same(*STUDY[:2], day=1), same(*STUDY[:2], day=2)], "applied applied", 2, id="two of one mind"),
    ],
)
def test_decisions_against_each_other(decisions: list[Decision], states: str, studies: int) -> None:
    for order in (decisions, decisions[::-1]):
        knowledge = resolve([A, B, C], order)
        assert [standing(knowledge, one).lower() for one in decisions] == states.split()
        assert len(knowledge.studies) == studies
    conflicting = [one for one in knowledge.standings if one.state is State.CONFLICTING]
    assert all("I asked them" in one.reason and "different" in one.reason for one in conflicting)


def test_taking_back_and_taking_back_the_taking_back() -> None:
    merged = same(*STUDY[:2])
    back = undo(merged, day=2)
    again = replace(undo(merged, day=3), undoes=iris.decision(back))
    assert len(resolve([A, B], [merged]).studies) == 1
    assert len(resolve([A, B], [merged, back]).studies) == 2
    knowledge = resolve([A, B], [again, back, merged])
    assert len(knowledge.studies) == 1
    assert [standing(knowledge, one) for one in (merged, back, again)] == [State.APPLIED, State.UNDONE, State.APPLIED]


def test_an_overruled_decision_holds_again_when_the_later_one_is_taken_back() -> None:
    first, second = same(*STUDY[:2], day=1), different(*STUDY[:2], day=2)
    assert len(resolve([A, B], [first, second, undo(second)]).studies) == 1


# ---------------------------------------------------------------- single claims

PAPER = article(
    "paper",
    claim("83%", "workers", "would look for another job"),
    claim("half", "clerks", "nap"),
    studies=[survey("Harbour Institute", "Remote Watch", 2023), survey("Tide Board", "Nap Census", 2022)],
    statements=[said("We were surprised.", "Bo Ek", "Harbour Institute")],
)
CLAIM = target(PAPER, TargetKind.CLAIM, "83%")
STATEMENT = target(PAPER, TargetKind.STATEMENT, "surprised")


def only(knowledge: Knowledge, node: str) -> object:
    return next(revision.now for revision in knowledge.revisions if revision.claim == node)


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        pytest.param(Field.VALUE, "38", lambda now: now.quantity.value == Decimal(38), id="value"),
        pytest.param(
            Field.UNIT, "wh:PercentagePoint", lambda now: now.quantity.unit == "wh:PercentagePoint", id="unit"
        ),
        pytest.param(Field.QUALIFIER, "About", lambda now: now.quantity.qualifier is Qualifier.ABOUT, id="qualifier"),
        pytest.param(Field.POPULATION, "managers", lambda now: now.population == "managers", id="population"),
        pytest.param(Field.POPULATION, None, lambda now: now.population is None, id="no population"),
        pytest.param(Field.MEASURE, "would quit", lambda now: now.measure == "would quit", id="measure"),
        pytest.param(Field.CHANGE, "Increase", lambda now: now.change == "Increase", id="change"),
        pytest.param(Field.PERIOD, "2022", lambda now: now.period == "2022", id="period"),
    ],
)
def test_a_corrected_claim_says_what_was_decided(
    field: Field, value: str | None, seen: Callable[[object], bool]
) -> None:
    decision = correct(CLAIM, field, value)
    knowledge = resolve([PAPER], [decision])
    assert seen(only(knowledge, CLAIM.node))
    assert {CLAIM.node} <= {member for statistic in knowledge.statistics for member in statistic.members}
    quads = evidence_quads(PAPER, "urn:run", {revision.claim: revision for revision in knowledge.revisions})
    assert recover(parsed(quads)) == normal(PAPER), "what was extracted is still there"


def test_a_claim_is_attributed_to_whom_a_person_says() -> None:
    knowledge = resolve([PAPER], [correct(CLAIM, Field.SPEAKER, to=wide(PERSON, "Bo Ek"))])
    speaker = next(revision.now.speaker for revision in knowledge.revisions if revision.now)
    assert speaker is not None
    assert (speaker.name, speaker.affiliation) == ("Bo Ek", "Harbour Institute"), "as the article describes him"
    other = resolve([PAPER], [correct(STATEMENT, Field.SPEAKER, to=wide(ORG, "Tide Board"))])
    assert {agent.name for agent in other.agents if agent.kind is AgentKind.PERSON} == set()


@pytest.mark.parametrize(
    ("instead", "year"),
    [
        pytest.param(target(PAPER, TargetKind.STUDY, "Nap"), 2022, id="another study of its article"),
        pytest.param(STUDY[0], None, id="a study of another article"),
        pytest.param(None, -1, id="none"),
    ],
)
def test_a_claim_comes_from_the_study_that_a_person_says(instead: Target | None, year: int | None) -> None:
    knowledge = resolve([PAPER, A], [correct(CLAIM, Field.STUDY, to=instead)])
    reached = [reach.study for reach in knowledge.reaches if reach.claim == CLAIM.node]
    assert [study.year for study in knowledge.studies if study.iri in reached] == ([] if year == -1 else [year])


def test_a_rejected_claim_counts_for_nothing_and_is_kept() -> None:
    decision = decided(Ruling.REJECT, CLAIM)
    knowledge = resolve([PAPER], [decision, correct(CLAIM, Field.VALUE, "38", day=3)])
    assert CLAIM.node not in {member for statistic in knowledge.statistics for member in statistic.members}
    assert [one.state for one in knowledge.standings if one.decision != iris.decision(decision)] == [State.OVERRULED]
    quads = evidence_quads(PAPER, "urn:run", {revision.claim: revision for revision in knowledge.revisions})
    assert recover(parsed(quads)) == normal(PAPER)


def test_of_two_corrections_of_one_field_the_later_holds() -> None:
    earlier, later = correct(CLAIM, Field.VALUE, "38", day=1), correct(CLAIM, Field.VALUE, "39", day=2)
    elsewhere = correct(CLAIM, Field.MEASURE, "would quit", day=1)
    for order in ([earlier, later, elsewhere], [later, elsewhere, earlier]):
        knowledge = resolve([PAPER], order)
        assert [standing(knowledge, one) for one in order] == [
            State.OVERRULED if one is earlier else State.APPLIED for one in order
        ]
        (revision,) = knowledge.revisions
        assert revision.fields == (Field.MEASURE, Field.VALUE)


def test_a_correction_that_says_what_was_extracted_changes_nothing() -> None:
    decision = correct(CLAIM, Field.VALUE, "83")
    knowledge = resolve([PAPER], [decision])
    assert (knowledge.revisions, standing(knowledge, decision)) == ((), State.APPLIED)


# ---------------------------------------------------------------- articles that change, go and come back


def reworded(name: str, printed: str, population: str, measure: str, quote: str) -> Evidence:
    told = claim(printed, population, measure)
    return article(name, replace(told, selector=anchor(quote)), studies=[survey()], url="https://tide.example.org/a")


FIRST = reworded("tide", "62%", "towns", "built walls", "62% of towns built walls")


@pytest.mark.parametrize(
    ("now", "state"),
    [
        pytest.param(FIRST, State.APPLIED, id="as it was"),
        pytest.param(
            reworded("tide", "62%", "towns", "built sea walls", "62% of towns built walls"),
            State.APPLIED,
            id="another measure read out of the same words",
        ),
        pytest.param(
            reworded("tide", "62%", "towns", "built walls", "Last year 62% of towns built walls."),
            State.APPLIED,
            id="a longer quote",
        ),
        pytest.param(
            reworded("renamed", "62%", "towns", "built walls", "62% of towns built walls"),
            State.APPLIED,
            id="the article under another file name",
        ),
        pytest.param(
            reworded("tide", "64%", "towns", "built walls", "64% of towns built walls"),
            State.STALE,
            id="another number",
        ),
        pytest.param(
            reworded("tide", "62%", "towns", "dug canals", "62% of towns dug canals"), State.STALE, id="a look-alike"
        ),
        pytest.param(BLOG, State.WAITING, id="the article is gone"),
    ],
)
def test_a_decision_finds_its_claim_again_or_says_that_it_does_not(now: Evidence, state: State) -> None:
    decision = correct(target(FIRST, TargetKind.CLAIM, "62%"), Field.VALUE, "26")
    knowledge = resolve([now], [decision])
    assert standing(knowledge, decision) is state
    assert len(knowledge.revisions) == (state is State.APPLIED)
    (found,) = knowledge.standings
    assert found.reason


def test_an_article_without_address_whose_text_changed_is_found_by_its_file_name() -> None:
    before = article("memo", claim("62%", "towns", "built walls", study=None), title="One")
    after = article("memo", claim("62%", "towns", "built walls", study=None), title="Two")
    assert iris.article(before) != iris.article(after)
    decision = correct(target(before, TargetKind.CLAIM, "62%"), Field.VALUE, "26")
    assert standing(resolve([after], [decision]), decision) is State.APPLIED
    twins = [after, article("memo", claim("62%", "towns", "built walls", study=None), title="Three")]
    assert standing(resolve(twins, [decision]), decision) is State.WAITING, "it could be either"


# ---------------------------------------------------------------- order, determinism, round trips

MANY = [
    same(*STUDY[:2]),
    different(STUDY[1], STUDY[2]),
    correct(CLAIM, Field.VALUE, "38"),
    correct(CLAIM, Field.STUDY, to=STUDY[0]),
    decided(Ruling.REJECT, target(PAPER, TargetKind.CLAIM, "half")),
    same(wide(ORG, "Tide Board"), wide(ORG, "Harbour Institute")),
]
MANY += [undo(MANY[4]), draws_on(MEMO, DESK), independent(WIRE, DESK)]


def test_the_order_of_articles_and_of_decisions_is_all_one() -> None:
    told, known = [A, B, C, PAPER, *ONE_STUDY], resolve([A, B, C, PAPER, *ONE_STUDY], MANY)
    chance = random.Random(11)  # noqa: S311 - any order will do
    for _ in range(5):
        assert resolve(chance.sample(told, len(told)), chance.sample(MANY, len(MANY))) == known


def test_many_decisions_cost_near_linear_time() -> None:
    told = [article(f"n{n}", studies=[survey(f"Board {n}")]) for n in range(400)]
    ends = [target(one, TargetKind.STUDY, "Board") for one in told]
    chain = [same(one, other) for one, other in pairwise(ends)]
    (study,) = resolve(told, chain).studies
    assert len(study.members) == 400


def parsed(quads: Sequence[Quad]) -> list[ox.Quad]:
    return list(ox.parse(lines(quads), format=ox.RdfFormat.N_QUADS))


def test_decisions_read_back_as_they_were() -> None:
    quads = parsed(decision_quads(MANY))
    assert set(recover_decisions(quads)) == set(MANY)
    assert {quad.graph_name.value for quad in quads} == {iris.DECISIONS}  # type: ignore[union-attr]


words = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=20).map(str.strip).filter(bool)
)
ends = st.builds(
    Target,
    st.just(TargetKind.CLAIM),
    st.just("https://w3id.org/whence/id/claim/1-2"),
    st.just("https://w3id.org/whence/id/article/1"),
    *(words for _ in range(5)),
)


@given(end=ends, by=words, because=words, value=words, time=st.datetimes())
def test_any_decision_reads_back_as_it_was(end: Target, by: str, because: str, value: str, time: datetime) -> None:
    decision = Decision(Ruling.CORRECT, (end,), by, because, moment(time), Field.MEASURE, value)
    assert recover_decisions(parsed(decision_quads([decision]))) == (decision,)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        pytest.param("I asked them", "nobody asked", id="another reason"),
        pytest.param('"38"', '"83"', id="another value"),
        pytest.param("#Correct>", "#Reject>", id="another ruling"),
        pytest.param("#Correct>", "#Perhaps>", id="a ruling that is none"),
    ],
)
def test_a_decision_that_was_edited_is_refused(written: str, instead: str) -> None:
    text = lines(decision_quads([correct(CLAIM, Field.VALUE, "38")])).decode()
    assert written in text
    edited = list(ox.parse(text.replace(written, instead), format=ox.RdfFormat.N_QUADS))
    with pytest.raises(StoreError, match="decision"):
        recover_decisions(edited)


def test_a_number_beyond_all_counting_in_a_file_is_refused() -> None:
    with pytest.raises(StoreError, match=r"decision .* is damaged \(1e29 is beyond"):
        recover_decisions(parsed(decision_quads([correct(CLAIM, Field.VALUE, "1e29")])))


def test_places_find_what_targets_describe() -> None:
    places = Places(corpus([PAPER, NEWS, *QUOTED]))
    for one in places.targets.values():
        assert places.find(one).nodes == (one.node,)


def test_a_forecast_that_is_corrected_stays_a_forecast() -> None:
    told = article("fc", statements=[said("Ferries will be free by 2031.", "Bo Ek", kind=StatementKind.FORECAST)])
    decision = correct(target(told, TargetKind.STATEMENT, "Ferries"), Field.SPEAKER, to=wide(PERSON, "Cy Dee"))
    (proposition,) = resolve([told], [decision]).propositions
    assert (proposition.kind, proposition.target) == (StatementKind.FORECAST, 2031)
