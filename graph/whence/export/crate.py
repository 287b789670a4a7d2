"""A graph as a research object: an RO-Crate 1.1, a folder or a zip file, for repositories such as Zenodo.

It holds the graph and what is made of it, and says which program read which articles. The articles' texts are not
in it: they are their publishers'. The same graph gives the same bytes; RO-Crate wants a date, which is the
environment's SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else today.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import IO, Any

from whence import __version__
from whence.dossier import reading
from whence.dossier.values import Article
from whence.export.annotations import write_annotations
from whence.export.cube import write_cube
from whence.export.formats import Write
from whence.export.references import write_bibtex, write_csl
from whence.export.turtle import write_turtle
from whence.store import Store

MOST_ARTICLES = 1000
"""How many articles the metadata name one by one; the graph names them all."""

_CRATE = "https://w3id.org/ro/crate/1.1"


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the crate."""

    name: str
    title: str
    media_type: str
    follows: str | None
    write: Callable[[Store, IO[bytes]], int]


_FILES = (
    _File("graph.ttl", "The graph: claims, studies and how they hang together", "text/turtle", "whence", write_turtle),
    _File("cube.ttl", "The findings as an RDF Data Cube", "text/turtle", "qb", write_cube),
    _File("annotations.jsonld", "The claims as Web Annotations", "application/ld+json", "oa", write_annotations),
    _File("studies.bib", "The studies as BibTeX", "application/x-bibtex", None, write_bibtex),
    _File("studies.csl.json", "The studies as CSL-JSON", "application/vnd.citationstyles.csl+json", None, write_csl),
)

_SPECIFICATIONS = {
    "whence": ("https://w3id.org/whence/ns", "The Whence ontology"),
    "qb": ("https://www.w3.org/TR/vocab-data-cube/", "The RDF Data Cube Vocabulary"),
    "oa": ("https://www.w3.org/TR/annotation-model/", "Web Annotation Data Model"),
}


def crate_files(store: Store) -> Mapping[str, Write]:
    """The files of the crate by name, each with what writes it."""
    return {"ro-crate-metadata.json": partial(_write_metadata, store)} | {
        file.name: partial(file.write, store) for file in _FILES
    }


def _write_metadata(store: Store, output: IO[bytes]) -> int:
    output.write(json.dumps(_metadata(store), ensure_ascii=False, indent=1).encode() + b"\n")
    return 0  # it says nothing of the store that the other files don't


def _metadata(store: Store) -> dict[str, Any]:
    return {"@context": f"{_CRATE}/context", "@graph": list(_entities(store))}


def _entities(store: Store) -> Iterator[dict[str, Any]]:
    articles = [_article(article) for article in islice(reading.articles(store), MOST_ARTICLES)]
    held = store.count("wh:Article")
    yield {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": _CRATE},
        "about": {"@id": "./"},
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Where the numbers of {held:,} articles come from",
        "description": _described(held, store),
        "datePublished": _today(),
        "license": {"@id": "#license"},
        "hasPart": [{"@id": file.name} for file in _FILES],
        "mentions": [{"@id": "#reading"}],
    }
    yield {
        "@id": "#license",
        "@type": "CreativeWork",
        "name": "No licence is stated",
        "description": "Who publishes this crate states the licence. The quotes in it are their articles' publishers'.",
    }
    for address, name in _SPECIFICATIONS.values():
        yield {"@id": address, "@type": "CreativeWork", "name": name}
    yield from map(_file, _FILES)
    yield {
        "@id": "https://w3id.org/whence",
        "@type": "SoftwareApplication",
        "name": "Whence",
        "version": __version__,
        "url": "https://w3id.org/whence",
    }
    yield {
        "@id": "#reading",
        "@type": "CreateAction",
        "name": f"Whence read {held:,} articles"
        + ("" if held == len(articles) else f", {len(articles):,} listed here"),
        "instrument": {"@id": "https://w3id.org/whence"},
        "object": [{"@id": article["@id"]} for article in articles],
        "result": [{"@id": file.name} for file in _FILES],
    }
    yield from articles


def _described(held: int, store: Store) -> str:
    claims, studies = store.count("wh:Claim"), store.count("wh:Study")
    return (
        f"{claims:,} claims of {held:,} articles and the {studies:,} studies that they draw on, found by a program. "
        "The texts of the articles are not included; each claim has its quote, and each article the hash of its text."
    )


def _file(file: _File) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": file.name,
        "@type": "File",
        "name": file.title,
        "encodingFormat": file.media_type,
    }
    return told | ({"conformsTo": {"@id": _SPECIFICATIONS[file.follows][0]}} if file.follows else {})


def _article(article: Article) -> dict[str, Any]:
    told = {
        "@id": article.iri,
        "@type": "Article",
        "name": article.title or article.file_name,
        "url": article.url,
        "datePublished": article.date,
        "publisher": article.publisher,
        "sha256": article.content_hash,
    }
    return {name: value for name, value in told.items() if value}


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)).date().isoformat()
