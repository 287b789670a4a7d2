"""The constructions in which English states a number of a population, each a function from a segment to a reading.

labelled   "New channels: 34%"              prior     "…, up from 44% last year"
bracketed  "Republicans (93%) approve"      partitive "83% of CIOs see the need"
counted    "1,015 firms had a device"       elided    "only 17% use it", "it mattered for a third"
predicate  "the average cost was $3.6 million", "sales rose 12%"
"""

from __future__ import annotations

import re

from whence.analyse import Token
from whence.extract.claims.brackets import bracketed
from whence.extract.claims.clauses import cleaned, predicate_at, rest
from whence.extract.claims.lexicon import COUNT, NOUN, SHARE, forms, is_finite, is_population_noun, spaced_dash, words
from whence.extract.claims.noun_phrases import base, extent
from whence.extract.claims.populations import head, is_people, points_back
from whence.extract.claims.predicates import acts, predicate
from whence.extract.claims.reading import Reading, Span, What, Whom, reading
from whence.extract.claims.segments import Segment
from whence.extract.claims.subjects import subject, verb_before
from whence.extract.quantities import Kind

_PRONOUNS = frozenset({"them", "those", "these", "us", "which", "whom", "all", "it", "theirs", "ours"})
_NARROWING = NOUN | {"IN", "JJ", "VBN", "VBG", "WP", "CD"}
_CHANGES = frozenset({"up", "down", "jump", "rise", "drop", "fall", "increase", "decrease", "decline", "gain"})


def read(segment: Segment) -> Reading:
    """The reading of the first construction that fits; a predicate always does."""
    for construction in (labelled, prior, bracketed, one_in, partitive, counted, elided):
        found = construction(segment)
        if found is not None:
            return found
    return predicate(segment)


def labelled(segment: Segment) -> Reading | None:
    """A label, a colon or a dash, and the number."""
    tokens, mark = segment.tokens, segment.start - 1
    if mark <= segment.first or not (tokens[mark].lower in (":", "=", "|") or spaced_dash(tokens, mark)):
        return None
    label = cleaned(tokens, segment.first, mark)
    after = cleaned(tokens, segment.end, segment.last)
    if label[1] - label[0] == 1 and _YEAR.match(tokens[label[0]].lower):
        return Reading(segment)  # "12% (2011: 9%)": the same of another time
    is_clause = any(is_finite(tokens[i]) for i in range(*label))
    if label[0] >= label[1] or (is_clause and after[0] < after[1]):
        return None
    population = None
    if after[0] < after[1] and tokens[after[0]].lower == "of":
        end = extent(tokens, after[0] + 1, segment.last)
        population = (after[0] + 1, end) if end > after[0] + 1 else None
        after = cleaned(tokens, end, segment.last)
    measure = (label, after) if after[0] < after[1] else (label,)
    return Reading(segment, population, Whom.DIRECT if population else Whom.NONE, measure, What.LABEL, lead=label)


def prior(segment: Segment) -> Reading | None:
    """A number for an earlier time or another end: "up from 44% last year", "from 15 to 13 percent" after a change."""
    tokens, before = segment.tokens, segment.start - 1
    if before < segment.first or tokens[before].lower not in ("from", "to") or verb_before(segment) is not None:
        return None
    opens = before == segment.first or tokens[segment.first].lower in ("from", "up", "down")
    if not opens and tokens[before - 1].lower not in _CHANGES:
        return None
    if segment.end < segment.last and tokens[segment.end].lower == "of":
        return None
    return Reading(segment)


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
    if tokens[at].lower in _PRONOUNS and not _narrowed(tokens, at, segment.last):
        return _with_measure(segment, None, at + 1)
    end = extent(tokens, at, segment.last)
    if end <= at:
        return Reading(segment) if _is_date(tokens, at, segment.last) else None
    return _of_whole(segment, at, end)


def _of_whole(segment: Segment, at: int, end: int) -> Reading | None:
    """The reading of a number "of" a noun phrase, be it a population, a time or all there is."""
    tokens = segment.tokens
    if _is_date(tokens, at, end):
        return Reading(segment)
    if _is_of_time(segment, at, end) or _is_own(segment, at):
        return None
    opened = segment.start > 0 and tokens[segment.start - 1].lower == ","
    if opened and tokens[base(tokens, at, end) - 1].lower in _WHOLES:
        return _with_measure(segment, None, end)
    return _with_measure(segment, (at, end), end)


_WHOLES = frozenset({"total", "sample", "sum", "whole", "lot"})
"""Nouns for all of what an apposition is a part of ("600 farms, 6% of the total, …")."""


def _is_date(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether "the 4.5% of 2019" names when, not whom."""
    if at < last and tokens[at].tag == "NNP" and tokens[at].lower in words("time_words"):
        at += 1
    return at < last and _YEAR.fullmatch(tokens[at].lower) is not None and base(tokens, at, last) <= at + 1


_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


def _is_own(segment: Segment, at: int) -> bool:
    """Whether somebody has, loses or spends a part of what is theirs: it is of them that the number speaks."""
    if segment.tokens[at].tag != "PRP$" or (verb := verb_before(segment)) is None:
        return False
    doer = subject(segment, verb)
    return doer[0] < doer[1] and not points_back(segment.tokens, *doer) and segment.tokens[doer[0]].tag != "PRP"


def _is_of_time(segment: Segment, at: int, end: int) -> bool:
    """Whether somebody does something "87% of the time"."""
    is_time = segment.tokens[base(segment.tokens, at, end) - 1].lower == "time"
    if not is_time or verb_before(segment) is None:
        return False
    return end >= segment.last or segment.tokens[end].tag in (",", "CC", "IN", "''")


def one_in(segment: Segment) -> Reading | None:
    """The "household" of "one household in five"."""
    tokens, found = segment.tokens, segment.found
    at = next((i for i in range(found.first + 1, found.last) if tokens[i].lower == "in"), 0)
    first = next((i for i in range(found.first, at) if tokens[i].lower in ("one", "1")), at) + 1
    if segment.unit != SHARE or first >= at:
        return None
    return _with_measure(segment, (first, at), segment.end)


def _narrowed(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether something tells which ones a pronoun means ("those surveyed", "those in work")."""
    return at + 1 < last and (tokens[at + 1].tag in _NARROWING or tokens[at + 1].lower in ("over", "under", "aged"))


def _with_measure(segment: Segment, population: Span | None, end: int) -> Reading:
    """The predicate after the population, else the clause before the number."""
    tokens = segment.tokens
    if _is_accounted_for(segment):
        return reading(segment, population, Whom.DIRECT, rest(segment, population), What.CLAUSE)
    follows = predicate_at(tokens, end, segment.last)
    verb = verb_before(segment)
    if verb is not None and segment.unit == COUNT and is_people(tokens, subject(segment, verb)):
        return predicate(segment)
    if follows is not None:
        relative = tokens[end].tag in ("WP", "WDT") or tokens[end].lower == "that"
        reduced = relative or tokens[end].lower == "," or tokens[follows[0]].tag in ("VBN", "VBG")
        if verb is None or not reduced or not is_finite(tokens[verb]) or segment.before == "with":
            return reading(segment, population, Whom.DIRECT, (follows,), What.PREDICATE)
        if relative and population and follows[1] - follows[0] <= _SHORT_CLAUSE:
            population = population[0], follows[1]
    said = rest(segment, population) if verb is not None else ()
    return reading(segment, population, Whom.DIRECT, said, What.CLAUSE)


_SHORT_CLAUSE = 6
"""Tokens of a relative clause that still belongs to the name of a population."""


def counted(segment: Segment) -> Reading | None:
    """A number right before the noun it counts."""
    span = _counted_noun(segment)
    if span is None or _is_part_of_whole(segment):
        return None
    tokens = segment.tokens
    follows = predicate_at(tokens, span[1], segment.last)
    verb = verb_before(segment)
    if follows is not None and (verb is None or any(t.tag == "EX" for t in tokens[segment.first : segment.start])):
        return reading(segment, span, Whom.DIRECT, (follows,), What.PREDICATE)
    if verb is None:
        return reading(segment, span, Whom.DIRECT, _finding_verb(segment), What.CLAUSE)
    doer = subject(segment, verb)
    if points_back(tokens, *doer) and not acts(segment, doer, verb):
        return reading(segment, span, Whom.DIRECT, (), What.BACK)
    if _is_typical(segment, doer) or _does_more(segment, doer):
        return None
    if segment.unit == COUNT and doer[0] >= doer[1] and is_finite(tokens[verb]) and segment.link in ("and", "but"):
        return None
    if segment.unit == COUNT and (is_people(tokens, doer) or tokens[doer[0]].lower in ("they", "we")):
        return None
    return reading(segment, span, Whom.DIRECT, rest(segment, span), What.CLAUSE)


def _is_typical(segment: Segment, doer: Span) -> bool:
    """Whether "the average worker" has or does so many of something."""
    tokens = segment.tokens
    if segment.unit != COUNT or not any(token.lower in ("average", "typical") for token in tokens[slice(*doer)]):
        return False
    return head(tokens, *doer).lower not in words("measure_nouns") | {"average"}


def _does_more(segment: Segment, doer: Span) -> bool:
    """Whether several do so much more or less of something than others ("walkers had 18% fewer colds")."""
    tokens = segment.tokens
    if segment.unit != SHARE or tokens[segment.end].lower not in ("fewer", "more", "less") or doer[0] >= doer[1]:
        return False
    return tokens[doer[0]].lower == "those" or head(tokens, *doer).tag in ("NNS", "NNPS")


def _counted_noun(segment: Segment) -> Span | None:
    tokens, at = segment.tokens, segment.end
    if segment.unit not in (SHARE, COUNT) or at >= segment.last or segment.found.kind is Kind.RATE:
        return None
    at += tokens[at].lower in ("fewer", "more", "less")
    end = base(tokens, at, segment.last)
    if end <= at:
        return None
    noun = head(tokens, at, end)
    if noun.lower in words("unit_nouns"):
        return None
    named = noun.lower in words("population_nouns")
    if noun.lower in words("measure_nouns") or (segment.unit == SHARE and not is_population_noun(noun)):
        return None
    return (at, extent(tokens, at, segment.last)) if noun.tag in NOUN or named else None


def _finding_verb(segment: Segment) -> tuple[Span, ...]:
    """The verb of "the survey found 553 devices", where it is all that is said of them."""
    first = segment.first
    if first and segment.unit == COUNT and segment.tokens[first - 1].lower in forms("report_verbs"):
        return ((first - 1, first),)
    return ()


def elided(segment: Segment) -> Reading | None:
    """A number that is itself the subject, or what the clause is true for, and leaves its population out."""
    tokens, before = segment.tokens, segment.start - 1
    if segment.unit not in (SHARE, COUNT):
        return None
    follows = predicate_at(tokens, segment.end, segment.last)
    if follows is not None and _is_level_of_before(segment, tokens[follows[0]]):
        return Reading(segment)
    modifies = segment.unit == COUNT and follows is not None and _modifies_counted(tokens, segment.end, segment.last)
    if modifies and not _is_part_of_whole(segment):
        return None
    if follows is not None and _is_subject(segment):
        return Reading(segment, None, Whom.NONE, (follows,), What.PREDICATE)
    if segment.unit != SHARE or segment.found.change is not None or not _is_true_for(segment, before):
        return None
    parts = cleaned(tokens, segment.first, before), cleaned(tokens, segment.end, segment.last)
    spans = tuple(span for span in parts if span[0] < span[1])
    return reading(segment, None, Whom.NONE, spans, What.CLAUSE) if spans else None


def _is_level_of_before(segment: Segment, participle: Token) -> bool:
    """Whether a number says at which level that was which a number before tells: "against the 5% recorded in May"."""
    second = segment.first > 0 or any(other < segment.start for other, _ in segment.others)
    return second and segment.before == "the" and participle.lower in words("level_participles")


def _is_subject(segment: Segment) -> bool:
    """Whether a number can be the subject of the verb after it: no verb or preposition governs it."""
    if segment.before in ("to", "by", "at", "from", "of"):
        return False
    apart = segment.before == "with" or (segment.before == "," and segment.unit == SHARE)
    return apart or verb_before(segment) is None


def _is_accounted_for(segment: Segment) -> bool:
    """Whether the number is what something accounts for."""
    at = segment.start - 2
    return segment.before == "for" and at >= segment.first and segment.tokens[at].lower.startswith("account")


def _is_part_of_whole(segment: Segment) -> bool:
    """Whether a number is the subject in "of the 40 towns, 33 gained residents"."""
    tokens, first = segment.tokens, segment.first
    fronted = segment.before == "," and tokens[first].lower in ("of", "among") and segment.end < segment.last
    return fronted and tokens[segment.end].tag in ("VBD", "VBN", "VBP") and tokens[segment.end].lower != "aged"


def _modifies_counted(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a participle belongs to the noun that is counted ("30 paid subscriptions")."""
    return tokens[at].tag in ("VBN", "VBG") and at + 1 < last and tokens[at + 1].tag in NOUN


def _is_true_for(segment: Segment, before: int) -> bool:
    """Whether the number is that of those for or by whom the clause holds: "for a third, …", "was cited by 34%"."""
    tokens = segment.tokens
    if before == segment.first:
        return segment.before in ("for", "among")
    if before < segment.first or _is_accounted_for(segment):
        return False
    if segment.before == "in":
        return segment.end >= segment.last
    governor = {"by": "VBN", "to": "JJ"}.get(segment.before)
    return segment.before in ("for", "among") or tokens[before - 1].tag == governor
