"""A group of commands each of which is imported when it is asked for: the list of them costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class Commands(click.Group):
    """Takes a table: by name, where each command stands ("whence.cli.asking:ask") and its help's first sentence."""

    def __init__(self, *, table: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        """Take the table, and the settings of a group."""
        super().__init__(**settings)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """The names, sorted."""
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        """The command of a name, or None."""
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, as click does, but from the table."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            sentences = (click.Command(name, help=self.table[name][1]) for name in names)
            formatter.write_dl([(str(each.name), each.get_short_help_str(room)) for each in sentences])
