"""From keys to groups: pairs worth comparing, and components of the pairs that were found the same."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise
from typing import Generic, TypeVar

SMALL_BLOCK = 40
"""Every pair of a block of up to this many members is compared."""
WINDOW = 12
"""In a larger block each member is compared with this many that follow it in sorted order."""

Side = tuple[str, int]
"""One of the two sides, 0 and 1, of something that keeps members apart, by its name."""

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Link:
    """Two members found the same, with the reason and the confidence; `weight` orders links of one confidence."""

    one: str
    other: str
    reason: str
    confidence: float
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Components:
    """Groups of members, sorted, and the links that were refused because they would have broken a rule."""

    groups: tuple[tuple[str, ...], ...]
    refused: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Rules(Generic[Fact]):
    """What must hold within a component.

    No two members may have the same `home`. The `facts` of its members must agree: `agree` gives the joint fact of
    two, or None when they contradict each other. A member with no home or no fact is free of that rule. Members on
    opposite `sides` never meet.
    """

    homes: Mapping[str, Hashable] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    agree: Callable[[Fact, Fact], Fact | None] = lambda one, other: one if one == other else None
    sides: Mapping[str, frozenset[Side]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Constraints:
    """Links that must be made, and the sides on which each node stands: it is never one with what stands opposite."""

    same: tuple[Link, ...] = ()
    sides: Mapping[str, frozenset[Side]] = field(default_factory=dict)

    @property
    def nodes(self) -> frozenset[str]:
        """All nodes that are decided to be one with others, or different from them."""
        return frozenset((*self.sides, *(end for link in self.same for end in (link.one, link.other))))

    def among(self, nodes: Container[str]) -> tuple[Link, ...]:
        """The links that must be made between these nodes."""
        return tuple(link for link in self.same if link.one in nodes and link.other in nodes)

    def apart(self, one: str, other: str) -> bool:
        """Whether two nodes stand opposite each other."""
        mine = self.sides.get(one)
        return mine is not None and not opposite(mine).isdisjoint(self.sides.get(other, frozenset()))


@dataclass(slots=True)
class _Group(Generic[Fact]):
    """A growing component."""

    members: set[str]
    homes: set[Hashable]
    fact: Fact | None
    sides: set[Side]


def candidate_pairs(keys: Mapping[str, Iterable[Hashable]], order: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs of members that share a key, each pair once and sorted.

    In a block of more than `SMALL_BLOCK` members only neighbours in `order` meet (the sorted-neighbourhood method,
    Hernández and Stolfo 1995), so that the work stays near-linear however skewed the keys are.
    """
    blocks: dict[Hashable, list[str]] = {}
    for member in sorted(keys):
        for key in dict.fromkeys(keys[member]):
            blocks.setdefault(key, []).append(member)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        for pair in _block_pairs(members, order):
            if pair not in seen:
                seen.add(pair)
                yield pair


def spanning_pairs(members: Iterable[str], sides: Mapping[str, frozenset[Side]]) -> Iterator[tuple[str, str]]:
    """Pairs enough to join all members, however their sides cut them.

    Members on the same sides make a chain, and the first of each chain meets the firsts of the others: all of them, or
    in a large group its neighbours and the one that takes no side.
    """
    alike: dict[frozenset[Side], list[str]] = {}
    for member in sorted(members):
        alike.setdefault(sides.get(member, frozenset()), []).append(member)
    for group in alike.values():
        yield from pairwise(group)
    firsts = [group[0] for group in alike.values()]
    yield from _block_pairs(firsts, {})
    if len(firsts) > SMALL_BLOCK and (neutral := alike.get(frozenset())):
        yield from ((min(neutral[0], one), max(neutral[0], one)) for one in firsts if one != neutral[0])


def opposite(sides: Iterable[Side]) -> frozenset[Side]:
    """The sides across from these."""
    return frozenset((name, 1 - side) for name, side in sides)


def components(
    members: Iterable[str], links: Iterable[Link], rules: Rules[Fact] | None = None, decided: Iterable[Link] = ()
) -> Components:
    """The connected components of the links, surest first; a link that would break a rule is refused.

    The links that were `decided` come before all others, and only sides stand above them.
    """
    rules = rules or Rules()
    groups = {member: _alone(member, rules) for member in members}
    refused: list[Link] = []
    inferred = sorted(links, key=lambda link: (-link.confidence, -link.weight, link.one, link.other))
    for link, is_decided in chain(((link, True) for link in decided), ((link, False) for link in inferred)):
        one, other = groups[link.one], groups[link.other]
        if one is other:
            continue
        small, large = (one, other) if len(one.members) < len(other.members) else (other, one)
        if not _absorb(large, small, rules, is_decided=is_decided):
            refused.append(link)
            continue
        groups.update(dict.fromkeys(small.members, large))
    distinct = {id(group): group for group in groups.values()}
    found = sorted(tuple(sorted(group.members)) for group in distinct.values())
    return Components(tuple(found), tuple(refused))


def _alone(member: str, rules: Rules[Fact]) -> _Group[Fact]:
    homes = {rules.homes[member]} if member in rules.homes else set()
    return _Group({member}, homes, rules.facts.get(member), set(rules.sides.get(member, ())))


def _absorb(large: _Group[Fact], small: _Group[Fact], rules: Rules[Fact], *, is_decided: bool) -> bool:
    """Take the smaller group into the larger one, unless a rule forbids it; costs the size of the smaller."""
    if small.sides and not large.sides.isdisjoint(opposite(small.sides)):
        return False
    if not (is_decided or large.homes.isdisjoint(small.homes)):
        return False
    if large.fact is not None and small.fact is not None:
        joint = rules.agree(large.fact, small.fact)
        if joint is None and not is_decided:
            return False
        large.fact = joint if joint is not None else large.fact
    elif large.fact is None:
        large.fact = small.fact
    large.members |= small.members
    large.homes |= small.homes
    large.sides |= small.sides
    return True


def _block_pairs(members: Sequence[str], order: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if len(members) <= SMALL_BLOCK:
        yield from combinations(members, 2)
        return
    ranked = sorted(members, key=lambda member: (order.get(member, ""), member))
    for at, one in enumerate(ranked):
        for other in ranked[at + 1 : at + 1 + WINDOW]:
            yield (one, other) if one < other else (other, one)
