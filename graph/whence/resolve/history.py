"""Which decisions are in force: those that nobody has taken back. Nothing is ever struck from the history itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from whence.decision import Decision, Ruling, Standing, State
from whence.rdf import iris


def in_force(decisions: Iterable[Decision]) -> tuple[dict[str, Decision], tuple[Standing, ...]]:
    """The decisions that nobody took back, by IRI, and the standings of the others and of what took them back.

    To take back a decision that took back another brings that one into force again.
    """
    known = {iris.decision(decision): decision for decision in decisions}
    undoing: dict[str, list[str]] = defaultdict(list)
    for iri, decision in sorted(known.items(), key=lambda item: (item[1].time, item[0])):
        if decision.ruling is Ruling.UNDO and decision.undoes:
            undoing[decision.undoes].append(iri)

    @cache
    def undone_by(iri: str) -> str | None:
        return next((other for other in undoing[iri] if undone_by(other) is None), None)

    standings: list[Standing] = []
    for iri in sorted(known):
        undo = undone_by(iri)
        if undo:
            other = known[undo]
            reason = f"{other.author} took it back on {other.decided[:10]}: “{other.reason}”"
            standings.append(Standing(iri, State.UNDONE, reason))
        elif known[iri].ruling is Ruling.UNDO:
            standings.append(_standing_of_undo(iri, known[iri], known))
    held = {iri: known[iri] for iri in sorted(known) if known[iri].ruling is not Ruling.UNDO and not undone_by(iri)}
    return held, tuple(standings)


def _standing_of_undo(iri: str, undo: Decision, known: dict[str, Decision]) -> Standing:
    if undo.undoes in known:
        return Standing(iri, State.APPLIED, "what it takes back is out of force")
    return Standing(iri, State.WAITING, "the decision that it takes back is not among these")
