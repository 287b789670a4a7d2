"""Named questions: each file in ontology/queries is one, and its header comment says what it asks and of what.

    # title: Claims of an article
    # question: What does each article claim, and which study does it come from?
    # param file: text = "" | only articles whose file name contains this
    # param claim: iri | the claim
    # example: whence ask claims --arg file=release

A parameter without a default must be given. Its value is bound to the variable as a term, never pasted into the query;
the engine wants such a variable among those selected, and the answer leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache, partial
from importlib.resources.abc import Traversable

import pyoxigraph as ox

from whence import resources, vocab
from whence.errors import StoreError, UnknownQuestion, UsageError
from whence.store import Bound, Solutions, Store

Cell = str | int | float | None
"""A value of an answer as people and CSV read it: IRIs of the vocabulary by their label, the rest by its text."""

_HEADER = re.compile(r"#\s*(title|question|param|example)\s*:?\s*(.*)")
_PARAMETER = re.compile(r'(\w+):\s*(text|iri|number)(?:\s*=\s*"([^"]*)")?\s*\|\s*(.*)')
_XSD = vocab.PREFIXES["xsd"]
_NUMBERS = {f"{_XSD}{name}" for name in ("decimal", "integer", "double", "float")}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that the asker gives; `kind` is "text", "iri" or "number"."""

    name: str
    kind: str
    default: str | None
    meaning: str

    def term(self, value: str) -> Bound:
        """The value as a term; raises UsageError when it's no value of this kind."""
        if self.kind == "text":
            return ox.Literal(value)
        try:
            if self.kind == "iri":
                return ox.NamedNode(value)
            float(value)
        except ValueError as error:
            raise UsageError(f"--arg {self.name}={value}: not {_KINDS[self.kind]}") from error
        return ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}decimal"))


_KINDS = {"iri": "an absolute IRI such as https://example.org/a", "number": "a number"}


@dataclass(frozen=True, slots=True)
class Question:
    """A named question and the SPARQL that answers it."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str

    def bindings(self, values: Mapping[str, str]) -> dict[str, Bound]:
        """The terms of the parameters; raises UsageError for one that is unknown or missing."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(values.keys() - known.keys()):
            offered = ", ".join(known) or "none"
            raise UsageError(f"{self.name} has no parameter {unknown[0]}; its parameters: {offered}")
        given = {name: values.get(name, parameter.default) for name, parameter in known.items()}
        if missing := [name for name, value in given.items() if value is None]:
            raise UsageError(f"{self.name} needs --arg {missing[0]}=… ({known[missing[0]].meaning})")
        return {name: known[name].term(value) for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: the columns' names, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def ask(store: Store, question: str, /, **values: str) -> Answer:
    """Answer a named question; raises UnknownQuestion, or UsageError when a parameter is wrong."""
    asked = find(question)
    bindings = asked.bindings(values)
    return answer(store.query(asked.sparql, bindings), hidden=bindings.keys())


def find(name: str) -> Question:
    """The question of a name; raises UnknownQuestion."""
    known = {question.name: question for question in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"the questions are {', '.join(known)}"
    raise UnknownQuestion(f"no question is named {name}; {hint}")


@cache
def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    files = (file for file in (resources.ontology() / "queries").iterdir() if file.name.endswith(".rq"))
    return tuple(sorted(map(_question, files), key=lambda question: question.name))


def _question(file: Traversable) -> Question:
    sparql = file.read_text("utf-8")
    fields: dict[str, list[str]] = {"title": [], "question": [], "param": [], "example": []}
    for key, value in _header(sparql):
        fields[key].append(value)
    return Question(
        file.name.removesuffix(".rq"),
        " ".join(fields["title"]),
        " ".join(fields["question"]),
        tuple(_parameter(file.name, text) for text in fields["param"]),
        " ".join(fields["example"]),
        sparql,
    )


def _header(sparql: str) -> Iterator[tuple[str, str]]:
    for line in sparql.splitlines():
        if not line.startswith("#"):
            return
        if matched := _HEADER.match(line):
            yield matched[1], matched[2].strip()


def _parameter(file: str, text: str) -> Parameter:
    matched = _PARAMETER.match(text)
    if matched is None:
        raise UsageError(
            f'{file}: a parameter reads `# param name: text|iri|number = "default" | meaning`, not {text!r}'
        )
    return Parameter(matched[1], matched[2], matched[3], matched[4])


# ---------------------------------------------------------------- answers


def answer(solutions: Solutions, hidden: Container[str] = (), iri: Callable[[str], str] | None = None) -> Answer:
    """The table of a query's result: SELECT by its variables, ASK as one cell, CONSTRUCT as three columns.

    The `hidden` variables are left out; `iri` says how an IRI reads. Raises StoreError where evaluation fails.
    """
    read = partial(cell, iri=iri or _label)
    try:
        if isinstance(solutions, ox.QueryBoolean):
            return Answer(("answer",), (("yes" if solutions else "no",),))
        if isinstance(solutions, ox.QueryTriples):
            triples = sorted(solutions, key=str)
            return Answer(("subject", "predicate", "object"), tuple(tuple(map(read, triple)) for triple in triples))
        columns = tuple(variable.value for variable in solutions.variables if variable.value not in hidden)
        return Answer(columns, tuple(tuple(read(solution[name]) for name in columns) for solution in solutions))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query can't be answered: {error}") from error


def _label(iri: str) -> str:
    """A term of a vocabulary by its label, any other IRI as it is."""
    return vocab.label(iri) if vocab.compact(iri) != iri else iri


def cell(term: Bound | None, iri: Callable[[str], str] = _label) -> Cell:
    """A term as people read it."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _number(term.value) if term.datatype.value in _NUMBERS else term.value
    return iri(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _number(text: str) -> Cell:
    """The number that a text spells, or the text itself where no number of Python's holds it exactly."""
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return text
    if not exact.is_finite() or exact.adjusted() > _MOST_DIGITS:
        return text
    if exact == exact.to_integral_value():
        return int(exact)
    return float(exact) if Decimal(repr(float(exact))) == exact else text


_MOST_DIGITS = 300
