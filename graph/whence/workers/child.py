"""A worker process: `python -m whence.workers.child TASK MEMORY` takes jobs from its input until that ends.

Its output carries frames only: what libraries print goes nowhere. An exception is the answer to its job; only where
memory is short does the process end, since nobody knows what state that leaves a library in.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import BinaryIO

from whence.workers.frames import OUT_OF_MEMORY, frames, write_frame
from whence.workers.isolation import leave_no_dump, limit_memory
from whence.workers.jobs import Task, task_named


def main() -> None:
    """Work until there are no more jobs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends its workers
    jobs, replies = sys.stdin.buffer, _private_output()
    task = task_named(sys.argv[1])
    leave_no_dump()
    if most := int(sys.argv[2]):
        limit_memory(most)
    try:
        write_frame(replies, {"ready": True})
        for header, content in frames(jobs):
            _work(task, header, content, replies)
    except BrokenPipeError:
        pass
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    os._exit(0)


def _work(task: Task, header: object, content: bytes, replies: BinaryIO) -> None:
    try:
        for told, answer in task(header, content):  # type: ignore[arg-type]
            write_frame(replies, {"reply": dict(told)}, answer)
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a library raises is the answer to this job alone
        write_frame(replies, {"failed": f"{type(error).__name__}: {error}"[:500]})
        return
    write_frame(replies, {"done": True})


def _private_output() -> BinaryIO:
    """The pipe to the parent, under a number that no library writes to."""
    private = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return os.fdopen(private, "wb")


if __name__ == "__main__":
    main()
