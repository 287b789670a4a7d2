"""Which decisions of people shaped an answer, in sentences that say who decided and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from whence import vocab
from whence.decision import Decision, Field, Ruling, Standing, State, in_words
from whence.dossier.facts import Facts
from whence.explain.locate import locate_rejected
from whence.rdf import iris
from whence.store import Store

_AROUND = """
PREFIX wh: <https://w3id.org/whence/ns#>
SELECT DISTINCT ?start ?node WHERE {
  { ?start wh:cites|wh:population|wh:attributedTo|wh:statedIn ?node } UNION { ?node wh:refersTo ?start }
  UNION { ?mention wh:refersTo ?start ; wh:conductedBy ?node }
}"""
_NAMES = ("schema:name", "skos:prefLabel", "schema:text")


def decisions_on(store: Store, claims: Iterable[str], studies: Iterable[str]) -> tuple[str, ...]:
    """The decisions that apply to claims, to what they name, or to the mentions of studies, the latest first."""
    return tuple(
        f"{decision}{_instead_of(store, decision, standing.nodes)}, {decision.because}"
        for decision, standing in bearing_on(store, claims, studies)
    )


def rejections(store: Store, words: str) -> tuple[str, ...]:
    """The decisions that what has these words is no claim, in sentences, the latest first."""
    rejected = set(locate_rejected(store, words))
    return tuple(
        f"{decision}, {decision.because}"
        for decision, standing in bearing_on(store, sorted(rejected), ())
        if decision.ruling is Ruling.REJECT and not rejected.isdisjoint(standing.nodes)
    )


def bearing_on(store: Store, claims: Iterable[str], studies: Iterable[str]) -> list[tuple[Decision, Standing]]:
    """Those decisions as values, each with its standing, the latest first."""
    standings = store.standings()
    if not standings:
        return []
    nodes = {*claims, *(node for start in (*claims, *studies) for node in _around(store, start))}
    return [
        (decision, standing)
        for decision in reversed(store.decisions())
        if (standing := standings.get(iris.decision(decision)))
        and decision.ruling is not Ruling.UNDO
        and standing.state is State.APPLIED
        and _bears_on(decision, standing, nodes)
    ]


def _bears_on(decision: Decision, standing: Standing, nodes: set[str]) -> bool:
    """Whether a decision is about one of the nodes; what draws on what, only where both articles are among them."""
    if decision.ruling in (Ruling.DRAWS_ON, Ruling.INDEPENDENT):
        return nodes.issuperset(standing.nodes)
    return not nodes.isdisjoint(standing.nodes)


def _around(store: Store, start: str) -> Iterator[str]:
    found = store.query(_AROUND, {"start": ox.NamedNode(start)})
    if isinstance(found, ox.QuerySolutions):
        for solution in found:
            if isinstance(node := solution["node"], ox.NamedNode):
                yield node.value


def _instead_of(store: Store, decision: Decision, claims: Iterable[str]) -> str:
    """What was extracted, in words: ", extracted as 83"."""
    if decision.field is None:
        return ""
    for claim in claims:
        for original in (Facts(store, node) for node in Facts(store, claim).nodes("wh:asExtracted")):
            if decision.field in original.texts("wh:field"):
                name = f"wh:{decision.field}"
                was = original.node(name) or original.text(name)
                return f" ({_shown(store, decision.field, was) if was else 'none'} was extracted)"
    return ""


def _shown(store: Store, field: Field, value: str) -> str:
    if not value.startswith(iris.BASE):
        return vocab.label(value) if "//" in value else in_words(field, value)
    if field is Field.STUDY:
        return "“" + "; ".join(Facts(store, iris.anchor(value, "quote")).texts("oa:exact")) + "”"
    facts = Facts(store, value)
    return in_words(field, min((text for name in _NAMES for text in facts.texts(name)), default=value))
