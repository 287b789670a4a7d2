"""Whence: where did that number come from?

    import whence

    graph = whence.build("articles/")
    print(graph.explain("83 percent"))

Importing it costs nothing: what stands behind a name is imported when the name is used. See docs/library.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.errors import Failure, StoreError, UsageError, WhenceError
    from whence.library.graph import Graph, build, open  # noqa: A004
    from whence.library.rows import Article, Claim, Study
    from whence.library.tables import Listing, Table
    from whence.library.tracing import Explained

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Claim",
    "Explained",
    "Failure",
    "Graph",
    "Listing",
    "StoreError",
    "Study",
    "Table",
    "UsageError",
    "WhenceError",
    "__version__",
    "build",
    "open",
]

_HOMES = {
    **dict.fromkeys(("Failure", "StoreError", "UsageError", "WhenceError"), "whence.errors"),
    **dict.fromkeys(("Graph", "build", "open"), "whence.library.graph"),
    **dict.fromkeys(("Article", "Claim", "Study"), "whence.library.rows"),
    **dict.fromkeys(("Listing", "Table"), "whence.library.tables"),
    "Explained": "whence.library.tracing",
}
"""The module that each name comes from."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
