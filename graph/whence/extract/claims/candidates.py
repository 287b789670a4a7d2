"""Of whom or what a number may speak: what the rules found, the noun phrases around it, what was named before, nobody.

Each candidate has features, short strings that say where it stands and what it is like; `choice` weighs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from whence.analyse import Sentence, Token
from whence.analyse.phrases import Clause, clause_at, full_noun_phrase, noun_phrases
from whence.analyse.sentences import once
from whence.extract.claims.drafts import Draft
from whence.extract.claims.lexicon import PLURAL, unit_kind, words
from whence.extract.claims.parts import is_part
from whence.extract.claims.populations import are_people, head, refers_back
from whence.extract.claims.reading import Reading, Span
from whence.extract.claims.wording import worded

_NO_PREPOSITION: frozenset[str] = frozenset()
_BEFORE = frozenset(
    {"of", "among", "for", "by", "in", "from", "to", "with", "at", "than", "on", "said", "that", ",", "and", "but"}
)
"""Words before a noun phrase that tell what it is to the number; other words count as one."""
_LEADING = frozenset({"CD", "$", "DT", "PDT", "RB", "JJR"})
_SHARES = frozenset({"percent", "%", "of", "all", "most", "half"})
_MARGIN, _MARGIN_OF_PEOPLE = 1.0, 2.5
"""How much likelier, in log odds, another population must be, or none, than what the rules found: people above all,
and what a pronoun stands for.
"""
LOOKED_BACK = 6
"""How many numbers before are looked at for populations that a number may share."""
_MOST_EARLIER = 3
_MOST_TOP, _MOST_ASKED = 3, 5
_REACH = 30
"""Words around a number in which its sentence can name its population."""


@dataclass(slots=True)
class Candidate:
    """A population that a number may have, None for none; `span` is where it stands in the number's sentence.

    `margin` is how much likelier it must be, in log odds, than what the rules found. The features, each once, are in
    the order in which they were found, so that their weights add up to the same sum each time.
    """

    population: str | None
    margin: float
    span: Span | None = None
    features: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article as a whole tells: whom its numbers name, whom most, and who was asked most in its studies."""

    named: Collection[str]
    most_named: tuple[tuple[str, int], ...]
    asked: tuple[str, ...]


def setting(drafts: Iterable[Draft], asked: Iterable[str]) -> Setting:
    """The setting of an article's drafts; `asked` are the populations of its studies' samples, one for each sample."""
    named = Counter(draft.population for draft in drafts if draft.population)
    most_asked = tuple(name for name, _ in Counter(asked).most_common(_MOST_ASKED))
    return Setting(named.keys(), tuple(named.most_common(_MOST_TOP)), most_asked)


def candidates(draft: Draft, earlier: Sequence[Draft], setting: Setting) -> list[Candidate]:
    """The candidates for the population of a draft, each once; the rules' own first.

    `earlier` are the last LOOKED_BACK drafts of its article before it, with the populations that the rules gave them.
    """
    reading, population, whom = draft.reading, draft.population, draft.whom
    unit, what = unit_kind(reading.segment.unit), reading.what.value
    found: dict[str | None, Candidate] = {}

    def add(population: str | None, features: Iterable[str], span: Span | None = None) -> None:
        candidate = found.setdefault(population, Candidate(population, _MARGIN))
        candidate.features.update(dict.fromkeys(features))
        candidate.span = candidate.span or span

    add(population, (f"rule={whom}", f"rule={whom}|{what}", f"rule={whom}|{unit}"), reading.population)
    found[population].margin = 0.0
    for phrase, features in _in_sentence(draft.sentence, reading, unit, setting):
        add(phrase.text, features, (phrase.first, phrase.end))
    for name, told in _named_before(draft, unit, earlier):
        add(name, told)
    for rank, (name, count) in enumerate(setting.most_named):
        add(name, (f"top{rank}|{unit}", f"top{rank}|{what}", f"named={min(count, 5)}"))
    for name in setting.asked:
        add(name, ("asked", f"asked|{unit}", f"asked|{what}"))
    add(None, ("none", f"none|{unit}", f"none|{what}", f"none|{whom}", f"none|{whom}|{unit}"))
    found[None].margin = 0.0 if population is None else _margin_of_nobody(draft.sentence, reading)
    return list(found.values())


def _margin_of_nobody(sentence: Sentence, reading: Reading) -> float:
    tokens, population = sentence.tokens, reading.population
    named = population is not None and (are_people(tokens, population) or refers_back(tokens, *population))
    return _MARGIN_OF_PEOPLE if named else _MARGIN


def _named_before(draft: Draft, unit: str, earlier: Sequence[Draft]) -> Iterator[tuple[str, list[str]]]:
    """The populations of the numbers before, the last first."""
    sentence, mine = draft.sentence, draft.reading
    given = ((one.population, one) for one in reversed(earlier) if one.population)
    for rank, (population, one) in enumerate(islice(given, _MOST_EARLIER)):
        near = "same" if one.sentence is sentence else "block" if one.sentence.block is sentence.block else "far"
        alike = f"{one.reading.segment.unit == mine.segment.unit}|{one.reading.what is mine.what}"
        features = [f"before={rank}", f"before={near}", f"before={rank}|{near}", f"before={near}|{unit}"]
        features += [f"before={near}|{mine.what}", f"before={near}|by={one.whom}", f"before={near}|{alike}"]
        yield population, features


# ---------------------------------------------------------------- noun phrases of the sentence


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase, and what of its features is the same for every number of its sentence."""

    first: int
    end: int
    kind: str
    text: str
    word: str
    governs: bool
    figure: bool
    likes: tuple[str, ...]


def _in_sentence(
    sentence: Sentence, reading: Reading, unit: str, setting: Setting
) -> Iterator[tuple[_Phrase, list[str]]]:
    segment, what = reading.segment, reading.what.value
    own, part = clause_at(sentence, segment.start), is_part(segment)
    for phrase in _phrases(sentence):
        first, end, word = phrase.first, phrase.end, phrase.word
        if segment.start <= first and end <= segment.end:
            continue
        if part and segment.first <= first < segment.start:
            continue  # what takes the share is nobody that it is of
        if first > segment.end + _REACH or end < segment.start - _REACH:
            continue
        side, distance = _place(first, end, segment.start, segment.end)
        where = side + distance
        subject = f"subject={own is not None and _is_subject(own, first, end)}"
        features = ["in", f"in={phrase.kind}", where, f"{side}|{word}", f"{word}|{unit}"]
        features += [f"{where}|{unit}", f"{where}|{word}", f"{subject}|{unit}", f"{subject}|{what}"]
        features += [f"its subject={phrase.governs}|{side}", f"same clause={own is not None and first in own}"]
        features += [f"apart={segment.first <= first and end <= segment.last}", f"figure={phrase.figure}"]
        features.append(f"opens={first <= 1}")
        rest = (f"|{unit}", f"|{side}", f"|{word}", f"|{what}", f"|{phrase.kind}", f"|{subject}|{unit}", "")
        features += [like + more for like in phrase.likes for more in rest]
        if phrase.text in setting.named:
            features.append("named")
        yield phrase, features


@once
def _phrases(sentence: Sentence) -> tuple[_Phrase, ...]:
    tokens = sentence.tokens
    return tuple(
        _Phrase(
            first,
            end,
            kind,
            worded(sentence, [(first, end)]),
            _word_before(tokens, first),
            _governs(sentence, first, end),
            _has_figure(tokens, first, end),
            tuple(_likes(tokens, first, end)),
        )
        for (first, end), kind in _spans(sentence).items()
    )


def _spans(sentence: Sentence) -> dict[Span, str]:
    """The noun phrases of a sentence: bare, with what is attached, owners and what they own, less a leading figure."""
    tokens, found = sentence.tokens, dict[Span, str]()
    for phrase in noun_phrases(sentence):
        if tokens[phrase.head].tag == "CD" and phrase.end - phrase.start == 1:
            continue
        found.setdefault((phrase.start, phrase.end), "base")
        found.setdefault(full_noun_phrase(sentence, phrase.head, coordinated=False), "full")
        with_of = full_noun_phrase(
            sentence, phrase.head, prepositions=_NO_PREPOSITION, relative=False, coordinated=False
        )
        found.setdefault(with_of, "of")
        for at in range(phrase.start + 1, phrase.end - 1):
            if tokens[at].tag == "POS":
                found.setdefault((phrase.start, at), "owner")
                found.setdefault((at + 1, phrase.end), "owned")
        bare = _past_figure(tokens, phrase.start, phrase.end)
        found.setdefault((bare, phrase.end), "bare")
    return found


def _past_figure(tokens: tuple[Token, ...], first: int, end: int) -> int:
    while first < end - 1 and (tokens[first].tag in _LEADING or tokens[first].lower in _SHARES):
        first += 1
    return first


def _place(first: int, end: int, start: int, stop: int) -> tuple[str, str]:
    """On which side of the number, and how far: 0 beside it, 1 a word apart, then up to 3, up to 8, farther."""
    side = "after" if first >= stop else "before" if end <= start else "over"
    apart = first - stop if side == "after" else start - end
    return side, next((str(step) for step, most in enumerate((0, 1, 3, 8)) if apart <= most), "4")


def _word_before(tokens: tuple[Token, ...], first: int) -> str:
    if first == 0:
        return "^"
    return tokens[first - 1].lower if tokens[first - 1].lower in _BEFORE else "other"


def _is_subject(clause: Clause, first: int, end: int) -> bool:
    subject = clause.subject
    return subject is not None and first < subject.end and subject.start < end


def _governs(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a noun phrase is the subject of the clause that it stands in."""
    clause = clause_at(sentence, first)
    return clause is not None and clause.subject is not None and first <= clause.subject.head < end


def _has_figure(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    return any(token.tag in ("CD", "$") or token.lower in ("percent", "%") for token in tokens[first:end])


_KINDS = ("population", "measure", "share", "figure", "time", "source", "answer")


def _likes(tokens: tuple[Token, ...], first: int, end: int) -> list[str]:
    """What a noun phrase is like, by its head noun."""
    noun = head(tokens, first, end)
    found = [
        kind for kind in _KINDS if noun.lower in words(f"{kind}_{'words' if kind in ('share', 'time') else 'nouns'}")
    ]
    if are_people(tokens, (first, end)):
        found.append("people")
    if noun.tag.startswith("PRP"):
        found.append("pronoun")
    if noun.tag in ("NNP", "NNPS"):
        found.append("proper")
    found.append("plural" if noun.tag in PLURAL else "numeral" if noun.tag == "CD" else "singular")
    return found
