"""Which of the media types on offer a client prefers, by its Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

Offer = TypeVar("Offer")

_RANGE = re.compile(r"[^\s,;=]+/[^\s,;=]+")
_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


def preferred(accept: str, offers: Mapping[str, Offer]) -> Offer | None:
    """What is offered under the media type that the header gives the highest quality; None where it takes none.

    The offers stand in the server's own order of preference, which decides among equals; an empty header takes
    anything. The most specific range that fits a media type gives its quality; parameters are not compared.
    """
    ranges = dict(_ranges(accept))
    if not ranges:
        return next(iter(offers.values()), None)
    best, chosen = 0.0, None
    for media_type, offer in offers.items():
        kind = media_type.partition("/")[0]
        fitting = (ranges[each] for each in (media_type, f"{kind}/*", "*/*") if each in ranges)
        quality = next(fitting, 0.0)
        if quality > best:
            best, chosen = quality, offer
    return chosen


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Media ranges with their qualities; of what isn't one, nothing."""
    for part in accept.lower().split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        if _RANGE.fullmatch(media_range):
            yield media_range, _quality(parameters)


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if _QUALITY.fullmatch(value.strip()) else 0.0
    return 1.0
