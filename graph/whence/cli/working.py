"""How many workers a build has, and what each may take."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from whence.workers import Limits, Pool

_USUAL = Limits()
_WITH_MODEL = 3600.0
_F = TypeVar("_F", bound=Callable[..., Any])


def worker_options(command: _F) -> _F:
    """The options by which a build is given its workers."""
    jobs = click.option(
        "-j", "--jobs", type=click.IntRange(1), default=None, help="Worker processes. Default: one for each processor."
    )
    seconds = click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        help="Seconds that one article may take; then it is given up. Default: 30, an hour where a model is asked.",
    )
    memory = click.option(
        "--memory",
        type=click.IntRange(64),
        default=_USUAL.memory >> 20,
        show_default=True,
        help="Megabytes that a worker may take for an article.",
    )
    return jobs(seconds(memory(command)))


def pool(task: str, jobs: int | None, timeout: float | None, memory: int, *, with_model: bool = False) -> Pool:
    """The workers that the options ask for; `with_model` where each article is sent to a language model."""
    seconds = timeout or (_WITH_MODEL if with_model else _USUAL.seconds)
    return Pool(task, jobs or _processors(), Limits(seconds, memory << 20))


def _processors() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1
