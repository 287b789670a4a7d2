"""The groups that a sentence names in front of its numbers, or compares: "Among women, 40% …", "(61% vs. 25%)"."""

from __future__ import annotations

from dataclasses import replace

from whence.analyse import Token
from whence.extract.claims.clauses import cleaned, phrase_before
from whence.extract.claims.lexicon import NOUN, is_finite, is_owner, is_population_noun, words
from whence.extract.claims.noun_phrases import base, extent
from whence.extract.claims.populations import head, of_several
from whence.extract.claims.reading import Reading, Span, What, Whom


def compared_groups(readings: list[Reading]) -> None:
    """ "Women are more likely than men to agree (61% vs. 25%)", "… than men, by 61 percent to 25": the first number is
    theirs, the second the others'.
    """
    for index in range(1, len(readings)):
        left, right = readings[index - 1], readings[index]
        respective = right.segment.found.respective is not None
        named = (left.population and left.whom is not Whom.SUBJECT) or right.population
        against = right.segment.link in ("vs", "vs.", "versus") or _by_to(left, right)
        if named or not (respective or against):
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


def _by_to(left: Reading, right: Reading) -> bool:
    """Whether two numbers are set against each other: "by 54 percent to 43 percent"."""
    return left.segment.before == "by" and right.segment.before == "to" and left.segment.end == right.segment.start - 1


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


def populations(readings: list[Reading]) -> None:
    """A number without a population speaks of the group in front, of the subject it hangs on, or as the one before."""
    for index, reading in enumerate(readings):
        if reading.population:
            continue
        group = _fronted(reading, readings[:index]) or _host(reading) or _place(reading)
        if group:
            readings[index] = replace(reading, population=group, whom=Whom.GROUP)
        elif index and readings[index - 1].population and of_several(reading.segment) is None:
            readings[index] = replace(reading, population=readings[index - 1].population, whom=Whom.NEAR)


def _fronted(reading: Reading, earlier: list[Reading]) -> Span | None:
    """The people of "Among women, 40% said …", "Of the remaining 82 percent, half …" at the start of the clause.

    Where the number is told again ("in Lyon the figure was 12%"), what any preposition of place or kind opens.
    """
    segment, tokens = reading.segment, reading.segment.tokens
    openers = _FRONTING | _PLACING if reading.what is What.BACK or reading.what is What.SHARED else _FRONTING
    for at in dict.fromkeys((segment.first, 0)):
        while at < segment.start and (tokens[at].lower in _JOINING or tokens[at].tag == "CC"):
            at += 1
        if at + 1 >= segment.start or tokens[at].lower not in openers:
            continue
        end = _front_end(tokens, at + 1, segment.start)
        if not at + 1 < end <= segment.start:
            continue
        if not (_is_group(tokens, at, end) or (tokens[at].lower != "of" and _tells_figure(tokens, end, segment.start))):
            continue
        if end == at + 2 and tokens[at + 1].tag in ("DT", "PRP"):
            return None
        has_clause = any(tokens[i].tag == "EX" for i in range(at, end))
        if has_clause or any(other.measure and at < other.measure[0][0] < end for other in earlier):
            continue
        return at + 1, end
    return None


_FRONTING = frozenset({"among", "amongst", "of", "for", "across"})
_PLACING = frozenset({"in", "at", "within", "inside", "outside", "under", "with", "on", "from"})
_JOINING = frozenset({",", "while", "whereas", "that", "although", "though", "whilst", "where", "also", "even", "and"})


def _front_end(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The end of a fronted phrase: the comma right before its number or subject, else where the subject begins."""
    commas = [at for at in range(first + 1, last) if tokens[at].lower in (",", ":")]
    if commas:
        lists = all(tokens[at].tag in NOUN or tokens[at].lower in (",", "and", "or") for at in range(first, commas[-1]))
        return commas[-1] if lists else commas[0]
    end = extent(tokens, first, last)
    return end if end == last or _opens_subject(tokens, end, last) else first


def _opens_subject(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a new noun phrase begins ("among women | that number was", "for plastic | it is")."""
    while at < last and tokens[at].tag in ("RB", "-RRB-", ","):
        at += 1
    return at >= last or tokens[at].tag in ("DT", "PRP", "EX", "PRP$", "CD", "NN") or tokens[at].lower == "that"


def _is_group(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether a fronted phrase names people; after "of" it may name a part of a hundred."""
    if tokens[end - 1].lower in ("percent", "%"):
        return tokens[at].lower == "of"
    if tokens[at + 1].lower == "those" and end > at + 2:
        return True
    return is_population_noun(head(tokens, at + 1, end))


def _tells_figure(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether "the figure was" or the like stands at a token: what is told there is of whatever stood before."""
    while at < last and tokens[at].lower == ",":
        at += 1
    subject = tokens[at : at + 2]
    if at + 2 >= last or not is_finite(tokens[at + 2]) or subject[0].lower not in ("the", "this", "that"):
        return False
    return subject[1].lower in words("figure_nouns")


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


def is_group(tokens: tuple[Token, ...], span: Span) -> bool:
    """Whether a noun phrase tells people apart by their age: "those aged 35 to 54", "over-55s"."""
    ages = any(tokens[at].tag == "CD" or tokens[at].lower[0].isdigit() for at in range(*span))
    return ages and any(tokens[at].lower in ("aged", "over", "under", "s") for at in range(*span))


def _place(reading: Reading) -> Span | None:
    """The "Lyon" of "in Lyon, where half back the scheme"."""
    tokens, end = reading.segment.tokens, reading.segment.first - 1
    if end < 1 or tokens[end].lower != "where":
        return None
    end -= tokens[end - 1].lower == ","
    first = end
    while first and tokens[first - 1].tag in NOUN | {"DT", "JJ"}:
        first -= 1
    return (first, end) if first < end else None


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
