"""`whence find`: findings by a number and a few words, as blocks of lines to be read or as a table for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from whence.answers import Answer, Cell
from whence.cli import output
from whence.cli.graphs import open_graph
from whence.cli.options import format_option, graph_option
from whence.cli.output import EXIT_NO, say
from whence.explain.words import heading, outlet, study_words
from whence.find import Finder, Finding
from whence.model import Quantity

_MANY = 2_000
"""Articles that take so long to be read into the index that it should be said."""
_COLUMNS = (
    *(
        "asked",
        "rank",
        "score",
        "value",
        "unit",
        "population",
        "measure",
        "quote",
        "file",
        "study",
        "conductor",
        "year",
    ),
    *("firstTold", "firstBy", "tellings", "articles", "origins", "chain", "claim", "statistic", "studyIri"),
)


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1), default=5, show_default=True, help="How many findings are shown for each number."
)
@graph_option
@format_option
def find_command(words: tuple[str, ...], limit: int, graph: Path | None, form: str) -> None:
    """Find statistics by a number, a few words or a sentence, also where it is worded or rounded otherwise.

    WORDS are read as a sentence of an article is: "83% of CIOs", "four out of five CIOs want to work with marketing",
    "most commuters". The likeliest finding comes first, with its study, the chain of the telling that is most like the
    words, and who told it first.
    """
    with open_graph(graph) as store, Finder(store, _say_so) as finder:
        found = finder.find(" ".join(words), limit)
    if not found:
        say(f"nothing found that is like: {' '.join(words)}")
        sys.exit(EXIT_NO)
    if form == "table":
        click.echo("\n\n".join(_blocks(found)))
    else:
        output.write(_table(found), form, sys.stdout)


def _say_so(articles: int) -> None:
    if articles >= _MANY:
        say(f"reading the numbers of {articles:,} articles into the index; this is done once")


def _blocks(found: Sequence[Finding]) -> Iterator[str]:
    """A block of lines for each finding; where several numbers are asked for, with a heading for each."""
    for asked, findings in _by_number(found):
        if asked and len({one.asked for one in found}) > 1:
            yield f"{asked.printed}:"
        yield from ("\n".join(_lines(rank, one)) for rank, one in enumerate(findings, 1))


def _by_number(found: Sequence[Finding]) -> Iterator[tuple[Quantity | None, Iterator[Finding]]]:
    return groupby(found, key=lambda one: one.asked)


def _lines(rank: int, found: Finding) -> Iterator[str]:
    indent = " " * len(f"{rank}. ")
    yield f"{rank}. {found.number}"
    yield f"{indent}“{found.telling.quote}”"
    yield f"{indent}{heading(found.telling)}"
    if len(found.chain.tellings) > 1:
        yield f"{indent}chain: {_chain(found)}"
    yield f"{indent}study: {study_words(found.study)}" if found.study else f"{indent}study: none is named"
    yield f"{indent}{_history(found)}"


def _history(found: Finding) -> str:
    told = found.history
    first = f"first told {told.first_told} by {told.first_by}" if told.first_told else "no telling has a date"
    return f"{first} · {_count(told.tellings, 'telling')} · {_count(told.origins, 'origin')}"


def _chain(found: Finding) -> str:
    """The outlets from the telling back to the first."""
    return " ← ".join(map(outlet, found.chain.tellings))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _table(found: Sequence[Finding]) -> Answer:
    ranked = (ranked for _, findings in _by_number(found) for ranked in enumerate(findings, 1))
    return Answer(_COLUMNS, tuple(_row(rank, one) for rank, one in ranked))


def _row(rank: int, found: Finding) -> tuple[Cell, ...]:
    number, told, study = found.number, found.history, found.study
    return (
        found.asked.printed if found.asked else None,
        *(rank, round(found.score.total, 2), number.value, number.unit, number.population, number.measure),
        *(found.telling.quote, found.telling.file_name),
        *((study.label, ", ".join(study.conductors) or None, study.year) if study else (None, None, None)),
        *(told.first_told, told.first_by, told.tellings, told.articles, told.origins, _chain(found)),
        *(found.claim, found.statistic, study.iri if study else None),
    )
