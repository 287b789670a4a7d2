"""Titles of pages, which often carry the name of the site after or before a mark: "Tides Rise | The Bay Post"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from whence.text import plain

_MARK = re.compile(r"\s+(?:[|»«•·:]{1,2}|[-–—]{1,3})\s+|\s*[|»]\s*")
_WORDS = re.compile(r"\w+")
_LONG_STEM, _LONG_TITLE, _MANY_WORDS = 6, 12, 4
_LETTERS = re.compile(r"\W+")


def bare_title(title: str, sites: Iterable[str]) -> str:
    """The title without the names of sites at its ends, and without the section between title and site.

    >>> bare_title("Tides Rise - Science - The Bay Post", ["baypost.example"])
    'Tides Rise - Science'
    """
    names = {key for site in sites for key in _site_keys(site)}
    marks = list(_MARK.finditer(title))
    for mark in reversed(marks):
        if _names_site(title[mark.end() :], names):
            title = title[: mark.start()]
        else:
            break
    first = _MARK.search(title)
    if first and _names_site(title[: first.start()], names):
        title = title[first.end() :]
    return title.strip()


def names_site(text: str, sites: Iterable[str]) -> bool:
    """Whether a text is nothing but the name of one of the sites."""
    return _names_site(text, {key for site in sites for key in _site_keys(site)})


def respelled(name: str, others: Iterable[str]) -> str:
    """The name as it is best spelled among others of the same letters: with spaces and capitals.

    >>> respelled("thebaypost", ["Tides Rise", "The Bay Post"])
    'The Bay Post'
    """
    same = [name, *(other for other in others if _key(other) == _key(name) and "." not in other)]
    return max(same, key=lambda one: (one.count(" "), one != one.lower()))


def segments(title: str) -> list[str]:
    """The parts of a title between its marks."""
    return [part for part in _MARK.split(title) if part.strip()]


def names_host(name: str, hosts: Iterable[str]) -> bool:
    """Whether a name is that of a host: all its letters, or the host's, stand in the other's.

    >>> names_host("The Bay Post", ["baypost.example"]), names_host("Acme Media Group", ["baypost.example"])
    (True, False)
    """
    key = _key(name)
    stems = [_key(stem) for one in hosts for stem in one.split(".")[:-1] if len(stem) > 2]
    return any(key == stem or key.removeprefix("the") == stem or (len(stem) > 3 and stem in key) for stem in stems)


def begins_with_host(name: str, hosts: Iterable[str]) -> bool:
    """Whether a name is that of a host and more: a person can lend a site the name, but not all of it and more.

    >>> begins_with_host("Bay Post Kitchens", ["baypost.example"]), begins_with_host("Bay Post", ["baypost.example"])
    (True, False)
    """
    key = _key(name)
    stems = [_key(stem) for one in hosts for stem in one.split(".")[:-1]]
    return any(len(stem) >= _LONG_STEM and key.startswith(stem) and key != stem for stem in stems)


def same_title(shown: str, declared: str) -> bool:
    """Whether a heading on a page and a declared title are one.

    They are if they have the same letters, if the one is a part of the other, or if the declared one is a
    shortened form of the other.

    >>> same_title("Tides rise, and fall, in Bay and Cove", "Tides rise in Bay | Post"), same_title("Log in", "Tides")
    (True, False)
    """
    one, other = _key(shown), _key(declared)
    parts = segments(declared)
    if not one or not parts:
        return False
    if one == other or any(_key(part) == one for part in parts) or (len(one) > _LONG_TITLE and one in other):
        return True
    words = _WORDS.findall(parts[0].casefold())
    return len(words) >= _MANY_WORDS and set(words) <= set(_WORDS.findall(shown.casefold()))


def _key(text: str) -> str:
    return _LETTERS.sub("", plain(text)).casefold()


def _site_keys(site: str) -> set[str]:
    """A site's name and host without spaces, dots and endings: "The Bay Post" → thebaypost, baypost."""
    key = _key(site)
    keys = {key, key.removeprefix("the"), _key(site.removeprefix("www.").split(".")[0])}
    return {key for key in keys if len(key) > 1}


def _names_site(part: str, names: set[str]) -> bool:
    key = _key(part)
    return bool(key) and (key in names or key.removeprefix("the") in names or key.removesuffix("com") in names)
