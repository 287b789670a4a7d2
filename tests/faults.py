"""Faults of the machine, injected into builds: each is a row with what is done and what must hold afterwards.

An injection gives the list of what did not hold, which is empty when all is well.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import whence
from whence.errors import WhenceError
from whence.store import Store

_PATIENCE = 240.0
_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended: its exit code, the sources that it told to be done, and what else it said."""

    code: int
    done: tuple[str, ...]
    said: tuple[str, ...]


class Bench:
    """Articles, and the graph that an undisturbed build makes of them."""

    def __init__(self, folder: Path, articles: int) -> None:
        """Write the articles and build them once."""
        self.articles = folder / "articles"
        self.articles.mkdir(parents=True)
        for number in range(articles):
            (self.articles / f"a{number:03}.txt").write_text(_text(number), "utf-8")
        started = time.monotonic()
        ended = self.build(folder / "whole.db")
        self.seconds = time.monotonic() - started
        self.whole = self.exported(folder / "whole.db")
        if ended.code or len(ended.done) != articles:
            raise AssertionError(ended)

    # ------------------------------------------------------------ runs

    def start(self, target: Path, *more: str, **options: object) -> subprocess.Popen[str]:
        """Begin a build into the target, its words in a pipe."""
        command = [*whence_command(), "build", str(self.articles), "-v", "-j", "1", "-o", str(target), *more]
        chosen: dict[str, object] = {
            "stderr": subprocess.PIPE,
            "stdout": subprocess.DEVNULL,
            "env": environment(),
            **options,
        }
        return subprocess.Popen(command, text=True, errors="replace", start_new_session=True, **chosen)  # type: ignore[call-overload,no-any-return]

    def build(self, target: Path, *more: str, **options: object) -> Ended:
        """Build into the target."""
        with self.start(target, *more, **options) as process:
            _, said = process.communicate(timeout=_PATIENCE)
        return _ended(process.returncode, said.splitlines())

    def broken_off(self, target: Path, number: int, *, lines: int = 0, seconds: float = 0.0) -> Ended:
        """Build until so many sources are done and so much time is over, then send a signal."""
        said: list[str] = []
        with self.start(target) as process:
            assert process.stderr is not None
            while len(said) < lines and (line := process.stderr.readline()):
                said.append(line.rstrip("\n"))
            time.sleep(seconds)
            process.send_signal(number)
            said += process.stderr.read().splitlines()
            code = process.wait(timeout=_PATIENCE)
        return _ended(code, said)

    def exported(self, target: Path) -> bytes:
        """The graph in the target as N-Quads."""
        command = [*whence_command(), "export", "--format", "nquads", "-g", str(target)]
        return subprocess.run(command, env=environment(), capture_output=True, check=True, timeout=_PATIENCE).stdout

    # ------------------------------------------------------------ what must hold

    def lost(self, target: Path, ended: Ended) -> list[str]:
        """What is wrong with a store whose build ended early: it must hold what was told and at most one piece more."""
        told = {Path(source).name for source in ended.done}
        try:
            held = files_in(target)
        except WhenceError as error:
            return [f"the store can't be opened: {error}"] if told else []
        wrong = [f"{name} was told to be done and is not there" for name in sorted(told - held)]
        if len(held - told) > 1 and ended.code < 0:
            wrong.append(f"{sorted(held - told)} are there and were not told to be done")
        return wrong + [line for line in ended.said if "Traceback" in line]

    def goes_on(self, target: Path) -> list[str]:
        """What is wrong with the build after one that broke off: it must make the same bytes as an undisturbed one."""
        ended = self.build(target)
        if ended.code:
            return [f"the next build ends with {ended.code}: {ended.said}"]
        return [] if self.exported(target) == self.whole else ["the next build makes other bytes"]

    def killed(self, target: Path, part: float, *, seconds: float = 0.0) -> list[str]:
        """Kill a build when a part of its sources is done and so much time is over, and build again."""
        ended = self.broken_off(
            target, signal.SIGKILL, lines=int(part * len(list(self.articles.iterdir()))), seconds=seconds
        )
        return self.lost(target, ended) + self.goes_on(target)


def _text(number: int) -> str:
    share, sample = 10 + number % 80, 1_000 + number
    body = f"According to a survey of {sample:,} adults by the Lunch Institute, {share} percent of adults skip lunch."
    return f"URL: https://paper.example.org/{number}\nTitle: Lunch {number}\n\n{body}\n\nThat was said by Ann Bo.\n"


def files_in(target: Path) -> set[str]:
    """The names of the files whose articles a store holds; none where the build hadn't come to make it."""
    if not (target / "CURRENT").exists():
        return set()
    with Store(target, read_only=True) as store:
        return {store.evidence(article).file_name for article in store.articles()}


def whence_command() -> list[str]:
    return [sys.executable, "-m", "whence"]


def environment(**more: str) -> dict[str, str]:
    home = str(Path(whence.__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHENCE")}
    return {**kept, "PYTHONPATH": home, **more}


def _ended(code: int, lines: Sequence[str]) -> Ended:
    done = tuple(line.removeprefix("done: ") for line in lines if line.startswith("done: "))
    return Ended(code, done, tuple(line for line in lines if not line.startswith("done: ")))


def one_line(ended: Ended, code: int = 2) -> list[str]:
    """What is wrong with how a fault was told: the exit code, and one line of words."""
    if ended.code == code and len(ended.said) == 1:
        return []
    return [f"ends with {ended.code} and says {ended.said}"]


# ---------------------------------------------------------------- the faults

Injection = Callable[[Bench, Path, random.Random], list[str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its name, how it is injected, and why it can't be here ("" where it can)."""

    name: str
    inject: Injection
    missing: Callable[[], str] = field(default=lambda: "")


def _interrupted(number: int, code: int) -> Injection:
    def inject(bench: Bench, folder: Path, chance: random.Random) -> list[str]:
        target = folder / "a.db"
        ended = bench.broken_off(target, number, lines=chance.randrange(1, 30))
        wrong = [] if ended.code == code else [f"ends with {ended.code}: {ended.said}"]
        if number == signal.SIGINT and ended.said != ("interrupted",):
            wrong.append(f"says {ended.said}")
        return wrong + bench.lost(target, ended) + bench.goes_on(target)

    return inject


def _limited(kind: str, most: Callable[[random.Random], int]) -> Injection:
    def inject(bench: Bench, folder: Path, chance: random.Random) -> list[str]:
        import resource

        target, limit = folder / "a.db", most(chance)

        def limits() -> None:
            resource.setrlimit(getattr(resource, kind), (limit, limit))

        ended = bench.build(target, preexec_fn=limits)
        return one_line(ended) + bench.lost(target, ended) + bench.goes_on(target)

    return inject


def _full_file(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    import resource

    target = folder / "a.ttl"
    target.write_text("old")
    ended = bench.build(target, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
    wrong = [f"says {ended.said}"] if ended.code != 2 or "can't be written" not in ended.said[-1] else []
    if target.read_text() != "old" or len(list(folder.iterdir())) != 1:
        wrong.append("the old file is not what it was, or another lies beside it")
    return wrong


def _mounted(options: str, name: str) -> Injection:
    """The target on a disk of its own, which is full or takes nothing; other programs see nothing of it."""

    def inject(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
        disk = folder / "disk"
        disk.mkdir()
        build = [*whence_command(), "build", str(bench.articles), "-v", "-o", str(disk / name)]
        script = 'mount -t tmpfs -o "$1" none "$2" && shift 2 && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", script, "sh", options, str(disk), *build]
        done = subprocess.run(
            command, env=environment(), capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
        said = _ended(done.returncode, done.stderr.splitlines())
        wrong = [] if said.code == 2 and said.said[-1].startswith("whence: ") else [f"ends with {said}"]
        return wrong + [line for line in said.said if "Traceback" in line]

    return inject


def _needs_root() -> str:
    if not _ROOT:
        return "needs root"
    tried = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "can't mount a disk here"


def _second_writer(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    target = folder / "a.db"
    with bench.start(target) as first:
        assert first.stderr is not None
        first.stderr.readline()
        first.send_signal(signal.SIGSTOP)  # so that it doesn't end before the other has tried
        second = bench.build(target)
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=_PATIENCE)
    wrong = one_line(second) if second.done == () else [f"the second wrote {second.done}"]
    if first.returncode or bench.exported(target) != bench.whole:
        wrong.append("the first was harmed")
    return wrong


def _without_input(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    command = f'exec "$0" -m whence build - "{bench.articles}" -v -o "{folder / "a.db"}" <&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], env=environment(), capture_output=True, text=True, check=False
    )
    wrong = [] if "not read: -: is closed" in done.stderr and done.returncode == 0 else [done.stderr]
    return wrong + bench.goes_on(folder / "a.db")


def _without_words(where: str) -> Injection:
    """Standard error that takes nothing: the work is done all the same."""

    def inject(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
        target = folder / "a.db"
        command = f'"$0" -m whence build "{bench.articles}" -v -o "{target}" 2{where}'
        done = subprocess.run(
            ["bash", "-c", command, sys.executable], env=environment(), capture_output=True, text=True, check=False
        )
        wrong = [f"ends with {done.returncode}: {done.stderr}"] if done.returncode else []
        return wrong if not wrong and bench.exported(target) == bench.whole else [*wrong, "not all is there"]

    return inject


def _reader_gone(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    command = f'"$0" -m whence build "{bench.articles}" -q | head -c 1 >/dev/null; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command, sys.executable],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if (done.stdout, done.stderr) == ("0\n", "") else [f"{done.stdout} {done.stderr}"]


def _locale(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    (folder / "Übersicht – ½.txt").write_text(_text(900).replace("Ann Bo", "Zoë Ångström"), "utf-8")
    settings = environment(LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    ended = bench.build(folder / "a.db", str(folder), env=settings)
    wrong = [f"ends with {ended.code}: {ended.said}"] if ended.code else []
    return wrong if "Übersicht – ½.txt" in files_in(folder / "a.db") else [*wrong, "the file has another name"]


def _names(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    inputs = folder / "names"
    inputs.mkdir()
    names = [
        b"\xff\xfe.txt",
        b"a\nb.txt",
        b"\x1b[31m.txt",
        b"-o.txt",
        b"a b%20#c?.txt",
        b"'\"<>&.txt",
        b"x" * 250 + b".txt",
    ]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.path.join(os.fsencode(inputs), name))).write_text(_text(900 + number), "utf-8")  # noqa: PTH118
    ended = bench.build(folder / "a.db", str(inputs))
    wrong = [f"ends with {ended.code}: {ended.said}"] if ended.code else []
    more = len(files_in(folder / "a.db")) - len(list(bench.articles.iterdir()))
    return wrong if more == len(names) else [*wrong, f"{more} of {len(names)} files were read: {ended.said}"]


def _links(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    (folder / "links").mkdir()
    (folder / "links" / "loop.txt").symlink_to("loop.txt")
    (folder / "links" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "links" / "again").symlink_to(bench.articles, target_is_directory=True)
    (folder / "links" / "gone.txt").symlink_to("nowhere.txt")
    ended = bench.build(folder / "a.db", str(folder / "links"))
    wrong = [f"ends with {ended.code}: {ended.said}"] if ended.code else []
    return wrong if bench.exported(folder / "a.db") == bench.whole else [*wrong, "other bytes"]


def _changing(bench: Bench, folder: Path, chance: random.Random) -> list[str]:
    moving = folder / "moving.txt"
    moving.write_text(_text(950), "utf-8")
    with bench.start(folder / "a.db", str(moving)) as process:
        while process.poll() is None:
            moving.write_bytes(_text(950).encode()[: chance.randrange(400)] * chance.randrange(1, 200))
            time.sleep(0.005)
        assert process.stderr is not None
        ended = _ended(process.returncode, process.stderr.read().splitlines())
    wrong = [f"ends with {ended.code}: {ended.said}"] if ended.code else []
    expected = {path.name for path in bench.articles.iterdir()}
    return wrong if expected <= files_in(folder / "a.db") else [*wrong, "others are missing"]


_JUMPS = """
import itertools, time
_real, _count = time.time, itertools.count()
time.time = lambda: max(0.0, _real() + (-1) ** next(_count) * 1e8)
"""


def _clock(bench: Bench, folder: Path, _chance: random.Random) -> list[str]:
    (folder / "sitecustomize.py").write_text(_JUMPS)
    settings = environment()
    settings["PYTHONPATH"] = os.pathsep.join([str(folder), settings["PYTHONPATH"]])
    for number, path in enumerate(sorted(bench.articles.iterdir())):
        os.utime(path, (number * 1e8, number * 1e8))
    ended = bench.build(folder / "a.db", env=settings)
    wrong = [f"ends with {ended.code}: {ended.said}"] if ended.code else []
    return wrong if bench.exported(folder / "a.db") == bench.whole else [*wrong, "other bytes"]


FAULTS = (
    Fault("Ctrl-C", _interrupted(signal.SIGINT, 130)),
    Fault("terminated", _interrupted(signal.SIGTERM, -signal.SIGTERM)),
    Fault("disk full", _limited("RLIMIT_FSIZE", lambda chance: chance.randrange(80_000, 140_000))),
    Fault("disk full from the beginning", _limited("RLIMIT_FSIZE", lambda chance: chance.randrange(1_000, 60_000))),
    Fault("disk full under a file", _full_file),
    Fault("few open files", _limited("RLIMIT_NOFILE", lambda chance: chance.randrange(12, 24))),
    Fault("a disk of 200 kB", _mounted("size=200k", "a.db"), _needs_root),
    Fault("a disk of 64 kB under a file", _mounted("size=64k", "a.ttl"), _needs_root),
    Fault("read-only disk", _mounted("ro", "a.db"), _needs_root),
    Fault("read-only disk under a file", _mounted("ro", "a.ttl"), _needs_root),
    Fault("second writer", _second_writer),
    Fault("standard input closed", _without_input),
    Fault("standard error closed", _without_words(">&-")),
    Fault("standard error full", _without_words(">/dev/full")),
    Fault("standard error without a reader", _without_words("> >(true)")),
    Fault("broken pipe", _reader_gone),
    Fault("locale C", _locale),
    Fault("names in no encoding", _names),
    Fault("links in circles", _links),
    Fault("a file that changes", _changing),
    Fault("a clock that jumps", _clock),
)
