"""Which article draws on which where people decided it: their word stands in the place of every sign.

Of several decisions on one pair of articles, in whichever direction, the latest holds. One that would close a ring of
articles, each drawing on the next, has no effect: a number can't come from itself.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence

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
    by_pair = {(one.article, one.source): one for one in drawn.found}
    kept = {pair: one for pair, one in by_pair.items() if frozenset(pair) not in rivals}
    sources: dict[str, set[str]] = defaultdict(set)
    for article, source in kept:
        sources[article].add(source)
    for told in sorted(rivals.values(), key=lambda told: (decisions[told[-1][0]].time, told[-1][0])):
        last, pair = told[-1]
        ring = _way(pair[1], pair[0], sources) if decisions[last].ruling is Ruling.DRAWS_ON else ()
        standings |= {one.decision: one for one in _standings(told, decisions, ring, places)}
        if ring:
            if turned := by_pair.get((pair[1], pair[0])):  # the other way round closes none
                kept[turned.article, turned.source] = turned
                sources[turned.article].add(turned.source)
        elif decisions[last].ruling is Ruling.DRAWS_ON:
            kept[pair] = Derivation(*pair, (decisions[last].because,), 1.0)
            sources[pair[0]].add(pair[1])
    proposals = tuple(one for one in drawn.proposals if frozenset((one.one, one.other)) not in rivals)
    found_now = tuple(kept[pair] for pair in sorted(kept))
    return Derivations(found_now, proposals), tuple(standings[iri] for iri in sorted(standings))


def _standings(
    told: Sequence[tuple[str, _Pair]], decisions: Mapping[str, Decision], ring: Sequence[str], places: Places
) -> Iterator[Standing]:
    """What became of the decisions on one pair of articles, of which the last holds unless it closes a ring."""
    last, pair = told[-1]
    by = decisions[last]
    for iri, other in told:
        decision = decisions[iri]
        if decision.ruling is not by.ruling or (by.ruling is Ruling.DRAWS_ON and other != pair):
            reason = f"{by.author} decided otherwise on {by.decided[:10]}: “{by.reason}”"
            yield Standing(iri, State.OVERRULED, reason)
        elif ring:
            way = " draws on ".join(places.targets[article].file_name for article in (*ring, ring[0]))
            yield Standing(
                iri, State.CONFLICTING, f"it would close a ring: {way}; decide first which of these is wrong"
            )
        else:
            does = "it draws on it" if decision.ruling is Ruling.DRAWS_ON else "neither draws on the other"
            yield Standing(iri, State.APPLIED, does, tuple(sorted(pair)))


def _way(start: str, end: str, sources: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The articles from one to another, each drawing on the next; empty where no way leads there."""
    ways, seen = deque[tuple[str, ...]]([(start,)]), {start}
    while ways:
        way = ways.popleft()
        if way[-1] == end:
            return way
        for source in sorted(sources.get(way[-1], ())):
            if source not in seen:
                seen.add(source)
                ways.append((*way, source))
    return ()
