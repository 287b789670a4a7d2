"""whence serve: the graph as web pages, documents and a SPARQL endpoint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from whence.cli.output import say
from whence.errors import UsageError
from whence.export import Format
from whence.opening import open_store
from whence.store import Store


@click.command()
@click.argument("graph", metavar="STORE", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 is all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name by which the server is asked besides localhost, such as graph.example.org; may be repeated.",
)
@click.option("--title", default="", help="What the graph is called in its description.")
@click.option("--licence", default="", metavar="IRI", help="The licence of the graph, for its description.")
@click.option("--publisher", default="", help="Who publishes the graph, for its description.")
def serve(graph: Path, host: str, port: int, names: tuple[str, ...], title: str, licence: str, publisher: str) -> None:
    """Show a graph in a browser: articles with their claims marked, studies, people, questions, SPARQL.

    STORE is a store's folder, or an RDF file, which has no texts of articles. The pages load nothing from elsewhere.
    """
    try:
        # The web framework takes a quarter of a second to import.
        from whence.serve.description import About
        from whence.serve.running import Address, run
    except ImportError as error:
        raise UsageError(f"whence serve needs {error.name}: pip install 'whence[web]'") from error
    about = About(licence=licence, publisher=publisher)
    with TemporaryDirectory() as scratch:
        folder = served_folder(graph, Path(scratch))
        with open_store(folder) as store:
            run(store, folder, Address(host, port), names, replace(about, title=title) if title else about, say)


def served_folder(graph: Path, scratch: Path) -> Path:
    """The folder of a store, which for an RDF file is made in another folder."""
    form = Format.of_file(graph)
    if graph.is_dir() or form is None:
        return graph
    if not graph.is_file():
        raise UsageError(f"{graph}: no such file; `whence build ARTICLES -o {graph}` makes one")
    with Store(scratch / "served.db") as store:
        store.load(graph, form.value.serialization)
    return scratch / "served.db"
