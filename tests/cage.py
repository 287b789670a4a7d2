"""Running whence where it is seen what it does: how long, how much memory, what it opens, whom it calls."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import whence

from hostile import SECRET

_WATCH = """
import os, sys
_log = os.open(os.environ["CAGE_LOG"], os.O_WRONLY | os.O_APPEND)
_inside = os.environ["CAGE_INSIDE"] + os.sep
_calls = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "os.system", "os.exec"}
_changes = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.chmod", "os.truncate"}

def _path(value):
    return os.path.abspath(os.fsdecode(value)) if isinstance(value, (str, bytes)) else ""

def _told(event, arguments):
    if event in _calls:
        return f"{event} {arguments[1:]!r}"
    if event == "subprocess.Popen" and arguments[0] not in (sys.executable, "file"):  # file(1) tells the architecture
        return f"{event} {arguments[0]!r}"
    if event == "open":
        path, _, flags = arguments
        path = _path(path)
        wrote = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        outside = path and path != os.devnull and not (path + os.sep).startswith(_inside)
        if os.path.basename(path) == "canary.txt" or (wrote and outside):
            return f"open {path}"
    if event in _changes and (path := _path(arguments[0])) and not path.startswith(_inside):
        return f"{event} {path}"
    return None

def _hook(event, arguments):
    if told := _told(event, arguments):
        os.write(_log, (told + "\\n").encode("utf-8", "replace"))

sys.addaudithook(_hook)
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run: the exit code (None where it had to be ended), what it said, seconds, bytes, what it did.

    `escaped` are calls to the network, files written outside the folder, and readings of the canary.
    """

    code: int | None
    out: bytes
    err: str
    seconds: float
    memory: int
    escaped: tuple[str, ...]

    @property
    def crashed(self) -> bool:
        """Whether it ended by a signal, with a stack trace, or with a code that the command line doesn't have."""
        return self.code is not None and (self.code not in (0, 1, 2, 130) or "Traceback (most recent" in self.err)


class Cage:
    """A folder to run in: with a canary, a log of what is done, and no network where the system can take it away."""

    def __init__(self, folder: Path) -> None:
        """Prepare the folder, which is to be empty."""
        self.folder = folder
        self._own = folder.with_name(f"{folder.name}.cage")
        self._own.mkdir()
        folder.mkdir(exist_ok=True)
        (folder / "tmp").mkdir()
        (folder / "canary.txt").write_text(SECRET)
        (self._own / "sitecustomize.py").write_text(_WATCH)

    def run(self, *arguments: str, seconds: float = 60.0, given: bytes = b"", **more: str) -> Ran:
        """Run whence with the arguments; it is ended, with all its children, when its time is up."""
        said, told, log = (self._own / name for name in ("stdout", "stderr", "log"))
        log.write_bytes(b"")
        (self._own / "stdin").write_bytes(given)
        with said.open("wb") as out, told.open("wb") as err, (self._own / "stdin").open("rb") as source:
            started = time.monotonic()
            process = subprocess.Popen(
                [*_without_network(), sys.executable, "-m", "whence", *arguments],
                cwd=self.folder,
                stdin=source,
                stdout=out,
                stderr=err,
                env=self.environment(more),
                start_new_session=True,
            )
            code, memory = _waited(process, started + seconds)
        took = time.monotonic() - started
        words = told.read_text("utf-8", "replace")
        return Ran(code, said.read_bytes(), words, took, memory, tuple(log.read_text("utf-8").splitlines()))

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """That of the tests, with the watch in it, and all folders that a program may write to being ours."""
        inside = str(self.folder.resolve())
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("WHENCE", "COV_"))},
            "PYTHONPATH": os.pathsep.join([str(self._own), str(Path(whence.__file__).parents[1])]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "CAGE_LOG": str(self._own / "log"),
            "CAGE_INSIDE": inside,
            "HOME": inside,
            "TMPDIR": str(Path(inside, "tmp")),
            **more,
        }


def _waited(process: subprocess.Popen[bytes], until: float) -> tuple[int | None, int]:
    """The exit code, None where the process had to be ended, and the most memory that it or a child of it held."""
    while time.monotonic() < until:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return None, 0


@cache
def _without_network() -> Sequence[str]:
    """The words before a command that take the network away from it; none where the system has no such thing."""
    if (tool := shutil.which("unshare")) is None:
        return ()
    command = [tool, "--map-root-user", "--net"]
    return command if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0 else ()
