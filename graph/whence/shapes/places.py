"""Where a node stands: the article and the sentence that it belongs to, its own or else its nearest owner's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pyoxigraph as ox

from whence import vocab
from whence.shapes.model import Node
from whence.store import Store

_LEADS_TO = ("wh:statedIn", "oa:hasSource", "wh:member", "wh:compares", "wh:concerns")
_OWNED_BY = (
    *("oa:hasTarget", "oa:hasSelector", "wh:sample", "wh:population", "wh:attributedTo", "wh:conductedBy"),
    *("schema:affiliation", "schema:author", "schema:publisher", "wh:metadata", "wh:refersTo", "wh:reports"),
    *("prov:qualifiedDerivation", "prov:qualifiedPrimarySource", "wh:fromStudy", "wh:asExtracted"),
)
_FARTHEST = 4
"""How many steps away an article is looked for."""
_MOST_OWNERS = 20
"""How many owners of a node are followed; a population can have a hundred thousand."""


class Places:
    """Finds places by queries of a few nodes each, so that it costs the same in a graph of any size."""

    def __init__(self, store: Store) -> None:
        """Places in the graph of a store."""
        self._store = store
        ahead = [f"?node <{vocab.expand(each)}> ?owner" for each in _LEADS_TO]
        back = [f"?owner <{vocab.expand(each)}> ?node" for each in _OWNED_BY]
        ranked = (f"{{ {pattern} BIND ({rank} AS ?rank) }}" for rank, pattern in enumerate(ahead + back))
        self._owners_of = (
            f"SELECT DISTINCT ?node ?rank ?owner WHERE {{ {' UNION '.join(ranked)} FILTER (!isLiteral(?owner)) }} "
            f"ORDER BY ?rank STR(?owner) LIMIT {_MOST_OWNERS}"
        )
        self._said_of = _SAID
        for name in ("wh:fileName", "wh:statedIn", "schema:text", "oa:exact", "oa:hasTarget", "oa:hasSelector"):
            self._said_of = self._said_of.replace(f" {name} ", f" <{vocab.expand(name)}> ")

    def of(self, node: Node) -> tuple[str, str]:
        """The file name of the article and the quote; "" for what isn't found within four steps."""
        article = sentence = ""
        level, seen = [node], {node}
        for _ in range(_FARTHEST + 1):
            for each in level:
                file_name, quote = self._own(each)
                article, sentence = article or file_name, sentence or quote
            if article:
                break
            level = [each for each in dict.fromkeys(self._owners(level)) if each not in seen]
            seen.update(level)
        return article, sentence

    def _owners(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            yield from (cast(Node, row["owner"]) for row in self._rows(self._owners_of, node))

    def _own(self, node: Node) -> tuple[str, str]:
        """The file name and the quote that a node has itself."""
        said = dict[str, str]()
        for row in self._rows(self._said_of, node):
            kind, value = cast(ox.Literal, row["kind"]).value, cast(Node, row["said"]).value
            said[kind] = min(said.get(kind, value), value)
        quote = said.get("quote") or said.get("text") or "" if "article" in said else ""
        return said.get("file", ""), said.get("exact") or quote

    def _rows(self, query: str, node: Node) -> ox.QuerySolutions:
        return cast(ox.QuerySolutions, self._store.query(query, {"node": node}))


_SAID = """SELECT DISTINCT ?node ?kind ?said WHERE {
  { ?node wh:fileName ?said BIND ("file" AS ?kind) }
  UNION { ?node oa:exact ?said BIND ("exact" AS ?kind) }
  UNION { ?node wh:statedIn ?said BIND ("article" AS ?kind) }
  UNION {
    ?node oa:hasTarget ?place . ?place oa:hasSelector ?selector . ?selector oa:exact ?said BIND ("quote" AS ?kind)
  }
  UNION { ?node schema:text ?said BIND ("text" AS ?kind) }
}"""
