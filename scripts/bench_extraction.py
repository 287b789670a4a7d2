#!/usr/bin/env python3
"""What extraction and start-up cost, as ratios of CPU time: `python scripts/bench_extraction.py [--pages FOLDER]`.

Everything is measured in turns within one run, so that what else the machine does falls on all alike; a figure is the
median over the rounds. Pages are those of a folder (.html, .html.gz), by default ../shared/gold/pages, else generated.
The claim stage is set against quantulum3 without its classifier, where that is installed.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import trafilatura

from make_corpus import Corpus, page
from whence.analyse import Analysis, analyse
from whence.extract.claims import claims
from whence.extract.evidence import extract
from whence.extract.metadata import complete
from whence.extract.statements import statements
from whence.extract.studies import studies
from whence.model import Document
from whence.rdf.evidence import evidence_quads
from whence.rdf.quads import lines
from whence.read import read

PAGES = Path(__file__).resolve().parents[2] / "shared" / "gold" / "pages"
_RUN = "https://example.org/run"
_QUANTITIES_AT_MOST = 30
"""Sentences given to quantulum3, which takes milliseconds for each."""


def html_of(folder: Path, most: int) -> list[bytes]:
    """The pages of a folder, spread over it, or generated ones where it is not there."""
    files = sorted(folder.glob("*.html*")) if folder.is_dir() else []
    if not files:
        return [page(record).encode() for record in Corpus(1).articles(most)]
    chosen = files[:: max(1, len(files) // most)][:most]
    return [gzip.decompress(each.read_bytes()) if each.suffix == ".gz" else each.read_bytes() for each in chosen]


def in_turns(rounds: int, ways: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median seconds of each way, measured one after another in each round."""
    measured: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            measured[name].append(way())
    return {name: median(seconds) for name, seconds in measured.items()}


def own(work: Callable[[], object]) -> Callable[[], float]:
    """The CPU seconds that a piece of work takes in this process."""

    def measure() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return measure


def of_process(*arguments: str) -> Callable[[], float]:
    """The CPU seconds that Python takes with these arguments, its children among them."""

    def measure() -> float:
        resource = importlib.import_module("resource")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    return measure


def stages(pages: Sequence[bytes], rounds: int) -> Iterator[str]:
    """Main text against the way to the graph, and where that time goes."""
    with tempfile.TemporaryDirectory() as made:
        for number, each in enumerate(pages):
            Path(made, f"{number:04}.html").write_bytes(each)
        found = [document for document in read([made]) if isinstance(document, Document)]
        evidence = [extract(document) for document in found]
        took = in_turns(
            rounds,
            {
                "main text": own(lambda: [trafilatura.extract(each) for each in pages]),
                "read": own(lambda: list(read([made]))),
                "extract": own(lambda: [extract(document) for document in found]),
                "write": own(lambda: [lines(evidence_quads(each, _RUN)) for each in evidence]),
            },
        )
    yield from (f"{name:<10} {seconds / len(pages) * 1000:7.2f} ms a page" for name, seconds in took.items())
    whole = took["read"] + took["extract"] + took["write"]
    yield f"pages to graph against main text alone: {whole / took['main text']:.2f} (bar: 1.5)"


def numbers(pages: Sequence[bytes], rounds: int) -> Iterator[str]:
    """The claim stage against quantulum3, on the sentences that have a figure."""
    if find_spec("quantulum3") is None:
        yield "quantulum3 is not installed: left out"
        return
    parser = importlib.import_module("quantulum3.parser")
    vars(importlib.import_module("quantulum3.classifier"))["USE_CLF"] = False
    texts = [text for each in pages if (text := trafilatura.extract(each))]
    sentences = [one.text for text in texts for one in _analysis(text).sentences if any(map(str.isdigit, one.text))]
    chosen = sentences[:: max(1, len(sentences) // _QUANTITIES_AT_MOST)][:_QUANTITIES_AT_MOST]
    if not chosen:
        yield "no sentence has a figure: quantulum3 left out"
        return
    took = in_turns(
        rounds,
        {"claims": _claim_stage(chosen), "quantulum3": own(lambda: [parser.parse(each) for each in chosen])},
    )
    yield f"claim stage against quantulum3: {took['quantulum3'] / took['claims']:.1f} times faster (bar: 20)"


def _claim_stage(sentences: Sequence[str]) -> Callable[[], float]:
    """The seconds of the claim stage alone: what comes before it is done, and not measured."""

    def measure() -> float:
        spent = 0.0
        for sentence in sentences:
            analysis = _analysis(sentence)
            cited = studies(analysis, complete(analysis))
            said = statements(analysis, cited)
            started = time.process_time()
            claims(analysis, cited, said)
            spent += time.process_time() - started
        return spent

    return measure


def _analysis(text: str) -> Analysis:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return next(analyse(document) for document in read([file.name]) if isinstance(document, Document))


def starts(first: bytes, rounds: int) -> Iterator[str]:
    """What a command costs that does little."""
    with tempfile.TemporaryDirectory() as made:
        source, target = Path(made, "page.html"), Path(made, "page.nq")
        source.write_bytes(first)
        alone = f"import pathlib, trafilatura; trafilatura.extract(pathlib.Path({str(source)!r}).read_bytes())"
        took = in_turns(
            rounds,
            {
                "python": of_process("-c", "pass"),
                "help": of_process("-m", "whence", "--help"),
                "main text": of_process("-c", alone),
                "build": of_process("-m", "whence", "build", str(source), "-q", "-o", str(target)),
            },
        )
    yield from (f"{name:<10} {seconds * 1000:6.0f} ms" for name, seconds in took.items())
    yield f"whence --help against a bare Python: {took['help'] / took['python']:.1f} (bar: 2.5)"
    yield f"whence build of one page against its main text: {took['build'] / took['main text']:.1f} (bar: 1.5)"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=Path, default=PAGES, metavar="FOLDER")
    parser.add_argument("--most", type=int, default=20, help="pages that are measured")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    pages = html_of(asked.pages, asked.most)
    for part in (stages(pages, asked.rounds), numbers(pages, asked.rounds), starts(pages[0], asked.rounds)):
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()
