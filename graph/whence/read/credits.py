"""Whom a page credits as its authors: declared in JSON-LD and meta elements, or printed in a by-line.

A declared author counts only if the page shows the name: systems declare the editor of the site on pages
that somebody else wrote, or that have no by-line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from lxml import etree

from whence.model import Found
from whence.read.bylines import NO_PERSON, agency, byline, credit, leading, people, single_name
from whence.read.jsonld import node_types
from whence.read.markup import Markup, select, shown
from whence.read.titles import begins_with_host
from whence.resources import word_list
from whence.text import plain

_AUTHORS = word_list("metadata", "author_names.txt")
_BYLINES = etree.XPath(  # "uthor" and "yline" stand for both cases of the first letter
    "//*[@class[contains(., 'uthor') or contains(., 'yline')] or @id[contains(., 'uthor') or contains(., 'yline')]"
    " or @rel='author' or @data-testid[contains(., 'yline')]]"
    "[not(self::script or self::style or self::meta or self::link or self::img)]"
)
_CREDITS = etree.XPath(
    "//*[contains(@class, 'uthor') or contains(@class, 'yline')]"
    " | //h1/following::*[position() <= 6][contains(@class, 'credit')][not(ancestor::figure)]"
)
_HCARD = etree.XPath(
    "//*[contains(concat(' ', @class, ' '), ' author ') and contains(concat(' ', @class, ' '), ' fn ')]"
)
_HEAD_LINES = etree.XPath("//h1/following::*[self::p or self::div or self::span or self::address][position() <= 40]")
_HANDLE = re.compile(r"[A-Za-z]\w{1,20}")
_ELSEWHERE = re.compile(r"comment|related|recommend|sidebar|widget|footer|card|teaser|promo|avatar", re.IGNORECASE)
_NICKNAMED = frozenset({"BlogPosting", "DiscussionForumPosting", "SocialMediaPosting"})
_LONGEST_BYLINE = 400
_MOST_BYLINES = 40
_LONGEST_SIGNATURE = 160


def authors(page: Markup, publisher: str) -> tuple[Found, ...]:
    """All persons that the first place with any names; else the agency or the single name that is declared or printed;
    else the outlet, if it signs with a by-line of its own.
    """
    own = publisher.casefold()
    for names, place in _places(page):
        found = [Found(name, place) for name in names if not _is_site(page, name, own) and page.shows(name)]
        if found:
            return tuple(found)
    for printed, place in (*page.linked_names("author"), *page.meta(_AUTHORS)):
        name = agency(printed) or _nickname(page, printed)
        if name and not _is_site(page, name, own) and page.shows(name):
            return (Found(name, place),)
    printed_name = _printed_agency(page) or _signature(page) or _own_byline(page, publisher)
    return (Found(printed_name, "byline"),) if printed_name else ()


def _places(page: Markup) -> Iterator[tuple[list[str], str]]:
    """The persons named by each place that can name authors, the most deliberate first."""
    for key in ("author", "creator"):
        yield _persons(name for name, _ in page.linked_names(key)), f"JSON-LD {key}"
    for name in _AUTHORS:
        yield _persons(content for content, _ in page.meta([name])), f"meta {name}"
    yield _persons(shown(element) for element in page.marked.get("author", ())), "itemprop author"
    yield _printed(page), "byline"


def _persons(printed: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for one in printed for name in byline(one) or people(plain(one))))


def _printed(page: Markup) -> list[str]:
    """The people of the first by-line on the page that names any."""
    for element in select(_BYLINES, page.tree)[:_MOST_BYLINES]:
        marks = " ".join((element.get("class") or "", element.get("id") or ""))
        text = shown(element)
        if not text or len(text) > _LONGEST_BYLINE or _ELSEWHERE.search(marks):
            continue
        if found := byline(text) or leading(text):
            return list(found)
    return _after_by(page)


def _after_by(page: Markup) -> list[str]:
    """The people named by the element below one that says only "By", at the head of the page."""
    texts = (text for text, _ in groupby(_short(page, _HEAD_LINES)))  # a wrapper has the text of what it wraps
    after = (following for text, following in pairwise(texts) if text.lower().rstrip(":") == "by")
    return list(people(next(after, "")))


def _printed_agency(page: Markup) -> str:
    """The news agency that a by-line or a credit line on the page names, and nothing else."""
    named = (agency(credit(text) or text) for text in _short(page, _CREDITS))
    return next(filter(None, named), "")


def _signature(page: Markup) -> str:
    """The single name, of any letters, that the page marks as its author's by the hCard microformat."""
    names = (shown(element) for element in select(_HCARD, page.tree)[:1])
    return next((name for name in names if _HANDLE.fullmatch(name) and name.lower() not in NO_PERSON), "")


def _own_byline(page: Markup, publisher: str) -> str:
    """The outlet's name or initials where a by-line at the head of the page gives them for an author."""
    letters = re.sub(r"\W", "", publisher).casefold()
    initials = "".join(word[0] for word in publisher.split()).casefold()
    for text in _short(page, _HEAD_LINES):
        name = credit(text)
        key = re.sub(r"\W", "", name).casefold()
        if key and (key == letters or (len(key) > 1 and key == initials and name.isupper())):
            return name
    return ""


def _short(page: Markup, path: etree.XPath) -> Iterator[str]:
    """The texts of the elements on a path that are short enough for a by-line and stand outside boxes of others."""
    for element in select(path, page.tree)[:_MOST_BYLINES]:
        marks = " ".join((element.get("class") or "", element.get("id") or ""))
        if (text := shown(element)) and len(text) <= _LONGEST_SIGNATURE and not _ELSEWHERE.search(marks):
            yield text


def _is_site(page: Markup, name: str, publisher: str) -> bool:
    """Whether a name is the publisher's, or the site's with more words: "Acme Kitchens" on acme.com."""
    return name.casefold() == publisher or begins_with_host(name, page.hosts)


def _nickname(page: Markup, printed: str) -> str:
    """A single name that is declared to be a person's, where that is the custom or a by-line is made of it."""
    if not (
        node_types(page.article) & _NICKNAMED or printed in map(shown, select(_BYLINES, page.tree)[:_MOST_BYLINES])
    ):
        return ""
    persons = [name for name, types in page.linked.names(page.article.get("author")) if "Person" in types]
    return printed if printed in persons and single_name(printed) else ""
