"""What is worth a look in a store, and how much it holds: found once, by a thread of its own, since it takes a while."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from whence.answers import Record
from whence.ask import ask
from whence.errors import WhenceError
from whence.readers.report.findings import Findings, findings
from whence.serve.catalogue import KINDS, Catalogue
from whence.store import Store

MOST = 4
"""How many findings of each kind are shown."""


@dataclass(frozen=True, slots=True)
class Highlights:
    """What is worth a look; `old` are rows of the question `stale`. How many articles, numbers and so on there are."""

    findings: Findings
    old: tuple[Record, ...]
    counts: tuple[tuple[int, str, str, str], ...]
    """How many, of what (one, many), and the path of their list."""


class Finding:
    """Finds the highlights of a store when it is first asked, or told to begin."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        """Find nothing yet."""
        self._store, self._catalogue = store, catalogue
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._found: Highlights | None = None

    def begin(self) -> None:
        """Begin to look, unless somebody did."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._find, daemon=True, name="whence-highlights")
                self._thread.start()

    def found(self, patience: float) -> Highlights | None:
        """What was found; None where it can't be had, or takes more than so many seconds from now."""
        self.begin()
        if self._thread is not None:
            self._thread.join(patience)
        return self._found

    def _find(self) -> None:
        try:
            self._found = _highlights(self._store, self._catalogue)
        except WhenceError:  # a page without highlights is still a page
            self._found = None


def _highlights(store: Store, catalogue: Catalogue) -> Highlights:
    listed = tuple(
        (len(catalogue.entries(name)), kind.one, name, f"/{name}") for name, kind in KINDS.items() if name != "publishers"
    )
    numbers, claims = store.count("wh:StatisticalClaim"), store.count("wh:Claim")
    counts = (
        listed[0],
        (numbers, "number", "numbers", "/ask/claims"),
        (claims - numbers, "statement", "statements", "/ask/people"),
        *listed[1:],
    )
    old = {str(row["claim"]): row for row in reversed(ask(store, "stale").records())}
    return Highlights(findings(store, MOST), tuple(list(reversed(old.values()))[:MOST]), counts)
