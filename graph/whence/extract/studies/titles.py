"""Titles of studies: in quotation marks or italics beside a word for a study, or capitalised before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.analyse import Token
from whence.extract.names import FUNCTION_WORDS, HEADS, KNOWN, Name, join
from whence.extract.names.runs import title_case
from whence.extract.studies.words import FIRM_NOUNS, MAKERS, NOUNS

_MARKS = frozenset(('"', "''", "``", "_", "*", "'"))
_TITLED = frozenset(("(", "titled", "entitled", "called", "named", "dubbed", ","))
_SMALL = frozenset(("and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"))
_TITLED_NOUNS = NOUNS - MAKERS
_LONGEST = 24
_MADE_BY = frozenset(("by", "from"))
_LEADING_TO_NAME = frozenset(("the", "own", "annual", "federal", "national"))
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a study: tokens `first` to `last` (exclusive), its marks among them, and the study noun's index."""

    first: int
    last: int
    text: str
    noun: int

    def holds(self, name: Name) -> bool:
        """Whether a name is but a part of the title."""
        return self.first <= name.first < self.last


def titles(tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[Title]:
    """The titles in a sentence that a study noun stands beside."""
    nouns = [
        index
        for index, token in enumerate(tokens)
        if token.lower in _TITLED_NOUNS and not any(name.first <= index < name.last for name in names)
    ]
    if not nouns:
        return
    marked = list(_marked(tokens))
    nouns = [noun for noun in nouns if not any(first < noun < last for first, last in marked)]
    for first, last in marked:
        noun = _noun_beside(tokens, nouns, first, last)
        if noun is not None:
            yield Title(first, last, join(tokens[first + 1 : last - 1]).rstrip(",.;"), noun)
    for noun in nouns:
        yield from _capitalised(tokens, names, noun)
        yield from _announced(tokens, noun)


def _marked(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Token ranges in quotation marks or italics that are written as titles are."""
    opened: int | None = None
    for index, token in enumerate(tokens):
        if token.text not in _MARKS:
            continue
        if opened is not None and index - opened <= _LONGEST and _is_title(tokens[opened + 1 : index]):
            yield opened, index + 1
            opened = None
        else:
            opened = index


def _is_title(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.text[0].isalpha() and token.lower not in FUNCTION_WORDS]
    return len(words) > 1 and all(word.text[0].isupper() for word in words)


def _noun_beside(tokens: Sequence[Token], nouns: Sequence[int], first: int, last: int) -> int | None:
    """The study noun that a marked title belongs to: shortly before it, or after it in the same phrase."""
    for noun in reversed(nouns):
        if (
            noun < first
            and first - noun <= _NEAR
            and all(token.lower in _TITLED or token.tag in ("RB", ":", "VBN") for token in tokens[noun + 1 : first])
        ):
            return noun
    for noun in nouns:
        if last <= noun <= last + 2 * _NEAR and not any(token.tag[:2] in ("VB", "MD") for token in tokens[last:noun]):
            return noun
    return None


def _announced(tokens: Sequence[Token], noun: int) -> Iterator[Title]:
    """The title without marks after "titled" or the like: "a study by Acme, entitled The State of the Sea"; or between
    commas: "our annual review, The Fishing Year 2022,".
    """
    if [token.text for token in tokens[noun + 1 : noun + 2]] == [","]:
        last = noun + 2
        while last < len(tokens) and (tokens[last].text[0].isupper() or _in_title(tokens, last)):
            last += 1
        dated = last > noun + 4 and _is_year(tokens[last - 1])
        if dated and [token.text for token in tokens[last : last + 1]] in ([","], ["."], [")"]):
            yield Title(noun + 2, last, join(tokens[noun + 2 : last]), noun)
            return
    for index in range(noun + 1, min(len(tokens) - 1, noun + 3 * _NEAR)):
        if tokens[index].lower in _TITLED - {","}:
            last = index + 1
            while last < len(tokens) and (tokens[last].text[0].isupper() or _in_title(tokens, last)):
                last += 1
            if last - index > 2:
                yield Title(index + 1, last, join(tokens[index + 1 : last]), noun)
            return


def _capitalised(tokens: Sequence[Token], names: Sequence[Name], noun: int) -> Iterator[Title]:
    """The title that ends in a capitalised noun ("2014 Nurses Report"), or stands before it ("State of the Sea")."""
    own = tokens[noun].text[0].isupper()
    first = noun
    while first > 0 and tokens[first - 1].text not in _MADE_BY and _in_title(tokens, first - 1):
        first -= 1
    while first < noun and tokens[first].lower in FUNCTION_WORDS:
        first += 1
    if not own and _dated(tokens, first, noun):
        yield Title(first, noun + 1, join(tokens[first : noun + 1]), noun)
        return
    phrase = any(token.lower in _SMALL for token in tokens[first:noun])
    if not own:
        first = next((name.last for name in names if name.first == first and _heads(tokens, name, noun)), first)
        covered = any(name.first <= first and name.last >= noun for name in names)
        wanted = phrase and not covered and noun - first >= 3
    else:
        wanted = (noun - first >= 2 or _is_named(tokens, first, noun)) and any(
            token.text[0].isalpha() for token in tokens[first:noun]
        )
        if noun - first == 2 and any(name.first == first and name.last == noun for name in names):
            wanted = tokens[noun].lower not in FIRM_NOUNS
    if wanted and first < noun:
        last = noun + own
        last += own and last < len(tokens) and _is_year(tokens[last])
        yield Title(first, last, join(tokens[first:last]), noun)


def _is_named(tokens: Sequence[Token], first: int, noun: int) -> bool:
    """Whether one capitalised word and a capitalised noun are a study's name: "its annual Loyalty Census"."""
    if noun - first != 1 or first == 0 or title_case(tokens) or not tokens[first].text[0].isupper():
        return False
    led = tokens[first - 1].lower in _LEADING_TO_NAME or tokens[first - 1].tag in ("JJ", "POS", "PRP$", "JJS")
    owned = tokens[noun].lower in FIRM_NOUNS and tokens[first - 1].tag == "POS"
    return led and not owned and tokens[first].text not in KNOWN


def _dated(tokens: Sequence[Token], first: int, noun: int) -> bool:
    """Whether a name without an article and a year are what a study is called: "see Remote Shift 2023 survey"."""
    if first > 0 and tokens[first - 1].tag in ("DT", "PRP$", "POS"):
        return False
    words = tokens[first : noun - 1]
    known = join(words) in KNOWN or any(token.lower in HEADS for token in words)
    return len(words) > 1 and _is_year(tokens[noun - 1]) and not known


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and "1900" < token.text < "2100"


def _heads(tokens: Sequence[Token], name: Name, noun: int) -> bool:
    """Whether a name stands before a title rather than in it: "RightScale State of the Cloud report"."""
    return name.last < noun and tokens[name.last].text[0].isupper()


def _in_title(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.text[0].isupper() or _is_year(token):
        return token.lower not in FUNCTION_WORDS or index > 0
    before_capital = index + 1 < len(tokens) and (
        tokens[index + 1].text[0].isupper() or tokens[index + 1].lower in _SMALL or tokens[index + 1].text[0].isdigit()
    )
    return (
        token.lower in _SMALL
        and before_capital
        and index > 0
        and (tokens[index - 1].text[0].isupper() or tokens[index - 1].lower in _SMALL)
    )
