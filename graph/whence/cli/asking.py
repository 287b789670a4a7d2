"""The commands that ask a graph: named questions, and any SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from whence.answers import Answer
from whence.answers import answer as as_table
from whence.ask import Question, find, questions
from whence.ask import ask as ask_question
from whence.cli import output
from whence.cli.options import format_option, graph_option
from whence.cli.output import EXIT_NO, say
from whence.cli.servers import endpoint_options, queried
from whence.errors import UsageError
from whence.vocab import compact


def _complete_question(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [question.name for question in questions() if question.name.startswith(incomplete)]


@click.command()
@click.argument("question", required=False, shell_complete=_complete_question)
@click.argument("words", nargs=-1)
@click.option("--arg", "arguments", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@graph_option
@format_option
@endpoint_options
def ask(
    question: str | None,
    words: tuple[str, ...],
    arguments: tuple[str, ...],
    graph: Path | None,
    form: str,
    endpoint: str | None,
    timeout: float,
    insecure: bool,
) -> None:
    """Answer a named question; without a name, list the questions.

    WORDS are the value of the question's first parameter: whence ask withdraw "Remote Shift 2023".
    """
    if question is None:
        rows = tuple((each.name, each.question, " ".join(_signature(each))) for each in questions())
        output.write(Answer(("name", "question", "arguments"), rows), form, sys.stdout)
        return
    values = _values(find(question), words, arguments)
    with queried(graph, endpoint, timeout, insecure=insecure) as asked:
        _show(ask_question(asked, question, **values), form)


def _signature(question: Question) -> Iterator[str]:
    for parameter in question.parameters:
        argument = f"--arg {parameter.name}=…"
        yield argument if parameter.default is None else f"[{argument}]"


def _values(question: Question, words: tuple[str, ...], arguments: tuple[str, ...]) -> dict[str, str]:
    if words and not question.parameters:
        raise UsageError(f"{question.name} takes no words: it has no parameter")
    values = {question.parameters[0].name: " ".join(words)} if words else {}
    for name, value in map(_argument, arguments):
        if name in values:
            raise UsageError(f"--arg {name} is given twice")
        values[name] = value
    return values


def _argument(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--arg {text}: write it as NAME=VALUE")
    return name, value


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@graph_option
@format_option
@endpoint_options
def query(file: TextIO, graph: Path | None, form: str, endpoint: str | None, timeout: float, insecure: bool) -> None:
    """Answer a SPARQL query from a file, or from standard input where FILE is -."""
    with queried(graph, endpoint, timeout, insecure=insecure) as asked:
        shown = compact if form == "table" else str
        _show(as_table(asked.query(file.read()), iri=shown), form, all_columns=True)


def _show(answer: Answer, form: str, *, all_columns: bool = False) -> None:
    output.write(answer, form, sys.stdout, all_columns=all_columns)
    if not answer.rows:
        say(answer.note or "nothing found")
        sys.exit(EXIT_NO)
    if answer.note:
        say(answer.note)
