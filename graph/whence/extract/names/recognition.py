"""From runs of capitalised words to names: what is an agent, and whether a person or an organization."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.analyse import Sentence, Token
from whence.analyse.sentences import once
from whence.extract.names.lexicon import (
    CALENDAR,
    DESCRIPTORS,
    GIVEN,
    HEADS,
    HONORIFICS,
    JOINING,
    KNOWN,
    KNOWN_FIRST,
    OPEN_HEADS,
    OTHER,
    PLACES,
    RESEARCH_ORGANIZATIONS,
    ROLES,
    TITLE_NOUNS,
    TITLES,
)
from whence.extract.names.runs import join, runs, title_case
from whence.model import AgentKind

_PEOPLES = ("ian", "ians", "ean", "eans", "ese")
"""Endings of the names of peoples: "Zimbabwean", "Bolivians"."""
_LONGEST_TITLED = 3
"""Words of the longest name after "Mr"."""
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}$")
_LONGEST_ACRONYM = 4
_DASHES = frozenset({"-", "--", "–", "—"})
_HEADED = frozenset(word for word in OTHER if word.lower() in HEADS)
"""Words that are names of other things alone, but end an organization's: "Watch"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organization as a sentence names it: tokens `first` to `last` (exclusive) of the sentence.

    `text` has neither a title ("Mr.") nor a possessive ending nor, unless all of the name is capitals, an article.
    """

    first: int
    last: int
    text: str
    kind: AgentKind


@once
def names(sentence: Sentence) -> tuple[Name, ...]:
    """The people and organizations named in a sentence, in text order.

    In a headline with a capital on every word only well-known organizations are found, since capitals tell nothing.
    """
    tokens = sentence.tokens
    if title_case(tokens):
        return tuple(_known_names(tokens))
    return tuple(name for first, last in runs(tokens) for name in _judge(tokens, first, last))


def _judge(tokens: Sequence[Token], first: int, last: int) -> Iterator[Name]:
    """The names in a run: what is left without titles, days and peoples; it is split at titles inside."""
    for left, right, titled in _split_at_titles(tokens, first, last):
        if _no_agent(tokens, left, right):
            continue
        left, right = _trim(tokens, left, right)
        if left >= right:
            continue
        text = join(tokens[left:right])
        kind = AgentKind.PERSON if titled else _kind(tokens, left, right, text)
        if len(text) < 2 or _no_agent(tokens, left, right):
            continue
        if kind is AgentKind.PERSON:
            left = _past_place(tokens, left, right)
            text = join(tokens[left:right])
        yield Name(left, right, text, kind)


def _split_at_titles(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """The run's parts, each with whether a title before it says that it is a person."""
    left = at = first
    while at < last:
        end = at
        while end < last and (_is_title(tokens[end]) or (end > at and tokens[end].text == ".")):
            end += 1
        if end > at and end < last and _names_person(tokens, at, end, last):
            if left < at:
                yield left, at, False
            yield end, last, True
            return
        at = max(end, at + 1)
    yield left, last, False


def _no_agent(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether a run is a place ("Waynesboro, Va."), a day, a people, a technique."""
    text = join(tokens[left:right])
    if [token.lower for token in tokens[right : right + 2]] == ["-", "based"]:
        return True  # "Leeds-based"
    if tokens[right - 1].lower in ROLES and text not in KNOWN and all(map(_is_title, tokens[left:right])):
        return True  # "the Commissioner", "Senior Lecturer"
    dateline = right < len(tokens) and tokens[right].text in _DASHES and left == 0
    if dateline and text.isupper() and text not in KNOWN:
        return True  # "ALDER SPRINGS - The board"
    if text in PLACES or (text.isupper() and len(text) > _LONGEST_ACRONYM and text.title() in PLACES):
        return not (left and tokens[left - 1].lower in DESCRIPTORS)
    if text in OTHER or (text.endswith(_PEOPLES) and text.isalpha() and text not in KNOWN and text not in GIVEN):
        return True
    if right + 2 < len(tokens) and tokens[right + 2].lower in ROLES:
        return False  # "Kim Lee, UK head of sales"
    in_state = right + 1 < len(tokens) and tokens[right].text == "," and tokens[right + 1].text in PLACES
    return in_state and text not in KNOWN and not any(token.lower in HEADS for token in tokens[left:right])


def _bare(token: Token) -> str:
    return token.lower.rstrip(".")


def _is_title(token: Token) -> bool:
    """Whether a word can stand with a capital before a name that it does not belong to: "Dr", "Superintendent"."""
    return _bare(token) in TITLES or token.lower in ROLES


def _names_person(tokens: Sequence[Token], first: int, end: int, last: int) -> bool:
    """Whether a person's name follows the titles from `first` to `end`."""
    follower = tokens[end].text
    honorific = any(_bare(token) in HONORIFICS for token in tokens[first:end])
    if any(token.lower in HEADS for token in tokens[end:last]):
        return False
    parts = sum(token.text != "-" for token in tokens[end:last])
    titled = any(_bare(token) in TITLES for token in tokens[first:end])
    known = follower in GIVEN and (titled or parts > 1)
    return known or (honorific and parts <= _LONGEST_TITLED) or (titled and _name_like(tokens[end:last]))


def _name_like(tokens: Sequence[Token]) -> bool:
    """Whether two words after a title can be a name, though their first is not a known given name."""
    return len(tokens) == 2 and all(
        token.text.isalpha() and not token.text.isupper() and token.text not in OTHER for token in tokens
    )


def _trim(tokens: Sequence[Token], left: int, right: int) -> tuple[int, int]:
    """The range without days and months at its ends, and without peoples and techniques after the name."""
    while left < right and (_day_or_month(tokens[left]) or not tokens[left].text[0].isalnum()):
        if _given_month(tokens, left, right):
            break
        left += 1
    if left < right and join(tokens[left:right]) not in KNOWN:
        if left == 0 and right - left > 1 and tokens[left].lower in DESCRIPTORS and tokens[left].lower not in HEADS:
            left += 1  # "Operator Acme"
        if tokens[right - 1].lower in TITLE_NOUNS and not _is_maker(tokens, left, right):
            right = right - 1 if join(tokens[left : right - 1]) in KNOWN else left
        elif right - left == 1 and tokens[left].lower in HEADS and not tokens[left].text.isupper():
            right = left
    while left < right - 1 and tokens[right - 1].text in OTHER - _HEADED and not _of_before(tokens, left, right):
        right -= 1
    while left < right and not tokens[right - 1].text[-1].isalnum() and tokens[right - 1].text in ("-", ",", "."):
        right -= 1
    if right - left > 1 and tokens[left].text in OTHER and join(tokens[left + 1 : right]) in KNOWN | OTHER:
        left += 1
    return left, right


def _is_maker(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether "by" says that a name with a word for a study in it is that of its maker: "a survey by Town Poll"."""
    return right - left > 1 and left > 0 and tokens[left - 1].lower == "by"


def _day_or_month(token: Token) -> bool:
    return token.text.rstrip(".").capitalize() in CALENDAR


def _given_month(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether a month's name is a person's here: "said Jan Roe", not "since Jan. 3" nor "In May Acme"."""
    dated = left > 0 and tokens[left - 1].lower in _BEFORE_DATES
    return tokens[left].text in GIVEN and right - left > 1 and tokens[left + 1].text[0].isupper() and not dated


_BEFORE_DATES = frozenset({"in", "since", "by", "until", "till", "of", "from", "to", "last", "next", "this", "and"})


def _of_before(tokens: Sequence[Token], left: int, right: int) -> bool:
    return any(token.lower in JOINING for token in tokens[left:right]) or join(tokens[left:right]) in KNOWN


def _past_place(tokens: Sequence[Token], left: int, right: int) -> int:
    """Past a country or people before a person's name: "U.S.", "British"."""
    while right - left > 2 and (tokens[left].text in PLACES or tokens[left].text in OTHER):
        left += 1
    return left


def _kind(tokens: Sequence[Token], left: int, right: int, text: str) -> AgentKind:
    """Whether a name is a person's: by known names, by telling words in it, by a role beside it."""
    words = tokens[left:right]
    if text in KNOWN or any(token.text == "&" or token.lower in HEADS for token in (words[0], words[-1])):
        return AgentKind.ORGANIZATION
    if left and tokens[left - 1].lower in DESCRIPTORS:
        return AgentKind.ORGANIZATION
    if any(token.lower in OPEN_HEADS or token.text == "&" for token in words) or len(words) > 5:
        return AgentKind.ORGANIZATION
    starts_given = words[0].text in GIVEN or words[0].lower in ("will", "may") or _begins_with_initial(words)
    if starts_given or (len(words) == 3 and words[1].text in GIVEN):
        return AgentKind.PERSON
    if len(words) in (2, 3) and not text.isupper() and _beside_role(tokens, left, right):
        return AgentKind.PERSON
    return AgentKind.ORGANIZATION


def _begins_with_initial(words: Sequence[Token]) -> bool:
    """Whether initials and a surname follow: "J. Roe", "J.P. Roe"."""
    return len(words) > 1 and (len(words[0].text.rstrip(".")) == 1 or bool(_INITIALS.match(words[0].text)))


def _beside_role(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether a role stands before the name, or after it and a comma."""
    before = [token.lower for token in tokens[max(0, left - 2) : left]]
    if before[-1:] and (before[-1] in ROLES or (before[-1] == "," and before[0] in ROLES)):
        return True
    if right >= len(tokens) or tokens[right].text != ",":
        return False
    for token in tokens[right + 1 : right + 8]:
        if token.lower in ROLES or token.lower.endswith("ologist"):
            return True
        if token.tag.startswith("V") or token.text in ",.;:":
            return False
    return False


def _known_names(tokens: Sequence[Token]) -> Iterator[Name]:
    """Well-known organizations, the longest first; a single word only if it names a research house or is an acronym."""
    at = 0
    while at < len(tokens):
        ends = range(min(len(tokens), at + 6), at, -1) if tokens[at].text in KNOWN_FIRST else range(0)
        end = next((end for end in ends if join(tokens[at:end]) in KNOWN), at)
        telling = end > at + 1 or tokens[at].text.isupper() or tokens[at].text in RESEARCH_ORGANIZATIONS
        if end > at and telling:
            yield Name(at, end, join(tokens[at:end]), AgentKind.ORGANIZATION)
        at = max(end, at + 1)
