"""A number in the predicate of a clause, or in a fragment of one: the population is the subject, or in it."""

from __future__ import annotations

from dataclasses import replace

from whence.extract.claims.clauses import cleaned, phrase_before, rest, subject, verb_before
from whence.extract.claims.lexicon import NOUN, POINTS, SHARE, TIMES, forms, words
from whence.extract.claims.noun_phrases import base
from whence.extract.claims.populations import group_after, head, past_share, points_back, within
from whence.extract.claims.reading import Reading, Span, What, Whom, reading
from whence.extract.claims.segments import Segment
from whence.extract.quantities import Kind

_FIGURES = frozenset({"figure", "number", "share", "percentage", "proportion"})
_BEFORE_NUMBER = frozenset({"IN", "TO", "RB", "RP", ",", ":", "-LRB-", "''", "``"})


def predicate(segment: Segment) -> Reading:
    """The reading of a number that no other construction fits."""
    tokens = segment.tokens
    group = group_after(segment) or _base_of_rate(segment)
    if _is_rating(segment):
        lead = cleaned(tokens, segment.first, segment.start)
        whom = Whom.GROUP if group else Whom.NONE
        return Reading(segment, group, whom, rest(segment, group), What.RATING, lead if lead[0] < lead[1] else None)
    verb = verb_before(segment)
    if verb is None and segment.unit == TIMES and tokens[segment.start].tag[0] == "V" and segment.start > segment.first:
        verb = segment.start
    if verb is None:
        return _fragment(segment, group)
    doer = subject(segment, verb)
    if points_back(tokens, *doer):
        return reading(segment, group, Whom.GROUP, (), What.BACK)
    if _is_figure_for(segment, doer):
        return Reading(segment, (doer[0] + 3, doer[1]), Whom.GROUP, (), What.BACK)
    if group is not None or _leaves_out(segment, doer):
        return reading(segment, group, Whom.GROUP, rest(segment, group), What.CLAUSE)
    if tokens[verb - 1].lower == "which":
        return reading(segment, doer, Whom.SUBJECT, rest(replace(segment, first=verb), None), What.CLAUSE)
    population = within(tokens, *doer)
    if head(tokens, *doer).lower in words("share_words") or segment.unit == SHARE:
        population = population[0], _before_answer(segment, population)
    return reading(segment, population, Whom.SUBJECT, rest(segment, population), What.CLAUSE)


def _before_answer(segment: Segment, population: Span) -> int:
    """The end of the people in "the share of voters who trust him fell to 14%": what they do is the measure."""
    tokens = segment.tokens
    relative = next((at for at in range(population[0] + 1, population[1]) if tokens[at].tag == "WP"), None)
    if relative is None or not any(t.lower in forms("report_verbs") for t in tokens[relative : population[1]]):
        return population[1]
    return relative


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


def _finds(segment: Segment, at: int) -> bool:
    """Whether a verb of finding follows a subject that is a study."""
    return any(token.lower in forms("report_verbs") for token in segment.tokens[at : at + 3])


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
    if start >= end or head(tokens, start, end).lower in forms("change_nouns"):
        return reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE)
    if head(tokens, start, end).lower in words("measure_nouns"):
        return Reading(segment, (start, end), Whom.SUBJECT)
    in_place = start > segment.first and tokens[start - 1].lower in ("in", "at", "on", "by", "during")
    if in_place or head(tokens, start, end).tag not in NOUN:
        return reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE)
    population = within(tokens, start, end)
    return reading(segment, population, Whom.SUBJECT, rest(segment, population), What.CLAUSE)
