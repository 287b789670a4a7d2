"""Fields of work that are printed as names are: "Head of Sustainability", "Director of Consumers and Markets"."""

from __future__ import annotations

from collections.abc import Sequence

from whence.analyse import Token
from whence.analyse.tagger import lexicon
from whence.extract.names import HEADS, KNOWN
from whence.extract.people.descriptions import is_role, words
from whence.extract.people.lexicon import word_class

_FIELDS = word_class("fields-of-work")
_TAGS = frozenset({"NN", "NNS", "JJ", "CC"})
_ABSTRACT = ("ity", "ment", "tion", "sion", "ship", "ness", "ance", "ence", "ics", "logy", "ing")
_SCHOLARS = word_class("academic-roles") | word_class("study-roles")
_WHOLE_BODIES = word_class("roles-in-whole-bodies")
_LINKS = frozenset({"of", "for", "in", "on"})


def is_field(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether tokens with capitals after a role are a field of work: words in common use that are no body's name."""
    if first < 2 or tokens[first - 1].lower not in _LINKS or not is_role(tokens[first - 2]):
        return False
    if tokens[first - 2].lower in _WHOLE_BODIES or words(tokens, first, last) in KNOWN:
        return False
    found = [token.lower for token in tokens[first:last]]
    if len(found) == 1 and found[0] in _FIELDS:
        return True
    if tokens[first - 1].lower == "in" and tokens[first - 2].lower in _SCHOLARS:
        return all(not _TAGS.isdisjoint(lexicon().get(word, ())) for word in found)
    return found[-1] not in HEADS and all(word in _FIELDS or word == "and" or _is_abstract(word) for word in found)


def _is_abstract(word: str) -> bool:
    """Whether a word is a plural or an abstract noun of everyday English, of which few bodies make their name."""
    tags = lexicon().get(word, ())
    return "NNS" in tags or (word.endswith(_ABSTRACT) and (not tags or "NN" in tags))
