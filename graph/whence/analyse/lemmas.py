"""The dictionary form of a noun or verb, by a table of irregular forms and the spelling rules of English endings."""

from __future__ import annotations

from functools import cache, lru_cache

from whence.analyse.tagger import possible_tags
from whence.analyse.tokens import Token
from whence.resources import word_list

_VERBS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD"})
_E_STEMS = (
    "at",
    "iz",
    "v",
    "c",
    "u",
    "ang",
    "ag",
    "bl",
    "pl",
    "tl",
    "dl",
    "as",
    "is",
    "us",
    "os",
    "rg",
    "dg",
    "ur",
    "ir",
    "id",
    "ut",
    "ot",
)


def lemma(token: Token) -> str:
    """The base form, lower case: "surveys" and "surveyed" give "survey", "women" gives "woman"; others are as they are.

    >>> lemma(Token("rates", "rates", 0, 5, "NNS"))
    'rate'
    """
    return lemma_of(token.lower, token.tag)


@lru_cache(maxsize=4096)
def lemma_of(word: str, tag: str) -> str:
    """The base form of a lower-case word that bears a tag."""
    irregular = _irregular()
    if word in irregular and (tag in _VERBS or tag in ("NNS", "RB")) and (tag == "NNS" or word != "lives"):
        return irregular[word]
    if tag in ("NNS", "VBZ"):
        return _without_s(word)
    if tag in ("VBD", "VBN") and word.endswith("ed"):
        return word[:-3] + "y" if word.endswith("ied") and len(word) > 4 else _stem(word[:-2])
    if tag == "VBG" and word.endswith("ing") and len(word) > 4:
        return _stem(word[:-3])
    return word


@cache
def _irregular() -> dict[str, str]:
    rows = (line.split() for line in word_list("analyse", "irregular-forms.txt"))
    return {form: base for base, *forms in rows for form in forms}


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + ("ie" if word in ("movies", "cookies", "calories", "zombies", "rookies") else "y")
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) and len(word) > 4:
        return (
            word[:-1]
            if word.endswith(("aches", "shoes", "axes")) and not word.endswith(("eaches", "oaches", "taxes"))
            else word[:-2]
        )
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _stem(stem: str) -> str:
    """What is left of a verb without -ed or -ing: "us" is use, "plann" plan, "call" call."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    guesses = [stem, stem + "e"] if not doubled else [stem, stem[:-1], stem + "e"]
    for guess in guesses:
        if "VB" in possible_tags(guess):
            return guess
    if doubled:
        return stem if stem[-1] in "lsfz" else stem[:-1]
    return stem + "e" if stem.endswith(_E_STEMS) else stem
