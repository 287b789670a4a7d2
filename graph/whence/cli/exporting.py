"""The export command: a graph as a file, or as a folder of files, in any format of the table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from whence.cli.files import STANDARD_OUTPUT, write_file
from whence.cli.graphs import open_graph
from whence.cli.options import graph_option
from whence.errors import UsageError
from whence.export import Format
from whence.export.formats import Option, Write
from whence.export.network import DEFAULT, KINDS
from whence.export.tables import TABLES
from whence.store import Store


@click.command("export")
@click.option(
    "--format",
    "label",
    type=click.Choice([form.label for form in Format]),
    help="Default: what the extension of -o asks for, else turtle.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="A file or, for a format of several files, a folder or a .zip. Default: standard output.",
)
@click.option("--article", help="Only this article, by file name, address or IRI: annotations, reviews or a report.")
@click.option(
    "--table", type=click.Choice([table.name for table in TABLES]), help="Of csv and parquet: only this table."
)
@click.option("--nodes", metavar="KIND,…", help=f"Of networks: which nodes. {', '.join(KINDS)}; default: {DEFAULT}.")
@click.option(
    "--annotations", is_flag=True, help="Of Turtle, TriG and lines: confidence on triples, as RDF 1.2 has it."
)
@graph_option
def export_command(label: str | None, target: Path | None, graph: Path | None, **options: Option) -> None:
    """Write the graph for other tools: as RDF, tables, a network, annotations, references, a page for people.

    Examples: whence export -o graph.ttl; whence export -o report.html; whence export --format ntriples | wc -l
    """
    form = _chosen(label, target)
    with open_graph(graph) as store:
        _write(form, store, target, options)


def _chosen(label: str | None, target: Path | None) -> Format:
    if label:
        return Format.named(label)
    if target is None or target == STANDARD_OUTPUT:
        return Format.TURTLE
    form = Format.for_file(target)
    if form is None:
        raise UsageError(f"{target}: no format is known by this name; choose one with --format")
    return form


def _write(form: Format, store: Store, target: Path | None, options: dict[str, Option]) -> None:
    """Write one file; of a format of several files, each into the target folder, or all into a .zip."""
    files = form.files(store, **options) if form.value.several else {}
    one = len(files) < 2 or (target is not None and target.suffix == ".zip" and not target.is_dir())
    if one:
        write_file(target, lambda stream: form.write(store, stream, **options))
    elif target is None or target == STANDARD_OUTPUT or target.suffix in form.value.extensions:
        raise UsageError(f"{form.label} is {len(files)} files: name a folder or a .zip with -o, or one with --table")
    else:
        _write_folder(target, files)


def _write_folder(folder: Path, files: Mapping[str, Write]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't be made ({error.strerror}); a folder or a .zip is needed") from error
    for name, write in files.items():
        write_file(folder / name, write)
