"""Rows → what all of them tell together: evidence read back from N-Quads, and the derived graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from whence.knowledge import Knowledge
from whence.model import Evidence
from whence.rdf.knowledge import knowledge_quads
from whence.rdf.quads import lines
from whence.rdf.recover import recover
from whence.rdf.runs import Run, run_quads
from whence.resolve import resolve


def parted(article_lines: bytes, text_graph: str) -> tuple[bytes, bytes]:
    """The lines of an article's evidence, which an export has, and those of its text, which it has not."""
    end = f" <{text_graph}> .\n".encode()
    evidence: list[bytes] = []
    text: list[bytes] = []
    for line in article_lines.splitlines(keepends=True):
        (text if line.endswith(end) else evidence).append(line)
    return b"".join(evidence), b"".join(text)


def evidence_of(evidence_lines: bytes) -> Evidence:
    """What one article says, read back from the lines of its evidence; raises StoreError where they are damaged."""
    return recover(ox.parse(evidence_lines, format=ox.RdfFormat.N_QUADS))


def derived(evidence: Iterable[Evidence], read: Mapping[Run, Iterable[str]]) -> tuple[Knowledge, bytes]:
    """What the articles tell together, and the graphs derived from them as N-Quads, sorted.

    `read` are the content hashes of the articles that each run read.
    """
    knowledge = resolve(evidence)
    told = [quad for run, hashes in read.items() for quad in run_quads(run, hashes)]
    return knowledge, lines([*knowledge_quads(knowledge), *told])
