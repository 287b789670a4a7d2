"""For whom the people speak that an article quotes: "Jane Roe, an analyst at Acme"; "Acme researcher John Doe"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whence.analyse import Token
from whence.extract.names import Name
from whence.model import AgentKind

_WINDOW = 12


def read_affiliations(tokens: Sequence[Token], names: Sequence[Name]) -> dict[str, str]:
    """The organization of each person that a sentence gives one."""
    found: dict[str, str] = {}
    for before, after in pairwise(names):
        between = [token.lower for token in tokens[before.last : after.first]]
        if len(between) > _WINDOW or before.kind is after.kind:
            continue
        whose = between == [","] and [token.text for token in tokens[after.last : after.last + 1]] == ["'s"]
        placed = between[:1] == [","] and bool({"at", "of", "for", "with"} & set(between))
        if before.kind is AgentKind.PERSON and (whose or placed):
            found[before.text] = after.text
        elif before.kind is AgentKind.ORGANIZATION and len(between) < 6 and not {",", "and", "to", "by"} & set(between):
            found[after.text] = before.text
    return found
