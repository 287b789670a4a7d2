"""The parts of a page's markup in which it can describe itself, gathered once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree, html

from whence.read.addresses import host, web_address
from whence.read.jsonld import ARTICLES, PAGES, Linked, Node, node_types, text_of
from whence.text import squeeze

_MARKED = etree.XPath("//*[@itemprop]")
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
_UNSEEN = frozenset({"head", "title", "script", "style", "noscript", "template"})
_VAGUE = frozenset({"CreativeWork", "Review"})


class Markup:
    """One page: its meta elements, its JSON-LD, its microdata, its address and its text. The tree is left as it is."""

    def __init__(self, tree: html.HtmlElement, address: str = "") -> None:
        """Gather the declarations; `address` is where the page was found, if that is known."""
        self.tree = tree
        self.metas = _metas(tree)
        self.marked = _microdata(tree)
        self.linked = Linked(
            element.text or ""
            for element in tree.iter("script")
            if (element.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"
        )
        self.article: Node = self._article() or {}
        self.url, self.url_place = next(self._addresses(address), (address, "address"))
        self.hosts = [host(self.url)] if self.url else []

    def meta(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Content and place of the meta elements of these names, in the order of the names."""
        for name in names:
            for content in self.metas.get(name, ()):
                yield content, f"meta {name}"

    def linked_names(self, *keys: str) -> Iterator[tuple[str, str]]:
        """Name and place of those whom the article's JSON-LD node gives for these properties."""
        for key in keys:
            for name, _ in self.linked.names(self.article.get(key)):
                yield name, f"JSON-LD {key}"

    def shows(self, words: str) -> bool:
        """Whether the page's visible text holds these words, outside the comments of readers and hidden parts."""
        sought = words.casefold()
        first, last = sought.split()[0], sought.split()[-1]
        split = False
        for element, text in _texts(self.tree):
            folded = text.replace("’", "'").casefold()
            if sought in squeeze(folded) and not _in_comments_or_hidden(element):
                return True
            split = split or (first in folded and last not in folded)
        return split and sought in squeeze(" ".join(text for _, text in _texts(self.tree))).casefold()

    def _article(self) -> Node | None:
        """The JSON-LD node of the article: the first article with a headline, else a page with a date."""
        articles = [node for node in self.linked.of_type(ARTICLES) if text_of(node, "headline", "name")]
        titles = {squeeze(title) for title, _ in self.meta(("og:title", "twitter:title"))}
        articles.sort(key=lambda node: (text_of(node, "headline") not in titles, node_types(node) <= _VAGUE))
        pages = [node for node in self.linked.of_type(PAGES) if text_of(node, "datePublished")]
        return next(iter(articles or pages), None)

    def _addresses(self, address: str) -> Iterator[tuple[str, str]]:
        """The addresses that the page gives for itself."""
        printed = [
            *(
                (element.get("href") or "", "link canonical")
                for element in self.tree.iter("link")
                if (element.get("rel") or "").lower() == "canonical"
            ),
            *self.meta(("og:url", "twitter:url")),
            (text_of(self.article, "url", "@id") or "", "JSON-LD url"),
        ]
        for one, place in printed:
            if found := web_address(one, address):
                yield found, place


def _texts(tree: html.HtmlElement) -> Iterator[tuple[etree._Element, str]]:
    """The pieces of the visible text, each with the element that it stands in."""
    for element in tree.iter():
        parent = element.getparent()
        if element.text and element.tag not in _UNSEEN:
            yield element, element.text
        if element.tail and parent is not None:
            yield parent, element.tail


def _in_comments_or_hidden(element: etree._Element | None) -> bool:
    """Whether an element stands among the comments of readers, or is not displayed."""
    while element is not None:
        if _HIDDEN.search(element.get("style") or ""):
            return True
        if "comment" in f"{element.get('class')} {element.get('id')}".lower() and element.tag not in ("body", "html"):
            return True
        element = element.getparent()
    return False


def shown(element: html.HtmlElement) -> str:
    """The text of an element on one line, a space between its parts."""
    return squeeze(" ".join(cast("Iterator[str]", element.itertext())))


def select(path: etree.XPath, tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements on a path."""
    return cast("list[html.HtmlElement]", path(tree))


def _metas(tree: html.HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta elements by property, name or itemprop, in lower case."""
    found: dict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        content = squeeze(element.get("content") or "")
        names = {element.get("property"), element.get("name"), element.get("itemprop")}
        for name in names if content else ():
            if name:
                found[name.lower()].append(content)
    return found


def _microdata(tree: html.HtmlElement) -> dict[str, list[html.HtmlElement]]:
    """The visible elements that bear an itemprop, by its names."""
    found: dict[str, list[html.HtmlElement]] = defaultdict(list)
    for element in select(_MARKED, tree):
        if element.tag != "meta":
            for name in (element.get("itemprop") or "").split():
                found[name].append(element)
    return found
