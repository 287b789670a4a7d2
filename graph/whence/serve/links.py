"""Where a node's page is on this server, and which addresses a page may link to."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from whence import vocab
from whence.export.report.markup import is_web_address
from whence.rdf import iris

_OWN = vocab.PREFIXES["wh"]


def path(iri: str) -> str | None:
    """The path of the page about a node or a term of ours; None for what has none here.

    >>> path("https://w3id.org/whence/id/study/7650af1e"), path("https://w3id.org/whence/ns#Claim")
    ('/doc/study/7650af1e', '/ns#Claim')
    """
    if iri.startswith(iris.BASE):
        return f"/doc/{quote(iri.removeprefix(iris.BASE))}"
    return f"/ns#{quote(iri.removeprefix(_OWN))}" if iri.startswith(_OWN) else None


def node(kind: str, key: str) -> str:
    """The node whose page stands at /doc/kind/key."""
    return f"{iris.BASE}{kind}/{key}"


def outside(address: str | None) -> str | None:
    """An address of the web, of a scheme that does no harm; None for any other, which is then only printed."""
    return address if address and is_web_address(address) else None


def with_query(place: str, **values: object) -> str:
    """A path with these parameters; empty ones are left out.

    >>> with_query("/articles", q="a b", page=2, sort="")
    '/articles?q=a+b&page=2'
    """
    given = {name: value for name, value in values.items() if value not in ("", None)}
    return f"{place}?{urlencode(given)}" if given else place
