"""Which names can be those of who makes studies: pollsters, offices, programmes; and which are newspapers'."""

from __future__ import annotations

from itertools import pairwise

from whence.extract.names import RESEARCH_ORGANIZATIONS, Name
from whence.extract.studies.scenes import Scene
from whence.extract.studies.words import (
    PUBLIC_BODIES,
)
from whence.resources import word_list

_OUTLET_WORDS = frozenset(word_list("studies", "outlet_words.txt"))
_PROGRAMMES = frozenset(word_list("studies", "programme_words.txt"))
_OUTLETS = frozenset(word_list("studies", "outlets.txt"))
_DESCRIBED = frozenset(word_list("studies", "researcher_descriptors.txt"))
_FIRMS = frozenset(("firm", "company", "group", "house", "agency", "outfit", "service"))


def is_researcher(scene: Scene, name: Name) -> bool:
    """Whether an organization lives by studies or keeps official figures, by its name or by what stands before it."""
    words = name.text.split()
    known = not RESEARCH_ORGANIZATIONS.isdisjoint((name.text, words[0], " ".join(words[:2])))
    return _described(scene, name) or known or not PUBLIC_BODIES.isdisjoint(name.text.lower().split())


def _described(scene: Scene, name: Name) -> bool:
    """Whether the words before a name say that it lives by studies: "pollster Acme", "research firm Acme"."""
    if not 0 < name.first <= len(scene.tokens):
        return False
    before = [token.lower for token in scene.tokens[max(0, name.first - 2) : name.first]]
    return before[-1] in _DESCRIBED or (before[-1] in _FIRMS and before[0] in _DESCRIBED)


def counts(scene: Scene, name: Name) -> bool:
    """Whether any number that an organization states is its own: a known research house, or "research firm Acme"."""
    return name.text in RESEARCH_ORGANIZATIONS or _described(scene, name)


def is_programme(name: Name) -> bool:
    """Whether a name is that of a standing study: "Programme for the Study of Lakes"."""
    words = name.text.lower().split()
    if name.text in RESEARCH_ORGANIZATIONS:
        return False
    followed = any(word in _PROGRAMMES and after in ("of", "on", "for") for word, after in pairwise(words))
    return followed or words[0] in _PROGRAMMES or words[-1] in _PROGRAMMES


def maker_in_title(scene: Scene, title: str) -> str | None:
    """The organization that a title begins with, after a year: "2019 RightScale State of the Cloud".

    A title of a name and a year ("Remote Shift 2023") is the study's own name all through.
    """
    words = title.split()
    words = words[1:] if words and words[0].isdigit() else words
    longest = sum(not word.isdigit() for word in words) - 1
    starts = [" ".join(words[:length]) for length in (4, 3, 2, 1) if length <= longest]
    telling = {name for name in scene.organizations if " " in name or name.isupper()}
    return next((name for name in starts if name in RESEARCH_ORGANIZATIONS or name in telling), None)


def is_outlet(organization: str) -> bool:
    """Whether an organization is a newspaper, station or site, whose "report" is an article."""
    return organization in _OUTLETS or organization.rsplit(" ", 1)[-1].lower() in _OUTLET_WORDS
