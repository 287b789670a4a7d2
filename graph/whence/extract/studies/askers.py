"""References by who gathered what a study rests on: "we asked 400 mayors", "Acme and Zeta teamed up to poll nurses"."""

from __future__ import annotations

from collections.abc import Iterator

from whence.extract.studies.conductors import is_outlet
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.scenes import Scene, organizations
from whence.extract.studies.words import ASKING_VERBS, PEOPLE_VERBS, TEAM_WORDS
from whence.resources import word_list

_GATHERING = [line.split("\t") for line in word_list("studies", "gathering_verbs.txt")]
_BY_ALL = frozenset(verb for kind, verb in _GATHERING if kind == "all")
_BY_US = frozenset(verb for _, verb in _GATHERING)
_OPENERS = frozenset(word_list("studies", "count_openers.txt"))
_NOT_COUNTED = frozenset(word_list("studies", "not_populations.txt")) | {"times", "miles", "copies", "people's"}
_REPORTING = frozenset(("covered", "covering"))
"""What newspapers do with the news, though studies do it with people."""
_JOINING = frozenset(("teamed", "partnered", "worked", "joined", "paired", "collaborated", "commissioned", "hired"))
_PARTNERS_WITHIN = 16
_OURS_WITHIN = 5


def by_askers(scene: Scene) -> Iterator[Reference]:
    """The references of a sentence that tell who asked, followed or counted whom."""
    if scene.numbered:
        yield from _by_us(scene)
        yield from _by_organization(scene)
        yield from _by_pronoun(scene)
        yield from _by_partners(scene)


def asks_people(scene: Scene, verb: int) -> bool:
    """Whether a number of people or things follows an asking verb closely."""
    tokens = scene.tokens[verb + 1 : verb + 7]
    numbers = any(token.tag == "CD" for token in tokens)
    people = any(token.tag == "NNS" for token in tokens)
    return numbers or (people and scene.tokens[verb].lower not in PEOPLE_VERBS)


def _counts(scene: Scene, at: int) -> bool:
    """Whether a count of people or things begins at a token: "more than 1,120 drivers", "400 of them"."""
    tokens = scene.tokens
    while at < len(tokens) and tokens[at].lower in _OPENERS:
        at += 1
    if at + 1 >= len(tokens) or tokens[at].tag != "CD" or tokens[at + 1].text in ("%", "-"):
        return False
    if tokens[at + 1].lower == "of":
        return True
    counted = next((token for token in tokens[at + 1 : at + 6] if token.tag == "NNS" or token.lower == "people"), None)
    return counted is not None and counted.lower not in _NOT_COUNTED


def _gathers(scene: Scene, verb: int, verbs: frozenset[str]) -> bool:
    """Whether a verb at a token, with its preposition, is followed by the count of what was gathered."""
    tokens = scene.tokens
    if tokens[verb].lower in verbs:
        return _counts(scene, verb + 1)
    for length in (1, 2):
        phrase = " ".join(token.lower for token in tokens[verb : verb + length + 1])
        if phrase in verbs:
            return _counts(scene, verb + length + 1)
    return False


def _by_us(scene: Scene) -> Iterator[Reference]:
    """What the article's own publisher asked or counted: "we surveyed 400 mayors", "our analysts logged 90 faults"."""
    for at, token in enumerate(scene.tokens[:-2]):
        if token.lower not in ("we", "our") or '"' in [before.text for before in scene.tokens[:at]]:
            continue
        verb = at + 1 + (scene.tokens[at + 1].tag in ("RB", "VBP")) if token.lower == "we" else _our_verb(scene, at)
        asked = scene.tokens[verb].lower in ASKING_VERBS - _REPORTING and asks_people(scene, verb)
        if asked or _gathers(scene, verb, _BY_US):
            yield _reference(scene, at, at + 1, (), Weight.NEEDS_NUMBER, own=True)


def _our_verb(scene: Scene, our: int) -> int:
    """The index of the verb after "our analysts" or "our response team"; of "our" itself if none is there."""
    tokens = scene.tokens
    for at in range(our + 1, min(len(tokens) - 1, our + _OURS_WITHIN)):
        if tokens[at].lower in TEAM_WORDS | {"partners", "volunteers", "reporters", "engineers", "staff"}:
            return at + 1
    return our


def _by_organization(scene: Scene) -> Iterator[Reference]:
    """An organization as the subject of such a verb, that is not merely a newspaper that heard some people."""
    for name in scene.names:
        found = organizations((name,))
        if not found or (is_outlet(name.text) and name.text != scene.house):
            continue
        verb = name.last
        while verb < len(scene.tokens) - 1 and scene.tokens[verb].tag in ("RB", "MD"):
            verb += 1
        if verb < len(scene.tokens) and _gathers(scene, verb, _BY_ALL):
            yield _reference(scene, name.first, name.last, found, Weight.STANDS_ALONE)


def _by_pronoun(scene: Scene) -> Iterator[Reference]:
    """The organization before the "it" that asked: "what Acme heard last fall when it surveyed 640 people"."""
    tokens = scene.tokens
    for at in range(1, len(tokens) - 2):
        verb = at + 1
        if tokens[at].lower != "it" or tokens[verb].tag not in ("VBD", "VBZ"):
            continue
        if not (
            _gathers(scene, verb, _BY_ALL)
            or (tokens[verb].lower in ASKING_VERBS - _REPORTING and _counts(scene, verb + 1))
        ):
            continue
        before = [name for name in scene.names if name.last <= at][-1:]
        if (found := organizations(before)) and not is_outlet(found[0]):
            yield _reference(scene, before[0].first, before[0].last, found, Weight.STANDS_ALONE)


def _by_partners(scene: Scene) -> Iterator[Reference]:
    """Those who joined to ask: "Acme teamed up with Zeta Research to survey 2,011 adults"."""
    tokens = scene.tokens
    joined = next((at for at, token in enumerate(tokens) if token.lower in _JOINING), None)
    if joined is None:
        return
    for at in range(joined + 1, min(len(tokens) - 1, joined + _PARTNERS_WITHIN)):
        if tokens[at].lower != "to" or tokens[at + 1].tag[:2] not in ("VB", "NN"):
            continue
        if _counts(scene, at + 2) or (tokens[at + 2 : at + 3] and _gathers(scene, at + 1, _BY_US)):
            makers = [name for name in scene.names if name.last <= at]
            if found := organizations(makers):
                yield _reference(scene, makers[0].first, makers[-1].last, found, Weight.STANDS_ALONE)
            return


def _reference(
    scene: Scene, first: int, last: int, found: tuple[str, ...], weight: Weight, own: bool = False
) -> Reference:
    return Reference(
        sentence=scene.sentence.index,
        start=scene.tokens[first].start,
        end=scene.tokens[last - 1].end,
        noun="",
        weight=weight,
        organizations=found,
        asserted=True,
        numbered=True,
        own=own,
    )
