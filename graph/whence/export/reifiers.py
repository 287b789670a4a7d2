"""Annotations of RDF 1.2: which triple a node explains that holds the reason and the confidence for it.

The graph has a node for each conclusion already: a retelling, a derivation, a match, a comparison. Here each becomes
the reifier of the triple that it is about, so that tools of RDF 1.2 find confidence and reason on the triple itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from whence import vocab
from whence.rdf import iris
from whence.store import Graph, Store

_PREFIXES = "".join(f"PREFIX {name}: <{vocab.PREFIXES[name]}>\n" for name in ("prov", "rdf", "wh"))

_EXPLAINED = (
    ("wh:takenFrom", "?one prov:qualifiedDerivation ?node . ?node prov:entity ?other"),
    ("prov:wasDerivedFrom", "?one prov:qualifiedDerivation ?node . ?node prov:entity ?other"),
    ("wh:fromStudy", "?one prov:qualifiedPrimarySource ?node . ?node prov:entity ?other"),
    ("wh:refersTo", "?node wh:member ?one ; wh:canonical ?other"),
    ("wh:reports", "?node wh:member ?one ; wh:canonical ?other"),
    ("wh:disagreesWith", "?node wh:verdict wh:Disagreement ; wh:compares ?one, ?other"),
    ("wh:laterWaveOf", "?node wh:verdict wh:Trend ; wh:compares ?one, ?other"),
)
"""Each relation, and how a node that explains one is found."""


def reifying_graph(store: Store) -> Graph:
    """The graph that annotations belong to: that of the knowledge, or the one where a file's triples are."""
    return ox.NamedNode(iris.KNOWLEDGE) if iris.KNOWLEDGE in store.graphs() else ox.DefaultGraph()


def reifications(store: Store) -> Iterator[ox.Triple]:
    """A triple "node rdf:reifies triple" for each node that explains a triple of the graph."""
    for relation, pattern in _EXPLAINED:
        found = store.query(
            f"{_PREFIXES}CONSTRUCT {{ ?node rdf:reifies <<( ?one {relation} ?other )>> }} "
            f"WHERE {{ {pattern} . ?one {relation} ?other }}"
        )
        assert isinstance(found, ox.QueryTriples)  # noqa: S101 - for the type checker
        yield from found
