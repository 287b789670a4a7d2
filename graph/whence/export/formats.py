"""The table of formats: how each is called, what it writes, and where the function is that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from whence.errors import UsageError
from whence.export.archive import write_zip

if TYPE_CHECKING:
    from whence.store import Store

Option = str | bool | None
"""The value of an option of a format, such as the one table that is to be written; None where it isn't given."""

Write = Callable[[IO[bytes]], int]
"""Writes one file; returns how many things it wrote."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A row of the table.

    `writer` is "module:function" below whence.export: `function(store, output, **options) -> int`. Where the format is
    of `several` files: `function(store, **options) -> Mapping[str, Write]`, by file name. `options` are the options
    that the function takes, `extra` is the optional dependency that it needs, as "extra: package". An RDF format has
    its `serialization`.
    """

    media_type: str
    extensions: tuple[str, ...]
    writes: str
    writer: str
    serialization: ox.RdfFormat | None = None
    several: bool = False
    options: tuple[str, ...] = ()
    extra: str = ""


class Format(Enum):
    """A format that a graph can be written in; those of RDF can be read, too."""

    TURTLE = Spec(
        "text/turtle",
        (".ttl",),
        "the graph as RDF, made for reading",
        "turtle:write_turtle",
        ox.RdfFormat.TURTLE,
        options=("annotations",),
    )
    TRIG = Spec(
        "application/trig",
        (".trig",),
        "the same with the named graph of each article",
        "turtle:write_trig",
        ox.RdfFormat.TRIG,
        options=("annotations",),
    )
    NQUADS = Spec(
        "application/n-quads",
        (".nq",),
        "named graphs, a statement a line",
        "lines:write_nquads",
        ox.RdfFormat.N_QUADS,
        options=("annotations",),
    )
    NTRIPLES = Spec(
        "application/n-triples",
        (".nt",),
        "a statement a line, sorted",
        "lines:write_ntriples",
        ox.RdfFormat.N_TRIPLES,
        options=("annotations",),
    )
    JSONLD = Spec(
        "application/ld+json",
        (".jsonld",),
        "RDF as JSON, its context inside",
        "jsonld:write_jsonld",
        ox.RdfFormat.JSON_LD,
    )
    RDFXML = Spec(
        "application/rdf+xml",
        (".rdf",),
        "RDF for tools that read no other",
        "rdfxml:write_rdfxml",
        ox.RdfFormat.RDF_XML,
    )

    CSV = Spec(
        "text/csv",
        (".csv",),
        "tables of claims, studies, articles and hops",
        "csv_files:csv_files",
        several=True,
        options=("table",),
    )
    PARQUET = Spec(
        "application/vnd.apache.parquet",
        (".parquet",),
        "the same tables, with types",
        "parquet:parquet_files",
        several=True,
        options=("table",),
        extra="parquet: pyarrow",
    )

    GRAPHML = Spec(
        "application/graphml+xml",
        (".graphml",),
        "a network of who drew on whom (yEd, igraph)",
        "networks:write_graphml",
        options=("nodes",),
    )
    GEXF = Spec("application/gexf+xml", (".gexf",), "the same for Gephi", "networks:write_gexf", options=("nodes",))
    CYTOSCAPE = Spec(
        "application/json",
        (".cyjs",),
        "the same for Cytoscape and Cytoscape.js",
        "networks:write_cytoscape",
        options=("nodes",),
    )

    NANOPUB = Spec(
        "application/trig",
        (".nanopub.trig",),
        "a nanopublication of each claim",
        "nanopublications:write_nanopublications",
    )

    WEB_ANNOTATION = Spec(
        "application/ld+json", (), "claims as W3C annotations", "annotations:write_annotations", options=("article",)
    )
    CLAIM_REVIEW = Spec(
        "application/ld+json", (), "claims for a page's head", "reviews:write_reviews", options=("article",)
    )
    BIBTEX = Spec("application/x-bibtex", (".bib",), "studies as references", "references:write_bibtex")
    CSL_JSON = Spec(
        "application/vnd.citationstyles.csl+json", (".csl.json",), "the same for Zotero", "references:write_csl"
    )
    DATA_CUBE = Spec("text/turtle", (), "findings as statistical data", "cube:write_cube")
    RO_CRATE = Spec("application/zip", (".crate.zip",), "a research object", "crate:crate_files", several=True)
    REPORT = Spec("text/html", (".html",), "a page for people", "report.page:write_report", options=("article",))

    @property
    def label(self) -> str:
        """The name that the command line takes."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def rdf(cls) -> tuple[Format, ...]:
        """The formats of RDF, which can be read as well as written."""
        return tuple(each for each in cls if each.value.serialization)

    @classmethod
    def named(cls, label: str) -> Format:
        """The format of a name such as "turtle"; raises UsageError when there is none."""
        wanted = label.upper().replace("-", "").replace("_", "")
        for each in cls:
            if each.name.replace("_", "") == wanted:
                return each
        raise UsageError(f"no such format: {label}; choose from {', '.join(each.label for each in cls)}")

    @classmethod
    def of_file(cls, path: Path) -> Format | None:
        """The RDF format that a file's extension tells, or None."""
        return next((each for each in cls.rdf() if path.suffix.lower() in each.value.extensions), None)

    @classmethod
    def for_file(cls, path: Path) -> Format | None:
        """The format that a file's extension asks for, or None; the first of those that share it."""
        fits = (
            (max(map(len, each.value.extensions)), each)
            for each in cls
            if path.name.lower().endswith(each.value.extensions)
        )
        return max(fits, key=lambda fit: fit[0], default=(0, None))[1]

    def write(self, store: Store, output: IO[bytes], **options: Option) -> int:
        """Write the store; several files become one zip archive. Returns how many things were written."""
        if not self.value.several:
            return int(self._function(options)(store, output, **_given(options)))
        files = self.files(store, **options)
        if len(files) == 1:
            return next(iter(files.values()))(output)
        return write_zip(files, output)

    def files(self, store: Store, **options: Option) -> Mapping[str, Write]:
        """The files that a format of several consists of, by name."""
        found: Mapping[str, Write] = self._function(options)(store, **_given(options))
        return found

    def check(self, **options: Option) -> None:
        """Raise UsageError where an option is given that the format doesn't take."""
        for option in _given(options):
            if option not in self.value.options:
                able = ", ".join(each.label for each in Format if option in each.value.options)
                raise UsageError(f"{self.label} takes no --{option}; formats that do: {able}")

    def _function(self, options: Mapping[str, Option]) -> Callable[..., Any]:
        self.check(**options)
        extra, _, package = self.value.extra.partition(": ")
        if package and find_spec(package) is None:
            raise UsageError(f"{self.label} needs {package}, which is not installed: pip install 'whence[{extra}]'")
        module, _, function = self.value.writer.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"whence.export.{module}"), function)
        return found


def _given(options: Mapping[str, Option]) -> dict[str, Option]:
    return {name: value for name, value in options.items() if value is not None and value is not False}
