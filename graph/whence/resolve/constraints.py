"""What people decided to be the same or different, as links that must be made and as sides that must not meet.

A decision stands above all inference. Of two opposite decisions on one pair the later one holds. Where several
decisions that things are the same would together join what another keeps apart, the earliest of them that would is
left out, and both are named: a wrong merge hides more than a missing one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.decision import Decision, Ruling, Standing, State
from whence.resolve.grouping import Constraints, Link, Side, spanning_pairs
from whence.resolve.targets import Places

_PAIRED = (Ruling.SAME, Ruling.DIFFERENT)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A decision on a pair, with the nodes that it means today."""

    iri: str
    decision: Decision
    ends: tuple[frozenset[str], frozenset[str]]

    @property
    def nodes(self) -> tuple[str, ...]:
        return tuple(sorted(self.ends[0] | self.ends[1]))

    @property
    def pair(self) -> frozenset[frozenset[str]]:
        return frozenset(self.ends)


def constraints(decisions: Mapping[str, Decision], places: Places) -> tuple[Constraints, tuple[Standing, ...]]:
    """The constraints that the decisions on pairs amount to, and what became of each of these decisions."""
    standings: dict[str, Standing] = {}
    pairs: dict[frozenset[frozenset[str]], list[_Pair]] = defaultdict(list)
    for iri, decision in sorted(decisions.items(), key=lambda item: (item[1].time, item[0])):
        if decision.ruling in _PAIRED:
            found = [places.find(target) for target in decision.targets]
            missing = next((one for one in found if not one.nodes), None)
            if missing:
                standings[iri] = Standing(iri, missing.state, missing.reason)
                continue
            pair = _Pair(iri, decision, (frozenset(found[0].nodes), frozenset(found[1].nodes)))
            pairs[pair.pair].append(pair)
    held = [pair for rivals in pairs.values() for pair in _latest(rivals, standings)]
    held.sort(key=lambda pair: (pair.decision.time, pair.iri), reverse=True)
    sides, apart = _sides(held, standings)
    same = [pair for pair in held if pair.decision.ruling is Ruling.SAME]
    kept = _consistent(same, sides, apart, standings)
    links = tuple(link for pair in kept for link in _links(pair, sides))
    return Constraints(links, sides), tuple(standings[iri] for iri in sorted(standings))


def _latest(rivals: Sequence[_Pair], standings: dict[str, Standing]) -> list[_Pair]:
    """The decisions on one pair that say what the latest of them does; the others are overruled."""
    last = rivals[-1].decision
    for rival in rivals:
        if rival.decision.ruling is not last.ruling:
            reason = f"{last.author} decided otherwise on {last.decided[:10]}: “{last.reason}”"
            standings[rival.iri] = Standing(rival.iri, State.OVERRULED, reason)
    return [rival for rival in rivals if rival.decision.ruling is last.ruling]


def _sides(
    held: Sequence[_Pair], standings: dict[str, Standing]
) -> tuple[dict[str, frozenset[Side]], dict[str, Decision]]:
    """The sides of each node that is decided to be different from another, and the decisions by IRI."""
    sides: dict[str, set[Side]] = defaultdict(set)
    apart: dict[str, Decision] = {}
    for pair in held:
        if pair.decision.ruling is Ruling.DIFFERENT:
            one, other = pair.ends
            one, other = (one - other, other) if len(one) >= len(other) else (one, other - one)
            if not (one and other):
                standings[pair.iri] = Standing(pair.iri, State.STALE, "what it keeps apart is now told as one thing")
                continue
            standings[pair.iri] = Standing(pair.iri, State.APPLIED, "they are kept apart", pair.nodes)
            apart[pair.iri] = pair.decision
            for side, nodes in enumerate((one, other)):
                for node in nodes:
                    sides[node].add((pair.iri, side))
    return {node: frozenset(found) for node, found in sides.items()}, apart


def _consistent(
    same: Sequence[_Pair],
    sides: Mapping[str, frozenset[Side]],
    apart: Mapping[str, Decision],
    standings: dict[str, Standing],
) -> list[_Pair]:
    """The decisions, the latest first, that can hold together with those that keep things apart."""
    nodes = sorted({node for pair in same for node in pair.nodes})
    kept: list[_Pair] = []
    group_of, members = {node: node for node in nodes}, {node: {node} for node in nodes}
    held = {node: set(sides.get(node, ())) for node in nodes}
    for pair in same:
        groups = sorted({group_of[node] for node in pair.nodes})
        seen: set[Side] = set()
        clash: set[str] = set()
        for group in groups:
            clash |= {iri for iri, side in held[group] if (iri, 1 - side) in seen}
            seen |= held[group]
        if clash:
            other = apart[min(clash)]
            between = " and ".join(map(str, other.targets))
            reason = f"it would join {between}, which {other.author} decided to be different: “{other.reason}”"
            standings[pair.iri] = Standing(pair.iri, State.CONFLICTING, reason)
            continue
        standings[pair.iri] = Standing(pair.iri, State.APPLIED, "they are one", pair.nodes)
        kept.append(pair)
        large = max(groups, key=lambda group: (len(members[group]), group))
        for group in groups:
            if group != large:
                group_of.update(dict.fromkeys(members[group], large))
                members[large] |= members.pop(group)
                held[large] |= held.pop(group)
    return kept


def _links(pair: _Pair, sides: Mapping[str, frozenset[Side]]) -> Iterator[Link]:
    for one, other in spanning_pairs(pair.nodes, sides):
        yield Link(one, other, pair.decision.because, 1.0)
