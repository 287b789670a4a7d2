"""Verb groups: a main verb with the auxiliaries, negation and adverbs before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from whence.analyse.lemmas import lemma
from whence.analyse.nouns import NOUNS
from whence.analyse.sentences import Sentence, once
from whence.analyse.tagger import possible_tags
from whence.analyse.tokens import Token


class VerbForm(StrEnum):
    """Whether a verb group can be the verb of a clause of its own."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A range of tokens, half-open, with the main verb at `head`: "have not been asked", "to work", "surveyed"."""

    start: int
    end: int
    head: int
    form: VerbForm
    passive: bool
    negated: bool
    lemma: str

    @property
    def finite(self) -> bool:
        """Whether the group bears tense or a modal, so that it makes a clause."""
        return self.form is VerbForm.FINITE

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end


_FINITE = frozenset({"MD", "VBZ", "VBD", "VBP"})
_VERBS = _FINITE | {"VB", "VBN", "VBG"}
_ADVERBS = frozenset({"RB", "RBR"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "POS", "-RRB-"})
_NEGATIONS = frozenset({"not", "n't", "never", "no"})
_AUXILIARY = frozenset({"be", "have", "do", "get"})


@once
def verb_groups(sentence: Sentence) -> tuple[VerbGroup, ...]:
    """The verb groups of a sentence in order; a participle before its noun ("the surveyed firms") is none."""
    tokens = sentence.tokens
    found: list[VerbGroup] = []
    index = 0
    while index < len(tokens):
        tag = tokens[index].tag
        if (tag in _VERBS and not _is_modifier(tokens, index)) or (tag == "TO" and _infinitive(tokens, index)):
            group = _group(tokens, index)
            found.append(group)
            index = group.end
        else:
            index += 1
    return tuple(_reduced(tokens, found))


def _is_modifier(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a participle stands inside a noun phrase or a compound: "growing demand" behind "the", "cloud-based"."""
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if (before and before.tag == "HYPH") or (after and after.tag == "HYPH"):
        return True
    if not before or tokens[index].tag not in ("VBN", "VBG"):
        return False
    return bool(after and after.tag in ("NN", "NNS", "NNP", "NNPS", "JJ")) and (
        before.tag in ("DT", "PRP$", "JJ", "CD", "POS", "PDT")
        or (before.tag == "RB" and index > 1 and tokens[index - 2].tag == "DT")
    )


def _infinitive(tokens: tuple[Token, ...], index: int) -> bool:
    after = index + 1
    while after < len(tokens) and tokens[after].tag in _ADVERBS and after < index + 3:
        after += 1
    return after < len(tokens) and tokens[after].tag in ("VB", "VBP")


def _group(tokens: tuple[Token, ...], start: int) -> VerbGroup:
    head = start
    at = start + 1
    passive, negated = tokens[start].tag == "VBN", False
    while at < len(tokens):
        token = tokens[at]
        if token.tag in _ADVERBS and at - head < 4:
            at += 1
        elif token.tag in _VERBS and _continues(tokens[head], token):
            passive = token.tag in ("VBN", "VBD") and lemma(tokens[head]) in ("be", "get")
            negated = negated or any(word.lower in _NEGATIONS for word in tokens[head + 1 : at])
            head = at
            at += 1
        else:
            break
    end = head + 1
    while end < len(tokens) and tokens[end].lower in ("n't", "not"):
        end, negated = end + 1, True
    if start and tokens[start - 1].lower in ("not", "never"):
        negated = True
    return VerbGroup(start, end, head, _form(tokens, start), passive, negated, lemma(tokens[head]))


def _continues(last: Token, token: Token) -> bool:
    """Whether a verb can follow another in one group: "has" + "grown", "will" + "be", "to" + "work"."""
    if last.tag in ("MD", "TO"):
        return token.tag in ("VB", "VBP")
    base = lemma(last)
    if base not in _AUXILIARY or token.tag == "MD":
        return False
    if base == "do":
        return token.tag in ("VB", "VBP")
    if token.tag == "VBD":
        return base != "do" and "VBN" in possible_tags(token.lower)
    return token.tag == "VBN" or (token.tag == "VBG" and base == "be")


def _form(tokens: tuple[Token, ...], start: int) -> VerbForm:
    tag = tokens[start].tag
    if tag == "TO":
        return VerbForm.INFINITIVE
    if tag in _FINITE:
        return VerbForm.PARTICIPLE if tag == "VBD" and start == 0 else VerbForm.FINITE
    if tag != "VB":
        return VerbForm.PARTICIPLE
    at = start - 1
    while at >= 0 and tokens[at].tag in _ADVERBS:
        at -= 1
    if at < 0 or tokens[at].tag in _NOMINAL or tokens[at].lower in ('"', ":"):
        return VerbForm.FINITE  # an imperative, or a present tense that was taken for an infinitive
    return VerbForm.INFINITIVE


def _reduced(tokens: tuple[Token, ...], groups: list[VerbGroup]) -> list[VerbGroup]:
    """The groups, with each past tense that is a participle by the finite verb after it made one."""
    finite = 0
    for index, group in enumerate(groups[:-1]):
        single = tokens[group.start].tag == "VBD" and group.end == group.start + 1 and group.lemma not in _SAYING
        if single and group.start and _is_participle(tokens, group, groups[index + 1], finite):
            groups[index] = replace(group, form=VerbForm.PARTICIPLE, passive=True)
        finite += groups[index].finite
    return groups


def _is_participle(tokens: tuple[Token, ...], group: VerbGroup, after: VerbGroup, finite: int) -> bool:
    """Whether "surveyed" only describes: "adults surveyed in May said", "in the poll, carried out in May, 70% said"."""
    if not after.finite:
        return False
    before, between = tokens[group.start - 1], tokens[group.end : after.start]
    if before.tag == "," and not finite:
        return any(token.tag == "," for token in between)
    if before.tag not in NOUNS or any(token.tag in _STOPS or token.lower == "that" for token in between):
        return False
    return not between or between[0].tag in ("IN", "RB")


_STOPS = frozenset({",", "CC", "WDT", "WP", "WRB", ":", "PRP"})
_SAYING = frozenset({"say", "be", "have", "do", "add", "note", "think", "believe", "mean", "report", "find", "tell"})
