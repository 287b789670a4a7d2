"""What the numbers of a sentence lend each other: a population named once, a measure said once, a list's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whence.analyse import Token
from whence.extract.claims.groups import compared_groups, is_group, populations
from whence.extract.claims.lead_ins import lead_in
from whence.extract.claims.lexicon import TIMES, forms, is_finite, is_verb, words
from whence.extract.claims.reading import Reading, Span, What, Whom
from whence.extract.claims.subjects import subject, verb_before


def shared(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of a sentence, each filled from its neighbours where the sentence says a thing once."""
    result = list(readings)
    _list_items(result)
    _measures_from_after(result)
    _measures_from_before(result)
    _gaps(result)
    _likely_to(result)
    compared_groups(result)
    populations(result)
    _lead_ins(result)
    return tuple(reading for reading in result if not _is_base(reading, result))


def _is_base(reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a number only names the whole of another ("of the remaining 82 percent, half …")."""
    at = reading.segment.start
    groups = (other.population for other in readings if other.population and other.whom is Whom.GROUP)
    return any(first <= at < last for first, last in groups)


def _lead_ins(readings: list[Reading]) -> None:
    """ "Asked why they moved, 66% cited rent and 12% a dog": the question belongs to every answer."""
    segment = readings[0].segment
    span = lead_in(segment.tokens, segment.start)
    if span is None:
        return
    for index, reading in enumerate(readings):
        if reading.measure and all(first >= span[1] for first, _ in reading.measure):
            readings[index] = replace(reading, lead_in=span)


def _list_items(readings: list[Reading]) -> None:
    """ "The main drivers are speed (46%), cost (39%) …": each item with what stands before the list."""
    lead: Span | None = None
    for index, reading in enumerate(readings):
        before = readings[index - 1] if index else None
        if before is None or reading.lead is not None:
            lead = reading.lead
        elif reading.item and before.item and reading.what is not What.PREDICATE:
            readings[index] = _item(reading, reading.item, before, lead)
        elif reading.item and reading.segment.link == "compared":
            readings[index] = replace(reading, population=reading.item, whom=Whom.DIRECT, measure=(), what=What.NONE)
        elif reading.population is None and lead and _goes_on(reading, before):
            readings[index] = replace(reading, measure=(lead, *reading.measure), what=What.LABEL)
        else:
            lead = reading.lead


def _item(reading: Reading, item: Span, before: Reading, lead: Span | None) -> Reading:
    """An item after another: a population where the other is one, else an answer or part like the other."""
    if "compared" in (reading.segment.link, before.segment.link) or before.population == before.item:
        return replace(reading, population=item, whom=Whom.DIRECT, measure=(), what=What.NONE)
    tokens = reading.segment.tokens
    if before.population and before.measure and is_group(tokens, item) and is_group(tokens, before.population):
        return replace(reading, population=item, whom=Whom.DIRECT, measure=before.measure, what=What.SHARED)
    measure = (lead, item) if lead else (item,)
    return replace(reading, population=before.population, whom=before.whom, measure=measure, what=What.LABEL)


def _goes_on(reading: Reading, before: Reading) -> bool:
    """Whether a number goes on with the label or the rating before it ("61% approval and 32% disapproval")."""
    said = (What.CLAUSE, What.RATING)
    if reading.what not in said or before.what not in (What.LABEL, *said):
        return False
    return before.what is What.LABEL or reading.segment.start - reading.segment.first <= 1


def _gaps(readings: list[Reading]) -> None:
    """What a later clause leaves out of the one before it.

    "37 percent rated it as good, 41 percent as fair": the words up to "as". "… was their main worry, followed by rent
    (23%)": all. "Women make up 47% of staff but hold 29% of posts": the subject.
    """
    stem: tuple[Span, ...] = ()
    for index in range(1, len(readings)):
        reading, before = readings[index], readings[index - 1]
        if reading.what not in (What.CLAUSE, What.RATING, What.LABEL) or not reading.measure or not before.measure:
            stem = ()
            continue
        tokens, first = reading.segment.tokens, reading.measure[0][0]
        if tokens[first].lower == "followed":
            stem = before.measure
            readings[index] = replace(reading, measure=(*stem, *reading.measure))
        elif stem and reading.item:
            readings[index] = replace(reading, measure=(*stem, reading.item))
        else:
            readings[index] = _filled(reading, before)


def _filled(reading: Reading, before: Reading) -> Reading:
    """A reading with the verb, or the subject, that its clause shares with the one before."""
    tokens, first = reading.segment.tokens, reading.measure[0][0]
    if tokens[first].tag == "IN" and reading.population is None and not _has_verb(reading):
        return replace(reading, measure=(*_up_to(tokens, before.measure, tokens[first].lower), reading.measure[0]))
    if _is_gapped(reading, before):
        return replace(reading, measure=(*reading.measure, *_from_verb(tokens, before.measure)))
    if reading.segment.link in ("and", "but") and is_finite(tokens[first]) and (doer := _doer(before)):
        return replace(reading, measure=(doer, *reading.measure))
    return reading


_GAPPING = frozenset({"in", "by", "at", "to", "for", "among", "on", "with", "of"})


def _is_gapped(reading: Reading, before: Reading) -> bool:
    """Whether a clause leaves out its verb: "faulty locks were the way in in 36% of cases, stolen keys in 31%"."""
    joined = reading.segment.link in (",", "and", ";", "but") and reading.segment.before == before.segment.before
    tokens = reading.segment.tokens
    finite = any(is_finite(tokens[at]) for span in reading.measure for at in range(*span))
    return joined and reading.segment.before in _GAPPING and not finite


def _from_verb(tokens: tuple[Token, ...], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of a measure from its first verb with a tense on."""
    for index, (first, last) in enumerate(spans):
        at = next((at for at in range(first, last) if is_finite(tokens[at])), None)
        if at is not None:
            return ((at, last), *spans[index + 1 :])
    return ()


def _up_to(tokens: tuple[Token, ...], spans: tuple[Span, ...], word: str) -> tuple[Span, ...]:
    """The spans of a measure before a word; all of them where it does not occur."""
    for index, (first, last) in enumerate(spans):
        at = next((at for at in range(first, last) if tokens[at].lower == word), None)
        if at is not None:
            return (*spans[:index], (first, at)) if at > first else spans[:index]
    return spans


def _has_verb(reading: Reading) -> bool:
    tokens = reading.segment.tokens
    return any(is_verb(tokens[at]) for span in reading.measure for at in range(*span))


def _doer(reading: Reading) -> Span | None:
    """The subject of the clause of a reading, where it has one before its verb."""
    verb = verb_before(reading.segment)
    span = subject(reading.segment, verb) if verb else (0, 0)
    return span if span[0] < span[1] else None


def _measures_from_after(readings: list[Reading]) -> None:
    """ "61% of marketers and 60% of engineers believe …": the predicate of the last holds for all."""
    for index in range(len(readings) - 2, -1, -1):
        reading, following = readings[index], readings[index + 1]
        told = following.population and following.what in (What.PREDICATE, What.SHARED)
        if told and reading.population and not reading.measure:
            readings[index] = replace(reading, measure=following.measure, what=What.SHARED)
        elif told and following.segment.bracketed and reading.item and not reading.lead and not reading.population:
            readings[index] = replace(
                reading, population=reading.item, whom=Whom.DIRECT, measure=following.measure, what=What.SHARED
            )


def _measures_from_before(readings: list[Reading]) -> None:
    """ "83% of CIOs see …, compared to 69% of CMOs": the predicate of the first holds for all."""
    for index in range(1, len(readings)):
        reading, before = readings[index], readings[index - 1]
        if before.what is What.BACK and _is_copula(reading):
            readings[index] = replace(reading, measure=(), what=What.BACK)
        if not before.measure:
            continue
        if reading.population and reading.what is What.PREDICATE and _is_of_another_group(reading):
            first, last = reading.population[0], reading.measure[0][1]
            readings[index] = replace(reading, population=(first, last), measure=before.measure, what=What.SHARED)
        elif reading.what in (What.NONE, What.BACK) or _is_copula(reading):
            readings[index] = replace(reading, measure=before.measure, what=What.SHARED)
        elif reading.population is None and reading.segment.found.change is not None and _is_verbless(reading):
            own = () if reading.segment.unit == TIMES else reading.measure  # "double the 5% who did so in 2010"
            readings[index] = replace(reading, measure=(*before.measure, *own), what=What.SHARED)


_COMPARING = frozenset({"compared", "against", "versus", "vs", "vs.", "than"})


def _is_of_another_group(reading: Reading) -> bool:
    """Whether a clause after those that are compared says who they are: "against 45% of those who rent"."""
    tokens, population = reading.segment.tokens, reading.population
    if population is None or reading.segment.link not in _COMPARING:
        return False
    first = reading.measure[0][0]
    named = tokens[population[0]].lower == "those" and population[1] == population[0] + 1
    return (named or tokens[first].tag in ("VBN", "VBG")) and tokens[first].lower not in forms("report_verbs")


_COPULA = frozenset(
    {"is", "was", "are", "were", "be", "been", "has", "had", "have", "at", "to", "stood", "stands", "came"}
)


def _is_copula(reading: Reading) -> bool:
    """Whether nothing but a copula or a time is said ("…, where the average was 494", "compared with 51% in May")."""
    tokens = reading.segment.tokens
    said = [tokens[i].lower for span in reading.measure for i in range(*span)]
    if reading.what is not What.CLAUSE or not said:
        return False
    return all(word in _COPULA for word in said) or all(word in words("time_words") or word.isdigit() for word in said)


def _is_verbless(reading: Reading) -> bool:
    segment = reading.segment
    return not any(is_finite(segment.tokens[i]) for i in range(segment.first, segment.start))


def _likely_to(readings: list[Reading]) -> None:
    """ "Women (70%) are more likely than men (57%) to …": what they are likely to do stands after the last number."""
    segment = readings[-1].segment
    if segment.end >= segment.last or segment.tokens[segment.end].tag not in ("TO", "IN"):
        return
    tail = segment.end, segment.last
    for index, reading in enumerate(readings):
        if reading.measure and segment.tokens[reading.measure[-1][1] - 1].lower in ("likely", "unlikely"):
            readings[index] = replace(reading, measure=(*reading.measure, tail))
