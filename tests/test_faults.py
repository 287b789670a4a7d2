"""Nothing is lost: a build that is killed, or that the machine lets down, keeps what it told, and goes on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from faults import FAULTS, Bench, Fault


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"), articles=20)


@pytest.mark.parametrize("part", [0.3, 0.8])
def test_a_killed_build_keeps_what_it_told_of_and_goes_on(bench: Bench, part: float, tmp_path: Path) -> None:
    assert bench.killed(tmp_path / "killed.db", part) == []


QUICK = {"disk full", "second writer", "standard error without a reader"}
"""The faults that are injected here; `scripts/torture` injects all, and kills fifty builds."""


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.name in QUICK], ids=lambda fault: fault.name)
def test_a_fault_is_told_in_a_line_and_loses_nothing(bench: Bench, fault: Fault, tmp_path: Path) -> None:
    if why := fault.missing():
        pytest.skip(why)
    assert fault.inject(bench, tmp_path, random.Random(7)) == []  # noqa: S311 - to be repeated
