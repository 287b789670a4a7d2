"""What a store holds of people's decisions."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from whence.rdf.quads import name

_TYPE = ox.NamedNode(name("rdf:type")[1:-1])
DECISION = ox.NamedNode(name("wh:Decision")[1:-1])
_OF_DECISIONS = {name(each)[1:-1] for each in ("wh:concerns", "wh:instead", "prov:wasAttributedTo", "oa:hasSelector")}


def about_decisions(store: ox.Store) -> Iterator[ox.Quad]:
    """What is said of the decisions and of what they lead to, whichever graph a file had it in."""
    nodes = [quad.subject for quad in store.quads_for_pattern(None, _TYPE, DECISION, None)]
    seen = set(nodes)
    while nodes:
        for quad in store.quads_for_pattern(nodes.pop(), None, None, None):
            yield quad
            ahead = quad.object
            if quad.predicate.value in _OF_DECISIONS and isinstance(ahead, ox.NamedNode) and ahead not in seen:
                seen.add(ahead)
                nodes.append(ahead)
