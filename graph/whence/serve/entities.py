"""What a node's IRI leads to: /id/kind/key sends on to /doc/kind/key, which is a page, or RDF, as the client prefers.

"Cool URIs for the Semantic Web", 4.2: 303 from the thing to the document about it; a suffix names one format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whence.dossier.facts import Facts
from whence.errors import UsageError
from whence.explain.picture import picture
from whence.sandbox.formats import Format
from whence.serve import agent, article, claim, finding, links, node, study, terms
from whence.serve.documents import FORMATS, described, written
from whence.serve.negotiation import preferred
from whence.serve.site import Site, page
from whence.serve.sparql import HTML, READERS, by_media_type

_BY_SUFFIX: Mapping[str, Format] = {each.extension: each for each in FORMATS}
_KIND, _KEY = re.compile(r"[a-z]+(?:-[a-z]+)*"), re.compile(r"[0-9a-f]{16}(?:-[0-9a-f]{12}){0,3}")
_OFFERS: Mapping[str, Format | None] = {**dict.fromkeys(HTML), **by_media_type(FORMATS)}

View = Callable[[Request, Site, str], Response]


def _article(request: Request, site: Site, iri: str) -> Response:
    return page(request, "article.html", view=article.view(site, iri))


def _claim(request: Request, site: Site, iri: str) -> Response:
    return page(request, "claim.html", view=claim.view(site, iri))


def _study(request: Request, site: Site, iri: str) -> Response:
    number, hand = request.query_params.get("page", "1"), request.query_params.get("hand", "")
    return page(request, "study.html", view=study.view(site, iri, number, hand))


def _finding(request: Request, site: Site, iri: str) -> Response:
    return page(request, "finding.html", view=finding.view(site, iri, request.query_params.get("page", "1")))


def _agent(request: Request, site: Site, iri: str) -> Response:
    """Somebody whom several articles may name; the node of one article says only how that one names them."""
    if Facts(site.store, iri).nodes("wh:refersTo"):
        return _node(request, site, iri)
    return page(request, "agent.html", view=agent.view(site, iri, request.path_params["kind"]), most=agent.MOST)


def _node(request: Request, site: Site, iri: str) -> Response:
    return page(request, "node.html", view=node.view(site, iri))


_PAGES: Mapping[str, View] = {
    "article": _article,
    "claim": _claim,
    "statement": _claim,
    "study": _study,
    "statistic": _finding,
    "proposition": _finding,
    "person": _agent,
    "organization": _agent,
}


@dataclass(frozen=True, slots=True)
class Entities:
    """The documents about the nodes of a store, and about the ontology."""

    site: Site

    def thing(self, request: Request) -> Response:
        """Send on from a thing to the document about it, in the format that the client prefers."""
        kind, key = _names(request.path_params["kind"], request.path_params["key"])
        form = _preferred(request)
        place = f"/doc/{kind}/{key}" + (f".{form.extension}" if form else "")
        return RedirectResponse(place, 303, READERS)

    def document(self, request: Request) -> Response:
        """The document about a thing."""
        name, dot, suffix = request.path_params["key"].partition(".")
        kind, key = _names(request.path_params["kind"], name)
        iri = links.node(kind, key)
        if dot and suffix == "svg" and kind in ("claim", "statement"):
            return self._picture(iri)
        form = _suffixed(suffix) if dot else _preferred(request)
        try:
            return self._rdf(iri, form) if form else _PAGES.get(kind, _node)(request, self.site, iri)
        except UsageError as error:
            raise HTTPException(404, f"nothing is known here of {iri}: {error}") from error

    def ontology(self, request: Request) -> Response:
        """The terms of the ontology."""
        suffix = request.path_params.get("suffix")
        form = _suffixed(suffix) if suffix else _preferred(request)
        if form is None:
            return page(request, "terms.html", sections=terms.sections())
        return Response(terms.ontology(form), media_type=form.media_type, headers=READERS)

    def _rdf(self, iri: str, form: Format) -> Response:
        found = described(self.site.store, iri)
        if not found:
            raise UsageError("the graph says nothing of it")
        return Response(written(found, form), media_type=form.media_type, headers=READERS)

    def _picture(self, iri: str) -> Response:
        try:
            drawn = picture(claim.explanation_of(self.site, iri))
        except UsageError as error:
            raise HTTPException(404, str(error)) from error
        return Response(drawn, media_type="image/svg+xml")


def _names(kind: str, key: str) -> tuple[str, str]:
    """The kind and key of a node; raises HTTPException for what can't be any."""
    if not (_KIND.fullmatch(kind) and _KEY.fullmatch(key)):
        raise HTTPException(404, "no node is named so")
    return kind, key


def _preferred(request: Request) -> Format | None:
    """The format of RDF that a client prefers; None for a page. Who takes neither gets a page (RFC 9110, 12.4.1)."""
    return preferred(request.headers.get("accept", ""), _OFFERS)


def _suffixed(suffix: str) -> Format | None:
    if suffix == "html":
        return None
    if suffix not in _BY_SUFFIX:
        known = ", ".join(f".{each}" for each in ("html", *_BY_SUFFIX))
        raise HTTPException(404, f"there is no such format as .{suffix[:20]}; there are {known}")
    return _BY_SUFFIX[suffix]
