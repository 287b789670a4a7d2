"""The words that tell names from other words, and people from organizations: word lists from data/names."""

from __future__ import annotations

import re

from whence.resources import word_list

HONORIFICS = frozenset(word_list("names", "honorifics.txt"))
TITLES = frozenset(word_list("names", "titles.txt")) | HONORIFICS
ROLES = frozenset(entry.removeprefix("* ") for entry in word_list("names", "roles.txt"))
"""Nouns for what a person does or is, singular."""

GIVEN = frozenset(word_list("names", "given.txt"))
WOMENS_NAMES = frozenset(word_list("names", "womens_names.txt"))
"""Given names that nearly always are women's."""

MENS_NAMES = GIVEN - WOMENS_NAMES - frozenset(word_list("names", "either_names.txt"))
"""Given names that nearly always are men's."""

CALENDAR = frozenset(word_list("names", "calendar.txt"))
PLACES = frozenset(word_list("names", "places.txt"))
OTHER = frozenset(word_list("names", "other.txt")) | CALENDAR
_HEAD_ENTRIES = word_list("names", "organization_heads.txt")
HEADS = frozenset(entry.removesuffix(" of") for entry in _HEAD_ENTRIES)
OPEN_HEADS = frozenset(entry.removesuffix(" of") for entry in _HEAD_ENTRIES if entry.endswith(" of"))
_RESEARCH = tuple(entry.split("\t") for entry in word_list("studies", "research_organizations.txt"))
RESEARCH_ORGANIZATIONS = frozenset(spelling for entry in _RESEARCH for spelling in entry)
"""Pollsters, analyst firms, statistics offices: what they say of the world, they say from a study."""

KNOWN = RESEARCH_ORGANIZATIONS | frozenset(word_list("names", "organizations.txt"))
KNOWN_FIRST = frozenset(re.split(r"(?<=\w)(?=\W)", name, maxsplit=1)[0] for name in KNOWN)
FUNCTION_WORDS = frozenset(word_list("names", "function_words.txt"))
"""Words of grammar in lower case, which begin no name and no title."""

DESCRIPTORS = frozenset(word_list("names", "organization_descriptors.txt")) | {"based"}
"""Words, in lower case, before a name that say what organization it is: "staffing firm Acme"."""

TITLE_NOUNS = frozenset(word_list("names", "title_nouns.txt"))
JOINING = frozenset(("of", "for", "on", "to"))
