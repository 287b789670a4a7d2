"""Populations that an article names once and then leaves out: "…; 54% say they … . Another 12% said …"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from whence.analyse import Sentence, Token
from whence.extract.claims.clauses import phrase_before
from whence.extract.claims.lexicon import (
    NOUN,
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
from whence.extract.claims.populations import head, is_people
from whence.extract.claims.reading import Span, Whom
from whence.model import Block, BlockKind

_STUDIES = frozenset(
    {"survey", "surveys", "poll", "polls", "study", "report", "interviews", "questionnaire", "research", "sample"}
)
_POINTING = frozenset({"those", "these", "they", "their", "his", "her", "its", "our", "such"})
_OPENING = 16
"""Tokens of a sentence in which its subject is looked for."""
_RECENT = 3
"""Sentences that a pronoun reaches back over."""
_ASKED = frozenset({"surveyed", "polled", "interviewed", "questioned", "asked"})


@dataclass
class Discourse:
    """The populations named so far, in reading order; where a sentence leaves one out, the likeliest is taken.

    `named` counts the populations that numbers name anywhere in the article.
    """

    named: Counter[str]
    last: str | None = None
    last_place: Sentence | None = None
    heading: str | None = None
    asked: str | None = None
    is_list: bool = False
    subject: str | None = None
    subject_place: Sentence | None = None
    label: str = ""
    label_block: Block | None = None
    _pending: tuple[str, Sentence] | None = None
    _pending_end: int = 0

    def enter(self, sentence: Sentence) -> None:
        """Take note of who speaks: a heading or lead-in ("…, according to CIOs"), "a survey of nurses"."""
        tokens = sentence.tokens
        is_heading = sentence.block.kind is BlockKind.HEADING or _is_title(sentence)
        if is_heading or (self.is_list and sentence.block.kind is BlockKind.PARAGRAPH):
            self.heading = None
        self.is_list = sentence.block.kind is BlockKind.ITEM and not is_heading
        if is_heading or (tokens and tokens[-1].lower == ":"):
            span = _speakers(tokens)
            if span:
                self.heading = _text(sentence, span)
        if self._pending is not None:
            self.subject, self.subject_place = self._pending
        doer = None if is_heading else _subject(tokens)
        self._pending = (_text(sentence, doer), sentence) if doer else None
        self._pending_end = doer[1] if doer else 0
        span = _asked(tokens)
        if span:
            self.asked = _text(sentence, span)
            self.name(self.asked, sentence)
        elif topic := _topic(tokens):
            self._take_up(_text(sentence, topic), sentence)

    def _take_up(self, topic: str, sentence: Sentence) -> None:
        """A topic counts; one by its initials ("SDKs") only where a number names it as a population."""
        if not topic.split()[-1][:2].isupper() or topic in self.named:
            self.name(topic, sentence)

    def name(self, population: str, sentence: Sentence) -> None:
        """Take note of the population of a number."""
        self.last, self.last_place = population, sentence

    def under_label(self, sentence: Sentence, lead: Span | None, measure: str) -> str:
        """A label with the one above it in its block ("Slow sites - now: 24 percent. Soon: 39 percent.")."""
        inner = next((at for at in range(*(lead or (0, 0))) if spaced_dash(sentence.tokens, at)), None)
        if inner is not None and lead is not None:
            self.label, self.label_block = _text(sentence, (lead[0], inner)), sentence.block
        elif self.label_block is sentence.block and not measure.startswith(self.label):
            return f"{self.label} - {measure}"
        return measure

    def is_near(self, sentence: Sentence) -> bool:
        """Whether the population last named stands in the same block, or in the paragraph of the sentence before."""
        place = self.last_place
        if place is None:
            return False
        paragraphs = place.block.kind is sentence.block.kind is BlockKind.PARAGRAPH
        return place.block is sentence.block or (paragraphs and sentence.index - place.index <= 1)

    def referent(self, sentence: Sentence, population: Span) -> tuple[str | None, Whom]:
        """What a pronoun speaks of: one thing or person is the subject before, several are the population before."""
        tokens = sentence.tokens[population[0] : population[1]]
        single = any(token.lower in ("it", "its", "he", "his", "she", "her") for token in tokens)
        subject, place = self.subject, self.subject_place
        if self._pending is not None and self._pending_end <= population[0]:
            subject, place = self._pending
        if single and subject and place is not None and sentence.index - place.index <= _RECENT:
            return subject, Whom.NEAR
        return self.left_out(sentence)

    def left_out(self, sentence: Sentence, near: bool = True) -> tuple[str | None, Whom]:
        """The population that a number in a sentence leaves out; `near`: it may be one named just before."""
        if near and self.last and self.is_near(sentence):
            return self.last, Whom.NEAR
        if self.heading:
            return self.heading, Whom.HEADING
        if self.asked and not self.named:
            return self.asked, Whom.SAMPLE
        return self._chief()

    def _chief(self) -> tuple[str | None, Whom]:
        """The population that the article speaks of most; the general one where it is named about as often."""
        if not self.named:
            return None, Whom.NONE
        top = max(self.named.values())
        general = [name for name in self.named if name.lower() in words("general_populations")]
        if general:
            chief = max(general, key=self.named.__getitem__)
            if 2 * self.named[chief] >= top:
                return chief, Whom.ARTICLE
        telling = [name for name in self.named if name.split()[0].lower() not in _POINTING] or list(self.named)
        top = max(self.named[name] for name in telling)
        best = [name for name in telling if self.named[name] == top]
        return self.last if self.last in best else best[0], Whom.ARTICLE


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


def _subject(tokens: tuple[Token, ...]) -> Span | None:
    """The one thing or person before the first finite verb of a sentence, or whose it is; no pronoun."""
    for at in range(1, min(len(tokens), _OPENING)):
        if is_finite(tokens[at]):
            first = phrase_before(tokens, 0, at)
            opens = first == 0 or tokens[first - 1].lower in (",", '"', "and", "but")
            if first >= at or not opens or tokens[at - 1].tag not in NOUN or tokens[first].tag in ("PRP$", "PRP"):
                return None
            owner = next((i for i in range(first + 1, at) if tokens[i].tag == "POS"), at)
            return (first, owner) if tokens[owner - 1].tag not in PLURAL else None
    return None


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
        end = extent(tokens, first, len(tokens))
        if end > first and is_population_noun(head(tokens, first, end)) and _answers(tokens, first, end):
            return first, end
    return None


def _answers(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    noun = head(tokens, first, end).lower
    return noun not in words("source_nouns") and noun not in words("answer_nouns")


def _text(sentence: Sentence, span: Span) -> str:
    return sentence.plain[sentence.tokens[span[0]].start : sentence.tokens[span[1] - 1].end]
