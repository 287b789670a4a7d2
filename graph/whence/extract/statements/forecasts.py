"""What makes a statement a forecast: a verb of foretelling, or a claim about a time to come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whence.analyse import Token
from whence.extract.statements.frames import Frame
from whence.extract.statements.lexicon import forecast_verbs, word_class

FORESEEING = frozenset({"see", "look", "pencil"})
"""Verbs that foretell only with a number that is still to come."""
_MODALS = frozenset({"would", "could", "may", "might", "should", "can"})
_UNTIL = frozenset({"by", "until", "through", "before"})
_TERMS = word_class("terms")
_PERIODS = word_class("spans") | word_class("periods")
_ANSWER = 7
"""Words before "will" among which a share stands that is the subject: "60 percent of all young voters will"."""
_FORETOLD = word_class("foretold")
_BE = word_class("be")
_SUBJECTS = word_class("subjects")


def is_forecast(frame: Frame, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words of a frame are a prediction."""
    if frame.verb in forecast_verbs():
        return True
    words = [token.lower for token in tokens[first:last]]
    if frame.verb in FORESEEING:
        return _foresees(frame.verb, tokens[first:last])
    if _is_answer(words) and not _by_a_year(words):
        return False
    if any(word in ("will", "'ll") for word in words):
        return True
    if any(word in _MODALS for word in words) and _looks_ahead(words):
        return True
    return _foretold(words) or _foretells(words)


def _is_answer(words: Sequence[str]) -> bool:
    """ "60% of them will" is what people answered, "the share, now 60%, will" is not."""
    will = next((index for index, word in enumerate(words) if word in ("will", "'ll")), len(words))
    subject = words[max(0, will - _ANSWER) : will]
    return any(word in ("%", "percent") for word in subject) and subject[-1] != ","


def _foresees(verb: str, tokens: Sequence[Token]) -> bool:
    """ "sees the market reaching $4 billion", "looks for a fall of 6 percent": a number that is still to come."""
    if not any(token.tag == "CD" for token in tokens):
        return False
    if verb == "see":
        return any(token.tag == "VBG" and index for index, token in enumerate(tokens))
    return tokens[0].lower in ("for", "in")


def _by_a_year(words: Sequence[str]) -> bool:
    return any(word in _UNTIL and _is_year(following) for word, following in pairwise(words))


def _looks_ahead(words: Sequence[str]) -> bool:
    """Whether the words name a time to come: "by 2030", "next year", "within a decade", "by the end of March"."""
    for word, following in pairwise(words):
        if (word in _UNTIL or word == "in") and _is_year(following):
            return True
        if word in _UNTIL and following in _TERMS:
            return True
        if word == "within" or (word in ("next", "coming") and following in _PERIODS):
            return True
    return False


def _foretells(words: Sequence[str]) -> bool:
    """ "he did not expect", "she expects": foretelling inside what is said."""
    for index, word in enumerate(words[1:], 1):
        if word in forecast_verbs() and (words[index - 1] in _SUBJECTS or _negated(words[max(0, index - 3) : index])):
            return True
    return False


def _negated(words: Sequence[str]) -> bool:
    """ "she did not" before a verb."""
    return len(words) == 3 and words[0] in _SUBJECTS and words[1] in ("did", "does", "do")


def states_future(tokens: Sequence[Token]) -> bool:
    """Whether a sentence without a saying verb is a prediction: "is expected to reach 40 million by 2031"."""
    if not any(token.lower in _FORETOLD for token in tokens):
        return False
    words = [token.lower for token in tokens]
    return _foretold(words) and any(_is_year(word) for word in words)


def _foretold(words: Sequence[str]) -> bool:
    pairs = zip(words, words[1:], words[2:], strict=False)
    return any(a in _BE and b in _FORETOLD and c == "to" for a, b, c in pairs)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20", "21")
