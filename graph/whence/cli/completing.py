"""The completion command."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from whence.cli.running import COMPLETE
from whence.errors import UsageError


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell; to use it: eval "$(whence completion bash)"."""
    maker = get_completion_class(shell)
    if maker is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(maker(context.find_root().command, {}, "whence", COMPLETE).source())
