"""Who conducted, sponsored or published a study: the organizations before, behind and over a word for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from whence.extract.names import DESCRIPTORS, RESEARCH_ORGANIZATIONS, Name
from whence.extract.studies.scenes import Scene
from whence.extract.studies.words import (
    ASKING_VERBS,
    CONDUCTING,
    FINDING_VERBS,
    LOOSE_NOUNS,
    NOT_CONDUCTING,
    NOUNS,
    PUBLIC_BODIES,
    PUBLISHING_VERBS,
    ROLES,
    SAYING_VERBS,
    TEAM_WORDS,
)
from whence.model import AgentKind
from whence.resources import word_list

_OUTLET_WORDS = frozenset(word_list("studies", "outlet_words.txt"))
_PROGRAMMES = frozenset(word_list("studies", "programme_words.txt"))
_OUTLETS = frozenset(word_list("studies", "outlets.txt"))
_BEFORE_VERB = frozenset(("has", "have", "had", "to", "also", "]")) | TEAM_WORDS
_AUXILIARIES = frozenset(("is", "was", "were", "are", "has", "have", "had", "be", "been", "does", "did", "do", "'s"))
_WHO = ROLES | TEAM_WORDS | NOUNS
_DESCRIBED = frozenset(word_list("studies", "researcher_descriptors.txt"))
_TOGETHER = frozenset(("behalf", "partnership", "association", "collaboration", "conjunction", "cooperation"))
_FIRMS = frozenset(("firm", "company", "group", "house", "agency", "outfit", "service"))
_HEADLINE = 6
_OTHER_WITHIN = 6
_BASED_ON = frozenset(("from", "of", "on", "in"))
_REACH = 28
_DESCRIPTOR = 9


def is_researcher(scene: Scene, name: Name) -> bool:
    """Whether an organization lives by studies or keeps official figures, by its name or by what stands before it."""
    words = name.text.split()
    known = not RESEARCH_ORGANIZATIONS.isdisjoint((name.text, words[0], " ".join(words[:2])))
    return _described(scene, name) or known or not PUBLIC_BODIES.isdisjoint(name.text.lower().split())


def _described(scene: Scene, name: Name) -> bool:
    """Whether the words before a name say that it lives by studies: "pollster Acme", "research firm Acme"."""
    if not 0 < name.first <= len(scene.tokens):
        return False
    before = [token.lower for token in scene.tokens[max(0, name.first - 2) : name.first]]
    return before[-1] in _DESCRIBED or (before[-1] in _FIRMS and before[0] in _DESCRIBED)


def counts(scene: Scene, name: Name) -> bool:
    """Whether any number that an organization states is its own: a known research house, or "research firm Acme"."""
    return name.text in RESEARCH_ORGANIZATIONS or _described(scene, name)


def acts(scene: Scene, noun: int) -> bool:
    """Whether a study noun is the subject of a verb that tells what it did or found: "a study linked", "puts"."""
    tokens = scene.tokens
    for at in range(noun + 1, min(len(tokens), noun + _REACH)):
        if tokens[at].text == ",":
            return False
        if tokens[at].tag in ("VBD", "VBZ", "VBP") and tokens[at].lower not in _AUXILIARIES | CONDUCTING:
            return True
    return False


def is_programme(name: Name) -> bool:
    """Whether a name is that of a standing study: "Programme for the Study of Lakes"."""
    words = name.text.lower().split()
    if name.text in RESEARCH_ORGANIZATIONS:
        return False
    followed = any(word in _PROGRAMMES and after in ("of", "on", "for") for word, after in pairwise(words))
    return followed or words[0] in _PROGRAMMES or words[-1] in _PROGRAMMES


def maker_in_title(scene: Scene, title: str) -> str | None:
    """The organization that a title begins with, after a year: "2019 RightScale State of the Cloud".

    A title of a name and a year ("Remote Shift 2023") is the study's own name all through.
    """
    words = title.split()
    words = words[1:] if words and words[0].isdigit() else words
    longest = sum(not word.isdigit() for word in words) - 1
    starts = [" ".join(words[:length]) for length in (4, 3, 2, 1) if length <= longest]
    telling = {name for name in scene.organizations if " " in name or name.isupper()}
    return next((name for name in starts if name in RESEARCH_ORGANIZATIONS or name in telling), None)


def is_outlet(organization: str) -> bool:
    """Whether an organization is a newspaper, station or site, whose "report" is an article."""
    return organization in _OUTLETS or organization.rsplit(" ", 1)[-1].lower() in _OUTLET_WORDS


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
        joins = token.lower in joiners or (token.lower == "for" and (conducting or at == noun + 1)) or _with(scene, at)
        if (joins or _in_journal(scene, at)) and _conducts(scene, at):
            chain = tuple(_chain(scene, at + 1))
            found.extend(name for name in chain if name not in found)
            at = max([at + 1, *(name.last for name in chain)])
            continue
        if _ends_phrase(scene, at) or _begins_other(scene, noun, at):
            break
        conducting = conducting or token.lower in CONDUCTING
        at += 1
    return tuple(found)


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


def _ends_phrase(scene: Scene, at: int) -> bool:
    """Whether a token ends what is said about the study itself: a finite verb, unless it is "was conducted"."""
    token = scene.tokens[at]
    if token.text in (";", ":") or token.tag == "MD":
        return True
    if token.lower in ("is", "was", "were", "are", "been", "has", "have"):
        followers = [follower.lower for follower in scene.tokens[at + 1 : at + 4]]
        return followers[:1] != ["by"] and not any(word in CONDUCTING or word == "based" for word in followers)
    if token.tag in ("VBD", "VBZ", "VBP") or (token.tag == "VBN" and token.lower in FINDING_VERBS):
        return token.lower not in CONDUCTING and token.lower not in ASKING_VERBS
    return token.lower in FINDING_VERBS and token.tag != "NN"


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
        if token.tag in ("VB", "VBN") and token.lower not in CONDUCTING | DESCRIPTORS:
            return
        at += 1


def _modifies(scene: Scene, name: Name) -> bool:
    """Whether a name only describes the noun after it, which is no maker of studies: "some High Street shops"."""
    following = scene.tokens[name.last] if name.last < len(scene.tokens) else None
    return following is not None and following.tag in ("NN", "NNS") and following.lower not in _WHO | FINDING_VERBS


def publishing_subject(scene: Scene, first: int, noun: int) -> tuple[Name, ...]:
    """The organizations that publish the study as the subject of its verb: "Acme released the results of a survey"."""
    tokens = scene.tokens
    for at in range(min(first, noun) - 1, max(-1, first - 9), -1):
        if tokens[at].lower in PUBLISHING_VERBS and tokens[at].tag.startswith("V"):
            return tuple(name for name in scene.names if name.last <= at and _publishes(scene, name, at))
        if tokens[at].text in (",", ";", "."):
            return ()
    return ()


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
        if _ends_phrase(scene, at):
            return False
    return False


def _publishes(scene: Scene, name: Name, verb: int) -> bool:
    """Whether a name is the subject of a verb, alone or with others."""
    return not _employs(scene, name) and (subject_of(scene, name) == verb or verb - name.last <= 2)


def _employs(scene: Scene, name: Name) -> bool:
    """Whether a name only tells for whom the person before it works: "Jane Roe of Acme"."""
    before = scene.tokens[name.first - 1].lower if name.first else ""
    return before in ("of", "at", "from", "with", "for")


def subjects(scene: Scene) -> Iterator[tuple[tuple[Name, ...], int]]:
    """The names that share a verb of finding, saying, asking or publishing as its subject, and the verb's index."""
    group: list[Name] = []
    for name in scene.names:
        if group and not _coordinates(scene, group[-1].last, name.first):
            group = []
        group.append(name)
        verb = subject_of(scene, name)
        if verb is not None:
            yield tuple(group), verb
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
        at = _past_apposition(scene, at)
    for index in range(at, min(len(tokens), at + 5)):
        token = tokens[index]
        verb = token.lower in FINDING_VERBS or token.lower in SAYING_VERBS or token.lower in ASKING_VERBS
        if (verb or token.lower in PUBLISHING_VERBS) and token.tag[:2] == "VB":
            return index
        if token.lower not in _BEFORE_VERB and token.tag not in ("RB", "MD", "JJ"):
            return _inverted(scene, name)
    return _inverted(scene, name)


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
