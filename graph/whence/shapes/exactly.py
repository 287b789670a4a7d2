"""Comparisons of numbers of any size, as SHACL has them: Oxigraph compares none beyond its own range."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal

import pyoxigraph as ox

from whence import vocab
from whence.shapes.expressions import MOST_DIGITS
from whence.shapes.model import Constraint, Node

Judge = Callable[[Node, Node | None], bool]
"""Whether a value, and what it is compared with, break a constraint."""

_EXACT = {vocab.expand("xsd:integer"), vocab.expand("xsd:decimal")}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_OPERATORS = {"minInclusive": operator.ge, "maxInclusive": operator.le, "lessThan": operator.lt}


def judge(constraint: Constraint) -> Judge | None:
    """The exact comparison of a constraint that compares, else None."""
    holds = _OPERATORS.get(constraint.kind)
    if holds is None:
        return None
    limit = constraint.values[0]

    def breaks(value: Node, other: Node | None) -> bool:
        first, second = _number(value), _number(limit if other is None else other)
        return first is None or second is None or not holds(first, second)

    return breaks


def _number(node: Node) -> Decimal | None:
    """The number that a well-formed decimal or integer of no more than MOST_DIGITS characters spells."""
    if not isinstance(node, ox.Literal) or node.datatype.value not in _EXACT or len(node.value) > MOST_DIGITS:
        return None
    return Decimal(node.value) if _NUMBER.fullmatch(node.value) else None
