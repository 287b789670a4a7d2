"""The command line: data on standard output, words for people on standard error, errors in one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
from click.core import ParameterSource

from whence import __version__
from whence.cli import output
from whence.cli.deciding import decide
from whence.cli.exporting import export_command
from whence.cli.files import write_file, write_texts
from whence.cli.finding import find_command
from whence.cli.graphs import open_graph
from whence.cli.options import format_option, graph_option
from whence.cli.output import EXIT_NO, FORMATS, say
from whence.cli.proposing import extractor_named, extractor_options
from whence.cli.publishing import publish
from whence.cli.running import COMPLETE
from whence.cli.running import run as run_commands
from whence.cli.servers import endpoint_options, queried
from whence.cli.serving import serve
from whence.cli.verifying import verify
from whence.cli.working import pool, worker_options
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.answers import Answer
    from whence.ask import Question

MOST_EXPLAINED = 3
"""How many findings are explained when the words fit several."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="whence")
def cli() -> None:
    """Where did that number come from?

    Turns articles into an RDF graph of claims, studies and their retellings, validates it, and answers questions.

    Exit codes: 0 fine; 1 the answer is no (the graph doesn't conform, nothing was found); 2 bad usage or input;
    130 interrupted.
    """


# ---------------------------------------------------------------- articles in


@cli.command()
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
    # the stages take a third of a second to import, and most commands need none
    from whence.cli.building import Given, run
    from whence.intake import TASK

    crew = pool(TASK, jobs, timeout, memory, with_model=extractor == "llm")
    given = Given(inputs, ledgers, studies, authorities, fetch, extractor_named(extractor, model_url, model), crew)
    sys.exit(run(given, target, quiet, verbose=verbose))


@cli.command()
@click.argument("article")
@click.option("-g", "--graph", "graph", type=click.Path(path_type=Path, file_okay=False, exists=True), required=True)
def forget(article: str, graph: Path) -> None:
    """Drop an article from a store, with all that only it told.

    ARTICLE is its file name, its address or its IRI.
    """
    from whence.cli.building import forget as drop  # for the same reason as in build

    sys.exit(drop(article, graph))


cli.add_command(decide)
cli.add_command(publish)


# ---------------------------------------------------------------- answers out


@cli.command()
@click.argument("named", metavar="[GRAPH]", type=click.Path(path_type=Path), required=False)
@graph_option
@click.option("--disclosure", is_flag=True, help="Report instead what articles don't tell of the studies they use.")
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    show_default=True,
    help="Queries compiled from the shapes, or the reference, pySHACL, which takes many times as long.",
)
@click.pass_context
def validate(context: click.Context, named: Path | None, graph: Path | None, disclosure: bool, engine: str) -> None:
    """Check a graph against the shapes, and name the article, sentence and rule of each violation.

    GRAPH is the same as --graph GRAPH.
    """
    if named and graph and context.get_parameter_source("graph") is ParameterSource.COMMANDLINE:
        raise UsageError(f"two graphs are named, {named} and --graph {graph}: validate one at a time")
    from whence.cli.validating import VERDICTS, check, report_disclosure  # the compiler is of use here alone

    with open_graph(named or graph) as store:
        if disclosure:
            report_disclosure(store, engine)
            return
        conforms = check(store, quiet=False, engine=engine)
    say(VERDICTS[conforms])
    sys.exit(0 if conforms else EXIT_NO)


cli.add_command(verify)


def _complete_question(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from whence.ask import questions

    return [question.name for question in questions() if question.name.startswith(incomplete)]


@cli.command()
@click.argument("question", required=False, shell_complete=_complete_question)
@click.argument("words", nargs=-1)
@click.option("--arg", "arguments", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@graph_option
@format_option
@endpoint_options
def ask(
    question: str | None,
    words: tuple[str, ...],
    arguments: tuple[str, ...],
    graph: Path | None,
    form: str,
    endpoint: str | None,
    timeout: float,
    insecure: bool,
) -> None:
    """Answer a named question; without a name, list the questions.

    WORDS are the value of the question's first parameter: whence ask withdraw "Remote Shift 2023".
    """
    from whence.answers import Answer
    from whence.ask import ask as ask_question
    from whence.ask import find, questions

    if question is None:
        rows = tuple((each.name, each.question, " ".join(_signature(each))) for each in questions())
        output.write(Answer(("name", "question", "arguments"), rows), form, sys.stdout)
        return
    values = _values(find(question), words, arguments)
    with queried(graph, endpoint, timeout, insecure=insecure) as asked:
        _show(ask_question(asked, question, **values), form)


def _signature(question: Question) -> Iterator[str]:
    for parameter in question.parameters:
        argument = f"--arg {parameter.name}=…"
        yield argument if parameter.default is None else f"[{argument}]"


def _values(question: Question, words: tuple[str, ...], arguments: tuple[str, ...]) -> dict[str, str]:
    if words and not question.parameters:
        raise UsageError(f"{question.name} takes no words: it has no parameter")
    values = {question.parameters[0].name: " ".join(words)} if words else {}
    for name, value in map(_argument, arguments):
        if name in values:
            raise UsageError(f"--arg {name} is given twice")
        values[name] = value
    return values


def _argument(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--arg {text}: write it as NAME=VALUE")
    return name, value


@cli.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@graph_option
@format_option
@endpoint_options
def query(file: TextIO, graph: Path | None, form: str, endpoint: str | None, timeout: float, insecure: bool) -> None:
    """Answer a SPARQL query from a file, or from standard input where FILE is -."""
    from whence.answers import answer as as_table
    from whence.vocab import compact

    with queried(graph, endpoint, timeout, insecure=insecure) as asked:
        shown = compact if form == "table" else str
        _show(as_table(asked.query(file.read()), iri=shown), form, all_columns=True)


def _show(answer: Answer, form: str, *, all_columns: bool = False) -> None:
    output.write(answer, form, sys.stdout, all_columns=all_columns)
    if not answer.rows:
        say(answer.note or "nothing found")
        sys.exit(EXIT_NO)
    if answer.note:
        say(answer.note)


@cli.command()
@click.argument("claim", nargs=-1, required=True)
@graph_option
@click.option("--svg", type=click.Path(path_type=Path), help="Also draw the chain into this file.")
def explain(claim: tuple[str, ...], graph: Path | None, svg: Path | None) -> None:
    """Tell where a number came from: its chain of tellings, with quotes, back to the study.

    CLAIM is words of the claim ("83 percent", "seven in ten CIOs"), also after the name of its article's file
    ("city-daily.html: 83 percent"), or its IRI.
    """
    from whence.explain.decided import rejections
    from whence.explain.explaining import explain_all
    from whence.explain.picture import picture
    from whence.explain.words import in_words

    with open_graph(graph) as store:
        explanations = list(islice(explain_all(store, " ".join(claim)), MOST_EXPLAINED + 1))
        rejected = () if explanations else rejections(store, " ".join(claim))
    if not explanations:
        say("\n".join(f"rejected: {one}" for one in rejected) or f"no claim has these words: {' '.join(claim)}")
        sys.exit(EXIT_NO)
    shown = explanations[:MOST_EXPLAINED]
    click.echo("\n\n".join(map(in_words, shown)))
    if len(explanations) > len(shown):
        say("\nthere are more findings with these words; give more words to choose")
    if svg:
        write_file(svg, lambda stream: stream.write(picture(shown[0]).encode()))


@cli.command()
@click.argument("claim", nargs=-1, required=True)
@graph_option
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="A .trig file; default: standard output."
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the texts of the articles into this folder, as they were read: pages can only be checked by them.",
)
def prove(claim: tuple[str, ...], graph: Path | None, target: Path | None, texts: Path | None) -> None:
    """Write a proof of one claim that others can check without Whence: chain, quotes, offsets and text hashes.

    CLAIM is words of the claim, also after its file ("city-daily.html: 83 percent"), or its IRI. Check the proof:
    python scripts/check_proof.py PROOF.trig FOLDER_OF_ARTICLES
    """
    from whence.explain.proof import prove as prove_claim
    from whence.explain.proof import proven_articles
    from whence.export.proof import write_proof

    with open_graph(graph) as store:
        quads = prove_claim(store, " ".join(claim))
        write_file(target, lambda stream: write_proof(quads, stream))
        articles = proven_articles(quads)
        if texts:
            write_texts(texts, {file_name: store.text(article) for article, file_name in articles.items()})
    say(f"{len(quads)} statements on {len(articles)} {'article' if len(articles) == 1 else 'articles'}")


@cli.command()
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True)
def diff(old: Path, new: Path, form: str) -> None:
    """Tell which articles, claims, studies and links appeared, changed or went between two graphs.

    OLD and NEW are stores or RDF files. As with diff(1), the exit code is 1 where they differ.
    """
    from whence.difference import as_table as difference_table
    from whence.difference import differences

    with open_graph(old) as before, open_graph(new) as after:
        found = differences(before, after)
    if form == "text":
        click.echo("".join(f"{one}\n" for one in found), nl=False)
    else:
        output.write(difference_table(found), form, sys.stdout, all_columns=True)
    if found:
        say(f"{len(found)} {'difference' if len(found) == 1 else 'differences'}")
        sys.exit(EXIT_NO)
    say("no difference")


cli.add_command(export_command)


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
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(maker(cli, {}, "whence", COMPLETE).source())


cli.add_command(find_command)
cli.add_command(serve)


def main() -> None:
    """Run the command line; what goes wrong is told in one line, with the exit code that it has."""
    sys.exit(run_commands(cli))
