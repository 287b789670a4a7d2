"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

from whence.cli.output import FORMATS

graph_option = click.option(
    "-g",
    "--graph",
    "graph",
    type=click.Path(path_type=Path),
    envvar="WHENCE_GRAPH",
    help="The graph: a store's folder or an RDF file. Default: $WHENCE_GRAPH, else the only graph in this folder.",
)
format_option = click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True)
