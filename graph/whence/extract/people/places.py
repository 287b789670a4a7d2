"""Towns and regions that no list knows, by how an article speaks of them: "in Guelph", "near Mannheim"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from whence.analyse import Sentence
from whence.extract.names import HEADS, KNOWN, Name
from whence.extract.people.lexicon import word_class
from whence.model import AgentKind

_INSIDE = frozenset({"in", "near", "across", "around", "outside", "throughout"})
_HOLDINGS = word_class("holdings")


def places(named: Iterable[tuple[Sentence, Name]]) -> frozenset[str]:
    """The names that stand after a word for a place at least every other time, and look like no body's."""
    times: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for sentence, name in named:
        if name.kind is AgentKind.ORGANIZATION and _may_be_place(name.text):
            times[name.text] += 1
            inside[name.text] += _is_inside(sentence, name)
    return frozenset(text for text, count in times.items() if 2 * inside[text] >= count)


def _may_be_place(text: str) -> bool:
    words = text.lower().split()
    return text not in KNOWN and not text.isupper() and len(words) <= 2 and HEADS.isdisjoint(words)


def _is_inside(sentence: Sentence, name: Name) -> bool:
    before = [token.lower for token in sentence.tokens[max(0, name.first - 2) : name.first]]
    return before[-1:] != [] and before[-1] in _INSIDE and before[0] not in _HOLDINGS
