"""Constraints as SPARQL expressions: one that is true where a value keeps it, one that is true where a node breaks it.

A constraint is either about each value by itself (`KEPT`), or about all values of a path together (`BROKEN`). No
expression has an error for its value: what can't be compared, cast or parsed breaks the constraint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import pyoxigraph as ox

from whence import vocab
from whence.errors import ShapesError
from whence.shapes.dialect import rust_pattern
from whence.shapes.model import Constraint, Node, Path, Shape, spelled

_SH, _XSD, _RDF = vocab.PREFIXES["sh"], vocab.PREFIXES["xsd"], vocab.PREFIXES["rdf"]

MOST_COUNTED = 4
"""The largest number in a constraint that counts values: one more than it are looked for, each unlike the others."""

MOST_DIGITS = 1_000
"""The characters of the longest number that is read: a longer one is no number, as it is none to pySHACL's Python."""

_KINDS = {
    "IRI": "isIRI({0})",
    "Literal": "isLiteral({0})",
    "BlankNode": "isBlank({0})",
    "BlankNodeOrIRI": "!isLiteral({0})",
    "BlankNodeOrLiteral": "!isIRI({0})",
    "IRIOrLiteral": "!isBlank({0})",
}
_ALWAYS = "true"


def _number(unsigned: str) -> str:
    written = f'STRLEN(STR({{0}})) <= {MOST_DIGITS} && REGEX(STR({{0}}), "^[+-]?{unsigned}$")'
    return f"(isNumeric({{0}}) || ({written}))"


_WELL_FORMED = {
    f"{_XSD}string": _ALWAYS,
    f"{_RDF}langString": 'LANG({0}) != ""',
    # Oxigraph takes no number for one that is too large for it, but such a number is written well.
    f"{_XSD}integer": _number("[0-9]+"),
    f"{_XSD}decimal": _number("([0-9]+(\\\\.[0-9]*)?|\\\\.[0-9]+)"),
    f"{_XSD}boolean": 'STR({0}) IN ("true", "false", "1", "0")',
    **{f"{_XSD}{each}": f"isLiteral(<{_XSD}{each}>({{0}}))" for each in ("date", "dateTime", "gYear", "gYearMonth")},
}
"""Whether a literal of a datatype is written as XML Schema has it."""

DATATYPES = frozenset(_WELL_FORMED)
"""The datatypes whose lexical forms are known."""


def well_formed(datatype: str, value: str) -> str:
    """True where the value, a variable, is a well-formed literal of a datatype, else false."""
    if datatype not in _WELL_FORMED:
        raise ShapesError(f"the datatype {datatype} can't be compiled: its lexical form isn't known")
    rest = _WELL_FORMED[datatype].format(value)
    same = f"DATATYPE({value}) = <{datatype}>"
    return f"COALESCE({same}, false)" if rest == _ALWAYS else f"COALESCE({same} && {rest}, false)"


def iri(value: str) -> str:
    """An IRI of the shapes in SPARQL."""
    return f"<{value}>"


class Classes(Protocol):
    """What a graph says of classes."""

    def below(self, of: str) -> tuple[str, ...]:
        """A class and those that the graph tells to be below it, as far as they have instances, in a fixed order."""
        ...


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles constraints for a graph with its classes."""

    classes: Classes

    # ------------------------------------------------------------ whole shapes

    def conforms(self, shape: Shape, node: str) -> str:
        """True where the node, a variable, conforms to a shape, else false."""
        if shape.selects:
            raise ShapesError(f"{shape.rule}: a SPARQL constraint within another constraint can't be compiled")
        told = [self.conforms(each, node) for each in shape.properties]
        for constraint in shape.constraints:
            if constraint.kind in BROKEN:
                told.append(f"!({self.broken(constraint, shape.path, node)})")
            elif shape.path is None:
                told.append(self.kept(constraint, node))
            else:
                value = f"{node}_0"
                kept = self.kept(constraint, value)
                told.append(f"NOT EXISTS {{ {along(shape.path, node, value)} FILTER (!{kept}) }}")
        return "(" + " && ".join(told or ["true"]) + ")"

    def kept(self, constraint: Constraint, value: str) -> str:
        """True where a value, a variable, keeps a constraint about values, else false."""
        if constraint.kind not in KEPT:
            raise ShapesError(f"sh:{constraint.kind} can't be compiled")
        return f"({KEPT[constraint.kind](self, constraint, value)})"

    def broken(self, constraint: Constraint, path: Path | None, node: str) -> str:
        """True where the values of a path from a node, a variable, break a constraint about all of them, else false."""
        return BROKEN[constraint.kind](self, constraint, path, node)

    def instance(self, value: str, of: str) -> str:
        """True where a node is an instance of a class."""
        return " || ".join(f"EXISTS {{ {value} a {iri(each)} }}" for each in self.classes.below(of)) or "false"


def along(path: Path, node: str, value: str) -> str:
    """The pattern of a path from a node to a value."""
    return f"{node} {spelled(path, iri)} {value} ."


# ---------------------------------------------------------------- about each value


def _same(value: str, node: Node) -> str:
    return f"sameTerm({value}, {node})"


def _compared(operator: str) -> Callable[[Compiler, Constraint, str], str]:
    return lambda _compiler, constraint, value: f"COALESCE({value} {operator} {constraint.values[0]}, false)"


def _kind(_compiler: Compiler, constraint: Constraint, value: str) -> str:
    return _KINDS[constraint.values[0].value.removeprefix(_SH)].format(value)


def _class(compiler: Compiler, constraint: Constraint, value: str) -> str:
    return f"!isLiteral({value}) && ({compiler.instance(value, constraint.values[0].value)})"


def _datatype(_compiler: Compiler, constraint: Constraint, value: str) -> str:
    return well_formed(constraint.values[0].value, value)


def _pattern(_compiler: Compiler, constraint: Constraint, value: str) -> str:
    pattern = ox.Literal(rust_pattern(constraint.values[0].value))
    return f"!isBlank({value}) && REGEX(STR({value}), {pattern})"


def _min_length(_compiler: Compiler, constraint: Constraint, value: str) -> str:
    return f"!isBlank({value}) && STRLEN(STR({value})) >= {constraint.count}"


def _in(_compiler: Compiler, constraint: Constraint, value: str) -> str:
    return " || ".join(_same(value, member) for member in constraint.values) or "false"


def _or(compiler: Compiler, constraint: Constraint, value: str) -> str:
    return " || ".join(compiler.conforms(shape, value) for shape in constraint.shapes)


def _and(compiler: Compiler, constraint: Constraint, value: str) -> str:
    return " && ".join(compiler.conforms(shape, value) for shape in constraint.shapes)


def _not(compiler: Compiler, constraint: Constraint, value: str) -> str:
    return f"!{compiler.conforms(constraint.shapes[0], value)}"


def _xone(compiler: Compiler, constraint: Constraint, value: str) -> str:
    return " + ".join(f"IF({compiler.conforms(shape, value)}, 1, 0)" for shape in constraint.shapes) + " = 1"


KEPT: dict[str, Callable[[Compiler, Constraint, str], str]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "in": _in,
    "minInclusive": _compared(">="),
    "maxInclusive": _compared("<="),
    "or": _or,
    "and": _and,
    "not": _not,
    "node": _and,
    "xone": _xone,
}
"""Whether a value keeps a constraint that is about each value by itself."""


# ---------------------------------------------------------------- about all values of a path


def _several(number: int, path: Path | None, node: str, also: Callable[[str], str] | None = None) -> str:
    """True where a path has so many values, each unlike the others and each as `also` has it."""
    if path is None:
        raise ShapesError("a node shape can't count values: give it a sh:path")
    if number > MOST_COUNTED + 1:
        raise ShapesError(f"a count of more than {MOST_COUNTED} values can't be compiled")
    values = [f"{node}_{index}" for index in range(number)]
    tests = [f"!sameTerm({one}, {other})" for one, other in combinations(values, 2)]
    tests += [also(value) for value in values] if also else []
    patterns = " ".join(along(path, node, value) for value in values)
    return f"EXISTS {{ {patterns} {_filter(tests)}}}"


def _filter(tests: list[str]) -> str:
    return f"FILTER ({' && '.join(tests)}) " if tests else ""


def _too_few(_compiler: Compiler, constraint: Constraint, path: Path | None, node: str) -> str:
    return f"!{_several(constraint.count, path, node)}" if constraint.count else "false"


def _too_many(_compiler: Compiler, constraint: Constraint, path: Path | None, node: str) -> str:
    return _several(constraint.count + 1, path, node)


def not_once(path: Path, node: str) -> str:
    """True where a path has no value or several: each of them has another beside it."""
    value, other = f"{node}_0", f"{node}_1"
    another = f"{along(path, node, other)} FILTER (!sameTerm({value}, {other}))"
    return f"!EXISTS {{ {along(path, node, value)} FILTER NOT EXISTS {{ {another} }} }}"


def _too_few_such(compiler: Compiler, constraint: Constraint, path: Path | None, node: str) -> str:
    if not constraint.count:
        return "false"
    return f"!{_several(constraint.count, path, node, lambda value: compiler.conforms(constraint.shapes[0], value))}"


def _too_many_such(compiler: Compiler, constraint: Constraint, path: Path | None, node: str) -> str:
    return _several(constraint.count + 1, path, node, lambda value: compiler.conforms(constraint.shapes[0], value))


def _without(_compiler: Compiler, constraint: Constraint, path: Path | None, node: str) -> str:
    wanted = constraint.values[0]
    return f"!{_same(node, wanted)}" if path is None else f"NOT EXISTS {{ {along(path, node, str(wanted))} }}"


def _twice_in_a_language(_compiler: Compiler, _constraint: Constraint, path: Path | None, node: str) -> str:
    if path is None:
        raise ShapesError("sh:uniqueLang needs a sh:path")
    one, other = f"{node}_0", f"{node}_1"
    tests = [
        f"!sameTerm({one}, {other})",
        f'COALESCE(LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({other})), false)',
    ]
    return f"EXISTS {{ {along(path, node, one)} {along(path, node, other)} {_filter(tests)}}}"


BROKEN: dict[str, Callable[[Compiler, Constraint, Path | None, str], str]] = {
    "minCount": _too_few,
    "maxCount": _too_many,
    "qualifiedMinCount": _too_few_such,
    "qualifiedMaxCount": _too_many_such,
    "hasValue": _without,
    "uniqueLang": _twice_in_a_language,
}
"""Whether a node breaks a constraint that is about all values of a path together."""

COMPARED = frozenset({"equals", "lessThan"})
"""Constraints between the values of two paths, which `queries` compiles; none of them stands within another."""
