"""Populations that an article names once and then leaves out: "…; 54% say they … . Another 12% said …"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from whence.analyse import Sentence, Token
from whence.analyse.phrases import lemma
from whence.extract.claims.antecedents import REACH, of_two, one, several
from whence.extract.claims.chief import chief
from whence.extract.claims.clauses import phrase_before
from whence.extract.claims.lead_ins import of_list
from whence.extract.claims.lexicon import (
    PLURAL,
    forms,
    is_finite,
    is_owner,
    is_population_noun,
    is_verb,
    spaced_dash,
    words,
)
from whence.extract.claims.noun_phrases import extent
from whence.extract.claims.populations import are_people, head, is_people
from whence.extract.claims.reading import Span, Whom
from whence.extract.claims.wording import worded
from whence.model import Block, BlockKind
from whence.text import squeeze

_STUDIES = frozenset(
    {"survey", "surveys", "poll", "polls", "study", "report", "interviews", "questionnaire", "research", "sample"}
)
_ASKED = frozenset({"surveyed", "polled", "interviewed", "questioned", "asked"})


class Wanted(StrEnum):
    """What a clause that leaves its population out can speak of."""

    PEOPLE = "people"
    ANYTHING = "anything"
    ANSWERERS = "answerers"
    """Who chose a label of a list."""
    NOBODY = "nobody"
    """The clause says itself what its number is of."""
    OWNER = "owner"
    """Whose a measure is ("the average salary was"): named just before, or nobody's."""


@dataclass(frozen=True, slots=True)
class Named:
    """A population, and the sentence that named it."""

    population: str
    place: Sentence

    def is_near(self, sentence: Sentence) -> bool:
        """Whether it stands in the same block, or in the paragraph of the sentence before."""
        paragraphs = self.place.block.kind is sentence.block.kind is BlockKind.PARAGRAPH
        return self.place.block is sentence.block or (paragraphs and sentence.index - self.place.index <= 1)


@dataclass
class Discourse:
    """The populations named so far, in reading order; where a sentence leaves one out, the likeliest is taken.

    `named` counts the populations that numbers name anywhere in the article.
    """

    named: Counter[str]
    named_people: Counter[str]
    last: Named | None = None
    before: Named | None = None
    """The last one named before the sentence at hand."""
    last_people: Named | None = None
    heading: str | None = None
    lead: str | None = None
    asked: str | None = None
    is_list: bool = False
    recent: list[Sentence] = field(default_factory=list)
    label: str = ""
    label_block: Block | None = None
    question: str = ""

    def enter(self, sentence: Sentence) -> None:
        """Take note of who speaks: a heading or lead-in ("…, according to CIOs"), "a survey of nurses"."""
        tokens = sentence.tokens
        self.before = self.last
        self.recent = [*self.recent[-REACH:], sentence]
        self._hear(sentence)
        is_heading = sentence.block.kind is BlockKind.HEADING or _is_title(sentence)
        if is_heading or (self.is_list and sentence.block.kind is BlockKind.PARAGRAPH):
            self.heading = self.lead = None
        self.is_list = sentence.block.kind is BlockKind.ITEM and not is_heading
        if is_heading or (tokens and tokens[-1].lower == ":"):
            span = _speakers(tokens)
            if span:
                self.heading = worded(sentence, [span])
            elif not is_heading:
                self._lead_in(sentence)
        span = _asked(tokens)
        if span:
            self.asked = worded(sentence, [span])
            self.name(self.asked, sentence, people=True)
        elif topic := _topic(tokens):
            self._take_up(worded(sentence, [topic]), sentence, are_people(tokens, topic))

    def _hear(self, sentence: Sentence) -> None:
        """Take note of a question, to which the labels of a list are answers; a statement ends the list."""
        if any(token.lower == "?" for token in sentence.tokens):
            self.question = _question(sentence.plain[sentence.start : sentence.end])
        elif (lead := of_list(sentence, self.question)) is not None:
            self.question = lead
        elif sentence.block.kind is BlockKind.PARAGRAPH and sentence.tokens[-1].lower != ":":
            self.question = "" if any(is_finite(token) for token in sentence.tokens) else self.question

    def _lead_in(self, sentence: Sentence) -> None:
        """Take note of who answers in the list after "When we asked 300 of them:", "Respondents were asked why:"."""
        tokens = sentence.tokens
        them = next((at for at, token in enumerate(tokens) if token.lower == "them"), None)
        topic = _topic(tokens)
        if topic and are_people(tokens, topic):
            self.lead = worded(sentence, [topic])
        elif them is not None:
            self.lead = self.several(sentence, them)[0]
        else:
            self.lead = None

    def _take_up(self, topic: str, sentence: Sentence, people: bool) -> None:
        """A topic counts; one by its initials ("SDKs") only where a number names it as a population."""
        if not topic.split()[-1][:2].isupper() or topic in self.named:
            self.name(topic, sentence, people)

    def name(self, population: str, sentence: Sentence, people: bool) -> None:
        """Take note of the population of a number."""
        self.last = Named(population, sentence)
        if people:
            self.last_people = self.last

    def are_people(self, population: str) -> bool:
        """Whether a population, of some number or named last, is one of people or organizations."""
        last = self.last_people.population if self.last_people else None
        return population in self.named_people or population == last

    def under_label(self, sentence: Sentence, lead: Span | None, measure: str) -> str:
        """A label with the one above it in its block ("Slow sites - now: 24 percent. Soon: 39 percent.")."""
        inner = next((at for at in range(*(lead or (0, 0))) if spaced_dash(sentence.tokens, at)), None)
        if inner is not None and lead is not None:
            self.label, self.label_block = worded(sentence, [(lead[0], inner)]), sentence.block
        elif self.label_block is sentence.block and not measure.startswith(self.label):
            return f"{self.label} - {measure}"
        answers = self.question and inner is None and not measure.startswith(self.question)
        return f"{self.question} {measure}" if answers else measure

    def referent(self, sentence: Sentence, population: Span) -> tuple[str | None, Whom]:
        """What a pronoun speaks of: one thing or person is the subject before, several are those named before."""
        tokens = sentence.tokens[population[0] : population[1]]
        if any(token.lower in _PERSONS for token in tokens) and _tells(sentence.tokens, population[1]):
            return None, Whom.NONE
        word = tokens[-1].lower
        if word in ("former", "latter"):
            either = of_two(sentence, population[0], self.recent[:-1], former=word == "former")
            return (either, Whom.NEAR) if either else self.left_out(sentence)
        if any(token.lower in _SINGLE for token in tokens):
            subject = one(sentence, population[0], self.recent[:-1])
            return (subject, Whom.NEAR) if subject else self.left_out(sentence)
        return self.several(sentence, population[0])

    def several(self, sentence: Sentence, before: int) -> tuple[str | None, Whom]:
        """What a plural pronoun stands for."""
        named = self.last.population if self.last and self.last.is_near(sentence) else ""
        antecedent = several(sentence, before, self.recent[:-1], named)
        return (antecedent, Whom.NEAR) if antecedent else self.left_out(sentence)

    def whole(self, sentence: Sentence) -> tuple[str | None, Whom]:
        """What a share is of whose sentence tells only which part has it: what was named before that sentence."""
        if self.before is not None and self.before.is_near(sentence):
            return self.before.population, Whom.NEAR
        return self.left_out(sentence)

    def left_out(
        self, sentence: Sentence, wanted: Wanted = Wanted.ANYTHING, near: bool = True
    ) -> tuple[str | None, Whom]:
        """The population that a number in a sentence leaves out; `near`: it may be one named just before."""
        if wanted is Wanted.NOBODY:
            return None, Whom.NONE
        if wanted is Wanted.ANSWERERS and self.question and self.asked:
            return self.asked, Whom.HEADING
        last = self.last if wanted in (Wanted.ANYTHING, Wanted.ANSWERERS) else self.last_people
        if near and last is not None and last.is_near(sentence):
            return last.population, Whom.NEAR
        if wanted is Wanted.OWNER:
            return None, Whom.NONE
        if self.heading:
            return self.heading, Whom.HEADING
        if self.lead and (wanted is Wanted.ANSWERERS or sentence.block.kind is BlockKind.ITEM):
            return self.lead, Whom.HEADING
        if self.asked and not self.named:
            return self.asked, Whom.SAMPLE
        named = self.named_people or self.named
        most = chief(named, last.population if last else None)
        return most, Whom.ARTICLE if most else Whom.SAMPLE


def _question(said: str) -> str:
    """The question in a sentence, up to its mark: what is quoted, or all of it."""
    asked = said[: said.index("?") + 1]
    return squeeze(asked.rpartition('"')[2] or asked)


def _is_title(sentence: Sentence) -> bool:
    """Whether a list item is a title of what follows: neither a verb nor a figure nor a full stop."""
    if sentence.block.kind is not BlockKind.ITEM:
        return False
    return not any(t.tag == "CD" or is_finite(t) or t.lower in (".", "%") for t in sentence.tokens)


def _topic(tokens: tuple[Token, ...], start: int = 0) -> Span | None:
    """The people that a sentence is about: its subject, or whose its subject is; or the subject of what was found."""
    for at in range(start, min(len(tokens), start + 8)):
        if is_verb(tokens[at]) or tokens[at].lower == ",":
            first = phrase_before(tokens, start, at)
            if first < at and _can_act(tokens, first, at):
                return first, at
            found = start == 0 and at + 1 < len(tokens) and tokens[at + 1].lower == "that"
            return _topic(tokens, at + 2) if found and tokens[at].lower in forms("report_verbs") else None
        if at > start and is_owner(tokens, at):
            return phrase_before(tokens, start, at), at
    return None


_PERSONS = frozenset({"he", "she"})
_SINGLE = _PERSONS | {"it", "its", "his", "her"}


def _tells(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a verb of saying or reckoning follows: its subject is a source, and nobody the number speaks of."""
    verb = next((token for token in tokens[at : at + 3] if is_verb(token)), None)
    return verb is not None and (verb.lower in forms("report_verbs") or lemma(verb) in _RECKONING)


_RECKONING = frozenset(
    {"figure", "reckon", "put", "keep", "see", "raise", "cut", "trim", "lower", "lift", "set", "give"}
)
"""What a source does with a figure besides saying it."""


def _can_act(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    """Whether a noun phrase names several people or organizations."""
    return tokens[end - 1].tag in PLURAL and is_people(tokens, (first, end))


def _speakers(tokens: tuple[Token, ...]) -> Span | None:
    """The people of a heading or lead-in: after "according to" or "among"; in one that is no sentence, "by" or "of"."""
    found = None
    asks = tokens[0].lower in ("what", "why", "how", "where")
    tells = tokens[-1].lower != ":" and any(is_finite(token) for token in tokens)
    for at in range(len(tokens) - 1):
        lower = tokens[at].lower
        if asks and lower in words("population_nouns") and is_finite(tokens[at + 1]):
            found = phrase_before(tokens, 0, at + 1), at + 1
        if (
            lower == "among"
            or (lower in ("of", "by") and not tells)
            or (lower == "to" and at and tokens[at - 1].lower == "according")
        ):
            end = extent(tokens, at + 1, len(tokens))
            if end > at + 1 and is_population_noun(tokens[end - 1]) and _answers(tokens, at + 1, end):
                found = at + 1, end
    return found


def _asked(tokens: tuple[Token, ...]) -> Span | None:
    """The people of "a survey of 500 nurses", "surveyed 500 nurses"."""
    for at in range(len(tokens) - 2):
        lower = tokens[at].lower
        if lower in _STUDIES:
            to = next(
                (
                    i
                    for i in range(at + 1, min(at + 10, len(tokens)))
                    if tokens[i].lower in ("of", "among", "with", "into")
                ),
                None,
            )
        else:
            to = at if lower in _ASKED and tokens[at].tag in ("VBD", "VBN") else None
        if to is None:
            continue
        first = to + 1
        while first < len(tokens) and (tokens[first].tag == "CD" or tokens[first].lower in words("hedges")):
            first += 1
        if first > to + 1 and first < len(tokens) and tokens[first].lower == "of":
            first += 1
        end = extent(tokens, first, len(tokens), closing=True)
        if end > first and is_population_noun(head(tokens, first, end)) and _answers(tokens, first, end):
            return first, end
    return None


def _answers(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    noun = head(tokens, first, end).lower
    return noun not in words("source_nouns") and noun not in words("answer_nouns")
