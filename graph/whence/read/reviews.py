"""The ratings of other people's claims that a page declares: schema.org ClaimReview, as fact-checkers publish it.

They are kept as what they are, somebody's rating of a claim; nothing is concluded from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from whence.model import Review
from whence.read.addresses import web_address
from whence.read.dates import printed_date
from whence.read.jsonld import Linked, Node, text_of

_KIND = frozenset({"ClaimReview"})
_MOST, _LONGEST = 50, 2_000


def reviews(linked: Linked) -> tuple[Review, ...]:
    """The claim reviews of a page, in page order, each once; one without a claim or without a rating is none."""
    found: dict[Review, None] = {}
    for node in linked.of_type(_KIND):
        review = _review(node, linked)
        if review.claim and (review.rating or review.value) and len(found) < _MOST:
            found[review] = None
    return tuple(found)


def _review(node: Node, linked: Linked) -> Review:
    item, rating = _node(linked, node, "itemReviewed"), _node(linked, node, "reviewRating")
    return Review(
        claim=_text(node, "claimReviewed") or _text(item, "text", "name"),
        rating=_text(rating, "alternateName", "name"),
        value=_number(rating, "ratingValue"),
        worst=_number(rating, "worstRating"),
        best=_number(rating, "bestRating"),
        claimant=_name(linked, item, "author"),
        claimed=printed_date(_text(item, "datePublished")) or "",
        author=_name(linked, node, "author"),
        appearance=next(_addresses(linked, item), ""),
    )


def _node(linked: Linked, node: Node, key: str) -> Node:
    return next((one for one in linked.values(node.get(key)) if isinstance(one, dict)), {})


def _text(node: Node, *keys: str) -> str:
    return (text_of(node, *keys) or "")[:_LONGEST]


def _number(node: Node, key: str) -> str:
    """A number as the page prints it, whether as a number or as a string; "" where it is none."""
    value = node.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Decimal(str(value))
        return f"{exact:f}"[:40] if exact.is_finite() and abs(exact.adjusted()) < 30 else ""
    return value.strip()[:40] if isinstance(value, str) else ""


def _name(linked: Linked, node: Node, key: str) -> str:
    return next((name[:200] for name, _ in linked.names(node.get(key)) if name and "://" not in name), "")


def _addresses(linked: Linked, item: Node) -> Iterator[str]:
    """Where the claim was made: the first appearance that is told, then others."""
    for key in ("firstAppearance", "appearance"):
        for one in linked.values(item.get(key)):
            printed = one if isinstance(one, str) else _text(one, "url", "@id")
            if address := web_address(printed):
                yield address
