"""The constructions in which English states a number of a population, each a function from a segment to a reading.

labelled   "New channels: 34%"                   prior      "…, up from 44% last year"
bracketed  "Republicans (93%) approve", "speed (46%)"   partitive  "83% of CIOs see the need"
counted    "1,015 firms had a device"            elided     "only 17% use it", "it mattered for a third"
predicate  "the average cost was $3.6 million", "sales rose 12%"
"""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.clauses import (
    cleaned,
    group_after,
    head,
    is_people,
    past_share,
    phrase_before,
    points_back,
    predicate_at,
    rest,
    subject,
    verb_before,
    within,
)
from whence.extract.claims.lexicon import FINITE, NOMINAL, NOUN, forms, is_population_noun, spaced_dash, words
from whence.extract.claims.noun_phrases import base, extent
from whence.extract.claims.reading import Reading, Span, What, Whom
from whence.extract.claims.segments import CLOSING, OPENING, Segment

SHARE, COUNT, POINTS = "unit:PERCENT", "unit:NUM", "wh:PercentagePoint"
_PRONOUNS = frozenset({"them", "those", "these", "us", "which", "whom", "all", "it"})


def read(segment: Segment) -> Reading:
    """The reading of the first construction that fits; a predicate always does."""
    for construction in (labelled, prior, bracketed, partitive, counted, elided):
        reading = construction(segment)
        if reading is not None:
            return reading
    return predicate(segment)


def labelled(segment: Segment) -> Reading | None:
    """A label, a colon or a dash, and the number."""
    tokens, mark = segment.tokens, segment.start - 1
    if mark <= segment.first or not (tokens[mark].lower in (":", "=", "|") or spaced_dash(tokens, mark)):
        return None
    label = cleaned(tokens, segment.first, mark)
    after = cleaned(tokens, segment.end, segment.last)
    has_verb = any(tokens[i].tag in FINITE for i in range(*label))
    if label[0] >= label[1] or (has_verb and after[0] < after[1]):
        return None
    population = None
    if after[0] < after[1] and tokens[after[0]].lower == "of":
        population = after[0] + 1, extent(tokens, after[0] + 1, segment.last)
        after = cleaned(tokens, population[1], segment.last)
    whom = Whom.DIRECT if population else Whom.NONE
    measure = (label, after) if after[0] < after[1] else (label,)
    return Reading(segment, population, whom, measure, What.LABEL, population is None, lead=label)


def prior(segment: Segment) -> Reading | None:
    """A number for an earlier time or another end, "up from 44% last year", "from 15 to 13 percent" after a change."""
    tokens, before = segment.tokens, segment.start - 1
    if before < segment.first or tokens[before].lower not in ("from", "to"):
        return None
    fragment = verb_before(segment) is None
    if (
        fragment
        and (
            before == segment.first
            or tokens[before - 1].lower
            in ("up", "down", "jump", "rise", "drop", "fall", "increase", "decrease", "decline", "gain")
        )
        or (fragment and tokens[segment.first].lower in ("from", "up", "down"))
    ):
        if segment.end < segment.last and tokens[segment.end].lower == "of":
            return None
        return Reading(segment, None, Whom.NONE, (), What.NONE, True)
    return None


def bracketed(segment: Segment) -> Reading | None:
    """A number in brackets or between commas after the population, or after the item that it speaks of."""
    tokens = segment.tokens
    opened = _opening(segment)
    if opened is None or opened <= segment.first:
        return None
    first = phrase_before(tokens, segment.first, opened)
    follows = predicate_at(tokens, segment.end, segment.last)
    verb = verb_before(segment)
    if first == opened:
        return Reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE, True)
    if follows is not None and (verb is None or verb >= first):
        return _apposed(segment, (first, opened), follows)
    if not segment.bracketed:
        return None
    people = subject(segment, verb) if verb is not None else (0, 0)
    if points_back(tokens, *people):
        return None
    if is_people(tokens, people):
        said = tuple(s for s in rest(segment, people))
        return Reading(
            segment,
            people,
            Whom.SUBJECT,
            said,
            What.CLAUSE,
            lead=(people[1], first) if verb is not None and first > verb else None,
            item=(first, opened),
        )
    if verb is None and is_population_noun(head(tokens, first, opened)) and segment.unit == SHARE:
        named = past_share(tokens, first, opened), opened
        return Reading(segment, named, Whom.DIRECT, (), What.NONE, item=named)
    lead = (people[0], first) if verb is not None and verb < first else None
    if (
        people[0] < people[1]
        and head(tokens, *people).lower not in words("answer_nouns")
        and lead
        and head(tokens, *people).tag in ("NNS", "NNPS")
    ):
        return Reading(
            segment,
            within(tokens, *people),
            Whom.SUBJECT,
            rest(segment, people),
            What.CLAUSE,
            lead=lead,
            item=(first, opened),
        )
    return Reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE, True, lead=lead, item=(first, opened))


def _opening(segment: Segment) -> int | None:
    """Where the bracket, or the comma of an apposition, before the number is."""
    tokens, start = segment.tokens, segment.start
    if segment.bracketed:
        return next(
            (i for i in range(start, max(segment.first, start - 12) - 1, -1) if tokens[i].lower in OPENING), None
        )
    if segment.before == "," and segment.end < segment.last and tokens[segment.end].lower == ",":
        return start - 1
    return None


def _apposed(segment: Segment, phrase: Span, follows: Span) -> Reading:
    """A noun phrase, its number beside it, and the predicate of both."""
    tokens = segment.tokens
    noun = head(tokens, *phrase).lower
    if noun in ("group", "bloc", "answer", "response", *words("answer_nouns")):
        return Reading(segment, None, Whom.NONE, (follows,), What.PREDICATE, True)
    inner = within(tokens, *phrase)
    named = (past_share(tokens, *inner), inner[1]) if inner == phrase else inner
    before = cleaned(tokens, phrase[0], named[0]) if named[0] > phrase[0] and noun in words("measure_nouns") else (0, 0)
    measure = (before, follows) if before[0] < before[1] else (follows,)
    return Reading(segment, named, Whom.DIRECT, measure, What.PREDICATE)


def partitive(segment: Segment) -> Reading | None:
    """A number "of" a population, in any place of its clause."""
    tokens, at = segment.tokens, segment.end
    if segment.unit not in (SHARE, COUNT) or at >= segment.last:
        return None
    at += tokens[at].lower == "out"
    if at + 1 >= segment.last or tokens[at].lower != "of":
        return None
    at += 1
    if at + 1 < segment.last and tokens[at].lower in ("each", "all", "both", "every") and tokens[at + 1].lower == "of":
        at += 2
    if tokens[at].lower in _PRONOUNS and (
        at + 1 >= segment.last or tokens[at + 1].tag not in NOUN | {"IN", "JJ", "VBN", "VBG", "WP"}
    ):
        return _with_measure(segment, None, at + 1)
    end = extent(tokens, at, segment.last)
    return _with_measure(segment, (at, end), end) if end > at else None


def _with_measure(segment: Segment, population: Span | None, end: int) -> Reading:
    """The predicate after the population, else the clause before the number."""
    tokens = segment.tokens
    whom = Whom.DIRECT if population else Whom.NONE
    follows = predicate_at(tokens, end, segment.last)
    verb = verb_before(segment)
    if verb is not None and segment.unit == COUNT and is_people(tokens, subject(segment, verb)):
        return predicate(segment)
    reduced = follows is not None and (tokens[end].lower == "," or tokens[follows[0]].tag in ("VBN", "VBG"))
    if follows is not None and not (verb is not None and reduced and tokens[verb].tag in FINITE):
        return Reading(segment, population, whom, (follows,), What.PREDICATE, population is None)
    if verb is not None:
        said = rest(segment, population)
        return Reading(segment, population, whom, said, What.CLAUSE if said else What.NONE, population is None)
    return Reading(segment, population, whom, elided=population is None)


def counted(segment: Segment) -> Reading | None:
    """A number right before the noun it counts."""
    tokens, at = segment.tokens, segment.end
    if segment.unit not in (SHARE, COUNT) or at >= segment.last:
        return None
    end = base(tokens, at, segment.last)
    if end == at:
        return None
    noun = head(tokens, at, end)
    if noun.lower in words("measure_nouns") or (segment.unit == SHARE and not is_population_noun(noun)):
        return None
    if noun.tag not in NOUN and noun.lower not in words("population_nouns"):
        return None
    end = extent(tokens, at, segment.last)
    follows = predicate_at(tokens, end, segment.last)
    verb = verb_before(segment)
    if follows is not None and (verb is None or any(t.tag == "EX" for t in tokens[segment.first : segment.start])):
        return Reading(segment, (at, end), Whom.DIRECT, (follows,), What.PREDICATE)
    if verb is None:
        return Reading(segment, (at, end), Whom.DIRECT)
    doer = subject(segment, verb)
    if points_back(tokens, *doer):
        return Reading(segment, (at, end), Whom.DIRECT, (), What.BACK)
    if segment.unit == COUNT and is_people(tokens, doer):
        return None
    said = rest(segment, (at, end))
    return Reading(segment, (at, end), Whom.DIRECT, said, What.CLAUSE if said else What.NONE)


def elided(segment: Segment) -> Reading | None:
    """A number that is itself the subject, or what the clause is true for, and leaves its population out."""
    tokens, before = segment.tokens, segment.start - 1
    if segment.unit not in (SHARE, COUNT):
        return None
    follows = predicate_at(tokens, segment.end, segment.last)
    if (
        follows is not None
        and segment.before not in ("to", "by", "at", "from", "of")
        and (verb_before(segment) is None or segment.before in ("with", ","))
    ):
        return Reading(segment, None, Whom.NONE, (follows,), What.PREDICATE, True)
    if segment.unit != SHARE or segment.found.change is not None or before < segment.first:
        return None
    fronted = before == segment.first and segment.before in ("for", "among")
    passive = before > segment.first and (
        segment.before in ("for", "among") or (segment.before in ("by", "to") and tokens[before - 1].tag == "VBN")
    )
    if not fronted and not passive or (before and tokens[before - 1].lower.startswith("account")):
        return None
    spans = tuple(
        s for s in (cleaned(tokens, segment.first, before), cleaned(tokens, segment.end, segment.last)) if s[0] < s[1]
    )
    return Reading(segment, None, Whom.NONE, spans, What.CLAUSE, True) if spans else None


def predicate(segment: Segment) -> Reading:
    """A number in the predicate of a clause, or in a fragment of one: the population is the subject or in it."""
    tokens = segment.tokens
    trailing = group_after(segment)
    if _is_rating(segment):
        lead = cleaned(tokens, segment.first, segment.start)
        said = rest(segment, trailing)
        whom = Whom.GROUP if trailing else Whom.NONE
        return Reading(
            segment, trailing, whom, said, What.CLAUSE, trailing is None, lead if lead[0] < lead[1] else None
        )
    verb = verb_before(segment)
    if verb is None:
        return _fragment(segment, trailing)
    span = subject(segment, verb)
    whom = Whom.GROUP if trailing else Whom.NONE
    if span[0] >= span[1]:
        return Reading(segment, trailing, whom, rest(segment, trailing), What.CLAUSE, trailing is None)
    if points_back(tokens, *span):
        return Reading(segment, trailing, whom, (), What.BACK, trailing is None)
    if tokens[span[0]].tag == "PRP" and span[1] - span[0] == 1 or tokens[span[0]].tag == "EX":
        return Reading(segment, trailing, whom, rest(segment, trailing), What.CLAUSE, trailing is None)
    if trailing is not None:
        return Reading(segment, trailing, whom, rest(segment, trailing), What.CLAUSE)
    population = within(tokens, *span)
    noun = head(tokens, *span).lower
    held = (
        noun in words("attitude_nouns")
        and tokens[population[1] : population[1] + 1][0].tag != "POS"
        and not is_population_noun(head(tokens, *population))
    )
    if segment.unit in (SHARE, POINTS) and (
        held or noun in words("answer_nouns") or (noun in words("share_words") and population == span)
    ):
        return Reading(segment, None, Whom.NONE, rest(segment, None), What.CLAUSE, True)
    return Reading(segment, population, Whom.SUBJECT, rest(segment, population), What.CLAUSE)


def _is_rating(segment: Segment) -> bool:
    """Whether a share is one of raters, who are not named: "a 60% approval rating", "88% approval"."""
    tokens, at = segment.tokens, segment.end
    if segment.unit != SHARE or segment.found.change is not None:
        return False
    end = base(tokens, at, segment.last)
    return end > at and any(tokens[i].lower in words("attitude_nouns") for i in range(at, end))


def _fragment(segment: Segment, trailing: Span | None) -> Reading:
    """A number with no verb before it: "Hong Kong 561", "the OECD average of 3 percent", "a 1,500% increase"."""
    tokens, end = segment.tokens, segment.start
    while end > segment.first and (
        tokens[end - 1].tag in ("IN", "TO", "RB", "RP", ",", ":", "-LRB-", "''", "``")
        or tokens[end - 1].lower in ("up", "down", "-", "--")
    ):
        end -= 1
    if trailing is not None:
        said = rest(segment, trailing)
        return Reading(segment, trailing, Whom.GROUP, said, What.CLAUSE if said else What.NONE)
    start = phrase_before(tokens, segment.first, end)
    if start >= end or head(tokens, start, end).lower in forms("change_nouns"):
        said = rest(segment, None) if segment.found.change is None or segment.unit != SHARE else rest(segment, None)
        return Reading(segment, None, Whom.NONE, said, What.CLAUSE if said else What.NONE, True)
    average = head(tokens, start, end).lower in words("measure_nouns")
    population = (start, end) if average else within(tokens, start, end)
    said = () if average else rest(segment, population)
    return Reading(segment, population, Whom.SUBJECT, said, What.CLAUSE if said else What.NONE)
