"""Claims as people corrected them: what decisions say of single claims, laid over what was extracted.

Of two corrections of one field the later one holds; a claim that is rejected is none, whatever else is said of it.
A claim keeps its IRI, which is made of what was extracted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from whence.decision import FIELD_NAMES, Decision, Field, Ruling, Standing, State, Target, TargetKind
from whence.knowledge import Revision
from whence.model import Agent, AgentKind, Change, Qualifier, Statement, StatisticalClaim
from whence.resolve.corpus import Telling, laid_out
from whence.resolve.targets import Places

Claim = StatisticalClaim | Statement


@dataclass(frozen=True, slots=True)
class Revised:
    """The articles with their claims as corrected, what was corrected, and what became of each decision."""

    tellings: tuple[Telling, ...]
    revisions: tuple[Revision, ...]
    standings: tuple[Standing, ...]

    @property
    def studies(self) -> dict[str, str]:
        """The mention, in another article, of the study that a claim is decided to come from."""
        return {revision.claim: revision.study for revision in self.revisions if revision.study}


def revise(tellings: Sequence[Telling], decisions: Mapping[str, Decision], places: Places) -> Revised:
    """Apply the corrections and rejections among the decisions, which are given by IRI; the rest are left alone."""
    standings: dict[str, Standing] = {}
    on_claim: dict[str, list[str]] = defaultdict(list)
    for iri, decision in sorted(decisions.items(), key=lambda item: (item[1].time, item[0])):
        if decision.ruling in (Ruling.CORRECT, Ruling.REJECT):
            found = places.find(decision.targets[0])
            if found.nodes:
                on_claim[found.nodes[0]].append(iri)
            else:
                standings[iri] = Standing(iri, found.state, found.reason)
    revisions: dict[str, Revision] = {}
    for telling in tellings:
        for told_iri, claim in _claims(telling).items():
            if told_iri in on_claim:
                case = _Case(telling, told_iri, claim, {iri: decisions[iri] for iri in on_claim[told_iri]}, places)
                revision, outcome = case.decided()
                standings |= {standing.decision: standing for standing in outcome}
                if revision:
                    revisions[told_iri] = revision
    revised = tuple(_revised(telling, revisions) for telling in tellings)
    return Revised(
        revised,
        tuple(revisions[iri] for iri in sorted(revisions)),
        tuple(standings[iri] for iri in sorted(standings)),
    )


def _claims(telling: Telling) -> dict[str, Claim]:
    claims: dict[str, Claim] = {told.iri: told.claim for told in telling.claims}
    return claims | {said.iri: said.statement for said in telling.statements}


def _revised(telling: Telling, revisions: Mapping[str, Revision]) -> Telling:
    """The article laid out anew, with the claims that decisions correct and without those that they reject."""
    if not any(iri in revisions for iri in _claims(telling)):
        return telling
    claims, statements = list[tuple[str, StatisticalClaim]](), list[tuple[str, Statement]]()
    for iri, claim in _claims(telling).items():
        now = revisions[iri].now if iri in revisions else claim
        if isinstance(now, StatisticalClaim):
            claims.append((iri, now))
        elif isinstance(now, Statement):
            statements.append((iri, now))
    evidence = replace(
        telling.evidence,
        statistics=tuple(claim for _, claim in claims),
        statements=tuple(said for _, said in statements),
    )
    return laid_out(telling.iri, evidence, [iri for iri, _ in claims], [iri for iri, _ in statements])


@dataclass(frozen=True, slots=True)
class _Case:
    """One claim and the decisions on it, the earliest first."""

    telling: Telling
    iri: str
    claim: Claim
    decisions: Mapping[str, Decision]
    places: Places

    def decided(self) -> tuple[Revision | None, list[Standing]]:
        """What the decisions make of the claim, and what becomes of each of them."""
        rejecting = [iri for iri, one in self.decisions.items() if one.ruling is Ruling.REJECT]
        if rejecting:
            rest = [
                self._overruled(iri, rejecting[-1], "rejects the claim")
                for iri in self.decisions
                if iri not in rejecting
            ]
            done = [Standing(iri, State.APPLIED, "the claim counts for nothing", (self.iri,)) for iri in rejecting]
            return Revision(self.iri, self.telling.iri, None, (), tuple(sorted(rejecting))), done + rest
        return self._corrected()

    def _corrected(self) -> tuple[Revision | None, list[Standing]]:
        latest = {one.field: iri for iri, one in self.decisions.items()}
        standings, fields, applied = list[Standing](), list[Field](), list[str]()
        now, study = self.claim, None
        for iri, one in self.decisions.items():
            if one.field is None:
                continue
            if latest[one.field] != iri and not _agree(one, self.decisions[latest[one.field]]):
                standings.append(self._overruled(iri, latest[one.field], "says otherwise"))
                continue
            try:
                changed, elsewhere = self._with(now, one)
            except _NotApplicable as reason:
                standings.append(Standing(iri, State.STALE, str(reason)))
                continue
            study = elsewhere or study
            differs = changed != now or elsewhere
            held = "" if differs or one.field in fields else "; the extraction says so, too"
            standings.append(
                Standing(iri, State.APPLIED, f"the {FIELD_NAMES[one.field]} is {one.now}{held}", (self.iri,))
            )
            if differs:
                now = changed
                fields.append(one.field)
                applied.append(iri)
        if not fields:
            return None, standings
        return Revision(
            self.iri, self.telling.iri, now, tuple(sorted(fields)), tuple(sorted(applied)), study
        ), standings

    def _overruled(self, iri: str, by: str, how: str) -> Standing:
        other = self.decisions[by]
        return Standing(iri, State.OVERRULED, f"{other.author} {how} on {other.decided[:10]}: “{other.reason}”")

    # ------------------------------------------------------------ one field

    def _with(self, claim: Claim, decision: Decision) -> tuple[Claim, str | None]:
        """The claim with the field as decided, and the mention of its study where that stands in another article."""
        value = decision.value
        if decision.field is Field.SPEAKER:
            speaker = self._speaker(decision.instead) if decision.instead else None
            if isinstance(claim, Statement):
                if speaker is None:
                    raise _NotApplicable("a statement is somebody's: reject it, or name another speaker")
                return replace(claim, speaker=speaker), None
            return replace(claim, speaker=speaker), None
        if decision.field is Field.STUDY:
            return self._from_study(claim, decision.instead)
        if isinstance(claim, Statement):
            raise _NotApplicable("a statement has no number")
        return _with_text(claim, decision.field, value), None

    def _speaker(self, target: Target) -> Agent:
        """Who is meant, with role and affiliation where the article gives them."""
        kind = AgentKind.ORGANIZATION if target.kind is TargetKind.ORGANIZATION else AgentKind.PERSON
        statements = (said.statement.speaker for said in self.telling.statements)
        claims = (told.claim.speaker for told in self.telling.claims if told.claim.speaker)
        known = {(agent.name, agent.kind): agent for agent in (*statements, *claims)}
        return known.get((target.name, kind), Agent(target.name, kind))

    def _from_study(self, claim: Claim, target: Target | None) -> tuple[Claim, str | None]:
        if target is None:
            return replace(claim, study=None), None
        found = self.places.find(target)
        if not found.nodes:
            raise _NotApplicable(f"the study is not found: {found.reason}")
        own = [mention.iri for mention in self.telling.studies]
        if found.nodes[0] in own:
            return replace(claim, study=own.index(found.nodes[0])), None
        return replace(claim, study=None), found.nodes[0]


class _NotApplicable(Exception):
    """A correction that doesn't fit the claim as it is today; the text says why."""


def _with_text(claim: StatisticalClaim, field: Field | None, value: str | None) -> StatisticalClaim:
    """The claim with a field that is text or a term as decided; the number as printed stays what the article prints."""
    match field:
        case Field.VALUE:
            return replace(claim, quantity=replace(claim.quantity, value=Decimal(value or 0)))
        case Field.UNIT:
            return replace(claim, quantity=replace(claim.quantity, unit=value or "unit:NUM"))
        case Field.QUALIFIER:
            return replace(claim, quantity=replace(claim.quantity, qualifier=Qualifier(value or "Exactly")))
        case Field.POPULATION:
            return replace(claim, population=value)
        case Field.MEASURE:
            return replace(claim, measure=value or "")
        case Field.CHANGE:
            return replace(claim, change=Change(value) if value else None)
        case _:
            return replace(claim, period=value)


def _agree(one: Decision, other: Decision) -> bool:
    return (one.value, one.instead) == (other.value, other.instead)
