"""Clauses: which finite verb governs a word, who its subject is, and how the clauses of a sentence hang together.

Each finite verb group makes a clause. Clauses nest: "Adults who smoke say they want to quit" is a main clause over the
whole, a relative clause "who smoke" and a content clause "they want to quit". Reading goes once from left to right
over verb groups, noun phrases, subordinating and coordinating words and commas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from whence.analyse.nouns import Phrase, noun_phrases
from whence.analyse.segments import ClauseKind, segments
from whence.analyse.sentences import Sentence, once
from whence.analyse.subjects import free_phrases, widened_subject
from whence.analyse.tokens import Token
from whence.analyse.verbs import VerbGroup


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
    made = [Clause(part.start, part.end, part.kind, -1, None, part.verb) for part in segments(sentence)]
    made += [Clause(start, end, ClauseKind.REPORT, -1, None, None) for start, end in _frames(sentence.tokens)]
    return _with_subjects(sentence, _nested(made))


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


def _nested(made: list[Clause]) -> list[Clause]:
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


def _with_subjects(sentence: Sentence, made: list[Clause]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for index, clause in enumerate(made):
        verb = clause.verb.start if clause.verb else clause.end
        inner = [later for later in made[index + 1 :] if later.parent == index and later.start < verb]
        subject = _subject(sentence, clause, inner)
        if subject is None and clause.kind is ClauseKind.COORDINATE:
            subject = next((c.subject for c in reversed(found) if c.end <= clause.start and c.subject), None)
        found.append(replace(clause, subject=subject))
    return tuple(found)


def _subject(sentence: Sentence, clause: Clause, inner: list[Clause]) -> Phrase | None:
    """The subject that stands before the verb, else the antecedent of a relative, else the one behind the verb."""
    tokens, phrases = sentence.tokens, noun_phrases(sentence)
    if clause.verb is None:
        return next((phrase for phrase in phrases if phrase.start >= clause.start + 2), None)
    start, verb = clause.start, clause.verb.start
    if clause.kind in (ClauseKind.ADVERBIAL, ClauseKind.CONTENT) and tokens[start].tag == "IN":
        start += 1
    own = [p for p in free_phrases(tokens, phrases, start, verb) if not any(p.start in part for part in inner)]
    if own:
        return widened_subject(tokens, own, verb)
    if clause.kind is ClauseKind.RELATIVE:
        return next((phrase for phrase in reversed(phrases) if phrase.end <= start), None)
    if clause.kind is ClauseKind.CONTENT and tokens[start].tag == "WP":
        return Phrase(start, start + 1, start)
    if clause.kind is ClauseKind.REPORT or clause.verb.lemma == "be":
        behind = (phrase for phrase in phrases if phrase.start >= clause.verb.end)
        return next((phrase for phrase in behind if phrase.end <= clause.end), None)
    return None
