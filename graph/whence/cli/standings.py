"""What became of decisions, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from whence import vocab
from whence.cli.output import say
from whence.cli.summary import count
from whence.decision import Decision, Standing, State
from whence.rdf import iris
from whence.store import Store

WORDS = {state: vocab.label(vocab.expand(f"wh:{state}")) for state in State}
_TOLD = (State.STALE, State.CONFLICTING)
"""The standings that somebody has to do something about."""


def say_standings(standings: Iterable[Standing], store: Store) -> None:
    """Count the decisions by their standing, and name those that somebody has to look at."""
    found = list(standings)
    if not found:
        return
    states = Counter(standing.state for standing in found)
    counted = ", ".join(f"{states[state]:,} {WORDS[state]}" for state in State if states[state])
    say(f"{count(len(found), 'decision')}: {counted}")
    known = {iris.decision(decision): decision for decision in store.decisions()}
    for standing in found:
        if standing.state in _TOLD:
            say(told(known[standing.decision], standing))


def told(decision: Decision, standing: Standing) -> str:
    """A decision and its standing in a line: "3f2a91bc is stale: …"."""
    return f"{iris.short(iris.decision(decision))[:8]} ({decision}) is {WORDS[standing.state]}: {standing.reason}"
