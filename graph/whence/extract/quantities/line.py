"""A sentence as the grammars of this package see it: its words in lower case, their tags, and what touches what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from whence.analyse import Sentence, Token
from whence.extract.quantities.model import Kind
from whence.model import Change, Qualifier

_IN_NAME = frozenset(
    {"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS", "``", "''", "-", "FW", "AFX"}
)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PRONOUN_LIKE = frozenset({"IT", "US"})
"""Names that a tagger takes for pronouns ("400 IT executives")."""
_LONGEST_NAME = 8
RANGE_JOINTS = frozenset({"to", "-", "through", "~", "--"})
"""What stands between the two ends of a range."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words and tags of a sentence, index by index."""

    words: list[str]
    tags: list[str]
    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Line:
        """The line of a sentence."""
        tokens = sentence.tokens
        return cls([token.lower for token in tokens], [token.tag for token in tokens], tokens)

    def word(self, at: int) -> str:
        """The word at an index; nothing beyond the ends."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def tag(self, at: int) -> str:
        """The tag at an index; nothing beyond the ends."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def is_noun(self, at: int) -> bool:
        """Whether a noun or name stands at an index."""
        return self.tag(at) in _NOUNS

    def is_glued(self, at: int) -> bool:
        """Whether the token at an index follows the one before without a space."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def head(self, at: int) -> int | None:
        """The noun that heads the noun phrase whose words go on at an index ("large | American firms")."""
        found = None
        for index in range(at, min(at + _LONGEST_NAME, len(self.tags))):
            tag = self.tags[index]
            if tag in _NOUNS or (tag == "PRP" and self.tokens[index].text in _PRONOUN_LIKE):
                found = index
            elif tag not in _IN_NAME and not (tag in ("CC", ",") and self._joins_adjectives(index)):
                break
        return found

    def _joins_adjectives(self, at: int) -> bool:
        """Whether a comma or "and" stands between adjectives ("public and private clouds")."""
        return self.tag(at - 1) in ("JJ", "VBN") and self.tag(at + 1) in ("JJ", "VBN")

    def text(self, first: int, last: int) -> str:
        """The text of a range of tokens, each run of white space as one space."""
        parts = [self.tokens[first].text]
        for before, token in zip(self.tokens[first : last - 1], self.tokens[first + 1 : last], strict=True):
            if token.start > before.end:
                parts.append(" ")
            parts.append(token.text)
        return "".join(parts)


class Reading(NamedTuple):
    """A number under way to a `FoundQuantity`; the fields are those, before they are put together.

    `scale` is the factor of its scale word, `factor` that of its unit word; `plain` is whether it is bare digits,
    that could be a year; `bare` whether it has no unit, `borrowed` whether it has its unit or scale from the
    number after it. `kind` is COUNT until something else is known.
    """

    first: int
    last: int
    number_first: int
    number_last: int
    value: Decimal
    unit: str = "unit:NUM"
    kind: Kind = Kind.COUNT
    qualifier: Qualifier = Qualifier.EXACTLY
    scale: Decimal = Decimal(1)
    factor: Decimal = Decimal(1)
    plain: bool = False
    in_words: bool = False
    bare: bool = False
    borrowed: bool = False
    finding: bool = True
    reason: str = ""
    change: Change | None = None
    partner: int | None = None
    restates: int | None = None
    compared: int | None = None
    whole: Decimal | None = None
    respective: int | None = None

    def no_finding(self, kind: Kind, reason: str) -> Reading:
        """The same number, known to be no finding."""
        return self._replace(kind=kind, finding=False, reason=reason)


def earlier(readings: Sequence[Reading], index: int) -> Iterator[Reading]:
    """The readings before an index, the nearest first."""
    return (readings[at] for at in range(index - 1, -1, -1))


def between(line: Line, left: Reading, right: Reading) -> list[str]:
    """The words between two numbers."""
    return line.words[left.last : right.first]
