"""Base noun phrases: the determiner, figures, modifiers and head of a noun phrase, without what follows the head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whence.analyse.sentences import Sentence, once
from whence.analyse.tokens import Token
from whence.resources import word_list


@dataclass(frozen=True, slots=True)
class Phrase:
    """A range of tokens, half-open, and the index of the token that heads it."""

    start: int
    end: int
    head: int

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end


NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ALONE = frozenset({"PRP", "EX"})
_OPENING = frozenset({"DT", "PDT", "PRP$", "WP$"})
_QUALITY = frozenset({"JJ", "JJR", "JJS"})
_PARTICIPLE = frozenset({"VBN", "VBG"})
_FIGURE = frozenset({"CD", "$"})
_DEGREE = frozenset({"RB", "RBR", "RBS"})
_CLEAR = frozenset("\"[]'")


@cache
def noun_phrase_words(kind: str) -> frozenset[str]:
    """The words of one class of data/analyse/noun-phrase-words.txt."""
    rows = (line.split() for line in word_list("analyse", "noun-phrase-words.txt"))
    return frozenset(word for first, *words in rows for word in words if first == kind)


@cache
def _number_leads() -> dict[str, list[tuple[str, ...]]]:
    """The hedges of figures by their first word, the longest first."""
    leads: dict[str, list[tuple[str, ...]]] = {}
    for line in sorted(word_list("analyse", "number-leads.txt"), key=len, reverse=True):
        words = tuple(line.split())
        leads.setdefault(words[0], []).append(words)
    return leads


@once
def noun_phrases(sentence: Sentence) -> tuple[Phrase, ...]:
    """The base noun phrases of a sentence in order, none overlapping.

    A possessor stands in the phrase of what it owns ("Accenture's latest survey"), a hedge in that of its figure
    ("more than 1,100 executives"), and "four in five Americans" is one phrase.
    """
    tokens = sentence.tokens
    found: list[Phrase] = []
    index = 0
    while index < len(tokens):
        phrase = _phrase_at(tokens, index)
        if phrase:
            found.append(phrase)
            index = phrase.end
        else:
            index += 1
    return tuple(found)


def _phrase_at(tokens: tuple[Token, ...], start: int) -> Phrase | None:
    tag = tokens[start].tag
    if tag in _ALONE:
        return Phrase(start, start + 1, start)
    scan = _Scan(tokens, start)
    lead = _number_lead(tokens, start)
    at = start + lead
    while at < len(tokens) and (step := scan.step(at)):
        at += step
    return scan.phrase()


class _Scan:
    """One walk over the tokens of a base noun phrase, from its start to the last token that can head it."""

    __slots__ = ("head", "noun", "start", "tokens")

    def __init__(self, tokens: tuple[Token, ...], start: int) -> None:
        self.tokens, self.start = tokens, start
        self.head = -1
        self.noun = False

    def phrase(self) -> Phrase | None:
        if self.head < 0:
            return None
        end = self.head + 1
        if self.tokens[self.head].tag == "$":
            return None
        return Phrase(self.start, end, self._heading(end))

    def _heading(self, end: int) -> int:
        """The last noun, else the last token: "age 18" is headed by its noun."""
        for index in range(end - 1, self.start - 1, -1):
            if self.tokens[index].tag in NOUNS:
                return index
        return end - 1

    def step(self, at: int) -> int:
        """How many tokens the phrase goes on by at a token; 0 when it ends before it."""
        tag = self.tokens[at].tag
        if tag in NOUNS:
            return self._noun(at)
        if tag in _FIGURE:
            return self._figure(at)
        if tag in _OPENING:
            return self._opening(at)
        if tag in _QUALITY:
            return self._quality(at)
        if tag in _PARTICIPLE or tag in _DEGREE:
            return self._modifier(at)
        if tag == "POS":
            return self._possessive(at)
        if tag == "HYPH":
            return self._hyphen(at)
        if tag == "CC":
            return self._conjunction(at)
        return self._mark(at)

    def _noun(self, at: int) -> int:
        if self.head >= 0 and self.tokens[at].lower in noun_phrase_words("today"):
            return 0
        self.head, self.noun = at, True
        return 1

    def _figure(self, at: int) -> int:
        tokens = self.tokens
        before = tokens[at - 1].tag if self.noun else ""
        if before == "NNS" or (tokens[at].tag == "$" and before == "NN"):
            return 0
        if at > self.start and _is_year(tokens[at - 1]) and not self.noun:
            return 0
        length = 1 if self.noun else _ratio(tokens, at)
        self.head = at + length - 1
        return length + self._limit(at + length)

    def _limit(self, after: int) -> int:
        """How many tokens "and over" or "or more" takes behind a figure."""
        tokens = self.tokens
        if after + 1 >= len(tokens) or tokens[after].tag != "CC":
            return 0
        if tokens[after + 1].lower not in noun_phrase_words("limit"):
            return 0
        if after + 2 < len(tokens) and (tokens[after + 2].lower == "than" or tokens[after + 2].tag in NOUNS):
            return 0
        self.head = after + 1
        return 2

    def _opening(self, at: int) -> int:
        before = self.tokens[at - 1]
        begun = at > self.start and self.head >= 0 and before.tag not in ("PDT", "POS")
        if begun and (before.lower not in ("all", "both", "half", "such", "twice") or at - 1 > self.start):
            return 0
        self.head = at
        return 1

    def _quality(self, at: int) -> int:
        tokens = self.tokens
        if self.head >= 0 and tokens[at].lower in ("next", "last") and tokens[at - 1].tag == "CD":
            return 0
        if self.noun and tokens[at - 1].tag not in ("HYPH", "POS") and tokens[at - 1].lower not in ("%", "percent"):
            following = tokens[at + 1].tag if at + 1 < len(tokens) else ""
            named = tokens[at - 1].tag in ("NNP", "NNPS") and tokens[at].tag == "JJ"
            if not (named and following in NOUNS) or tokens[at].lower in noun_phrase_words("quantifier"):
                return 0
        if self.head < 0 or tokens[self.head].tag not in NOUNS or at + 1 == len(tokens):
            self._mark_head(at)
        return 1

    def _mark_head(self, at: int) -> None:
        """An adjective heads the phrase only behind a determiner or as a quantifier: "the unemployed", "many"."""
        if self.tokens[at].lower in noun_phrase_words("quantifier") or (
            at > self.start and self.tokens[self.start].tag in _OPENING
        ):
            self.head = at

    def _modifier(self, at: int) -> int:
        """A participle or adverb before the head: "the surveyed firms", "a very large share", "nearly half"."""
        tokens = self.tokens
        if self.noun and tokens[at - 1].tag not in ("HYPH", "POS"):
            return 0
        if at == self.start and tokens[at].tag in _PARTICIPLE:
            return 0
        after = at + 1
        while after < len(tokens) and tokens[after].tag in _DEGREE and after < at + 3:
            after += 1
        if after == len(tokens):
            return 0
        tag = tokens[after].tag
        if tokens[at].tag in _PARTICIPLE:
            return int(tag in NOUNS or tag in _QUALITY or tag in ("HYPH", "VBN", "VBG", "CD"))
        if (
            tag in _QUALITY
            or tag in _FIGURE
            or (tag in _PARTICIPLE and at > self.start)
            or tokens[after].lower == "half"
        ):
            return after - at
        return int(tag in ("DT", "PDT") and tokens[after].lower in ("all", "every", "each", "a") and at == self.start)

    def _possessive(self, at: int) -> int:
        return int(at > self.start and self.noun)

    def _hyphen(self, at: int) -> int:
        tokens = self.tokens
        if not self.start < at < len(tokens) - 1:
            return 0
        if tokens[at + 1].tag in NOUNS or tokens[at + 1].tag == "CD":
            self.head = max(self.head, at - 1)
        if tokens[at + 1].tag in ("IN", "DT", "CC", "TO", "RP", "RB", "VB", "VBD", "VBZ", "VBP"):
            return 2
        return 1 if tokens[at + 1].tag in _INNER else 0

    def _conjunction(self, at: int) -> int:
        """Between modifiers "and" and "or" are looked through: "large and small firms", "5 marketing and IT chiefs"."""
        tags = [token.tag for token in self.tokens[at - 1 : at + 3]]
        if at == self.start or len(tags) < 4 or self.tokens[at].lower == "but":
            return 0
        if tags[0] in _QUALITY:
            return int(not self.noun and tags[2] in _QUALITY and tags[3] in NOUNS | _QUALITY)
        bare = self.tokens[self.start].tag not in _OPENING or self.tokens[self.start + 1].tag == "CD"
        return int(bare and tags[0] == "NN" and tags[2] in ("NN", "NNP", "JJ") and tags[3] == "NNS")

    def _mark(self, at: int) -> int:
        """Square brackets and quotation marks inside a phrase are looked through: a "soft" landing."""
        tokens = self.tokens
        if tokens[at].text not in _CLEAR or at == self.start or at + 1 == len(tokens):
            return 0
        inner = tokens[at + 1].tag in _INNER and not (self.noun and tokens[at].text in "\"'")
        return int((inner and tokens[at - 1].tag not in NOUNS | {"CD"}) or (inner and tokens[at].text in "[]"))


_INNER = NOUNS | _QUALITY | _PARTICIPLE | _FIGURE


def _ratio(tokens: tuple[Token, ...], at: int) -> int:
    """How many tokens a ratio takes that begins at a figure ("four in five", "nine out of 10"); 1 for a mere figure."""
    for middle in _RATIOS:
        after = at + 1 + len(middle)
        words = tuple(token.lower for token in tokens[at + 1 : after])
        if after < len(tokens) and tokens[after].tag == "CD" and words == middle and _is_small(tokens, at, after):
            return len(middle) + 2
    return 1


_RATIOS = (("in",), ("out", "of"), ("of", "every"), ("in", "every"), ("out", "of", "every"))


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def _is_small(tokens: tuple[Token, ...], part: int, whole: int) -> bool:
    """Whether two figures make a ratio ("nine in 10") and not a figure in a year ("400 in 2014")."""
    digits = tokens[whole].text.replace(",", "")
    if not digits.isdigit():
        return True
    above = tokens[part].text.replace(",", "")
    return (not above.isdigit() or int(above[:9]) < int(digits[:9])) and not _is_year(tokens[whole])


def _number_lead(tokens: tuple[Token, ...], start: int) -> int:
    """How many tokens hedge the figure behind them ("more than", "nearly"), but not in "children under 12"."""
    if start and tokens[start].tag == "IN" and tokens[start - 1].tag in NOUNS:
        return 0
    for lead in _number_leads().get(tokens[start].lower, ()):
        after = start + len(lead)
        if _is_figure(tokens, after) and tuple(token.lower for token in tokens[start:after]) == lead:
            return len(lead)
    return 0


def _is_figure(tokens: tuple[Token, ...], at: int) -> bool:
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.tag in _FIGURE or token.lower in ("half", "twice", "double", "triple"):
        return True
    return token.lower in ("a", "one") and at + 1 < len(tokens) and tokens[at + 1].lower in _FRACTIONS


_FRACTIONS = frozenset(
    ["half", "third", "quarter", "fifth", "tenth", "dozen", "million", "billion", "hundred", "thousand"]
)
