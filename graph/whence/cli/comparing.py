"""The diff command."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whence.cli import output
from whence.cli.graphs import open_graph
from whence.cli.output import EXIT_NO, FORMATS, say
from whence.difference import as_table, differences


@click.command()
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True)
def diff(old: Path, new: Path, form: str) -> None:
    """Tell which articles, claims, studies and links appeared, changed or went between two graphs.

    OLD and NEW are stores or RDF files. As with diff(1), the exit code is 1 where they differ.
    """
    with open_graph(old) as before, open_graph(new) as after:
        found = differences(before, after)
    if form == "text":
        click.echo("".join(f"{one}\n" for one in found), nl=False)
    else:
        output.write(as_table(found), form, sys.stdout, all_columns=True)
    if found:
        say(f"{len(found)} {'difference' if len(found) == 1 else 'differences'}")
        sys.exit(EXIT_NO)
    say("no difference")
