"""A web page → Document: the main text with its structure, and what the page declares about itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import cast

from lxml import etree, html

from whence.errors import SourceError
from whence.model import Document
from whence.read.chrome import article
from whence.read.declared import declared
from whence.read.decoding import decode_page
from whence.read.flatten import flatten, headed
from whence.read.text import content_hash
from whence.text import plain

MAX_ELEMENTS = 50_000
MAX_ATTRIBUTES = 2_000
"""Pages with more elements, or more attributes on one tag, cost minutes to walk and are no articles.

Depth needs no cap of ours: libxml2 stops at 255 open elements, and drops what lies deeper.
"""

_FEWEST_WORDS, _FEWEST_CHARACTERS = 5, 40
_COUNT = etree.XPath("count(//*)")
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000,}")
_ATTRIBUTE = re.compile(r"\s[^\s=]{1,80}=")
_XML_DECLARATION = re.compile(r"^\s{0,99}<\?xml[^>]{0,300}\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def documents(content: bytes, source: str, file_name: str) -> Iterator[Document]:
    """The article of a page; raises SourceError where it holds none."""
    yield document(decode_page(content), source, file_name)


def document(markup: str, source: str, file_name: str, address: str = "") -> Document:
    """A page as an article; `address` is where it was found, if that is known, to make its links absolute."""
    tree = _parse(markup)
    page = declared(tree, address)
    base = page.metadata.url.value if page.metadata.url else address
    body = flatten(_main_text(tree), base)
    if not any(_says_something(body.text[block.start : block.end]) for block in body.blocks):
        raise SourceError("holds no article: no main text was found in the page")
    flat = headed(body, page.headline)
    return Document(
        source=source,
        file_name=file_name,
        text=flat.text,
        blocks=article(plain(flat.text), flat.blocks),
        links=flat.links,
        metadata=page.metadata,
        content_hash=content_hash(flat.text),
        reviews=page.reviews,
    )


def _says_something(text: str) -> bool:
    """Whether a block can be a sentence, also in writing without spaces."""
    return (len(text.split()) >= _FEWEST_WORDS or len(text) >= _FEWEST_CHARACTERS) and any(map(str.isalnum, text))


def _parse(markup: str) -> html.HtmlElement:
    """The tree of a page; raises SourceError where it is too large to be walked."""
    for tag in _LONG_TAG.finditer(markup):
        if len(_ATTRIBUTE.findall(tag[0])) > MAX_ATTRIBUTES:
            raise SourceError(f"has a tag with more than {MAX_ATTRIBUTES} attributes: it is no article")
    markup = _FORBIDDEN.sub(" ", _XML_DECLARATION.sub("", markup))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"is no web page that can be parsed ({error})") from error
    if cast("float", _COUNT(tree)) > MAX_ELEMENTS:
        raise SourceError(f"has more than {MAX_ELEMENTS} elements: split it into articles")
    return tree


def _main_text(tree: html.HtmlElement) -> etree._Element:
    """The main text of a page as trafilatura's small vocabulary of elements; the tree is used up.

    trafilatura is handed the parsed tree and no address, so that it has nothing to fetch.
    """
    import trafilatura  # a quarter of a second to import: only those who read pages pay it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would say becomes a Failure
    try:
        found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_links=True)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError) as error:
        raise SourceError(f"has a structure that the main text cannot be told from ({error})") from error
    body = getattr(found, "body", None)
    if body is None:
        raise SourceError("holds no article: no main text was found in the page")
    return cast("etree._Element", body)
