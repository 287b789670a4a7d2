"""What the graph says of one node, by property."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from whence import vocab
from whence.errors import UsageError
from whence.store import Store


class Facts:
    """The values of a node's properties, named as "wh:value"; those of one property come sorted, each once."""

    __slots__ = ("_nodes", "_texts", "iri")

    def __init__(self, store: Store, node: str) -> None:
        """Look a node up in a store; one that the store doesn't know has no values.

        Raises UsageError on a text that is no IRI.
        """
        self.iri = node
        nodes, texts = dict[str, set[str]](), dict[str, set[str]]()
        try:
            for quad in store.about(node):
                if isinstance(quad.object, ox.NamedNode):
                    nodes.setdefault(quad.predicate.value, set()).add(quad.object.value)
                elif isinstance(quad.object, ox.Literal):
                    texts.setdefault(quad.predicate.value, set()).add(quad.object.value)
        except ValueError as error:
            raise UsageError(f"not an IRI: {node}") from error
        self._nodes, self._texts = _sorted(nodes), _sorted(texts)

    def nodes(self, name: str) -> tuple[str, ...]:
        """The nodes that a property leads to."""
        return self._nodes.get(vocab.expand(name), ())

    def texts(self, name: str) -> tuple[str, ...]:
        """The literal values of a property."""
        return self._texts.get(vocab.expand(name), ())

    def node(self, name: str) -> str | None:
        """The first of the nodes."""
        return next(iter(self.nodes(name)), None)

    def text(self, name: str) -> str | None:
        """The first of the literal values."""
        return next(iter(self.texts(name)), None)

    def is_a(self, class_name: str) -> bool:
        """Whether the node is of a class."""
        return vocab.expand(class_name) in self.nodes("rdf:type")


def _sorted(values: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(found)) for name, found in values.items()}
