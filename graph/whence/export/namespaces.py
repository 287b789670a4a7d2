"""The prefixes of an export: the vocabulary's, and one for each kind of node."""

from __future__ import annotations

from functools import cache

from whence import vocab
from whence.rdf import iris

KINDS = (
    *("article", "claim", "statement", "mention", "source", "sample", "person", "organization", "population"),
    *("study", "statistic", "proposition", "target", "quote", "position", "metadata", "extraction", "software"),
    *("match", "derivation", "retelling", "comparison", "graph", "decision", "decision-target", "author", "extracted"),
)
"""The kinds of nodes that have IRIs of their own: the first part of their path."""

_USED = ("cito", "cur", "oa", "prov", "rdf", "schema", "skos", "unit", "wh", "xsd")


def vocabularies() -> dict[str, str]:
    """Prefix → namespace of the vocabularies that a graph uses."""
    return {prefix: vocab.PREFIXES[prefix] for prefix in _USED}


def prefixes() -> dict[str, str]:
    """Prefix → namespace, sorted by prefix: of the vocabularies, and of each kind of node."""
    return dict(sorted({**vocabularies(), **{kind: f"{iris.BASE}{kind}/" for kind in KINDS}}.items()))


@cache
def turtle_header() -> bytes:
    """The declarations of the prefixes in Turtle and TriG."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes().items()).encode()
