"""The command line: data on standard output, words for people on standard error, errors in one line.

Each command stands in the module of what it does, and imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whence import __version__
from whence.cli.articles import build, forget
from whence.cli.asking import ask, query
from whence.cli.checking import validate
from whence.cli.comparing import diff
from whence.cli.deciding import decide
from whence.cli.explaining import explain, prove
from whence.cli.exporting import export_command
from whence.cli.finding import find_command
from whence.cli.publishing import publish
from whence.cli.running import COMPLETE
from whence.cli.running import run as run_commands
from whence.cli.serving import serve
from whence.cli.verifying import verify
from whence.errors import UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="whence")
def cli() -> None:
    """Where did that number come from?

    Turns articles into an RDF graph of claims, studies and their retellings, validates it, and answers questions.

    Exit codes: 0 fine; 1 the answer is no (the graph doesn't conform, nothing was found); 2 bad usage or input;
    130 interrupted.
    """


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


for _command in (
    *(build, forget, decide, validate, verify, publish, serve),
    *(ask, query, find_command, explain, prove, diff, export_command),
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; what goes wrong is told in one line, with the exit code that it has."""
    sys.exit(run_commands(cli))
