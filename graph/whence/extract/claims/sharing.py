"""What the numbers of a sentence lend each other: a population named once, a measure said once, a list's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whence.analyse import Token
from whence.extract.claims.clauses import cleaned, head, phrase_before, subject, verb_before
from whence.extract.claims.lexicon import is_finite, is_owner, is_population_noun, is_verb, words
from whence.extract.claims.noun_phrases import base, extent
from whence.extract.claims.reading import Reading, Span, What, Whom


def shared(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of a sentence, each filled from its neighbours where the sentence says a thing once."""
    result = list(readings)
    _list_items(result)
    _measures_from_after(result)
    _measures_from_before(result)
    _gaps(result)
    _likely_to(result)
    _compared_groups(result)
    _populations(result)
    return tuple(reading for reading in result if not _is_base(reading, result))


def _is_base(reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a number only names the whole of another ("of the remaining 82 percent, half …")."""
    at = reading.segment.start
    groups = (other.population for other in readings if other.population and other.whom is Whom.GROUP)
    return any(first <= at < last for first, last in groups)


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
    if reading.segment.link in ("and", "but") and is_finite(tokens[first]) and (doer := _doer(before)):
        return replace(reading, measure=(doer, *reading.measure))
    return reading


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
        if not before.measure:
            continue
        if reading.what in (What.NONE, What.BACK) or _is_copula(reading):
            readings[index] = replace(reading, measure=before.measure, what=What.SHARED)
        elif reading.population is None and reading.segment.found.change is not None and _is_verbless(reading):
            readings[index] = replace(reading, measure=(*before.measure, *reading.measure), what=What.SHARED)


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


def _compared_groups(readings: list[Reading]) -> None:
    """ "Women are more likely than men to agree (61% vs. 25%)": the first number is theirs, the second the others'."""
    for index in range(1, len(readings)):
        left, right = readings[index - 1], readings[index]
        respective = right.segment.found.respective is not None
        named = (left.population and left.whom is not Whom.SUBJECT) or right.population
        if named or not (respective or right.segment.link in ("vs", "vs.", "versus")):
            continue
        tokens, end = left.segment.tokens, left.segment.start
        than = next((i for i in range(end - 1, 0, -1) if tokens[i].lower == "than"), None)
        ours = _before_comparative(tokens, than) if than else None
        theirs = (than + 1, extent(tokens, than + 1, end)) if than else (0, 0)
        if ours is None or theirs[0] >= theirs[1]:
            continue
        tail = tuple(span for span in left.measure if span[0] >= theirs[1])
        after = (cleaned(tokens, theirs[1], tail[0][1] if tail else end),) if theirs[1] + 1 < end else ()
        measure = tail or after or left.measure
        readings[index - 1] = replace(left, population=ours, whom=Whom.GROUP, measure=measure, what=What.CLAUSE)
        readings[index] = replace(right, population=theirs, whom=Whom.GROUP, measure=measure, what=What.SHARED)


def _before_comparative(tokens: tuple[Token, ...], than: int) -> Span | None:
    """The noun phrase that "… are much more likely than" compares."""
    comparatives = (
        i for i in range(than - 1, max(-1, than - 6), -1) if tokens[i].lower in ("more", "less", "likelier")
    )
    at = next(comparatives, 0)
    while at and (tokens[at - 1].tag in ("RB", "RBR") or is_finite(tokens[at - 1])):
        at -= 1
    opener = next((i for i in range(at - 1, max(-1, at - 14), -1) if tokens[i].lower in ("with", ",", ";", ":")), at)
    first = phrase_before(tokens, 0, at)
    if opener + 1 < first and tokens[opener + 1].tag in ("NNS", "NNPS", "NNP", "DT", "JJ"):
        first = opener + 1
    return (first, at) if first < at else None


def _populations(readings: list[Reading]) -> None:
    """A number without a population speaks of the group in front, of the subject it hangs on, or as the one before."""
    for index, reading in enumerate(readings):
        if reading.population:
            continue
        group = _fronted(reading) or _host(reading)
        if group:
            readings[index] = replace(reading, population=group, whom=Whom.GROUP)
        elif index and readings[index - 1].population:
            readings[index] = replace(reading, population=readings[index - 1].population, whom=Whom.NEAR)


def _fronted(reading: Reading) -> Span | None:
    """The people of "Among women, 40% said …", "Of the remaining 82 percent, half …" at the start of the clause."""
    segment, tokens = reading.segment, reading.segment.tokens
    for at in dict.fromkeys((segment.first, 0)):
        while at < segment.start and tokens[at].lower in (",", "and", "but", "while", "that"):
            at += 1
        if at + 1 < segment.start and tokens[at].lower in ("among", "amongst", "of", "for", "across"):
            end = _front_end(tokens, at + 1, segment.start)
            if at + 1 < end < segment.start and _is_group(tokens, at, end):
                return None if end == at + 2 and tokens[at + 1].tag in ("DT", "PRP") else (at + 1, end)
    return None


def _front_end(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The end of a fronted phrase: its comma, else where the subject begins ("among women that number was")."""
    for at in range(first, last):
        if tokens[at].lower == ",":
            return at
        if (
            is_finite(tokens[at])
            and tokens[at - 1].tag not in ("WDT", "WP")
            and tokens[at].lower not in words("askees")
        ):
            opener = (
                i for i in range(first + 1, at) if tokens[i].tag in ("DT", "PRP", "EX") or tokens[i].lower == "that"
            )
            return next(opener, last)
    return last


def _is_group(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether a fronted phrase names people; after "of" it may name a part of a hundred."""
    if tokens[end - 1].lower in ("percent", "%"):
        return tokens[at].lower == "of"
    return is_population_noun(head(tokens, at + 1, end))


def _host(reading: Reading) -> Span | None:
    """The subject of the clause that a "with 50% saying …" phrase hangs on."""
    segment, tokens = reading.segment, reading.segment.tokens
    if "with" not in (segment.before, segment.link) or tokens[segment.start - 2].lower == "compared":
        return None
    end = next((i for i in range(segment.start - 1, -1, -1) if tokens[i].lower == "with"), 0)
    verbs = [i for i in range(1, end) if is_finite(tokens[i]) and tokens[i - 1].tag not in ("WDT", "WP", "PRP")]
    if verbs:
        return _people_before(tokens, verbs[-1])
    first = next((i for i in range(end) if tokens[i].tag not in ("IN", "CC", "RB", ",", "``", "''")), end)
    last = base(tokens, first, end)
    return (first, last) if last > first and is_population_noun(tokens[last - 1]) else None


def _people_before(tokens: tuple[Token, ...], verb: int) -> Span | None:
    """The people that are, or own, the subject before a verb."""
    for at in range(1, verb):
        if is_owner(tokens, at):
            return phrase_before(tokens, 0, at), at
    end = verb
    while end and tokens[end - 1].tag in ("RB", "RBR"):
        end -= 1
    first = phrase_before(tokens, 0, end)
    return (first, end) if first < end and is_population_noun(tokens[end - 1]) else None
