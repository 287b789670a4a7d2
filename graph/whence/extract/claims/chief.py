"""Of whom an article speaks most: who its numbers are about where nothing near a number says so."""

from __future__ import annotations

from collections import Counter

from whence.extract.claims.lexicon import words

_POINTING = frozenset({"those", "these", "they", "their", "his", "her", "its", "our", "such"})


def chief(named: Counter[str], last: str | None) -> str | None:
    """The population that numbers name most often; a general one ("respondents") where it is about as frequent.

    `named` counts the populations of an article, `last` is the one named last: it is taken of several alike.
    """
    general = [name for name in named if is_general(name)]
    if general:
        first = max(general, key=lambda name: _count(named, name))
        if 2 * _count(named, first) >= max(named.values()):
            return first
    telling = [name for name in named if name.split()[0].lower() not in _POINTING] or list(named)
    if not telling:
        return None
    top = max(named[name] for name in telling)
    best = [name for name in telling if named[name] == top]
    return last if last in best else best[0]


def is_general(name: str) -> bool:
    """Whether a population is everybody who was asked: "respondents", "UK adults", "all the firms surveyed"."""
    said = name.lower().split()
    return name.lower() in words("general_populations") or (
        len(said) <= 3 and (said[-1] in words("general_populations") or said[-1] in words("askees"))
    )


def _count(named: Counter[str], name: str) -> int:
    """How often a population is named, with others of the same head ("UK adults", "adults")."""
    last = name.lower().split()[-1]
    return sum(count for other, count in named.items() if other.lower().split()[-1] == last and is_general(other))
