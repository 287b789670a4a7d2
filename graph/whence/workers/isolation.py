"""What a child gives up before it works: memory beyond a limit, time beyond the job's, core files, the network.

Each holds where the system offers it (all on Linux), and none is the only defence: the parent ends a child that
takes too long, and the screen refuses queries that would call out.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000  # of linux/sched.h


def leave_network() -> bool:
    """Move this process into a network of its own, which reaches nothing; whether that worked.

    Needs Linux, and leave to make namespaces; must be called before there are threads.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None)
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USERS | _NEW_NETWORK))


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more of address space than it has; where that is unknown, any number."""
    if sys.platform == "linux":
        allowed = _held(0) + more
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))


def limit_time(more: float) -> None:
    """Let this process compute for so many seconds more, should nobody be left to end it."""
    if sys.platform != "win32":
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime + more) + 1, hardest))


def leave_no_dump() -> None:
    """Write no core file when this process crashes: it would hold the graph."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def resident() -> int:
    """The bytes of memory that this process holds now; 0 where that is unknown."""
    return _held(1) if sys.platform == "linux" else 0


def _held(column: int) -> int:
    """The bytes of a column of proc_pid_statm(5): 0 is the whole address space, 1 what of it is in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[column]) * os.sysconf("SC_PAGE_SIZE")
