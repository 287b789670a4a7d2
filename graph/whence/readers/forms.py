"""The formats for readers, as one table: a new format is a new row, and a module that writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import IO

from whence.errors import UsageError
from whence.store import Store


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its name on the command line, media type, file extension, and where the function that writes it is.

    One that is `by_article` can be written of some articles alone.
    """

    label: str
    media_type: str
    extension: str
    writer: str
    by_article: bool = False

    def write(self, store: Store, output: IO[bytes], articles: Sequence[str] | None = None) -> int:
        """Write the store, or articles of it by IRI; returns how many things were written.

        Raises UsageError where the format is one of whole graphs only.
        """
        self.check(articles)
        module, _, function = self.writer.partition(":")
        write = getattr(import_module(f"whence.readers.{module}"), function)
        return int(write(store, output) if articles is None else write(store, output, articles))

    def check(self, articles: Sequence[str] | None) -> None:
        """Raise UsageError where articles are named and the format is one of whole graphs only."""
        if articles is not None and not self.by_article:
            able = ", ".join(form.label for form in FORMS if form.by_article)
            raise UsageError(f"{self.label} is written of a whole graph; of an article alone: {able}")


FORMS = (
    Form("web-annotation", "application/ld+json", ".jsonld", "annotations:write_annotations", by_article=True),
    Form("claim-review", "application/ld+json", ".jsonld", "reviews:write_reviews", by_article=True),
    Form("bibtex", "application/x-bibtex", ".bib", "references:write_bibtex"),
    Form("csl-json", "application/vnd.citationstyles.csl+json", ".json", "references:write_csl"),
    Form("data-cube", "text/turtle", ".ttl", "cube:write_cube"),
    Form("ro-crate", "application/zip", ".zip", "crate:write_crate"),
    Form("report", "text/html", ".html", "report.page:write_report", by_article=True),
)
"""All of them, in the order in which the command line lists them."""


def form_named(label: str) -> Form | None:
    """The format of a name, or None."""
    return next((form for form in FORMS if form.label == label), None)
