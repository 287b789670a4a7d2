"""W3C Web Annotations: each claim as a note on the page that states it, for clients such as Hypothesis.

The rules are those of the Web Annotation Data Model (W3C Recommendation, 2017). A client finds the words by the
quote and what stands around it; positions count characters of the text as it was read, not of the page's source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from whence import __version__
from whence.dossier import reading, words
from whence.dossier.values import Article, Claim
from whence.explain.tracing import Tracer
from whence.explain.words import chain_in_words
from whence.export.json_lists import write_list
from whence.rdf import iris
from whence.store import Store

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_COLLECTION = f"{iris.BASE}annotations"
_GENERATOR = {
    "id": "https://w3id.org/whence",
    "type": "Software",
    "name": f"Whence {__version__}",
    "homepage": "https://w3id.org/whence",
}


def write_annotations(store: Store, output: IO[bytes], article: str | None = None) -> int:
    """Write the claims, or those of one article by name, as an AnnotationCollection of one page; returns how many."""
    tracer = Tracer(store)
    notes: Iterator[dict[str, Any]] = (
        _annotation(source, claim, tracer)
        for source in (reading.article(store, home) for home in reading.chosen(store, article))
        for claim in reading.claims(store, source.iri)
    )
    total = store.count("wh:Claim")
    if article is not None:
        some = list(notes)
        notes, total = iter(some), len(some)
    head = {
        "@context": _CONTEXT,
        "id": _COLLECTION,
        "type": "AnnotationCollection",
        "label": "What these articles claim, and where each claim came from",
        "generator": _GENERATOR,
        "total": total,
        "first": {"id": f"{_COLLECTION}/1", "type": "AnnotationPage", "startIndex": 0, "items": []},
    }
    return write_list(head, notes, output)


def _annotation(article: Article, claim: Claim, tracer: Tracer) -> dict[str, Any]:
    return {
        "id": claim.iri.replace("/id/", "/id/annotation/", 1),
        "type": "Annotation",
        "motivation": "describing",
        "body": _bodies(claim, tracer),
        "target": {"type": "SpecificResource", "source": article.url or article.iri, "selector": _selectors(claim)},
    }


def _bodies(claim: Claim, tracer: Tracer) -> list[dict[str, Any]]:
    said = words.finding(claim.figure) if claim.figure else words.kind(claim)
    if claim.speaker:
        said += f" · said by {words.speaker(claim.speaker)}"
    bodies: list[dict[str, Any]] = [
        _text(f"{said}\n\n{chain_in_words(tracer.chain(claim.iri))}", "describing"),
        _text(claim.trace.value, "tagging"),
        {"type": "SpecificResource", "source": claim.iri, "purpose": "identifying"},
    ]
    if claim.study:
        bodies.append({"type": "SpecificResource", "source": claim.study, "purpose": "linking"})
    return bodies


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en", "purpose": purpose}


def _selectors(claim: Claim) -> list[dict[str, Any]]:
    """The quote, with what stands around it, and where it stands."""
    quote = {"type": "TextQuoteSelector", "exact": claim.quote}
    if claim.place is None:
        return [quote]
    around = {"prefix": claim.place.prefix, "suffix": claim.place.suffix}
    return [
        quote | {name: text for name, text in around.items() if text},
        {"type": "TextPositionSelector", "start": claim.place.start, "end": claim.place.end},
    ]
