"""Who tells a number: sentences in which an outsider speaks or acts, whose numbers come from none of the studies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.analyse import Analysis, Sentence, Token
from whence.extract.names import Name, named
from whence.extract.studies.standing import LAY_ROLES, Cast, Standing
from whence.extract.studies.words import ASKING_VERBS, FINDING_VERBS, SAYING_VERBS, words_of
from whence.model import AgentKind, BlockKind
from whence.resources import word_list

_SPEAKING = (
    frozenset(
        form
        for entry in word_list("statements", "saying_verbs.txt")
        if entry.startswith("+")
        for form in entry[1:].split()
    )
    | SAYING_VERBS
    | frozenset(word_list("studies", "thinking_verbs.txt"))
) - FINDING_VERBS
_OUTSIDE = frozenset(word_list("studies", "outside_speakers.txt"))
_BODIES = frozenset(
    ("chancellor", "government", "kremlin", "minister", "ministry", "opposition", "pentagon", "treasury")
)
_PRONOUNS = frozenset(("he", "she"))
_ANSWERING = frozenset(("agree", "agreed", "agrees", "answered", "chose", "disagree", "said", "say", "statement"))
_ASKED = frozenset(("interviewees", "participants", "polled", "questioned", "respondents", "surveyed"))
_KIN = frozenset(word_list("studies", "kin.txt"))
_STANDING_IN_POLLS = frozenset(word_list("studies", "contest_verbs.txt"))
_SELF = frozenset(("i", "i'm", "i've", "i'd", "my"))
_BETWEEN = frozenset(("have", "had", "'ve", "'d", "'ll", "will", "can", "could", "would", "do", "did", "all", "both"))
_NO_DOING = (
    ASKING_VERBS
    | FINDING_VERBS
    | SAYING_VERBS
    | frozenset(
        ("are", "were", "'re", "been", "be", "got", "get", "know", "knew", "live", "lived", "think", "looked", "need")
    )
    | frozenset(
        ("analysed", "analyzed", "checked", "collected", "counted", "examined", "followed", "measured", "saw", "see")
    )
    | frozenset(("studied", "sampled", "tested", "tracked", "compared", "modelled", "recorded", "observed", "spoke"))
)
_AUXILIARIES = frozenset(("also", "has", "have", "had", "already", "now", "then", "still", "recently", "'s"))
_MOVED = (
    r"(?:now |have |had |which )*(?:fell|rose|jumped|closed|slid|dropped|gained|lost|tumbled|soared|climbed|surged"
    r"|slipped|weakened|strengthened|traded|averaged|settled|priced?|put|see|expect|imply|point)"
)
_MARKETS = re.compile(
    rf"(?:^|[.;] )shares in |\bshares,? {_MOVED}\b"
    rf"|\b(?:sterling|brent(?: crude)?|crude|crude oil|futures|bond yields) {_MOVED}\b"
    rf"|\b(?:(?:money|financial|futures|bond|currency|swaps|stock) )?markets {_MOVED}\b"
    rf"|\bthe (?:pound|dollar|euro|yen) {_MOVED}\b"
    r"|\b(?:analysts|economists|the city|forecasters) (?:had|were) (?:been )?(?:expect|forecast|pencil|predict|look)"
)
"""A price on a market, or what was expected there: what everybody can look up, of no study."""

_INVERTED = 7
_SPEAKER_WITHIN = 16


@dataclass(frozen=True, slots=True)
class _Voice:
    """A sentence with the standing of who speaks in it, if anybody does, and whether it is an aside by itself."""

    sentence: Sentence
    speaker: Standing | None
    aside: bool


def asides(analysis: Analysis, makers: Sequence[str], affiliations: Mapping[str, str]) -> Iterator[int]:
    """The indices of the sentences that outsiders speak, or that are about the doings of one."""
    cast = Cast(makers, affiliations)
    begun = _begun_quoted(analysis)
    voices = [_voice(analysis, sentence, sentence.index in begun, cast) for sentence in analysis.sentences]
    forth = _lasting(voices)
    back = _lasting(reversed(voices))
    for voice in voices:
        speaker = voice.speaker
        if speaker is None and voice.sentence.index in begun:
            speaker = forth.get(voice.sentence.index) or back.get(voice.sentence.index)
        if voice.aside or (speaker is Standing.OUTSIDER and not _of_the_asked(voice.sentence)):
            yield voice.sentence.index


def _of_the_asked(sentence: Sentence) -> bool:
    """Whether a sentence speaks of those who answered, whoever speaks it: "a third of respondents, he says"."""
    return not _ASKED.isdisjoint(words_of(sentence)) or "those who" in sentence.text


def _lasting(voices: Iterable[_Voice]) -> dict[int, Standing]:
    """Who spoke last in the block of each sentence, in the order given."""
    found: dict[int, Standing] = {}
    block, last = -1, None
    for voice in voices:
        if voice.sentence.block.start != block:
            block, last = voice.sentence.block.start, None
        last = voice.speaker or last
        if last is not None:
            found[voice.sentence.index] = last
    return found


def _voice(analysis: Analysis, sentence: Sentence, begun: bool, cast: Cast) -> _Voice:
    names = named(analysis, sentence)
    tokens = sentence.tokens
    cast.meet(tokens, names)
    if _brings_in_somebody(tokens):
        cast.last = Standing.OUTSIDER
    quoted = begun or '"' in sentence.text
    selves = not quoted and _by_the_author(sentence)
    aside = selves or (quoted and _of_own_doing(tokens)) or bool(_MARKETS.search(sentence.text.lower()))
    speaker = _speaker(tokens, names, cast)
    if speaker is None:
        speaker = _actor(tokens, names, cast)
    return _Voice(sentence, speaker, aside)


def _begun_quoted(analysis: Analysis) -> frozenset[int]:
    """The sentences that begin within quotation marks opened before them in their block, or with such a mark."""
    found: set[int] = set()
    block, marks, at = -1, 0, 0
    for sentence in analysis.sentences:
        if sentence.block.start != block:
            block, marks, at = sentence.block.start, 0, sentence.block.start
        marks += analysis.plain.count('"', at, sentence.start)
        at = sentence.start
        if marks % 2 or analysis.plain.startswith('"', at):
            found.add(sentence.index)
    return frozenset(found)


def _of_own_doing(tokens: Sequence[Token]) -> bool:
    """Whether somebody tells what "we" did, other than asking and finding: "we've taken on 54 drivers"."""
    for at, token in enumerate(tokens):
        if token.lower == "we":
            verb = next(
                (word for word in tokens[at + 1 : at + 6] if word.lower not in _BETWEEN and word.tag != "RB"), None
            )
            if verb is not None and verb.tag[:2] == "VB" and verb.lower not in _NO_DOING:
                return True
    return False


def _by_the_author(sentence: Sentence) -> bool:
    """Whether the author says "I" in it, which in a list or beside "agree" are words that others were asked about."""
    if sentence.block.kind is not BlockKind.PARAGRAPH or not _ANSWERING.isdisjoint(words_of(sentence)):
        return False
    return any(token.lower in _SELF for token in sentence.tokens)


def _brings_in_somebody(tokens: Sequence[Token]) -> bool:
    """Whether a sentence turns to somebody without a name: "my daughter", "one nurse in Leeds"."""
    for before, token in pairwise(tokens):
        if before.lower == "my" and token.lower in _KIN:
            return True
        if before.lower == "one" and token.lower in LAY_ROLES:
            return True
    return False


def _speaker(tokens: Sequence[Token], names: Sequence[Name], cast: Cast) -> Standing | None:
    """The standing of the one whose words a sentence gives; None where nobody speaks."""
    for at, token in enumerate(tokens):
        if token.lower in _SPEAKING and token.tag[:2] == "VB" and token.tag not in ("VBG", "VB"):
            found = _before(tokens, names, at, cast) or _behind(tokens, names, at, cast)
            if found is not None:
                return found
    return None


def _before(tokens: Sequence[Token], names: Sequence[Name], verb: int, cast: Cast) -> Standing | None:
    """The standing of the subject of a verb of speaking."""
    at = verb
    while at > 0 and (tokens[at - 1].tag == "RB" or tokens[at - 1].lower in _AUXILIARIES):
        at -= 1
    if at == 0:
        return None
    word = tokens[at - 1]
    if word.lower in _PRONOUNS:
        return cast.last
    if word.lower in _OUTSIDE or (word.lower in LAY_ROLES and at > 1 and tokens[at - 2].lower in ("a", "an", "one")):
        return Standing.OUTSIDER
    if word.lower in _BODIES and cast.is_apart(word.lower):
        return Standing.OUTSIDER
    for name in reversed(names):
        if name.kind is AgentKind.PERSON and _governs(tokens, name, at):
            return cast.of(name)
    return None


def _governs(tokens: Sequence[Token], name: Name, verb: int) -> bool:
    """Whether a name stands before its verb with nothing but a description between commas after it."""
    between = [token.text for token in tokens[name.last : verb]]
    described = 1 < len(between) <= _SPEAKER_WITHIN and between[0] == between[-1] == ","
    return name.last == verb or (described and "," not in between[1:-1])


def _behind(tokens: Sequence[Token], names: Sequence[Name], verb: int, cast: Cast) -> Standing | None:
    """The standing of a subject that stands after its verb: "said Judge Voss", "says Yost, who owns three bars"."""
    if verb == 0 or tokens[verb - 1].text not in (",", '"'):
        return None
    near = [name for name in names if verb < name.first <= verb + _INVERTED and name.kind is AgentKind.PERSON]
    if near:
        return cast.of(near[0])
    if tokens[verb + 1 : verb + 2] and tokens[verb + 1].lower in _PRONOUNS:
        return cast.last
    return None


def _actor(tokens: Sequence[Token], names: Sequence[Name], cast: Cast) -> Standing | None:
    """The standing of the person whom a sentence is about: "he lost 40 percent of his customers"."""
    verb = next((at for at, token in enumerate(tokens) if token.tag in ("VBD", "VBZ", "VBP", "MD")), len(tokens))
    if verb < len(tokens) and tokens[verb].lower in _STANDING_IN_POLLS:
        return None
    if any(token.lower in _PRONOUNS for token in tokens[max(0, verb - 2) : verb]):
        return cast.last
    if tokens[0].lower in ("his", "her"):
        return cast.last
    subject = next((name for name in names if name.kind is AgentKind.PERSON and _governs(tokens, name, verb)), None)
    if subject is None:
        return None
    own = any(token.lower in ("his", "her") for token in tokens[verb:])
    if own and cast.of(subject) is Standing.UNKNOWN:
        cast.set_outside(subject)
    return cast.of(subject)
