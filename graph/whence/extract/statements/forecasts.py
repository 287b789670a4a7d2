"""What makes a statement a forecast: a verb of foretelling, or a claim about a time to come."""

from __future__ import annotations

from collections.abc import Sequence

from whence.analyse import Token
from whence.extract.statements.frames import Frame
from whence.extract.statements.lexicon import forecast_verbs, word_class

_FORETOLD = word_class("foretold")
_BE = word_class("be")
_SUBJECTS = word_class("subjects")


def is_forecast(frame: Frame, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words of a frame are a prediction."""
    if frame.verb in forecast_verbs():
        return True
    words = [token.lower for token in tokens[first:last]]
    future = next((index for index, word in enumerate(words) if word in ("will", "'ll")), None)
    if future is not None:
        return not any(word in ("%", "percent") for word in words[:future])  # "60% will" is what people answered
    return _foretold(words) or _foretells(words)


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
