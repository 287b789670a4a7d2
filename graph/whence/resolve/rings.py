"""Hops that run in a ring: articles of one day credit each other, and no claim can come from itself.

The surest hops of a ring are kept, as many as make no ring; what an article credits stays known, whichever way the
number took.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.knowledge import Retelling


def without_rings(hops: Sequence[Retelling]) -> list[Retelling]:
    """The hops but the least sure of each ring; the same for any order of them."""
    if not hops:
        return []
    import networkx as nx  # a tenth of a second, which the build of one page need not spend

    graph: nx.DiGraph[str] = nx.DiGraph((hop.claim, hop.source) for hop in hops)
    ring = {node: number for number, nodes in enumerate(nx.strongly_connected_components(graph)) for node in nodes}
    within = [hop for hop in hops if ring[hop.claim] == ring[hop.source]]
    dropped = set(_closing(within))
    return [hop for hop in hops if (hop.claim, hop.source) not in dropped]


def _closing(hops: Iterable[Retelling]) -> Iterator[tuple[str, str]]:
    """The hops that would close a ring of surer ones."""
    sources: dict[str, set[str]] = defaultdict(set)
    for hop in sorted(hops, key=lambda hop: (-hop.confidence, hop.claim, hop.source)):
        if _leads(hop.source, hop.claim, sources):
            yield hop.claim, hop.source
        else:
            sources[hop.claim].add(hop.source)


def _leads(start: str, end: str, sources: Mapping[str, set[str]]) -> bool:
    """Whether a claim comes from another, through however many hops."""
    ahead, seen = [start], {start}
    while ahead:
        node = ahead.pop()
        if node == end:
            return True
        fresh = sources.get(node, set()) - seen
        seen |= fresh
        ahead += fresh
    return False
