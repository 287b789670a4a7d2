"""Whose study a link leads to: "the [report](https://www.pwc.com/...)" is PwC's."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from whence.analyse import Analysis
from whence.extract.names import RESEARCH_ORGANIZATIONS
from whence.extract.studies.references import Reference, Weight
from whence.model import Link

_BY_HOST = {
    "".join(letter for letter in name.lower() if letter.isalnum()): name for name in sorted(RESEARCH_ORGANIZATIONS)
}


def house_of(url: str) -> str | None:
    """The research organization whose site an address is on.

    >>> house_of("https://www.pewresearch.org/internet/")
    'Pew Research'
    """
    host = url.split("/")[2].lower() if url.count("/") > 1 else ""
    fits = [_BY_HOST[label] for label in host.split(".")[:-1] if label in _BY_HOST]
    return fits[-1] if fits else None


def linked(analysis: Analysis, reference: Reference) -> Reference:
    """The reference with the organization that its link leads to, where its words name none."""
    if reference.organizations or reference.title or not reference.noun:
        return reference
    link = _link_at(analysis.document.links, reference.start, reference.end)
    house = house_of(link.url) if link else None
    return replace(reference, organizations=(house,), weight=Weight.STANDS_ALONE) if house else reference


def _link_at(links: tuple[Link, ...], start: int, end: int) -> Link | None:
    """The link whose text overlaps a span."""
    index = bisect_left(links, end, key=lambda link: link.start) - 1
    return links[index] if index >= 0 and links[index].end > start else None
