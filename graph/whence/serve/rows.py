"""The rows of a query about given nodes. Every query of a page is about nodes: its cost is that of what it finds."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from whence import vocab
from whence.answers import Record, answer
from whence.store import Store


def rows(store: Store, sparql: str, **nodes: str) -> list[Record]:
    """The rows of a SELECT without prefixes, with its variables bound to these nodes, which it must select."""
    bound = {name: ox.NamedNode(node) for name, node in nodes.items()}
    return answer(store.query(_prefixes() + sparql, bound), hidden=bound, iri=str).records()


@cache
def _prefixes() -> str:
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in vocab.PREFIXES.items())
