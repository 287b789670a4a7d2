"""The words of a measure: those a reading found, those of the number before that it points to, or what is left."""

from __future__ import annotations

import re
from dataclasses import replace

from whence import text
from whence.analyse import Sentence
from whence.extract.claims.clauses import rest
from whence.extract.claims.lexicon import is_finite, words
from whence.extract.claims.reading import Reading, What
from whence.extract.claims.wording import worded
from whence.model import BlockKind


def is_answer(sentence: Sentence) -> bool:
    """Whether a line is a figure and a label without a verb: "24%: None at all"."""
    line = sentence.block.kind is not BlockKind.PARAGRAPH and len(sentence.tokens) <= _LONGEST_ANSWER
    return line and not any(is_finite(token) for token in sentence.tokens)


_LONGEST_ANSWER = 15


def _is_same_answer(measure: str) -> bool:
    """Whether a measure points back ("did so"), whenever that was ("did so in 2010")."""
    said = measure.lower().split()
    while said and (said[-1].isdigit() or said[-1] in words("time_words") or said[-1] in ("in", "the")):
        said.pop()
    return " ".join(said) in words("same_answer")


_OF_THEM = re.compile(r"^of (?:those|these|them|whom),? (?=\w)", re.IGNORECASE)
"""A population by its pronoun, in front of what is said."""


def measure_of(sentence: Sentence, reading: Reading, before: str) -> tuple[str, What]:
    """The words of the measure; those of the number before where the text points back to it ("feel the same")."""
    spans = (*reading.measure, *((reading.lead_in,) if reading.lead_in else ()))
    measure = _OF_THEM.sub("", worded(sentence, spans))
    if before and (_is_same_answer(measure) or (not measure and reading.what is What.BACK)):
        return before, What.BACK
    if measure:
        return measure, reading.what
    clause = worded(sentence, rest(reading.segment, reading.population))
    if clause:
        return clause, What.CLAUSE
    if is_answer(sentence) and reading.population:
        return worded(sentence, [reading.population]), What.LABEL
    whole = replace(reading.segment, first=0, last=len(sentence.tokens))
    return worded(sentence, rest(whole, reading.population)) or before or text.squeeze(sentence.text), What.NONE
