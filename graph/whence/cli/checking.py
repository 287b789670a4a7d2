"""The validate command."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.core import ParameterSource

from whence.cli.graphs import open_graph
from whence.cli.options import graph_option
from whence.cli.output import EXIT_NO, say
from whence.cli.validating import VERDICTS, check, report_disclosure
from whence.errors import UsageError


@click.command()
@click.argument("named", metavar="[GRAPH]", type=click.Path(path_type=Path), required=False)
@graph_option
@click.option("--disclosure", is_flag=True, help="Report instead what articles don't tell of the studies they use.")
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    show_default=True,
    help="Queries compiled from the shapes, or the reference, pySHACL, which takes many times as long.",
)
@click.pass_context
def validate(context: click.Context, named: Path | None, graph: Path | None, disclosure: bool, engine: str) -> None:
    """Check a graph against the shapes, and name the article, sentence and rule of each violation.

    GRAPH is the same as --graph GRAPH.
    """
    if named and graph and context.get_parameter_source("graph") is ParameterSource.COMMANDLINE:
        raise UsageError(f"two graphs are named, {named} and --graph {graph}: validate one at a time")
    with open_graph(named or graph) as store:
        if disclosure:
            report_disclosure(store, engine)
            return
        conforms = check(store, quiet=False, engine=engine)
    say(VERDICTS[conforms])
    sys.exit(0 if conforms else EXIT_NO)
