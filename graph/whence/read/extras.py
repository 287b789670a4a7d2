"""Libraries that not everybody installs: imported when something needs them, or named when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from whence.errors import UsageError


def needed(module: str, extra: str, what: str) -> Any:
    """A module of an extra; raises UsageError with the command that installs it.

    >>> needed("no_such_module", "pdf", "PDF files")
    Traceback (most recent call last):
    whence.errors.UsageError: to read PDF files, no_such_module is needed: pip install 'whence[pdf]'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        raise UsageError(f"to read {what}, {module} is needed: pip install 'whence[{extra}]'") from error
