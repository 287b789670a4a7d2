"""Jobs, what comes of them, and the crew that does them one after another in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

Header = Mapping[str, Any]
"""What JSON can tell of a job or a reply."""

Task = Callable[[Header, bytes], Iterable[tuple[Header, bytes]]]
"""What is done with a job: from its header and content to those of the replies."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work."""

    header: Header
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """Something that came of a job."""

    job: Job
    header: Header
    content: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """A job to which nothing more will come."""

    job: Job


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that ended its worker, or that its limits ended; `reason` says which, for people.

    `late` is whether its time was up: then it would be so again.
    """

    job: Job
    reason: str
    late: bool = False


Outcome = Reply | Done | Lost


class Crew(Protocol):
    """Does jobs: yields the replies to each, then that it is done, or that it is lost; the jobs in any order."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do all jobs, taking up few more at a time than it works on."""
        ...


@dataclass(frozen=True, slots=True)
class Inline:
    """Does the jobs in this process, in their order and without limits."""

    task: str

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do all jobs; what a job raises is raised."""
        task = task_named(self.task)
        for job in jobs:
            for header, content in task(job.header, job.content):
                yield Reply(job, header, content)
            yield Done(job)


def task_named(name: str) -> Task:
    """The task of a name such as "whence.reading:work"."""
    module, _, function = name.partition(":")
    task: Task = getattr(import_module(module), function)
    return task
