"""HTML elements whose texts are escaped whatever they hold, and whose links are web addresses or places in the page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit


class Markup(str):
    """Text that is HTML already: what these functions return, and nothing else."""

    __slots__ = ()


Part = str | Iterable["Part"] | None
"""What an element can hold: text, elements, several of both, or nothing."""


def tag(name: str, *content: Part, **attributes: str | None) -> Markup:
    """An element; an attribute's name may end in "_" (`class_`), and one without a value is left out.

    >>> tag("p", "1 < 2, ", tag("b", "so"), class_="a&b")
    '<p class="a&amp;b">1 &lt; 2, <b>so</b></p>'
    """
    known = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    given = "".join(f' {key}="{escape(value)}"' for key, value in known)
    return Markup(f"<{name}{given}>{join(content)}</{name}>")


def join(content: Part) -> Markup:
    """Several parts as one."""
    if content is None:
        return Markup()
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(content))
    return Markup("".join(map(join, content)))


def link(address: str | None, words: Part) -> Part:
    """The words, as a link where the address is one of the web."""
    if address is None or not is_web_address(address):
        return words
    return tag("a", words, href=address, rel="noreferrer")


def is_web_address(address: str) -> bool:
    """Whether an address is one of http or https, with a host."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def table(heads: Iterable[str], rows: Iterable[Iterable[Part]]) -> Markup:
    """A table with one row of heads; it scrolls by itself where it is wider than the page."""
    head = tag("tr", [tag("th", name, scope="col") for name in heads])
    body = [tag("tr", [tag("td", cell) for cell in row]) for row in rows]
    return tag("div", tag("table", tag("thead", head), tag("tbody", body)), class_="wide")


def definitions(facts: Iterable[tuple[str, Part]]) -> Markup:
    """Names and their values; those without a value are left out."""
    return tag("dl", [(tag("dt", name), tag("dd", value)) for name, value in facts if value])
