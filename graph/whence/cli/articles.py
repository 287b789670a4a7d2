"""The commands by which articles come into a store and go: build and forget."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whence.cli.building import Given, run
from whence.cli.building import forget as drop
from whence.cli.proposing import extractor_named, extractor_options
from whence.cli.working import pool, worker_options
from whence.intake import TASK


@click.command()
@click.argument("inputs", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="A file (.ttl .trig .nq .nt .jsonld .rdf) or the folder of a store, which is kept and added to. "
    "Default: Turtle to standard output.",
)
@click.option(
    "--decisions",
    "ledgers",
    multiple=True,
    envvar="WHENCE_DECISIONS",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file of decisions, as `whence decide` writes it; a store keeps what it was given once.",
)
@click.option(
    "--studies",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list of known studies (CSV or YAML: title, conductor, year, aliases, url, sample); a store keeps it.",
)
@click.option(
    "--authorities",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list of people and organizations (CSV or YAML: name, kind, id, aliases); a store keeps it.",
)
@click.option(
    "--fetch", is_flag=True, help="Fetch the pages whose web addresses are named; nothing else is ever fetched."
)
@extractor_options
@worker_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Name each source on standard error when it is done and kept.")
def build(
    inputs: tuple[str, ...],
    target: Path | None,
    ledgers: tuple[Path, ...],
    studies: tuple[Path, ...],
    authorities: tuple[Path, ...],
    fetch: bool,
    quiet: bool,
    verbose: bool,
    extractor: str,
    model_url: str | None,
    model: str | None,
    jobs: int | None,
    timeout: float | None,
    memory: int,
) -> None:
    """Read articles and write the graph of what they say.

    PATH is a file (.html .txt .md .pdf .rss .jsonl .warc …, also .gz), a folder, a glob, - for standard input or, with
    --fetch, a web address. The graph is validated, and written even where it does not conform. A store is added to:
    what it has read before and has not changed is not read again, and a build that broke off goes on where it was.

    Examples: whence build articles/ -o articles.ttl; cat page.html | whence build - | less
    """
    crew = pool(TASK, jobs, timeout, memory, with_model=extractor == "llm")
    given = Given(inputs, ledgers, studies, authorities, fetch, extractor_named(extractor, model_url, model), crew)
    sys.exit(run(given, target, quiet, verbose=verbose))


@click.command()
@click.argument("article")
@click.option("-g", "--graph", "graph", type=click.Path(path_type=Path, file_okay=False, exists=True), required=True)
def forget(article: str, graph: Path) -> None:
    """Drop an article from a store, with all that only it told.

    ARTICLE is its file name, its address or its IRI.
    """
    sys.exit(drop(article, graph))
