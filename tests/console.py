"""Examples in the docs: what a page shows of the command line is what the command line prints.

A fenced `console` block after the line `<!-- tested -->` is run command by command, in a folder that holds the demo
articles as whence-demo/articles. `python tests/console.py PAGE` writes what is printed now into the page.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from whence import resources

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"(?<=<!-- tested -->\n```console\n)(.*?)(?=```\n)", re.DOTALL)
_TIME = re.compile(r"\d+\.\d s\b")


def blocks(page: str) -> list[str]:
    """The tested examples of a page."""
    return _BLOCK.findall(page)


def commands(block: str) -> list[str]:
    """The commands of an example."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def desk(folder: Path) -> Path:
    """The folder, with the demo articles in it."""
    articles = folder / "whence-demo" / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    for article in resources.data("demo").iterdir():
        (articles / article.name).write_bytes(article.read_bytes())
    return folder


def printed(block: str, folder: Path) -> str:
    """The example as it reads today: each command with what it prints."""
    return "".join(f"$ {command}\n{line}" for command in commands(block) for line in _run(command, folder))


def _run(command: str, folder: Path) -> Iterator[str]:
    program, *arguments = shlex.split(command)
    assert program == "whence", command
    run = [sys.executable, "-c", "from whence.cli import main; main()", *arguments]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    lines = (line.rstrip() for line in (done.stderr + done.stdout).splitlines())
    yield _TIME.sub("0.5 s", "".join(f"{line}\n" for line in lines))


def update(page: Path) -> None:
    """Write what the examples print now into the page."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = desk(Path(scratch))
        text = _BLOCK.sub(lambda block: printed(block[0], folder), page.read_text("utf-8"))
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        update(Path(name))
