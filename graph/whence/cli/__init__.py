"""The command line: data on standard output, words for people on standard error, errors in one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click
from click.shell_completion import get_completion_class

from whence import __version__
from whence.ask import Answer, Question, find, questions
from whence.ask import answer as as_table
from whence.ask import ask as ask_question
from whence.cli import output
from whence.cli.files import write_file
from whence.cli.graphs import open_graph
from whence.cli.output import EXIT_BAD, EXIT_NO, FORMATS, say
from whence.cli.summary import count
from whence.errors import UsageError, WhenceError
from whence.explain.chains import explain_all
from whence.explain.words import in_words
from whence.export import Format, export

MOST_EXPLAINED = 3
"""How many findings are explained when the words fit several."""

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
    from whence.cli.building import run  # the stages take a third of a second to import, and most commands need none

    sys.exit(run(inputs, target, quiet))


@cli.command()
@click.argument("article")
@click.option("-g", "--graph", "graph", type=click.Path(path_type=Path, file_okay=False, exists=True), required=True)
def forget(article: str, graph: Path) -> None:
    """Drop an article from a store, with all that only it told.

    ARTICLE is its file name, its address or its IRI.
    """
    from whence.cli.building import forget as drop  # for the same reason as in build

    sys.exit(drop(article, graph))


# ---------------------------------------------------------------- answers out


@cli.command()
@click.argument("graph", type=click.Path(path_type=Path), required=False)
def validate(graph: Path | None) -> None:
    """Check a graph against the shapes, and name the article, sentence and rule of each violation."""
    from whence.cli.building import check  # pySHACL takes half a second to import

    with open_graph(graph) as store:
        conforms = check(store, quiet=False)
    say("conforms to the shapes" if conforms else "does not conform to the shapes")
    sys.exit(0 if conforms else EXIT_NO)


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
def query(file: TextIO, graph: Path | None, form: str) -> None:
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
        from whence.explain.picture import picture  # it stands on networkx, which takes a tenth of a second to import

        write_file(svg, lambda stream: stream.write(picture(shown[0]).encode()))


@cli.command("export")
@click.option(
    "--format", "form", type=click.Choice([form.label for form in Format]), default="turtle", show_default=True
)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Default: standard output.")
@_graph
def export_command(form: str, target: Path | None, graph: Path | None) -> None:
    """Write the graph in an RDF format."""
    with open_graph(graph) as store:
        write_file(target, lambda stream: export(store, stream, Format.named(form)))


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
        cli(prog_name="whence")
    except WhenceError as error:
        say(f"whence: {error}")
        sys.exit(EXIT_BAD)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, and nothing more can be said.
        sys.stderr.close()
        sys.exit(0)
