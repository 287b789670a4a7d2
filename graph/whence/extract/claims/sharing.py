"""What the numbers of one sentence lend each other: a population named once, a measure said once, the head of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whence.analyse import Token
from whence.extract.claims.clauses import head, phrase_before
from whence.extract.claims.lexicon import FINITE, is_population_noun
from whence.extract.claims.reading import Reading, Span, What, Whom


def shared(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of a sentence, each filled from its neighbours where the sentence says a thing once."""
    result = list(readings)
    _list_items(result)
    _measures_from_after(result)
    _measures_from_before(result)
    _populations(result)
    return tuple(result)


def _list_items(readings: list[Reading]) -> None:
    """ "The main drivers are speed (46%), cost (39%) …": each item with what stands before the list."""
    lead: Span | None = None
    for index, reading in enumerate(readings):
        before = readings[index - 1] if index else None
        if (
            reading.item
            and reading.lead is None
            and before is not None
            and before.item
            and reading.what is not What.PREDICATE
        ):
            if before.population == before.item:
                readings[index] = replace(
                    reading, population=reading.item, whom=Whom.DIRECT, measure=(), what=What.NONE, elided=False
                )
            elif reading.segment.link == "compared" or (before.segment.link == "compared" and before.population):
                readings[index] = replace(
                    reading, population=reading.item, whom=Whom.DIRECT, measure=(), what=What.NONE, elided=False
                )
            else:
                measure = (lead, reading.item) if lead else (reading.item,)
                whom = before.whom if before.population else Whom.NONE
                readings[index] = replace(
                    reading,
                    population=before.population,
                    whom=whom,
                    measure=measure,
                    what=What.LABEL,
                    elided=before.elided,
                )
        elif reading.elided and before is not None and lead and _goes_on(reading, before):
            readings[index] = replace(reading, measure=(lead, *reading.measure), what=What.LABEL)
        else:
            lead = reading.lead


def _goes_on(reading: Reading, before: Reading) -> bool:
    """Whether a number goes on with the label or the rating before it ("61% approval and 32% disapproval")."""
    if before.what is What.LABEL:
        return reading.what is What.CLAUSE
    return (
        before.what is What.CLAUSE
        and reading.what is What.CLAUSE
        and reading.segment.start - reading.segment.first <= 1
    )


def _measures_from_after(readings: list[Reading]) -> None:
    """ "61% of marketers and 60% of engineers believe …": the predicate of the last holds for all."""
    for index in range(len(readings) - 2, -1, -1):
        reading, following = readings[index], readings[index + 1]
        if (
            not reading.measure
            and reading.population
            and following.population
            and following.what in (What.PREDICATE, What.SHARED)
        ):
            readings[index] = replace(reading, measure=following.measure, what=What.SHARED)


def _measures_from_before(readings: list[Reading]) -> None:
    """ "83% of CIOs see …, compared to 69% of CMOs": the predicate of the first holds for all."""
    for index in range(1, len(readings)):
        reading, preceding = readings[index], readings[index - 1]
        if reading.what in (What.NONE, What.BACK) and preceding.measure:
            readings[index] = replace(reading, measure=preceding.measure, what=What.SHARED)
        elif (
            reading.elided and reading.segment.found.change is not None and preceding.measure and _is_verbless(reading)
        ):
            readings[index] = replace(reading, measure=(*preceding.measure, *reading.measure), what=What.SHARED)


def _is_verbless(reading: Reading) -> bool:
    segment = reading.segment
    return not any(segment.tokens[i].tag in FINITE for i in range(segment.first, segment.last))


def _populations(readings: list[Reading]) -> None:
    """A number without a population speaks of the group in front, of the subject it hangs on, or as the one before."""
    for index, reading in enumerate(readings):
        if not reading.elided or reading.population:
            continue
        group = _fronted(reading) or _host(reading)
        if group:
            readings[index] = replace(reading, population=group, whom=Whom.GROUP)
        elif index and readings[index - 1].population:
            readings[index] = replace(reading, population=readings[index - 1].population, whom=Whom.NEAR)


def _fronted(reading: Reading) -> Span | None:
    """The people of "Among women, 40% said …", "Of the remaining 82 percent, half …" at the start of the clause."""
    segment = reading.segment
    for at in dict.fromkeys((segment.first, 0)):
        tokens = segment.tokens
        while at < segment.start and tokens[at].lower in (",", "and", "but", "while", "that"):
            at += 1
        if at + 1 < segment.start and tokens[at].lower in ("among", "amongst", "of", "for", "across"):
            end = next(
                (
                    i
                    for i in range(at + 1, segment.start)
                    if tokens[i].lower == "," or tokens[i].tag in FINITE and tokens[i - 1].tag not in ("WDT", "WP")
                ),
                segment.start,
            )
            if end < segment.start and tokens[end].lower != ",":
                end = next((i for i in range(at + 1, end) if tokens[i].tag in ("DT", "PRP") and i > at + 1), end)
            if end > at + 1 and end < segment.start and _is_group(tokens, at, end):
                return at + 1, end
    return None


def _is_group(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether a fronted phrase names people: "among" nearly always does, "of" may name a part of a hundred."""
    part = tokens[end - 1].lower in ("percent", "%")
    return part if tokens[at].lower == "of" and part else not part and is_population_noun(head(tokens, at + 1, end))


def _host(reading: Reading) -> Span | None:
    """The subject of the clause that a "with 50% saying …" phrase hangs on."""
    segment = reading.segment
    if "with" not in (segment.before, segment.link):
        return None
    tokens = segment.tokens
    end = next((i for i in range(segment.start - 1, -1, -1) if tokens[i].lower == "with"), 0)
    verbs = [i for i in range(1, end) if tokens[i].tag in FINITE and tokens[i - 1].tag not in ("WDT", "WP", "PRP")]
    return _people_before(tokens, verbs[-1]) if verbs else None


def _people_before(tokens: tuple[Token, ...], verb: int) -> Span | None:
    end = verb
    while end and tokens[end - 1].tag in ("RB", "RBR"):
        end -= 1
    for at in range(end):
        if tokens[at].tag == "POS" and at and is_population_noun(tokens[at - 1]):
            return phrase_before(tokens, 0, at), at
    first = phrase_before(tokens, 0, end)
    return (first, end) if first < end and is_population_noun(tokens[end - 1]) else None
