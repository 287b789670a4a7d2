"""What makes a statement a forecast: a verb of foretelling, or a claim about a time to come."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from whence.analyse import Token
from whence.extract.statements.frames import Frame
from whence.resources import word_list

_FORETOLD = frozenset(
    {"expected", "projected", "predicted", "forecast", "forecasted", "anticipated", "poised", "set", "likely"}
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "'s", "'re"})
_REACHING = frozenset({"by", "in", "through", "until", "before", "over", "within"})


@cache
def forecast_verbs() -> frozenset[str]:
    """The forms of verbs that foretell, lower case."""
    return frozenset(word_list("statements", "forecast_verbs.txt"))


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
    return any(
        word in forecast_verbs() and before in _HE for before, word in zip(words, words[1:], strict=False)
    ) or any(
        a in _HE and b in ("did", "does", "do") and d in ("expect", "anticipate", "foresee")
        for a, b, d in zip(words, words[1:], words[3:], strict=False)
    )


_HE = frozenset({"he", "she", "it", "they", "we", "i"})


def states_future(tokens: Sequence[Token]) -> bool:
    """Whether a sentence without a saying verb is a prediction: "is expected to reach 40 million by 2031"."""
    words = [token.lower for token in tokens]
    return _foretold(words) and any(_is_year(word) for word in words)


def _foretold(words: Sequence[str]) -> bool:
    pairs = zip(words, words[1:], words[2:], strict=False)
    return any(a in _BE and b in _FORETOLD and c == "to" for a, b, c in pairs)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20", "21")
