"""The publish command: a graph onto a server, told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.graphs import open_graph
from whence.cli.options import graph_option
from whence.cli.output import say
from whence.cli.servers import client, insecure_option, timeout_option
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.publish.publishing import Progress as Told


@click.command()
@click.argument("url")
@graph_option
@click.option("--update", is_flag=True, help="URL is a SPARQL Update endpoint, not a graph store; needs --query.")
@click.option("--query", "query", metavar="URL", help="The query endpoint beside an --update endpoint.")
@click.option(
    "--texts", is_flag=True, help="Publish the articles' texts, too; without it those at the server are deleted."
)
@click.option("-n", "--dry-run", is_flag=True, help="Tell what would be done, and change nothing.")
@click.option(
    "--connections", type=click.IntRange(1, 64), default=4, show_default=True, help="Graphs that are sent at once."
)
@timeout_option
@insecure_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def publish(
    url: str,
    graph: Path | None,
    update: bool,
    query: str | None,
    texts: bool,
    dry_run: bool,
    connections: int,
    timeout: float,
    insecure: bool,
    quiet: bool,
) -> None:
    """Put the graph onto a server, article graph by article graph, only what changed since the last time.

    URL is a SPARQL 1.1 Graph Store, such as http://localhost:7878/store. Graphs of forgotten articles are deleted;
    graphs that Whence did not put there are left alone. What breaks off goes on where it stopped.

    A login comes from WHENCE_USER and WHENCE_PASSWORD, from WHENCE_TOKEN, or from ~/.netrc.
    """
    if update != bool(query):
        raise UsageError("--update and --query URL go together: one writes, the other reads what is there")
    with ExitStack() as open_:
        server = open_.enter_context(client(url, timeout, insecure=insecure))
        from whence.publish import publish as put
        from whence.remote.graph_stores import Graphs, GraphStore, UpdateStore

        graphs: Graphs = GraphStore(server)
        if query:
            graphs = UpdateStore(server, open_.enter_context(client(query, timeout, insecure=insecure)))
        store = open_.enter_context(open_graph(graph))
        with _progress(quiet, len(store.graphs(texts=texts))) as told:
            outcome = put(store, graphs, texts=texts, dry_run=dry_run, connections=connections, progress=told)
    if not quiet:
        say(f"{'would be: ' if dry_run else ''}{outcome} · {url}")


@contextmanager
def _progress(quiet: bool, total: int) -> Iterator[Told]:
    """A bar on the terminal; nothing where standard error is none."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _graph: None
        return
    with Progress(TextColumn("publishing"), BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bar:
        task = bar.add_task("publishing", total=total)
        yield lambda _graph: bar.advance(task)
