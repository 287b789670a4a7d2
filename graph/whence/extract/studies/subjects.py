"""Subjects and their verbs: what a word for a study or an organization is said to have found, said or asked."""

from __future__ import annotations

from collections.abc import Iterator

from whence.extract.names import Name
from whence.extract.studies.scenes import Scene
from whence.extract.studies.words import (
    ASKING_VERBS,
    CONDUCTING,
    FINDING_VERBS,
    LOOSE_NOUNS,
    PUBLISHING_VERBS,
    ROLES,
    SAYING_VERBS,
    TEAM_WORDS,
)
from whence.resources import word_list

_BEFORE_VERB = (
    frozenset(("has", "have", "had", "to", "also", "]", *word_list("studies", "before_verbs.txt"))) | TEAM_WORDS
)
_AUXILIARIES = frozenset(("is", "was", "were", "are", "has", "have", "had", "be", "been", "does", "did", "do", "'s"))
_HEADLINE = 6
_REACH = 28


def acts(scene: Scene, noun: int) -> bool:
    """Whether a study noun is the subject of a verb that tells what it did or found: "a study linked", "puts"."""
    tokens = scene.tokens
    for at in range(noun + 1, min(len(tokens), noun + _REACH)):
        if tokens[at].text == ",":
            return False
        if tokens[at].tag in ("VBD", "VBZ", "VBP") and tokens[at].lower not in _AUXILIARIES | CONDUCTING:
            return True
    return False


def finds(scene: Scene, noun: int) -> bool:
    """Whether a study noun is the subject of a verb of finding, or a colon gives its finding ("Survey: ...")."""
    tokens = scene.tokens
    if (
        noun + 1 < len(tokens)
        and tokens[noun + 1].text == ":"
        and noun < _HEADLINE
        and tokens[noun].lower not in LOOSE_NOUNS
    ):
        return True
    for at in range(noun + 1, min(len(tokens), noun + _REACH)):
        word = tokens[at].lower
        if word in FINDING_VERBS or (word in SAYING_VERBS | ASKING_VERBS and tokens[at].tag[:2] == "VB"):
            return True
        if ends_phrase(scene, at):
            return False
    return False


def ends_phrase(scene: Scene, at: int) -> bool:
    """Whether a token ends what is said about the study itself: a finite verb, unless it is "was conducted"."""
    token = scene.tokens[at]
    if token.text in (";", ":") or token.tag == "MD":
        return True
    if token.lower in ("ages", "age") and scene.tokens[at - 1].tag in ("NNS", "NN"):
        return False  # "1,600 adults ages 65 and older"
    if token.lower in ("is", "was", "were", "are", "been", "has", "have"):
        followers = [follower.lower for follower in scene.tokens[at + 1 : at + 4]]
        return followers[:1] != ["by"] and not any(word in CONDUCTING or word == "based" for word in followers)
    if token.tag in ("VBD", "VBZ", "VBP") or (token.tag == "VBN" and token.lower in FINDING_VERBS):
        return token.lower not in CONDUCTING and token.lower not in ASKING_VERBS
    return token.lower in FINDING_VERBS and token.tag != "NN"


def subjects(scene: Scene) -> Iterator[tuple[tuple[Name, ...], int]]:
    """The names that share a verb of finding, saying, asking or publishing as its subject, and the verb's index."""
    group: list[Name] = []
    for name in scene.names:
        if group and not _coordinates(scene, group[-1].last, name.first):
            group = []
        group.append(name)
        verb = subject_of(scene, name)
        if verb is not None:
            joined = len(group) > 1 and any(
                token.lower in ("and", "&", "/") for token in scene.tokens[group[-2].last : name.first]
            )
            yield tuple(group if joined else group[-1:]), verb
            group = []


def _coordinates(scene: Scene, left: int, right: int) -> bool:
    """Whether what stands between two names is "and" or the like."""
    between = {token.lower for token in scene.tokens[left:right]}
    return bool(between) and between <= {"and", "&", "/", ",", "the", "[", "]"}


def subject_of(scene: Scene, name: Name) -> int | None:
    """The index of the verb whose subject a name is, if it is one of finding, saying, asking or publishing."""
    tokens = scene.tokens
    at = name.last
    if at < len(tokens) and tokens[at].text == "(":
        at = next((end + 1 for end in range(at, min(len(tokens), at + 6)) if tokens[end].text == ")"), at)
    if at < len(tokens) and tokens[at].text == ",":
        at = at + 1 if _tells(scene, at + 1) and not _is_occasion(scene, name) else _past_apposition(scene, at)
    for index in range(at, min(len(tokens), at + 5)):
        token = tokens[index]
        verb = token.lower in FINDING_VERBS or token.lower in SAYING_VERBS or token.lower in ASKING_VERBS
        if (verb or token.lower in PUBLISHING_VERBS) and token.tag[:2] == "VB":
            return index
        if token.lower not in _BEFORE_VERB and token.tag not in ("RB", "MD", "JJ"):
            return _inverted(scene, name)
    return _inverted(scene, name)


def _is_occasion(scene: Scene, name: Name) -> bool:
    """Whether a name stands behind a preposition of time or purpose: "released for National Boat Week, finds"."""
    return name.first > 0 and scene.tokens[name.first - 1].lower in ("for", "during", "on")


def _tells(scene: Scene, at: int) -> bool:
    """Whether a verb of saying or finding with its object stands at a token: "a firm by the name of Acme, say 40%"."""
    tokens = scene.tokens
    if at + 1 >= len(tokens) or tokens[at].lower not in FINDING_VERBS | SAYING_VERBS or tokens[at].tag[:2] != "VB":
        return False
    return tokens[at + 1].tag in ("CD", "DT", "IN", "$") or tokens[at + 1].lower == "that"


def _inverted(scene: Scene, name: Name) -> int | None:
    """The saying verb before its subject: "…, says the Acme Institute"."""
    tokens = scene.tokens
    at = name.first - 1
    while at > 0 and tokens[at].lower in ("the", "["):
        at -= 1
    if name.last < len(tokens) and tokens[name.last].lower in ROLES:
        return None
    if at < 1 or tokens[at].lower not in SAYING_VERBS or tokens[at].tag[:2] != "VB":
        return None
    return at if tokens[at - 1].text in (",", '"', "'", "-", "]", ")") else None


def _past_apposition(scene: Scene, comma: int) -> int:
    """Past what stands between commas after a name; the comma itself where no second one follows soon."""
    tokens = scene.tokens
    for index in range(comma + 1, min(len(tokens), comma + 16)):
        if tokens[index].text == ",":
            return index + 1
    return comma
