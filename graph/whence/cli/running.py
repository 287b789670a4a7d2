"""Running the command line: streams, interrupts, closed pipes, and errors told in one line with their exit codes."""

from __future__ import annotations

import io
import os
import sys

import click

from whence.cli.output import EXIT_BAD, EXIT_FINE, EXIT_INTERRUPTED, say
from whence.errors import WhenceError

COMPLETE = "_WHENCE_COMPLETE"
"""The variable by which a shell's completion script asks for words."""


def run(commands: click.Group) -> int:
    """Run the command that the arguments name; returns the exit code."""
    _write_utf8()
    try:
        _command(commands)
        sys.stdout.flush()
        return EXIT_FINE
    except click.exceptions.Exit as done:
        return done.exit_code
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else EXIT_FINE
    except click.ClickException as error:
        error.show()
        return EXIT_BAD
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, and nothing more can be said.
        _drop_output()
        return EXIT_FINE
    except WhenceError as error:
        say(f"whence: {error}")
    except OSError as error:
        _drop_output()
        say(f"whence: {error.filename or 'the output'}: {error.strerror or error}")
    except UnicodeError as error:
        say(f"whence: not UTF-8 text: {error}")
    return EXIT_BAD


def _drop_output() -> None:
    """Give up what standard output has not taken, so that the interpreter doesn't try again as it ends."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open to the end


def _command(commands: click.Group) -> None:
    """Run the command that the arguments name; click's own `main` would take a closed pipe for a failure."""
    if COMPLETE in os.environ:
        commands(prog_name="whence", complete_var=COMPLETE)
    with commands.make_context("whence", sys.argv[1:]) as context:
        commands.invoke(context)


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale says: what articles hold doesn't fit into a lesser one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
