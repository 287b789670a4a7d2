"""What every page of the server stands on: the store, what is remembered of it, and the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from whence import __version__, vocab
from whence.dossier import reading, words
from whence.dossier.values import Article, Claim
from whence.explain.tracing import Tracer
from whence.explain.words import hop_words, study_words
from whence.questions.choosing import counted
from whence.rdf import iris
from whence.sandbox.pool import Sandbox
from whence.serve import links
from whence.serve.catalogue import Catalogue
from whence.serve.documents import FORMATS
from whence.store import Store

STATIC = files("whence").joinpath("serve", "static")

MOST_KNOWN = 50
"""How many studies are got to know before somebody asks for them."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Line:
    """A claim and the article that states it: what a list of claims shows."""

    claim: Claim
    article: Article


class Site:
    """The store that is served, and what is remembered of it; it must not change meanwhile."""

    def __init__(self, store: Store, sandbox: Sandbox) -> None:
        """Remember nothing yet."""
        self.store, self.sandbox = store, sandbox
        self.catalogue, self.tracer = Catalogue(store), Tracer(store)

    def get_to_know(self) -> None:
        """Remember the studies that most claims come from: to gather all samples that are told of one takes a while."""
        for entry in self.catalogue.entries("studies")[:MOST_KNOWN]:
            claims = (node for node in self.store.subjects("wh:fromStudy", entry.iri) if "/claim/" in node)
            if claim := next(claims, None):
                self.tracer.chain(claim)

    def line(self, claim: str) -> Line:
        """A claim with its article; raises UsageError when the store holds none."""
        found = reading.claim(self.store, claim)
        return Line(found, reading.article(self.store, found.article))


def page(request: Request, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
    """A page, of a template and the values that it shows; other formats may stand at its address."""
    body = _environment().get_template(template).render(path=request.url.path, **values)
    return HTMLResponse(body, status, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("whence", "serve/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "amount": words.amount,
        "credit": words.credit,
        "finding": words.finding,
        "kind": words.kind,
        "speaker": words.speaker,
        "hop": hop_words,
        "study": study_words,
        "label": vocab.label,
        "compact": vocab.compact,
        "path": links.path,
        "outside": links.outside,
        "article_of": iris.article_of,
        "count": counted,
        "language": _language,
        "spaced": _spaced,
        "shortened": _shortened,
    }
    environment.globals |= {"version": __version__, "with_query": links.with_query, "formats": FORMATS}
    return environment


def _language(tag: str | None) -> str | None:
    """A language tag that a page may repeat (BCP 47, roughly)."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def _spaced(name: str) -> str:
    """The name of a column in words: "otherArticle" is "other article"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _shortened(iri: str) -> str:
    """A node of ours by its kind and the beginning of its key, as a table has room for."""
    kind, key = iri.rsplit("/", 2)[1:] if iri.startswith(iris.BASE) else ("", "")
    return f"{kind} {key[:8]}" if kind else iri
