"""The export command: a graph as a file, or as a folder of files, in any format of the table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.files import STANDARD_OUTPUT, write_file
from whence.cli.graphs import open_graph
from whence.cli.options import graph_option
from whence.errors import UsageError
from whence.export import Format

if TYPE_CHECKING:
    from whence.export.formats import Option
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
@graph_option
def export_command(label: str | None, target: Path | None, article: str | None, graph: Path | None) -> None:
    """Write the graph for other tools: as RDF, annotations, references, statistical data, a page for people.

    Examples: whence export -o graph.ttl; whence export -o report.html; whence export --format ntriples | wc -l
    """
    form = _chosen(label, target)
    with open_graph(graph) as store:
        _write(form, store, target, {"article": article})


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
    """Write one file, or each file of several into the target folder."""
    if not form.value.several:
        write_file(target, lambda stream: form.write(store, stream, **options))
        return
    files = form.files(store, **options)
    one_stream = target is None or target == STANDARD_OUTPUT
    if len(files) == 1 or (target and target.suffix == ".zip" and not target.is_dir()):
        write_file(target, lambda stream: form.write(store, stream, **options))
    elif one_stream or target is None:
        raise UsageError(f"{form.label} is {len(files)} files: name a folder or a .zip with -o, or one with --table")
    else:
        _write_folder(target, form, store, options)


def _write_folder(folder: Path, form: Format, store: Store, options: dict[str, Option]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't be made ({error.strerror}); a folder or a .zip is needed") from error
    for name, write in form.files(store, **options).items():
        write_file(folder / name, write)
