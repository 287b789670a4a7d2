"""The pages of a small graph, served: the demo articles, and one whose every field is an attack."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

import httpx

from whence.building import build
from whence.serve.app import create_app
from whence.store import Store

from console import desk
from serving import serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

EVIL = "<script>alert(1)</script>"
HOSTILE = f"""<!DOCTYPE html><html lang="en&quot; onload=&quot;alert(2)"><head>
<title>{html.escape(EVIL)}</title>
<meta name="author" content="&quot;&gt;&lt;img src=x onerror=alert(3)&gt; Bo">
<meta property="og:site_name" content="{html.escape(EVIL)} Post">
<link rel="canonical" href="javascript:alert(4)">
</head><body><article><h1>{html.escape(EVIL)}</h1>
<p>According to a survey by the &lt;b&gt;Mallory&lt;/b&gt; Institute, 71 percent of adults {html.escape(EVIL)}
open every attachment.</p>
<p>More on <a href="javascript:alert(5)">this page</a>, and the institute asked 1,013 adults about their habits in
January 2024.</p>
</article></body></html>
"""

_ONE_EACH = httpx.Limits(max_keepalive_connections=0)
"""A connection a request: the server closes one that is idle, and may do so just when the next request is sent."""

_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')


def built(folder: Path) -> Path:
    """The folder of a store with the demo articles and the hostile one."""
    articles = desk(folder) / "whence-demo" / "articles"
    (articles / "hostile.html").write_text(HOSTILE, "utf-8")
    place = folder / "pages.db"
    with Store(place) as store:
        build([str(articles)], store)
    return place


@contextlib.contextmanager
def browsing(place: Path) -> Iterator[httpx.Client]:
    """A client of the pages of a store, that asks as a browser does."""
    with (
        Store(place, read_only=True) as store,
        serving(create_app(store, place)) as address,
        httpx.Client(base_url=address, headers={"accept": BROWSER}, timeout=30, limits=_ONE_EACH) as client,
    ):
        yield client


def links(page: str) -> list[str]:
    """The places on the same server that a page leads to, each once."""
    return list(dict.fromkeys(html.unescape(link) for link in _LINK.findall(page)))
