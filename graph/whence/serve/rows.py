"""The rows of a query about given nodes. Every query of a page is about nodes: its cost is that of what it finds."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from whence import vocab
from whence.answers import Record, answer
from whence.store import Store

_NODE = re.compile(r"\$(\w+)")


def rows(store: Store, sparql: str, **nodes: str) -> list[Record]:
    """The rows of a SELECT without prefixes, in which `$name` stands for the node of that name.

    The node is written into the query, as the engine spells it: of a variable that is bound from outside, its planner
    doesn't know that it is, and joins over the whole graph.
    """
    return answer(store.query(_prologue(sparql) + with_nodes(sparql, **nodes)), iri=str).records()


def with_nodes(sparql: str, **nodes: str) -> str:
    """A query with these nodes in the place of `$name`; raises ValueError for what is no IRI."""
    spelled = {name: str(ox.NamedNode(node)) for name, node in nodes.items()}
    return _NODE.sub(lambda found: spelled[found[1]], sparql)


@cache
def _prologue(sparql: str) -> str:
    """The prefixes that a query uses: to read all of them takes longer than to answer most queries."""
    used = ((prefix, namespace) for prefix, namespace in vocab.PREFIXES.items() if f"{prefix}:" in sparql)
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in used)
