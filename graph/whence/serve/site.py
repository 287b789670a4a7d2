"""What every page of the server stands on: the store, what is remembered of it, and the templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from whence import __version__, vocab
from whence.dossier import reading, words
from whence.dossier.values import Article, Claim
from whence.explain.chains import Tracer
from whence.explain.words import hop_words, study_words
from whence.rdf import iris
from whence.sandbox.pool import Sandbox
from whence.serve import links
from whence.serve.catalogue import Catalogue
from whence.store import Store

STATIC = files("whence").joinpath("serve", "static")


@dataclass(frozen=True, slots=True)
class Line:
    """A claim and the article that states it: what a list of claims shows."""

    claim: Claim
    article: Article


@dataclass(frozen=True, slots=True)
class Site:
    """The store that is served, and what is remembered of it; it must not change meanwhile."""

    store: Store
    sandbox: Sandbox
    catalogue: Catalogue
    tracer: Tracer = field(init=False)

    def __post_init__(self) -> None:
        """Remember nothing yet."""
        object.__setattr__(self, "tracer", Tracer(self.store))

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
        "number": words.number,
        "kind": words.kind,
        "speaker": words.speaker,
        "hop": hop_words,
        "study": study_words,
        "label": vocab.label,
        "compact": vocab.compact,
        "path": links.path,
        "outside": links.outside,
        "key": iris.short,
        "article_of": iris.article_of,
        "count": _counted,
        "urlpath": quote,
    }
    environment.globals |= {"version": __version__, "with_query": links.with_query}
    return environment


def _counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 study", "4 studies"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
