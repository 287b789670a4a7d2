"""The word lists that the reading of claims stands on, and the questions asked of single tokens."""

from __future__ import annotations

import re
from functools import cache

from whence.analyse import Token
from whence.resources import word_list

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURAL = frozenset({"NNS", "NNPS"})
NOMINAL = NOUN | {"DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "RBS", "POS", "HYPH", "AFX", "$", "ADD", "FW"}


SHARE, COUNT, POINTS, TIMES = "unit:PERCENT", "unit:NUM", "wh:PercentagePoint", "wh:Times"


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list in data/claims; a line of several words is kept whole."""
    return frozenset(word_list("claims", f"{name}.txt"))


@cache
def forms(name: str) -> frozenset[str]:
    """The single words of a list in data/claims that has the forms of one lemma on each line."""
    return frozenset(word for line in word_list("claims", f"{name}.txt") for word in line.split())


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb form or a modal."""
    if token.tag in FINITE:
        return token.lower != "aged"
    return token.lower in words("certain_verbs") and token.tag not in ("VB", "VBG", "JJ")


def is_verb(token: Token) -> bool:
    """Whether a token is a verb form or a modal."""
    return token.tag[0] == "V" or is_finite(token) or is_answer(token)


def reads_as_verb(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a noun right after people in the plural can only be their verb ("parents worry about …")."""
    if not 0 < index < len(tokens) - 1 or tokens[index].tag not in ("NN", "JJ"):
        return False
    before = tokens[index - 1]
    if before.tag in PLURAL and tokens[index].tag == "JJ" and tokens[index].lower.endswith("ed"):
        return tokens[index].lower != "aged"
    people = before.tag in PLURAL and before.lower in words("population_nouns")
    return people and tokens[index + 1].tag in ("IN", "DT", "PRP", "PRP$", "TO", "RB")


def is_population_noun(token: Token) -> bool:
    """Whether a noun can head a population of people, organizations or things that are counted."""
    lower = token.lower
    if lower in words("population_nouns") or _PLURAL_FORM.search(token.text):
        return True
    return token.tag in PLURAL and lower not in words("measure_nouns")


_PLURAL_FORM = re.compile(r"(?:[A-Z]{2}|\b\d\d)s$")
"""An acronym or an age in the plural, whatever its tag: "CIOs", "over-65s"."""


def is_noun(token: Token) -> bool:
    """Whether a token can head a noun phrase, whatever its tag."""
    return token.tag in NOUN or token.lower in words("population_nouns") or _PLURAL_FORM.search(token.text) is not None


def is_owner(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a token is the mark of a genitive whose owner is a population ("Americans' trust")."""
    token = tokens[index]
    marked = token.tag == "POS" or (token.lower == "'" and tokens[index - 1].lower.endswith("s"))
    return index > 0 and marked and token.lower[0] == "'" and is_population_noun(tokens[index - 1])


def is_answer(token: Token) -> bool:
    """Whether a gerund tells what people answered ("83% of firms reporting losses"), whatever its tag."""
    return token.lower.endswith("ing") and token.lower in forms("report_verbs")


def spaced_dash(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a dash parts two thoughts rather than joining two words: it stands apart, or is a long one."""
    token = tokens[index]
    if token.lower.strip("-") or not token.lower:
        return False
    if len(token.lower) > 1:
        return True
    before = index > 0 and tokens[index - 1].end < token.start
    after = index + 1 < len(tokens) and token.end < tokens[index + 1].start
    return before or after


def unit_kind(unit: str) -> str:
    """The kind of a unit in one word: share, count, times, money or other."""
    if unit == SHARE:
        return "share"
    return {COUNT: "count", TIMES: "times"}.get(unit, "money" if unit.startswith("cur:") else "other")
