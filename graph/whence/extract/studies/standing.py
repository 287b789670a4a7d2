"""Who the people of an article are to its studies: their makers, or outsiders with lives and views of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from whence.analyse import Token
from whence.extract.names import Name
from whence.extract.studies.conductors import is_outlet
from whence.extract.studies.identity import same_organization
from whence.extract.studies.words import NOUNS
from whence.model import AgentKind
from whence.resources import word_list


class Standing(Enum):
    """What somebody has to do with the studies of an article."""

    PARTY = auto()
    OUTSIDER = auto()
    UNKNOWN = auto()


LAY_ROLES = frozenset(word_list("studies", "lay_roles.txt"))
_PARTY_WORDS = frozenset(word_list("studies", "party_words.txt"))
_OWNING = frozenset(
    ("owns", "owned", "owner", "co-owner", "runs", "ran", "farms", "lives", "works", "drives", "teaches")
)
_NOT = frozenset(("not", "n't"))
_BEFORE = 3
_BEHIND = 12
_OLDEST = 110


@dataclass(slots=True)
class Cast:
    """The people of an article as far as it is read, and who of them it spoke of last.

    `makers` are those who made its studies, `affiliations` the organization of each person.
    """

    makers: Sequence[str]
    affiliations: Mapping[str, str]
    known: dict[str, Standing] = field(default_factory=dict)
    last: Standing = Standing.UNKNOWN

    def meet(self, tokens: Sequence[Token], names: Sequence[Name]) -> None:
        """Take in the people whom a sentence names."""
        for at, name in enumerate(names):
            if name.kind is AgentKind.PERSON:
                owner = names[at - 1] if at else None
                if owner is not None and owner.kind is AgentKind.ORGANIZATION and _owns(tokens, owner, name):
                    self.known[name.text] = self._employed(owner.text)
                self.last = self._standing(tokens, name)
                self.known[name.text] = self.last

    def of(self, name: Name) -> Standing:
        """The standing of a person met before, or of an organization."""
        if name.kind is AgentKind.ORGANIZATION:
            return self._employed(name.text)
        return self.known.get(name.text, Standing.UNKNOWN)

    def set_outside(self, name: Name) -> None:
        """Take somebody for an outsider, whom the article tells about for their own sake."""
        self.known[name.text] = self.last = Standing.OUTSIDER

    def is_apart(self, body: str) -> bool:
        """Whether a body that the article calls by a common noun made none of its studies."""
        return bool(self.makers) and not any(body in maker.lower() for maker in self.makers)

    def _standing(self, tokens: Sequence[Token], name: Name) -> Standing:
        described = _described(tokens, name)
        if (house := self.affiliations.get(name.text)) is not None:
            return Standing.UNKNOWN if is_outlet(house) else self._employed(house)
        known = self.known.get(name.text, Standing.UNKNOWN)
        return described if known is Standing.UNKNOWN else known

    def _employed(self, house: str) -> Standing:
        """The standing of an organization and those who work for it."""
        if any(same_organization(house, maker) for maker in self.makers):
            return Standing.PARTY
        return Standing.OUTSIDER


def _owns(tokens: Sequence[Token], owner: Name, person: Name) -> bool:
    """Whether a person is an organization's: "Acme's head of sales, Jane Roe"."""
    between = [token.text for token in tokens[owner.last : person.first]]
    return between[:1] == ["'s"] and len(between) < _BEHIND and between.count(",") <= (between[-1] == ",")


def _described(tokens: Sequence[Token], name: Name) -> Standing:
    """What the words beside a name tell: "Judge Voss", "Yost, who owns three bars", "Kim, 34,", "lead author Lee"."""
    before = {token.lower for token in tokens[max(0, name.first - _BEFORE) : name.first]}
    behind = _apposition(tokens, name.last)
    words = before | set(behind)
    if "involved" in words and not words.isdisjoint(_NOT):
        return Standing.OUTSIDER
    if not words.isdisjoint(_PARTY_WORDS) or not words.isdisjoint(NOUNS):
        return Standing.PARTY
    aged = len(behind) == 1 and behind[0].isdigit() and int(behind[0]) < _OLDEST
    if aged or not words.isdisjoint(LAY_ROLES) or not _OWNING.isdisjoint(behind):
        return Standing.OUTSIDER
    return Standing.UNKNOWN


def _apposition(tokens: Sequence[Token], at: int) -> list[str]:
    """The words between a name with a comma behind it and the next comma: "who owns three bars in Leeds"."""
    if at >= len(tokens) or tokens[at].text != ",":
        return []
    words: list[str] = []
    for token in tokens[at + 1 : at + 1 + _BEHIND]:
        if token.text in (",", ".", ";", '"'):
            break
        words.append(token.lower)
    return words
