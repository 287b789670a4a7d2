"""Words retold without quotation marks: which part of a passage a saying frame retells, and whether it is a claim."""

from __future__ import annotations

from collections.abc import Sequence

from whence.analyse import Token
from whence.extract.people import Scene
from whence.extract.statements.forecasts import FORESEEING, is_forecast
from whence.extract.statements.frames import Frame
from whence.extract.statements.lexicon import forecast_verbs, word_class
from whence.extract.statements.subjects import SubjectKind
from whence.model import StatementKind

_FEWEST_WORDS = 4
_WHERE_THAT = 14
"""Tokens between a saying verb and its "that": "told reporters at the meeting on Friday that"."""


def retold(scene: Scene, frame: Frame) -> tuple[int, int] | None:
    """The token range of the claim that a frame retells; None when it retells none."""
    tokens = scene.tokens
    first, last = _range(tokens, frame)
    if frame.verb == "point" and tokens[first:last] and tokens[first].lower == "out":
        first += 1
    while first < last and tokens[first].text in (",", "-", ":"):
        first += 1
    while first < last and tokens[last - 1].text in (",", "-", ":"):
        last -= 1
    enough = sum(token.text[0].isalpha() for token in tokens[first:last]) >= _FEWEST_WORDS
    return (first, last) if enough else None


def kind_of_retelling(frame: Frame, tokens: Sequence[Token], first: int, last: int) -> StatementKind | None:
    """What the retold words are: a forecast, a paraphrase, or (None) no statement but a finding or a mere mention."""
    if frame.verb == "point" and tokens[frame.last].lower != "out":
        return None
    if frame.verb in FORESEEING:
        return StatementKind.FORECAST if is_forecast(frame, tokens, first, last) else None
    if frame.after and first == frame.last and tokens[first].tag in ("MD", "VBD"):
        return None  # "which they predicted would peak": a relative clause goes on
    if frame.after and not _is_clause(frame, tokens, first, last):
        return None
    if is_forecast(frame, tokens, first, last):
        return StatementKind.FORECAST
    if sum(token.text[0].isalpha() for token in tokens[first:last]) <= _FEWEST_WORDS:
        return None
    speaks = frame.retells and (frame.subject.kind in _SPEAKING or frame.verb in _ARGUING)
    return StatementKind.PARAPHRASE if speaks and not _has_finding(tokens[first:last]) else None


_SPEAKING = frozenset(
    {SubjectKind.NAME, SubjectKind.HE, SubjectKind.IT, SubjectKind.BODY, SubjectKind.PEOPLE, SubjectKind.ROLE}
)
_ARGUING = word_class("arguing")
"""What a document does when it makes a claim of its own; what it "finds" or "says" is mostly a number."""
_WITHOUT_THAT = word_class("clause-without-that")
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_FRACTIONS = word_class("fractions")
_SPANS = word_class("spans")
_FEW = word_class("few")
_RATIOS = frozenset(
    {"in", "out", "times", "-", "of", "percent", "%", "per", "million", "billion", "hundred", "thousand"}
)
_TO_HEARERS = word_class("with-hearers")


def _is_clause(frame: Frame, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words after a verb are a clause, and no mere object ("announced new services")."""
    if tokens[first - 1].lower == "that":
        return True
    finite = any(token.tag in _FINITE for token in tokens[first:last])
    if frame.verb in forecast_verbs():
        return finite or any(token.lower == "to" or token.tag == "CD" for token in tokens[first:last])
    return finite and frame.verb in _WITHOUT_THAT


def _has_finding(tokens: Sequence[Token]) -> bool:
    """Whether the words hold a number that is no date and no span of time: then they are a finding."""
    for index, token in enumerate(tokens):
        if token.lower in _FRACTIONS:
            return True
        if (
            token.tag == "CD"
            and token.lower != "one"
            and not (len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20"))
        ):
            following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
            few = token.lower in _FEW and following not in _RATIOS
            if following not in _SPANS and not few:
                return True
    return False


def _range(tokens: Sequence[Token], frame: Frame) -> tuple[int, int]:
    if tokens[frame.last : frame.last + 1] and tokens[frame.last].text == "," and frame.subject.last < frame.last:
        return 0, len(tokens)  # "What counts, Lee says, is patience"
    if not frame.after:
        if frame.first >= _FEWEST_WORDS:
            return 0, frame.first
        return (0, len(tokens)) if len(tokens) - frame.last >= _FEWEST_WORDS else (0, 0)
    if frame.verb == "according":
        return frame.last, len(tokens)
    for index in range(frame.last, min(len(tokens), frame.last + _WHERE_THAT)):
        if tokens[index].lower == "that" and (
            index == frame.last or frame.verb in _TO_HEARERS or _is_aside(tokens[index - 1])
        ):
            return index + 1, len(tokens)
    return frame.last, len(tokens)


def _is_aside(token: Token) -> bool:
    """Whether a token can end what stands between a verb and "that": an adverb, a day, a comma."""
    return token.tag in ("RB", "CD") or token.text == "," or token.text.endswith("day")
