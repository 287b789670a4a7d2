"""Explaining a number: all tellings of the finding that a claim reports, each with its way back to the study."""

from __future__ import annotations

from collections.abc import Iterator

from whence.dossier import reading
from whence.dossier.facts import Facts
from whence.explain.chains import Explanation
from whence.explain.decided import decisions_on
from whence.explain.locate import locate
from whence.explain.statistic import statistic_card
from whence.explain.tracing import Tracer
from whence.store import Store


def explain_all(store: Store, words: str) -> Iterator[Explanation]:
    """Explain each finding that a claim of these words reports, the likeliest first."""
    told: set[str] = set()
    tracer = Tracer(store)
    for claim in locate(store, words):
        if claim not in told:
            explanation = explain(store, claim, tracer)
            told |= {telling.claim for telling in explanation.tellings}
            yield explanation


def explain(store: Store, claim: str, tracer: Tracer | None = None) -> Explanation:
    """Follow the finding that a claim reports; raises UsageError when the store has no such claim.

    Where a telling may have been taken from several others, the likeliest is followed. Give the store's tracer where
    there is one: it remembers what it has read.
    """
    finding = Facts(store, claim).node("wh:reports")
    tellings = store.subjects("wh:reports", finding) if finding else [claim]
    tracer = tracer or Tracer(store)
    retold = {source for telling in tellings if (source := tracer.source(telling))}
    leaves = [telling for telling in tellings if telling not in retold] or tellings[:1]
    chains = sorted(map(tracer.chain, leaves), key=lambda chain: -len(chain.tellings))
    waves = tuple(dict.fromkeys(_earlier(store, tracer, finding))) if finding else ()
    number = statistic_card(store, finding) if finding else None
    spoken = _proposition(store, finding) if finding else ""
    studies = dict.fromkeys(chain.study.iri for chain in chains if chain.study)
    decided = decisions_on(store, tellings, tuple(studies))
    return Explanation(str(number or spoken), bool(spoken), tuple(chains), waves, decided)


def _earlier(store: Store, tracer: Tracer, finding: str) -> Iterator[str]:
    """What is told of the question's earlier waves, with the study, or the article where no study is known."""
    for wave in Facts(store, finding).nodes("wh:laterWaveOf"):
        study = Facts(store, wave).node("wh:fromStudy")
        told = [tracer.telling(claim) for claim in store.subjects("wh:reports", wave)]
        for telling in sorted(told, key=lambda each: (each.file_name, each.quote)):
            yield f"“{telling.quote}” ({reading.study_label(store, study) if study else telling.file_name})"


def _proposition(store: Store, finding: str) -> str:
    """Who said what, where a finding is somebody's word rather than a number."""
    facts = Facts(store, finding)
    names = sorted(name for node in facts.nodes("wh:attributedTo") for name in Facts(store, node).texts("schema:name"))
    text = facts.text("schema:text") if facts.is_a("wh:Proposition") else None
    return f"{names[0]}: {text}" if names and text else ""
