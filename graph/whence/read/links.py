"""The links of a plain text: Markdown links, by address or by reference, and addresses that stand in the text."""

from __future__ import annotations

import re

from whence.model import Link
from whence.read.addresses import web_address

_ADDRESS = r"(?:[^\s()<>]|\([^\s()<>]{0,99}\)){1,2000}"
_INLINE = re.compile(rf"""(!?)\[([^\[\]\n]{{1,300}})\]\(<?({_ADDRESS})>?(?:\s{{1,3}}"[^"\n]{{0,200}}")?\)""")
_REFERENCE = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{1,40})\]")
_DEFINITION = re.compile(r"^[ \t]{0,3}\[([^\[\]\n]{1,40})\]:[ \t]{0,9}<?(https?://[^\s<>]{1,2000})>?", re.MULTILINE)
_BARE = re.compile(r"https?://[^\s<>\"'”’\[\]{}]{3,2000}")
_CLOSERS = ".,;:!?)*_"


def links(text: str, start: int = 0) -> tuple[Link, ...]:
    """The links from `start` on, in text order, each with the offsets of its visible text.

    >>> links("See [the data](https://example.org/d).")
    (Link(start=5, end=13, url='https://example.org/d'),)
    """
    if "://" not in text:
        return ()
    targets = {match[1].lower(): match[2] for match in _DEFINITION.finditer(text, start)}
    found: dict[int, Link] = {}
    taken: list[tuple[int, int]] = [match.span() for match in _DEFINITION.finditer(text, start)]
    for match in _INLINE.finditer(text, start):
        taken.append(match.span())
        if not match[1]:  # an image is no link
            _add(found, match.start(2), match.end(2), match[3])
    for match in _REFERENCE.finditer(text, start) if targets else ():
        _add(found, match.start(1), match.end(1), targets.get(match[2].lower(), ""))
    inside = sorted(taken)
    index = 0
    for match in _BARE.finditer(text, start):
        while index < len(inside) and inside[index][1] <= match.start():
            index += 1
        if index == len(inside) or inside[index][0] > match.start():
            address = match[0].rstrip(_CLOSERS if "(" not in match[0] else _CLOSERS.replace(")", ""))
            _add(found, match.start(), match.start() + len(address), address)
    return tuple(found[at] for at in sorted(found))


def _add(found: dict[int, Link], start: int, end: int, printed: str) -> None:
    address = web_address(printed)
    if address:
        found.setdefault(start, Link(start, end, address))
