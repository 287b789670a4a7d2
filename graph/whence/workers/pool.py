"""Several worker processes: each job has its time and memory, and a worker that goes beyond is replaced."""

from __future__ import annotations

import os
import queue
import select
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from whence.workers.frames import CHUNK, OUT_OF_MEMORY, read_frame, write_frame
from whence.workers.jobs import Done, Header, Job, Lost, Outcome, Reply
from whence.workers.starting import start

_START = 120.0
"""Seconds that a worker may take to start, on a machine that is busy."""
_WAITING = 2
"""Jobs, and outcomes, that may wait for each worker: few, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may take: seconds until its next reply, and bytes of memory besides what its worker always has."""

    seconds: float = 30.0
    memory: int = 1 << 30


class _Worker:
    """One child process; it starts with its first job."""

    def __init__(self, task: str, limits: Limits) -> None:
        self._task, self._limits = task, limits
        self._process: subprocess.Popen[bytes] | None = None

    def replies(self, job: Job) -> Iterator[Outcome]:
        """All that comes of a job, the last being that it is done or lost."""
        try:
            process = self._running()
            if process.stdin is None:
                raise BrokenPipeError
            write_frame(process.stdin, job.header, job.content)
            while True:
                header, content = _answer(process, self._limits.seconds)
                if "reply" in header:
                    yield Reply(job, header["reply"], content)
                elif "failed" in header:
                    yield Lost(job, str(header["failed"]))
                    return
                else:
                    yield Done(job)
                    return
        except TimeoutError:
            self.stop()
            yield Lost(job, f"took more than {self._limits.seconds:g} seconds", late=True)
        except (EOFError, BrokenPipeError, ValueError):
            yield Lost(job, self._ending())

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            arguments, silent = (self._task, str(self._limits.memory)), subprocess.DEVNULL
            self._process = start("whence.workers.child", *arguments, environment=os.environ, stderr=silent)
            _answer(self._process, _START)  # it is ready
        return self._process

    def _ending(self) -> str:
        """Why the child ended, in words; it is gone for good."""
        process = self._process
        if process is None:
            return "could not be started"
        try:
            code = process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            code = None
        self.stop()
        if code == OUT_OF_MEMORY:
            return f"took more than {self._limits.memory >> 20:,} MB of memory"
        return f"ended its process (code {code})"

    def stop(self) -> None:
        """End the child, at once."""
        if process := self._process:
            self._process = None
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with suppress(BrokenPipeError):  # what it never read is of no use now
                        stream.close()

    def interrupt(self) -> None:
        """End the child from another thread; the one that waits for it then finds that it has ended."""
        if process := self._process:
            process.kill()


def _answer(process: subprocess.Popen[bytes], seconds: float) -> tuple[Header, bytes]:
    """The next frame of a child; raises TimeoutError when its time is up and EOFError when it has ended."""
    if process.stdout is None:
        raise EOFError
    descriptor, until = process.stdout.fileno(), time.monotonic() + seconds

    def read(size: int) -> bytes:
        content = bytearray()
        while len(content) < size:
            left = until - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimeoutError
            got = os.read(descriptor, min(CHUNK, size - len(content)))
            if not got:
                raise EOFError
            content += got
        return bytes(content)

    return read_frame(read)


@dataclass(slots=True)
class Pool:
    """A crew of worker processes; it starts no more of them than there are jobs."""

    task: str
    size: int
    limits: Limits = field(default_factory=Limits)

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do all jobs; ends its workers when it is done, and when nobody asks on."""
        waiting: queue.Queue[Job | None] = queue.Queue()
        outcomes: queue.Queue[Any] = queue.Queue(self.size * _WAITING)
        stopped = threading.Event()
        crew: list[tuple[_Worker, threading.Thread]] = []

        def work(worker: _Worker) -> None:
            try:
                while (job := waiting.get()) is not None:
                    for outcome in worker.replies(job):
                        if not _put(outcomes, outcome, stopped):
                            return
            except BaseException as error:  # noqa: BLE001 - a fault of ours is raised where the jobs came from
                _put(outcomes, error, stopped)
            finally:
                worker.stop()

        def start() -> None:
            worker = _Worker(self.task, self.limits)
            thread = threading.Thread(target=work, args=(worker,), daemon=True)
            crew.append((worker, thread))
            thread.start()

        try:
            yield from self._dealt(jobs, waiting, outcomes, start)
        finally:
            stopped.set()
            for _ in crew:
                waiting.put(None)
            for worker, thread in crew:
                worker.interrupt()
                thread.join()

    def _dealt(
        self,
        jobs: Iterable[Job],
        waiting: queue.Queue[Job | None],
        outcomes: queue.Queue[Any],
        start: Callable[[], None],
    ) -> Iterator[Outcome]:
        """Hand out the jobs as workers are free for them, and pass on what comes back."""
        started = at_work = 0
        for job in jobs:
            if started < self.size and at_work >= started:
                start()
                started += 1
            waiting.put(job)
            at_work += 1
            while at_work >= self.size * _WAITING:
                outcome = _taken(outcomes)
                at_work -= not isinstance(outcome, Reply)
                yield outcome
        while at_work:
            outcome = _taken(outcomes)
            at_work -= not isinstance(outcome, Reply)
            yield outcome


def _taken(outcomes: queue.Queue[Any]) -> Outcome:
    outcome = outcomes.get()
    if isinstance(outcome, BaseException):
        raise outcome
    taken: Outcome = outcome
    return taken


def _put(outcomes: queue.Queue[Any], outcome: object, stopped: threading.Event) -> bool:
    """Whether somebody still wants the outcome, which then waits to be taken."""
    while not stopped.is_set():
        try:
            outcomes.put(outcome, timeout=0.2)
        except queue.Full:
            continue
        return True
    return False
