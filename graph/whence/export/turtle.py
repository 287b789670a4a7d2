"""Turtle and TriG made for reading and for small differences: sorted, grouped by subject, a line for each predicate.

The layout is turtlefmt's. The engine writes the graphs with prefixes, in its own order; its blocks, one for each
subject and graph, are sorted as text, those of one subject become one, and predicates and values are put in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import IO

import pyoxigraph as ox

from whence.export.namespaces import prefixes, turtle_header
from whence.export.reifiers import reifications, reifying_graph
from whence.export.sorting import END, SortedRecords
from whence.rdf import iris
from whence.store import Graph, Store

_NEXT, _OUTSIDE = b" ;\n\t\t", b" ;\n\t"
"""What the engine writes between two predicates of a subject, within a named graph and outside of one. It stands in no
literal: the engine escapes line ends there."""

_ALSO = b" , "
"""What it writes between two values of a predicate."""

_CLOSE, _OPEN = b"}\n", b" {\n\t"
"""What it writes around a named graph, each statement of which then stands behind a tab."""

_VALUES = re.compile(rb'(?:"(?:[^"\\]|\\.)*"[^ ]*|<<\(.*?\)>>|[^ ]+)(?= , |$)')
"""The values in a list."""

_AT_ONCE = 500
"""Subjects that are written with one call."""


def write_turtle(store: Store, output: IO[bytes], *, annotations: bool = False) -> int:
    """Write the union of the graphs; returns how many distinct triples it has."""
    records = SortedRecords(_Blocks())
    store.dump(records.stream, ox.RdfFormat.TRIG, prefixes())
    if annotations:
        ox.serialize(reifications(store), records.stream, ox.RdfFormat.TURTLE, prefixes=prefixes())
    output.write(turtle_header())
    return write_blocks(records.batches(), output)


def write_trig(store: Store, output: IO[bytes], *, annotations: bool = False) -> int:
    """Write each graph by itself, in order; returns how many quads were written."""
    output.write(turtle_header())
    written, home = 0, reifying_graph(store)
    for graph in store.graph_nodes():
        records = SortedRecords(_Blocks())
        store.dump(records.stream, ox.RdfFormat.TURTLE, prefixes(), graph)
        if annotations and graph == home:
            ox.serialize(reifications(store), records.stream, ox.RdfFormat.TURTLE, prefixes=prefixes())
        if isinstance(graph, ox.DefaultGraph):
            written += write_blocks(records.batches(), output)
        else:
            output.write(b"\n%s {" % _name(graph))
            written += write_blocks(records.batches(), output, b"    ")
            output.write(b"}\n")
    return written


def _name(graph: Graph) -> bytes:
    """The name of a graph as the engine shortens it."""
    written = BytesIO()
    node = ox.NamedNode(iris.BASE)
    ox.serialize([ox.Quad(node, node, node, graph)], written, ox.RdfFormat.TRIG, prefixes=prefixes())
    return written.getvalue()[len(turtle_header()) :].partition(_OPEN)[0]


class _Blocks:
    """Takes what the engine writes apart into one block for each subject in each graph that is to be exported.

    It is called with one text after the other, and remembers which graph it is in.
    """

    def __init__(self) -> None:
        self._within = False
        self._kept = False

    def __call__(self, text: bytes) -> list[bytes]:
        blocks = list[bytes]()
        for index, section in enumerate(text.split(_CLOSE)):
            if index:
                self._within = False
            if self._within:
                inside = section[1:]
            else:
                before, opens, inside = section.partition(_OPEN)
                outside, _, name = before.rpartition(END) if opens else (before.removesuffix(END), b"", b"")
                blocks += _outside(outside)
                if opens:
                    self._within, self._kept = True, name.startswith(b"graph:")
            if inside and self._kept:
                blocks += inside.removesuffix(END).split(END + b"\t")
        return blocks


def _outside(text: bytes) -> list[bytes]:
    """The blocks that stand in no named graph, without the declarations of prefixes among them."""
    blocks = text.replace(_OUTSIDE, _NEXT).split(END) if text else []
    return [block for block in blocks if not block.startswith(b"@prefix ")]


# ---------------------------------------------------------------- layout


def write_blocks(batches: Iterable[list[bytes]], output: IO[bytes], indent: bytes = b"") -> int:
    """Write sorted blocks, each subject once, an empty line before each; returns how many triples they are."""
    written = 0
    repeated = re.compile(rb"\n    %s([^ ]++ )[^\n]*+\n    %s\1" % (indent, indent))
    for subjects, said in _subjects(batches):
        text, count = _laid_out(subjects, said, indent, _lines)
        if repeated.search(text):  # rare: the engine had other statements between two of one predicate
            text, count = _laid_out(subjects, said, indent, _checked)
        if subjects:
            output.write(text)
        written += count
    return written


def _laid_out(
    subjects: list[bytes], said: list[bytes], indent: bytes, lines_of: Callable[[bytes], tuple[list[bytes], int]]
) -> tuple[bytes, int]:
    """The text of subjects, and how many triples it is; `lines_of` gives the lines of one."""
    blocks, written, following = list[bytes](), 0, b" ;\n    " + indent
    simply = lines_of is _lines
    for subject, statements in zip(subjects, said, strict=True):
        if simply and _ALSO not in statements:
            lines = statements.split(_NEXT)
            lines.sort()
            count = len(lines)
        else:
            lines, count = lines_of(statements)
        if len(lines) > 1 and (lines[0][:2] == lines[1][:2] or lines[0][0] == _BRACKET):
            lines, count = _merged(statements)  # the first two may have one predicate, or the types come later
        written += count
        blocks.append(subject + b" " + following.join(lines))
    before = b"\n" + indent
    return before + (END + before).join(blocks) + END, written


_BRACKET = ord("<")
"""What an IRI begins with for which there is no prefix: the types then come later in the order of bytes."""


def _subjects(batches: Iterable[list[bytes]]) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Some subjects at a time, and what is said of each in all its blocks.

    Two lists of bytes give the garbage collector nothing to do, which takes a tenth of the time with pairs.
    """
    subjects, said = list[bytes](), list[bytes]()
    last = b""
    for record in chain.from_iterable(batches):
        subject, _, statements = record.partition(b" ")
        if subject == last:
            said[-1] = b"%s%s%s" % (said[-1], _NEXT, statements)
            continue
        if len(subjects) == _AT_ONCE:
            yield subjects, said
            subjects, said = [], []
        subjects.append(subject)
        said.append(statements)
        last = subject
    yield subjects, said


def _lines(said: bytes) -> tuple[list[bytes], int]:
    """The sorted lines of a subject whose predicates stand in one line each, and how many values they have in all."""
    lines = said.split(_NEXT)
    count = len(lines)
    for index, line in enumerate(lines):
        if _ALSO in line:
            lines[index], more = _types(line) if line.startswith(b"a ") else _in_order(line)
            count += more
    lines.sort()
    return lines, count


def _in_order(line: bytes) -> tuple[bytes, int]:
    """A line with its values sorted, and how many it has beyond the first."""
    start = line.index(b" ") + 1
    values = _VALUES.findall(line, start) if b'"' in line else line[start:].split(_ALSO)
    values.sort()
    return line[:start] + _ALSO.join(values), len(values) - 1


_types = lru_cache(256)(_in_order)
"""The same, remembered: few sets of classes come again and again."""


def _checked(said: bytes) -> tuple[list[bytes], int]:
    """The same where a predicate may stand in several lines."""
    lines = said.split(_NEXT)
    once = len({line.partition(b" ")[0] for line in lines}) == len(lines)
    return _lines(said) if once else _merged(said)


def _merged(said: bytes) -> tuple[list[bytes], int]:
    """The same where a predicate may stand in several lines, a value be said twice, and types not come first."""
    values: dict[bytes, set[bytes]] = {}
    for line in said.split(_NEXT):
        predicate, _, listed = line.partition(b" ")
        values.setdefault(predicate, set()).update(_values(listed))
    ordered = sorted(values, key=lambda predicate: (predicate != b"a", predicate))
    lines = [b"%s %s" % (predicate, _ALSO.join(sorted(values[predicate]))) for predicate in ordered]
    return lines, sum(map(len, values.values()))


def _values(listed: bytes) -> list[bytes]:
    """The values of a list."""
    if b'"' not in listed:
        return listed.split(_ALSO)
    return _VALUES.findall(listed) if _ALSO in listed else [listed]
