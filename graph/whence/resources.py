"""Where the files that are no Python live: the ontology, and the data beside the code.

The ontology stands inside the package in a wheel, and beside graph/ in a checkout.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from whence.errors import WhenceError


def ontology() -> Traversable:
    """The folder that holds whence.ttl, shapes.ttl, context.jsonld and queries/."""
    inside = files("whence") / "ontology"
    if inside.is_dir():
        return inside
    beside = Path(__file__).resolve().parents[2] / "ontology"
    if beside.is_dir():
        return beside
    raise WhenceError("the ontology is missing: reinstall whence, or run it from a whole checkout")


def data(*names: str) -> Traversable:
    """A data file of the package, by its path below whence/data."""
    return files("whence").joinpath("data", *names)


def word_list(*names: str) -> tuple[str, ...]:
    """The entries of a word list: one a line; `#` starts a comment, blank lines are left out."""
    lines = data(*names).read_text("utf-8").splitlines()
    return tuple(entry for line in lines if (entry := line.split("#", 1)[0].strip()))


@cache
def word_classes(*names: str) -> Mapping[str, frozenset[str]]:
    """Closed classes of words by name: each line of a word list is a name, a colon, the members with spaces between."""
    lines = (line.partition(":") for line in word_list(*names))
    return MappingProxyType({name: frozenset(members.split()) for name, _, members in lines})


@cache
def weights(*names: str) -> Mapping[str, float]:
    """Feature → weight of a linear model, in a file of both with a tab between; lines that begin with `#` are left out.

    The mapping is shared and cannot be changed.
    """
    rows = (line.partition("\t") for line in data(*names).read_text("utf-8").splitlines() if not line.startswith("#"))
    return MappingProxyType({feature: float(weight) for weight, _, feature in rows})
