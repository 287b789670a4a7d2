"""The quote of a claim: the shortest clause or sentence that states the number with what it says."""

from __future__ import annotations

from whence import text
from whence.analyse import Sentence
from whence.extract.claims.reading import Reading
from whence.model import Selector


def quote(document_text: str, sentence: Sentence, reading: Reading) -> Selector:
    """The selector of the clause of a number, or of its sentence where the claim needs more than the clause."""
    segment = reading.segment
    tokens = segment.tokens
    spans = [*reading.measure, (segment.start, segment.end)]
    if reading.population:
        spans.append(reading.population)
    inside = all(segment.first <= first and last <= segment.last for first, last in spans)
    if not inside:
        return text.select(document_text, sentence.start, sentence.end)
    first = min(first for first, _ in spans)
    if (
        first > segment.first
        and tokens[first - 1].tag == "IN"
        and reading.population
        and reading.population[0] == first
    ):
        first -= 1
    return text.select(document_text, tokens[first].start, tokens[segment.last - 1].end)
