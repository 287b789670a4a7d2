"""The decide commands: what people say about the graph, kept with who, when and why."""

from __future__ import annotations

import getpass
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from whence.ask import ask
from whence.building import derive
from whence.cli import output
from whence.cli.files import form_of, write_file
from whence.cli.graphs import chosen_graph, open_graph
from whence.cli.options import format_option, graph_option
from whence.cli.output import EXIT_NO, say
from whence.cli.standings import told
from whence.curate.ledger import read_decisions, write_decisions
from whence.curate.making import (
    PAIRED,
    Signature,
    corrections,
    derivation,
    independence,
    pair,
    rejection,
    too_late,
    undoing,
)
from whence.curate.naming import Names
from whence.decision import Decision, Ruling, State, TargetKind, moment
from whence.errors import UsageError
from whence.export import Format
from whence.rdf import iris
from whence.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])

_ledger = click.option(
    "--decisions",
    "ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="WHENCE_DECISIONS",
    help="A file of decisions (.ttl .trig .nq .nt .jsonld) to add this one to. A store keeps its decisions itself; a "
    "graph that is a file needs one, since each build makes the file anew.",
)


def _signed(command: _Command) -> _Command:
    """The options that say who decides, why, when, and where it is kept."""
    for option in (
        _ledger,
        graph_option,
        click.option(
            "--date", metavar="TIME", help="When it was decided, ISO 8601, UTC unless it says so. Default: now."
        ),
        click.option(
            "--by", metavar="NAME", envvar="WHENCE_AUTHOR", help="Who decides. Default: $WHENCE_AUTHOR, git, login."
        ),
        click.option("--because", metavar="REASON", required=True, help="Why, for those who come after."),
    ):
        command = option(command)
    return command


_kind = click.option(
    "--kind", type=click.Choice([str(kind) for kind in PAIRED]), help="What the names mean, where they fit several."
)


@click.group()
def decide() -> None:
    """Decide what is the same, what is wrong and what is no claim: it stands above what Whence concludes.

    Things are named by words of a claim, "FILE: words", the title of a study, a name, or an IRI. A decision is never
    lost: it is found again when articles are read anew, waits while they are gone, and is told to be stale where they
    no longer say it. It can be taken back, and the taking back is kept, too.
    """


@decide.command()
@click.argument("things", metavar="A B | PROPOSAL", nargs=-1, required=True)
@_kind
@_signed
def same(things: tuple[str, ...], kind: str | None, **options: Any) -> None:
    """Two things are one: claims that tell one finding, mentions of one study, names of one person …

    Instead of two things, name a proposal by the ID that `whence ask proposals` shows.

    Example: whence decide same "BT" "Bay Telegraph" --because "its own imprint says so"
    """
    _pair(Ruling.SAME, things, kind, **options)


@decide.command()
@click.argument("things", metavar="A B | PROPOSAL", nargs=-1, required=True)
@_kind
@_signed
def different(things: tuple[str, ...], kind: str | None, **options: Any) -> None:
    """Two things are not one, however alike they are.

    Example: whence decide different "a.html: J. Doe" "b.html: J. Doe" --because "father and son"
    """
    _pair(Ruling.DIFFERENT, things, kind, **options)


def _two_at_most(things: tuple[str, ...]) -> None:
    if len(things) > 2:
        raise UsageError(f"two things are wanted, not {len(things)}; quote names of several words")


def _pair(ruling: Ruling, things: tuple[str, ...], kind: str | None, **options: Any) -> None:
    _two_at_most(things)
    kinds = (TargetKind(kind),) if kind else PAIRED
    _decide(lambda store, signed, _: [pair(Names(store), ruling, things, signed, kinds)], **options)


@decide.command("draws-on")
@click.argument("article")
@click.argument("source")
@_signed
def draws_on(article: str, source: str, **options: Any) -> None:
    """ARTICLE was written from SOURCE, another article of the graph; each is its file name, title, address or IRI.

    Example: whence decide draws-on memo.txt deskless.md --because "the editor says so"
    """

    def make(store: Store, signed: Signature, _known: Mapping[str, Decision]) -> list[Decision]:
        decision = derivation(Names(store), article, source, signed)
        if doubt := too_late(store, decision):
            say(f"warning: {doubt}")
        return [decision]

    _decide(make, **options)


@decide.command()
@click.argument("articles", metavar="A B | PROPOSAL", nargs=-1, required=True)
@_signed
def independent(articles: tuple[str, ...], **options: Any) -> None:
    """Neither of two articles draws on the other, whatever they have in common."""
    _two_at_most(articles)
    _decide(lambda store, signed, _: [independence(Names(store), articles, signed)], **options)


@decide.command()
@click.argument("claim")
@click.argument("settings", metavar="FIELD=VALUE...", nargs=-1, required=True)
@_signed
def correct(claim: str, settings: tuple[str, ...], **options: Any) -> None:
    """A claim says otherwise than was read out of its article; "none" for VALUE: it has none.

    This mends what Whence misread. Where the article itself is wrong, its claim stands: say what it is the same as.

    FIELD is one of value, unit, qualifier, population, measure, change, period, speaker, study.

    Example: whence decide correct "ledger.html: a tenth" measure="lost trade" --because "misread"
    """
    _decide(lambda store, signed, _: corrections(Names(store), claim, settings, signed), **options)


@decide.command()
@click.argument("claim")
@_signed
def reject(claim: str, **options: Any) -> None:
    """Something is no claim: it counts for nothing, and its quote is kept."""
    _decide(lambda store, signed, _: [rejection(Names(store), claim, signed)], **options)


@decide.command()
@click.argument("decision", metavar="ID")
@_signed
def undo(decision: str, **options: Any) -> None:
    """Take a decision back; both stay in the history, and the graph is as if neither had been made.

    ID is how `whence decide list` shows it, or its first characters.
    """
    _decide(lambda _, signed, known: [undoing(known, decision, signed)], **options)


@decide.command("list")
@graph_option
@format_option
def list_command(graph: Path | None, form: str) -> None:
    """List the decisions: who, when, why, and whether each takes effect. The same as `whence ask decisions`."""
    with open_graph(graph) as store:
        answer = ask(store, "decisions")
    output.write(answer, form, sys.stdout)
    if not answer.rows:
        say("no decision was made")
        sys.exit(EXIT_NO)


@decide.command("export")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Default: Turtle to standard output.")
@graph_option
def export_command(target: Path | None, graph: Path | None) -> None:
    """Write the decisions of a graph, and nothing else, into a file to keep, compare and share."""
    with open_graph(graph) as store:
        decisions = store.decisions()
    form = form_of(target)
    if form is None:
        raise UsageError(f"{target}: name a file, such as decisions.ttl")
    write_file(target, lambda stream: write_decisions(decisions, stream, form))
    say(f"{len(decisions):,} {'decision' if len(decisions) == 1 else 'decisions'}")


# ---------------------------------------------------------------- making and keeping a decision


def _decide(
    make: Callable[[Store, Signature, Mapping[str, Decision]], list[Decision]],
    *,
    because: str,
    by: str | None,
    date: str | None,
    graph: Path | None,
    ledger: Path | None,
) -> None:
    """Make decisions on a graph, keep them, and say what became of them."""
    signed = Signature(by or _author(), because, _moment(date))
    chosen = chosen_graph(graph)
    written = read_decisions(ledger) if ledger and ledger.exists() else ()
    with open_graph(chosen) as store:
        known = {iris.decision(one): one for one in (*store.decisions(), *written)}
        made = make(store, signed, known)
    if not chosen.is_dir() and ledger is None:
        raise UsageError(
            f"{chosen} is a file, which each build makes anew: name a file that keeps your decisions, "
            "such as --decisions decisions.ttl"
        )
    if ledger:
        _add(ledger, [*written, *made])
    if chosen.is_dir():
        _apply(chosen, made)
    else:
        for decision in made:
            say(f"{iris.short(iris.decision(decision))[:8]}: {decision}")
        say(f"kept in {ledger}; `whence build ARTICLES --decisions {ledger} -o {chosen}` applies it")


def _apply(folder: Path, made: Iterable[Decision]) -> None:
    with Store(folder) as store:
        before = store.standings()
        derive(store, made)
        standings = store.standings()
        known = {iris.decision(one): one for one in store.decisions()}
    for iri in map(iris.decision, made):
        say(f"{iris.short(iri)[:8]}: {known[iri]}")
        say(
            f"  {'takes effect' if standings[iri].state is State.APPLIED else 'has no effect'}: {standings[iri].reason}"
        )
    for iri, standing in before.items():
        if standings[iri].state is not standing.state:
            say(told(known[iri], standings[iri]))


def _add(ledger: Path, decisions: Iterable[Decision]) -> None:
    form = Format.of_file(ledger)
    if form is None:
        raise UsageError(f"{ledger}: name a file of RDF, such as decisions.ttl")
    write_file(ledger, lambda stream: write_decisions(decisions, stream, form))


def _moment(given: str | None) -> str:
    """The time that is given, else now."""
    try:
        return moment(datetime.fromisoformat(given) if given else datetime.now(UTC))
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--date {given}: not a time; write 2025-03-01 or 2025-03-01T12:00:00Z") from error


def _author() -> str:
    """The name that git knows the user by, else that of the login; empty where there is neither."""
    try:
        told = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git that is on the path is the user's
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
        )
        if told.returncode == 0 and told.stdout.strip():
            return told.stdout.strip()
    except (OSError, UnicodeDecodeError):
        pass  # no git, or a name that is not in UTF-8
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
