"""For whom the people speak that an article quotes: "Jane Roe, an analyst at Acme"; "Acme researcher John Doe"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whence.analyse import Token
from whence.extract.names import Name
from whence.extract.studies.words import ROLES
from whence.model import AgentKind

_WINDOW = 12
_ROLE_WITHIN = 6
_WORKS_FOR = tuple([*words] for at in ("of", "at", "from") for words in ((at,), (at, "the")))


def read_affiliations(tokens: Sequence[Token], names: Sequence[Name]) -> dict[str, str]:
    """The organization of each person that a sentence gives one."""
    found: dict[str, str] = {}
    for before, after in pairwise(names):
        between = [token.lower for token in tokens[before.last : after.first]]
        if len(between) > _WINDOW or before.kind is after.kind:
            continue
        whose = between == [","] and [token.text for token in tokens[after.last : after.last + 1]] == ["'s"]
        placed = between in _WORKS_FOR or (between[:1] == [","] and bool({"at", "of", "for", "with"} & set(between)))
        if before.kind is AgentKind.PERSON and (whose or placed):
            found[before.text] = after.text
        elif between == [","]:
            headed = _heads(tokens, before)
            found |= {after.text: before.text} if headed else {}
        elif before.kind is AgentKind.ORGANIZATION and len(between) < 6 and not {",", "and", "to", "by"} & set(between):
            found[after.text] = before.text
    return found


def _heads(tokens: Sequence[Token], house: Name) -> bool:
    """Whether a role stands before an organization, so that who follows has it: "the head of Acme, Jane Roe,"."""
    before = [token.lower for token in tokens[max(0, house.first - _ROLE_WITHIN) : house.first]]
    return not {"of", "at", "for"}.isdisjoint(before[-2:]) and not ROLES.isdisjoint(before)
