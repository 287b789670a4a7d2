"""Whole numbers of people or things in a sentence, each with the noun phrase that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.analyse import Sentence, Token
from whence.extract.quantities import Kind, quantities
from whence.extract.studies.phrases import is_year
from whence.extract.studies.words import FINDING_VERBS, MONTHS
from whence.model import Qualifier
from whence.resources import word_list

_NOT_POPULATIONS = frozenset(word_list("studies", "not_populations.txt"))
_CROWDS = frozenset(("people", "staff", "personnel", "police", "folk", "clergy"))
"""Nouns without a plural ending that name several people."""
_BE = frozenset(("were", "was", "been", "being", "are"))
_AFTER_PEOPLE = frozenset(("and", "or", "on", "about", "to", "for", "by", "between", "from", "during", "over", "that"))
_DESCRIBING = frozenset(("aged", "living", "working", "based"))
_DATING = frozenset(("in", "during", "throughout", "since"))
_PARTS_OF_MONTHS = frozenset(("early", "mid", "late"))
_ENDING = frozenset(("PRP", "VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB"))
_AGES = frozenset(("over", "older", "above", "up", "under", "younger"))
_FEWEST = 10
_LONGEST_POPULATION = 14


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number in a sentence: its tokens, what hedges it, and the tokens of the noun phrase it counts."""

    first: int
    last: int
    value: int
    qualifier: Qualifier
    people: tuple[int, int]
    sure: bool


def counts(sentence: Sentence) -> Iterator[Count]:
    """The whole numbers of a sentence that count people or things."""
    floor = 0
    for found in quantities(sentence):
        value = found.quantity.value
        plain = found.kind in (Kind.COUNT, Kind.SAMPLE) and found.whole is None and found.quantity.unit == "unit:NUM"
        counting = plain or _is_of_britain(sentence.tokens, found.number_last)
        if counting and found.first >= floor and value == int(value) and value >= _FEWEST:
            people = people_counted(sentence.tokens, found.number_last)
            floor = people[1]
            sure = found.kind is Kind.SAMPLE
            yield Count(found.first, found.number_last, int(value), found.quantity.qualifier, people, sure)


def _is_of_britain(tokens: Sequence[Token], at: int) -> bool:
    """Whether "GB" after a number is no unit but a country: "1,504 GB adults"."""
    return at + 1 < len(tokens) and tokens[at].text == "GB" and tokens[at + 1].tag == "NNS"


def people_counted(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """The tokens of what a number counts: a noun phrase with what is attached to it ("adults aged 18 or over")."""
    last = first
    plural = False
    while last < len(tokens) and last - first < _LONGEST_POPULATION:
        token = tokens[last]
        if (token.tag in _ENDING and (plural or token.tag != "VBD")) or not (
            token.text[0].isalnum() or token.text in ("-", "'s", "'")
        ):
            break
        if token.text[0].isdigit() and last == first:
            break
        if plural and _tells_more(tokens, last):
            break
        participle = token.tag in ("VBN", "VBG") and tokens[last - 1].lower != "of"
        if plural and (token.lower in _AFTER_PEOPLE or participle) and token.lower not in _DESCRIBING:
            if not _aged(tokens, last):
                break
        elif token.lower in ("and", "or") and last + 1 < len(tokens) and tokens[last + 1].text[0].isdigit():
            break
        plural = plural or _plural(token)
        last += 1
    while last > first and tokens[last - 1].tag in ("IN", "DT", "CC", "RB", "TO") and not _ends_age(tokens, last - 1):
        last -= 1
    return first, last


def _tells_more(tokens: Sequence[Token], at: int) -> bool:
    """Whether the phrase of those counted is over: its verb follows, or when they were asked ("in May 2019")."""
    token = tokens[at]
    if token.lower in FINDING_VERBS | _BE and tokens[at - 1].tag in ("NNS", "NNPS", "NNP", "NN"):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    early = following is not None and following.lower in _PARTS_OF_MONTHS
    dated = following is not None and (following.text in MONTHS or is_year(following.text) or early)
    return token.lower in _DATING and dated


def _ends_age(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower in _AGES and tokens[at - 1].lower in ("and", "or")


def _aged(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" or "or" ends an age: "adults aged 18 or over"."""
    if _ends_age(tokens, at):
        return True
    return tokens[at - 1].tag == "CD" and at + 1 < len(tokens) and tokens[at + 1].lower in _AGES


def counts_people(tokens: Sequence[Token], count: Count) -> bool:
    """Whether what is counted are several people, organizations or things that can be asked or looked at."""
    first, last = count.people
    return any(_plural(token) for token in tokens[first:last]) and tokens[last - 1].lower not in _NOT_POPULATIONS


def _plural(token: Token) -> bool:
    initials = token.text[:-1].isupper() and token.text[-1] == "s"
    return token.tag in ("NNS", "NNPS") or token.lower in _CROWDS or initials
