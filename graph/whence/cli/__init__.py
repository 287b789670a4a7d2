"""The command line: data on standard output, words for people on standard error, errors in one line.

Each command stands in the module of what it does, which is imported when the command is called.
"""

from __future__ import annotations

import sys

import click

from whence import __version__
from whence.cli.commands import Commands
from whence.cli.running import run

_TABLE = {
    "ask": ("whence.cli.asking:ask", "Answer a named question; without a name, list the questions."),
    "build": ("whence.cli.articles:build", "Read articles and write the graph of what they say."),
    "completion": (
        "whence.cli.completing:completion",
        'Print the completion script of a shell; to use it: eval "$(whence completion bash)".',
    ),
    "decide": (
        "whence.cli.deciding:decide",
        "Decide what is the same, what is wrong and what is no claim: it stands above what Whence concludes.",
    ),
    "demo": (
        "whence.cli.demo:demo",
        "Build the sample articles that come with Whence into FOLDER, and show what can be asked of them.",
    ),
    "diff": (
        "whence.cli.comparing:diff",
        "Tell which articles, claims, studies and links appeared, changed or went between two graphs.",
    ),
    "explain": (
        "whence.cli.explaining:explain",
        "Tell where a number came from: its chain of tellings, with quotes, back to the study.",
    ),
    "export": (
        "whence.cli.exporting:export_command",
        "Write the graph for other tools: as RDF, tables, a network, annotations, references, a page for people.",
    ),
    "find": (
        "whence.cli.finding:find_command",
        "Find statistics by a number, a few words or a sentence, also where it is worded or rounded otherwise.",
    ),
    "forget": ("whence.cli.articles:forget", "Drop an article from a store, with all that only it told."),
    "prove": (
        "whence.cli.explaining:prove",
        "Write a proof of one claim that others can check without Whence: chain, quotes, offsets and text hashes.",
    ),
    "publish": (
        "whence.cli.publishing:publish",
        "Put the graph onto a server, article graph by article graph, only what changed since the last time.",
    ),
    "query": ("whence.cli.asking:query", "Answer a SPARQL query from a file, or from standard input where FILE is -."),
    "serve": (
        "whence.cli.serving:serve",
        "Show a graph in a browser: articles with their claims marked, studies, people, questions, SPARQL.",
    ),
    "validate": (
        "whence.cli.checking:validate",
        "Check a graph against the shapes, and name the article, sentence and rule of each violation.",
    ),
    "verify": (
        "whence.cli.verifying:verify",
        "Check that a store is what it was when it was built, and name what is not.",
    ),
}


@click.group(
    cls=Commands,
    table=_TABLE,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="whence")
def cli() -> None:
    """Where did that number come from?

    Turns articles into an RDF graph of claims, studies and their retellings, validates it, and answers questions.

    Exit codes: 0 fine; 1 the answer is no (the graph doesn't conform, nothing was found); 2 bad usage or input;
    130 interrupted.
    """


def main() -> None:
    """Run the command line; what goes wrong is told in one line, with the exit code that it has."""
    sys.exit(run(cli))
