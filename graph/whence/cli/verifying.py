"""The verify command: whether a store is what it was when it was built."""

from __future__ import annotations

import sys
from dataclasses import astuple, fields
from itertools import islice
from pathlib import Path

import click

from whence.answers import Answer
from whence.cli import output
from whence.cli.options import format_option
from whence.cli.output import EXIT_NO, say

MOST_PROBLEMS = 10_000
"""How many problems are told; who has more needs no list of them."""


@click.command()
@click.argument("folder", metavar="STORE", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--derive", is_flag=True, help="Also derive the knowledge anew and compare; takes as long as a build.")
@format_option
def verify(folder: Path, derive: bool, form: str) -> None:
    """Check that a store is what it was when it was built, and name what is not.

    Every quote must stand at its offsets in the article's stored text, every text have the hash that was read, every
    number stand in its quote, every graph belong to an article and conform to the shapes, and what is derived be
    derived of these articles. STORE is a store's folder: files of RDF keep no texts.
    """
    from whence.cli.summary import count
    from whence.store import Store
    from whence.verify import Problem, Verification  # these stand on the whole house, and other commands need them not

    with Store(folder, read_only=True) as store:
        going_on = Verification(store)
        problems = going_on.problems(derive=derive)
        told = tuple(islice(problems, MOST_PROBLEMS))
        more = sum(1 for _ in problems)
    columns = tuple(each.name for each in fields(Problem))
    if told:
        output.write(Answer(columns, tuple(map(astuple, told))), form, sys.stdout, all_columns=True)
    counts = going_on.counts
    checked = ", ".join(count(counts[f"{each}s"], each) for each in ("article", "text", "quote", "number"))
    verdict = f"{count(len(told) + more, 'problem')}" if told else "all as it was built"
    say(f"{checked} checked: {verdict}{f'; the first {len(told):,} are shown' if more else ''}")
    if unlike := counts["texts that no store can hold as they were"]:
        say(f"{count(unlike, 'text')} with control characters can't be compared with the hash of what was read")
    sys.exit(EXIT_NO if told else 0)
