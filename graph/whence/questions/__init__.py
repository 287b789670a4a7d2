"""Questions that SPARQL can't work out: each a function of a query's rows and the values of its parameters.

The query is the file of the question's name in ontology/queries, the function that of its name in the module of its
name here. It sees compact names for the terms of vocabularies, and no store, file or text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from whence.answers import Answer, Record

Compute = Callable[[Sequence[Record], Mapping[str, str]], Answer]


def computed(question: str) -> Compute:
    """The function that works a question out; its module is imported when it is asked, since some need networkx."""
    name = question.replace("-", "_")
    function: Compute = getattr(import_module(f"{__name__}.{name}"), name)
    return function
