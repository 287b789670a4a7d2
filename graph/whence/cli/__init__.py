"""The command line: data on standard output, words for people on standard error, errors in one line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from click.shell_completion import get_completion_class
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from whence import __version__
from whence.ask import Answer, Question, find, questions
from whence.ask import answer as as_table
from whence.ask import ask as ask_question
from whence.build import Built
from whence.build import build as run_build
from whence.cli import output
from whence.cli.graphs import open_graph
from whence.cli.output import FORMATS, say
from whence.cli.summary import count, summary
from whence.errors import UsageError, WhenceError
from whence.explain.chains import explain_all
from whence.explain.picture import picture
from whence.explain.words import in_words
from whence.export import Format, export
from whence.store import Store

if TYPE_CHECKING:
    from whence.validate import Report

EXIT_NO, EXIT_BAD = 1, 2
MOST_EXPLAINED = 3
MOST_VIOLATIONS = 20

_graph = click.option(
    "-g",
    "--graph",
    "graph",
    type=click.Path(path_type=Path),
    envvar="WHENCE_GRAPH",
    help="The graph: a store's folder or an RDF file. Default: $WHENCE_GRAPH, else the only graph in this folder.",
)
_format = click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="whence")
def cli() -> None:
    """Where did that number come from?

    Turns articles into an RDF graph of claims, studies and their retellings, validates it, and answers questions.

    Exit codes: 0 fine; 1 the answer is no (the graph doesn't conform, nothing was found); 2 bad usage or input.
    """


# ---------------------------------------------------------------- articles in


@cli.command()
@click.argument("inputs", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="A file (.ttl .trig .nq .nt .jsonld) or the folder of a store, which is kept and added to. "
    "Default: Turtle to standard output.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def build(inputs: tuple[str, ...], target: Path | None, quiet: bool) -> None:
    """Read articles and write the graph of what they say.

    PATH is a file (.html .txt .md .jsonl, also .gz), a folder, a glob, or - for standard input. The graph is
    validated, and written even where it does not conform.

    Examples: whence build articles/ -o articles.ttl; cat page.html | whence build - | less
    """
    form = _form_of(target)
    started = time.monotonic()
    with Store(target if form is None else None) as store:
        built = _build(inputs, store, quiet)
        if not quiet:
            say(summary(built))
        report = _validate(store, quiet)
        if form is not None:
            _write_file(target, lambda stream: export(store, stream, form))
        if not quiet:
            verdict = "conforms to the shapes" if report.conforms else "does not conform to the shapes"
            where = f" · {target}" if target else ""
            say(f"{count(store.triples(), 'triple')}, {verdict} · {time.monotonic() - started:.1f} s{where}")
    if not built.articles:
        sys.exit(EXIT_BAD)
    sys.exit(0 if report.conforms else EXIT_NO)


def _form_of(target: Path | None) -> Format | None:
    """The format of the file to write, or None where the target is a store's folder."""
    if target is None:
        return Format.TURTLE
    form = Format.of_file(target)
    if form is None and target.suffix and target.suffix != ".db" and not target.is_dir():
        known = " ".join(extension for each in Format for extension in each.value.extensions)
        raise UsageError(f"{target}: {target.suffix} is no known format ({known}); a store's folder ends in .db")
    return form


def _build(inputs: tuple[str, ...], store: Store, quiet: bool) -> Built:
    with _progress(quiet) as told:
        built = run_build(inputs, store, told)
    for failure in built.failures:
        say(f"not read: {failure}")
    return built


def _validate(store: Store, quiet: bool) -> Report:
    # pySHACL takes half a second to import, and most commands don't validate.
    from whence.validate import validate as check

    report = check(store.quads())
    shown = report.violations[:MOST_VIOLATIONS] if not quiet or not report.conforms else ()
    for violation in shown:
        say(f"{violation.severity.lower()}: {violation}")
    if more := len(report.violations) - len(shown):
        say(f"… and {more:,} more")
    return report


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """A counter on the terminal; nothing where standard error is none."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _source: None
        return
    columns = (TextColumn("{task.fields[source]}"), BarColumn(pulse_style="cyan"), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, source="")
        yield lambda source: bar.update(task, advance=1, source=source[-40:])


def _write_file(target: Path | None, write: Callable[[BinaryIO], object]) -> None:
    """Write beside the target and rename, so that a file is whole or isn't there; standard output where None."""
    if target is None:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as stream:
            write(stream)
        partial.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: can't be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)


# ---------------------------------------------------------------- answers out


@cli.command()
@click.argument("graph", type=click.Path(path_type=Path), required=False)
def validate(graph: Path | None) -> None:
    """Check a graph against the shapes, and name the article, sentence and rule of each violation."""
    with open_graph(graph) as store:
        report = _validate(store, quiet=False)
    say("conforms to the shapes" if report.conforms else "does not conform to the shapes")
    sys.exit(0 if report.conforms else EXIT_NO)


def _complete_question(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [question.name for question in questions() if question.name.startswith(incomplete)]


@cli.command()
@click.argument("question", required=False, shell_complete=_complete_question)
@click.option("--arg", "arguments", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@_graph
@_format
def ask(question: str | None, arguments: tuple[str, ...], graph: Path | None, form: str) -> None:
    """Answer a named question; without a name, list the questions."""
    if question is None:
        rows = tuple((each.name, each.question, " ".join(_signature(each))) for each in questions())
        output.write(Answer(("name", "question", "arguments"), rows), form, sys.stdout)
        return
    find(question)
    with open_graph(graph) as store:
        _show(ask_question(store, question, **dict(map(_argument, arguments))), form)


def _signature(question: Question) -> Iterator[str]:
    for parameter in question.parameters:
        yield f"{parameter.name}=…" if parameter.default is None else f"[{parameter.name}=…]"


def _argument(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--arg {text}: write it as NAME=VALUE")
    return name, value


@cli.command()
@click.argument("file", type=click.File("r"))
@_graph
@_format
def query(file: Any, graph: Path | None, form: str) -> None:
    """Answer a SPARQL query from a file, or from standard input where FILE is -."""
    with open_graph(graph) as store:
        _show(as_table(store.query(file.read())), form)


def _show(answer: Answer, form: str) -> None:
    output.write(answer, form, sys.stdout)
    if not answer.rows:
        say("nothing found")
        sys.exit(EXIT_NO)


@cli.command()
@click.argument("claim", nargs=-1, required=True)
@_graph
@click.option("--svg", type=click.Path(path_type=Path), help="Also draw the chain into this file.")
def explain(claim: tuple[str, ...], graph: Path | None, svg: Path | None) -> None:
    """Tell where a number came from: its chain of tellings, with quotes, back to the study.

    CLAIM is words of the claim ("83 percent", "seven in ten CIOs") or its IRI.
    """
    with open_graph(graph) as store:
        explanations = explain_all(store, " ".join(claim))
    if not explanations:
        say(f"no claim has these words: {' '.join(claim)}")
        sys.exit(EXIT_NO)
    shown = explanations[:MOST_EXPLAINED]
    click.echo("\n\n".join(map(in_words, shown)))
    if more := len(explanations) - len(shown):
        say(f"\n{count(more, 'more finding')} with these words; give more words to choose")
    if svg:
        _write_file(svg, lambda stream: stream.write(picture(shown[0]).encode()))


@cli.command("export")
@click.option(
    "--format", "form", type=click.Choice([form.label for form in Format]), default="turtle", show_default=True
)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Default: standard output.")
@_graph
def export_command(form: str, target: Path | None, graph: Path | None) -> None:
    """Write the graph in an RDF format."""
    with open_graph(graph) as store:
        _write_file(target, lambda stream: export(store, stream, Format.named(form)))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("whence-demo"))
def demo(folder: Path) -> None:
    """Build the sample articles that come with Whence into FOLDER, and show what can be asked of them."""
    from whence.cli.demo import run

    run(folder)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell; to use it: eval "$(whence completion bash)"."""
    maker = get_completion_class(shell)
    if maker is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(maker(cli, {}, "whence", "_WHENCE_COMPLETE").source())


def main() -> None:
    """Run the command line; a foreseen error is one line and exit code 2."""
    try:
        cli()
    except WhenceError as error:
        say(f"whence: {error}")
        sys.exit(EXIT_BAD)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, and nothing more can be said.
        sys.stderr.close()
        sys.exit(0)
