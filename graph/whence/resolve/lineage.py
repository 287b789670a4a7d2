"""Which article draws on which where people decided it: their word stands in the place of every sign.

Of several decisions on one pair of articles, in whichever direction, the latest holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from whence.decision import Decision, Ruling, Standing, State
from whence.knowledge import Derivation
from whence.resolve.derivations import Derivations
from whence.resolve.targets import Places

_Pair = tuple[str, str]


def lineage(
    drawn: Derivations, decisions: Mapping[str, Decision], places: Places
) -> tuple[Derivations, tuple[Standing, ...]]:
    """The derivations as decided, and what became of each decision on one; the decisions are given by IRI."""
    standings: dict[str, Standing] = {}
    rivals: dict[frozenset[str], list[tuple[str, _Pair]]] = defaultdict(list)
    for iri, decision in sorted(decisions.items(), key=lambda item: (item[1].time, item[0])):
        if decision.ruling in (Ruling.DRAWS_ON, Ruling.INDEPENDENT):
            ends = (*decision.targets, decision.instead) if decision.instead else decision.targets
            found = [places.find(end) for end in ends]
            missing = next((one for one in found if not one.nodes), None)
            if missing:
                standings[iri] = Standing(iri, missing.state, missing.reason)
            elif found[0].nodes == found[1].nodes:
                standings[iri] = Standing(iri, State.STALE, "the two are now one article")
            else:
                pair = (found[0].nodes[0], found[1].nodes[0])
                rivals[frozenset(pair)].append((iri, pair))
    kept = {(one.article, one.source): one for one in drawn.found if frozenset((one.article, one.source)) not in rivals}
    for told in rivals.values():
        last, pair = told[-1]
        undirected = decisions[last].ruling is Ruling.INDEPENDENT
        for iri, other in told:
            if decisions[iri].ruling is decisions[last].ruling and (undirected or other == pair):
                does = "it draws on it" if decisions[iri].ruling is Ruling.DRAWS_ON else "neither draws on the other"
                standings[iri] = Standing(iri, State.APPLIED, does, tuple(sorted(pair)))
            else:
                by = decisions[last]
                reason = f"{by.author} decided otherwise on {by.decided[:10]}: “{by.reason}”"
                standings[iri] = Standing(iri, State.OVERRULED, reason)
        if decisions[last].ruling is Ruling.DRAWS_ON:
            kept[pair] = Derivation(*pair, (decisions[last].because,), 1.0)
    proposals = tuple(one for one in drawn.proposals if frozenset((one.one, one.other)) not in rivals)
    found_now = tuple(kept[pair] for pair in sorted(kept))
    return Derivations(found_now, proposals), tuple(standings[iri] for iri in sorted(standings))
