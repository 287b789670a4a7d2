"""References by who speaks: an organization that asks, finds or says something, or that a number is according to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.extract.names import Name
from whence.extract.studies.askers import asks_people
from whence.extract.studies.conductors import counts, is_outlet, is_programme, is_researcher
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.scenes import Scene, organizations
from whence.extract.studies.subjects import subjects
from whence.extract.studies.words import (
    ASKING_VERBS,
    FINDING_VERBS,
    FORECASTING,
    GENERIC_SPEAKERS,
    NOUNS,
    ROLES,
    SAYING_VERBS,
    TEAM_WORDS,
)
from whence.model import AgentKind

_PUTTING = frozenset(("put", "estimated", "calculated", "reckoned", "measured", "counted", "pegged", "recorded"))
_PUT_WITHIN = 10
_OPENING = 4
"""Tokens at the head of a sentence in which "according to" leads what follows."""


def by_speaker(scene: Scene) -> Iterator[Reference]:
    """The references that name an organization alone: "Acme surveyed 400 mayors", "according to Acme"."""
    taken: set[int] = set()
    for group, verb in subjects(scene):
        taken.update(name.first for name in group)
        if found := organizations(name for name in group if not is_programme(name)):
            asks = scene.tokens[verb].lower in ASKING_VERBS
            reference = _conductor_reference(scene, group, found, _subject_weight(scene, group[-1], verb), asks)
            yield replace(reference, aside=_is_consensus(scene, group[0]))
        elif is_programme(group[-1]) and scene.tokens[verb].lower in FINDING_VERBS and scene.numbered:
            yield _programme_reference(scene, group[-1])
        elif (employer := scene.affiliations.get(group[-1].text)) and scene.numbered:
            yield _conductor_reference(scene, group, (employer,), Weight.POINTS_BACK)
    yield from _by_generic_speaker(scene)
    for name in scene.names:
        alone = name.first not in taken and organizations((name,))
        if alone and (_is_source(scene, name) or _according_to(scene, name) or _puts(scene, name)):
            reference = _conductor_reference(scene, (name,), (name.text,), _source_weight(scene, name))
            yield replace(reference, source=True, trails=name.first > _OPENING)


def _by_generic_speaker(scene: Scene) -> Iterator[Reference]:
    """The words of an organization that the sentence does not name: "the company said"."""
    tokens = scene.tokens if scene.numbered else ()
    for at in range(1, len(tokens) - 1):
        verb = tokens[at + 1]
        if tokens[at].lower in GENERIC_SPEAKERS and tokens[at - 1].lower == "the" and verb.lower in SAYING_VERBS:
            spoken = Name(at - 1, at + 1, f"the {tokens[at].lower}", AgentKind.ORGANIZATION)
            reference = _conductor_reference(scene, (spoken,), (spoken.text,), Weight.POINTS_BACK)
            yield replace(reference, definite=True)


def _conductor_reference(
    scene: Scene, group: Sequence[Name], found: tuple[str, ...], weight: Weight, asks: bool = False
) -> Reference:
    return Reference(
        sentence=scene.sentence.index,
        start=scene.tokens[group[0].first].start,
        end=scene.tokens[group[-1].last - 1].end,
        noun="",
        weight=weight,
        organizations=found,
        asserted=asks,
        numbered=scene.numbered,
    )


def _programme_reference(scene: Scene, name: Name) -> Reference:
    """A standing study that finds something: "the Acme Pulse shows"."""
    reference = _conductor_reference(scene, (name,), (), Weight.STANDS_ALONE)
    return replace(reference, noun=name.text.split()[-1].lower(), title=name.text, definite=True, finding=True)


def _source_weight(scene: Scene, name: Name) -> Weight:
    """What "according to" an organization can do."""
    if is_researcher(scene, name):
        return Weight.STANDS_ALONE if scene.numbered else Weight.NEEDS_NUMBER
    return Weight.NEEDS_NUMBER if scene.numbered and not is_outlet(name.text) else Weight.POINTS_BACK


def _subject_weight(scene: Scene, name: Name, verb: int) -> Weight:
    """What it means for studies that an organization asks, finds or says something."""
    word = scene.tokens[verb].lower
    if word in ASKING_VERBS and asks_people(scene, verb):
        return Weight.STANDS_ALONE
    if word in FINDING_VERBS and scene.numbered:
        return Weight.STANDS_ALONE
    if word in FORECASTING and scene.numbered:
        return Weight.NEEDS_NUMBER
    known = counts(scene, name) and scene.numbered
    if word in SAYING_VERBS and (known or (scene.statistical and is_researcher(scene, name))):
        return Weight.NEEDS_NUMBER
    return Weight.POINTS_BACK


def _is_source(scene: Scene, name: Name) -> bool:
    """Whether a name is given as the source in brackets: "(source: Acme)", "(Gartner)"."""
    tokens = scene.tokens
    if name.last >= len(tokens) or tokens[name.last].text != ")" or name.first < 1:
        return False
    if tokens[name.first - 1].text == "(":
        before = tokens[name.first - 2].text if name.first > 1 else ""
        closes = before in (".", "!", "?", '"', "%", "]") or name.last + 2 >= len(tokens)
        return closes and scene.numbered and is_researcher(scene, name)
    return tokens[name.first - 1].text == ":" and tokens[name.first - 2].lower in ("source", "via", "sources")


def _according_to(scene: Scene, name: Name) -> bool:
    tokens = scene.tokens
    at = name.first - 1
    while (
        at > 0
        and name.first - at < 6
        and (tokens[at].lower in ("the", "[") or tokens[at].tag[:2] in ("NN", "JJ", "VB"))
    ):
        at -= 1
    following = tokens[name.last] if name.last < len(tokens) else None
    speaks = following is not None and following.lower in ROLES | TEAM_WORDS and is_researcher(scene, name)
    noun_follows = (
        following is not None
        and not speaks
        and (following.text == "'s" or following.lower in NOUNS or following.tag[:2] == "NN")
    )
    return at > 0 and tokens[at].lower == "to" and tokens[at - 1].lower == "according" and not noun_follows


def _puts(scene: Scene, name: Name) -> bool:
    """Whether a figure "is put at" something by an organization, or "estimated" by it."""
    tokens = scene.tokens
    by = name.first - 1 - (name.first > 1 and tokens[name.first - 1].lower == "the")
    if by < 1 or tokens[by].lower != "by":
        return False
    told = [token for token in tokens[max(0, by - _PUT_WITHIN) : by] if token.lower in _PUTTING]
    return any(token.tag in ("VBN", "VBD") for token in told)


def _is_consensus(scene: Scene, name: Name) -> bool:
    """Whether a name is that of who asked the forecasters: "economists polled by Acme"."""
    before = [token.lower for token in scene.tokens[max(0, name.first - 5) : name.first]]
    return "by" in before[-2:] and not ASKING_VERBS.isdisjoint(before) and not TEAM_WORDS.isdisjoint(before)
