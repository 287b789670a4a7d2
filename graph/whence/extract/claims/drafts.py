"""Claims in the making: the readings of an article, with populations found in the context and measures worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from whence.analyse import Analysis, Sentence
from whence.analyse.phrases import lemma
from whence.extract.claims.cells import cells
from whence.extract.claims.clauses import rest
from whence.extract.claims.constructions import read
from whence.extract.claims.discourse import Discourse, Wanted
from whence.extract.claims.dollars import in_home_currency
from whence.extract.claims.lexicon import NOUN, POINTS, SHARE, is_population_noun, is_verb, words
from whence.extract.claims.measures import is_answer, measure_of
from whence.extract.claims.noun_phrases import base
from whence.extract.claims.parts import is_part
from whence.extract.claims.periods import period
from whence.extract.claims.populations import are_people, head, is_ownerless, of_several, refers_back
from whence.extract.claims.reading import Reading, Span, What, Whom
from whence.extract.claims.segments import segments
from whence.extract.claims.sharing import shared
from whence.extract.claims.tables import Table
from whence.extract.claims.wording import worded
from whence.extract.quantities import FoundQuantity

Findings = Callable[[Sentence], Sequence[FoundQuantity]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: the reading of one number with its population, measure and period as text.

    `sure` is the probability that the population is right, once it is chosen.
    """

    sentence: Sentence
    reading: Reading
    population: str | None
    whom: Whom
    measure: str
    what: What
    period: str | None
    sure: float = 1.0


def drafts(analysis: Analysis, findings: Findings) -> list[Draft]:
    """The drafts of an article, in text order."""
    home = in_home_currency(analysis.document)
    readings_of = {
        sentence.index: _readings(sentence, home(found))
        for sentence in analysis.sentences
        if (found := findings(sentence))
    }
    named: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for index, readings in readings_of.items():
        sentence = analysis.sentences[index]
        for reading in readings:
            if reading.population and reading.whom in (Whom.DIRECT, Whom.GROUP):
                name = worded(sentence, [reading.population])
                named[name] += 1
                people[name] += are_people(sentence.tokens, reading.population)
    discourse = Discourse(named, +people)
    made: list[Draft] = []
    table = Table()
    for sentence in analysis.sentences:
        discourse.enter(sentence)
        readings = readings_of.get(sentence.index, [])
        is_row = bool(readings) and all(reading.what is What.CELL for reading in readings)
        table.enter(sentence, is_row)
        told = _of_sentence(sentence, readings, discourse, made)
        made.extend(_of_table(told, table) if is_row else told)
    return made


def _readings(sentence: Sentence, found: Sequence[FoundQuantity]) -> list[Reading]:
    """The readings of the numbers of a sentence: cells of a table, and prose."""
    in_rows = cells(sentence.tokens, found)
    prose = [quantity for index, quantity in enumerate(found) if index not in in_rows]
    told = shared([_without_owner(read(segment)) for segment in segments(sentence, prose)]) if prose else ()
    return sorted([*in_rows.values(), *told], key=lambda reading: reading.segment.start)


def _without_owner(reading: Reading) -> Reading:
    """A reading whose subject is a measure of nobody in particular ("the average salary"), or a part of those that a
    share is of ("miners accounted for 34%"): it is what is said.
    """
    tokens, population = reading.segment.tokens, reading.population
    if population is None or reading.whom is not Whom.SUBJECT:
        return reading
    if not (is_ownerless(tokens, *population) or is_part(reading.segment)):
        return reading
    return replace(reading, population=None, whom=Whom.NONE, measure=rest(reading.segment, None), what=What.CLAUSE)


def _of_sentence(
    sentence: Sentence, readings: Sequence[Reading], discourse: Discourse, made: Sequence[Draft]
) -> list[Draft]:
    drafts: list[Draft] = []
    for index, reading in enumerate(readings):
        before = drafts[-1] if drafts else made[-1] if made else None
        population, whom = _population(sentence, reading, discourse, before)
        measure, what = measure_of(sentence, reading, before.measure if before else "")
        if what is What.LABEL or is_answer(sentence):
            measure = discourse.under_label(sentence, reading.lead, measure)
        when = period(sentence, reading.segment, *_between(sentence, readings, index))
        drafts.append(Draft(sentence, reading, population, whom, measure, what, when))
    return drafts


def _of_table(row: Sequence[Draft], table: Table) -> list[Draft]:
    """The cells of a row, each with what stands above it in its table, unless the row tells it."""
    cells = []
    for index, draft in enumerate(row):
        above, when = table.told(index, len(row))
        measure = f"{above} {draft.measure}" if above and len(draft.reading.measure) == 1 else draft.measure
        cells.append(replace(draft, measure=measure, period=draft.period or when))
    return cells


def _between(sentence: Sentence, readings: Sequence[Reading], index: int) -> tuple[int, int]:
    """Where the numbers before and after one end and begin; the ends of a range are one number."""
    first = index - (index > 0 and _is_range(readings[index - 1], readings[index]))
    last = index + (index + 1 < len(readings) and _is_range(readings[index], readings[index + 1]))
    low = readings[first - 1].segment.end_offset if first else sentence.start
    high = readings[last + 1].segment.start_offset if last + 1 < len(readings) else sentence.end
    return low, high


def _is_range(left: Reading, right: Reading) -> bool:
    """Whether two numbers are the ends of one range ("6 to 9 percent")."""
    return None not in (left.segment.found.partner, right.segment.found.partner)


def _population(
    sentence: Sentence, reading: Reading, discourse: Discourse, before: Draft | None
) -> tuple[str | None, Whom]:
    named = worded(sentence, [reading.population]) if reading.population else ""
    if reading.population and named and refers_back(sentence.tokens, *reading.population):
        return discourse.referent(sentence, reading.population)
    if reading.population and named:
        last = discourse.last
        if last and last.is_near(sentence) and _points_back(sentence, reading.population):
            return last.population, Whom.NEAR
        noun = head(sentence.tokens, *reading.population)
        if reading.whom is Whom.DIRECT or (is_population_noun(noun) and reading.what is not What.BACK):
            discourse.name(named, sentence, are_people(sentence.tokens, reading.population))
        return named, reading.whom
    pronoun = None if reading.population else of_several(reading.segment)
    if pronoun is not None and before is not None and _tells_a_group(sentence, pronoun, before):
        people = sentence.tokens[pronoun].lower == "whom" or discourse.are_people(before.population or "")
        group = f"{before.population} {'who' if people else 'that'} {before.measure}"
        discourse.name(group, sentence, people)
        return group, Whom.NEAR
    if pronoun is not None:
        return discourse.several(sentence, min(pronoun, reading.segment.start))
    doer = _pronoun(sentence, reading)
    if doer is not None:
        return discourse.referent(sentence, doer)
    if reading.what is What.BACK and before is not None:
        return before.population, Whom.NEAR
    if is_part(reading.segment):
        return discourse.whole(sentence)
    near = reading.what not in (What.CELL, What.RATING) and not _is_general(sentence)
    return discourse.left_out(sentence, _wanted(sentence, reading), near)


def _tells_a_group(sentence: Sentence, pronoun: int, before: Draft) -> bool:
    """Whether a pronoun stands for those of whom the number before tells: "Half of cooks sing. Of those, 12% …"."""
    near = sentence.index - before.sentence.index <= 1 and sentence.block is before.sentence.block
    share = before.what is What.PREDICATE and before.reading.segment.unit == SHARE
    return sentence.tokens[pronoun].lower in _GROUPING and near and share and before.population is not None


_GROUPING = frozenset({"these", "those", "whom"})
"""Pronouns for those of whom the number before tells, while "them" can be all of whom it is a share."""


def _pronoun(sentence: Sentence, reading: Reading) -> Span | None:
    """The "they" of "they went up by 4%", where the pronoun opens what is said."""
    if reading.what is not What.CLAUSE or not reading.measure:
        return None
    at = reading.measure[0][0]
    return (at, at + 1) if sentence.tokens[at].lower in ("they", "it", "she", "he") else None


def _wanted(sentence: Sentence, reading: Reading) -> Wanted:
    """People where they answer or do what people do."""
    if reading.what is What.PREDICATE and reading.segment.unit == SHARE:
        first, last = reading.measure[0]
        verbs = (token for token in sentence.tokens[first:last] if is_verb(token))
        if any(lemma(token) in words("human_verbs") for token in islice(verbs, 3)):
            return Wanted.PEOPLE
    if reading.what in (What.LABEL, What.CELL) or is_answer(sentence):
        return Wanted.ANSWERERS
    if reading.what in (What.CLAUSE, What.SHARED) and reading.measure:
        return _of_clause(sentence, reading)
    return Wanted.ANYTHING


_TRUE_FOR = frozenset({"in", "by", "for", "among", "to", "with"})
"""Before the share of those for whom a clause is true: "was cited by 34%", "was a factor in 28%"."""


def _of_clause(sentence: Sentence, reading: Reading) -> Wanted:
    """Nobody where a clause says itself what its number is of: an amount, or a share with a subject of its own."""
    tokens, segment = sentence.tokens, reading.segment
    first, last = reading.measure[0]
    end = base(tokens, first, last)
    if end > first and is_ownerless(tokens, first, end):
        return Wanted.OWNER
    if segment.unit not in (SHARE, POINTS):
        return Wanted.NOBODY
    if segment.before in _TRUE_FOR and segment.found.change is None:
        return Wanted.ANYTHING
    noun = head(tokens, first, end) if first < end < last else None
    unsaid = words("attitude_nouns") | words("answer_nouns") | words("source_nouns") | words("time_words")
    own = noun is not None and noun.tag in NOUN and noun.lower not in unsaid
    return Wanted.NOBODY if own else Wanted.ANYTHING


def _is_general(sentence: Sentence) -> bool:
    """Whether a sentence turns from a group to everybody ("Overall, …")."""
    return sentence.tokens[0].lower in ("overall", "nationwide", "nationally", "altogether", "generally")


def _points_back(sentence: Sentence, population: Span) -> bool:
    """Whether a population is "those respondents" or "these people", named before."""
    tokens, (first, last) = sentence.tokens, population
    return last - first == 2 and tokens[first].lower in ("those", "these", "such") and tokens[first + 1].tag in NOUN
