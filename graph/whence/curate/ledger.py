"""A file of decisions, to be kept beside the articles, compared, merged and shared: RDF in any format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO

from whence.decision import Decision
from whence.export import Format, export
from whence.rdf.decisions import check_writable, decision_quads
from whence.store import Store


def read_decisions(file: Path) -> tuple[Decision, ...]:
    """The decisions in an RDF file, in the order in which they were made; raises StoreError where one is damaged."""
    with Store() as store:
        form = Format.of_file(file)
        store.load(file, form.value.serialization if form else None)
        return store.decisions()


def write_decisions(decisions: Iterable[Decision], output: IO[bytes], form: Format = Format.TURTLE) -> None:
    """Write decisions and nothing else, the same bytes for the same decisions; raises UsageError where one can't be."""
    decisions = tuple(decisions)
    check_writable(decisions)
    with Store() as store:
        store.put_derived(decision_quads(decisions))
        export(store, output, form)
