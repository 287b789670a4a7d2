"""The prefixes of an export: the vocabulary's, and one for each kind of node."""

from __future__ import annotations

from whence import vocab
from whence.rdf import iris

KINDS = (
    *("article", "claim", "statement", "mention", "source", "sample", "person", "organization", "population"),
    *("study", "statistic", "proposition", "target", "quote", "position", "metadata", "extraction", "software"),
    *("match", "derivation", "retelling", "comparison", "graph", "decision", "decision-target", "author", "extracted"),
)
"""The kinds of nodes that have IRIs of their own: the first part of their path."""

_USED = ("cito", "cur", "oa", "prov", "rdf", "schema", "skos", "unit", "wh", "xsd")


def prefixes() -> dict[str, str]:
    """Prefix → namespace, by prefix."""
    known = {prefix: vocab.PREFIXES[prefix] for prefix in _USED} | {kind: f"{iris.BASE}{kind}/" for kind in KINDS}
    return dict(sorted(known.items()))
