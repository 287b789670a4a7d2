from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping

import pytest

from whence.workers import Crew, Done, Inline, Job, Limits, Lost, Pool, Reply

TASK = f"{__name__}:work"
POOL = Pool(TASK, 2, Limits(seconds=1.0, memory=256 << 20))


def work(header: Mapping[str, str], content: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Does what the header says."""
    match header["do"]:
        case "hang":
            time.sleep(60)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "fill the memory":
            bytearray(2 << 30)
        case "raise":
            raise ValueError("no")
        case "print":
            print("what a library says")
    yield {"said": header["do"]}, content
    yield {"said": "again"}, b""


def outcomes(crew: Crew, *deeds: str) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for outcome in crew.run(Job({"do": deed}, deed.encode()) for deed in deeds):
        told = outcome.header["said"] if isinstance(outcome, Reply) else getattr(outcome, "reason", "done")
        found.setdefault(outcome.job.header["do"], []).append(told)
    return found


@pytest.mark.parametrize("crew", [Inline(TASK), POOL], ids=["inline", "pool"])
def test_a_job_has_its_replies_and_an_end(crew: Crew) -> None:
    assert outcomes(crew, "one", "print", "two") == {deed: [deed, "again", "done"] for deed in ("one", "print", "two")}


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("hang", "took more than 1 seconds"),
        ("crash", "ended its process (code -11)"),
        ("fill the memory", "took more than 256 MB of memory"),
        ("raise", "ValueError: no"),
    ],
)
def test_a_job_that_goes_beyond_its_limits_is_lost_and_no_other(deed: str, reason: str) -> None:
    found = outcomes(POOL, "before", deed, "after", "later")
    assert found.pop(deed) == [reason]
    assert found == {other: [other, "again", "done"] for other in ("before", "after", "later")}


def test_content_larger_than_a_pipe_passes_both_ways() -> None:
    content = bytes(range(256)) * 4000
    replies = [one for one in POOL.run([Job({"do": "carry"}, content)]) if isinstance(one, Reply)]
    assert replies[0].content == content


def test_jobs_are_taken_up_as_workers_are_free_for_them() -> None:
    taken = []

    def jobs() -> Iterator[Job]:
        for number in range(100):
            taken.append(number)
            yield Job({"do": "work"})

    running = Pool(TASK, 2).run(jobs())
    next(running)
    assert len(taken) < 10
    running.close()  # type: ignore[attr-defined]


def test_whoever_stops_asking_waits_for_no_job() -> None:
    running = Pool(TASK, 2, Limits(seconds=60)).run(Job({"do": deed}) for deed in ("one", "hang", "hang", "hang"))
    next(running)
    started = time.monotonic()
    running.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 10


def test_an_error_where_the_jobs_come_from_is_raised_there() -> None:
    def jobs() -> Iterator[Job]:
        yield Job({"do": "one"})
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(POOL.run(jobs()))


def test_outcomes_tell_their_job() -> None:
    (reply, _, done) = Inline(TASK).run([job := Job({"do": "one"})])
    assert reply == Reply(job, {"said": "one"}, b"")
    assert done == Done(job)
    assert Lost(job, "why").reason == "why"
