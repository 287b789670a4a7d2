"""What work costs: CPU seconds of this process or of another with its children, in turns, and the most memory held."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median


def own(work: Callable[[], object]) -> Callable[[], float]:
    """What measures the CPU seconds that a piece of work takes in this process."""

    def measure() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return measure


def of_command(*command: str, folder: Path) -> Callable[[], float]:
    """What measures the CPU seconds that a command takes with its children; it raises where the command fails."""

    def measure() -> float:
        before = os.times()
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    return measure


def in_turns(rounds: int, ways: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """The median of what each way measures, one after another in each round: what else runs then falls on all alike."""
    measured = [{name: way() for name, way in ways.items()} for _ in range(rounds)]
    return {name: median(each[name] for each in measured) for name in ways}


def peak() -> float:
    """The most memory that this process held, in MB; getrusage would count what its parent held when it made it."""
    told = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert told  # noqa: S101 - every Linux tells it
    return int(told[1]) / 1024
