"""Whether two names are one organization's."""

from __future__ import annotations

from whence.extract.names import initials
from whence.resources import word_list

_EMPTY = frozenset(word_list("studies", "empty_words.txt"))


def same_organization(left: str, right: str) -> bool:
    """Whether two names can be one organization's: the words of one among the other's, or its initials."""
    if left == right:
        return True
    a, b = _key(left), _key(right)
    if a and b and (a <= b or b <= a):
        return True
    short, long = sorted((left, right), key=len)
    return short.isupper() and len(short) > 1 and initials(long).startswith(short.replace(".", ""))


def _key(name: str) -> frozenset[str]:
    words = frozenset(name.lower().replace("-", " ").split())
    return words - _EMPTY or words
