"""What extraction costs, as ratios of CPU time: `python scripts/bench_extraction.py [--only pages numbers]`.

Everything is measured in turns within one run, so that what else the machine does falls on all alike; a figure is the
median over the rounds. Pages are those of a folder (.html, .html.gz), by default ../shared/gold/pages, else generated.
The claim stage is set against quantulum3 without its classifier, where that is installed. Exits with 1 where a bar is
not held.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import trafilatura

from make_corpus import Corpus, page
from measuring import in_turns, own
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


def stages(pages: Sequence[bytes], rounds: int) -> bool:
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
    for name, seconds in took.items():
        print(f"{name:<10} {seconds / len(pages) * 1000:7.2f} ms a page")
    whole = took["read"] + took["extract"] + took["write"]
    print(f"pages to graph against main text alone: {whole / took['main text']:.2f}× (bar: 1.5)", flush=True)
    return whole <= 1.5 * took["main text"]


def numbers(pages: Sequence[bytes], rounds: int) -> bool:
    """The claim stage against quantulum3, on the sentences that have a figure."""
    if find_spec("quantulum3") is None:
        print("quantulum3 is not installed: left out")
        return True
    parser = importlib.import_module("quantulum3.parser")
    vars(importlib.import_module("quantulum3.classifier"))["USE_CLF"] = False
    texts = [text for each in pages if (text := trafilatura.extract(each))]
    sentences = [one.text for text in texts for one in _analysis(text).sentences if any(map(str.isdigit, one.text))]
    chosen = sentences[:: max(1, len(sentences) // _QUANTITIES_AT_MOST)][:_QUANTITIES_AT_MOST]
    if not chosen:
        print("no sentence has a figure: quantulum3 left out")
        return True
    took = in_turns(
        rounds,
        {"claims": _claim_stage(chosen), "quantulum3": own(lambda: [parser.parse(each) for each in chosen])},
    )
    print(f"claim stage against quantulum3: {took['quantulum3'] / took['claims']:.1f}× as fast (bar: 20)", flush=True)
    return took["quantulum3"] >= 20 * took["claims"]


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


def main() -> int:
    """Print the figures; 1 where a bar is not held."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--pages", type=Path, default=PAGES, metavar="FOLDER")
    parser.add_argument("--most", type=int, default=20, help="pages that are measured")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    pages = html_of(asked.pages, asked.most)
    held = [PARTS[part](pages, asked.rounds) for part in asked.only]
    return int(not all(held))


PARTS: dict[str, Callable[[Sequence[bytes], int], bool]] = {"pages": stages, "numbers": numbers}
"""What is measured: each prints its figures, and tells whether the bar is held."""


if __name__ == "__main__":
    sys.exit(main())
