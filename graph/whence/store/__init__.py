"""Where a graph is kept: `graphs` holds it, `folder` says what on a disk is one, `decided` finds what was decided."""

from whence.store.graphs import Bound, Graph, Solutions, Store

__all__ = ["Bound", "Graph", "Solutions", "Store"]
