"""Fields of work that are printed as names are: "Head of Sustainability", "Director of Consumers and Markets"."""

from __future__ import annotations

from whence.analyse.tagger import lexicon
from whence.extract.names import HEADS, KNOWN
from whence.extract.people.descriptions import Name, Surroundings, is_role
from whence.extract.people.lexicon import word_class

_FIELDS = word_class("fields-of-work")
_TAGS = frozenset({"NN", "NNS", "JJ", "CC"})
_ABSTRACT = ("ity", "ment", "tion", "sion", "ship", "ness", "ance", "ence", "ics", "logy", "ing")
_WHOLE_BODIES = word_class("roles-in-whole-bodies")
_LINKS = frozenset({"of", "for", "in", "on"})


def is_field(around: Surroundings, name: Name) -> bool:
    """Whether a name after a role is a field of work with capitals: words in common use that are no body's name."""
    link, role = around.lower(name.first - 1), name.first - 2
    if name.text in KNOWN or link not in _LINKS or role < 0 or not is_role(around.tokens[role]):
        return False
    if around.lower(role) in _WHOLE_BODIES:
        return False
    found = [around.lower(at) for at in range(name.first, name.last)]
    if len(found) == 1 and found[0] in _FIELDS:
        return True
    if link == "in":
        return all(not _TAGS.isdisjoint(lexicon().get(word, ())) for word in found)
    return found[-1] not in HEADS and all(word in _FIELDS or word == "and" or _is_abstract(word) for word in found)


def _is_abstract(word: str) -> bool:
    """Whether a word is a plural or an abstract noun of everyday English, of which few bodies make their name."""
    tags = lexicon().get(word, ())
    return "NNS" in tags or (word.endswith(_ABSTRACT) and (not tags or "NN" in tags))
