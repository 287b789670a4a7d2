"""How a child process begins: a module of ours in this Python, heard and answered through pipes."""

from __future__ import annotations

import os
import subprocess  # the only program it runs is this Python
import sys
from collections.abc import Mapping
from pathlib import Path

_HOME = str(Path(__file__).resolve().parents[2])


def start(
    module: str, *arguments: str, environment: Mapping[str, str], stderr: int | None = None, is_apart: bool = False
) -> subprocess.Popen[bytes]:
    """Start a module with these arguments and this environment; it finds the modules where we found them.

    `stderr` is as subprocess has it. Where it `is_apart`, signals of the terminal are for the parent alone. Raises
    OSError where it can't be started.
    """
    return subprocess.Popen(  # noqa: S603 - this Python, and no shell
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={**environment, "PYTHONPATH": os.pathsep.join(filter(None, (_HOME, *sys.path)))},
        start_new_session=is_apart,
    )
