"""What is said of a person beside the name: the value, the tokens around it, and what their words can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from whence.analyse import Token
from whence.extract.names import DESCRIPTORS, ROLES
from whence.extract.people.lexicon import bodies, word_class
from whence.model import AgentKind

LINKS = word_class("role-links")
TO_EMPLOYER = word_class("to-employer")
ENDS = frozenset({",", ".", ";", ":", ")", "("})
PAUSES = frozenset({",", "-", "--"})
LONGEST = 16
"""Tokens of the longest description that is read."""
_NOUNS = DESCRIPTORS | bodies()
"""Nouns for bodies, whatever they are tagged before another noun: "police chief Kim Lee"."""
_MODIFIERS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "VBG", "VBN", "HYPH", "CC", "CD", "RB", "FW"})


class Name(NamedTuple):
    """A name in a passage: its half-open range of tokens, its words, and what it names, where that is known."""

    first: int
    last: int
    text: str
    kind: AgentKind | None


class Body(NamedTuple):
    """A body that a description means without its name. `word` is "its", "our", a noun ("firm"), or one of those below.

    `phrase` is what is printed where it tells more than the noun: "county water board", "university in Leeds".
    """

    word: str
    phrase: str | None = None


OFFICE = Body("(office)")
"""The body that somebody holds an office in, when nothing but the office tells it: "chief executive Kim Lee"."""
HINTED = Body("(hinted)")
"""The body that the words of a role hint at, if the article names one: "surgeon Kim Lee", "Federation president"."""
STUDY = Body("(study)")
"""Whoever made the study that somebody led or wrote: "the report's lead author"."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a person beside the name. `first` and `last` enclose it, with the marks that set it off."""

    first: int
    last: int
    role: str | None = None
    affiliation: str | None = None
    body: Body | None = None
    """The employer, where it has no name here but a reader knows which one is meant."""
    lives: bool = False
    """Whether the affiliation may be the town a person is from: "Kim Lee, of Hexham"."""


def is_role(token: Token) -> bool:
    """Whether a token is a noun that says what somebody does."""
    if token.lower in ROLES or token.lower.endswith("ologist"):
        return True
    return token.tag == "NNS" and token.lower.removesuffix("s") in ROLES


def words(tokens: Sequence[Token], first: int, last: int) -> str:
    """The text of some tokens as it is printed, on one line."""
    parts: list[str] = []
    end = None
    for token in tokens[first:last]:
        parts.append(token.text if end in (None, token.start) else " " + token.text)
        end = token.end
    return "".join(parts)


class Surroundings:
    """The tokens of a passage and the names in it, by where they begin and end."""

    def __init__(self, tokens: Sequence[Token], names: Sequence[Name]) -> None:
        """The surroundings of every name of a passage."""
        self.tokens = tokens
        self.starting: Mapping[int, Name] = {name.first: name for name in names}
        self.ending: Mapping[int, Name] = {name.last: name for name in names}

    def lower(self, at: int) -> str:
        """The lower-case word at an index; nothing outside the passage."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def tag(self, at: int) -> str:
        """The tag at an index; nothing outside the passage."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def modifies(self, at: int) -> bool:
        """Whether the token at an index can stand in a noun phrase before its head."""
        token = self.tokens[at]
        return token.tag in _MODIFIERS or token.text in ("-", "&") or token.lower in _NOUNS

    def determined(self, first: int) -> int:
        """Where a noun phrase begins whose words begin at `first`: an article belongs to it."""
        return first - 1 if first and self.tokens[first - 1].tag in ("DT", "PRP$") else first

    def phrase_start(self, head: int) -> int:
        """Where the modifiers of a noun begin; a name that ends before one stays outside."""
        first = head
        while first > 0 and first not in self.ending and (self.modifies(first - 1) or self._capitals(first - 1)):
            first -= 1
        return first

    def _capitals(self, at: int) -> bool:
        """Whether a word that is tagged as a verb is none, by its capital before another: "Schools Minister"."""
        one, two = self.tokens[at], self.tokens[at + 1]
        return one.tag.startswith("VB") and one.text[0].isupper() and two.text[0].isupper()

    def closes(self, at: int) -> bool:
        """Whether a phrase can end before the index."""
        return at >= len(self.tokens) or self.tokens[at].text in ENDS

    def up_to_end(self, at: int, reach: int = LONGEST) -> Iterator[int]:
        """The indexes of at most `reach` tokens from `at` on."""
        return iter(range(at, min(len(self.tokens), at + reach)))
