"""Phrases of a sentence: noun phrases with what is attached to them, verb groups and clauses, all as token ranges."""

from __future__ import annotations

from whence.analyse.clauses import Clause, clause_at, clauses
from whence.analyse.lemmas import lemma
from whence.analyse.nouns import NOUNS, Phrase, noun_phrase_words, noun_phrases
from whence.analyse.repairs import reporting_verbs
from whence.analyse.segments import ClauseKind
from whence.analyse.sentences import Sentence
from whence.analyse.subjects import is_time
from whence.analyse.tokens import Token
from whence.analyse.verbs import VerbForm, VerbGroup, verb_groups

__all__ = [
    "ATTACHING",
    "Clause",
    "ClauseKind",
    "Phrase",
    "VerbForm",
    "VerbGroup",
    "clause_at",
    "clauses",
    "full_noun_phrase",
    "lemma",
    "noun_phrase_at",
    "noun_phrases",
    "reporting_verbs",
    "verb_groups",
]

ATTACHING = noun_phrase_words("attaching")
"""The prepositions whose phrase usually belongs to the noun phrase before it."""


def noun_phrase_at(sentence: Sentence, index: int) -> Phrase | None:
    """The base noun phrase that holds a token, if one does."""
    return next((phrase for phrase in noun_phrases(sentence) if index in phrase), None)


def full_noun_phrase(
    sentence: Sentence,
    index: int,
    *,
    prepositions: frozenset[str] = ATTACHING,
    relative: bool = True,
    coordinated: bool = True,
) -> tuple[int, int]:
    """The token range of the noun phrase at a token with what is attached to its right.

    An of-phrase is always attached, those of other `prepositions` when given, but none that tells a time. `relative`
    adds relative clauses and participles ("adults who smoke", "executives surveyed by Gallup"), `coordinated` what
    "and", "or" and commas join. A token in no noun phrase is its own range.
    """
    base = noun_phrase_at(sentence, index)
    if base is None:
        return index, index + 1
    if sentence.tokens[base.head].tag == "PRP":
        return base.start, base.end
    walk = _Attachments(sentence, prepositions | {"of"}, relative, coordinated)
    return base.start, walk.end(base)


class _Attachments:
    """One walk to the right from a base noun phrase."""

    def __init__(self, sentence: Sentence, prepositions: frozenset[str], relative: bool, coordinated: bool) -> None:
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.starts = {phrase.start: phrase for phrase in noun_phrases(sentence)}
        self.verbs = {group.start: group for group in verb_groups(sentence)}
        self.clauses = {clause.start: clause for clause in clauses(sentence)}
        self.subjects = {
            c.subject.start for c in self.clauses.values() if c.subject and c.kind is ClauseKind.COORDINATE
        }
        self.prepositions, self.relative, self.coordinated = prepositions, relative, coordinated

    def end(self, base: Phrase) -> int:
        """The end of the phrase with all that is attached."""
        at = base.end
        while (further := self._attach(at, base)) > at:
            at = further
        return at

    def _attach(self, at: int, base: Phrase) -> int:
        if at >= len(self.tokens):
            return at
        token = self.tokens[at]
        if token.lower in self.prepositions and token.tag in ("IN", "VBN", "RB"):
            return self._prepositional(at)
        if token.tag == "-LRB-":
            return self._parenthesis(at)
        if self.relative and (ends := self._relative(at)) > at:
            return ends
        if self.coordinated and (token.tag == "CC" or token.text == ","):
            return self._coordination(at, base)
        return at

    def _parenthesis(self, at: int) -> int:
        """Over a short parenthesis to an of-phrase behind it: "fewer than half (46%) of the respondents"."""
        for close in range(at + 1, min(at + 8, len(self.tokens) - 1)):
            if self.tokens[close].tag == "-RRB-":
                after = self._prepositional(close + 1) if self.tokens[close + 1].lower == "of" else close + 1
                return after if after > close + 1 else at
        return at

    def _prepositional(self, at: int) -> int:
        inner = self.starts.get(at + 1)
        if inner and self.tokens[at].lower != "of" and is_time(self.tokens, inner):
            return at
        if inner is None and at + 1 < len(self.tokens) and self.tokens[at + 1].tag == "VBG":
            return self._participle(at + 1)
        return inner.end if inner else at

    def _relative(self, at: int) -> int:
        clause = self.clauses.get(at)
        if clause and clause.kind is ClauseKind.RELATIVE:
            return clause.end
        return self._participle(at)

    def _participle(self, at: int) -> int:
        """The end of a participle with its object and prepositional phrases, or of an infinitive ("plans to hire")."""
        group = self.verbs.get(at)
        if group is None or group.form is not VerbForm.PARTICIPLE:
            return at
        end = group.end
        while end < len(self.tokens):
            token = self.tokens[end]
            if end in self.starts:
                end = self.starts[end].end
            elif token.tag in ("IN", "TO", "RB", "RP") and end + 1 < len(self.tokens) and end not in self.clauses:
                following = self.starts.get(end + 1)
                if following is None and token.tag != "RB":
                    break
                end = following.end if following else end + 1
            else:
                break
        return end

    def _coordination(self, at: int, base: Phrase) -> int:
        """Behind "and", "or" or a list's comma: the end of the next member, unless it begins a clause."""
        next_at = at + 1
        if self.tokens[at].text == "," and next_at < len(self.tokens) and self.tokens[next_at].tag == "CC":
            next_at += 1
        member = self.starts.get(next_at)
        if member is None or at in self.clauses or next_at in self.clauses or next_at in self.subjects:
            return at
        if self.tokens[next_at - 1].tag != "CC" and not self._is_list(member):
            return at
        if not _alike(self.tokens[base.head], self.tokens[member.head]):
            return at
        return member.end

    def _is_list(self, member: Phrase) -> bool:
        """Whether an "and" or "or" closes the list within a few members."""
        at = member.end
        for _ in range(8):
            if at >= len(self.tokens):
                return False
            if self.tokens[at].text == "," and at + 1 < len(self.tokens) and self.tokens[at + 1].tag == "CC":
                return at + 2 in self.starts
            if self.tokens[at].tag == "CC":
                return at + 1 in self.starts
            if self.tokens[at].text != "," or at + 1 not in self.starts:
                return False
            at = self.starts[at + 1].end
        return False


def _alike(first: Token, second: Token) -> bool:
    """Whether two heads can be joined: noun with noun, share with share."""
    return (first.tag in NOUNS, first.lower in _SHARES) == (second.tag in NOUNS, second.lower in _SHARES)


_SHARES = frozenset({"%", "percent", "half"})
