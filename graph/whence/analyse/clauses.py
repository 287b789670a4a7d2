"""Clauses: which finite verb governs a word, who its subject is, and how the clauses of a sentence hang together.

Each finite verb group makes a clause. Clauses nest: "Adults who smoke say they want to quit" is a main clause over the
whole, a relative clause "who smoke" and a content clause "they want to quit". Reading goes once from left to right
over verb groups, noun phrases, subordinating and coordinating words and commas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from whence.analyse.lemmas import lemma
from whence.analyse.nouns import Phrase, noun_phrases
from whence.analyse.repairs import reporting_verbs
from whence.analyse.sentences import Sentence, once
from whence.analyse.tokens import Token
from whence.analyse.verbs import VerbGroup, verb_groups
from whence.resources import word_list


class ClauseKind(StrEnum):
    """How a clause hangs together with the one around or before it."""

    MAIN = "main"
    COORDINATE = "coordinate"
    CONTENT = "content"
    RELATIVE = "relative"
    ADVERBIAL = "adverbial"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Clause:
    """A range of tokens, half-open, that may hold other clauses; `parent` indexes the clause it hangs on, else -1.

    `subject` is the noun phrase (of a relative clause without one: its antecedent), `verb` the finite verb group;
    "according to the report" is a REPORT without a verb whose subject is the source.
    """

    start: int
    end: int
    kind: ClauseKind
    parent: int
    subject: Phrase | None
    verb: VerbGroup | None

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end

    @property
    def predicate(self) -> tuple[int, int]:
        """The tokens from the verb to the end of the clause."""
        return (self.verb.start if self.verb else self.start), self.end


def clause_at(sentence: Sentence, index: int) -> Clause | None:
    """The innermost clause that holds a token; None in a sentence without a finite verb."""
    holding = [clause for clause in clauses(sentence) if index in clause]
    return min(holding, key=lambda clause: clause.end - clause.start, default=None)


@once
def clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence, in the order in which they begin."""
    reader = _Reader(sentence)
    finite = [group for group in verb_groups(sentence) if group.finite]
    frames = _frames(sentence.tokens)
    for group in finite:
        reader.read(group)
    made = [clause for clause in reader.closed() if clause.verb]
    made += [Clause(start, end, ClauseKind.REPORT, -1, None, None) for start, end in frames]
    return _subjects(sentence, _nested(made, sentence.tokens))


@dataclass(slots=True)
class _Open:
    """A clause under construction."""

    start: int
    kind: ClauseKind
    verb: VerbGroup | None = None
    end: int = -1
    inherits: int = -1
    order: int = 0


_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_BREAKS = frozenset({",", ":", "``", "''", "-LRB-", "-RRB-"})
_MONTHS = frozenset({"january february march april may june july august september october november december"})


@cache
def _subordinators() -> dict[str, bool]:
    """Each subordinator; true for one that stands before plain noun phrases too."""
    rows = (line.split() for line in word_list("analyse", "subordinators.txt"))
    return {word: kind == "either" for kind, *words in rows for word in words}


@cache
def temporal_nouns() -> frozenset[str]:
    """The nouns of time, base form."""
    return frozenset(word_list("analyse", "temporal-nouns.txt"))


class _Reader:
    """Opens and closes clauses, verb by verb."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens = sentence.tokens
        self.phrases = noun_phrases(sentence)
        self.open: list[_Open] = [_Open(0, ClauseKind.MAIN)]
        self.done: list[_Open] = []
        self.at = 0
        self.next_phrase = 0

    def closed(self) -> list[Clause]:
        """All clauses, once the last verb has been read."""
        end = len(self.tokens)
        while end and self.tokens[end - 1].tag in (".", "''", "``"):
            end -= 1
        self._close(0, end)
        self.done.sort(key=lambda clause: (clause.start, -clause.end))
        return [Clause(c.start, max(c.end, c.start + 1), c.kind, -1, None, c.verb) for c in self.done]

    def read(self, group: VerbGroup) -> None:
        """Give a finite verb group its clause."""
        gap = range(self.at, group.start)
        marker = self._marker(gap, group)
        if marker >= 0:
            self._settle(marker)
            self._push(marker, group)
        elif self.open[-1].verb is None:
            self._begin(group)
        else:
            self._follow(gap, group)
        self.at = group.end

    def _begin(self, group: VerbGroup) -> None:
        """The first verb of the clause that is open; a pronoun behind a noun begins a clause inside: "tools they use"."""
        phrases = [phrase for phrase in self.phrases if self.at <= phrase.start and phrase.end <= group.start]
        if (
            len(phrases) > 1
            and phrases[-1].start == phrases[-2].end
            and self.tokens[phrases[-1].head].tag == "PRP"
        ):
            self.open.append(_Open(phrases[-1].start, ClauseKind.RELATIVE, group))
        else:
            self.open[-1].verb = group

    def _marker(self, gap: range, group: VerbGroup) -> int:
        """The last word before the verb that brings in a subordinate clause, or -1."""
        for index in reversed(gap):
            token = self.tokens[index]
            if token.tag in _RELATIVE or (token.lower == "that" and token.tag in ("IN", "WDT")):
                return index
            if (
                token.lower == "that"
                and token.tag == "DT"
                and index
                and self.tokens[index - 1].tag[:2] == "VB"
            ):
                follows = self.tokens[index + 1].tag if index + 1 < group.start else ""
                if follows in ("DT", "PRP", "PRP$", "CD", "NNS", "NNPS", "JJ"):
                    return index
            if self._subordinates(index, group):
                return index
            if token.tag in _BREAKS and self._splits(index, group):
                return -1
        return -1

    def _splits(self, comma: int, group: VerbGroup) -> bool:
        """Whether a comma parts what stands before it from the verb: a new subject follows it, and no second comma."""
        between = range(comma + 1, group.start)
        if any(self.tokens[index].tag in _BREAKS for index in between):
            return False
        return any(phrase.start > comma for phrase in self._free(comma + 1, group.start))

    def _subordinates(self, index: int, group: VerbGroup) -> bool:
        either = _subordinators().get(self.tokens[index].lower)
        if either is None or self.tokens[index].tag not in ("IN", "RB", "WRB", "VBN", "TO"):
            return False
        following = self.tokens[index + 1]
        if not either:
            return following.tag != "IN"
        if following.lower in (
            "many",
            "much",
            "few",
            "little",
            "well",
            "high",
            "low",
            "of",
            "a",
        ) or following.tag in (
            "CD",
            "$",
        ):
            return False
        if self.tokens[index].lower in ("than", "so", "like") and following.tag != "PRP":
            return False
        if following.lower in temporal_nouns() or (following.tag == "NNP" and following.lower in _MONTHS):
            return False
        return not any(self.tokens[at].tag in (",", "IN", "CC") for at in range(index + 1, group.start))

    def _push(self, marker: int, group: VerbGroup) -> None:
        token = self.tokens[marker]
        before = self.tokens[marker - 1] if marker else None
        if token.tag in _RELATIVE or token.lower == "that":
            kind = ClauseKind.RELATIVE
            if token.lower == "that" and token.tag != "WDT":
                kind = ClauseKind.CONTENT
            elif token.tag in ("WRB", "WP") and not (
                before and before.tag in ("NN", "NNS", "NNP", "NNPS", "CD", ",", "PRP", "DT")
            ):
                kind = ClauseKind.CONTENT if before else ClauseKind.ADVERBIAL
        else:
            kind = ClauseKind.CONTENT if token.lower in ("whether",) else ClauseKind.ADVERBIAL
        start = marker
        if kind is ClauseKind.RELATIVE and before and before.tag == "IN":
            start = marker - 1
        self.open.append(_Open(start, kind, group))

    def _settle(self, marker: int) -> None:
        """Before a subordinate clause at `marker`: close what a comma or a conjunction there ends."""
        breaks = [
            i
            for i in range(self.at, marker)
            if self.tokens[i].tag in (",", ":") or self.tokens[i].tag == "CC"
        ]
        if not breaks:
            return
        top = self.open[-1]
        if top.verb and top.kind in (ClauseKind.RELATIVE, ClauseKind.ADVERBIAL) and len(self.open) > 1:
            self._close(len(self.open) - 1, breaks[0])
        elif (
            top.kind is ClauseKind.CONTENT
            and self.tokens[breaks[-1]].tag == "CC"
            and self.tokens[marker].lower == "that"
        ):
            self._close(len(self.open) - 1, breaks[-1])

    def _follow(self, gap: range, group: VerbGroup) -> None:
        """A verb without a marker, when the innermost clause has its own already."""
        conjunction = max((i for i in gap if self.tokens[i].tag == "CC"), default=-1)
        comma = max((i for i in gap if self.tokens[i].tag in _BREAKS), default=-1)
        subject = self._free(max(conjunction, comma) + 1, group.start)
        waiting = max((i for i, clause in enumerate(self.open) if clause.verb is None), default=-1)
        if conjunction > comma or (conjunction == comma - 1 and conjunction >= 0):
            joins = conjunction if comma != conjunction - 1 else conjunction
            if not subject or waiting < 0 or self.open[-1].kind is not ClauseKind.RELATIVE:
                if not (subject and self._lists_subjects(conjunction, subject[0], group)):
                    self._coordinate(joins, group, bool(subject))
                    return
        if waiting >= 0:
            end = comma if comma >= 0 else group.start
            self._close(waiting + 1, end)
            self.open[waiting].verb = group
        elif self._omits_that(gap, comma, subject):
            self.open.append(_Open(self._content_start(subject[0], gap), ClauseKind.CONTENT, group))
        elif comma >= 0 and (subject or group.lemma in reporting_verbs()):
            self._parallel(comma, group)
        elif subject:
            self.open.append(_Open(subject[-1].start, ClauseKind.RELATIVE, group))
        else:
            self._resume(group)

    def _lists_subjects(self, conjunction: int, subject: Phrase, group: VerbGroup) -> bool:
        """Whether the conjunction joins two subjects of the verb: "said CIOs and CMOs disagree"."""
        verb = self.open[-1].verb
        if verb is None or verb.lemma not in reporting_verbs() or subject.start != conjunction + 1:
            return False
        between = self.tokens[verb.end : conjunction]
        commas = sum(token.tag == "," for token in between)
        listed = bool(between) and (commas != 1 or between[-1].tag != ",")
        return listed and all(token.tag in _NAMING for token in between)

    def _coordinate(self, conjunction: int, group: VerbGroup, has_subject: bool) -> None:
        end = conjunction
        if end and self.tokens[end - 1].tag == ",":
            end -= 1
        last = len(self.open) - 1
        comma = end < conjunction
        if (
            comma and has_subject
        ):  # ", and" with a subject of its own leaves what is subordinate, but not what is said
            while last > 0 and self.open[last].kind in (ClauseKind.RELATIVE, ClauseKind.ADVERBIAL):
                last -= 1
        top = self.open[last]
        self._close(last, end)
        made = _Open(conjunction, ClauseKind.COORDINATE, group, inherits=-1 if has_subject else top.order)
        self.open.append(made)

    def _omits_that(self, gap: range, comma: int, subject: list[Phrase]) -> bool:
        verb = self.open[-1].verb
        return bool(subject) and verb is not None and verb.lemma in reporting_verbs() and comma < 0

    def _content_start(self, subject: Phrase, gap: range) -> int:
        verb = self.open[-1].verb
        if verb is not None and verb.lemma == "tell":
            later = [phrase for phrase in self._free(gap.start, gap.stop) if phrase.start > subject.start]
            return later[0].start if later else subject.start
        return (
            gap.start
            if all(self.tokens[i].tag != "IN" for i in range(gap.start, subject.start))
            else subject.start
        )

    def _parallel(self, comma: int, group: VerbGroup) -> None:
        """A clause beside the ones before it: "..., Smith said", "...; prices fell"."""
        self._close(0, comma)
        kind = ClauseKind.MAIN
        if self.tokens[comma + 1].tag == "CC":
            kind = ClauseKind.COORDINATE
        elif self.tokens[comma].tag != ":" and group.lemma in reporting_verbs():
            kind = ClauseKind.REPORT
        self.open.append(_Open(comma + 1, kind, group))

    def _resume(self, group: VerbGroup) -> None:
        """A second verb with neither subject nor conjunction: a question, an inversion, a slip of the tagger."""
        self._close(len(self.open) - 1, group.start)
        self.open.append(_Open(group.start, ClauseKind.COORDINATE, group))

    def _close(self, first: int, end: int) -> None:
        for clause in self.open[first:]:
            if clause.verb is not None:
                clause.end = end
                self.done.append(clause)
        del self.open[first:]

    def _free(self, start: int, end: int) -> list[Phrase]:
        """The noun phrases between two tokens that no preposition governs and that are no mere time."""
        return free_phrases(self.tokens, self.phrases, start, end)


_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "DT", "PRP$", ",", "CC", "POS", "HYPH"})


def free_phrases(
    tokens: tuple[Token, ...], phrases: tuple[Phrase, ...], start: int, end: int
) -> list[Phrase]:
    """The noun phrases in a range of tokens that stand behind no preposition and name no mere time."""
    free = [phrase for phrase in phrases if start <= phrase.start and phrase.end <= end]
    free = [phrase for phrase in free if phrase.start == start or not _is_governed(tokens, phrase)]
    timeless = [phrase for phrase in free if lemma(tokens[phrase.head]) not in temporal_nouns()]
    return timeless or free


def _is_governed(tokens: tuple[Token, ...], phrase: Phrase) -> bool:
    before = tokens[phrase.start - 1] if phrase.start else None
    if before is None or before.tag not in ("IN", "TO", "RP", "VBG", "VBN", "VB"):
        return False
    return before.lower != "that" and _subordinators().get(before.lower, True)


def _frames(tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """The ranges of "according to ...", up to the next comma or the end."""
    found = []
    for index, token in enumerate(tokens[:-1]):
        if token.lower == "according" and tokens[index + 1].lower == "to":
            end = index + 2
            while end < len(tokens) and tokens[end].tag not in (",", ".", ":", "''"):
                end += 1
            found.append((index, end))
    return found


def _nested(made: list[Clause], tokens: tuple[Token, ...]) -> list[Clause]:
    """The clauses in order, each with the innermost one around it as its parent."""
    made.sort(key=lambda clause: (clause.start, -clause.end))
    nested: list[Clause] = []
    stack: list[int] = []
    for index, clause in enumerate(made):
        while stack and made[stack[-1]].end < clause.end:
            stack.pop()
        nested.append(replace(clause, parent=stack[-1] if stack else -1))
        stack.append(index)
    return nested


def _subjects(sentence: Sentence, made: list[Clause]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for index, clause in enumerate(made):
        inner = [
            c
            for c in made[index + 1 :]
            if c.start < (clause.verb.start if clause.verb else clause.end) and c.parent == index
        ]
        subject = _subject(sentence, clause, inner)
        if subject is None and clause.kind is ClauseKind.COORDINATE and found:
            subject = next((c.subject for c in reversed(found) if c.end <= clause.start and c.subject), None)
        found.append(replace(clause, subject=subject))
    return tuple(found)


def _subject(sentence: Sentence, clause: Clause, inner: list[Clause]) -> Phrase | None:
    tokens, phrases = sentence.tokens, noun_phrases(sentence)
    if clause.verb is None:
        return next((phrase for phrase in phrases if phrase.start >= clause.start + 2), None)
    start, verb = clause.start, clause.verb.start
    if clause.kind in (ClauseKind.ADVERBIAL, ClauseKind.CONTENT) and tokens[start].tag == "IN":
        start += 1
    own = [p for p in free_phrases(tokens, phrases, start, verb) if not any(p.start in c for c in inner)]
    if own:
        return _widened(tokens, phrases, own, verb)
    if clause.kind is ClauseKind.RELATIVE:
        return next((phrase for phrase in reversed(phrases) if phrase.end <= start), None)
    if clause.kind is ClauseKind.CONTENT and tokens[start].tag == "WP":
        return Phrase(start, start + 1, start)
    if clause.kind is ClauseKind.REPORT or tokens[clause.verb.head].lower in ("is", "are", "was", "were"):
        return next(
            (phrase for phrase in phrases if phrase.start >= clause.verb.end and phrase.end <= clause.end),
            None,
        )
    return None


def _widened(tokens: tuple[Token, ...], phrases: tuple[Phrase, ...], own: list[Phrase], verb: int) -> Phrase:
    """The subject among the phrases before a verb: the nearest, or behind a comma the first; with those joined to it."""
    before = verb - 1
    while before >= 0 and tokens[before].tag == "RB":
        before -= 1
    if before >= 0 and tokens[before].tag in (",", "-RRB-") and len(own) > 1:
        return own[0]
    subject = own[-1]
    for phrase in reversed(own[:-1]):
        between = tokens[phrase.end : subject.start]
        if not any(token.tag == "CC" for token in between) or any(token.tag in _VERBAL for token in between):
            break
        subject = Phrase(phrase.start, subject.end, phrase.head)
    return subject


_VERBAL = frozenset({"VBG", "VBN", "VB", "VBD", "VBZ", "VBP", "MD", "TO"})
