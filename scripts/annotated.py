"""The annotated articles: where they are, which of them may be looked at, and what is read from them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from whence.analyse import Analysis, analyse
from whence.extract.studies import Studies, studies
from whence.model import Document
from whence.read import read

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
"""The published articles, which are no part of the project."""

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
"""The articles of our own."""

Row = dict[str, Any]
"""An annotation, or a row of one."""

_KEPT_UNSEEN = ("e-", "f-", "j-")
_TRAINED_ON, _HELD_BACK = ("seen", "open seen"), ("unseen", "open unseen")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is read, beside its annotation."""

    name: str
    analysis: Analysis
    studies: Studies
    gold: Row


def articles(texts: Iterable[Path]) -> Iterator[Article]:
    """The articles of these texts, each with the annotation that stands beside it."""
    for path in texts:
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        for document in read([str(path)]):
            if isinstance(document, Document):
                analysis = analyse(document)
                yield Article(path.stem, analysis, studies(analysis), gold)


def unseen(name: str) -> bool:
    """Whether an article is kept unseen while rules are written: a fixed third, but none of the seed articles.

    Its errors were looked at once, after a round of rules; those of `open_unseen` never.
    """
    return not name.startswith("seed-") and int(sha256(name.encode()).hexdigest(), 16) % 3 == 0


def open_unseen(name: str) -> bool:
    """The same for the articles of our own: the last series."""
    return name.startswith(_KEPT_UNSEEN)


def groups(gold: Path) -> dict[str, list[Path]]:
    """The groups of articles that are measured: their texts, in the order of their names."""
    dev, own = _texts(gold / "dev"), _texts(CORPUS)
    return {
        "all": dev,
        "seen": [path for path in dev if not unseen(path.stem)],
        "unseen": [path for path in dev if unseen(path.stem)],
        "open seen": [path for path in own if not open_unseen(path.stem)],
        "open unseen": [path for path in own if open_unseen(path.stem)],
    }


def digest(paths: Iterable[Path]) -> str:
    """A short hash of files, their names and contents, in the order of their paths."""
    return sha256(b"".join(path.name.encode() + path.read_bytes() for path in sorted(paths))).hexdigest()[:12]


def _texts(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.txt") if path.with_suffix(".json").is_file())


# ---------------------------------------------------------------- what models are fitted on


def add_arguments(parser: ArgumentParser) -> None:
    """Let a command be told on which articles it works; `trained_on` and `held_back` read it."""
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="pairs NAME.txt and NAME.json, in place of the defaults"
    )
    parser.add_argument("--gold", type=Path, default=GOLD, help="where the published annotated articles are")


def trained_on(folders: Iterable[Path], gold: Path) -> list[Path]:
    """The texts of folders, or those that rules may look at; what is held back for measuring is never among them.

    Raises SystemExit, with a message, where there are none.
    """
    chosen, known = list(folders), groups(gold)
    if not chosen and not known["seen"]:
        raise SystemExit(f"no annotated articles in {gold / 'dev'}: tell their place with --gold, or name folders")
    held = {path.resolve() for group in _HELD_BACK for path in known[group]}
    if not chosen:
        return [path for group in _TRAINED_ON for path in known[group]]
    if empty := next((folder for folder in chosen if not _texts(folder)), None):
        raise SystemExit(f"no annotated articles in {empty}: a folder holds NAME.txt and NAME.json for each")
    return [path for folder in chosen for path in _texts(folder) if path.resolve() not in held]


def held_back(gold: Path) -> dict[str, list[Path]]:
    """The groups of articles that nothing may be fitted on, so far as they are here."""
    return {group: paths for group, paths in groups(gold).items() if group in _HELD_BACK and paths}


def described(texts: Iterable[Path]) -> str:
    """How many articles of which folders, and the digest of their texts and annotations."""
    paths = list(texts)
    names = dict.fromkeys(path.parent.name for path in paths)
    counts = (f"{name} {sum(path.parent.name == name for path in paths)}" for name in names)
    marked = digest([*paths, *(path.with_suffix(".json") for path in paths)])
    return f"{len(paths)} articles ({', '.join(counts)}), digest {marked}"
