"""Claim reviews in pages: read as somebody's rating of a claim, kept in the graph, and read back."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from whence.extract.evidence import extract
from whence.extractors import RUN, Extracted
from whence.intake.task import article_quads
from whence.model import Review
from whence.rdf.quads import lines
from whence.rdf.recover import recover
from whence.read import page
from whence.read.jsonld import Linked
from whence.read.reviews import reviews

CHECKED = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "Every tenant grows food.",
    "author": {"@type": "Organization", "name": "Lakeside Facts"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ivy Hart"},
        "datePublished": "2025-04-01",
        "appearance": [{"@type": "CreativeWork", "url": "https://rumours.example.org/gardens"}],
    },
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 2,
        "bestRating": "5",
        "worstRating": 1,
        "alternateName": "Too much",
    },
}
READ = Review(
    "Every tenant grows food.",
    "Too much",
    "2",
    "1",
    "5",
    "Ivy Hart",
    "2025-04-01",
    "Lakeside Facts",
    "https://rumours.example.org/gardens",
)
PARAGRAPH = "<p>Half of the tenants grow herbs, a survey of 1,204 tenants by the Lakeside Institute found.</p>"


def read(*nodes: object) -> tuple[Review, ...]:
    return reviews(Linked(map(json.dumps, nodes)))


def test_a_review_is_read_once_from_wherever_it_stands() -> None:
    assert read(CHECKED, {"@graph": [{"@type": "WebPage"}, CHECKED]}) == (READ,)


def test_a_reference_is_followed() -> None:
    linked = CHECKED | {"author": {"@id": "#us"}}
    assert read({"@graph": [linked, {"@id": "#us", "@type": "Organization", "name": "Lakeside Facts"}]}) == (READ,)


@pytest.mark.parametrize(
    "changed",
    [{"claimReviewed": ""}, {"claimReviewed": ["a"], "reviewRating": None},
     {"reviewRating": {"ratingValue": float("nan")}}, {"reviewRating": {"ratingValue": True}},
     {"reviewRating": "false"}, {"@type": "Review"}],
)  # fmt: skip
def test_what_rates_nothing_or_is_not_rated_is_no_review(changed: dict[str, object]) -> None:
    assert read(CHECKED | {"itemReviewed": []} | changed) == ()


@pytest.mark.parametrize(
    ("item", "claimant", "claimed", "appearance"),
    [
        ({"author": "Ivy Hart", "datePublished": "2025-13-45"}, "Ivy Hart", "", ""),
        ({"author": {"name": "https://x.example.org"}, "appearance": "javascript:alert(1)"}, "", "", ""),
        ({"firstAppearance": "https://a.example.org/"}, "", "", "https://a.example.org/"),
    ],
)
def test_only_what_has_its_form_is_taken(item: dict[str, object], claimant: str, claimed: str, appearance: str) -> None:
    (review,) = read(CHECKED | {"itemReviewed": item})
    assert (review.claimant, review.claimed, review.appearance) == (claimant, claimed, appearance)


def test_the_reviews_of_a_page_go_into_its_graph_and_come_back() -> None:
    markup = (
        f"<html><head><title>Herbs</title><script type='application/ld+json'>{json.dumps(CHECKED)}</script></head>"
        f"<body><article><h1>Herbs in Lakeside</h1>{PARAGRAPH * 3}</article></body></html>"
    )
    document = page.document(markup, "herbs.html", "herbs.html")
    assert document.reviews == (READ,)
    evidence = extract(document)
    quads = ox.parse(lines(article_quads(Extracted(evidence, RUN), document.text)), format=ox.RdfFormat.N_QUADS)
    assert recover(quad for quad in quads if "articleBody" not in quad.predicate.value) == evidence
