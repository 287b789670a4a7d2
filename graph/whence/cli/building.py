"""The build command: articles in, a validated graph out, and what was found told in three lines."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from whence.building import BY_RULES, Built, derive
from whence.building import build as run_build
from whence.cli.files import check_writable, form_of, holds_decisions, write_file
from whence.cli.output import EXIT_BAD, EXIT_FINE, EXIT_NO, say
from whence.cli.proposing import say_proposals
from whence.cli.standings import say_standings
from whence.cli.summary import count, summary
from whence.cli.validating import VERDICTS, check
from whence.curate.ledger import read_decisions
from whence.curate.lists import read_references
from whence.decision import Decision
from whence.export import export
from whence.extractors import Extractor
from whence.read import Fetcher
from whence.reference import References
from whence.store import Store
from whence.workers import Crew

MOST_WARNINGS = 10
"""How many warnings are shown one by one."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a build is made of: articles, decisions and what is known; how articles are got, and who reads them."""

    inputs: tuple[str, ...]
    ledgers: tuple[Path, ...] = ()
    studies: tuple[Path, ...] = ()
    authorities: tuple[Path, ...] = ()
    fetch: bool = False
    extractor: Extractor = BY_RULES
    crew: Crew | None = None


def run(given: Given, target: Path | None, quiet: bool, *, verbose: bool = False) -> int:
    """Build the target from what is given; returns the exit code."""
    started = time.monotonic()
    form = form_of(target)
    check_writable(target)
    decisions = [decision for ledger in given.ledgers for decision in read_decisions(ledger)]
    references = read_references(given.studies, given.authorities)
    if form is not None and target and not decisions and holds_decisions(target):
        say(f"{target} was built under decisions, and this build has none: give it their file with --decisions")
    folder = target if form is None else None
    new = folder is not None and not folder.exists()
    with Store(folder) as store:
        built = _build(given, store, decisions, references, quiet, verbose)
        changed = _changed(built, given)
        conforms = not built.articles or check(store, quiet, changed)
        if not built.articles or form is None:
            size = count(store.size(), "quad")
        else:
            size = count(write_file(target, partial(export, store, form=form)), "triple")
        if built.articles and not quiet:
            verdict = f"{'what was read ' if changed else ''}{VERDICTS[conforms]}"
            where = f" · {target}" if target else ""
            say(summary(built))
            say_proposals(built.tally)
            say_standings(built.knowledge.standings, store)
            say(f"{size}, {verdict} · {time.monotonic() - started:.1f} s{where}")
    if not built.articles:
        if folder and new:
            shutil.rmtree(folder)
        say("no article could be read: nothing was written")
        return EXIT_BAD
    return EXIT_FINE if conforms else EXIT_NO


def forget(name: str, target: Path) -> int:
    """Drop an article from the store in the target folder, and derive its knowledge anew; returns the exit code."""
    with Store(target) as store:
        articles = store.articles_named(name)
        for article in articles:
            store.forget(article)
        if articles:
            say_standings(derive(store).standings, store)
    say(f"forgot {count(len(articles), 'article')}" if articles else f"{target} holds no article {name}")
    return EXIT_FINE if articles else EXIT_NO


def _build(
    given: Given,
    store: Store,
    decisions: Iterable[Decision],
    references: References,
    quiet: bool,
    verbose: bool,
) -> Built:
    fetcher = Fetcher() if given.fetch else None
    with _progress(quiet, verbose) as told:
        built = run_build(given.inputs, store, told, decisions, given.extractor, given.crew, fetcher, references)
    for warning in built.warnings[:MOST_WARNINGS]:
        say(f"warning: {warning}")
    if more := len(built.warnings[MOST_WARNINGS:]):
        say(f"… and {count(more, 'such article')} more")
    for failure in built.failures:
        say(f"not read: {failure}")
    return built


def _changed(built: Built, given: Given) -> tuple[str, ...] | None:
    """The articles to be validated without the others, since they are few of a store of which nothing else was told."""
    of_all = given.ledgers or given.studies or given.authorities
    return None if of_all or not 0 < 2 * len(built.changed) < built.held else built.changed


@contextmanager
def _progress(quiet: bool, verbose: bool) -> Iterator[Callable[[str], None]]:
    """A line for each source where asked for; else a counter on the terminal, nothing where standard error is none."""
    if verbose:
        yield lambda source: say(f"done: {source}")
        return
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _source: None
        return
    columns = (TextColumn("{task.fields[source]}"), BarColumn(pulse_style="cyan"), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, source="")
        yield lambda source: bar.update(task, advance=1, source=source[-40:])
