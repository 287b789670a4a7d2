"""Who conducted, sponsored or published a study: the organizations before, behind and over a word for it."""

from __future__ import annotations

from collections.abc import Iterator

from whence.extract.names import DESCRIPTORS, Name
from whence.extract.studies.conductors import is_researcher
from whence.extract.studies.scenes import Scene
from whence.extract.studies.subjects import ends_phrase, subject_of
from whence.extract.studies.words import (
    CONDUCTING,
    FINDING_VERBS,
    NOT_CONDUCTING,
    NOUNS,
    PUBLISHING_VERBS,
    ROLES,
    TEAM_WORDS,
)
from whence.model import AgentKind

_WHO = ROLES | TEAM_WORDS | NOUNS
_TOGETHER = frozenset(("behalf", "partnership", "association", "collaboration", "conjunction", "cooperation"))
_OTHER_WITHIN = 6
_BASED_ON = frozenset(("from", "of", "on", "in"))
_REACH = 28
_DESCRIPTOR = 9
_CLAUSE_WITHIN = 9
_OUT = frozenset(("released", "published", "issued", "posted", "announced"))
"""What is done with a study for an occasion rather than for a client: "released for Book Week"."""


def before_noun(scene: Scene, first: int, noun: int) -> tuple[Name, ...]:
    """The organizations in the phrase that ends in a study noun: "the latest Gallup poll", "Acme's survey".

    After a possessive only the owner counts: what follows is the study's own name ("the firm's Acme Spend study").
    """
    owned = [at for at in range(first, noun) if scene.tokens[at].tag in ("POS", "PRP$")]
    last = owned[0] if owned else noun
    return tuple(name for name in scene.names if first <= name.first and name.last <= last)


def after_noun(scene: Scene, noun: int, makers: bool) -> tuple[Name, ...]:
    """The organizations that "by", "from", "for" or (for those who made a study) "at" join to a study noun."""
    tokens = scene.tokens
    joiners = ("by", "from", "at", "with", "of") if makers else ("by", "from")
    found: list[Name] = []
    at, conducting = noun + 1, False
    while at < min(len(tokens), noun + _REACH):
        at = _past_aside(scene, at)
        if at >= len(tokens):
            break
        token = tokens[at]
        client = token.lower == "for" and (conducting or at == noun + 1) and tokens[at - 1].lower not in _OUT
        joins = token.lower in joiners or client or _with(scene, at)
        if (joins or _in_journal(scene, at)) and _conducts(scene, at):
            chain = tuple(_chain(scene, at + 1))
            found.extend(name for name in chain if name not in found)
            at = max([at + 1, *(name.last for name in chain)])
            continue
        if ends_phrase(scene, at) or _begins_other(scene, noun, at):
            break
        conducting = conducting or token.lower in CONDUCTING
        at += 1
    return tuple(found) or _told_to(scene, noun) or _in_clause(scene, noun) or _said_of(scene, noun)


def _in_clause(scene: Scene, noun: int) -> tuple[Name, ...]:
    """Who made a study in a clause behind it: "a report (that) the Public Works Department presented"."""
    tokens = scene.tokens
    within = range(noun + 1, min(len(tokens), noun + _CLAUSE_WITHIN))
    opens = next((at for at in within if tokens[at].lower in ("that", "which", "the") or ends_phrase(scene, at)), None)
    if opens is None or tokens[opens].lower not in ("that", "which", "the"):
        return ()
    for verb in range(opens + 2, min(len(tokens), opens + _CLAUSE_WITHIN)):
        if tokens[verb].tag in ("VBD", "VBN", "VBZ", "MD", ","):
            name = scene.name_until(verb)
            return (name,) if name is not None and tokens[verb].lower in CONDUCTING else ()
    return ()


def _said_of(scene: Scene, noun: int) -> tuple[Name, ...]:
    """Who paid for or made the study that a sentence opens with, told in its predicate: "The poll covered 1,004
    anglers and was paid for by the Tide Trust".
    """
    tokens = scene.tokens
    if noun > _OPENING or tokens[noun].lower not in NOUNS:
        return ()
    for at in range(noun + 1, len(tokens) - 2):
        if tokens[at].lower in NOUNS and tokens[at].tag.startswith("NN"):
            return ()
        made = tokens[at].lower in CONDUCTING or [t.lower for t in tokens[at : at + 2]] == ["paid", "for"]
        by = next((k for k in range(at + 1, min(at + 4, len(tokens) - 1)) if tokens[k].lower == "by"), None)
        passive = any(token.lower in _BE for token in tokens[max(0, at - 2) : at])
        if made and passive and by is not None:
            return tuple(_chain(scene, by + 1))
    return ()


_BE = frozenset(("was", "were", "is", "are", "been", "and"))
_OPENING = 5


def _told_to(scene: Scene, noun: int) -> tuple[Name, ...]:
    """The public body to which its officers report: "a report to the town council's roads committee"."""
    tokens = scene.tokens
    if tokens[noun].lower not in ("report", "paper") or noun + 2 >= len(tokens) or tokens[noun + 1].lower != "to":
        return ()
    name = scene.name_from(noun + 2) or scene.name_from(noun + 3)
    return (name,) if name is not None and is_researcher(scene, name) else ()


def _begins_other(scene: Scene, noun: int, at: int) -> bool:
    """Whether a token after a study noun is the word for a further study with makers of its own: "after a trial by"."""
    tokens = scene.tokens
    if tokens[at].lower not in NOUNS or tokens[at].tag not in ("NN", "NNS"):
        return False
    before = [token.lower for token in tokens[max(noun, at - _OTHER_WITHIN) : at]]
    opener = next((index for index, word in enumerate(before) if word in ("a", "an")), 0)
    return opener > 0 and before[opener - 1] not in _BASED_ON


def _with(scene: Scene, at: int) -> bool:
    """Whether a partner or a client follows: "on behalf of", "in partnership with"."""
    before = scene.tokens[at - 1].lower
    if scene.tokens[at].lower == "of" and before == "out":
        return True
    made = scene.tokens[at].lower == "with" and (before == "out" or before in CONDUCTING)
    return made or (scene.tokens[at].lower in ("of", "with") and before in _TOGETHER)


def _past_aside(scene: Scene, at: int) -> int:
    """Past a relative clause between commas that says something else of the study: ", which drew a crowd,"."""
    tokens = scene.tokens
    if tokens[at].text != "," or at + 2 >= len(tokens) or tokens[at + 1].tag not in ("WDT", "WP"):
        return at
    if any(token.lower in CONDUCTING for token in tokens[at + 2 : at + 5]):
        return at + 2
    return next((end + 1 for end in range(at + 2, min(len(tokens), at + _REACH)) if tokens[end].text == ","), at)


def _in_journal(scene: Scene, at: int) -> bool:
    """Whether "in" leads to the journal that published a study: "published in the Lancet"."""
    tokens = scene.tokens
    if tokens[at].lower != "in":
        return False
    published = any(token.lower == "published" for token in tokens[max(0, at - 4) : at])
    return published or "journal" in [token.lower for token in tokens[at + 1 : at + 6]]


def _conducts(scene: Scene, at: int) -> bool:
    """Whether a joiner follows a word for making a study, or none that says something else."""
    before = scene.tokens[at - 1]
    return before.lower not in NOT_CONDUCTING and not (before.tag == "VBN" and before.lower not in CONDUCTING)


def _chain(scene: Scene, at: int) -> Iterator[Name]:
    """The organizations that follow a joiner, past what describes them ("market researcher Acme and Zeta")."""
    tokens = scene.tokens
    limit = at + _DESCRIPTOR
    while at < min(len(tokens), limit):
        name = scene.name_from(at)
        if name is not None:
            if name.kind is AgentKind.ORGANIZATION and not _modifies(scene, name):
                yield name
            at = name.last
            limit = at + 5
            continue
        token = tokens[at]
        if token.text in "[]":
            at, limit = at + 1, limit + 1
            continue
        if token.tag == "POS" and scene.name_until(at) is None:
            return
        describes = token.tag[:2] in ("NN", "JJ", "DT", "VB", "CC", "PO", "PR", "HY") or token.lower in (
            "at",
            "of",
            "for",
            "from",
        )
        if token.tag in ("VBD", "VBZ", "VBP", "MD") or not (describes or token.text in (",", "-", "/", "&")):
            return
        if token.tag in ("VB", "VBN") and token.lower not in (CONDUCTING | DESCRIPTORS) - _OUT:
            return
        at += 1


def _modifies(scene: Scene, name: Name) -> bool:
    """Whether a name only describes the noun after it, which is no maker of studies: "some High Street shops"."""
    following = scene.tokens[name.last] if name.last < len(scene.tokens) else None
    return following is not None and following.tag in ("NN", "NNS") and following.lower not in _WHO | FINDING_VERBS


def publishing_subject(scene: Scene, first: int, noun: int) -> tuple[Name, ...]:
    """The organizations that publish the study as the subject of its verb: "Acme released the results of a survey"."""
    tokens = scene.tokens
    for at in range(noun - 1, max(-1, first - 9), -1):
        if tokens[at].lower in PUBLISHING_VERBS and tokens[at].tag.startswith("V"):
            return tuple(name for name in scene.names if name.last <= at and _publishes(scene, name, at))
        if tokens[at].text in (",", ";", "."):
            return ()
    return ()


def _publishes(scene: Scene, name: Name, verb: int) -> bool:
    """Whether a name is the subject of a verb, alone or with others."""
    return not _employs(scene, name) and (subject_of(scene, name) == verb or verb - name.last <= 2)


def _employs(scene: Scene, name: Name) -> bool:
    """Whether a name only tells for whom the person before it works: "Jane Roe of Acme"."""
    before = scene.tokens[name.first - 1].lower if name.first else ""
    return before in ("of", "at", "from", "with", "for")
