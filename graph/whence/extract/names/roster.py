"""Short names and what they stand for in their article: surnames, acronyms, first words of a longer name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

from whence.analyse import Analysis, Sentence
from whence.analyse.sentences import once
from whence.extract.names.lexicon import FUNCTION_WORDS, HEADS
from whence.extract.names.recognition import Name, names
from whence.extract.names.runs import first_word
from whence.model import AgentKind


@dataclass(frozen=True, slots=True)
class Roster:
    """What the short names of one article stand for.

    `people` maps a surname to the full name, `organizations` an acronym or first word to the full name, `phrases` an
    acronym to a long form that is no name ("CMOs" to "chief marketing officers"). `named` are all organizations.
    """

    people: dict[str, str] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()


def named(analysis: Analysis, sentence: Sentence) -> tuple[Name, ...]:
    """The names in a sentence in their fullest form, with a short name that begins it though its tag denies it."""
    found = tuple(full_name(analysis, name) for name in names(sentence))
    first = first_word(sentence.tokens)
    if any(name.first <= first for name in found) or first >= len(sentence.tokens):
        return found
    short = Name(first, first + 1, sentence.tokens[first].text, AgentKind.ORGANIZATION)
    full = full_name(analysis, short) if _can_stand_alone(short.text) else short
    return found if full is short else (full, *found)


def _can_stand_alone(text: str) -> bool:
    """Whether a word that begins a sentence can be the short form of a name there, and no word of grammar."""
    return text[:1].isupper() and text.lower() not in FUNCTION_WORDS and text.lower() not in HEADS


def full_name(analysis: Analysis, name: Name) -> Name:
    """The name with the fullest text the article gives for it: "Brown" becomes "Eric D. Brown", a person.

    An acronym becomes its long form. A name that two fuller names fit stays as it is.
    """
    known = roster(analysis)
    if name.text in known.organizations:
        return replace(name, text=known.organizations[name.text], kind=AgentKind.ORGANIZATION)
    if name.text in known.people:
        return replace(name, text=known.people[name.text], kind=AgentKind.PERSON)
    return name


_SHORT = re.compile(r"\((?:the )?([A-Z][A-Za-z&.-]{1,9})[,;)]")
_WORD = re.compile(r"[A-Za-z]+(?>(?:-[a-z]+)*)")
_UNCOUNTED = frozenset(("of", "the", "and", "for", "on", "in", "to", "a", "an", "s"))
_SHORT_WINDOW = 120


@once
def roster(analysis: Analysis) -> Roster:
    """The short names of an article and their long forms."""
    found = [name for sentence in analysis.sentences for name in names(sentence)]
    texts = dict.fromkeys(name.text for name in found if name.kind is AgentKind.ORGANIZATION)
    beginnings = {
        sentence.tokens[first_word(sentence.tokens)].text for sentence in analysis.sentences if sentence.tokens
    }
    people = [name.text for name in found if name.kind is AgentKind.PERSON and " " in name.text]
    organizations, phrases = _declared(analysis.plain)
    for short, full in _fuller(texts, beginnings).items():
        organizations.setdefault(short, full)
    surnames = _unique((text.rsplit(" ", 1)[1], text) for text in people)
    others = {short: full for short, full in organizations.items() if short not in surnames}
    return Roster(surnames, others, phrases, frozenset(texts))


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pairs whose key has one value only."""
    values: dict[str, set[str]] = {}
    for key, value in pairs:
        values.setdefault(key, set()).add(value)
    return {key: next(iter(found)) for key, found in values.items() if len(found) == 1}


def _fuller(texts: Iterable[str], beginnings: Set[str]) -> dict[str, str]:
    """The one organization of the article that each acronym and each first word stands for.

    `beginnings` are the words that begin a sentence, whose capital does not tell whether they are names.
    """
    shorts = [*(text for text in texts if " " not in text), *beginnings]
    longs = [text for text in texts if " " in text]
    by_initials = _unique((initials(text), text) for text in longs)
    by_word = _unique((text.split(" ", 1)[0], text) for text in longs if text.rsplit(" ", 1)[1].lower() in HEADS)
    found = {}
    for short in shorts:
        full = by_initials.get(short) if short.isupper() and len(short) > 1 else by_word.get(short)
        if full:
            found[short] = full
    return found


def initials(text: str) -> str:
    """The first letters of a name's words, as acronyms take them: "Office for National Statistics" gives "ONS"."""
    return "".join(word[0] for word in _WORD.findall(text) if word not in _UNCOUNTED).upper()


def _declared(plain: str) -> tuple[dict[str, str], dict[str, str]]:
    """Acronyms that the text puts in brackets after their long form: those of names, and those of other phrases.

    The long form is the shortest run of words before the bracket whose first letters are the acronym's, in order
    (after Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions").
    """
    organizations: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for match in _SHORT.finditer(plain):
        long = _long_form(plain[max(0, match.start() - _SHORT_WINDOW) : match.start()], match[1])
        if long and long[0].isupper() and sum(word[0].isupper() for word in long.split()) > 1:
            organizations.setdefault(match[1].rstrip("."), long)
        elif long:
            phrases.setdefault(match[1], long)
    return organizations, phrases


def _long_form(before: str, short: str) -> str | None:
    letters = re.sub(r"[^A-Z]", "", short).lower()
    words = list(_WORD.finditer(before))
    position = len(letters)
    for word in reversed(words[-2 * len(letters) - 2 :]):
        text = word[0].lower()
        if position and text[0] == letters[position - 1]:
            position -= 1
        elif text not in _UNCOUNTED:
            return None
        if position == 0 and len(letters) > 1:
            return " ".join(before[word.start() :].split())
    return None
