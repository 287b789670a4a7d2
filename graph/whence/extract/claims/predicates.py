"""A number in the predicate of a clause, or in a fragment of one: the population is the subject, or in it."""

from __future__ import annotations

from dataclasses import replace

from whence.analyse import Token
from whence.extract.claims.clauses import cleaned, phrase_before, rest
from whence.extract.claims.lexicon import NOUN, POINTS, SHARE, TIMES, forms, words
from whence.extract.claims.noun_phrases import base, extent
from whence.extract.claims.populations import group_after, head, past_share, points_back, within
from whence.extract.claims.reading import Reading, Span, What, Whom, reading
from whence.extract.claims.segments import Segment
from whence.extract.claims.subjects import subject, verb_before
from whence.extract.quantities import Kind

_FIGURES = frozenset({"figure", "number", "share", "percentage", "proportion"})
_BEFORE_NUMBER = frozenset({"IN", "TO", "RB", "RP", ",", ":", "-LRB-", "''", "``"})


def predicate(segment: Segment) -> Reading:
    """The reading of a number that no other construction fits."""
    tokens = segment.tokens
    group = group_after(segment) or _base_of_rate(segment) or _ranked(segment)
    if _is_rating(segment):
        lead = cleaned(tokens, segment.first, segment.start)
        whom = Whom.GROUP if group else Whom.NONE
        return Reading(segment, group, whom, rest(segment, group), What.RATING, lead if lead[0] < lead[1] else None)
    verb = verb_before(segment)
    if verb is None and segment.unit == TIMES and tokens[segment.start].tag[0] == "V" and segment.start > segment.first:
        verb = segment.start
    if verb is None:
        return _fragment(segment, group)
    return _of_subject(segment, group, verb)


def _of_subject(segment: Segment, group: Span | None, verb: int) -> Reading:
    """The reading of a number after the verb of its clause: its population is the subject, or in it."""
    tokens, doer = segment.tokens, subject(segment, verb)
    if points_back(tokens, *doer) and not acts(segment, doer, verb):
        group = group or _in_front(segment, doer[0])
        return reading(segment, group, Whom.GROUP, (), What.BACK)
    if group is None and _is_person(segment, doer, verb):
        return reading(segment, doer, Whom.SUBJECT, rest(segment, doer), What.CLAUSE)
    if group is None and (put := _put(segment, verb) or _forecast(segment, verb)):
        return reading(segment, put, Whom.SUBJECT, rest(segment, put), What.CLAUSE)
    if _is_figure_for(segment, doer):
        return Reading(segment, (doer[0] + 3, doer[1]), Whom.GROUP, (), What.BACK)
    if group is None and doer[1] - doer[0] == 1 and tokens[doer[0]].tag in ("PRP", "EX"):
        group = _measured_after(segment)
    if group is not None or _leaves_out(segment, doer):
        return reading(segment, group, Whom.GROUP, rest(segment, group), What.CLAUSE)
    if tokens[verb - 1].lower == "which" and _compares(segment, verb):
        return reading(segment, None, Whom.NONE, rest(replace(segment, first=verb), None), What.CLAUSE)
    if tokens[verb - 1].lower == "which":
        return reading(segment, doer, Whom.SUBJECT, rest(replace(segment, first=verb), None), What.CLAUSE)
    population = within(tokens, *doer)
    if head(tokens, *doer).lower in words("share_words") or segment.unit == SHARE:
        population = population[0], _before_answer(segment, population)
    return reading(segment, population, Whom.SUBJECT, rest(segment, population), What.CLAUSE)


def _compares(segment: Segment, verb: int) -> bool:
    """Whether ", which is 4% more than" speaks of the number before, not of the noun that it stands behind."""
    following = segment.tokens[segment.end : segment.end + 1]
    told = bool(following) and (following[0].tag in ("JJR", "RBR") or following[0].lower in ("above", "below", "up"))
    return segment.tokens[verb].lower in ("is", "was", "are", "were") and (told or segment.unit == TIMES)


_COPULAR = frozenset(
    {"'s", "'re", "is", "was", "are", "were", "be", "been", "has", "had", "have"}
    | {"will", "would", "could", "may", "can", "might"}
    | {"stood", "stands", "reached", "reaches", "hit", "hits", "remained", "remains", "averaged", "came", "comes"}
)
"""Verbs and auxiliaries after which "it" is the number told before, rather than who does something."""


def acts(segment: Segment, doer: Span, verb: int) -> bool:
    """Whether "it" is somebody or something that does what the verb says, not a number told before."""
    is_it = doer[1] - doer[0] == 1 and segment.tokens[doer[0]].lower == "it"
    told = segment.found.change is not None or segment.unit == SHARE or segment.tokens[verb].lower in _COPULAR
    return is_it and not told


def _is_person(segment: Segment, doer: Span, verb: int) -> bool:
    """Whether a subject is "he", "she", or an "it" that acts: who that is stands before."""
    if doer[1] - doer[0] != 1:
        return False
    return segment.tokens[doer[0]].lower in ("he", "she") or acts(segment, doer, verb)


def _in_front(segment: Segment, end: int) -> Span | None:
    """The group of "for glass the figure was", "in Lyon it was" before the subject."""
    tokens, first = segment.tokens, segment.first
    while first < end and tokens[first].tag in (",", "CC", "RB"):
        first += 1
    if first + 1 >= end or tokens[first].lower not in ("for", "among", "amongst", "in", "of"):
        return None
    first, end = cleaned(tokens, first + 1, end)
    named = any(token.tag in NOUN for token in tokens[first:end])
    return (first, end) if named and not any(t.lower in words("time_words") for t in tokens[first:end]) else None


_PLACING = frozenset({"put", "puts", "putting", "gave", "gives", "has", "had"})
"""What a poll does with parties and the like: "the poll puts the Greens on 18%"."""


def _before_answer(segment: Segment, population: Span) -> int:
    """The end of the people in "the share of voters who trust him fell to 14%": what they do is the measure."""
    tokens = segment.tokens
    if tokens[segment.first : population[0]] and _is_share_of(segment, population[0]):
        opens = (at for at in range(population[0] + 1, population[1]) if _narrows(tokens[at]))
        return next(opens, population[1])
    relative = next((at for at in range(population[0] + 1, population[1]) if tokens[at].tag == "WP"), None)
    if relative is None or not any(t.lower in forms("report_verbs") for t in tokens[relative : population[1]]):
        return population[1]
    return relative


def _is_share_of(segment: Segment, at: int) -> bool:
    """Whether "the share of" stands before a population."""
    tokens = segment.tokens
    return at > 1 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in ("share", "proportion", "percentage")


def _narrows(token: Token) -> bool:
    """Whether what a share of people do or have begins: it is what the share is of them for."""
    return token.tag in ("WP", "VBG") or token.lower in ("with", "without")


_VALUING = frozenset({"put", "puts", "putting", "valued", "values"})


def _put(segment: Segment, verb: int) -> Span | None:
    """The "spending" of "a tally put spending on lamps at $61 million"."""
    if segment.before != "at":
        return None
    puts = (i for i in range(segment.start - 2, verb - 1, -1) if segment.tokens[i].lower in _VALUING)
    first, last = next(puts, segment.start) + 1, segment.start - 1
    return within(segment.tokens, first, last) if first < last else None


_FORECASTS = frozenset(
    {"estimate", "estimates", "forecast", "forecasts", "projection", "projections", "prediction", "predictions"}
)


def _forecast(segment: Segment, verb: int) -> Span | None:
    """The "harvest" of "the guild raised its estimate of the harvest by 3%"."""
    tokens = segment.tokens
    for at in range(verb + 1, segment.start - 2):
        if tokens[at].lower in _FORECASTS and tokens[at + 1].lower in ("of", "for") and tokens[at - 1].tag == "PRP$":
            moves = (i for i in range(at + 2, segment.start) if tokens[i].lower in ("by", "to", "from"))
            end = extent(tokens, at + 2, next(moves, segment.start))
            return (at + 2, end) if end > at + 2 else None
    return None


def _is_figure_for(segment: Segment, doer: Span) -> bool:
    """Whether a subject is "the figure for boys": the number of another group in what was just said."""
    opening = [token.lower for token in segment.tokens[doer[0] : doer[0] + 3]]
    return doer[1] - doer[0] > 3 and opening[0] == "the" and opening[1] in _FIGURES and opening[2] in ("for", "among")


def _leaves_out(segment: Segment, doer: Span) -> bool:
    """Whether a subject does not tell of whom: none, a pronoun, "support for the plan", "the main reason"."""
    tokens = segment.tokens
    if doer[0] >= doer[1] or (doer[1] - doer[0] == 1 and tokens[doer[0]].tag in ("PRP", "EX", "DT")):
        return True
    noun = head(tokens, *doer).lower
    opener = tokens[doer[0] + (tokens[doer[0]].tag == "DT")].lower
    if opener in words("share_words") and past_share(tokens, *doer) == doer[0]:
        return True
    if noun in words("source_nouns") and tokens[doer[1] : segment.start] and _finds(segment, doer[1]):
        return True
    if segment.unit not in (SHARE, POINTS):
        return False
    population = within(tokens, *doer)
    return (noun in words("attitude_nouns") and population == doer) or noun in words("answer_nouns")


def _ranked(segment: Segment) -> Span | None:
    """The "farmers" of "support is highest among farmers, at 81%": where the extreme is, there the number is."""
    tokens = segment.tokens
    most = (at for at in range(segment.start - 1, segment.first, -1) if tokens[at].tag in ("JJS", "RBS"))
    at = next(most, None)
    if at is None:
        return None
    places = (
        i for i in range(at + 1, min(at + 4, segment.start)) if tokens[i].lower in ("among", "amongst", "in", "for")
    )
    place = next(places, None)
    if place is None or (segment.before not in ("at", "with", ",", "(")):
        return None
    end = extent(tokens, place + 1, segment.start)
    closed = end < len(tokens) and tokens[end].lower in (",", "(", "at", "with")
    timed = any(token.lower in words("time_words") and token.tag[0] == "N" for token in tokens[place + 1 : end])
    named = any(token.tag in NOUN for token in tokens[place + 1 : end])
    return (place + 1, end) if closed and named and not timed else None


def _measured_after(segment: Segment) -> Span | None:
    """The "inflation" of "we had 300% inflation"."""
    tokens = segment.tokens
    end = base(tokens, segment.end, segment.last)
    if end <= segment.end or segment.unit != SHARE:
        return None
    return (segment.end, end) if head(tokens, segment.end, end).lower in words("measure_nouns") else None


def _finds(segment: Segment, at: int) -> bool:
    """Whether a verb of finding follows a subject that is a study."""
    return any(t.lower in forms("report_verbs") or t.lower in _PLACING for t in segment.tokens[at : at + 3])


def _base_of_rate(segment: Segment) -> Span | None:
    """The "live births" of "6 deaths per 1,000 live births"; "population" alone says nothing."""
    if segment.found.kind is not Kind.RATE:
        return None
    tokens = segment.tokens
    end = base(tokens, segment.end, segment.last)
    generic = tokens[end - 1].lower in ("population", "people", "residents", "inhabitants", "persons")
    return (segment.end, end) if end > segment.end and not generic else None


def _is_rating(segment: Segment) -> bool:
    """Whether a share is one of raters, who are not named: "a 60% approval rating", "88% approval"."""
    tokens, at = segment.tokens, segment.end
    if segment.unit != SHARE or segment.found.change is not None:
        return False
    if at < len(tokens) and tokens[at].lower == "and":
        at += 1
        while at < len(tokens) and (tokens[at].tag == "CD" or tokens[at].lower in ("percent", "%")):
            at += 1
    return any(tokens[i].lower in words("attitude_nouns") for i in range(at, base(tokens, at, max(at, segment.last))))


def _fragment(segment: Segment, group: Span | None) -> Reading:
    """A number with no verb before it: "Hong Kong 561", "the OECD average of 3 percent", "a 1,500% increase"."""
    tokens, end = segment.tokens, segment.start
    if group is not None:
        return reading(segment, group, Whom.GROUP, rest(segment, group), What.CLAUSE)
    while end > segment.first and (
        tokens[end - 1].tag in _BEFORE_NUMBER or tokens[end - 1].lower in ("up", "down", "-")
    ):
        end -= 1
    start = phrase_before(tokens, segment.first, end)
    placed = segment.unit == SHARE and segment.link == "and" and segment.before in ("on", "at")
    if placed or start >= end or head(tokens, start, end).lower in forms("change_nouns"):
        return reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE)
    if head(tokens, start, end).lower in words("measure_nouns"):
        return Reading(segment, (start, end), Whom.SUBJECT)
    in_place = start > segment.first and tokens[start - 1].lower in ("in", "at", "on", "by", "during")
    if in_place or head(tokens, start, end).tag not in NOUN:
        return reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE)
    population = within(tokens, start, end)
    return reading(segment, population, Whom.SUBJECT, rest(segment, population), What.CLAUSE)
