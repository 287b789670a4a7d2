"""Named questions: each file in ontology/queries is one, and its header comment says what it asks and of what.

    # title: Claims of an article
    # question: What does each article claim, and which study does it come from?
    # param file: file = "" | only articles whose file name contains this
    # param kind: study, claim = "" | only what is of this kind
    # param claim: iri | the claim
    # example: whence ask claims --arg file=release

    # none: no article claims anything

A parameter is a text, an IRI, a number, a part of the file name of an article that must be there, or one of the words
that stand there with commas between, of which a part will do. One without a default must be given. Its value is bound
to the variable as a term, never pasted into the query; the engine wants such a variable among those selected, and the
answer leaves it out. `none` is what an answer without rows says.

What SPARQL can't work out, a function of whence.questions does: `# computed: in Python` in the header says that the
function of the question's name makes the answer of the query's rows and the parameters' values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources.abc import Traversable
from typing import Protocol

import pyoxigraph as ox

from whence import resources, vocab
from whence.answers import Answer, answer
from whence.errors import UnknownQuestion, UsageError
from whence.questions import computed
from whence.questions.choosing import articles_holding
from whence.store import Bound, Solutions

_HEADER = re.compile(r"#\s*(title|question|param|example|none|computed)\s*:?\s*(.*)")
_PARAMETER = re.compile(r'(\w+):\s*([a-z]+(?:, [a-z]+)*)(?:\s*=\s*"([^"]*)")?\s*\|\s*(.*)')
_SIMPLE = ("text", "iri", "number", "file")
_FILES = f"SELECT ?article ?file WHERE {{ ?article <{vocab.expand('wh:fileName')}> ?file }}"
_XSD = vocab.PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that the asker gives.

    `kind` is "text", "iri", "number", "file" (a part of an article's file name) or "choice": then `choices` are the
    words, of one of which the value is a part.
    """

    name: str
    kind: str
    default: str | None
    meaning: str
    choices: tuple[str, ...] = ()

    def term(self, value: str) -> Bound:
        """The value as a term; raises UsageError when it's no value of this kind."""
        if self.kind == "choice" and not any(value.casefold() in choice for choice in self.choices):
            raise UsageError(f"--arg {self.name}={value}: none of {', '.join(self.choices)}")
        if self.kind not in _KINDS:
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
    """A named question and the SPARQL that answers it; `none` is said where there is no answer.

    Where it is `computed`, the SPARQL finds the rows of which a function of whence.questions makes the answer.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    example: str
    none: str
    computed: bool
    sparql: str

    def bindings(self, values: Mapping[str, str]) -> dict[str, Bound]:
        """The terms of the parameters; raises UsageError for one that is unknown, missing or of the wrong kind."""
        known = {parameter.name: parameter for parameter in self.parameters}
        return {name: known[name].term(value) for name, value in self.texts(values).items()}

    def texts(self, values: Mapping[str, str]) -> dict[str, str]:
        """The values of the parameters, with the defaults; raises UsageError for one that is unknown or missing."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(values.keys() - known.keys()):
            offered = ", ".join(known) or "none"
            raise UsageError(f"{self.name} has no parameter {unknown[0]}; its parameters: {offered}")
        given = {name: values.get(name, parameter.default) for name, parameter in known.items()}
        if missing := [name for name, value in given.items() if value is None]:
            raise UsageError(f"{self.name} needs --arg {missing[0]}=… ({known[missing[0]].meaning})")
        return {name: value for name, value in given.items() if value is not None}

    def files(self, values: Mapping[str, str]) -> Iterator[str]:
        """The parts of file names that are given."""
        for parameter in self.parameters:
            if parameter.kind == "file" and (name := values.get(parameter.name, parameter.default)):
                yield name


class Queried(Protocol):
    """What answers SPARQL: a store, or an endpoint."""

    def query(self, sparql: str, bindings: Mapping[str, Bound] | None = None) -> Solutions | list[ox.Triple]:
        """Answer a query, variables bound as given."""
        ...


def ask(store: Queried, question: str, /, **values: str) -> Answer:
    """Answer a named question; raises UnknownQuestion, or UsageError when a parameter is wrong.

    It is wrong too where it asks about files of which the store holds none: nothing is said of what isn't there.
    """
    asked = find(question)
    bindings = asked.bindings(values)
    for name in asked.files(values):
        rows = answer(store.query(_FILES), iri=str).records()
        articles_holding(name, {str(row["article"]): str(row["file"]) for row in rows})
    if asked.computed:
        rows = answer(store.query(asked.sparql), iri=vocab.compact).records()
        found = computed(asked.name)(rows, asked.texts(values))
    else:
        found = answer(store.query(asked.sparql, bindings), hidden=bindings.keys())
    return found if found.rows or found.note else replace(found, note=asked.none)


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
    fields: dict[str, list[str]] = {name: [] for name in ("title", "question", "param", "example", "none", "computed")}
    for key, value in _header(sparql):
        fields[key].append(value)
    return Question(
        file.name.removesuffix(".rq"),
        " ".join(fields["title"]),
        " ".join(fields["question"]),
        tuple(_parameter(file.name, text) for text in fields["param"]),
        " ".join(fields["example"]),
        " ".join(fields["none"]),
        bool(fields["computed"]),
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
    if matched is None or (matched[2] not in _SIMPLE and "," not in matched[2]):
        kinds = "|".join(_SIMPLE)
        raise UsageError(
            f'{file}: a parameter reads `# param name: {kinds}|one, other = "default" | meaning`, not {text!r}'
        )
    choices = tuple(matched[2].split(", ")) if "," in matched[2] else ()
    return Parameter(matched[1], "choice" if choices else matched[2], matched[3], matched[4], choices)
