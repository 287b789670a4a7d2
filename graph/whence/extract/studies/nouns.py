"""References by a word for a study: "a new survey", "the Acme report", "researchers at Acme"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whence.analyse import Token
from whence.extract.names import DESCRIPTORS, FUNCTION_WORDS, Name
from whence.extract.studies.conductors import is_outlet, is_programme, is_researcher, maker_in_title
from whence.extract.studies.identity import same_organization
from whence.extract.studies.makers import after_noun, before_noun, publishing_subject
from whence.extract.studies.phrases import StudyPhrase, is_year, study_phrase
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.scenes import Scene, organizations
from whence.extract.studies.subjects import acts, finds, subject_of
from whence.extract.studies.titles import Title
from whence.extract.studies.words import (
    ASKING_VERBS,
    CONDUCTING,
    CONTINUED,
    FINDING_VERBS,
    FIRM_NOUNS,
    FORECASTING,
    LOOKING_INTO,
    LOOSE_NOUNS,
    MAKERS,
    MARKET_INDEXES,
    NOUNS,
    SAYING_VERBS,
    SOFT_NOUNS,
    TEAM_WORDS,
)
from whence.model import AgentKind

_COUNTED = frozenset(("survey", "poll", "study"))
_BEFORE_NOUN = ("DT", "JJ", "POS", "PRP$", "NNP", "NNPS", "CD")
_PROGRAMME_WITHIN = 8
_OWNER_WITHIN = 6
_OPENING = 4
_MAKERS_WITHIN = 8
_DISCOVERY_WITHIN = 6
_ACADEMIC = frozenset(("university", "college", "institute", "school", "polytechnic", "hospital"))
_SHOWN = frozenset(("show", "shows", "showed", "suggest", "suggests", "indicate", "indicates", "reveal", "reveals"))
_OF_SCIENCE = frozenset(("researchers", "scientists", "investigators", "team"))


def by_noun(scene: Scene) -> Iterator[Reference]:
    """The references that have a word for a study, in text order."""
    for noun, token in enumerate(scene.tokens):
        if token.lower in NOUNS and _is_study_noun(scene, noun):
            yield _reference(scene, noun)


# ---------------------------------------------------------------- the word


def _is_study_noun(scene: Scene, noun: int) -> bool:
    """Whether a word that can mean a study does: a noun, in no name and no compound that means something else."""
    tokens = scene.tokens
    if not _is_noun(scene, noun) or scene.inside_name(noun):
        return False
    if noun + 1 < len(tokens) and _compound(tokens[noun + 1]):
        return False
    if tokens[noun].lower == "index":
        return not any(word.lower in MARKET_INDEXES for word in tokens[max(0, noun - 4) : noun])
    before = tokens[noun - 1] if noun else None
    continues = before is not None and before.lower in NOUNS and before.tag.startswith("NN")
    continues = continues and not scene.inside_name(noun - 1)  # "Bureau of Labor Statistics figures"
    return not (continues and tokens[noun].lower in CONTINUED)


def _is_noun(scene: Scene, index: int) -> bool:
    """Whether the word is a noun, by its tag or by what stands before it ("a separate Pew study out Tuesday")."""
    if scene.tokens[index].tag.startswith("NN"):
        return True
    if index > 1 and scene.tokens[index - 2].lower == "according":
        return True
    before = scene.tokens[index - 1].tag if index else ""
    following = scene.tokens[index + 1].lower if index + 1 < len(scene.tokens) else ""
    shown = scene.tokens[index].lower in LOOSE_NOUNS and following in _SHOWN and before in ("NN", "NNS", *_BEFORE_NOUN)
    return shown or (scene.tokens[index].lower in FIRM_NOUNS and before in _BEFORE_NOUN)


def _compound(following: Token) -> bool:
    """Whether the word after a study noun makes it part of another thing's name: "study group", "data center"."""
    noun = following.text.isalpha() and (following.tag.startswith("NN") or following.lower in DESCRIPTORS)
    return noun and following.lower not in CONTINUED | FINDING_VERBS | FUNCTION_WORDS


# ---------------------------------------------------------------- what it tells


@dataclass(frozen=True, slots=True)
class _Makers:
    """The names that can be a study's makers: in its phrase, behind it, over it as the subject of its verb; or who
    employs the person whose study it is.
    """

    before: tuple[Name, ...]
    after: tuple[Name, ...]
    over: tuple[Name, ...]
    employs: tuple[Name, ...] = ()

    @property
    def all(self) -> tuple[Name, ...]:
        """All of them, in that order."""
        return (*self.before, *self.after, *self.over, *self.employs)


def _reference(scene: Scene, noun: int) -> Reference:
    tokens, word = scene.tokens, scene.tokens[noun].lower
    title = next((title for title in scene.titles if title.noun == noun), None)
    phrase = study_phrase(scene, noun, title)
    first = _first(scene, phrase, title)
    makers = _makers(scene, phrase, first, noun)
    named, found = _identity(scene, noun, title, phrase.year, makers)
    finding = finds(scene, noun) or [token.lower for token in tokens[max(0, first - 2) : first]] == ["according", "to"]
    last = max([noun + 1, *(name.last for name in makers.after)])
    return Reference(
        sentence=scene.sentence.index,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        noun=word,
        weight=_weight(scene, noun, phrase, makers, bool(found or named), finding),
        definite=(phrase.definite or phrase.quoted) and not makers.before,
        indefinite=phrase.indefinite,
        other=phrase.other,
        earlier=phrase.earlier,
        organizations=found,
        asserted=bool(makers.after or makers.over),
        title=named,
        year=None if _compared(tokens, first) else phrase.year or _year_in(named),
        month=phrase.month,
        numbered=scene.numbered,
        finding=finding or acts(scene, noun),
        asks=any(token.lower in ASKING_VERBS for token in tokens[last : last + 4]),
        own=phrase.own and not _is_article(scene, word),
        official=phrase.official,
        trails=first > _OPENING and tokens[first - 1].lower == "to" and tokens[first - 2].lower == "according",
    )


def _is_article(scene: Scene, word: str) -> bool:
    """Whether a newspaper's or station's "our report" is one of its articles."""
    return bool(scene.house and is_outlet(scene.house)) and word not in FIRM_NOUNS | LOOKING_INTO


def _first(scene: Scene, phrase: StudyPhrase, title: Title | None) -> int:
    """Where the reference begins: with its phrase, its title, or who owns the title."""
    if title is None:
        return phrase.first
    owner = scene.owner_of(title.first)
    return min(phrase.first, title.first, owner.first if owner else title.first)


def _makers(scene: Scene, phrase: StudyPhrase, first: int, noun: int) -> _Makers:
    before = before_noun(scene, first, noun)
    after = after_noun(scene, noun, scene.tokens[noun].lower in MAKERS)
    after = tuple(name for name in after if name.text.lower() not in NOUNS)
    if before or after:
        return _Makers(before, after, ())
    opener = scene.tokens[phrase.first].lower
    over = publishing_subject(scene, first, noun)
    if not over and first <= _LED_IN:
        over = _told_by(scene, noun)
    if not over and opener in ("its", "their"):
        over = _owner(scene, phrase.first)
    if not over and opener == "our" and not phrase.own:
        over = _house(scene, [name.text for name in scene.names])
    if not over and (opener in _HERS or _publishes_it(scene, noun)):
        people = [name.text for name in scene.names if name.last <= phrase.first] or [scene.person]
        return _Makers((), (), (), _house(scene, people[-1:]))
    return _Makers((), (), over)


_HERS = frozenset(("his", "her"))


def _publishes_it(scene: Scene, noun: int) -> bool:
    """Whether somebody named before made the study: "a study he published last autumn"."""
    words = [token.lower for token in scene.tokens[noun + 1 : noun + 3]]
    return len(words) == 2 and words[0] in ("he", "she") and words[1] in CONDUCTING


def _told_by(scene: Scene, noun: int) -> tuple[Name, ...]:
    """Who tells what was found in the study that a sentence opens with: "In a survey of 310 members, Acme found"."""
    if scene.tokens[0].lower != "in" or scene.tokens[noun].lower not in FIRM_NOUNS:
        return ()
    told = (name for name in scene.names if name.first > noun and scene.tokens[name.first - 1].text in (",", "the"))
    finders = (name for name in told if (verb := subject_of(scene, name)) and scene.tokens[verb].lower in FINDING_VERBS)
    return tuple(name for name in finders if name.kind is AgentKind.ORGANIZATION)[:1]


_LED_IN = 2
"""Words before a study noun's phrase that opens a sentence: "In a survey"."""


def _owner(scene: Scene, first: int) -> tuple[Name, ...]:
    """The organization shortly before "its": "Acme said its survey", "In its monthly survey, Acme put"."""
    near = [name for name in scene.names if first - _OWNER_WITHIN <= name.last <= first]
    if not near and first <= 1:
        near = [name for name in scene.names if name.first > first and subject_of(scene, name) is not None][:1]
    return tuple(near[-1:]) if near and near[-1].kind is AgentKind.ORGANIZATION else ()


def _house(scene: Scene, people: Iterable[str]) -> tuple[Name, ...]:
    """For whom those people work whose survey "our survey" is in a quotation, "her survey" elsewhere."""
    houses = [scene.affiliations[name] for name in people if name in scene.affiliations]
    return tuple(Name(len(scene.tokens), len(scene.tokens), house, AgentKind.ORGANIZATION) for house in houses[:1])


def _identity(
    scene: Scene, noun: int, title: Title | None, year: int | None, makers: _Makers
) -> tuple[str | None, tuple[str, ...]]:
    """The title and the organizations by which a study is known."""
    word = scene.tokens[noun].lower
    inside = range(title.first, title.last) if title else range(0)
    concerned = [name for name in makers.all if name.first not in inside]
    found = organizations(name for name in concerned if name in makers.after or not is_programme(name))
    if (
        title
        and not found
        and title.text.split()[-1] not in FIRM_NOUNS
        and (maker := maker_in_title(scene, title.text))
    ):
        found = (maker,)
    if word not in FIRM_NOUNS:
        own = scene.house if word in LOOKING_INTO else None
        found = tuple(name for name in found if not is_outlet(name) or (own and same_organization(name, own)))
    if title:
        return title.text, found
    if word == "census" and year is not None:
        return f"{year} census", found
    told = [name for name in scene.names if _is_told_of(scene, noun, name)] if word in SOFT_NOUNS else []
    return next(
        (name.text for name in (*concerned, *told) if name not in makers.after and is_programme(name)), None
    ), found


def _is_told_of(scene: Scene, noun: int, name: Name) -> bool:
    """Whether a name stands shortly behind a study noun with no verb between."""
    near = noun < name.first < noun + _PROGRAMME_WITHIN
    return near and not any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in scene.tokens[noun + 1 : name.first])


def _compared(tokens: Sequence[Token], first: int) -> bool:
    """Whether a study is an earlier one that a figure is compared with: "against 43 percent in the 2014 survey"."""
    before = tokens[max(0, first - _COMPARED_WITHIN) : first]
    return any(token.lower in _COMPARING for token in before) and any(token.tag == "CD" for token in before)


_COMPARING = frozenset(("against", "than", "versus", "from", "with", "to", "up", "down"))
_COMPARED_WITHIN = 6


def _year_in(title: str | None) -> int | None:
    """The year in a title: "Green Building Survey 2018"."""
    return next((int(word) for word in (title or "").split() if is_year(word)), None)


# ---------------------------------------------------------------- what it can do


def _finds_at_once(scene: Scene, noun: int) -> bool:
    """Whether a verb of finding or saying comes right after a study noun: "research has shown"."""
    near = scene.tokens[noun + 1 : noun + 4]
    told = scene.tokens[max(0, noun - 3) : noun]
    return any(token.lower in FINDING_VERBS | SAYING_VERBS for token in near) or any(
        token.lower == "according" for token in told
    )


def _made_by(scene: Scene, noun: int, makers: _Makers) -> bool:
    """Whether a word for making it joins a study to its makers: "the figures published on Friday by Acme"."""
    if not makers.after:
        return False
    first, last = makers.after[0].first, makers.after[-1].last
    behind = (
        scene.tokens[last + 1 : last + 2] if [token.text for token in scene.tokens[last : last + 1]] == [","] else ()
    )
    return not CONDUCTING.isdisjoint(token.lower for token in (*scene.tokens[noun + 1 : first], *behind))


def _asks_of(scene: Scene, noun: int) -> bool:
    """Whether people who make studies say whom they asked: "scientists in Leeds studied 400 patients"."""
    tokens = scene.tokens
    for at in range(noun + 1, min(len(tokens), noun + _MAKERS_WITHIN)):
        if tokens[at].lower in ASKING_VERBS or (tokens[at].lower == "looked" and tokens[at + 1 : at + 2]):
            return any(token.tag == "CD" for token in tokens[at + 1 : at + 7])
        if tokens[at].text in ",;":
            return False
    return False


def _discovered(scene: Scene, noun: int) -> bool:
    """Whether people of science say what they found: "a team of ornithologists has found"."""
    tokens = scene.tokens
    if tokens[noun].lower in TEAM_WORDS - _OF_SCIENCE:
        return False
    for token in tokens[noun + 1 : noun + _DISCOVERY_WITHIN]:
        if token.lower in FINDING_VERBS - FORECASTING and token.tag[:2] == "VB":
            return True
        if token.text in ",;":
            return False
    return False


_RECKONED = frozenset(("forecast", "outlook", "estimate", "estimates"))
"""What a bank's economist has too, while a study of it is a forecaster's."""


def _is_new(scene: Scene, noun: int) -> bool:
    """Whether figures are announced: "new data from the Harbour Board" are told of further on."""
    return any(token.lower in _NEW for token in scene.tokens[max(0, noun - 3) : noun])


_NEW = frozenset(("new", "latest", "fresh", "recent", "newest", "updated", "provisional", "preliminary"))


def _weight(scene: Scene, noun: int, phrase: StudyPhrase, makers: _Makers, named: bool, finding: bool) -> Weight:
    """What a reference can do, by how surely its word means a study, and whether it is named and finds something."""
    word = scene.tokens[noun].lower
    if not named and (phrase.bare or word in LOOSE_NOUNS):
        finding = finding and _finds_at_once(scene, noun)
    if word in FIRM_NOUNS:
        if named and (finding or scene.numbered or phrase.indefinite or makers.after or makers.over):
            return Weight.STANDS_ALONE
        spoken_of = not (phrase.definite and word.endswith("s")) and not (phrase.bare and word in _COUNTED)
        return Weight.NEEDS_NUMBER if finding or (scene.numbered and spoken_of) else Weight.POINTS_BACK
    finding = finding or bool(makers.over)
    learned = scene.numbered and any(not _ACADEMIC.isdisjoint(name.text.lower().split()) for name in makers.after)
    if word in MAKERS and makers.after and (learned or _asks_of(scene, makers.after[-1].last - 1)):
        return Weight.STANDS_ALONE
    if word in _RECKONED and makers.over and not any(is_researcher(scene, name) for name in makers.all):
        return Weight.POINTS_BACK
    official = any(is_researcher(scene, name) or is_programme(name) for name in makers.all)
    if named and (finding or (scene.numbered and (official or word not in LOOSE_NOUNS | MAKERS))):
        return Weight.STANDS_ALONE
    announced = official or _is_new(scene, noun)
    told_by_makers = scene.numbered or word not in LOOSE_NOUNS or announced or _made_by(scene, noun, makers)
    if named and makers.after and word not in MAKERS and told_by_makers:
        return Weight.STANDS_ALONE
    if phrase.own and (named or scene.numbered):
        return Weight.NEEDS_NUMBER
    if word in MAKERS and not phrase.definite and (_asks_of(scene, noun) or _discovered(scene, noun)):
        return Weight.NEEDS_NUMBER
    if word in MAKERS or phrase.definite or not finding:
        return Weight.POINTS_BACK
    return Weight.NEEDS_NUMBER
