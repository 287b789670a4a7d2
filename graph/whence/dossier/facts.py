"""What the graph says of one node, by property."""

from __future__ import annotations

import pyoxigraph as ox

from whence import vocab
from whence.store import Store


class Facts:
    """The values of a node's properties, named as "wh:value"; those of one property come sorted, each once."""

    def __init__(self, store: Store, node: str) -> None:
        """Look a node up in a store; one that the store doesn't know has no values."""
        self._values: dict[str, set[tuple[bool, str]]] = {}
        for quad in store.about(node):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                value = (isinstance(quad.object, ox.NamedNode), quad.object.value)
                self._values.setdefault(quad.predicate.value, set()).add(value)

    def nodes(self, name: str) -> list[str]:
        """The nodes that a property leads to."""
        return sorted(value for is_node, value in self._values.get(vocab.expand(name), ()) if is_node)

    def texts(self, name: str) -> list[str]:
        """The literal values of a property."""
        return sorted(value for is_node, value in self._values.get(vocab.expand(name), ()) if not is_node)

    def node(self, name: str) -> str | None:
        """The first of the nodes."""
        return next(iter(self.nodes(name)), None)

    def text(self, name: str) -> str | None:
        """The first of the literal values."""
        return next(iter(self.texts(name)), None)
