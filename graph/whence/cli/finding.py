"""`whence find`: findings by a number and a few words, as blocks of lines to be read or as a table for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.answers import Answer, Cell
from whence.cli import output
from whence.cli.graphs import open_graph
from whence.cli.options import format_option, graph_option
from whence.cli.output import EXIT_NO, say

if TYPE_CHECKING:
    from whence.find import Finding

_MANY = 2_000
"""Articles that take so long to be read into the index that it should be said."""
_COLUMNS = (
    *("rank", "score", "value", "unit", "population", "measure", "quote", "file", "study", "conductor", "year"),
    *("firstTold", "firstBy", "tellings", "articles", "origins", "chain", "claim", "statistic", "studyIri"),
)


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="Findings that are shown at most.")
@graph_option
@format_option
def find_command(words: tuple[str, ...], limit: int, graph: Path | None, form: str) -> None:
    """Find statistics by a number, a few words or a sentence, also where it is worded or rounded otherwise.

    WORDS are read as a sentence of an article is: "83% of CIOs", "four out of five CIOs want to work with marketing",
    "most commuters". The likeliest finding comes first, with its study, the chain of the telling that is most like the
    words, and who told it first.
    """
    from whence.find import Finder  # reads its words as articles are read: as slow to import as the whole extraction

    with open_graph(graph) as store, Finder(store, _say_so) as finder:
        found = finder.find(" ".join(words), limit)
    if not found:
        say(f"nothing found that is like: {' '.join(words)}")
        sys.exit(EXIT_NO)
    if form == "table":
        click.echo("\n\n".join("\n".join(_lines(rank, one)) for rank, one in enumerate(found, 1)))
    else:
        output.write(_table(found), form, sys.stdout)


def _say_so(articles: int) -> None:
    if articles >= _MANY:
        say(f"reading the numbers of {articles:,} articles into the index; this is done once")


def _lines(rank: int, found: Finding) -> Iterator[str]:
    from whence.explain.words import heading, study_words

    indent = " " * len(f"{rank}. ")
    yield f"{rank}. {found.number}"
    yield f"{indent}“{found.quote}”"
    yield f"{indent}{heading(found.chain.tellings[0])}"
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
    from whence.explain.words import outlet

    return " ← ".join(map(outlet, found.chain.tellings))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _table(found: tuple[Finding, ...]) -> Answer:
    return Answer(_COLUMNS, tuple(_row(rank, one) for rank, one in enumerate(found, 1)))


def _row(rank: int, found: Finding) -> tuple[Cell, ...]:
    number, told, study = found.number, found.history, found.study
    return (
        *(rank, round(found.score.total, 2), number.value, number.unit, number.population, number.measure),
        *(found.quote, found.chain.tellings[0].file_name),
        *((study.label, ", ".join(study.conductors) or None, study.year) if study else (None, None, None)),
        *(told.first_told, told.first_by, told.tellings, told.articles, told.origins, _chain(found)),
        *(found.claim, found.statistic, study.iri if study else None),
    )
